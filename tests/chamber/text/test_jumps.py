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


def test_what_no_name_begins_with_means_nothing() -> None:
    assert span("！ ") is None
