import pytest
from hypothesis import given

from chamber.text.quantities import parse_quantity, show_quantity, total
from chamber.text.values import Quantity
from tests.chamber.text.strategies import ANYTHING, written


@pytest.mark.parametrize(
    ("cell", "value", "qualifier"),
    [
        ("近200人", 200, "近"),
        ("1300多名", 1300, "多"),
        ("80余名", 80, "余"),
        ("20多个", 20, "多"),
        ("约三百人", 300, "约"),
        ("200人左右", 200, "约"),
        ("200人以上", 200, "以上"),
        ("十几人", 10, "余"),
        ("1,200", 1200, ""),
        ("２００", 200, ""),
        ("５０００棵", 5000, ""),
        (200.0, 200, ""),
        (7, 7, ""),
    ],
)
def test_a_count_keeps_its_value_and_its_qualifier(cell, value, qualifier):
    parsed = parse_quantity(cell)
    assert parsed.value == Quantity(value, qualifier)
    assert parsed.problems == ()


def test_a_count_prints_back_as_it_was_written():
    assert show_quantity(parse_quantity("近200人").value) == "近200人"
    assert show_quantity(parse_quantity("近200人").value, "en") == "nearly 200"
    assert parse_quantity("近200人").value.to_json() == {"value": 200, "qualifier": "近", "text": "近200人"}


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("50-99人", 50), ("50-99", 50), ("100至499", 100), ("20—60", 20), ("二三十人", 20), ("七八人", 7), ("三五个", 3),
        ("一百二三十人", 120), ("三十五六人", 35), ("两三百人", 200), ("约五六十人", 50), ("五百-六百人", 500),
    ],
)  # fmt: skip
def test_a_range_counts_from_its_lower_end_prints_as_written_and_says_so(cell, value):
    parsed = parse_quantity(cell)
    assert parsed.value == Quantity(value, "约")
    assert show_quantity(parsed.value) == cell
    assert [problem.code for problem in parsed.problems] == ["range"]


@pytest.mark.parametrize("cell", ["少于50人", "不足50人", "不到50人", "未满50人", "低于50人", "50人以下"])
def test_less_than_a_number_is_never_the_number(cell):
    assert parse_quantity(cell).value == Quantity(50, "以下")


@pytest.mark.parametrize(
    "cell", ["3月4日", "-5", "一般", "数百人", "第三", "1-2", "10-12", "100-99", "2021-04", "5-6百人", "1.5E+10"]
)
def test_what_is_no_count_is_reported(cell):
    parsed = parse_quantity(cell)
    assert parsed.value is None
    assert parsed.problems


def test_a_total_of_approximate_counts_is_approximate():
    assert total([Quantity(200, "近"), Quantity(30)]) == Quantity(230, "约")
    assert total([Quantity(20), Quantity(30)]) == Quantity(50)


@given(ANYTHING | written("0123456789.,-约近余多以上下左右人名个万千百十一二三几+ "))
def test_any_cell_is_read_or_reported_and_what_is_shown_reads_back(cell):
    value = parse_quantity(cell).value
    if value is not None:
        assert parse_quantity(show_quantity(value)).value == value
        assert parse_quantity(show_quantity(value, "en")).value == value
        assert parse_quantity(show_quantity(Quantity(value.value, value.qualifier))).value == value


def test_a_number_the_sheet_doubts_says_so():
    parsed = parse_quantity("200人？")
    assert parsed.value == Quantity(200)
    assert [problem.code for problem in parsed.problems] == ["unsure"]
