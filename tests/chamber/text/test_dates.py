from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.fields import Context, Date
from chamber.text.dates import parse_date, serial_day, show_date
from chamber.text.moments import parse_datetime, to_utc
from chamber.text.times import parse_time
from chamber.text.values import Parsed, PartialDate
from tests.chamber.text.strategies import ANYTHING, written


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2021.4.10", "2021-04-10"),
        ("2021年4月10日", "2021-04-10"),
        ("2021/4/10", "2021-04-10"),
        ("2021 4 10", "2021-04-10"),
        ("20210410", "2021-04-10"),
        (20210410, "2021-04-10"),
        (20210410.0, "2021-04-10"),
        (44984, "2023-02-27"),
        (44984.5, "2023-02-27"),
        (datetime(2021, 4, 10, 9, 30), "2021-04-10"),
        (date(2021, 4, 10), "2021-04-10"),
        ("２０２１－０４－１０", "2021-04-10"),
        ("二〇二一年四月十日", "2021-04-10"),
        ("2021年4月10日（星期六）", "2021-04-10"),
        ("2021-04-10 00:00:00", "2021-04-10"),
        ("2021年4月10日上午9:00", "2021-04-10"),
        ("20年4月", "2020-04"),
        ("2020-4", "2020-04"),
        ("2023年2月", "2023-02"),
        ("202104", "2021-04"),
        (2021.4, "2021-04"),
        ("2020", "2020"),
        ("2020年", "2020"),
        ("Mar 5, 2015", "2015-03-05"),
        ("5-Mar-2015", "2015-03-05"),
        ("1st September 2015", "2015-09-01"),
        ("June 2015", "2015-06"),
    ],
)
def test_a_date_is_read_in_every_notation(cell, text):
    parsed = parse_date(cell)
    assert parsed.value == PartialDate(text)
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1970-01-01", "placeholder"),
        (25569, "placeholder"),
        (datetime(1970, 1, 1), "placeholder"),
        ("1900-01-01", "placeholder"),
        ("3月4日", "no_year"),
        ("4-Mar", "no_year"),
        ("2021-02-30", "impossible"),
        ("2021-13-01", "impossible"),
        ("4/10/2021", "order"),
        (2021.1, "date"),
        ("农历2021年3月8日", "lunar"),
        ("待定", "date"),
        ("长期", "date"),
        ("1.5E+10", "date"),
        (time(3, 4), "time"),
        (12, "date"),
    ],
)
def test_what_is_damaged_or_impossible_is_reported_and_not_stored(cell, code):
    parsed = parse_date(cell)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == [code]


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        ("21-4-10", "2021-04-10", "short_year"),
        ("44984", "2023-02-27", "serial"),
        ("2021.4.10-4.12", "2021-04-10", "several"),
        ("2021年4月上旬", "2021-04", "words"),
        ("预计2021年6月", "2021-06", "words"),
    ],
)
def test_a_doubtful_date_is_kept_with_a_warning(cell, text, code):
    parsed = parse_date(cell)
    assert parsed.value == PartialDate(text)
    assert [problem.code for problem in parsed.problems] == [code]


def test_the_epoch_is_a_day_when_a_person_types_it():
    assert parse_date("1970-01-01", typed=True).value == PartialDate("1970-01-01")


def test_partial_dates_know_their_first_and_last_day_and_sort():
    month = PartialDate("2020-02")
    assert (month.precision, month.year, month.month, month.day) == ("month", 2020, 2, None)
    assert (month.first_day(), month.last_day()) == (date(2020, 2, 1), date(2020, 2, 29))
    assert PartialDate("2020").last_day() == date(2020, 12, 31)
    assert sorted([PartialDate("2021"), PartialDate("2020-04-10"), PartialDate("2020-04")])[0] == month.__class__(
        "2020-04"
    )
    assert PartialDate.of(date(2021, 4, 10)).text == "2021-04-10"


def test_serials_count_from_1900_or_1904():
    assert serial_day(44984) == date(2023, 2, 27)
    assert serial_day(44984 - 1462, from_1904=True) == date(2023, 2, 27)


@given(ANYTHING | written("0123456789-./年月日号 :T上下午星期六一二十〇底初"))
def test_any_cell_is_read_or_reported_and_what_is_shown_reads_back(cell):
    value = parse_date(cell).value
    if value is not None:
        assert parse_date(show_date(value), typed=True).value == value
        assert value.first_day() <= value.last_day()


@given(st.dates(date(1800, 1, 1), date(2200, 12, 31)), st.sampled_from([4, 7, 10]))
def test_every_date_reads_back(day, length):
    value = PartialDate(day.isoformat()[:length])
    assert parse_date(show_date(value), typed=True).value == value


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2021-04-10 14:30", "2021-04-10T06:30"),
        ("2021-04-10 下午2点半", "2021-04-10T06:30"),
        ("2021年4月10日上午9:00", "2021-04-10T01:00"),
        ("2021年4月10日9时30分", "2021-04-10T01:30"),
        ("2021-04-10 2:30 PM", "2021-04-10T06:30"),
        ("2021-04-10T06:30:00Z", "2021-04-10T06:30"),
        ("2021-04-10T14:30:00+08:00", "2021-04-10T06:30"),
        ("2021-04-10 09:00-11:30", "2021-04-10T01:00"),
        ("2021.4.10 24:00", "2021-04-10T16:00"),
        ("2021-04-10", "2021-04-09T16:00"),
        (44296.604166, "2021-04-10T06:30"),
        (datetime(2021, 4, 10, 9), "2021-04-10T01:00"),
        ("2021-04-10 09:03:27", "2021-04-10T01:03:27"),
        ("2000/1/1::1", "1999-12-31T16:00"),
    ],
)
def test_a_moment_is_local_time_held_in_utc(cell, moment):
    assert parse_datetime(cell).value == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_a_moment_needs_a_day():
    assert [problem.code for problem in parse_datetime("2021-04").problems] == ["no_day"]
    assert parse_datetime("下午2点").value is None


@pytest.mark.parametrize("year", [1700, 2300])
def test_a_moment_of_another_century_is_a_slip_however_the_cell_is_typed(year):
    for cell in (datetime(year, 1, 1, 9), f"{year}-01-01 09:00"):
        assert parse_datetime(cell).value is None
        assert [problem.code for problem in parse_datetime(cell).problems] == ["impossible"]


def test_a_time_of_day_is_read():
    assert parse_time("下午2点半").value == time(14, 30)
    assert parse_time(0.5).value == time(12)
    assert parse_time("晚上12点").value == time(0)
    assert to_utc(datetime(2021, 4, 10, 8)) == datetime(2021, 4, 10, tzinfo=UTC)


@given(ANYTHING | written("0123456789-./年月日 :T上下晚午时点分半Z+PAM"))
def test_no_cell_makes_the_reader_of_moments_fail(cell):
    parse_datetime(cell)
    parse_time(cell)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("02-Mar-15", "2015-03-02"),
        ("2-Mar-98", "1998-03-02"),
        ("2015。3。2", "2015-03-02"),
        ("民国104年3月2日", "2015-03-02"),
        ("2-Mar", None),
        ("Mar-15", None),
    ],
)
def test_days_of_english_and_taiwanese_programs(written: str, meant: str | None) -> None:
    value = parse_date(written).value
    assert (value.text if value else None) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2021–04–10", "2021-04-10"), ("2021—4—10", "2021-04-10"), ("20210410093000", "2021-04-10"), ("202104", "2021-04"),
     ("2021年4月10日（农历二月廿九）", "2021-04-10")],
)  # fmt: skip
def test_a_date_is_read_whatever_dash_or_time_stands_in_it(written: str, meant: str) -> None:
    assert parse_date(written) == Parsed(PartialDate(meant))


@pytest.mark.parametrize("written", ["2021.04.1O", "2021-O4-10", "2021-04-l0"])
def test_a_letter_among_the_digits_of_a_date_makes_it_none(written: str) -> None:
    parsed = parse_date(written)
    assert parsed.value is None
    assert [problem.code for problem in parsed.problems] == ["date"]


def test_six_digits_are_a_day_of_a_short_year_and_say_so() -> None:
    parsed = parse_date("210410")
    assert parsed.value == PartialDate("2021-04-10")
    assert [problem.code for problem in parsed.problems] == ["short_year"]


def test_the_day_of_a_moment_of_the_web_is_the_one_it_has_here() -> None:
    context = Context(today=date(2026, 1, 1))
    assert Date().parse("2021-04-09T16:00:00.000Z", context).value == PartialDate("2021-04-10")
    assert Date().parse("2021-04-09T15:59:00Z", context).value == PartialDate("2021-04-09")
