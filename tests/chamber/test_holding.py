"""A filter for a text in a name finds every record whose name holds it, whichever way it goes about it."""

from __future__ import annotations

from array import array

import pytest

from chamber import lists, records
from chamber.lists import Condition
from chamber.search import index
from chamber.workspace import Workspace

NAMES = (
    "赤峰红山商贸有限公司",
    "赤峰（红山）商贸有限责任公司",
    "内蒙古红山 商贸股份有限公司",
    "红山商贸",
    "红山，商贸行",
    "有限公司",
    "东胜单于会计重庆有限公司分公司",
    "ABC红山商贸(集团)有限公司",
    "𠮷野家餐饮有限公司",
)


@pytest.fixture
def named(workspace: Workspace) -> Workspace:
    for name in NAMES:
        records.add(workspace, "enterprise", {"name": name})
    return workspace


def parts_of_names() -> list[str]:
    parts = {
        name[start : start + size] for name in NAMES for size in (2, 3, 5, 8) for start in range(len(name) - size + 1)
    }
    return sorted(parts | {"齉齾", "山红", "限责", "任公司"})


def test_every_part_of_a_name_is_held_by_the_records_that_have_it(named: Workspace) -> None:
    for text in parts_of_names():
        wanted = [place for place, name in enumerate(NAMES, 1) if text in name]
        asked = (Condition("name", "contains", text),)
        assert sorted(lists.window(named, "enterprise", asked).ids) == wanted, text
        assert sorted(lists.first_page(named, "enterprise", asked).ids) == wanted, text
        assert lists.total(named, "enterprise", asked) == len(wanted), text


def test_of_what_many_names_hold_nothing_is_said(named: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_HELD", 3)
    with named.read() as reader:
        assert index.holding(reader.db, "enterprise", "红山") is None
        assert index.holding(reader.db, "enterprise", "单于") == [7]
        assert index.holding(reader.db, "enterprise", "齉齾") == []
        # One character, letters, and what is left out of an index say nothing of what names hold.
        assert index.holding(reader.db, "enterprise", "红") is None
        assert index.holding(reader.db, "enterprise", "abc") is None
        assert index.holding(reader.db, "enterprise", "红山（") is None


def test_other_filters_and_orders_hold_beside_it(named: Workspace) -> None:
    asked = (Condition("name", "contains", "红山"), Condition("code", "!=", "Q00001"))
    down = lists.first_page(named, "enterprise", asked, lists.sort_order("enterprise", "code", True), 2)
    assert down.ids == array("q", [8, 5])
