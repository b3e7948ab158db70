"""What the front ends ask about an office: what it looks after, what it was sent, whom it may have."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.deliveries.record import Delivery
from chamber.offices.record import Office
from chamber.privacy.record import Consent
from chamber.records import get, get_many
from chamber.workspace import Workspace
from db.queries import lists
from db.queries.lists import Condition, Order


@dataclass(frozen=True, slots=True)
class OfficeDetail:
    """An office, its deliveries (newest first), the consents towards it, and how many leads it may have now."""

    office: Office
    deliveries: tuple[Delivery, ...]
    consents: tuple[Consent, ...]
    leads: int


def detail(ws: Workspace, office_id: int) -> OfficeDetail:
    """Raises `NotFound`."""
    from chamber.deliveries.drafting import scoped_leads

    with ws.read() as reader:
        office: Office = get(reader, "office", office_id)
        own = [Condition("office_id", "=", office_id)]
        sent = lists.ids(reader, "delivery", own, [Order("made_at", True)], 200)
        consents = lists.ids(reader, "consent", own, [Order("obtained_on", True)], 500)
        return OfficeDetail(
            office=office,
            deliveries=tuple(get_many(reader, "delivery", sent)),
            consents=tuple(get_many(reader, "consent", consents)),
            leads=sum(1 for _lead in scoped_leads(ws, reader, office)),
        )


def covering(ws: Workspace, division: str) -> tuple[Office, ...]:
    """The offices that look after a division (a code), the narrowest first."""
    from chamber.divisions import divisions

    gazetteer = divisions()
    with ws.read() as reader:
        offices = get_many(reader, "office", lists.ids(reader, "office", (), [Order("code")]))
    hits = [
        (min(len(gazetteer.children(code)) for code in office.divisions if gazetteer.covers(code, division)), office)
        for office in offices
        if any(gazetteer.covers(code, division) for code in office.divisions)
    ]
    return tuple(office for _breadth, office in sorted(hits, key=lambda hit: (hit[0], hit[1].code)))
