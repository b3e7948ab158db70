"""Many texts at once are made into cells as each would be alone."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from chamber.exporting.csv_files import guard, guarded, unguard
from chamber.exporting.streaming import inline, inlines

TEXTS = st.lists(st.text(alphabet="甲a=+－@ 　\t\r\n1&<_x\x1d\x85\u2028𠮷", max_size=4) | st.just("12345678901234567"))


@given(TEXTS)
@example(["", "\n1", ""])
@example(["", "", "=1"])
def test_texts_are_guarded_as_each_alone_and_come_home(texts: list[str]) -> None:
    assert guarded(texts) == [guard(text) for text in texts]
    assert [unguard(text) for text in guarded(texts)] == texts


@given(TEXTS)
@example(["\n甲", "乙"])
@example(["甲", "乙 "])
def test_texts_stand_in_a_workbook_as_each_alone(texts: list[str]) -> None:
    assert inlines(texts) == [inline(text) if text else "" for text in texts]
