"""The door, by keyboard alone."""

from __future__ import annotations

from contextlib import closing

from rich.cells import cell_len

from chamber import records
from chamber.events import service
from chamber.fields import Linked
from chamber.history.service import undo
from chamber.i18n import _
from chamber.text.values import Phone
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, quiet, ready, sees, text_of, until, write
from tui.dialogs.form import FieldRow, FormDialog
from tui.screens.events import EventsScreen
from tui.screens.sign_in import SignInScreen

SIZE = (80, 24)


async def open_desk(pilot) -> SignInScreen:
    await until(pilot, lambda: ready(pilot.app))
    await pilot.press("alt+3")
    await until(pilot, lambda: isinstance(pilot.app.screen, EventsScreen) and pilot.app.screen.list.record_id)
    await pilot.press("ctrl+d")
    await until(pilot, lambda: isinstance(pilot.app.screen, SignInScreen) and pilot.app.screen._desk)
    screen: SignInScreen = pilot.app.screen
    return screen


async def test_two_initials_and_enter_sign_a_guest_in(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        await write(pilot, "lw")
        await pilot.press("enter")
        await until(pilot, lambda: screen._desk.turnout.came == 1)
        assert screen.text == ""
        await write(pilot, "张")
        await pilot.press("enter")
        await until(pilot, lambda: screen._desk.turnout.came == 2)
        await write(pilot, "0003")
        await pilot.press("enter")
        await until(pilot, lambda: screen._desk.turnout.came == 3)
        assert [guest.name for guest in screen._desk.guests if not guest.came] == ["王芳"]


async def test_twice_is_told_and_the_last_is_taken_back(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        for _turn in range(2):
            await write(pilot, "lw")
            await pilot.press("enter")
            await until(pilot, lambda: screen.text == "" and screen._desk.turnout.came == 1)
        await until(pilot, lambda: sees(app, "signed in before"))
        await pilot.press("f9")
        await until(pilot, lambda: screen._desk.turnout.came == 0)


async def test_several_who_fit_wait_for_the_arrows(filled_url):
    with closing(Workspace.open(filled_url)) as ws:
        event_id = service.event_id_of(ws, "推介会")
        service.add_guest(ws, event_id, {"name": "李文", "unit": "某单位"})
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        await write(pilot, "lw")
        await pilot.press("enter")
        await quiet(pilot)
        assert screen._desk.turnout.came == 0
        assert sees(app, "Several fit")
        wanted = screen._shown[1].name
        await pilot.press("down", "enter")
        await until(pilot, lambda: screen._desk.turnout.came == 1)
        assert [guest.name for guest in screen._desk.guests if guest.came] == [wanted]


async def test_guests_with_long_units_stand_in_line_and_say_that_they_are_only_on_file(filled_url, lang):
    with closing(Workspace.open(filled_url)) as ws:
        for number, unit in enumerate(("内蒙古自治区呼和浩特市金桥经济技术开发区恒瑞达基绿色农牧业科技发展", "甲")):
            firm = records.add(ws, "enterprise", {"name": f"{unit}有限公司"}).changed["enterprise"][0]
            person = {"name": f"杨文{'武轩'[number]}", "position": "董事长", "mobiles": (Phone(f"1380471880{number}"),)}
            records.add(ws, "person", person | {"enterprise": Linked("", firm)})
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await open_desk(pilot)
        await write(pilot, "杨文")
        said = _("on file, not on the list")
        await until(pilot, lambda: sum(said in line for line in text_of(app).splitlines()) == 2)
        places = [
            (cell_len(line[: line.index(tail)]), cell_len(line[: line.index(said)]))
            for tail in ("8800", "8801")
            for line in text_of(app).splitlines()
            if tail in line
        ]
        assert places[0] == places[1]
        assert sees(app, "~")


async def test_a_walk_in_and_a_stand_in(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        await write(pilot, "陈新")
        await until(pilot, lambda: sees(app, "Nobody fits"))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query(FieldRow))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and screen._desk.turnout.walk_ins == 1)
        await write(pilot, "lw")
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query(FieldRow))
        await write(pilot, "周代")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and screen._desk.turnout.came == 2)
        (guest,) = [one for one in screen._desk.guests if one.stands_in_for]
        assert (guest.name, guest.stands_in_for, guest.came) == ("周代", "李伟", True)


async def test_what_another_machine_signs_in_is_seen(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        with closing(Workspace.open(filled_url, user="another")) as ws:
            service.check_in(ws, screen.event_id, "李伟")
        screen.reload()
        await until(pilot, lambda: screen._desk.turnout.came == 1)


async def test_somebody_on_file_who_is_not_on_the_list_is_offered(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        await write(pilot, "zx")
        await until(pilot, lambda: [guest.name for guest in screen._shown] == ["曾祥"])
        await pilot.press("f4")
        assert screen._desk.turnout.came == 0
        await pilot.press("enter")
        await until(pilot, lambda: screen._desk.turnout.walk_ins == 1)
        (guest,) = [one for one in screen._desk.guests if one.came]
        assert (guest.name, guest.unit, guest.tail, bool(guest.person)) == (
            "曾祥",
            "内蒙古恒源商贸有限公司",
            "0000",
            True,
        )
        await write(pilot, "zx")
        await quiet(pilot)
        assert [guest.came for guest in screen._shown] == [True]


async def test_taking_back_goes_on_when_the_last_was_taken_back_elsewhere(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        for number, initials in enumerate(("lw", "wf", "zm"), 1):
            await write(pilot, initials)
            await pilot.press("enter")
            await until(pilot, lambda number=number: screen._desk.turnout.came == number and screen.text == "")
        with closing(Workspace.open(filled_url, user="tester")) as ws:
            undo(ws)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: [done.said[:2] for done in screen._done] == ["李伟", "王芳"])
        await pilot.press("ctrl+z")
        await until(pilot, lambda: screen._desk.turnout.came == 1)
        assert [done.said[:2] for done in screen._done] == ["李伟"]
        assert sees(app, "Taken back: 王芳")


async def test_a_whole_phone_number_goes_into_the_walk_in(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        await write(pilot, "13604718888")
        await until(pilot, lambda: sees(app, "Nobody fits"))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query(FieldRow))
        await write(pilot, "陈新")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and screen._desk.turnout.walk_ins == 1)
        (guest,) = [one for one in screen._desk.guests if one.came]
        assert (guest.name, guest.tail) == ("陈新", "8888")


async def test_nobody_is_asked_for_consents_while_nobody_has_come(filled_url):
    app = app_on(filled_url, "zh")
    async with app.run_test(size=SIZE) as pilot:
        screen = await open_desk(pilot)
        await pilot.press("shift+f4")
        await until(pilot, lambda: sees(app, "还没有人到场"))
        assert app.screen is screen
