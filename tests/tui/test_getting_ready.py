"""Inviting, seating, papers and quick leads, from the events screen by keyboard."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from chamber.events import service
from chamber.leads.service import detail
from chamber.lists import Condition, window
from chamber.records import get_many
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, quiet, ready, sees, until, write
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.form import FieldRow, FormDialog
from tui.dialogs.invite import Invite
from tui.screens.events import EventsScreen

SIZE = (80, 24)


async def open_events(pilot) -> EventsScreen:
    await until(pilot, lambda: ready(pilot.app))
    await pilot.press("alt+3")
    await until(pilot, lambda: isinstance(pilot.app.screen, EventsScreen) and pilot.app.screen.list.record_id)
    await until(pilot, lambda: pilot.app.screen.guests.record_id)
    screen: EventsScreen = pilot.app.screen
    return screen


async def form(pilot) -> FormDialog:
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.query(FieldRow))
    await quiet(pilot)
    dialog: FormDialog = pilot.app.screen
    return dialog


def guests(url: str) -> list[Any]:
    with closing(Workspace.open(url)) as ws:
        shown = window(ws, "attendance", (Condition("event_id", "=", service.event_id_of(ws, "推介会")),))
        with ws.read() as reader:
            return get_many(reader, "attendance", list(shown.ids))


async def test_whom_a_filter_finds_is_looked_at_and_invited(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_events(pilot)
        await pilot.press("ctrl+e")
        await form(pilot)
        await write(pilot, "敖汉旗")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Invite))
        await quiet(pilot)
        assert sees(app, "曾祥")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and screen.guests.count == 5)
    assert {one.name: one.invitation for one in guests(filled_url)}["曾祥"] == "已邀请"


async def test_an_answer_and_a_seat_that_somebody_has(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_events(pilot)
        screen.guests.focus()
        await pilot.press("ctrl+r")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.screen is screen and sees(app, "accepted"))
        for turn in range(2):
            await pilot.press("ctrl+t")
            dialog = await form(pilot)
            await write(pilot, "3")
            await pilot.press("enter")
            await quiet(pilot)
            await write(pilot, "5")
            await pilot.press("ctrl+s")
            if not turn:
                await until(pilot, lambda: app.screen is screen)
                await pilot.press("down")
                await quiet(pilot)
        await until(pilot, lambda dialog=dialog: dialog.row("seat").noted("bad"))
        assert sees(app, "Seat 5 at table 3 is")
    assert sorted((one.table, one.seat) for one in guests(filled_url))[-1] == ("3", "5")
    assert [one.table for one in guests(filled_url)].count("3") == 1


async def test_everybody_is_seated_from_the_menu(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_events(pilot)
        await app.action_run_command("seat_all")
        await form(pilot)
        await pilot.press("backspace", "backspace", "3", "ctrl+s")
        await until(pilot, lambda: app.screen is screen and sees(app, "Seated: 4"))
    assert sorted(one.table for one in guests(filled_url)) == ["1", "1", "1", "2"]


async def test_papers_are_written_where_one_says_and_replace_nothing_unasked(filled_url, tmp_path: Path):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_events(pilot)
        for turn in range(5):
            await app.action_run_command("papers")
            await until(pilot, lambda: isinstance(app.screen, Choose))
            await pilot.press(*["down"] * turn, "enter")
            await until(pilot, lambda: isinstance(app.screen, AskText))
            await pilot.press("ctrl+u")
            await write(pilot, str(tmp_path))
            await pilot.press("enter")
            await until(pilot, lambda: app.screen is screen)
            await quiet(pilot)
            assert len(list(tmp_path.glob("E2021*"))) == turn + 1
    assert sorted(path.suffix for path in tmp_path.glob("E2021*")) == [".docx", ".ics", ".xlsx", ".xlsx", ".xlsx"]


async def test_a_talent_lead_from_a_guest_asks_for_its_own_fields(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await open_events(pilot)
        screen.guests.focus()
        await pilot.press("f8")
        dialog = await form(pilot)
        assert dialog.row("amount").display
        assert not dialog.row("degree").display
        dialog.row("kind").editor.value = "引才"
        await until(pilot, lambda: dialog.row("degree").display)
        assert not dialog.row("amount").display
        await write(pilot, "骨科医生")
        dialog.row("degree").take_focus()
        await write(pilot, "博士")
        await pilot.press("f4")
        await until(pilot, lambda: dialog.row("confidentiality").display)
        await pilot.press("f4", "ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        await quiet(pilot)
    with closing(Workspace.open(filled_url)) as ws:
        lead = detail(ws, window(ws, "lead", (Condition("kind", "=", "引才"),)).ids[0]).lead
    assert (lead.project, lead.degree, lead.event is not None) == ("骨科医生", "博士", True)
