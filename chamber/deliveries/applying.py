"""Writing what a returned sheet was decided to do: one action that can be undone, no update of ours lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chamber.collecting import collecting_seldom
from chamber.deliveries import heard
from chamber.deliveries.answering import Answer, write_answers
from chamber.deliveries.as_sent import as_sent
from chamber.deliveries.cells import CellMaker
from chamber.deliveries.drafting import permits_for
from chamber.deliveries.layout import PERSONAL_KEYS, Layout
from chamber.deliveries.merge import Verdict, is_clear, same
from chamber.deliveries.offered import ONE_WAY
from chamber.deliveries.plan import Candidate, CellChange, FeedbackPlan
from chamber.deliveries.service import send
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.fields import Context, Linked
from chamber.i18n import N_, _
from chamber.reading import some
from chamber.records import add_in, context
from chamber.workspace import Workspace, Writer

# What an office's new row may fill in. A lead starts at its first stage; the mark and the numbers are ours.
_NOT_FILED = ("number", "mark", "changes", "code", "stage", *ONE_WAY)


@dataclass(frozen=True, slots=True)
class FeedbackDone:
    """What merging a sheet did: the action (None when nothing changed), what was refused and why, leads filed new."""

    action: int | None
    plan: FeedbackPlan
    refused: tuple[tuple[CellChange, str], ...] = ()
    not_filed: tuple[tuple[Candidate, str], ...] = ()
    filed: tuple[tuple[int, str], ...] = ()
    changed: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return self.plan.to_json(self.action) | {
            "refused": [change.to_json() | {"reason": reason} for change, reason in self.refused],
            "filed": [{"row": row, "code": code} for row, code in self.filed],
            "not_filed": [one.to_json() | {"reason": reason} for one, reason in self.not_filed],
        }


def apply_feedback(
    ws: Workspace, plan: FeedbackPlan, *, sent: bool = False, progress: Callable[[int, int], None] | None = None
) -> FeedbackDone:
    """Write the cells that are taken and file the candidates that are wanted: one action, with log entries by the
    office. A cell that changed here since the plan was made is refused, never overwritten.

    `sent`: a draft was sent all the same, and is marked so first, by an action of its own (see `send`): what was sent
    can't be taken back, what is merged can.
    """
    if sent and plan.is_draft:
        send(ws, plan.delivery.id)
    with (
        collecting_seldom(),
        ws.write(
            "feedback", N_("feedback of {office} on {number}"), office=plan.office.name, number=plan.delivery.number
        ) as writer,
    ):
        reading = _Reading(ws, writer, plan)
        answers = reading.answers()
        problems = write_answers(ws, writer, plan.office, answers, progress=progress)
        for change in plan.taken:
            if change.field in problems.get(change.lead_id, {}):
                reading.refused.append((change, problems[change.lead_id][change.field]))
        filed, not_filed = _file(ws, writer, plan, reading.where)
        marks = reading.marks()
        if marks or filed:
            _remember(ws, writer, plan, len(plan.taken) - len(reading.refused), marks)
        row = writer.row("delivery", plan.delivery.id)
        if row and row["status"] in ("已发送", "已签收") and (plan.taken or plan.unchanged):
            writer.update("delivery", [(plan.delivery.id, {"status": "已反馈", "answered_at": writer.head.at})])
        return FeedbackDone(
            action=writer.action_id if writer.journal.count else None,
            plan=plan,
            refused=tuple(reading.refused),
            not_filed=tuple(not_filed),
            filed=tuple(filed),
            changed=tuple(sorted(writer.touched.get("lead", ()))),
        )


class _Reading:
    """The taken cells as values, against the leads as they are in this very action."""

    def __init__(self, ws: Workspace, writer: Writer, plan: FeedbackPlan) -> None:
        self.plan = plan
        self.where = replace(context(ws, writer), unit="万元")
        self.refused: list[tuple[CellChange, str]] = []
        ids = list(dict.fromkeys(one.lead_id for one in plan.taken))
        permits, _withdrawn = permits_for(writer, plan.office.id)
        self.maker = CellMaker(plan.office, Layout.load(plan.delivery.layout).columns, permits)
        self.leads = {lead.id: lead for lead in some(writer, "lead", ids, self.maker.needs)}
        masked: dict[str, list[int]] = {}
        for one in plan.taken:
            if "*" in one.theirs:
                masked.setdefault(one.number, []).append(one.lead_id)
        self.then = as_sent(writer, masked)

    def answers(self) -> list[Answer]:
        by_lead: dict[int, list[CellChange]] = {}
        for change in self.plan.taken:
            by_lead.setdefault(change.lead_id, []).append(change)
        made = []
        for lead_id, changes in by_lead.items():
            lead = self.leads.get(lead_id)
            if lead is None:
                self.refused.extend((one, _("The lead was removed here since.")) for one in changes)
                continue
            values: dict[str, Any] = {}
            told: list[tuple[str, str]] = []
            for change in changes:
                reason = self._read(change, self.maker.cell(lead, change.field), values)
                if reason:
                    self.refused.append((change, reason))
                else:
                    told.append((change.title, "" if is_clear(change.theirs) else change.theirs))
            if values:
                made.append(Answer(lead_id, values, told, self.then.get((changes[0].number, lead_id), {})))
        return made

    def _read(self, change: CellChange, now: str, values: dict[str, Any]) -> str:
        """Put the value of a cell into `values`; why not, if not."""
        if not same(now, change.ours):
            return _("It was changed here since the sheet was read; read the sheet again.")
        if change.field == "stage":
            return _("A stage is changed by advancing the lead, so that its history is kept.")
        field = entity_of("lead").field(change.field)
        text = "" if is_clear(change.theirs) else change.theirs
        if change.field == "progress":
            text = _without_stage(_without_stage(text, change.ours), change.sent)
        parsed = field.kind.parse(text, self.where)
        if text and parsed.value is None:
            return parsed.problems[0].render(_) if parsed.problems else _("This can't be read.")
        values[change.field] = field.kind.empty() if parsed.value is None else parsed.value
        return ""

    def marks(self) -> list[str]:
        """The marks of what was dealt with: written, decided against, or what we had written ourselves.

        Without the last, our own later correction of such a cell would be overwritten when the sheet comes again.
        """
        refused = {(one.lead_id, one.field) for one, _reason in self.refused}
        return [
            mark
            for one in (*self.plan.updates, *self.plan.conflicts, *self.plan.others)
            for mark in one.heard
            if (one.taken or one.take or one.verdict is Verdict.SAME) and (one.lead_id, one.field) not in refused
        ]


def _remember(ws: Workspace, writer: Writer, plan: FeedbackPlan, updates: int, marks: Sequence[str]) -> None:
    counts = {
        "updates": updates,
        "open": len(plan.open_conflicts),
        "not_returned": len(plan.not_returned),
        "filed": len(plan.wanted),
    }
    writer.insert(
        "feedback_file",
        [
            {
                "delivery_id": plan.delivery.id,
                "file_name": Path(plan.path).name,
                "sha256": plan.sha256,
                "at": writer.head.at,
                "by": ws.user,
                "outcome": heard.dump(counts, marks),
            }
        ],
    )


def _file(
    ws: Workspace, writer: Writer, plan: FeedbackPlan, where: Context
) -> tuple[list[tuple[int, str]], list[tuple[Candidate, str]]]:
    """File the wanted candidates as new leads from this office: (row, code) of each, and what was refused."""
    described = entity_of("lead")
    filed, refused = [], []
    for one in plan.wanted:
        values: dict[str, Any] = {"source": "联络处", "introducer": Linked(plan.office.name)}
        problem = ""
        for key, text in one.cells.items():
            if key in _NOT_FILED or key not in described.by_name or not text.strip() or is_clear(text):
                continue
            if key in PERSONAL_KEYS and "*" in text:
                continue
            field = described.field(key)
            parsed = field.kind.parse(text, where)
            if parsed.value is None:
                said = parsed.problems[0].render(_) if parsed.problems else _("This can't be read.")
                problem = problem or f"{_(field.label)}: {said}"
            else:
                values[key] = parsed.value
        try:
            if problem:
                raise Invalid({"": problem})
            lead_id = add_in(ws, writer, "lead", [values])[0]
        except Invalid as error:
            refused.append((one, "；".join(error.fields.values())))
        else:
            filed.append((one.row, str((writer.row("lead", lead_id) or {}).get("code") or "")))
    return filed, refused


def _without_stage(text: str, ours: str) -> str:
    """The weekly form shows the stage before the progress; it is not part of what they wrote."""
    stage = ours.partition("；")[0]
    return text.removeprefix(stage).lstrip("；; ") if stage and text.startswith(stage) else text
