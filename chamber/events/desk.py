"""The sign-in desk: everything the door needs in one answer, and stand-ins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chamber import clock
from chamber.contacts.record import Person
from chamber.errors import Invalid
from chamber.events.doors import UNLISTED, Guest, guests_of, matching, twin
from chamber.events.record import Attendance, Event
from chamber.events.service import CheckIn, Turnout, add_guest, check_in, one_of, person_of, turnout_of
from chamber.fields import Linked
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.privacy.service import Recorded, record_in
from chamber.records import edit_in, get, get_many, title_of
from chamber.search.index import find
from chamber.workspace import Reader, Workspace

_LOOKED_AT = 12
"""Contacts looked at for one text; those who are on the list are left out of them."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An event at its door: who is on the list (all of them, to find them without asking again), the counts."""

    event: Event
    guests: tuple[Guest, ...]
    turnout: Turnout

    def fitting(self, text: str, limit: int = 12) -> list[Guest]:
        """The guests a text fits, the best first."""
        return matching(self.guests, text)[:limit]


def desk(ws: Workspace, event_id: int) -> Desk:
    """The door as it is now, also by what another machine did. Raises `NotFound`."""
    with ws.read() as reader:
        return Desk(get(reader, "event", event_id), tuple(guests_of(reader, event_id)), turnout_of(reader, event_id))


def on_file(ws: Workspace, listed: Sequence[Guest], text: str, limit: int = 6) -> list[Guest]:
    """Contacts of ours a text fits who are not among the guests: they came without being on the list."""
    with ws.read() as reader:
        return _on_file(reader, listed, text, limit)


def _on_file(reader: Reader, listed: Sequence[Guest], text: str, limit: int) -> list[Guest]:
    if len(text.strip()) < 2:
        return []
    hits = find(reader.db, text, ("person",), _LOOKED_AT)
    known = {guest.person for guest in listed}
    people = get_many(reader, "person", [hit.record_id for hit in hits if hit.record_id not in known])
    found = [_unlisted(person) for person in people]
    return [guest for guest in found if not twin(listed, guest.name, guest.unit, guest.digits)][:limit]


def _unlisted(person: Person) -> Guest:
    unit = person.enterprise.text if person.enterprise else person.unit
    digits = tuple(phone.digits for phone in (*person.mobiles, *person.landlines))
    return Guest(0, person.name, unit, person.position, "", "", digits, rank=UNLISTED, person=person.id)


def come_from_file(ws: Workspace, event_id: int, person_id: int) -> CheckIn:
    """Sign in a contact of ours who is not on the list, as a walk-in. Raises `NotFound`, `Conflict` (is on the list)."""
    with ws.read() as reader:
        person: Person = get(reader, "person", person_id)
    guest = {
        "name": person.name,
        "unit": person.enterprise.text if person.enterprise else person.unit,
        "position": person.position,
        "phone": person.mobiles or person.landlines,
        "person": Linked(person.name, person.id),
        "enterprise": person.enterprise,
    }
    outcome = add_guest(ws, event_id, guest, walk_in=True)
    return CheckIn(outcome, replace(_unlisted(person), id=outcome.changed["attendance"][0], presence="现场加入"))


def check_in_any(ws: Workspace, event_id: int, text: str) -> CheckIn:
    """Sign in the one guest a text means; when nobody on the list fits, the one contact of ours it means, as a walk-in.

    Raises `NotFound`, `Conflict` when it fits several.
    """
    with ws.read() as reader:
        listed = guests_of(reader, event_id)
        people = [] if matching(listed, text) else _on_file(reader, listed, text, _LOOKED_AT)
    if not people:
        return check_in(ws, event_id, text)
    return come_from_file(ws, event_id, one_of(people, text).person)


def stand_in(ws: Workspace, attendance_id: int, name: str) -> CheckIn:
    """Sign in somebody who came in place of a guest (代): the place and seat stay, the name is theirs. Raises `Invalid`."""
    if not name.strip():
        raise Invalid({"name": _("Say who came instead.")})
    with ws.read() as reader:
        absent: Attendance = get(reader, "attendance", attendance_id)
    changes = {
        "name": name.strip(),
        "stands_in_for": absent.stands_in_for or absent.name,
        "person": None,
        "phone": (),
        "presence": "到场",
        "checked_in_at": clock.stamp(),
    }
    label = N_("sign in {name} in place of {absent}")
    with ws.write("check-in", label, name=name.strip(), absent=changes["stands_in_for"]) as writer:
        edit_in(ws, writer, "attendance", attendance_id, changes)
        guest = Guest.of(get(writer, "attendance", attendance_id))
        return CheckIn(Outcome(writer.action_id, {"attendance": (attendance_id,)}), guest)


def agree(
    ws: Workspace, attendance_ids: Sequence[int], office_id: int, values: Mapping[str, Any] | None = None
) -> Recorded:
    """Guests agreed at the desk that an office may have their name and phone; one action for all of them.

    A guest who is no contact of ours yet becomes one, since a consent is a person's. Raises `NotFound`, `Invalid`.
    """
    with ws.read() as reader:
        office = title_of(reader, "office", office_id)
    with ws.write("consent", N_("consents at the desk for {office}"), office=office) as writer:
        people = [person_of(ws, writer, attendance_id) for attendance_id in dict.fromkeys(attendance_ids)]
        found = record_in(ws, writer, people, office_id, {"how": "签到处", **dict(values or {})})
        changed = {"attendance": tuple(attendance_ids), **found.outcome.changed}
        return replace(found, outcome=replace(found.outcome, changed=changed))


__all__ = ["Desk", "agree", "check_in_any", "come_from_file", "desk", "on_file", "stand_in"]
