"""What is done with a lead: advance it, leave and reopen it, log, say what comes next, see what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from chamber import clock
from chamber.entity import entity_of
from chamber.errors import Invalid, NotAllowed
from chamber.fields import Linked
from chamber.i18n import N_, _, language, listed
from chamber.leads.record import Activity, Fund, Lead
from chamber.leads.stages import Stage, all_stages, moves_from, stage_named
from chamber.outcome import Outcome
from chamber.records import add_in, edit_in, get, get_many
from chamber.text.values import PartialDate
from chamber.workspace import Reader, Workspace, Writer
from db.queries import leads as store
from db.queries import lists
from db.queries.lists import Condition, Order

# Stage reached → the date field that says when.
_DATED = {"签约": "signed_on", "注册落地": "registered_on", "开工": "started_on", "投产": "commissioned_on"}


@dataclass(frozen=True, slots=True)
class StageStep:
    """One line of a lead's stage history; `on` is an ISO date, `from_stage` '' for the first."""

    from_stage: str
    to_stage: str
    on: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class LeadDetail:
    """A lead with all that belongs to it. `moves` are the stages it may go to now."""

    lead: Lead
    history: tuple[StageStep, ...]
    log: tuple[Activity, ...]
    funds: tuple[Fund, ...]
    moves: tuple[Stage, ...]


def stages(ws: Workspace) -> tuple[Stage, ...]:
    """Every stage: the path in order, then the exits."""
    with ws.read() as reader:
        return all_stages(reader)


def next_stages(ws: Workspace, lead_id: int) -> tuple[Stage, ...]:
    """The stages this lead may go to now. Raises `NotFound`."""
    with ws.read() as reader:
        return moves_from(reader, get(reader, "lead", lead_id).stage)


def detail(ws: Workspace, lead_id: int) -> LeadDetail:
    """The lead with its stage history (oldest first), log (newest first) and funds. Raises `NotFound`."""
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
        own = [Condition("lead_id", "=", lead_id)]
        log = lists.ids(reader, "activity", own, [Order("at", True)], 500)
        funds = lists.ids(reader, "fund", own, [Order("month")])
        return LeadDetail(
            lead=lead,
            history=history(reader, lead_id),
            log=tuple(get_many(reader, "activity", log)),
            funds=tuple(get_many(reader, "fund", funds)),
            moves=moves_from(reader, lead.stage),
        )


def history(reader: Reader, lead_id: int) -> tuple[StageStep, ...]:
    """The stage history, oldest first."""
    return tuple(
        StageStep(row["from_stage"] or "", row["to_stage"], row["on_date"], row["by"] or "", row["note"] or "")
        for row in store.changes_of(reader, lead_id)
    )


def advance(ws: Workspace, lead_id: int, stage: str, *, on: date | None = None, note: str = "") -> Outcome:
    """Move a lead to another stage, on a day (today). The move is kept in its history.

    Raises `NotAllowed` for a move the stages do not have, `Invalid` for an exit without a reason or a day that can't be.
    """
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
        wanted = stage_named(reader, stage)
    with ws.write("advance", N_("advance {code} to {stage}"), code=lead.code, stage=wanted.name) as writer:
        advance_in(ws, writer, lead_id, wanted, on or ws.today, note)
        return Outcome(writer.action_id, {"lead": (lead_id,)}, lead.code)


def advance_in(ws: Workspace, writer: Writer, lead_id: int, wanted: Stage, on: date, note: str) -> None:
    """The same inside an open action."""
    lead: Lead = get(writer, "lead", lead_id)
    _check_move(ws, writer, lead, wanted, on, note)
    reason = note.strip()
    changes: dict[str, Any] = {"stage": wanted.name, "stall_reason": reason if wanted.is_exit else ""}
    if wanted.is_exit:
        changes |= {"next_action": "", "next_due": None}
    dated = _DATED.get(wanted.name)
    if dated and getattr(lead, dated) is None:
        changes[dated] = PartialDate.of(on)
    writer.update("lead", [(lead_id, entity_of("lead").dump(changes))])
    writer.insert(
        "stage_change",
        [
            {
                "lead_id": lead_id,
                "from_stage": lead.stage,
                "to_stage": wanted.name,
                "on_date": on.isoformat(),
                "at": writer.head.at,
                "by": writer.head.user,
                "note": reason or None,
            }
        ],
    )


def _check_move(ws: Workspace, reader: Reader, lead: Lead, wanted: Stage, on: date, note: str) -> None:
    allowed = moves_from(reader, lead.stage)
    if wanted.name not in {stage.name for stage in allowed}:
        lang = language()
        here = Stage(lead.stage, 0, False, False).shown(lang)
        if not allowed:
            raise NotAllowed(N_("{code} is at {here} and goes nowhere from there."), code=lead.code, here=here)
        raise NotAllowed(
            N_("{code} can't go from {here} to {there}."),
            code=lead.code,
            here=here,
            there=wanted.shown(lang),
            names=listed(stage.shown(lang) for stage in allowed),
            hint=N_("Possible now: {names}"),
        )
    if wanted.needs_reason and not note.strip():
        raise Invalid({"note": _("Leaving the path needs a reason.")})
    if on > ws.today:
        raise Invalid({"on": _("This day is still to come.")})
    steps = store.changes_of(reader, lead.id)
    if steps and on.isoformat() < steps[-1]["on_date"]:
        raise Invalid(
            {"on": _("The lead came to its present stage on {day}, after this.").format(day=steps[-1]["on_date"])}
        )


def reopen(ws: Workspace, lead_id: int, *, on: date | None = None, note: str = "") -> Outcome:
    """Bring a lead that had left back to the stage it left from. Raises `NotAllowed` when it has not left."""
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
        exits = {stage.name for stage in all_stages(reader) if stage.is_exit}
        steps = history(reader, lead_id)
    if lead.stage not in exits:
        raise NotAllowed(N_("{code} has not left the path."), code=lead.code)
    before = [step.to_stage for step in steps if step.to_stage not in exits]
    with ws.write("reopen", N_("reopen {code}"), code=lead.code) as writer:
        target = stage_named(writer, before[-1]) if before else all_stages(writer)[0]
        advance_in(ws, writer, lead_id, target, on or ws.today, note)
        return Outcome(writer.action_id, {"lead": (lead_id,)}, lead.code)


def log(
    ws: Workspace,
    lead_id: int,
    text: str,
    *,
    how: str = "电话",
    at: str = "",
    batches: int | None = None,
    people: int | None = None,
    difficulties: str = "",
    purpose: str = "",
    next_action: str | None = None,
    next_due: PartialDate | None = None,
) -> Outcome:
    """Write down what was done about a lead (`at` a UTC stamp, now) and, if given, what comes next.

    `purpose` says which duty it settles (`record.PURPOSES`); any entry is a response and progress. Raises `Invalid`.
    """
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
    entry = {
        "lead": Linked(lead.project, lead_id),
        "text": text.strip(),
        "how": how,
        "at": at or clock.stamp(),
        "batches": batches,
        "people": people,
        "difficulties": difficulties,
        "purpose": purpose,
    }
    with ws.write("log", N_("log on {code}"), code=lead.code) as writer:
        ids = add_in(ws, writer, "activity", [entry])
        changes: dict[str, Any] = {"stall_reason": text.strip()} if purpose == "无进展说明" else {}
        if next_action is not None:
            changes |= {"next_action": next_action, "next_due": next_due}
        if changes:
            edit_in(ws, writer, "lead", lead_id, changes)
        return Outcome(writer.action_id, {"lead": (lead_id,), "activity": tuple(ids)}, lead.code)


def plan_next(ws: Workspace, lead_id: int, action: str, due_on: PartialDate | None) -> Outcome:
    """Say what comes next and by when; empty texts clear it."""
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
    with ws.write("plan", N_("next step of {code}"), code=lead.code) as writer:
        changed = edit_in(ws, writer, "lead", lead_id, {"next_action": action.strip(), "next_due": due_on})
        return Outcome(writer.action_id if changed else None, {"lead": (lead_id,)}, lead.code)


def funnel(ws: Workspace) -> tuple[tuple[Stage, int], ...]:
    """Every stage with how many leads are in it now."""
    with ws.read() as reader:
        counts = store.counts_by_stage(reader)
        return tuple((stage, counts.get(stage.name, 0)) for stage in all_stages(reader))
