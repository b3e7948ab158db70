"""Rows are marked and something is done to all of them; filters in words shorten the list first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from textual.widgets import Input, OptionList

from chamber import bulk, lists, views
from chamber.filtering import read
from chamber.i18n import _
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, quiet, ready, sees, text_of, until, write
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.working import Watching
from tui.widgets.list_pane import FilterInput

SIZE = (80, 24)
ALL_IN_INNER_MONGOLIA = 6


def count(url: str, view: str, text: str) -> int:
    with closing(Workspace.open(url)) as ws:
        return len(lists.window(ws, view, read(ws, view, text).conditions))


async def members(pilot) -> None:
    await until(pilot, lambda: ready(pilot.app))
    await pilot.press("2")
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "MembersScreen" and pilot.app.screen.list.row(0))


async def filtered(pilot, text: str, rows: int) -> None:
    await pilot.press("f9")
    await write(pilot, text)
    await until(pilot, lambda: pilot.app.screen.list.count == rows)
    await pilot.press("enter")


async def choose_view(pilot, place: int) -> None:
    await pilot.press("ctrl+x")
    await until(pilot, lambda: isinstance(pilot.app.screen.focused, OptionList))
    pilot.app.screen.query_one(OptionList).highlighted = place
    await pilot.press("enter")


async def test_all_that_a_filter_finds_is_tagged_and_brought_back(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await filtered(pilot, "籍贯:敖汉旗", 2)
        await pilot.press("ctrl+a")
        await until(pilot, lambda: len(app.screen.list.marks) == 2)
        await pilot.press("ctrl+k")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("down", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        await write(pilot, "待走访")
        await pilot.press("enter")
        await until(pilot, lambda: count(filled_url, "enterprise", "tags:待走访") == 2)
        await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: count(filled_url, "enterprise", "tags:待走访") == 0)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_how_many_are_marked_is_seen_beside_a_filter(filled_url, lang, size):
    app = app_on(filled_url, lang)
    async with app.run_test(size=size) as pilot:
        await members(pilot)
        await filtered(pilot, "籍贯:敖汉旗", 2)
        await pilot.press("ctrl+a")
        await until(pilot, lambda: len(app.screen.list.marks) == 2)
        await quiet(pilot)
        assert sees(app, "已选2条" if lang == "zh" else "2 marked", "籍贯:敖汉旗")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_once_rows_are_marked_the_key_bar_says_what_to_do_with_them(filled_url, lang, size):
    app = app_on(filled_url, lang)
    async with app.run_test(size=size) as pilot:
        await members(pilot)
        await pilot.press("ctrl+a")
        await until(pilot, lambda: sees(app, f"Ctrl+K {_('With the marked')}", "F10", "F1", "Esc"))


async def test_a_code_that_was_searched_for_stands_once_beside_what_it_found(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("f3")
        await write(pilot, "CF-2021-0001")
        await until(pilot, lambda: sees(app, "光伏组件"))
        (line,) = [line for line in text_of(app).splitlines() if "光伏组件项目" in line and "CF-2021-0001" in line]
        assert line.count("CF-2021-0001") == 1


async def test_a_field_of_the_marked_rows_is_changed_after_a_question(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await pilot.press("shift+down", "down", "space")
        assert len(app.screen.list.marks) == 2
        assert sees(app, "2 marked")
        await pilot.press("ctrl+k", "enter")
        await until(pilot, lambda: isinstance(app.screen, Choose) and len(app.screen._options) > 10)
        place = next(at for at, (key, _label) in enumerate(app.screen._options) if key == "enterprise.size")
        await pilot.press(*["down"] * place, "enter")
        await until(pilot, lambda: isinstance(app.screen, Choose) and sees(app, "大型"))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "Confirm")
        await pilot.press("enter")
        await until(pilot, lambda: count(filled_url, "enterprise", "size:大型") == 2)


async def test_the_marked_rows_are_exported(filled_url, tmp_path: Path):
    app = app_on(filled_url)
    path = tmp_path / "some.csv"
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await pilot.press("shift+down", "ctrl+k", "down", "down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: path.exists() and sees(app, "1 row written."))
    assert len(path.read_text("utf-8-sig").splitlines()) == 2


async def test_escape_drops_the_marks_and_stays_on_the_screen(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await pilot.press("shift+down", "escape")
        assert not app.screen.list.marks
        assert type(app.screen).__name__ == "MembersScreen"


@pytest.mark.parametrize("text", ["hom:x", 'home:"敖汉', "status:哦"])
async def test_a_filter_that_makes_no_sense_keeps_the_last_good_list(filled_url, lang, text):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await filtered(pilot, "home:敖汉旗 ", 2)
        await pilot.press("f9")
        app.screen.query_one(FilterInput).value += text
        await until(pilot, lambda: app.screen.pane.has_class("-wrong"))
        assert app.screen.list.count == 2


async def test_the_search_says_what_is_wrong_and_keeps_what_it_found(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("f3")
        await write(pilot, "home:敖汉旗")
        await until(pilot, lambda: len(app.screen._hits) >= 2)
        app.screen.query_one(Input).value += " hom:"
        await until(pilot, lambda: sees(app, 'no field "hom"'))
        assert len(app.screen._hits) >= 2


async def test_the_search_says_when_it_shows_only_the_best(filled_url, monkeypatch):
    monkeypatch.setattr("tui.dialogs.search.MOST", 3)
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("f3")
        await write(pilot, "内蒙古")
        await until(pilot, lambda: sees(app, "The best 3; type more"))
        app.screen.query_one(Input).value = "home:通辽市"
        await until(pilot, lambda: sees(app, "1 found"))


async def test_a_filter_is_saved_as_a_view_and_shown_again(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await filtered(pilot, "home:敖汉旗", 2)
        await choose_view(pilot, 1)
        await until(pilot, lambda: isinstance(app.screen, AskText))
        await write(pilot, "敖汉人")
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen" and sees(app, "敖汉人"))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.list.count == 6)
        await choose_view(pilot, 1)
        await until(pilot, lambda: app.screen.list.count == 2)


async def test_marking_all_waits_for_what_the_filter_finds(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await pilot.press("f9")
        box = app.screen.focused
        assert isinstance(box, FilterInput)
        box.value = "home:敖汉旗"
        await pilot.press("enter", "ctrl+a")
        await until(pilot, lambda: len(app.screen.list.marks) == 2 and app.screen.list.count == 2)


async def test_what_is_done_to_all_waits_until_all_are_marked(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        done: list[tuple[int, ...]] = []
        await pilot.press("f9")
        box = app.screen.focused
        assert isinstance(box, FilterInput)
        box.value = "home:敖汉旗"
        await pilot.press("enter")
        app.screen.pane.action_mark_all()
        app.screen.pane.for_marked(done.append)
        await until(pilot, lambda: len(done) == 1)
        assert done == [app.screen.list.marks.ids()]
        assert len(done[0]) == 2


async def test_a_view_brings_its_order_and_columns_and_leaves_with_them(filled_url):
    app = app_on(filled_url)
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        views.keep(ws, "大名单", "enterprise", "home:赤峰市", "name", True, "name:40,home_division")
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        shown = app.screen.list
        own = shown.columns
        await choose_view(pilot, 1)
        await until(pilot, lambda: shown.count == 4 and [one.key for one in shown.columns] == ["name", "home_division"])
        assert shown.sorted_by == ("name", True)
        await pilot.press("escape")
        await until(pilot, lambda: shown.count == 6 and shown.columns == own)
        assert shown.sorted_by is None


@pytest.mark.parametrize(
    ("words", "proposed"), [("home:赤峰市", "大名单"), ("home:赤峰市 商贸", "大名单"), ("敖汉", ""), ("", "")]
)
async def test_the_name_of_a_view_is_proposed_only_while_it_is_changed(filled_url, words, proposed):
    app = app_on(filled_url)
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        views.keep(ws, "大名单", "enterprise", "home:赤峰市")
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await choose_view(pilot, 1)
        await until(pilot, lambda: app.screen.list.count == 4)
        app.screen.query_one(FilterInput).value = words
        await until(pilot, lambda: app.screen.pane.filtered == bool(words))
        await pilot.pause()
        await choose_view(pilot, 2)
        await until(pilot, lambda: isinstance(app.screen, AskText))
        assert app.screen.query_one(Input).value == proposed


async def test_a_view_whose_field_is_gone_says_so_and_its_words_can_be_mended(filled_url, lang):
    app = app_on(filled_url, lang)
    with closing(Workspace.open(filled_url, user="tester")) as ws, ws.write("view", "x") as writer:
        writer.insert("saved_view", [{"name": "旧", "view": "enterprise", "words": "gone:敖汉旗", "descending": False}])
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await choose_view(pilot, 1)
        said = "已不能显示" if lang == "zh" else "can't be shown any more"
        await until(pilot, lambda: sees(app, said) and isinstance(app.screen.focused, FilterInput))
        assert app.screen.list.count == 6
        box = app.screen.focused
        assert isinstance(box, FilterInput)
        assert box.value == "gone:敖汉旗"
        await pilot.press("home", *["delete"] * 4)
        await write(pilot, "home")
        await until(pilot, lambda: app.screen.list.count == 2 and not sees(app, said))


async def test_views_that_have_no_room_are_counted_and_chosen_from_the_list(filled_url):
    app = app_on(filled_url)
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        for number in range(9):
            views.keep(ws, f"第{number}个很长的视图", "enterprise", "home:敖汉旗")
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await until(pilot, lambda: sees(app, "第0个很长的视图", "+7"))
        await choose_view(pilot, 9)
        await until(pilot, lambda: app.screen.list.count == 2 and sees(app, "第8个很长的视图"))


async def test_a_text_that_fits_many_shows_the_best_and_behind_them_the_others(filled_url, lang, monkeypatch):
    monkeypatch.setattr("chamber.filtering.MOST", 3)
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await filtered(pilot, "内蒙古", ALL_IN_INNER_MONGOLIA)
        await until(pilot, lambda: sees(app, "最匹配的3条在前" if lang == "zh" else "The best 3 first"))
        assert not sees(app, f"{ALL_IN_INNER_MONGOLIA}+")
        best = list(app.screen.list.window.ids)[:3]
        await pilot.press("ctrl+a")
        await until(pilot, lambda: len(app.screen.list.marks) == ALL_IN_INNER_MONGOLIA)
        with closing(Workspace.open(filled_url)) as ws:
            assert best == list(read(ws, "member", "内蒙古").conditions[0].value)
        await until(pilot, lambda: all(app.screen.list.row(at) for at in range(ALL_IN_INNER_MONGOLIA)))


async def test_a_text_that_fits_more_than_is_shown_says_so(filled_url, lang, monkeypatch):
    monkeypatch.setattr("chamber.filtering.MOST", 3)
    monkeypatch.setattr("chamber.narrowing.MOST_FOUND", 3)
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await filtered(pilot, "内蒙古", 3)
        await until(pilot, lambda: sees(app, "3+", "企业名称:内蒙古" if lang == "zh" else ":内蒙古"))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen.list.count == 6 and not sees(app, "3+"))


async def test_a_long_undo_shows_how_far_it_is_and_is_stopped_by_esc(filled_url, monkeypatch):
    monkeypatch.setattr("tui.dialogs.working.LATE", 0.01)
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        ids = list(lists.window(ws, "enterprise").ids)
        bulk.tag_many(ws, "enterprise", ids, add=("待走访",))
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        with closing(sqlite3.connect(filled_url)) as other:
            # Somebody else is writing: the undo waits for them.
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("ctrl+z")
            for _turn in range(200):
                await pilot.pause(0.02)
                if isinstance(app.screen, Watching):
                    break
            await pilot.press("ctrl+q")
            assert app.is_running
            await pilot.press("escape")
            other.rollback()
        await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen")
        assert app.notice is not None
        assert app.notice.text == "Stopped. Nothing was changed."
        assert count(filled_url, "enterprise", "tags:待走访") == len(ids)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: count(filled_url, "enterprise", "tags:待走访") == 0)


async def test_undo_pressed_twice_at_once_takes_two_actions_back(filled_url):
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        ids = list(lists.window(ws, "enterprise").ids)
        bulk.tag_many(ws, "enterprise", ids, add=("甲",))
        bulk.tag_many(ws, "enterprise", ids, add=("乙",))
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await pilot.press("ctrl+z", "ctrl+z")
        await until(pilot, lambda: count(filled_url, "enterprise", "tags:甲") == 0)
        assert count(filled_url, "enterprise", "tags:乙") == 0
