"""One walk for each thing a secretariat does, by the keys that work with an input method on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from textual.widgets import Input

from chamber import records
from chamber.leads.service import detail
from chamber.members.service import detail as member_detail
from chamber.offices.service import detail as office_detail
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, quiet, ready, sees, text_of, until, write
from tui.dialogs.confirm import Confirm
from tui.dialogs.form import FieldRow, FormDialog
from tui.screens.browse import BrowseScreen
from tui.screens.events import EventsScreen
from tui.screens.record import RecordScreen
from tui.widgets.division_tree import DivisionTree
from tui.widgets.list_pane import FilterInput
from tui.widgets.record_list import RecordList

SIZE = (120, 40)


def form(app) -> FormDialog:
    assert isinstance(app.screen, FormDialog)
    return app.screen


def listed(app) -> RecordList:
    """The list of the screen shown."""
    found: RecordList = app.screen.list
    return found


def row(app, name: str) -> FieldRow:
    return next(one for one in form(app).query(FieldRow) if one.field.name == name)


async def fill_in(pilot, **texts: str) -> None:
    """Type into fields of the open form."""
    await until(pilot, lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.query(FieldRow))
    for name, text in texts.items():
        row(pilot.app, name).take_focus()
        await pilot.pause()
        await write(pilot, text)


async def go(pilot, key: str, screen: str) -> None:
    await until(pilot, lambda: ready(pilot.app))
    await pilot.press(key)
    await until(pilot, lambda: type(pilot.app.screen).__name__ == screen)
    await until(pilot, lambda: not isinstance(pilot.app.screen, BrowseScreen) or listed(pilot.app).window is not None)


async def test_the_first_start_asks_which_chamber_this_is(sqlite_url, lang):
    app = app_on(sqlite_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await fill_in(pilot, name="呼和浩特市赤峰商会", home_division="赤峰市")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: ready(app) and sees(app, "呼和浩特市赤峰商会"))
        assert app.ws.home_division == "150400"


async def test_a_member_is_filed_found_changed_removed_and_brought_back(sqlite_url, filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2", "MembersScreen")
        await pilot.press("ctrl+n")
        await fill_in(pilot, name="内蒙古新旗帜文化有限公司", home_division="林西县")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sees(app, "M00007", "新旗帜"))
        await pilot.press("f3")
        await write(pilot, "xqz")
        await until(pilot, lambda: sees(app, "内蒙古新旗帜文化有限公司", "M00007"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen) and app.screen.card)
        await pilot.press("f2")
        await fill_in(pilot, short_name="新旗帜")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, RecordScreen))
        await pilot.press("escape")
        await until(pilot, lambda: listed(app).record_id == 7)
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("right", "enter")
        await until(pilot, lambda: listed(app).count == 6)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: listed(app).count == 7)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: listed(app).count == 6)


async def test_down_goes_from_field_to_field_also_in_a_form_taller_than_the_screen(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "5", "OfficesScreen")
        await pilot.press("ctrl+n")
        await fill_in(pilot, name="林西县投资促进中心")
        await pilot.press("down", "down")
        await write(pilot, "林西县")
        texts = {one.field.name: one.text for one in form(app).query(FieldRow)}
        assert (texts["name"], texts["divisions"]) == ("林西县投资促进中心", "林西县")
        await pilot.press("up", "up")
        assert row(app, "name").has_focus_within


async def test_up_and_down_leave_choices_and_longer_texts_past_their_ends(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, "3", "EventsScreen")
        await pilot.press("ctrl+n")
        await fill_in(pilot, name="林西县推介会")
        kinds = row(app, "kinds").editor
        await pilot.press("down", "space", *["down"] * kinds.option_count)
        assert kinds.selected == [kinds.get_option_at_index(0).value]
        assert row(app, "theme").has_focus_within
        await pilot.press("down", "down", "down")
        assert not row(app, "hosts").has_focus_within
        await pilot.press("up", "up", "up", "up")
        assert row(app, "kinds").has_focus_within


async def test_a_form_nothing_was_filled_in_is_left_unasked(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2", "MembersScreen")
        for key in ("f7", "f2", "f8"):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query(FieldRow))
            await pilot.press("escape")
            await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen")
        await pilot.press("f7")
        await fill_in(pilot, name="李")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))


async def test_home_cities_open_to_their_banners_and_shorten_the_list(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2", "MembersScreen")
        await until(pilot, lambda: len(app.screen.query_one(DivisionTree).root.children) == 4)
        app.screen.query_one(DivisionTree).focus()
        await pilot.press("down")
        await until(pilot, lambda: listed(app).count == 4)
        await pilot.press("right", "down")
        await until(pilot, lambda: listed(app).count == 1 and sees(app, "红山区"))


async def test_beside_a_city_that_was_chosen_the_keys_are_those_of_its_list(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2", "MembersScreen")
        tree = app.screen.query_one(DivisionTree)
        await until(pilot, lambda: len(tree.root.children) == 4)
        await pilot.click(DivisionTree, offset=(6, 1))
        await until(pilot, lambda: listed(app).count == 4 and listed(app).has_focus)
        tree.focus()
        await write(pilot, "hysm")
        await until(pilot, lambda: listed(app).count == 1 and app.screen.query_one(FilterInput).value == "hysm")


async def test_a_guest_is_signed_in_and_becomes_a_lead_that_advances(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "3", "EventsScreen")
        screen = app.screen
        assert isinstance(screen, EventsScreen)
        await until(pilot, lambda: screen.guests.count == 4)
        await pilot.press("f7")
        await fill_in(pilot, name="陈静", unit="现场来宾公司")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: screen.guests.count == 5 and screen.guests.record_id == 5 and screen.on_guests)
        await pilot.press("f4")
        await until(pilot, lambda: _presence(app.ws, 5) == "到场")
        screen.guests.action_move_to(0)
        await until(pilot, lambda: screen.guests.record_id == 5)
        await pilot.press("f8")
        await fill_in(pilot, project="来宾项目（虚构）")
        assert row(app, "investor").text == "现场来宾公司"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("4")
        await until(
            pilot,
            lambda: isinstance(app.screen, BrowseScreen) and app.screen.VIEW == "lead" and listed(app).count == 4,
        )
        lead_id = listed(app).record_id
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: detail(app.ws, lead_id).lead.stage == "研判")
        await pilot.press("f7")
        await fill_in(pilot, text="电话里说想去看看")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(detail(app.ws, lead_id).log) == 1)
        found = detail(app.ws, lead_id).lead
        assert (found.event.id, found.contact.text, found.next_action) == (1, "陈静", "")


def _presence(ws: Workspace, guest_id: int) -> str:
    with ws.read() as reader:
        return str(records.get(reader, "attendance", guest_id).presence)


async def test_an_office_gets_its_list_and_it_is_marked_as_sent(filled_url, lang, tmp_path: Path):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5", "OfficesScreen")
        await until(pilot, lambda: listed(app).record_id)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        box = row(app, "folder").query_one(Input)
        box.value = str(tmp_path / "lists")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(list((tmp_path / "lists").glob("*.xlsx"))) == 1)
        await until(pilot, lambda: sees(app, "D2021-O01-001"))
        await until(pilot, lambda: not isinstance(app.screen, FormDialog))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("enter")
        await pilot.pause()
        assert office_detail(app.ws, 1).deliveries[0].status == "草稿"
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("right", "enter")
        await until(pilot, lambda: sees(app, "已发送" if lang == "zh" else "sent "))


async def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_lost(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4", "LeadsScreen")
        await pilot.press("ctrl+n")
        await fill_in(pilot, project="试验", amount="很多钱")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: row(app, "investor").noted("bad"))
        assert row(app, "project").text == "试验"
        assert records_count(app.ws) == 3
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, FormDialog))
        assert row(app, "project").text == "试验"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("right", "enter")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))


def records_count(ws: Workspace) -> int:
    from chamber import lists

    return lists.total(ws, "lead")


async def test_a_doubtful_value_is_kept_after_a_second_look(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2", "MembersScreen")
        await pilot.press("ctrl+n")
        await fill_in(pilot, name="内蒙古存疑有限公司", uscc="91150100MA0N000001")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: row(app, "uscc").noted("doubt"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen) and listed(app).count == 7)


async def test_typing_in_a_list_filters_it_and_escape_shows_it_whole(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2", "MembersScreen")
        await until(pilot, lambda: listed(app).count == 6)
        await write(pilot, "ryxny")
        await until(pilot, lambda: listed(app).count == 1 and sees(app, "瑞阳新能源"))
        await pilot.press("escape")
        await until(pilot, lambda: listed(app).count == 6)
        await write(pilot, "农牧")
        await until(pilot, lambda: listed(app).count == 1)


async def test_a_link_is_chosen_from_suggestions_as_one_types(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("contacts")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen) and listed(app).count == 1)
        await pilot.press("ctrl+n")
        await fill_in(pilot, name="单雄", enterprise="mxjz")
        await until(pilot, lambda: sees(app, "内蒙古蒙兴建筑有限公司"))
        await pilot.press("down", "enter")
        await until(pilot, lambda: row(app, "enterprise").query_one(Input).value == "内蒙古蒙兴建筑有限公司")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen) and listed(app).count == 2)
        with app.ws.read() as reader:
            assert records.get(reader, "person", 2).enterprise.id == 2


async def test_a_removal_others_depend_on_is_refused_in_words(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "5", "OfficesScreen")
        await until(pilot, lambda: listed(app).record_id)
        from chamber.deliveries.service import make_delivery

        make_delivery(app.ws, 1, path=Path(filled_url).parent)
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("right", "enter")
        await until(pilot, lambda: app.notice and app.notice.severity == "error")
        assert isinstance(app.screen, BrowseScreen)
        assert listed(app).count == 1


async def test_the_language_changes_while_the_program_runs(filled_url):
    app = app_on(filled_url, "en")
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "4", "LeadsScreen")
        await until(pilot, lambda: sees(app, "2 Members", "Advance"))
        await pilot.press("ctrl+l")
        await until(pilot, lambda: sees(app, "2 会员", "推进") and not sees(app, "Members"))


async def test_a_database_of_a_newer_version_is_refused_in_words(sqlite_url, lang):
    with sqlite3.connect(sqlite_url) as connection:
        connection.execute("INSERT INTO schema_version (version, name, applied_at) VALUES (9999, 'later', '')")
    app = app_on(sqlite_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: sees(app, "newer" if lang == "en" else "版本"))
        await pilot.press("enter")
        await pilot.pause()
    assert app.return_value == 5


@pytest.mark.parametrize("key", ["x", "ctrl+k", "ctrl+t", "9", "８", "*", "ctrl+b"])
async def test_a_wrong_key_does_nothing_surprising(filled_url, key):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app) and sees(app, "光伏组件"))
        before = app.screen
        await pilot.press(key)
        await quiet(pilot)
        assert app.screen is before


async def test_a_membership_is_changed_in_the_form_of_the_member_and_ended_from_the_menu(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=SIZE) as pilot:
        await go(pilot, "2", "MembersScreen")
        await until(pilot, lambda: listed(app).row(0))
        enterprise_id = listed(app).record_id
        await pilot.press("f2")
        await fill_in(pilot, introducer="曾祥", short_name="达基")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: _member(app.ws, enterprise_id).introducer == "曾祥")
        await until(pilot, lambda: isinstance(app.screen, BrowseScreen))
        await pilot.press("f10")
        await write(pilot, "blth" if lang == "zh" else "membership")
        await pilot.press("enter")
        await until(pilot, lambda: _member(app.ws, enterprise_id).status == "退会")


def _member(ws: Workspace, enterprise_id: int):
    found = member_detail(ws, enterprise_id).membership
    assert found is not None
    return found


async def test_the_mouse_reaches_what_the_keys_do(filled_url):
    app = app_on(filled_url)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: ready(app) and sees(app, "F10 Menu"))
        await pilot.click("NavBar", offset=(text_of(app).splitlines()[0].index("Events"), 0))
        await until(pilot, lambda: app.place == "events" and sees(app, "F7 Guest"))
        at = text_of(app).splitlines()[-1].index("F10")
        await pilot.click("KeyBar", offset=(at + 1, 0))
        await until(pilot, lambda: type(app.screen).__name__ == "Menu")


async def test_the_first_start_works_on_postgresql_too(postgresql_url):
    app = app_on(postgresql_url)
    async with app.run_test(size=SIZE) as pilot:
        await fill_in(pilot, name="呼和浩特市赤峰商会", home_division="赤峰市")
        await pilot.press("ctrl+s")
        await go(pilot, "2", "MembersScreen")
        await pilot.press("ctrl+n")
        await fill_in(pilot, name="内蒙古新旗帜文化有限公司", home_division="林西县")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: listed(app).count == 1)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: listed(app).count == 0)


async def test_a_filter_that_hides_everything_says_so_and_is_dropped_by_escape(filled_url):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await go(pilot, "2", "MembersScreen")
        await until(pilot, lambda: sees(app, "Members  6"))
        await pilot.press("tab", "tab", "f9")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press(*"qqqq")
        await until(pilot, lambda: sees(app, "Nothing fits. Esc drops the filter."))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: sees(app, "Members  6"))
