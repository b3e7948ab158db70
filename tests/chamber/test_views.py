"""Filters kept under a name, on both backends."""

from __future__ import annotations

import pytest

from chamber import lists, records, views
from chamber.errors import Conflict, Invalid, NotAllowed, NotFound
from chamber.history.service import undo
from chamber.search.words import WordsError
from chamber.workspace import Workspace


def test_a_view_is_kept_shown_replaced_removed_and_brought_back(workspace: Workspace) -> None:
    for name, home in (("甲", "150430"), ("乙", "150430"), ("丙", "150429")):
        records.add(workspace, "enterprise", {"name": name, "home_division": home})
    views.keep(workspace, "敖汉", "enterprise", "home:敖汉旗", "name", True)
    found = views.opened(workspace, views.named(workspace, "敖汉"))
    shown = lists.page(workspace, lists.window(workspace, "enterprise", found.filter.conditions, found.order), 0, 9)
    assert [row.cells[1] for row in shown] == ["乙", "甲"]
    views.keep(workspace, "敖汉", "enterprise", "home:宁城县")
    assert [one.words for one in views.saved(workspace)] == ["home:宁城县"]
    done = views.remove(workspace, views.named(workspace, "敖汉"))
    assert views.saved(workspace) == ()
    assert done.action is not None
    undo(workspace, done.action)
    assert [one.name for one in views.saved(workspace, "enterprise")] == ["敖汉"]


def test_a_view_that_could_not_be_shown_is_not_kept(workspace: Workspace) -> None:
    for words in ("hom:x", 'home:"敖汉'):
        with pytest.raises(WordsError):
            views.keep(workspace, "x", "enterprise", words)
    for name, view, sort in ((" ", "enterprise", ""), ("x", "nothing", ""), ("x", "enterprise", "nothing")):
        with pytest.raises(Invalid):
            views.keep(workspace, name, view, "home:敖汉旗", sort)
    assert views.saved(workspace) == ()


def test_a_view_whose_field_is_gone_says_so_and_can_be_removed(workspace: Workspace) -> None:
    with workspace.write("view", "save the view {name}", name="旧") as writer:
        writer.insert("saved_view", [{"name": "旧", "view": "lead", "words": "gone:x", "descending": False}])
    one = views.named(workspace, "旧")
    with pytest.raises(NotAllowed) as caught:
        views.opened(workspace, one)
    assert "旧" in str(caught.value)
    assert "gone" in str(caught.value)
    views.remove(workspace, one)
    assert views.saved(workspace) == ()


def test_a_name_that_is_not_there_or_of_two_lists_is_refused(workspace: Workspace) -> None:
    views.keep(workspace, "本周", "lead", "due:<7d")
    views.keep(workspace, "本周", "enterprise", "created_at:本周")
    with pytest.raises(Conflict):
        views.named(workspace, "本周")
    assert views.named(workspace, "本周", "lead").words == "due:<7d"
    with pytest.raises(NotFound) as caught:
        views.named(workspace, "周")
    assert caught.value.near


def test_a_view_keeps_its_columns_and_leaves_out_those_that_are_gone(workspace: Workspace) -> None:
    views.keep(workspace, "大项目", "lead", "amount:>5000万", "amount", True, "项目名称:30, 拟投资额，stage")
    one = views.named(workspace, "大项目")
    assert (one.columns, one.sort, one.descending) == ("project:30,amount,stage", "amount", True)
    first = views.opened(workspace, one).columns[0]
    assert (first.key, first.width) == ("project", 30)
    with pytest.raises(Invalid):
        views.keep(workspace, "x", "lead", "", columns="nothing")
    with workspace.write("view", "save the view {name}", name="旧") as writer:
        writer.update("saved_view", [(one.id, {"columns": "project,gone:12"})])
    found = views.opened(workspace, views.named(workspace, "大项目"))
    assert ([column.key for column in found.columns], found.gone) == (["project"], ("gone",))


def test_a_view_sorted_by_a_column_that_is_gone_shows_the_lists_own_order(workspace: Workspace) -> None:
    with workspace.write("view", "save the view {name}", name="旧") as writer:
        values = {"name": "旧", "view": "lead", "words": "stage:洽谈", "sort": "gone", "descending": True}
        writer.insert("saved_view", [values])
    found = views.opened(workspace, views.named(workspace, "旧"))
    assert (found.order, found.gone) == (None, ("gone",))


def test_a_view_kept_by_an_older_program_shows_the_lists_own_columns(workspace: Workspace) -> None:
    with workspace.write("view", "save the view {name}", name="旧") as writer:
        writer.insert("saved_view", [{"name": "旧", "view": "lead", "words": "stage:洽谈", "descending": False}])
    found = views.opened(workspace, views.named(workspace, "旧"))
    assert (found.columns, found.order, found.gone) == ((), None, ())
