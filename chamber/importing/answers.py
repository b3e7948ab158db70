"""What a person says of single rows and cells before anything is written, in words as the sheet calls them.

A row is its number (`7`), with several sheets its name and number (`红山区 7`); where blocks stand side by side, any cell of
it (`C7`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chamber import records as record_cases
from chamber.errors import NotFound, Usage
from chamber.i18n import N_
from chamber.importing import editing
from chamber.importing.judging import judge
from chamber.importing.plan import DIFFERENT, SAME, Decision, Plan
from chamber.workspace import Reader, Workspace


@dataclass(frozen=True, slots=True)
class Answers:
    """Rows to leave out, cells to correct (`C7=text`), rows that are a record or an earlier row (`7=M00012`, `7=5`), and
    rows that are nobody of those whose name they share."""

    skip: Sequence[str] = ()
    cells: Sequence[str] = ()
    same: Sequence[str] = ()
    different: Sequence[str] = ()


def answered(ws: Workspace, plan: Plan, answers: Answers) -> Plan:
    """The plan with the answers in it. Raises NotFound for a row, cell or record there is not, Usage for half an answer."""
    for said in answers.cells:
        where, text = _halves(said, "C7=13900001111")
        row, place = _cell(plan, where)
        plan = editing.edit_cell(ws, plan, row, place, text)
    if not (answers.skip or answers.same or answers.different):
        return plan
    skipped = {*plan.edits.skipped, *(_row(plan, name) for name in answers.skip)}
    decisions = dict(plan.edits.decisions)
    decisions.update((_row(plan, name), Decision(DIFFERENT)) for name in answers.different)
    with ws.read() as reader:
        for said in answers.same:
            name, other = _halves(said, "7=M00012")
            row = _row(plan, name)
            decisions[row] = _same(reader, plan, row, other)
        return judge(reader, plan.with_(edits=replace(plan.edits, skipped=frozenset(skipped), decisions=decisions)))


def _same(reader: Reader, plan: Plan, row: int, other: str) -> Decision:
    earlier = next((place for place in range(row) if plan.row_name(place) == other), None)
    if earlier is not None:
        return Decision(SAME, row=earlier)
    return Decision(SAME, record_cases.find(reader, plan.target.entity, other))


def _halves(said: str, form: str) -> tuple[str, str]:
    where, equals, what = said.partition("=")
    if not equals or not where.strip():
        raise Usage(N_("{text} should be written as {form}."), text=said, form=form)
    return where.strip(), what.strip()


def _row(plan: Plan, name: str) -> int:
    rows = [row for row in range(len(plan.rows)) if plan.row_name(row) == name]
    if len(rows) > 1:
        raise Usage(
            N_("There are several records in row {row}."), row=name, hint=N_("Say a cell of the one you mean (C7).")
        )
    return rows[0] if rows else _cell(plan, name)[0]


def _cell(plan: Plan, name: str) -> tuple[int, int]:
    """The row and the column of a cell as the preview calls it."""
    sheet, _space, cell = name.rpartition(" ")
    for row in range(len(plan.rows)):
        if sheet and plan.sheets[row] != sheet:
            continue
        for place, column in enumerate(plan.columns):
            if plan.cell_at(row, column.letter) == cell.upper():
                return row, place
    if name.isdecimal():
        raise NotFound(N_("There is no record in row {row}."), row=name, hint=N_("--dry-run --json lists the rows."))
    raise NotFound(N_("There is no record in {row}."), row=name, hint=N_("--dry-run --json lists the rows."))
