"""Invented sheets as bytes, and the import of them."""

from __future__ import annotations

import io

import openpyxl

from chamber.importing.applying import apply
from chamber.importing.plan import Mode, Plan
from chamber.importing.preparing import Options, prepare
from chamber.text.uscc import check_digit


def uscc(number: int, division: str = "150402") -> str:
    """An invented code with its right check digit."""
    body = f"91{division}MA{number:07d}"
    return body + check_digit(body)


def csv(*rows: str) -> bytes:
    return "\r\n".join(rows).encode("utf-8")


def xlsx(*rows: list, title: str = "Sheet1", more: dict[str, list[list]] | None = None) -> bytes:
    """A workbook with one sheet, and further ones by name."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for name, others in (more or {}).items():
        extra = book.create_sheet(name)
        for row in others:
            extra.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def plan_of(ws, kind: str, data: bytes, **options) -> Plan:
    questions = options.pop("questions", None)
    return prepare(ws, kind, data, Options(**options), questions, name="list.csv")


def bring_in(ws, kind: str, data: bytes, mode: Mode = Mode.ADD, **options):
    """Plan and write; gives the plan as it came out and the outcome."""
    return apply(ws, plan_of(ws, kind, data, mode=mode, **options))


def counts(plan: Plan) -> dict[str, int]:
    return {ending.value: count for ending, count in plan.counts.items() if count}


def mapping(plan: Plan) -> dict[str, str]:
    return {column.letter: column.field for column in plan.columns if column.field}


def messages(plan: Plan) -> set[tuple[int, str, str]]:
    """(sheet row, column letter, code) of every note."""
    cells = {(plan.rows[one.row].number, one.letter, one.problem.code) for one in plan.values.problems}
    return cells | {(row.number, "", reason.code) for row in plan.rows for reason in row.reasons}


def stored(ws, table: str) -> list[dict]:
    """Every row of a table, by id."""
    with ws.read() as reader:
        ids = [row[0] for row in reader.db.execute_sql(f'SELECT id FROM "{table}" ORDER BY id').fetchall()]
        return reader.rows(table, ids)
