"""From a file to a plan: read, find the tables, map the columns, read the values, judge every row."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from chamber import records as record_cases
from chamber.collecting import collecting_seldom
from chamber.errors import BadFile, NotFound
from chamber.fields import Context
from chamber.i18n import N_, _
from chamber.importing import saved, synonyms
from chamber.importing.above import with_party
from chamber.importing.cells import CellProblem, Values, read_values
from chamber.importing.deriving import derive
from chamber.importing.joining import aligned, belong_together, is_headed, whole
from chamber.importing.judging import judge, unlinked
from chamber.importing.links import Links
from chamber.importing.mapping import How, MappedColumn, propose
from chamber.importing.plan import LATER, Edits, Mode, Plan, Source
from chamber.importing.ports import Defaults, Questions
from chamber.importing.reading import Workbook, read_workbook
from chamber.importing.reading.tables.find import find_layout
from chamber.importing.reading.tables.model import Fate, Layout, Line, RemarkKind, Table, Why
from chamber.importing.reading.tables.words import text_of
from chamber.importing.targets import Target, target_of
from chamber.importing.whole_names import with_whole_names
from chamber.progress import Progress
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace
from db.queries import matching


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for: `event` (a code or name) for attendance, `sheets` by name, `mapping` as `saved.load` gives."""

    mode: Mode = Mode.ADD
    event: str = ""
    sheets: tuple[str, ...] = ()
    mapping: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    password: str | None = None


@collecting_seldom()
def prepare(
    ws: Workspace,
    kind: str,
    source: Path | bytes,
    options: Options | None = None,
    questions: Questions | None = None,
    progress: Progress | None = None,
    name: str = "",
) -> Plan:
    """Make the plan of an import; nothing is written. Raises NotFound, BadFile, ImportProblem."""
    options, questions = options or Options(), questions or Defaults()
    target = target_of(kind)
    tell = progress or (lambda stage, done, of: None)
    tell(N_("Reading the file"), 0, 0)
    workbook = read_workbook(source, name, password=options.password)
    digest = _digest(source)
    tell(N_("Looking for tables"), 0, 0)
    layout = find_layout(workbook, synonyms.sense(target.name))
    with ws.read() as reader:
        event = record_cases.find(reader, "event", options.event) if options.event and kind == "attendance" else None
        context = replace(record_cases.context(ws), within=ws.home_division or None)
        layout = with_whole_names(with_party(layout, workbook, target))
        chosen, proposals = _chosen(layout.tables, target, context, options, questions, workbook.name)
        plan = _assembled(workbook, digest, target, options, event, chosen, proposals, layout, context)
        plan = _mapped(reader, plan, options, questions, chosen[0])
        plan = plan.with_(again=_again(reader, plan))
        plan = evaluate(reader, plan, context, tell)
        return _decided(reader, plan, questions)


def evaluate(reader: Reader, plan: Plan, context: Context, tell: Progress) -> Plan:
    """Read the values of the plan's rows by its mapping and judge them."""
    total = len(plan.records)
    tell(N_("Reading the values"), 0, total)
    values = read_values(plan.records, plan.columns, plan.target, context)
    derive(values, plan.columns, plan.target, lambda done: tell(N_("Reading the values"), done, total))
    _layout_problems(plan, values.problems)
    plan = judge(reader, plan.with_(values=values), lambda done: tell(N_("Comparing with what is there"), done, total))
    for row, path, text in unlinked(plan):
        values.keep_raw(row, path, text)
        values.problems.append(
            CellProblem(row, "", path, text, Problem("link", N_("There is no event {text}"), {"text": text}))
        )
    values.problems.sort(key=lambda problem: problem.row)
    return plan


def _digest(source: Path | bytes) -> str:
    return hashlib.sha256(source if isinstance(source, bytes) else source.read_bytes()).hexdigest()


def _chosen(
    tables: Sequence[Table], target: Target, context: Context, options: Options, questions: Questions, name: str
) -> tuple[list[Table], list[tuple[MappedColumn, ...]]]:
    """The tables to import and the proposals for their columns: the named sheets, else the best table with its likes."""
    if options.sheets:
        return _named_sheets(tables, target, context, options.sheets)
    if not tables:
        raise BadFile(
            N_("{name} holds no table."), name=name, hint=N_("Is it the right file? Choose a sheet with --sheet.")
        )
    proposals = [propose(table, target, context) for table in tables]
    scores = [_score(table, proposal, target) for table, proposal in zip(tables, proposals, strict=True)]
    best = max(range(len(tables)), key=lambda place: (scores[place], -place))
    alike = [
        place
        for place in range(len(tables))
        if place == best or belong_together(tables[place], proposals[place], tables[best], proposals[best], target)
    ]
    places = list(questions.choose_sheet(tables, alike)) or alike
    return [tables[place] for place in places], [proposals[place] for place in places]


def _named_sheets(
    tables: Sequence[Table], target: Target, context: Context, names: Sequence[str]
) -> tuple[list[Table], list[tuple[MappedColumn, ...]]]:
    found: list[tuple[Table, tuple[MappedColumn, ...]]] = []
    for name in names:
        own = [table for table in tables if name.strip() in (table.sheet.strip(), name_of(table))]
        if not own:
            near = tuple(dict.fromkeys(map(name_of, tables)))
            raise NotFound(N_("There is no sheet {name} with a table."), name=name, near=near)
        first, *others = [propose(table, target, context) for table in own]
        kept = [(own[0], first)]
        kept += [
            (table, proposal)
            for table, proposal in zip(own[1:], others, strict=True)
            if belong_together(table, proposal, own[0], first, target)
        ]
        fresh = [(table, proposal) for table, proposal in kept if not any(table is one for one, _ in found)]
        found += fresh
    # The columns are called as the first list with a header calls them.
    found.sort(key=lambda one: not is_headed(one[0]))
    return [table for table, _ in found], [proposal for _, proposal in found]


def name_of(table: Table) -> str:
    """What a table is called by: its sheet, and its number where it is not the first of it ('Sheet1#2')."""
    return f"{table.sheet.strip()}#{table.block}" if table.block > 1 else table.sheet.strip()


def _offered(layout: Layout, chosen: Sequence[Table], names: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """Every list of the file by name, in order, and whether it is read; one that is read with the first of its sheet goes
    with that."""
    heads = {table.sheet for table in chosen if table.block == 1}
    found: dict[str, bool] = {}
    for table in layout.tables:
        mine = any(table is one for one in chosen)
        called = name_of(table)
        if mine and table.block > 1 and table.sheet in heads and called not in names:
            continue
        if mine or table.records:
            found[called] = mine or found.get(called, False)
    return tuple(found.items())


def _not_records(layout: Layout, chosen: Sequence[Table]) -> tuple[tuple[str, Line], ...]:
    """The rows of the chosen sheets, and of those without any table, that are no record of the plan, with what they are."""
    found: dict[tuple[str, Line], None] = {}
    names = {table.sheet for table in chosen}
    for sheet in layout.sheets:
        if sheet.sheet not in names and sheet.tables:
            continue
        lines = [*sheet.outside]
        for table in sheet.tables:
            mine = any(table is one for one in chosen)
            lines += [line for line in table.lines if line.fate not in (Fate.HEADER, Fate.RECORD)]
            if not mine:
                lines += [Line(record.row, Fate.SKIPPED, text_of(record.cells), Why.OTHER) for record in table.records]
        found.update(dict.fromkeys((sheet.sheet, line) for line in _runs(sorted(lines))))
    return tuple(found)


def _runs(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with runs of numbered but empty rows as one: a form may have a million of them."""
    for fate, run in groupby(lines, key=lambda line: line.fate):
        first, *others = run
        if fate is Fate.NUMBERED and others:
            yield first._replace(text=f"{first.text} ... {others[-1].text}")
        else:
            yield from (first, *others)


def _score(table: Table, columns: Sequence[MappedColumn], target: Target) -> float:
    """How well a table fits: required fields first, those by a title before those guessed, then columns, then rows."""
    held = {path for column in columns for path in column.paths}
    named = {path for column in columns if column.how is not How.VALUES for path in column.paths}
    required = sum((path in held) + (path in named) for path in target.required) / 2
    rows = min(len(table.records), 1000) / 1000
    return required * 10 + len(held) + rows - (20 if not table.records else 0) - (50 if table.hidden else 0)


def _assembled(
    workbook: Workbook,
    digest: str,
    target: Target,
    options: Options,
    event: int | None,
    chosen: Sequence[Table],
    proposals: Sequence[tuple[MappedColumn, ...]],
    layout: Layout,
    context: Context,
) -> Plan:
    parts = aligned(chosen, proposals, target)
    alone = parts[0] is chosen[0] and not any(one.section_levels > parts[0].section_levels for one in parts)
    columns = proposals[0] if alone else propose(whole(parts), target, context)
    records = [record for table in parts for record in table.records]
    sheets = [table.sheet for table in chosen for _record in table.records]
    names = tuple(dict.fromkeys(table.sheet for table in chosen))
    notes = tuple(_(note.message).format(**note.params) for note in workbook.notes)
    places = {id(table) for table in chosen}
    aside = tuple(
        dict.fromkeys(
            name_of(table) if table.sheet in names else table.sheet
            for table in layout.tables
            if table.records and id(table) not in places
        )
    )
    return Plan(
        source=Source(workbook.name, workbook.format, workbook.encoding, digest, names, notes),
        target=target,
        mode=options.mode,
        event=event,
        columns=columns,
        header_rows=chosen[0].header_rows,
        records=records,
        sheets=sheets,
        values=Values(len(records)),
        rows=(),
        links=Links(),
        edits=Edits(),
        proposed=columns,
        left_aside=aside,
        offered=_offered(layout, chosen, options.sheets),
        lines=_not_records(layout, chosen),
        blocks=[place for place, table in enumerate(chosen) for _record in table.records] if len(chosen) > 1 else (),
        letters=_letters(parts) if len(chosen) > 1 else (),
    )


def _letters(chosen: Sequence[Table]) -> tuple[Mapping[str, str], ...]:
    """For each table, the letters of the first one's columns in it."""
    first = [column.letter for column in chosen[0].columns]
    return tuple(dict(zip(first, (column.letter for column in table.columns), strict=False)) for table in chosen)


def _mapped(reader: Reader, plan: Plan, options: Options, questions: Questions, table: Table) -> Plan:
    """The mapping: as given, else as remembered for this layout, else as proposed; a person has the last word."""
    columns = plan.columns
    if options.mapping:
        columns = saved.applied(columns, options.mapping, plan.target, How.GIVEN)
    else:
        layout = saved.layout_of(columns, plan.target)
        text = matching.remembered(reader, plan.target.name, layout) if layout else None
        if text:
            columns = saved.applied(columns, saved.parse(text), plan.target, How.REMEMBERED)
    return plan.with_(columns=tuple(questions.map_columns(columns, table)))


def _again(reader: Reader, plan: Plan) -> int | None:
    """The action that imported this very content before, from the same sheets and for the same event."""
    for options, action in matching.imports_of(reader, plan.target.name, plan.source.sha256):
        before = json.loads(options)
        if before.get("event") == plan.event and set(plan.source.sheets) <= set(
            before.get("sheets", plan.source.sheets)
        ):
            return action
    return None


def _decided(reader: Reader, plan: Plan, questions: Questions) -> Plan:
    """Ask about every possible duplicate; judge again when an answer changes anything."""
    decisions = {row: questions.decide_duplicate(plan, row) for row, judged in enumerate(plan.rows) if judged.near}
    firm = {row: decision for row, decision in decisions.items() if decision.word != LATER}
    if not firm:
        return plan
    return judge(reader, plan.with_(edits=replace(plan.edits, decisions={**plan.edits.decisions, **firm})))


_REMARKS = {
    RemarkKind.SHORT: N_("The line has fewer cells than the header; what is missing was left empty"),
    RemarkKind.NOTHING_ABOVE: N_("A ditto mark with nothing to repeat"),
    RemarkKind.LEFT: N_("同左: taken from the cell to its left"),
    RemarkKind.HIDDEN: N_("The row is hidden in the sheet"),
    RemarkKind.JOINED: N_("The line was broken inside a cell; it was put together again"),
}


def _layout_problems(plan: Plan, problems: list[CellProblem]) -> None:
    """What the search for tables found odd about a row."""
    for row, record in enumerate(plan.records):
        for remark in record.remarks:
            message = _REMARKS.get(remark.kind)
            if message:
                letter = plan.columns[remark.column].letter if 0 <= remark.column < len(plan.columns) else ""
                problems.append(CellProblem(row, letter, "", "", Problem(remark.kind.name.lower(), message)))
