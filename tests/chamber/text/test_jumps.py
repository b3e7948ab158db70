"""Where a list of names is jumped to."""

import pytest

from chamber.text.jumps import span
from chamber.text.pinyin import sort_key


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [
        ("c", "赤峰商会", "大同"),
        ("C", "长春", "北京"),
        ("zh", "中国", "曾祥"),
        ("zhang", "张三", "赵强"),
        ("zhangsan", "章二", "赵强"),
        ("张", "张三", "章二"),
        ("赤峰", "赤峰商会", "池州"),
        ("3", "3M", "ABC"),
        ("z", "做", "阳光"),
    ],
)
def test_letters_and_characters_mean_the_names_that_begin_so(typed: str, meant: str, other: str) -> None:
    found = span(typed)
    assert found is not None
    assert found.low <= sort_key(meant) < found.high
    assert not found.low <= sort_key(other) < found.high


@pytest.mark.parametrize(("typed", "letters"), [("单", "sh"), ("查", "zha"), ("解", "xie")])
def test_a_surname_is_found_where_people_with_it_stand(typed: str, letters: str) -> None:
    by_name, by_letters = span(typed, person=True), span(letters, person=True)
    assert by_name is not None
    assert by_letters is not None
    assert by_name.low <= sort_key(f"{typed}某", person=True) < by_name.high
    assert by_letters.low <= by_name.low < by_name.high <= by_letters.high


def test_what_no_name_begins_with_means_nothing() -> None:
    assert span("！ ") is None
