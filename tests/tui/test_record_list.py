"""A list is a window onto the database: the first page at once, the rest when it is looked at."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from textual.widgets import Input

from chamber import records
from chamber.fields import Linked
from chamber.records import add_in
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, quiet, ready, sees, until, write
from tui.dialogs.ask_text import AskText
from tui.dialogs.columns import ChooseColumns
from tui.widgets.drawn_rows import PAGE
from tui.widgets.record_list import RecordList

SIZE = (100, 30)
MANY = 2_500


@pytest.fixture
def many_url(filled_url: str) -> str:
    """2,500 more enterprises, all members."""
    with closing(Workspace.open(filled_url)) as ws, ws.write("import", "import {what}", what="enterprise") as writer:
        names = [f"测试{number:05d}号有限公司" for number in range(MANY)]
        ids = add_in(ws, writer, "enterprise", [{"name": name} for name in names], checked=True)
        rows = [{"enterprise": Linked(name, one)} for name, one in zip(names, ids, strict=True)]
        add_in(ws, writer, "membership", rows, checked=True)
    return filled_url


async def members(pilot) -> RecordList:
    await until(pilot, lambda: ready(pilot.app))
    await pilot.press("2")
    await until(pilot, lambda: type(pilot.app.screen).__name__ == "MembersScreen" and pilot.app.screen.list.row(0))
    found: RecordList = pilot.app.screen.list
    return found


async def test_a_long_list_reads_only_the_pages_that_are_looked_at(many_url):
    app = app_on(many_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        await until(pilot, lambda: shown.window.complete and shown.count == MANY + 6)
        assert set(shown._pages) == {0}
        await pilot.press("end")
        await until(pilot, lambda: shown.row(MANY + 5) is not None)
        assert len(shown._pages) <= 3
        assert shown.cursor == MANY + 5
        await pilot.press("home", "pagedown")
        await until(pilot, lambda: sees(app, shown.row(shown.cursor).cells[0][:12]))


async def test_scrolling_far_shows_the_rows_that_are_there(many_url):
    app = app_on(many_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        await until(pilot, lambda: shown.window.complete)
        shown.scroll_to(y=1_200, animate=False)
        await until(pilot, lambda: shown.row(1_210) is not None)
        assert 1_200 // PAGE in shown._pages
        assert shown.cursor == 0


async def test_a_click_on_a_title_orders_by_it_and_a_second_turns_it_round(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        at = shown.columns.index(next(one for one in shown.columns if one.key == "membership.number"))
        x = 1 + sum(width + 1 for width in shown._widths[:at])
        await pilot.click(RecordList, offset=(x, 0))
        await until(
            pilot, lambda: [shown.row(number).cells[at] for number in range(6)] == [f"M{n:05d}" for n in range(1, 7)]
        )
        await pilot.click(RecordList, offset=(x, 0))
        await until(pilot, lambda: shown.row(0).cells[at] == "M00006")


async def test_the_order_is_chosen_by_key_too(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        await pilot.press("ctrl+o", "down", "enter")
        await until(pilot, lambda: shown.sorted_by == ("membership.number", False))


async def test_a_double_click_opens_the_record(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await pilot.click(RecordList, offset=(3, 2), times=2)
        await until(pilot, lambda: type(app.screen).__name__ == "RecordScreen" and app.screen.card)


async def test_the_cursor_stays_on_its_record_when_the_list_is_read_again(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        await pilot.press("down", "down")
        before = shown.record_id
        shown.sort_by("membership.number")
        await until(pilot, lambda: shown.sorted_by and shown.row(0).cells[1] == "M00001")
        assert shown.record_id == before


async def test_who_is_on_the_first_record_sees_the_first_of_another_order(many_url):
    app = app_on(many_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        await until(pilot, lambda: shown.settled)
        first = shown.record_id
        shown.sort_by("name", True)
        await until(pilot, lambda: shown.settled and shown.record_id != first)
        await quiet(pilot)
        assert shown.cursor == 0


async def test_an_answer_that_comes_late_is_dropped(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        pane = app.screen.pane
        pane.action_filter()
        box = pane.query_one(Input)
        for text in ("蒙兴", "瑞阳", "丰禾"):
            box.value = text
        await until(pilot, lambda: shown.count == 1 and "丰禾" in shown.row(0).cells[0])
        await quiet(pilot)
        assert shown.count == 1


async def test_an_empty_list_says_what_to_do(sqlite_url, lang):
    app = app_on(sqlite_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        await pilot.press("escape")
        await until(pilot, lambda: ready(app))
        await pilot.press("4")
        await until(pilot, lambda: sees(app, "Ctrl+N"))
        await until(pilot, lambda: sees(app, "还没有记录" if lang == "zh" else "Nothing here yet"))


async def test_a_letter_leads_to_the_first_name_there(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        names = [shown.row(number).cells[0] for number in range(6)]
        for typed, place in (("内蒙古瑞", next(at for at, name in enumerate(names) if "瑞阳" in name)), ("nei", 0)):
            await pilot.press("ctrl+g")
            await until(pilot, lambda: isinstance(app.screen, AskText))
            await write(pilot, typed)
            await pilot.press("enter")
            await until(pilot, lambda place=place: shown.cursor == place and shown.has_focus)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        await write(pilot, "z")
        await pilot.press("enter")
        await until(pilot, lambda: sees(app, "z及之后没有名称" if lang == "zh" else "No name comes at z"))
        assert shown.cursor == 0


async def test_the_columns_a_person_chose_are_there_the_next_time_and_undo_brings_the_others_back(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        own = [one.key for one in shown.columns]
        await pilot.press("shift+f9")
        await until(pilot, lambda: isinstance(app.screen, ChooseColumns) and app.screen.focused)
        await pilot.press("down", "enter", "down", "f7", "right", "ctrl+s")
        chosen = [own[0], own[2], *own[3:]]
        await until(pilot, lambda: [one.key for one in shown.columns] == chosen)
        assert shown.columns[1].cells
    again = app_on(filled_url, lang)
    async with again.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        assert [one.key for one in shown.columns] == chosen
        await pilot.press("ctrl+z")
        await until(pilot, lambda: [one.key for one in shown.columns] == own)


async def test_the_end_is_the_end_though_the_list_is_not_read_to_its_end_yet(many_url):
    app = app_on(many_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        await until(pilot, lambda: shown.window.complete)
        whole = shown.window
        shown.window = replace(whole, ids=whole.ids[:PAGE], complete=False)
        await pilot.press("end")
        assert shown.cursor == PAGE - 1
        shown._grow(whole, -1)
        assert shown.cursor == len(whole) - 1


async def test_an_order_by_a_column_that_is_not_shown_stands_in_the_title(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        shown.sort_by("established_on")
        await until(pilot, lambda: sees(app, "Established on ^"))


async def test_what_somebody_else_removed_leaves_a_long_list_at_once(many_url):
    app = app_on(many_url)
    async with app.run_test(size=SIZE) as pilot:
        shown = await members(pilot)
        await until(pilot, lambda: shown.window.complete)
        await pilot.press("down", "down", "down")
        kept, gone = shown.record_id, shown.window.ids[2]
        before = shown.count
        with closing(Workspace.open(many_url, user="other")) as ws:
            records.remove(ws, "enterprise", [gone])
        await pilot.press("f5")
        await until(pilot, lambda: shown.count == before - 1)
        assert gone not in shown.window.ids
        await quiet(pilot)
        assert (shown.record_id, shown.count) == (kept, before - 1)


async def test_going_to_a_name_says_why_it_can_not_in_another_order(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await members(pilot)
        await pilot.press("4")
        await until(pilot, lambda: type(app.screen).__name__ == "LeadsScreen" and app.screen.list.row(0))
        await pilot.press("ctrl+g")
        await until(pilot, lambda: sees(app, "不是按名称排序" if lang == "zh" else "not in the order of names"))
        app.screen.list.sort_by("project")
        await until(pilot, lambda: app.screen.list.settled and app.screen.list.sorted_by)
        await pilot.press("ctrl+g")
        await until(pilot, lambda: isinstance(app.screen, AskText))
