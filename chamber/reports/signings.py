"""Which event a signing counts for: the first that brought it; added capital counts only as the addition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from chamber.reports.past import PastLead
from chamber.text.values import Money


@dataclass(frozen=True, slots=True)
class Signing:
    """A signed lead as it counts. `added`: the undertaking was signed before; only what came on top counts."""

    lead: PastLead
    event_id: int | None
    amount: Money | None
    added: bool


def signings(leads: Iterable[PastLead]) -> list[Signing]:
    """Every signing once. Leads merged into one, and leads of the same investor and project, are one undertaking."""
    everything = list(leads)
    known = {lead.id: lead for lead in everything}
    families: defaultdict[tuple[str, str], list[PastLead]] = defaultdict(list)
    for lead in everything:
        families[_root(lead, known).key].append(lead)
    found = []
    for family in families.values():
        first_event = next((lead.event_id for lead in sorted(family, key=_by_filing) if lead.event_id), None)
        before: Money | None = None
        signed = [lead for lead in family if lead.signed_on and lead.merged_into is None]
        for number, lead in enumerate(sorted(signed, key=lambda one: (one.signed_on or one.filed, one.id))):
            amount = lead.contract if number == 0 else _addition(before, lead.contract)
            event = first_event if number == 0 else lead.event_id
            found.append(Signing(lead, event, amount, added=number > 0))
            before = _larger(before, lead.contract)
    return sorted(found, key=lambda one: one.lead.id)


def _by_filing(lead: PastLead) -> tuple[object, int]:
    return lead.filed, lead.id


def _root(lead: PastLead, known: dict[int, PastLead]) -> PastLead:
    """The lead it was merged into at last."""
    seen = {lead.id}
    while lead.merged_into in known and lead.merged_into not in seen:
        lead = known[lead.merged_into]
        seen.add(lead.id)
    return lead


def _addition(before: Money | None, now: Money | None) -> Money | None:
    if now is None or before is None or now.currency != before.currency:
        return now
    more = max(now.sort_key - before.sort_key, 0)
    return replace(now, low=more, high=more, text="") if more else None


def _larger(left: Money | None, right: Money | None) -> Money | None:
    if left is None or right is None:
        return left or right
    return right if right.sort_key > left.sort_key else left
