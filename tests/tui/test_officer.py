"""A liaison officer's walk, and the review of a list that came back."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from textual.widgets import Button, Input

from chamber.deliveries import service
from chamber.fields import Linked
from chamber.i18n import use_language
from chamber.offices import officers
from chamber.records import add_in
from chamber.text.money import parse_money
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, ready, sees, text_of, until
from tui.app import ChamberApp
from tui.deliverywork import sent_cells
from tui.dialogs.form import FieldRow


async def test_an_officer_sees_the_offices_leads_and_answers(filled_url: str) -> None:
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        officers.register(ws, 1, "liwei", "李伟")
    app = ChamberApp(lambda _told: Workspace.open(filled_url, user="liwei"), lang="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: sees(app, "Our leads", "光伏组件", "李伟"))
        assert not sees(app, "Members")
        assert sees(app, "registered")
        assert not sees(app, "线索登记")
        await pilot.press("f1")
        await until(pilot, lambda: type(app.screen).__name__ == "Help")
        assert not sees(app, "Typing in a list filters it")
        await pilot.press("escape", "f10")
        await until(pilot, lambda: type(app.screen).__name__ == "Menu" and sees(app, "Take the list of your office"))
        hint = next(line for line in text_of(app).splitlines() if "Take the list of your office" in line)
        assert re.search(r"official f?o?r?~", hint), hint
        await pilot.press("escape")
        await pilot.press("f8")
        await until(pilot, lambda: type(app.screen).__name__ == "AskText")
        app.screen.query_one(Input).value = "肉牛 宁城"
        await pilot.press("enter")
        await until(pilot, lambda: sees(app, "肉牛养殖", "[肉牛 宁城]") and not sees(app, "光伏组件"))
        await pilot.press("escape")
        await until(pilot, lambda: sees(app, "光伏组件"))
        await pilot.press("2", "f3", "f11")
        assert type(app.screen).__name__ == "OfficerScreen"
        await pilot.press("f2")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        await pilot.press("escape")


def test_that_a_lead_stands_still_is_said_in_the_readers_language(
    filled_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    use_language(lang)
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        first = service.make_delivery(ws, 1, path=tmp_path)
        service.send(ws, first.id)
        monkeypatch.setenv("CHAMBER_NOW", "2022-05-14T09:00:00")
        second = service.make_delivery(ws, 1, path=tmp_path)
        said = {one.changes for one in sent_cells(ws, second.id).entries}
    assert all(("days without progress" if lang == "en" else "天无进展") in one for one in said)


async def test_a_list_that_was_taken_is_taken_back(filled_url: str, tmp_path: Path) -> None:
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        officers.register(ws, 1, "liwei", "李伟")
    app = ChamberApp(lambda _told: Workspace.open(filled_url, user="liwei"), lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: sees(app, "光伏组件"))
        await pilot.press("f4")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        row = next(one for one in app.screen.query(FieldRow) if one.field.name == "folder")
        row.query_one(Input).value = str(tmp_path)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sees(app, "List made"))
        assert len(list(tmp_path.glob("*.xlsx"))) == 1
        await pilot.press("ctrl+z")
        await until(pilot, lambda: sees(app, "is void"))


async def test_an_officer_acknowledges_a_list_in_the_readers_language(filled_url: str, tmp_path: Path) -> None:
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        officers.register(ws, 1, "liwei", "李伟")
        service.send(ws, service.make_delivery(ws, 1, path=tmp_path / "list.xlsx").id)
    app = ChamberApp(lambda _told: Workspace.open(filled_url, user="liwei"), lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: sees(app, "光伏组件"))
        await pilot.press("f9")
        await until(pilot, lambda: sees(app, "sent D2021-O01-001") and not sees(app, "已发送"))
        await pilot.press("f4")
        await until(pilot, lambda: type(app.screen).__name__ == "FormDialog")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sees(app, "received D2021-O01-001", "Receipt noted."))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: sees(app, "sent D2021-O01-001"))


async def test_a_line_of_the_offices_leads_is_cut_where_it_costs_least(filled_url: str) -> None:
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        officers.register(ws, 1, "liwei", "李伟")
        with ws.write("add", "leads") as writer:
            names = [f"很长很长的项目名称需要截断的那一种{number}" for number in range(40)]
            firm = Linked("内蒙古很长很长的企业名称股份有限公司")
            rows = [
                {
                    "project": name,
                    "investor": firm,
                    "target_division": "150430",
                    "amount": parse_money("1500-2000万元").value,
                }
                for name in names
            ]
            add_in(ws, writer, "lead", rows)
    app = ChamberApp(lambda _told: Workspace.open(filled_url, user="liwei"), lang="zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: sees(app, "1500-2000 线索登记"))
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: sees(app, "1500-2000 线索登记"))


async def test_a_returned_list_is_looked_at_decided_written_and_taken_back(filled_url: str, tmp_path: Path) -> None:
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        done = service.make_delivery(ws, 1, path=tmp_path / "list.xlsx")
        service.send(ws, done.id)
    book = openpyxl.load_workbook(done.path)
    sheet = book.active
    assert sheet is not None
    at = {str(cell.value): cell.column for cell in sheet[4] if cell.column}
    sheet.cell(5, at["最新进展"]).value = "已约企业见面"
    book.save(done.path)
    app = app_on(filled_url)
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("5")
        await until(pilot, lambda: type(app.screen).__name__ == "OfficesScreen")
        await pilot.press("f12")
        await until(pilot, lambda: type(app.screen).__name__ == "ImportFile")
        app.screen.query_one(Input).value = done.path
        await pilot.press("enter")
        await until(pilot, lambda: sees(app, "1 cell taken over", "已约企业见面", "theirs is taken"))
        await pilot.press("f8")
        await until(pilot, lambda: sees(app, "0 cells taken over"))
        await pilot.press("f7")
        await until(pilot, lambda: sees(app, "1 cell taken over"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: type(app.screen).__name__ == "Confirm")
        app.screen.query_one("#yes", Button).press()
        await until(pilot, lambda: sees(app, "Cells written: 1"))


async def test_the_password_of_a_locked_list_is_typed_unseen(filled_url: str, tmp_path: Path) -> None:
    with closing(Workspace.open(filled_url, user="tester")) as ws:
        done = service.make_delivery(ws, 1, path=tmp_path / "list.xlsx", password="Chifeng-2021")
        service.send(ws, done.id)
    app = app_on(filled_url)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("5")
        await until(pilot, lambda: type(app.screen).__name__ == "OfficesScreen")
        await pilot.press("f12")
        await until(pilot, lambda: type(app.screen).__name__ == "ImportFile")
        app.screen.query_one(Input).value = done.path
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "AskText")
        await pilot.press(*"Chifeng-2021")
        await pilot.pause()
        assert not sees(app, "Chifeng")
        assert sees(app, "•" * 12)
        await pilot.press("enter")
        await until(pilot, lambda: sees(app, "0 cells taken over"))
