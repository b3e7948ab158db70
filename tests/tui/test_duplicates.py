"""Looking through what may be the same: saying so, saying not, and taking both back."""

from __future__ import annotations

import pytest
from textual.widgets import Select

from chamber import records
from chamber.fields import Linked
from chamber.home import home
from chamber.text.phones import parse_phones
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, ready, sees, until, write
from tui.dialogs.form import FieldRow, FormDialog
from tui.forms import new_record
from tui.screens.duplicates import DuplicatesScreen
from tui.screens.members import MembersScreen


@pytest.fixture
def doubled_url(filled_url):
    """A chamber in which one company stands three times under one phone."""
    ws = Workspace.open(filled_url)
    for name in ("赤峰远山商贸有限公司", "赤峰远山商贸有限责任公司", "赤峰远山商贸公司"):
        records.add(ws, "enterprise", {"name": name, "phones": parse_phones("13800000001").value})
    ws.close()
    return filled_url


async def test_a_pair_is_merged_another_called_different_and_both_taken_back(doubled_url, lang):
    app = app_on(doubled_url, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("duplicates")
        await until(pilot, lambda: isinstance(app.screen, DuplicatesScreen) and len(app.screen.pairs) == 3)
        screen = app.screen
        assert isinstance(screen, DuplicatesScreen)
        await until(pilot, lambda: sees(app, "赤峰远山商贸有限责任公司"))
        await pilot.press("f7")
        await until(pilot, lambda: len(screen.pairs) == 2)
        await pilot.press("f4")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and not screen.pairs)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(screen.pairs) == 2)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: len(screen.pairs) == 3)
        await pilot.press("f8")
        await until(pilot, lambda: screen.entity == "person" and not screen.pairs)


async def test_the_other_pairs_of_a_merged_record_are_called_by_its_new_name(doubled_url, lang):
    app = app_on(doubled_url, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("duplicates")
        await until(pilot, lambda: isinstance(app.screen, DuplicatesScreen) and len(app.screen.pairs) == 3)
        screen = app.screen
        assert isinstance(screen, DuplicatesScreen)
        one = screen.pairs[0]
        await pilot.press("f4")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog" and app.screen.query(FieldRow))
        row = next(each for each in app.screen.query(FieldRow) if each.field.name == "name")
        row.query_one(Select).value = one.right_title
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and len(screen.pairs) == 1)
        await until(pilot, lambda: sees(app, f"{one.right_title}  /  赤峰远山商贸公"))


async def test_what_both_say_and_what_hangs_on_each_is_shown(doubled_url):
    ws = Workspace.open(doubled_url)
    records.add(ws, "enterprise", {"name": "宁城远山商贸有限公司"})
    with ws.read() as reader:
        firm = records.find(reader, "enterprise", "赤峰远山商贸有限责任公司")
    records.add(ws, "person", {"name": "钱某", "enterprise": Linked("", firm)})
    ws.close()
    app = app_on(doubled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("duplicates")
        await until(pilot, lambda: sees(app, "Comes along", "Contact 1"))
        await pilot.press("ctrl+down")
        await until(pilot, lambda: sees(app, "Both say:", "13800000001"))


async def test_the_pair_after_the_merged_one_is_marked_and_nothing_is_looked_through_again(filled_url, lang):
    ws = Workspace.open(filled_url)
    for number in range(4):
        for name in (f"赤峰远{'山云红百'[number]}商贸有限公司", f"赤峰远{'山云红百'[number]}商贸有限责任公司"):
            records.add(ws, "enterprise", {"name": name, "phones": parse_phones(f"1380000000{number}").value})
    ws.close()
    app = app_on(filled_url, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("duplicates")
        await until(pilot, lambda: isinstance(app.screen, DuplicatesScreen) and len(app.screen.pairs) == 4)
        screen = app.screen
        assert isinstance(screen, DuplicatesScreen)
        first, _second, third, fourth = (one.left for one in screen.pairs)
        found = screen.pairs
        await pilot.press("down")
        await pilot.press("f4")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and len(screen.pairs) == 3)
        await pilot.pause()
        assert screen.pairs is found
        assert screen.pair is not None
        assert screen.pair.left == third
        await pilot.press("f5")
        await until(pilot, lambda: screen.pairs is not found)
        assert [one.left for one in screen.pairs] == [first, third, fourth]
        assert screen.pair.left == third


async def test_the_form_tells_while_it_is_filled_in_who_a_new_member_may_be(filled_url, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("members")
        await until(pilot, lambda: isinstance(app.screen, MembersScreen))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query(FieldRow))
        before = home(app.ws).enterprises
        form = app.screen
        form.row("name").take_focus()
        await pilot.pause()
        await write(pilot, "内蒙古恒源商贸有限责任公司")
        await until(pilot, lambda: form.row("name").noted("doubt"))
        await pilot.press("tab")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: home(app.ws).enterprises == before + 1)


async def test_a_new_contact_is_told_of_by_the_number_though_the_name_was_filled_in_before(filled_url, lang):
    ws = Workspace.open(filled_url)
    records.add(ws, "person", {"name": "云远山", "mobiles": parse_phones("13800000009").value})
    ws.close()
    app = app_on(filled_url, lang)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        form = FormDialog(new_record("person"))
        app.push_screen(form)
        await until(pilot, lambda: app.screen is form and bool(form.query(FieldRow)))
        for name, text in (("name", "云远山"), ("mobiles", "138 0000 0009")):
            form.row(name).take_focus()
            await pilot.pause()
            assert not form.row("name").noted("doubt")
            await write(pilot, text)
        await until(pilot, lambda: form.row("name").noted("doubt"))


async def test_the_name_with_wide_brackets_is_taken_in_a_merge(filled_url, lang):
    ws = Workspace.open(filled_url)
    for name in ("赤峰远山（集团）有限公司", "赤峰远山(集团)有限公司"):
        records.add(ws, "enterprise", {"name": name, "phones": parse_phones("13800000001").value})
    ws.close()
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("duplicates")
        await until(pilot, lambda: isinstance(app.screen, DuplicatesScreen) and len(app.screen.pairs) == 1)
        screen = app.screen
        await pilot.press("f4")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        for name in ("赤峰远山(集团)有限公司", "赤峰远山（集团）有限公司"):
            app.screen.query(Select)[1].value = name
            await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.screen is screen and not screen.pairs)
        with app._workspace.read() as reader:
            names = [row[0] for row in reader.db.execute_sql("SELECT name FROM enterprise").fetchall()]
    assert "赤峰远山（集团）有限公司" in names
    assert "赤峰远山(集团)有限公司" not in names
