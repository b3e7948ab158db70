"""The secretariat changes an office's sheet on screen: columns, titles, words; kept as one action, taken back with Ctrl+Z."""

from __future__ import annotations

from contextlib import closing

from textual.pilot import Pilot
from textual.widgets import Input

from chamber.deliveries.template import Template
from chamber.offices import sheets
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, ready, sees, until
from tui.app import ChamberApp
from tui.screens.sheet_template import SheetTemplateScreen


def kept(url: str) -> Template:
    with closing(Workspace.open(url, user="tester")) as ws:
        return sheets.sheet_of(ws, 1).template


async def opened(app: ChamberApp, pilot: Pilot[int]) -> None:
    await until(pilot, lambda: ready(app))
    await pilot.press("5")
    await until(pilot, lambda: type(app.screen).__name__ == "OfficesScreen" and sees(app, "联络处"))
    await pilot.press("ctrl+e")
    await until(pilot, lambda: type(app.screen).__name__ == "SheetTemplateScreen" and sees(app, "项目名称"))


async def test_a_sheet_is_changed_kept_and_taken_back(filled_url: str) -> None:
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        assert sees(app, "official form")
        await pilot.press("f8", "down", "down", "f4")
        await until(pilot, lambda: sees(app, "not saved yet"))
        await pilot.press("f2")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        app.screen.query(Input).first().value = "投资主体"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: type(app.screen).__name__ == "SheetTemplateScreen" and sees(app, "投资主体"))
        assert kept(filled_url).is_official
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sees(app, "own form"))
        made = kept(filled_url)
        assert made.keys[:2] == ("project", "number")
        assert len(made.columns) == 22
        assert "投资主体" in {column.title for column in made.columns}
        await pilot.press("ctrl+z")
        await until(pilot, lambda: sees(app, "official form"))
        assert kept(filled_url).is_official


async def test_what_is_not_saved_yet_is_taken_back_there_and_nothing_else(filled_url: str) -> None:
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await opened(app, pilot)
        screen = app.screen
        assert isinstance(screen, SheetTemplateScreen)
        keys = screen.made.keys
        await pilot.press("f8", "down", "down", "f4")
        await until(pilot, lambda: len(screen.made.keys) == len(keys) - 1)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(screen.made.keys) == len(keys))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: sees(app, "official form"))
        assert screen.made.keys == keys
        assert not sees(app, "Taken back")


async def test_what_must_stay_cannot_be_left_out_and_leaving_asks(filled_url: str) -> None:
    app = app_on(filled_url)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        await pilot.press("down", "f4")
        assert app.screen.check_action("take_column", ()) is False
        await pilot.press("f7")
        await until(pilot, lambda: sees(app, "not saved yet"))
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "Confirm")
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "SheetTemplateScreen")
        assert kept(filled_url).is_official


async def test_words_with_an_unknown_brace_are_refused_in_the_form(filled_url: str) -> None:
    app = app_on(filled_url)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(app, pilot)
        await pilot.press("f9")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        app.screen.query(Input).first().value = "{期数}"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sees(app, "Nothing is filled in"))
        app.screen.query(Input).first().value = "{单位}第{期次}期"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: type(app.screen).__name__ == "SheetTemplateScreen" and sees(app, "{单位}第{期次}期"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sees(app, "own form"))
        assert kept(filled_url).words == {("title", "zh"): "{单位}第{期次}期"}
