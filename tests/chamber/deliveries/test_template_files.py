"""A template is changed in Excel or WPS, kept as JSON, or taken over from another office."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path

import pytest

from chamber.errors import BadFile, Invalid, NotAllowed
from chamber.history.service import undo
from chamber.offices import sheets
from chamber.workspace import Workspace
from tests.chamber.deliveries.conftest import Liaison
from tests.chamber.deliveries.test_templates import english as english
from tests.chamber.deliveries.test_templates import keep, template


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_a_template_goes_out_to_a_file_and_comes_back_the_same(books: Liaison, tmp_path: Path, suffix: str) -> None:
    made = template(books).leave_out("area").take_in("jobs").move("code", 0).change("project", title="=项目", width=33)
    made = made.say("title", "zh", "{单位}").say("signature", "en", "Signed:\nReceived:")
    keep(books, made)
    sheet = sheets.sheet_of(books.ws, books.office)
    path = sheets.write_to(sheet, tmp_path / f"模板{suffix}")
    assert sheets.read_from(sheet, path) == made
    other = sheets.sheet_of(books.ws, books.add("office", name="敖汉旗招商局", kind="招商局", divisions="敖汉旗"))
    assert sheets.read_from(other, path) == made


def test_rows_of_a_file_are_moved_taken_in_and_renamed_in_a_spreadsheet(books: Liaison, tmp_path: Path) -> None:
    sheet = sheets.sheet_of(books.ws, books.office)
    path = sheets.write_to(sheet, tmp_path / "t.csv")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    at = {row[0]: row for row in rows}
    at["jobs"][2], at["jobs"][3], at["area"][2], at["project"][3] = "是", "用工人数", "", "项目"
    rows.remove(at["jobs"])
    rows.insert(rows.index(at["project"]), at["jobs"])
    with path.open("w", newline="", encoding="gb18030") as target:
        csv.writer(target).writerows(rows)
    made = sheets.read_from(sheet, path)
    columns = made.sheet_columns()
    assert [column.title for column in columns[:3]] == ["序号", "用工人数", "项目"]
    assert "area" not in made.keys


def test_what_is_wrong_in_a_file_is_told_by_its_rows_and_nothing_is_changed(books: Liaison, tmp_path: Path) -> None:
    sheet = sheets.sheet_of(books.ws, books.office)
    path = sheets.write_to(sheet, tmp_path / "t.csv")
    rows = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    rows += [["political_status", "", "yes"], ["jobs2", "", "yes"], ["stage", "", "perhaps"], ["area", "", "yes"]]
    rows[5][5] = "wide"
    with path.open("w", newline="", encoding="utf-8") as target:
        csv.writer(target).writerows(rows)
    with pytest.raises(Invalid) as error:
        sheets.change(books.ws, books.office, "weekly", lambda found: sheets.read_from(found, path))
    last = len(rows)
    assert set(error.value.fields) == {f"Row {number}" for number in (6, last - 3, last - 2, last - 1, last)}
    assert template(books).is_official


@pytest.mark.parametrize(
    "content", ["", "名称,电话\n甲,乙\n", "[]", "{}", '{"columns": 3}', '{"columns": [{"title": "x"}]}']
)
@pytest.mark.parametrize("suffix", [".csv", ".json"])
def test_a_file_that_is_no_template_is_refused(books: Liaison, tmp_path: Path, content: str, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_text(content, "utf-8")
    with pytest.raises(BadFile):
        sheets.read_from(sheets.sheet_of(books.ws, books.office), path)


def test_another_offices_template_is_taken_over_without_what_this_one_is_not_given(books: Liaison) -> None:
    keep(books, template(books).take_in("jobs").take_in("owner").change("project", title="项目"))
    other = books.add(
        "office", name="敖汉旗招商局", kind="招商局", divisions="敖汉旗", treatments="owner | 不给\nproject | 不给"
    )
    made, gone = sheets.copied(sheets.sheet_of(books.ws, other), sheets.sheet_of(books.ws, books.office))
    assert gone == ("项目", "跟踪人")
    sheets.keep(books.ws, other, made)
    assert "jobs" in sheets.sheet_of(books.ws, other).template.keys
    with pytest.raises(NotAllowed):
        sheets.copied(sheets.sheet_of(books.ws, other), sheets.sheet_of(books.ws, books.office, "full"))


def test_a_removed_office_takes_its_template_with_it_and_brings_it_back(books: Liaison) -> None:
    from chamber import records

    other = books.add("office", name="敖汉旗招商局", kind="招商局", divisions="敖汉旗")
    made = sheets.sheet_of(books.ws, other).template.leave_out("area")
    sheets.keep(books.ws, other, made)
    outcome = records.remove(books.ws, "office", [other])
    undo(books.ws, outcome.action)
    assert sheets.sheet_of(books.ws, other).template == made


def test_an_officer_neither_sees_nor_changes_a_template(books: Liaison) -> None:
    from chamber.offices import officers

    officers.register(books.ws, books.office, "liwei")
    with closing(Workspace(books.ws.store, "liwei")) as ws, pytest.raises(NotAllowed):
        sheets.sheet_of(ws, books.office)
