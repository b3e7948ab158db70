"""Funds in place, month by month: claimed when told, verified when a voucher was seen."""

from __future__ import annotations

from chamber.errors import NotFound
from chamber.fields import Linked
from chamber.i18n import N_
from chamber.leads.record import Lead
from chamber.outcome import Outcome
from chamber.records import add_in, edit_in, get
from chamber.text.values import Money, PartialDate
from chamber.workspace import Workspace
from db.queries import lists
from db.queries.lists import Condition


def add_funds(
    ws: Workspace, lead_id: int, month: PartialDate, amount: Money, *, evidence: str = "", verified: bool = False
) -> Outcome:
    """Note funds of a month. Raises `Invalid` for a month to come, a negative amount, more than the contract."""
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
    row = {
        "lead": Linked(lead.project, lead_id),
        "month": PartialDate(month.text[:7]),
        "amount": amount,
        "evidence": evidence,
        "verified": verified,
    }
    with ws.write("funds", N_("funds in place of {code}"), code=lead.code) as writer:
        ids = add_in(ws, writer, "fund", [row])
        return Outcome(writer.action_id, {"fund": tuple(ids), "lead": (lead_id,)}, lead.code)


def verify_funds(ws: Workspace, lead_id: int, month: PartialDate, evidence: str = "") -> Outcome:
    """Mark the claimed funds of a month as verified. Raises `NotFound` when there are none."""
    with ws.read() as reader:
        lead: Lead = get(reader, "lead", lead_id)
        own = [Condition("lead_id", "=", lead_id), Condition("month", "=", month.text[:7])]
        ids = list(lists.ids(reader, "fund", own))
    if not ids:
        raise NotFound(N_("{code} has no funds noted in {month}."), code=lead.code, month=month.text[:7])
    changes = {"verified": True} | ({"evidence": evidence} if evidence else {})
    with ws.write("funds", N_("verify funds of {code}"), code=lead.code) as writer:
        changed = [edit_in(ws, writer, "fund", fund_id, changes) for fund_id in ids]
        return Outcome(writer.action_id if any(changed) else None, {"fund": tuple(ids), "lead": (lead_id,)}, lead.code)
