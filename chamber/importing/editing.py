"""Changing a plan before it is written: re-map a column, correct a cell, leave a row out, decide a duplicate.

Each gives a new plan, judged again; the old one stays as it was.
"""

from __future__ import annotations

from dataclasses import replace

from chamber import records as record_cases
from chamber.fields import Choice, Context
from chamber.importing.cells import CellProblem, Values, read_values
from chamber.importing.deriving import derive
from chamber.importing.judging import judge
from chamber.importing.mapping import How
from chamber.importing.plan import Decision, Mode, Plan
from chamber.importing.preparing import evaluate
from chamber.importing.reading import Cell
from chamber.importing.reading.tables.model import Record
from chamber.importing.targets import SPLIT
from chamber.importing.ticks import option_of
from chamber.progress import Progress
from chamber.workspace import Workspace


def remap(ws: Workspace, plan: Plan, letter: str, field: str, progress: Progress | None = None) -> Plan:
    """Take a column for another field ('' for none). Another column that held the field gives it up, unless the field
    may have several, or both hold ticks of it. Raises NotFound for a field there is not."""
    paths = field.split(SPLIT) if field else []
    single = {path for path in paths if not plan.target.field(path).repeatable}
    title = next((column.title for column in plan.columns if column.letter == letter), "")
    kinds = [plan.target.field(path).field.kind for path in paths]
    ticked = [kind for kind in kinds if isinstance(kind, Choice) and option_of(kind, title)]
    columns = []
    for column in plan.columns:
        if column.letter == letter:
            column = replace(column, field=field, how=How.GIVEN if field else How.NONE)
        elif single & set(column.paths) and not any(option_of(kind, column.title) for kind in ticked):
            column = replace(column, field="", how=How.NONE)
        columns.append(column)
    tell = progress or (lambda stage, done, of: None)
    with ws.read() as reader:
        return evaluate(reader, plan.with_(columns=tuple(columns)), context_of(ws), tell)


def edit_cell(ws: Workspace, plan: Plan, row: int, place: int, cell: Cell) -> Plan:
    """Correct one cell of the sheet as it was read; only its row is read again."""
    record = plan.records[row]
    cells = list(record.cells) + [None] * (place + 1 - len(record.cells))
    cells[place] = cell if cell not in ("", None) else None
    records = list(plan.records)
    records[row] = record._replace(cells=tuple(cells))
    edits = replace(plan.edits, cells={**plan.edits.cells, (row, place): cell})
    values = _with_row(plan, row, read_row(ws, plan, records[row]))
    return _judged(ws, plan.with_(records=records, values=values, edits=edits))


def read_row(ws: Workspace, plan: Plan, record: Record) -> Values:
    """What one row says."""
    values = read_values([record], plan.columns, plan.target, context_of(ws))
    derive(values, plan.columns, plan.target)
    return values


def _with_row(plan: Plan, row: int, fresh: Values) -> Values:
    old = plan.values
    columns = {path: list(column) for path, column in old.columns.items()}
    values = Values(old.size, columns, [], {key: raw for key, raw in old.raw.items() if key != row})
    for path in {*columns, *fresh.columns}:
        values.column(path)[row] = fresh.get(path, 0)
    if 0 in fresh.raw:
        values.raw[row] = fresh.raw[0]
    about_layout = [problem for problem in old.problems if problem.row == row and not problem.path]
    mended = [CellProblem(row, *problem[1:]) for problem in fresh.problems]
    kept = [problem for problem in old.problems if problem.row != row]
    values.problems = sorted([*kept, *about_layout, *mended], key=lambda problem: problem.row)
    return values


def skip(ws: Workspace, plan: Plan, row: int, skipped: bool = True) -> Plan:
    """Leave a row out, or take it in again."""
    rows = plan.edits.skipped | {row} if skipped else plan.edits.skipped - {row}
    return _judged(ws, plan.with_(edits=replace(plan.edits, skipped=frozenset(rows))))


def decide(ws: Workspace, plan: Plan, row: int, decision: Decision | None) -> Plan:
    """Say what a possible duplicate is; None takes the word back."""
    decisions = {key: word for key, word in plan.edits.decisions.items() if key != row}
    if decision is not None:
        decisions[row] = decision
    return _judged(ws, plan.with_(edits=replace(plan.edits, decisions=decisions)))


def change_mode(ws: Workspace, plan: Plan, mode: Mode) -> Plan:
    """add, update or fill."""
    return _judged(ws, plan.with_(mode=mode))


def _judged(ws: Workspace, plan: Plan) -> Plan:
    with ws.read() as reader:
        return judge(reader, plan)


def context_of(ws: Workspace) -> Context:
    """What reading values needs to know of the chamber."""
    return replace(record_cases.context(ws), within=ws.home_division or None)
