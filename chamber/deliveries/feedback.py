"""Feedback: a returned sheet merged into the leads, cell by cell, as one action that can be undone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chamber.deliveries.cells import CellMaker
from chamber.deliveries.drafting import permits_for
from chamber.deliveries.keeping import stored_rows
from chamber.deliveries.layout import PERSONAL_KEYS, Layout
from chamber.deliveries.merge import Verdict, is_clear, merge_versions, same
from chamber.deliveries.record import SENT, Delivery
from chamber.deliveries.returned import ReturnedRow, numbers_in, read_returned, rows_of
from chamber.entity import entity_of
from chamber.errors import BadFile, NotFound
from chamber.i18n import N_, _
from chamber.offices.record import Office
from chamber.records import add_in, context, edit_in, get, get_many
from chamber.workspace import Reader, Workspace, Writer
from db.queries import deliveries as store
from db.queries import lookup

# Columns of the sheet that are made up for it; what comes back in them is not a change of the lead.
_MADE_UP = ("number", "mark", "changes", "code", *PERSONAL_KEYS)


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that differs: what was sent, what came back, what we have; `take` is a person's decision."""

    row: int
    lead_id: int
    code: str
    project: str
    field: str
    title: str
    sent: str
    theirs: str
    ours: str
    conflict: bool
    take: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "row": self.row,
            "code": self.code,
            "project": self.project,
            "field": self.field,
            "sent": self.sent,
            "theirs": self.theirs,
            "ours": self.ours,
        }


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that is no lead of ours yet, or that can't be told: cells by column key, and why."""

    row: int
    cells: Mapping[str, str]
    reason: str

    def to_json(self) -> dict[str, Any]:
        return {"row": self.row, "reason": self.reason, **{key: text for key, text in self.cells.items() if text}}


@dataclass(frozen=True, slots=True)
class FeedbackPlan:
    """What a returned sheet would do. Conflicts without a decision are left as they are and listed."""

    path: str
    sha256: str
    delivery: Delivery
    office: Office
    updates: tuple[CellChange, ...]
    conflicts: tuple[CellChange, ...]
    not_returned: tuple[tuple[str, str], ...]
    candidates: tuple[Candidate, ...]
    unchanged: int
    columns: Mapping[str, str]
    unknown_columns: tuple[str, ...]
    seen_before: bool

    def decide(self, take: str) -> FeedbackPlan:
        """The plan with every open conflict decided 'ours' or 'theirs'."""
        decided = tuple(replace(one, take=one.take or take) for one in self.conflicts)
        return replace(self, conflicts=decided)

    def decide_one(self, index: int, take: str) -> FeedbackPlan:
        conflicts = [*self.conflicts]
        conflicts[index] = replace(conflicts[index], take=take)
        return replace(self, conflicts=tuple(conflicts))

    @property
    def open_conflicts(self) -> tuple[CellChange, ...]:
        return tuple(one for one in self.conflicts if not one.take)

    def to_json(self, action: int | None = None) -> dict[str, Any]:
        return {
            "delivery": self.delivery.number,
            "office": self.office.name,
            "updates": len(self.updates) + sum(one.take == "theirs" for one in self.conflicts),
            "conflicts": len(self.open_conflicts),
            "not_returned": len(self.not_returned),
            "candidates": len(self.candidates),
            "unchanged": self.unchanged,
            "mapping": dict(self.columns),
            "details": {
                "updates": [one.to_json() for one in self.updates],
                "conflicts": [one.to_json() | {"take": one.take} for one in self.conflicts],
                "not_returned": [{"code": code, "project": project} for code, project in self.not_returned],
                "candidates": [one.to_json() for one in self.candidates],
            },
            "action": action,
        }


def plan_feedback(ws: Workspace, path: Path, *, password: str | None = None) -> FeedbackPlan:
    """Compare a returned sheet with what was sent and what we have. Writes nothing.

    Raises `BadFile`/`NotFound` when it is no sheet of ours.
    """
    book = read_returned(path, password)
    with ws.read() as reader:
        delivery = _delivery(reader, numbers_in(book), book.name)
        office: Office = get(reader, "office", (delivery.office.id if delivery.office else None) or 0)
        layout = Layout.load(delivery.layout)
        returned = rows_of(book, layout)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        merger = _Merger(ws, reader, delivery, office, layout)
        merger.merge(returned.rows, frozenset(returned.columns.values()))
        return FeedbackPlan(
            path=str(path),
            sha256=digest,
            delivery=delivery,
            office=office,
            updates=tuple(merger.updates),
            conflicts=tuple(merger.conflicts),
            not_returned=merger.not_returned(),
            candidates=tuple(merger.candidates),
            unchanged=merger.unchanged,
            columns=returned.columns,
            unknown_columns=returned.unknown,
            seen_before=bool(store.feedback_files(reader, digest)),
        )


def _delivery(reader: Reader, numbers: Sequence[str], name: str) -> Delivery:
    for number in numbers:
        found = lookup.by_code(reader, "delivery", number)
        if found:
            delivery: Delivery = get(reader, "delivery", found[0])
            return delivery
    if numbers:
        raise NotFound(N_("Delivery {number} is not in this database."), number=numbers[0])
    raise BadFile(
        N_("{path} does not say which delivery it was."),
        path=name,
        hint=N_("Neither the hidden key nor the line 报送批次 is left. To bring in another list, use import."),
    )


class _Merger:
    """Matches returned rows to leads and merges their cells."""

    def __init__(self, ws: Workspace, reader: Reader, delivery: Delivery, office: Office, layout: Layout) -> None:
        self.ws = ws
        self.reader = reader
        self.columns = {column.key: column for column in layout.columns}
        rows = stored_rows(reader, delivery.id)
        self.sent = {row.lead_id: row.cells for row in rows}
        self.by_position = {position: row.lead_id for position, row in enumerate(rows, 1)}
        self.number = delivery.number
        permits, _withdrawn = permits_for(reader, office.id)
        self.maker = CellMaker(office, layout.columns, permits)
        self.leads = {lead.id: lead for lead in get_many(reader, "lead", list(self.sent))}
        self.by_code = {cells.get("code", ""): lead_id for lead_id, cells in self.sent.items() if cells.get("code")}
        self.by_name: dict[tuple[str, str], list[int]] = {}
        for lead_id, cells in self.sent.items():
            self.by_name.setdefault((cells.get("project", "").strip(), cells.get("investor", "").strip()), []).append(
                lead_id
            )
        self.updates: list[CellChange] = []
        self.conflicts: list[CellChange] = []
        self.candidates: list[Candidate] = []
        self.unchanged = 0
        self._returned: set[int] = set()

    def merge(self, rows: Sequence[ReturnedRow], present: frozenset[str]) -> None:
        found: dict[int, list[ReturnedRow]] = {}
        for row in rows:
            lead_id, reason = self._match(row)
            if lead_id is None:
                self.candidates.append(Candidate(row.row, row.cells, reason))
            else:
                found.setdefault(lead_id, []).append(row)
        self._returned = set(found)
        for lead_id, versions in found.items():
            lead = self.leads.get(lead_id)
            if lead is None:
                reason = _("The lead was removed here since.")
                self.candidates.extend(Candidate(row.row, row.cells, reason) for row in versions)
                continue
            self._merge_lead(lead, versions, present)

    def _match(self, row: ReturnedRow) -> tuple[int | None, str]:
        """The lead of a row: hidden key, then 线索编号, then investor and project; and why there is none."""
        keyed = self._by_key(row.key)
        coded = self.by_code.get(row.cells.get("code", "").strip())
        names = self.by_name.get((row.cells.get("project", "").strip(), row.cells.get("investor", "").strip()), [])
        if keyed is not None and coded is not None and keyed != coded:
            if coded in names and keyed not in names:
                return coded, ""
            if not (keyed in names and coded not in names):
                return None, _("The hidden key and the lead number name two different leads.")
            return keyed, ""
        if keyed is not None or coded is not None:
            return (keyed if keyed is not None else coded), ""
        if len(names) == 1:
            return names[0], ""
        return None, _("Not on the list that was sent.") if not names else _(
            "Several leads have this project and investor."
        )

    def _by_key(self, key: tuple[str, int] | None) -> int | None:
        if key is None:
            return None
        if key[0] == self.number:
            return self.by_position.get(key[1])
        other = lookup.by_code(self.reader, "delivery", key[0])
        rows = store.rows_of(self.reader, other[0]) if other else []
        lead = next((row["lead_id"] for row in rows if row["position"] == key[1]), None)
        return lead if lead in self.sent else None

    def _merge_lead(self, lead: Any, versions: Sequence[ReturnedRow], present: frozenset[str]) -> None:
        now = self.maker.cells(lead)
        for key, column in self.columns.items():
            if key in _MADE_UP or key not in present or key not in now:
                continue
            sent = self.sent[lead.id].get(key, "")
            ours = now[key]
            verdict, value = merge_versions(sent, [row.cells.get(key, "") for row in versions], ours)
            if verdict not in (Verdict.THEIRS, Verdict.BOTH):
                self.unchanged += 1
                continue
            change = CellChange(
                row=versions[0].row, lead_id=lead.id, code=lead.code, project=lead.project, field=key, title=column.title,
                sent=sent, theirs=value, ours=ours, conflict=verdict is Verdict.BOTH,
            )  # fmt: skip
            (self.conflicts if change.conflict else self.updates).append(change)

    def not_returned(self) -> tuple[tuple[str, str], ...]:
        return tuple(
            (cells.get("code", ""), cells.get("project", ""))
            for lead_id, cells in self.sent.items()
            if lead_id not in self._returned
        )


@dataclass(frozen=True, slots=True)
class FeedbackDone:
    """What merging a sheet did: the action (None when nothing changed) and cells that could not be read."""

    action: int | None
    plan: FeedbackPlan
    refused: tuple[tuple[CellChange, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        return self.plan.to_json(self.action) | {
            "refused": [change.to_json() | {"reason": reason} for change, reason in self.refused]
        }


def apply_feedback(
    ws: Workspace, plan: FeedbackPlan, *, progress: Callable[[int, int], None] | None = None
) -> FeedbackDone:
    """Write the updates and the conflicts decided for them: one action, with log entries by the office."""
    wanted = [*plan.updates, *(one for one in plan.conflicts if one.take == "theirs")]
    refused: list[tuple[CellChange, str]] = []
    with ws.write(
        "feedback", N_("feedback of {office} on {number}"), office=plan.office.name, number=plan.delivery.number
    ) as writer:
        by_lead: dict[int, list[CellChange]] = {}
        for change in wanted:
            by_lead.setdefault(change.lead_id, []).append(change)
        for done, (lead_id, changes) in enumerate(by_lead.items(), 1):
            _apply_lead(ws, writer, plan, lead_id, changes, refused)
            if progress is not None:
                progress(done, len(by_lead))
        if wanted:
            writer.insert(
                "feedback_file",
                [
                    {
                        "delivery_id": plan.delivery.id,
                        "file_name": Path(plan.path).name,
                        "sha256": plan.sha256,
                        "at": writer.head.at,
                        "by": ws.user,
                        "outcome": json.dumps(
                            {
                                "updates": len(wanted),
                                "open": len(plan.open_conflicts),
                                "not_returned": len(plan.not_returned),
                            }
                        ),
                    }
                ],
            )
        row = writer.row("delivery", plan.delivery.id)
        if row and row["status"] in ("已发送", "已签收") and (wanted or plan.unchanged):
            writer.update("delivery", [(plan.delivery.id, {"status": "已反馈", "answered_at": writer.head.at})])
        action = writer.action_id if writer.journal.count else None
    return FeedbackDone(action, plan, tuple(refused))


def _apply_lead(
    ws: Workspace,
    writer: Writer,
    plan: FeedbackPlan,
    lead_id: int,
    changes: Sequence[CellChange],
    refused: list[tuple[CellChange, str]],
) -> None:
    lead = entity_of("lead")
    values: dict[str, Any] = {}
    where = replace(context(ws, writer), unit="万元")
    for change in changes:
        field = lead.field(change.field)
        text = "" if is_clear(change.theirs) else change.theirs
        if change.field == "progress":
            text = _without_stage(text, change.ours)
        parsed = field.kind.parse(text, where)
        if text and parsed.value is None:
            refused.append((change, parsed.problems[0].render(_) if parsed.problems else _("This can't be read.")))
            continue
        values[change.field] = field.kind.empty() if parsed.value is None else parsed.value
    stage = values.pop("stage", None)
    if stage is not None:
        refused.extend(
            (one, _("A stage is changed by advancing the lead, so that its history is kept."))
            for one in changes
            if one.field == "stage"
        )
    if not values or not edit_in(ws, writer, "lead", lead_id, values):
        return
    told = [one for one in changes if one.field in values]
    lines = [f"{one.title}：{'（清空）' if is_clear(one.theirs) or not one.theirs else one.theirs}" for one in told]
    handler = next((one.theirs for one in told if one.field == "office_handler" and one.theirs), "")
    from chamber.fields import Linked

    add_in(
        ws,
        writer,
        "activity",
        [
            {
                "at": writer.head.at,
                "how": "会议" if not lines else "微信",
                "lead": Linked("", lead_id),
                "text": "联络处反馈 " + "；".join(lines),
                "author": f"{plan.office.name}{' ' + handler if handler else ''}",
                "office": Linked("", plan.office.id),
            }
        ],
        checked=True,
    )


def _without_stage(text: str, ours: str) -> str:
    """The weekly form shows the stage before the progress; it is not part of what they wrote."""
    stage = ours.partition("；")[0]
    return text.removeprefix(stage).lstrip("；; ") if stage and text.startswith(stage) else text


__all__ = ["SENT", "Candidate", "CellChange", "FeedbackDone", "FeedbackPlan", "apply_feedback", "plan_feedback", "same"]
