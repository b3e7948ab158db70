"""Funds, merging, handing over and files of a lead, from the list of leads by keyboard."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from textual.widgets import Input, OptionList

from chamber import documents
from chamber.leads.clocks import due, each
from chamber.leads.service import advance, detail, plan_next
from chamber.text.values import PartialDate
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, quiet, ready, sees, until, write
from tests.tui.test_getting_ready import form
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.import_file import ImportFile
from tui.screens.home import HomeScreen
from tui.screens.leads import LeadsScreen

SIZE = (80, 24)


async def open_leads(pilot) -> LeadsScreen:
    await until(pilot, lambda: ready(pilot.app))
    await pilot.press("alt+4")
    await until(pilot, lambda: isinstance(pilot.app.screen, LeadsScreen) and pilot.app.screen.lead_id)
    await quiet(pilot)
    screen: LeadsScreen = pilot.app.screen
    return screen


async def test_funds_are_noted_and_verified(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_leads(pilot)
        lead_id = screen.lead_id
        await pilot.press("ctrl+u")
        dialog = await form(pilot)
        dialog.row("amount").take_focus()
        await write(pilot, "500万元")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        await app.action_run_command("verify_funds")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen)
        await quiet(pilot)
    with closing(Workspace.open(filled_url)) as ws:
        (fund,) = detail(ws, lead_id).funds
    assert (fund.month.text, fund.verified, fund.amount.low) == ("2021-04", True, 500_0000_00)


async def test_a_lead_is_handed_over_and_merged_into_another(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_leads(pilot)
        lead_id = screen.lead_id
        await pilot.press("ctrl+r")
        await form(pilot)
        await write(pilot, "李干事")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        with closing(Workspace.open(filled_url)) as ws:
            others = [one for one in range(1, 4) if one != lead_id]
            keep = detail(ws, others[0]).lead
        await app.action_run_command("merge_lead")
        await form(pilot)
        await write(pilot, keep.code)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and sees(app, keep.code))
        await quiet(pilot)
    with closing(Workspace.open(filled_url)) as ws:
        merged, kept = detail(ws, lead_id), detail(ws, keep.id)
    assert (merged.lead.stage, merged.lead.owner, merged.lead.merged_into.id) == ("并入他项", "李干事", keep.id)
    assert any("李干事" in entry.text for entry in kept.log)


async def test_passing_on_needs_a_reason_and_reopening_brings_back(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_leads(pilot)
        lead_id = screen.lead_id
        await app.action_run_command("pass_on")
        dialog = await form(pilot)
        await write(pilot, "通辽市")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: dialog.row("note").noted("bad"))
        dialog.row("note").take_focus()
        await write(pilot, "用地")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        await app.action_run_command("reopen")
        await until(pilot, lambda: sees(app, "Back on the path"))
    with closing(Workspace.open(filled_url)) as ws:
        assert [step.to_stage for step in detail(ws, lead_id).history] == ["线索登记", "流转外地", "线索登记"]


async def test_a_file_is_kept_and_taken_off(filled_url, tmp_path: Path):
    file = tmp_path / "a.pdf"
    file.write_bytes(b"1")
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_leads(pilot)
        await pilot.press("ctrl+b")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        await write(pilot, str(file))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and sees(app, "kept with the record"))
        with closing(Workspace.open(filled_url)) as ws:
            assert [one.location for one in documents.documents_of(ws, "lead", screen.lead_id)] == [str(file)]
        await app.action_run_command("detach")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and sees(app, "Taken off"))
        with closing(Workspace.open(filled_url)) as ws:
            assert documents.documents_of(ws, "lead", screen.lead_id) == ()


async def test_home_has_a_line_a_lead_with_what_else_of_it_is_due(filled_url, lang):
    with closing(Workspace.open(filled_url)) as ws:
        advance(ws, 3, "暂缓", note="市场")
    app = app_on(filled_url, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app) and isinstance(app.screen, HomeScreen) and app.screen.lines)
        await quiet(pilot)
        # Lead 1 is overdue by its step, lead 2 for today by its own; a lead on hold asks for nothing.
        assert [line.key for line in app.screen.lines if line.kind == "lead"] == [2, 1]
        assert sees(app, "首次回应" if lang == "zh" else "first response")


async def test_enter_on_home_opens_the_lead_and_the_office(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app) and isinstance(app.screen, HomeScreen) and app.screen.lines)
        home = app.screen
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is not home and app.screen.lead_id == 2)
        await pilot.press("escape")
        place = next(at for at, line in enumerate(home.lines) if line.kind == "office")
        home.query_one(OptionList).highlighted = place
        await pilot.press("enter")
        await until(pilot, lambda: app.place == "offices" and app.screen.list.record_id == 1)


async def test_all_that_are_overdue_are_a_list_ordered_by_day(filled_url, monkeypatch):
    monkeypatch.setattr("chamber.home.MOST_OVERDUE", 1)
    with closing(Workspace.open(filled_url)) as ws:
        plan_next(ws, 2, "回电", PartialDate("2021-04-16"))
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app) and isinstance(app.screen, HomeScreen) and app.screen.lines)
        home = app.screen
        home.query_one(OptionList).highlighted = next(at for at, one in enumerate(home.lines) if one.kind == "all")
        await pilot.press("enter")
        await until(pilot, lambda: app.place == "leads" and app.screen.list.count == 2)
        await quiet(pilot)
        assert app.screen.list.record_id == 2
        assert app.screen.list.sorted_by == ("clock.due", False)


async def test_a_new_chamber_says_what_comes_first_and_leads_there(sqlite_url, lang):
    app = app_on(sqlite_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen) and app.screen.lines)
        await until(pilot, lambda: sees(app, "新商会" if lang == "zh" else "A new chamber"))
        home = app.screen
        home.query_one(OptionList).highlighted = next(at for at, one in enumerate(home.lines) if one.key == "events")
        await pilot.press("enter")
        await until(pilot, lambda: app.place == "events")


async def test_a_working_calendar_is_loaded_from_home_and_taken_back(filled_url, tmp_path: Path):
    file = tmp_path / "2021.csv"
    file.write_text("2021-04-21,0\n2021-04-22,1\n2021-04-23,1\n", "utf-8")
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app) and isinstance(app.screen, HomeScreen) and app.screen.lines)
        home = app.screen
        await app.action_run_command("load_calendar")
        await until(pilot, lambda: isinstance(app.screen, ImportFile))
        app.screen.query_one(Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is home and sees(app, "The calendar of 2021 counts from now on."))
        with closing(Workspace.open(filled_url)) as ws:
            assert each(due(ws, days=30))[-1].on.isoformat() == "2021-04-22"
        await pilot.press("ctrl+z")
        await until(pilot, lambda: sees(app, "Taken back"))
        with closing(Workspace.open(filled_url)) as ws:
            assert each(due(ws, days=30))[-1].on.isoformat() == "2021-04-21"
