"""A backup is brought back from the menu: chosen, told what is in it, agreed to, and everything is shown anew."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from textual.widgets import Button, Input

from chamber import backups, records
from chamber.i18n import _
from chamber.setup.service import save_texts
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, ready, sees, until
from tui.app import ChamberApp
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.import_file import ImportFile
from tui.dialogs.refusal import Refusal


def back_up(url: str, folder: Path | None = None) -> Path:
    """A backup of the small chamber, which gets a member more afterwards."""
    with closing(Workspace.open(url)) as ws:
        made = Path(backups.backup(ws, folder).path)
        records.add(ws, "enterprise", {"name": "后来商贸有限公司"})
    return made


def enterprises(url: str) -> int:
    with closing(Workspace.open(url)) as ws, ws.read() as reader:
        return int(reader.db.execute_sql("SELECT COUNT(*) FROM enterprise").fetchone()[0])


async def test_a_backup_kept_is_brought_back_and_taken_back_the_same_way(filled_url, lang):
    back_up(filled_url)
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        before = app.ws
        await app.run_action("run_command('restore')")
        await until(pilot, lambda: isinstance(app.screen, Choose) and sees(app, _("by hand")))
        await pilot.press("enter")
        # What is in it, beside what is here.
        await until(pilot, lambda: isinstance(app.screen, Confirm) and sees(app, _("backup")))
        told = next(line for line in screen_lines(app) if _("Enterprises") in line)
        assert told.split()[-3:-1] == ["6", "7"]
        assert app.focused is app.screen.query_one("#no", Button), "the safe answer is at hand"
        await pilot.press("right", "enter")
        await until(pilot, lambda: app.ws is not before and ready(app))
        assert enterprises(filled_url) == 6
        await until(pilot, lambda: app.notice is not None)
        await app.run_action("run_command('restore')")
        await until(pilot, lambda: isinstance(app.screen, Choose) and sees(app, _("before a restore")))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("right", "enter")
        await until(pilot, lambda: enterprises(filled_url) == 7)


async def test_the_screens_show_what_was_brought_back(filled_url):
    back_up(filled_url)
    app = app_on(filled_url)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("members")
        await until(pilot, lambda: sees(app, "后来商贸"))
        before = app.ws
        app.action_restore()
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("right", "enter")
        await until(pilot, lambda: app.ws is not before and ready(app))
        app.go("members")
        await until(pilot, lambda: sees(app, "恒源商贸"))
        assert not sees(app, "后来商贸")


async def test_a_no_changes_nothing(filled_url):
    back_up(filled_url)
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.action_restore()
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("enter")
        await until(pilot, lambda: ready(app))
    assert enterprises(filled_url) == 7


async def test_without_a_backup_kept_a_file_is_asked_for_and_one_that_is_none_is_refused(filled_url, lang, tmp_path):
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Sir or Madam")
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.action_restore()
        await until(pilot, lambda: isinstance(app.screen, ImportFile))
        app.screen.query_one(Input).value = str(letter)
        await pilot.press("enter")
        await until(pilot, lambda: sees(app, _("This file is no backup.")))
    assert enterprises(filled_url) == 6


async def test_a_backup_of_another_chamber_is_said_to_be_one(filled_url, tmp_path):
    with closing(Workspace.open(tmp_path / "other.db")) as ws:
        save_texts(ws, {"name": "包头市通辽商会", "home_division": "通辽市"})
        other = Path(backups.backup(ws, tmp_path).path)
    app = app_on(filled_url)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.action_restore()
        await until(pilot, lambda: isinstance(app.screen, ImportFile))
        app.screen.query_one(Input).value = str(other)
        await pilot.press("enter")
        await until(pilot, lambda: sees(app, "It is a backup of another chamber: 包头市通辽商会"))


async def test_a_database_that_is_damaged_is_replaced_from_where_it_is_refused(filled_url, lang):
    back_up(filled_url)
    Path(filled_url).write_bytes(b"no database at all" * 500)
    app = ChamberApp(lambda _told: Workspace.open(filled_url), lang=lang, database=filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, Refusal))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Refusal))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("right", "enter")
        await until(pilot, lambda: ready(app))
    assert enterprises(filled_url) == 6
    assert list(Path(filled_url).parent.glob("*.damaged1"))


async def test_an_officer_is_offered_no_backup(filled_url):
    from chamber.offices.officers import register

    with closing(Workspace.open(filled_url)) as ws:
        register(ws, 1, "tester")
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app._workspace is not None)
        assert app.check_action("restore", ()) is False


def screen_lines(app: ChamberApp) -> list[str]:
    from tests.tui.conftest import text_of

    return text_of(app).splitlines()
