"""The sign-in desk: everything the door needs in one answer, and stand-ins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chamber import clock
from chamber.errors import Invalid
from chamber.events.doors import Guest, guests_of, matching
from chamber.events.record import Attendance, Event
from chamber.events.service import CheckIn, Turnout, person_of, turnout_of
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.privacy.service import Recorded, record_in
from chamber.records import edit_in, get, title_of
from chamber.workspace import Workspace


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


__all__ = ["Desk", "agree", "desk", "stand_in"]
