"""Plain tables: every cell is what its record shows, however many records there are."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from chamber import lists, records
from chamber.errors import BadFile
from chamber.exporting.csv_files import unguard
from chamber.exporting.tables import export_table
from chamber.fields import Linked, Privacy
from chamber.history.service import actions
from chamber.i18n import _
from chamber.leads.joining import merge
from chamber.privacy.masking import masked
from chamber.progress import Cancelled
from chamber.text.hidden_numbers import without_numbers
from tests.chamber.deliveries.conftest import Liaison

COUNT = 1_203
"""More than are read at a time."""
HOSTILE = (
    "=1+1",
    "+86 138",
    "-近200",
    "＠x",
    "\t甲",
    "第一行\n第二行",
    "㐂𠮷",
    "a<b>&\x01_x0041_",
    " 两边有空格 ",
    "近200人",
)


@pytest.fixture
def full(books: Liaison) -> Liaison:
    """Leads of which some say much and most say little."""
    with books.ws.read() as reader:
        given = {"target_division": "敖汉旗", "amount": "约3000万元", "land_mu": "近200亩"}
        shared, _warnings = records.parse_values(books.ws, reader, "lead", given)
    rows: list[dict[str, Any]] = []
    for number in range(COUNT):
        row = {"project": f"项目{number}", "investor": Linked(f"虚构投资{number % 7}有限公司")}
        if number % 3 == 0:
            row |= shared
        if number >= COUNT - len(HOSTILE):
            row["summary"] = HOSTILE[number - (COUNT - len(HOSTILE))]
        if number % 100 == 0:
            row |= {"summary": f"联系 1390000{number:04}", "contact": Linked(f"张{number}")}
        rows.append(row)
    with books.ws.write("add", "leads") as writer:
        records.add_in(books.ws, writer, "lead", rows)
    return books


def expected(books: Liaison) -> list[list[str]]:
    """What each cell should say, record by record: titles first."""
    columns = [
        one for one in lists.all_columns("lead") if one.field.privacy is not Privacy.SECRET and "." not in one.key
    ]
    with books.ws.read() as reader:
        found = records.get_many(reader, "lead", lists.window(books.ws, "lead").ids)
    return [
        [one.label for one in columns],
        *([_shown(one, getattr(lead, one.field.name)) for one in columns] for lead in found),
    ]


def _shown(one: lists.ListColumn, value: Any) -> str:
    text = one.field.kind.show(value, "zh")
    return masked(one.field.name, text) if one.field.privacy is Privacy.CONTACT else without_numbers(text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_every_cell_of_a_csv_says_what_its_record_shows(full: Liaison, tmp_path: Path, encoding: str) -> None:
    done = export_table(full.ws, "leads", file_format="csv", path=tmp_path / "a.csv", encoding=encoding)
    with Path(done.path).open(newline="", encoding=encoding) as file:
        found = [[unguard(cell) for cell in row] for row in csv.reader(file)]
    wanted = expected(full)
    width = len(wanted[0])
    assert [row[:width] for row in found] == wanted
    assert done.rows == COUNT


def test_every_cell_of_a_workbook_says_what_its_record_shows_and_none_is_computed(
    full: Liaison, tmp_path: Path
) -> None:
    done = export_table(full.ws, "leads", path=tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(done.path).active
    assert sheet is not None
    wanted = expected(full)
    width = len(wanted[0])
    found = [[unescape(str(cell.value or "")) for cell in row[:width]] for row in sheet.iter_rows()]
    assert found == [[text.replace("\r", "\n") for text in row] for row in wanted]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row if cell.value} == {"s"}
    assert (sheet.freeze_panes, sheet.auto_filter.ref.endswith(str(COUNT + 1))) == ("C2", True)
    assert sheet["A1"].font.bold
    assert sheet["A2"].number_format == "@"


def test_json_holds_what_is_there_and_nothing_else(full: Liaison, tmp_path: Path) -> None:
    done = export_table(full.ws, "leads", file_format="json", path=tmp_path / "a.json")
    found = json.loads(Path(done.path).read_text("utf-8"))
    with full.ws.read() as reader:
        leads = records.get_many(reader, "lead", lists.window(full.ws, "lead").ids)
    assert [row["project"] for row in found] == [lead.project for lead in leads]
    assert [row.get("amount") for row in found] == [lead.amount and lead.amount.to_json() for lead in leads]
    assert not any("13900" in json.dumps(row) for row in found)
    # It reads as if it had been written in one go.
    assert Path(done.path).read_text("utf-8") == json.dumps(found, ensure_ascii=False, indent=2)


def test_an_empty_table_is_a_table(books: Liaison, tmp_path: Path) -> None:
    for kind in ("xlsx", "csv", "json"):
        assert export_table(books.ws, "leads", file_format=kind, path=tmp_path / f"a.{kind}").rows == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == []
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 1


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_an_export_that_is_stopped_leaves_no_file_and_no_record(full: Liaison, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "out" / f"a.{kind}"
    target.parent.mkdir()
    target.write_bytes(b"kept")
    before = len(actions(full.ws))

    def stop(_stage: str, done: int, _of: int) -> None:
        if done:
            raise Cancelled("stop")

    with pytest.raises(Cancelled):
        export_table(full.ws, "leads", file_format=kind, path=target, progress=stop)
    assert [(path.name, path.read_bytes()) for path in target.parent.iterdir()] == [(target.name, b"kept")]
    assert len(actions(full.ws)) == before


def test_progress_says_how_far_it_is(full: Liaison, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    export_table(full.ws, "leads", path=tmp_path / "a.xlsx", progress=lambda _stage, done, of: heard.append((done, of)))
    assert heard[0] == (0, COUNT)
    assert heard[-1] == (COUNT, COUNT)


def test_a_file_that_cannot_be_written_is_said_so_and_nothing_is_recorded(full: Liaison, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    before = len(actions(full.ws))
    with pytest.raises(BadFile):
        export_table(full.ws, "leads", file_format="csv", path=tmp_path / "file" / "a.csv")
    assert len(actions(full.ws)) == before


@pytest.mark.parametrize("file_format", ["csv", "json"])
def test_a_merged_lead_says_into_which(books: Liaison, tmp_path: Path, file_format: str) -> None:
    kept, dropped = books.lead("杂粮加工"), books.lead("杂粮加工二期")
    merge(books.ws, kept, dropped)
    path = tmp_path / f"leads.{file_format}"
    export_table(books.ws, "leads", file_format=file_format, path=path)
    if file_format == "json":
        found = {row["code"]: row.get("merged_into") for row in json.loads(path.read_text("utf-8"))}
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = {row[_("Lead number")]: row[_("Merged into")] or None for row in csv.DictReader(file)}
    codes = [books.get("lead", one).code for one in (kept, dropped)]
    assert found == {codes[0]: None, codes[1]: codes[0]}


@pytest.mark.parametrize("file_format", ["xlsx", "csv", "json"])
def test_the_texts_of_a_lead_do_not_tell_the_contact_that_is_masked(
    books: Liaison, tmp_path: Path, file_format: str
) -> None:
    books.lead(
        "杂粮加工", contact="张三丰", contact_phones="13900002222", investor="张三丰食品有限公司",
        summary="张三丰食品的张三丰，或 Zhang Sanfeng", progress="张三丰 13900002222",
    )  # fmt: skip
    books.lead("荞麦", summary="张三丰介绍")
    done = export_table(books.ws, "leads", path=tmp_path / f"线索.{file_format}", file_format=file_format)
    content = Path(done.path).read_bytes()
    if file_format == "xlsx":
        content = zipfile.ZipFile(done.path).read("xl/worksheets/sheet1.xml")
    text = content.decode("utf-8")
    assert "张三丰食品的张**，或 Z**" in text
    assert "张** 139****2222" in text
    assert "张三丰介绍" in text
    # The contact, the phone and two texts.
    assert done.masked == 4
    full = export_table(books.ws, "leads", path=tmp_path / "全.csv", file_format="csv", with_contacts=True)
    assert "张三丰食品的张三丰，或 Zhang Sanfeng" in Path(full.path).read_text("utf-8")
