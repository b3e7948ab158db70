"""Many texts at once are made into cells as each would be alone."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from chamber.exporting.csv_files import guard, guarded, unguard, write_csv
from chamber.exporting.streaming import inline, inlines

TEXTS = st.lists(st.text(alphabet="甲a=+－@ 　\t\r\n1&<_x\x1d\x85\u2028𠮷", max_size=4) | st.just("12345678901234567"))


@given(TEXTS)
@example(["", "\n1", ""])
@example(["", "", "=1"])
def test_texts_are_guarded_as_each_alone_and_come_home(texts: list[str]) -> None:
    assert guarded(texts) == [guard(text) for text in texts]
    assert [unguard(text) for text in guarded(texts)] == texts


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
