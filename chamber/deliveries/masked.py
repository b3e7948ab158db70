"""What a list hides and why, person by person, so that a consent can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chamber import clock
from chamber.deliveries.delta import SheetRow
from chamber.deliveries.drafting import Draft, permits_for
from chamber.deliveries.keeping import stored_rows
from chamber.deliveries.layout import PERSONAL_KEYS
from chamber.deliveries.record import Delivery
from chamber.entity import entity_of
from chamber.i18n import N_, _, listed
from chamber.leads.record import Lead
from chamber.offices.record import Office
from chamber.privacy.masking import Permit, Reason, names_of, treatment
from chamber.records import get, get_many
from chamber.text.hidden_names import NOBODY, Names
from chamber.workspace import Reader, Workspace

REASONS = {
    Reason.NO_CONSENT: N_("no separate consent for this office"),
    Reason.WITHDRAWN: N_("consent withdrawn"),
    Reason.NO_PERSON: N_("the contact is no contact of ours, so there can be no consent"),
    Reason.OFFICE: N_("this office gets it masked"),
    Reason.TEXT: N_("a number inside a text"),
    Reason.NAME: N_("the contact's name inside a text"),
}


@dataclass(frozen=True, slots=True)
class Masked:
    """The hidden cells of one row: `fields` are names of a lead's fields. `person_id` is None for a contact written as
    text only."""

    lead_id: int
    code: str
    project: str
    contact: str
    person_id: int | None
    fields: tuple[str, ...]
    reason: Reason

    @property
    def why(self) -> str:
        """The reason in the active language."""
        return _(REASONS[self.reason])

    @property
    def what(self) -> str:
        """The hidden fields in the active language."""
        labels = [_(entity_of("lead").field(name).label) for name in self.fields]
        return listed(labels)

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "project": self.project,
            "contact": self.contact,
            "fields": list(self.fields),
            "reason": self.reason.value,
        }


def masked_in_draft(reader: Reader, planned: Draft) -> tuple[Masked, ...]:
    """What a list that is still to be made would hide."""
    permits, _withdrawn = permits_for(reader, planned.office.id)
    return _masked(reader, planned.office, planned.rows, permits)


def masked_in(ws: Workspace, delivery_id: int) -> tuple[Masked, ...]:
    """What a list that was made hides, with the reason as it was that day. Raises `NotFound`."""
    with ws.read() as reader:
        found: Delivery = get(reader, "delivery", delivery_id)
        office: Office = get(reader, "office", (found.office.id if found.office else None) or 0)
        made: date | None = clock.local(found.made_at, ws.zone).date() if found.made_at else None
        permits, _withdrawn = permits_for(reader, office.id, made)
        return _masked(reader, office, stored_rows(reader, delivery_id), permits)


def no_longer_allowed(reader: Reader, delivery_id: int) -> tuple[str, ...]:
    """Whose contact data a list holds though the office may not have it (any more): a consent was withdrawn since."""
    found: Delivery = get(reader, "delivery", delivery_id)
    office: Office = get(reader, "office", (found.office.id if found.office else None) or 0)
    permits, _withdrawn = permits_for(reader, office.id)
    open_cells = {
        row.lead_id: [key for key in PERSONAL_KEYS if (text := row.cells.get(key, "")) and "*" not in text]
        for row in stored_rows(reader, delivery_id)
    }
    leads: list[Lead] = get_many(reader, "lead", [lead_id for lead_id, keys in open_cells.items() if keys])
    return tuple(dict.fromkeys(lead.contact.text for lead in leads if _hides_now(lead, office, permits, open_cells)))


def _hides_now(
    lead: Lead, office: Office, permits: Mapping[int, Permit], open_cells: Mapping[int, Iterable[str]]
) -> bool:
    permit = permits.get(lead.contact.id) if lead.contact.id else None
    linked = lead.contact.id is not None
    return any(
        treatment(entity_of("lead").field(key), office, permit, linked)[0] != "原文" for key in open_cells[lead.id]
    )


def _masked(
    reader: Reader, office: Office, rows: Iterable[SheetRow], permits: Mapping[int, Permit]
) -> tuple[Masked, ...]:
    hidden = {row.lead_id: {key: text for key, text in row.cells.items() if "**" in text} for row in rows}
    leads: list[Lead] = get_many(reader, "lead", [lead_id for lead_id, cells in hidden.items() if cells])
    return tuple(one for lead in leads for one in _of_lead(lead, office, permits, hidden[lead.id]))


def _reason(key: str, text: str, treated: Reason | None, names: Names) -> Reason | None:
    """Why a cell with stars in it is not as it is in the books; None when it is. `treated` is why the whole cell is
    masked, if it is."""
    is_whole = key in PERSONAL_KEYS or text == "***"
    if treated is not None:
        return treated if is_whole or "****" in text else None
    if "****" not in text and names.is_masked_in(text):
        return Reason.NAME
    return Reason.TEXT if is_whole or "****" in text else None


def _of_lead(lead: Lead, office: Office, permits: Mapping[int, Permit], cells: Mapping[str, str]) -> Iterable[Masked]:
    permit = permits.get(lead.contact.id) if lead.contact.id else None
    linked = lead.contact.id is not None
    how, _why = treatment(entity_of("lead").field("contact"), office, permit, linked)
    names = NOBODY if how == "原文" else names_of(lead.contact, lead.investor)
    by_reason: dict[Reason, list[str]] = {}
    for key, text in cells.items():
        _how, treated = treatment(entity_of("lead").field(key), office, permit, linked)
        reason = _reason(key, text, treated, names)
        if reason is not None:
            by_reason.setdefault(reason, []).append(key)
    for reason, keys in by_reason.items():
        yield Masked(lead.id, lead.code, lead.project, lead.contact.text, lead.contact.id, tuple(keys), reason)
