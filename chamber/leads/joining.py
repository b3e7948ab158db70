"""Two leads that are one (并入他项), and a lead that goes to other hands (流转)."""

from __future__ import annotations

from typing import Any

from chamber import clock
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.fields import Linked
from chamber.i18n import N_, _
from chamber.leads.record import Lead
from chamber.leads.service import advance_in
from chamber.leads.stages import stage_named
from chamber.outcome import Outcome
from chamber.records import add_in, edit_in, get
from chamber.workspace import Workspace, Writer

MERGED, PASSED_ON = "并入他项", "流转外地"
_CHILDREN = ("activity", "fund", "document")
"""What moves along; the stage history stays with the lead it is of."""
_OWN = frozenset({"code", "stage", "sort_key", "created_at", "merged_into", "stall_reason", "next_action", "next_due"})


def merge(ws: Workspace, keep_id: int, drop_id: int, *, note: str = "") -> Outcome:
    """Make one lead of two: `drop` goes to 并入他项 and points at `keep`, which takes over its log, funds, documents
    and what it lacks itself. One action. Raises `Invalid`, `NotAllowed`."""
    if keep_id == drop_id:
        raise Invalid({"": _("A lead can't be merged into itself.")})
    with ws.read() as reader:
        keep: Lead = get(reader, "lead", keep_id)
        drop: Lead = get(reader, "lead", drop_id)
    if keep.merged_into:
        raise Invalid({"": _("{code} was merged itself.").format(code=keep.code)})
    with ws.write("merge", N_("merge {drop} into {keep}"), drop=drop.code, keep=keep.code) as writer:
        reason = note.strip() or _("merged into {code}").format(code=keep.code)
        advance_in(ws, writer, drop_id, stage_named(writer, MERGED), ws.today, reason)
        writer.update("lead", [(drop_id, {"merged_into_id": keep_id})])
        for table in _CHILDREN:
            children = writer.referring(table, "lead_id", [drop_id])
            writer.update(table, [(child, {"lead_id": keep_id}) for child in children])
        gaps = _gaps(keep, drop)
        if gaps:
            edit_in(ws, writer, "lead", keep_id, gaps)
        _keep_first_report(writer, keep, drop)
        return Outcome(writer.action_id, {"lead": (keep_id, drop_id)}, keep.code)


def _gaps(keep: Lead, drop: Lead) -> dict[str, Any]:
    """What `keep` lacks and `drop` has."""
    return {
        field.name: getattr(drop, field.name)
        for field in entity_of("lead").fields
        if field.name not in _OWN
        and field.kind.is_empty(getattr(keep, field.name))
        and not field.kind.is_empty(getattr(drop, field.name))
    }


def _keep_first_report(writer: Writer, keep: Lead, drop: Lead) -> None:
    """The undertaking was reported when the earlier of the two was."""
    if drop.first_reported_at and drop.first_reported_at < (keep.first_reported_at or "9"):
        writer.update("lead", [(keep.id, {"first_reported_at": drop.first_reported_at})])


def hand_over(ws: Workspace, lead_id: int, owner: str, *, reason: str = "", unit: str = "") -> Outcome:
    """Give a lead to another owner (and unit), with a line in its log. Raises `Invalid`."""
    if not owner.strip():
        raise Invalid({"owner": _("Say who takes it over.")})
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
    with ws.write("hand over", N_("hand {code} over to {owner}"), code=lead.code, owner=owner.strip()) as writer:
        changes: dict[str, Any] = {"owner": owner.strip()} | ({"lead_unit": unit.strip()} if unit.strip() else {})
        changed = edit_in(ws, writer, "lead", lead_id, changes)
        if changed:
            told = _("Handed over from {before} to {after}.").format(before=lead.owner or "-", after=owner.strip())
            _log(ws, writer, lead, " ".join(filter(None, (told, reason.strip()))))
        return Outcome(writer.action_id if changed else None, {"lead": (lead_id,)}, lead.code)


def pass_on(ws: Workspace, lead_id: int, place: str, *, reason: str) -> Outcome:
    """Let another place have a lead: it leaves the path for 流转外地. Raises `Invalid` without a reason, `NotAllowed`."""
    if not reason.strip():
        raise Invalid({"note": _("Leaving the path needs a reason.")})
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
    with ws.write("pass on", N_("pass {code} on to {place}"), code=lead.code, place=place) as writer:
        note = " ".join(filter(None, (place.strip(), reason.strip())))
        advance_in(ws, writer, lead_id, stage_named(writer, PASSED_ON), ws.today, note)
        return Outcome(writer.action_id, {"lead": (lead_id,)}, lead.code)


def _log(ws: Workspace, writer: Writer, lead: Lead, text: str) -> None:
    entry = {"lead": Linked(lead.project, lead.id), "text": text, "how": "会议", "at": clock.stamp()}
    add_in(ws, writer, "activity", [entry])
