"""The lead form says who reported an undertaking first before it is saved; the referral form by keyboard."""

from __future__ import annotations

from contextlib import closing

from chamber import records
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, ready, sees, until, write
from tui.dialogs.ask_text import AskText
from tui.dialogs.form import FieldRow, FormDialog
from tui.screens.leads import LeadsScreen


async def test_the_lead_form_warns_before_it_saves(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("leads")
        await until(pilot, lambda: isinstance(app.screen, LeadsScreen) and app.screen.list.record_id)
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query(FieldRow))
        for name, text in (("project", "光伏组件项目（虚构）"), ("investor", "内蒙古恒源商贸有限公司")):
            row = next(one for one in app.screen.query(FieldRow) if one.field.name == name)
            row.take_focus()
            await write(pilot, text)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sees(app, "The same investor and project is"))
        assert isinstance(app.screen, FormDialog)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, LeadsScreen))
    with closing(Workspace.open(filled_url)) as ws, ws.read() as reader:
        assert records.find(reader, "lead", "CF-2021-0004")


async def test_the_referral_form_is_written_from_the_menu(filled_url, tmp_path):
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("leads")
        await until(pilot, lambda: isinstance(app.screen, LeadsScreen) and app.screen.list.record_id)
        await pilot.press("f10")
        await write(pilot, "Referral")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        await pilot.press("home", "shift+end", "delete")
        await write(pilot, str(tmp_path / "forms").replace("_", "_"))
        await pilot.press("enter")
        await until(pilot, lambda: list((tmp_path / "forms").glob("Referral_CF-2021-000*.docx")))
