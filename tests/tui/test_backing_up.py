"""A backup is made from the menu, into a folder one names."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from textual.widgets import Input

from chamber.history import service as history
from chamber.workspace import Workspace
from db import backup as store
from tests.tui.conftest import app_on, ready, sees, until
from tui.dialogs.ask_text import AskText


async def test_a_backup_goes_into_the_folder_that_was_named(filled_url, lang, tmp_path: Path) -> None:
    folder = tmp_path / "U盘" / "备份"
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.action_backup()
        await until(pilot, lambda: isinstance(app.screen, AskText) and app.screen.query(Input))
        app.screen.query_one(Input).value = str(folder)
        await pilot.press("enter")
        await until(pilot, lambda: list(folder.glob("*.db")) and sees(app, "MB"))
    made = next(folder.glob("*.db"))
    with closing(Workspace.open(filled_url)) as ws:
        assert store.read(made).actions == len(history.actions(ws, 1000))


async def test_a_folder_that_cannot_be_made_is_said(filled_url, lang, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.action_backup()
        await until(pilot, lambda: isinstance(app.screen, AskText) and app.screen.query(Input))
        app.screen.query_one(Input).value = str(tmp_path / "file" / "x")
        await pilot.press("enter")
        await until(pilot, lambda: app.notice is not None)
        assert app.notice is not None
        assert (str(tmp_path) in app.notice.text, app.notice.severity) == (True, "error")
