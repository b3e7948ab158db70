"""Writing a plan: one action, in parts of some thousand rows, whole or not at all."""

from __future__ import annotations

import json

from chamber.collecting import collecting_seldom
from chamber.errors import Conflict, ImportProblem, Usage
from chamber.i18n import N_, listed
from chamber.importing import saved
from chamber.importing.filing import Filing
from chamber.importing.judging import judge
from chamber.importing.plan import Ending, Plan
from chamber.outcome import Outcome
from chamber.progress import Progress
from chamber.workspace import Workspace, Writer
from db.database import chunks
from db.queries import matching

PART = 2_000
_LABEL = N_("import {file}")


@collecting_seldom()
def apply(ws: Workspace, plan: Plan, progress: Progress | None = None) -> tuple[Plan, Outcome]:
    """Write the plan; returns it as it came out, with the outcome (no action when nothing changes).

    Raises ImportProblem when the sheet can't be imported as it is mapped, `Cancelled` from `progress`.
    """
    if plan.target.name == "attendance" and plan.event is None:
        raise Usage(N_("Whose guests? Name the event with --event."))
    if plan.missing and plan.records:
        raise missing_fields(plan)
    if plan.again is not None or not plan.writes:
        return plan, Outcome(None)
    tell = progress or (lambda stage, done, of: None)
    file, target, rows = plan.source.name, plan.target.name, len(plan.rows)
    with ws.write("import", _LABEL, progress=tell, file=file, target=target, rows=rows) as writer:
        if plan.basis != writer.action_id - 1:
            plan = _judged_again(writer, plan)
        changed = _write(ws, writer, plan, tell)
        _remember(writer, plan)
        outcome = Outcome(writer.action_id if changed else None, changed)
    return plan, outcome


def missing_fields(plan: Plan) -> ImportProblem:
    """The refusal of a sheet in which no column gives a required field."""
    labels = listed(plan.target.fields[path].label for path in plan.missing)
    hint = N_(
        'Say which column it is with --mapping FILE, such as {{"B": "{field}"}}; --save-mapping writes one to start from.'
    )
    return ImportProblem(N_("No column gives {fields}."), fields=labels, field=plan.missing[0], hint=hint)


def _judged_again(writer: Writer, plan: Plan) -> Plan:
    """Somebody has written since the rows were matched: match them again inside the transaction."""
    plan = judge(writer, plan)
    if matching.imports_of(writer, plan.target.name, plan.source.sha256) and plan.again is None:
        raise Conflict(N_("Somebody else has imported this file meanwhile."), hint=N_("Nothing was changed."))
    return plan


def _write(ws: Workspace, writer: Writer, plan: Plan, tell: Progress) -> dict[str, tuple[int, ...]]:
    filing = Filing(ws, writer, plan)
    created = [row for row, judged in enumerate(plan.rows) if judged.ending is Ending.CREATED]
    updated = [row for row, judged in enumerate(plan.rows) if judged.ending is Ending.UPDATED]
    total, done = len(created) + len(updated), 0
    ids: list[int] = []
    with writer.filling(dict.fromkeys((plan.target.entity, *plan.target.along), len(created))):
        for part in chunks(created, PART):
            tell(N_("Writing"), done, total)
            ids += filing.create(part)
            done += len(part)
    for part in chunks(updated, PART):
        tell(N_("Writing"), done, total)
        filing.update(part)
        ids += [plan.rows[row].match or 0 for row in part]
        done += len(part)
    return {plan.target.entity: tuple(ids)} if ids else {}


def _remember(writer: Writer, plan: Plan) -> None:
    """The file by its content, and the mapping of its layout where a person has changed the proposal."""
    options = {"mode": plan.mode.value, "event": plan.event, "sheets": list(plan.source.sheets)}
    outcome = {ending.value: count for ending, count in plan.counts.items()}
    row = {
        "kind": plan.target.name,
        "sha256": plan.source.sha256,
        "file_name": plan.source.name,
        "options": json.dumps(options, ensure_ascii=False),
        "outcome": json.dumps(outcome),
        "action_id": writer.action_id,
        "at": writer.head.at,
    }
    writer.insert("imported_file", [row])
    layout = saved.layout_of(plan.columns, plan.target)
    if layout and [column.field for column in plan.columns] != [column.field for column in plan.proposed]:
        mapping = saved.to_json(plan.columns, plan.target)
        if matching.remembered(writer, plan.target.name, layout) != mapping:
            writer.insert(
                "import_mapping",
                [{"kind": plan.target.name, "layout": layout, "mapping": mapping, "at": writer.head.at}],
            )
