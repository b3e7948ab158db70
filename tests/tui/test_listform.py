"""Asking for a list: what it holds, its form, file, language and password."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from chamber.deliveries import service
from chamber.errors import Invalid
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, ready, sees, until, write
from tui.dialogs.form import FieldRow, FormDialog
from tui.forms import read
from tui.listform import delivery_form
from tui.screens.offices import OfficesScreen


async def test_a_list_is_locked_with_a_password_typed_unseen(filled_url, lang, tmp_path):
    folder = tmp_path / "lists"
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("5")
        await until(pilot, lambda: isinstance(app.screen, OfficesScreen) and app.screen.list.record_id)
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, FormDialog) and app.screen.query(FieldRow))
        rows = {row.field.name: row for row in app.screen.query(FieldRow)}
        for name, text in (("password", "Chifeng-2021"), ("again", "Chifeng-2012")):
            rows[name].take_focus()
            await write(pilot, text)
        rows["folder"].take_focus()
        await pilot.press("ctrl+u")
        await write(pilot, str(folder))
        assert not sees(app, "Chifeng")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: sees(app, "not the same" if lang == "en" else "不一致"))
        assert not folder.exists()
        rows["again"].take_focus()
        await pilot.press("ctrl+u")
        await write(pilot, "Chifeng-2021")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, OfficesScreen))
        (made,) = folder.iterdir()
        assert made.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"


def asked(url: str, folder: Path, **texts: str) -> list[Path]:
    """Fill the form in and save it; what is in the folder then."""
    with closing(Workspace.open(url)) as ws:
        form = delivery_form(ws, 1)
        values, _warnings = read(ws, form, {**form.start, "folder": str(folder), **texts})
        form.save(ws, values)
    return sorted(folder.iterdir())


def test_the_full_ledger_in_english_comes_with_a_cover_letter(filled_url: str, tmp_path: Path) -> None:
    letter, ledger = sorted(
        asked(filled_url, tmp_path / "lists", mode="全量", form="台账", lang="英文", letter="是"),
        key=lambda one: one.suffix,
    )
    assert letter.suffix == ".docx"
    head = [cell.value for cell in openpyxl.load_workbook(ledger).worksheets[0][4]]
    assert head[:4] == ["No.", "Lead", "Kind", "Project"]


def test_a_csv_is_written_in_the_encoding_that_was_chosen(filled_url: str, tmp_path: Path) -> None:
    (made,) = asked(filled_url, tmp_path / "lists", format="csv (GB18030)")
    assert "项目名称" in made.read_bytes().decode("gb18030")


def test_only_a_workbook_can_be_locked(filled_url: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        asked(filled_url, tmp_path / "lists", format="json", password="x", again="x")
    assert list(refused.value.fields) == ["password"]


def test_a_correction_has_the_form_of_the_list_it_corrects(filled_url: str, tmp_path: Path) -> None:
    with closing(Workspace.open(filled_url)) as ws:
        done = service.make_delivery(ws, 1, form="full", path=tmp_path)
        service.send(ws, done.id)
        form = delivery_form(ws, 1, done.id)
    assert form.start["form"] == "台账"
    assert "mode" not in {field.name for field in form.fields}
