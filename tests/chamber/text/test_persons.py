"""The names of people, as cells give them."""

from __future__ import annotations

import pytest

from chamber.text.persons import with_commas


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("李四 王五", "李四、王五"),
        ("赵六　钱七某 孙八", "赵六、钱七某、孙八"),
        ("王 小明", "王 小明"),
        ("欧阳 明哲", "欧阳 明哲"),
        ("巴图 孟克", "巴图 孟克"),
        ("Aaron Zhu", "Aaron Zhu"),
        ("", ""),
    ],
)
def test_names_that_blanks_set_apart_are_several_and_one_persons_are_one(text: str, told: str) -> None:
    assert with_commas(text) == told
