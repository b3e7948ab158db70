from __future__ import annotations

import pytest

from chamber.text.ticked import ticked


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("□大型 □中型 ☑小型 □微型", ("小型",)),
        ("□有 √无", ("无",)),
        ("大型□ 中型■", ("中型",)),
        ("□是\n□否", ()),
        ("☑招商 ☑引才", ("招商", "引才")),
        ("√", None),
        ("小型", None),
    ],
)
def test_the_ticked_box_says_what_was_chosen(text: str, chosen: tuple[str, ...] | None) -> None:
    assert ticked(text) == chosen
