"""Consents by keyboard: at a contact, at the door, and what a list hides."""

from __future__ import annotations

from contextlib import closing

from chamber import records
from chamber.privacy.record import Consent
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, ready, sees, until, write
from tests.tui.test_sign_in import open_desk
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.form import FieldRow, FormDialog
from tui.dialogs.lines import Lines
from tui.screens.contacts import ContactsScreen
from tui.screens.offices import OfficesScreen

SIZE = (80, 24)


def consents(url: str) -> list[Consent]:
    with closing(Workspace.open(url)) as ws, ws.read() as reader:
        return records.get_many(reader, "consent", list(range(1, 20)))


def add_office(url: str) -> None:
    with closing(Workspace.open(url)) as ws:
        records.add(ws, "office", {"name": "赤峰市工商联", "kind": "工商联", "divisions": ("150400",)})


async def agree(pilot, app, *keys: str) -> None:
    """Open the contacts, ask for a consent with these keys, and give it for the office."""
    await until(pilot, lambda: ready(app))
    app.go("contacts")
    await until(pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.list.record_id)
    await pilot.press(*keys)
    await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query(FieldRow))
    row = next(one for one in app.screen.query(FieldRow) if one.field.name == "office")
    row.take_focus()
    await write(pilot, "驻呼")
    await pilot.press("ctrl+s")
    await until(pilot, lambda: isinstance(app.screen, ContactsScreen))


async def test_a_contact_agrees_and_takes_it_back(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await agree(pilot, app, "f7")
        (given,) = consents(filled_url)
        assert (given.person.text, given.categories, given.separate) == ("曾祥", ("姓名", "电话"), True)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: consents(filled_url)[0].withdrawn_on)


async def test_all_marked_contacts_agree_in_one_action(filled_url):
    with closing(Workspace.open(filled_url)) as ws:
        for name in ("白音那", "李晓梅"):
            records.add(ws, "person", {"name": name})
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await agree(pilot, app, "ctrl+a", "f7")
        given = consents(filled_url)
        assert {"白音那", "李晓梅", "曾祥"} <= {one.person.text for one in given}
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not consents(filled_url))


async def test_guests_agree_at_the_door_with_one_key(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        await write(pilot, "lw")
        await pilot.press("enter")
        await until(pilot, lambda: screen._desk.turnout.came == 1)
        await pilot.press("f4")
        await until(pilot, lambda: len(consents(filled_url)) == 1)
        await until(pilot, lambda: sees(app, "Agreed for 赤峰市驻呼和浩特联络处: 李伟"))
        await pilot.press("f9")
        await until(pilot, lambda: not consents(filled_url))


async def test_several_agree_for_a_chosen_office(filled_url):
    add_office(filled_url)
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        for number, tail in enumerate(("0000", "0001"), 1):
            await write(pilot, tail)
            await pilot.press("enter")
            await until(pilot, lambda number=number: screen._desk.turnout.came == number)
        await pilot.press("shift+f4")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Choose) and sees(app, "For which office?"))
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(consents(filled_url)) == 2)
        assert {one.office.text for one in consents(filled_url)} == {"赤峰市工商联"}


async def test_the_office_screen_says_what_the_next_list_hides(filled_url):
    with closing(Workspace.open(filled_url)) as ws, ws.read() as reader:
        lead = records.find(reader, "lead", "光伏")
        person = records.find(reader, "person", "曾祥")
    with closing(Workspace.open(filled_url)) as ws:
        from chamber.fields import Linked
        from chamber.text.values import Phone

        held = {"contact": Linked("曾祥", person), "contact_phones": (Phone("13947110000"),)}
        records.edit(ws, "lead", lead, held)
    app = app_on(filled_url)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("offices")
        await until(pilot, lambda: isinstance(app.screen, OfficesScreen) and app.screen.list.record_id)
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, Lines))
        await until(pilot, lambda: sees(app, "曾祥", "no separate consent for this office"))
        await pilot.press("enter")
        await until(pilot, lambda: sees(app, "13947110000"))


async def test_a_contact_is_erased_after_a_question(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("contacts")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.list.record_id)
        for answer in ("enter", "right"):
            app.screen.action_erase()
            await until(pilot, lambda: isinstance(app.screen, Confirm))
            await pilot.press(answer, *(["enter"] if answer == "right" else []))
            await until(pilot, lambda: isinstance(app.screen, ContactsScreen))
            gone = answer == "right"
            await until(pilot, lambda gone=gone: sees(app, "【已删除】") is gone)


async def test_what_is_kept_of_a_contact_is_written_down(filled_url, tmp_path):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("contacts")
        await until(pilot, lambda: isinstance(app.screen, ContactsScreen) and app.screen.list.record_id)
        await pilot.press("f10")
        await write(pilot, "Data on request")
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AskText))
        await pilot.press("home", "shift+end", "delete")
        await write(pilot, str(tmp_path / "kept"))
        await pilot.press("enter")
        await until(pilot, lambda: list((tmp_path / "kept").glob("*.docx")))
