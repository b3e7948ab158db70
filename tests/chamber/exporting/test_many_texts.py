"""Many texts at once are made into cells as each would be alone."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chamber.exporting.csv_files import guard, guarded, unguard, write_csv
from chamber.exporting.streaming import inline, inlines

TEXTS = st.lists(st.text(alphabet="甲a=+－@ 　\t\r\n1&<_x\x1d\x85\u2028𠮷", max_size=4)
                 | st.sampled_from(["12345678901234567", "1E5", "00123", "-0123", "3/4", "2020-04", "10:00", "True", "2020-04-10"]))  # fmt: skip


@given(TEXTS)
@example(["", "\n1", ""])
@example(["", "", "=1"])
def test_texts_are_guarded_as_each_alone_and_come_home(texts: list[str]) -> None:
    assert guarded(texts) == [guard(text) for text in texts]
    assert [unguard(text) for text in guarded(texts)] == texts


@pytest.mark.parametrize(
    "text", ["1E5", "1.5e-3", "00123", "04714310000", "3/4", "2020-04", "10:00", "7:30:00", "TRUE"]
)
def test_what_a_spreadsheet_would_make_a_number_or_a_day_of_is_guarded(text: str) -> None:
    assert guard(text) == f"\t{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["12", "0", "0.5", "-12.5", "2021-04-10", "约3000", "CF-2021-0001", "0471-4310000"])
def test_amounts_and_days_stay_what_they_are_in_a_csv(text: str) -> None:
    assert guard(text) == text


@given(st.lists(st.tuples(*[st.text(alphabet='甲a, ;"\r\n\t\x00\u2028\x85', max_size=4)] * 3), min_size=1))
def test_a_table_stands_in_a_csv_as_the_csv_module_writes_it(rows: list[tuple[str, str, str]]) -> None:
    expected, found = io.StringIO(newline=""), io.BytesIO()
    csv.writer(expected).writerows([("一", "二", "三"), *rows])
    write_csv(found, ("一", "二", "三"), [list(zip(*rows, strict=True))], "utf-8")
    assert found.getvalue().decode() == expected.getvalue()


@given(TEXTS)
@example(["-12", "-1x", "１２３"])
@example(["1234567890123456 ", "-1234567890123456"])
def test_numbers_as_people_write_them_are_left_alone(texts: list[str]) -> None:
    assert guarded(texts) == [guard(text) for text in texts]


@given(TEXTS)
@example(["\n甲", "乙"])
@example(["甲", "乙 "])
def test_texts_stand_in_a_workbook_as_each_alone(texts: list[str]) -> None:
    assert inlines(texts) == [inline(text) if text else "" for text in texts]
