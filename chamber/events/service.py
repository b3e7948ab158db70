"""What is done at an event: sign guests in, add one at the door, see who came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chamber import clock
from chamber.errors import Conflict, NotFound
from chamber.events.doors import Guest, guests_of, matching, twin
from chamber.events.record import CAME, Attendance, Event
from chamber.fields import Linked
from chamber.i18n import N_, listed
from chamber.leads.first_report import notices
from chamber.leads.record import Lead
from chamber.outcome import Outcome
from chamber.policies.record import Policy
from chamber.records import add_in, edit_in, find, get, get_many
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace, Writer
from db.queries import events as store
from db.queries import lookup

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who was invited and who came. `by_role`: role ('' when not given) → (listed, came)."""

    listed: int
    invited: int
    accepted: int
    came: int
    walk_ins: int
    absent: int
    excused: int
    by_role: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event with its turnout, the policies presented and the leads it brought (the first 200, by code)."""

    event: Event
    turnout: Turnout
    policies: tuple[Policy, ...]
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Who was signed in. `again`: the guest had been signed in before and nothing changed."""

    outcome: Outcome
    guest: Guest
    again: bool = False


def detail(ws: Workspace, event_id: int) -> EventDetail:
    """Raises `NotFound`."""
    with ws.read() as reader:
        event: Event = get(reader, "event", event_id)
        return EventDetail(
            event=event,
            turnout=turnout_of(reader, event_id),
            policies=tuple(get_many(reader, "policy", store.policies_of(reader, event.code))),
            leads=tuple(get_many(reader, "lead", store.leads_of(reader, event_id, 200))),
        )


def turnout(ws: Workspace, event_id: int) -> Turnout:
    """The counts of an event's guests."""
    with ws.read() as reader:
        return turnout_of(reader, event_id)


def turnout_of(reader: Reader, event_id: int) -> Turnout:
    """The same, in a session that is open."""
    rows = store.tally(reader, event_id)
    roles: dict[str, tuple[int, int]] = {}
    for role, _invitation, presence, count in rows:
        listed, came = roles.get(role, (0, 0))
        roles[role] = (listed + count, came + (count if presence in CAME else 0))

    def people(column: int, *values: str) -> int:
        return sum(row[3] for row in rows if row[column] in values)

    return Turnout(
        listed=sum(row[3] for row in rows),
        invited=people(1, "已邀请", "接受", "婉拒", "无回复"),
        accepted=people(1, "接受"),
        came=people(2, *CAME),
        walk_ins=people(2, "现场加入"),
        absent=people(2, "未到"),
        excused=people(2, "请假"),
        by_role=roles,
    )


def find_guests(ws: Workspace, event_id: int, text: str, limit: int = 20) -> list[Guest]:
    """Guests of an event by a piece of their name or unit, initials, or phone tail; the best first."""
    with ws.read() as reader:
        return matching(guests_of(reader, event_id), text)[:limit]


def check_in(ws: Workspace, event_id: int, text: str) -> CheckIn:
    """Sign in the one guest a text means. Raises `NotFound`, `Conflict` when it fits several."""
    return check_in_guest(ws, one_guest(ws, event_id, text).id)


def one_guest(ws: Workspace, event_id: int, text: str) -> Guest:
    """The one guest a text means. Raises `NotFound`, `Conflict` when it fits several."""
    with ws.read() as reader:
        event: Event = get(reader, "event", event_id)
        hits = matching(guests_of(reader, event_id), text)
    best = [guest for guest in hits if guest.rank == hits[0].rank] if hits else []
    if not best:
        raise NotFound(
            N_("Nobody on the list of {event} fits {text}."),
            event=event.code,
            text=text.strip(),
            hint=N_(
                "A contact of yours who is not on the list: chamber event checkin {event} NAME --on-file. "
                "Somebody new: chamber event guest {event} NAME --walk-in"
            ),
        )
    return one_of(best, text)


def one_of(guests: Sequence[Guest], text: str) -> Guest:
    """The only one of those a text fits equally well. Raises `Conflict` when there are several."""
    if len(guests) > 1:
        names = listed(" ".join(filter(None, (guest.name, guest.unit, guest.tail))) for guest in guests[:8])
        raise Conflict(
            N_("{text} fits several: {names}"),
            text=text.strip(),
            names=names,
            hint=N_("Give more of the name, or the tail of the phone."),
        )
    return guests[0]


def check_in_guest(ws: Workspace, attendance_id: int) -> CheckIn:
    """Sign in a guest. Twice is no harm: the first time stays. Raises `NotFound`."""
    with ws.read() as reader:
        found: Attendance = get(reader, "attendance", attendance_id)
    guest = Guest.of(found)
    if found.came:
        said = Problem("again", N_("{name} was signed in before."), {"name": found.name})
        return CheckIn(Outcome(None, {"attendance": (attendance_id,)}, problems=(said,)), guest, again=True)
    with ws.write("check-in", N_("sign in {name}"), name=found.name) as writer:
        edit_in(ws, writer, "attendance", attendance_id, {"presence": "到场", "checked_in_at": clock.stamp()})
        return CheckIn(Outcome(writer.action_id, {"attendance": (attendance_id,)}), guest)


def add_guest(ws: Workspace, event_id: int, values: Values, *, walk_in: bool = False, twice: bool = False) -> Outcome:
    """Put a guest on the list of an event; a walk-in has come. A name is enough.

    Links the person with the same phone and name, and the enterprise with the same name. Raises `Invalid`, `NotFound`,
    and `Conflict` for somebody who is on the list already (unless `twice`).
    """
    with ws.write("add", N_("add {what} {title}"), what="attendance", title=str(values.get("name", ""))) as writer:
        event: Event = get(writer, "event", event_id)
        if not twice:
            _refuse_twin(writer, event, values)
        guest = dict(values) | {"event": Linked(event.name, event_id)}
        if walk_in:
            guest |= {"presence": "现场加入", "checked_in_at": clock.stamp()}
        given = {name: value for name, value in guest.items() if value}
        guest |= linked_to(writer, guest) | {name: given[name] for name in ("person", "enterprise") if name in given}
        ids = add_in(ws, writer, "attendance", [guest])
        return Outcome(writer.action_id, {"attendance": tuple(ids)}, event.code)


def _refuse_twin(reader: Reader, event: Event, values: Values) -> None:
    numbers = [phone.digits for phone in values.get("phone") or ()]
    known = twin(guests_of(reader, event.id), str(values.get("name", "")), str(values.get("unit") or ""), numbers)
    if known:
        raise Conflict(
            N_("{name} is on the list of {event} already."),
            name=" ".join(filter(None, (known.name, known.unit, known.tail))),
            event=event.code,
            hint=N_("Sign that guest in, or say that it is somebody else (--twice)."),
        )


def linked_to(reader: Reader, guest: Values) -> dict[str, Linked]:
    """The person and the enterprise a guest certainly is: same phone and name; the very name of the enterprise."""
    links: dict[str, Linked] = {}
    for phone in guest.get("phone") or ():
        people = [
            one
            for one in get_many(reader, "person", store.person_by_phone(reader, phone.number))
            if one.name == guest.get("name")
        ]
        if len(people) == 1:
            links["person"] = Linked(people[0].name, people[0].id)
            if people[0].enterprise:
                links["enterprise"] = people[0].enterprise
            break
    if "enterprise" not in links and guest.get("unit"):
        same = lookup.of_title(reader, "enterprise", "name", guest["unit"], 2)
        if len(same) == 1:
            links["enterprise"] = Linked(guest["unit"], same[0])
    return links


def remove_guest(ws: Workspace, attendance_id: int) -> Outcome:
    """Take a guest off the list. Raises `NotFound`."""
    from chamber.records import remove

    return remove(ws, "attendance", [attendance_id])


def lead_values(ws: Workspace, attendance_id: int) -> dict[str, Any]:
    """A new lead as far as a guest tells it: who invests, who is the contact, from which event. For a form to start with."""
    with ws.read() as reader:
        guest: Attendance = get(reader, "attendance", attendance_id)
        event: Event = get(reader, "event", guest.event.id if guest.event and guest.event.id else 0)
    return {
        "investor": _enterprise_of(guest) or Linked(guest.unit or guest.name),
        "contact": Linked(guest.name, guest.person.id if guest.person else None),
        "contact_phones": guest.phone,
        "contact_position": guest.position,
        "source": "推介会" if any(kind.endswith("推介会") for kind in event.kinds) else "其他",
        "event": Linked(event.name, event.id),
    }


def _enterprise_of(guest: Attendance) -> Linked | None:
    """The enterprise a guest is of, when it is one of ours."""
    return guest.enterprise if guest.enterprise and guest.enterprise.id else None


def capture_lead(ws: Workspace, attendance_id: int, values: Values) -> Outcome:
    """Make a lead from a guest; `values` win over what the guest tells.

    The guest becomes a contact of ours, so that a consent can be given. Raises `Invalid`.
    """
    start = lead_values(ws, attendance_id)
    given = start | {name: value for name, value in values.items() if value or name not in start}
    with ws.write("capture", N_("lead {title} from a guest"), title=str(given.get("project", ""))) as writer:
        guest: Attendance = get(writer, "attendance", attendance_id)
        made: tuple[int, ...] = ()
        if given["contact"].text == guest.name:
            person_id = person_of(ws, writer, attendance_id)
            made = () if guest.person else (person_id,)
            given["contact"] = Linked(guest.name, person_id)
        noticed = notices(ws, writer, given)
        ids = add_in(ws, writer, "lead", [given])
        changed = {"lead": tuple(ids), "person": made, "attendance": (attendance_id,)}
        return Outcome(writer.action_id, changed, get(writer, "lead", ids[0]).code, noticed)


def person_of(ws: Workspace, writer: Writer, attendance_id: int) -> int:
    """The contact of ours a guest is; who was none is filed as one inside the open action. Raises `NotFound`."""
    guest: Attendance = get(writer, "attendance", attendance_id)
    if guest.person and guest.person.id:
        return guest.person.id
    person_id = _file_person(ws, writer, guest)
    writer.update("attendance", [(attendance_id, {"person_id": person_id})])
    return person_id


def _file_person(ws: Workspace, writer: Writer, guest: Attendance) -> int:
    """The guest as a contact: one of ours with the same phone and name, else a new one."""
    known = linked_to(writer, {"name": guest.name, "phone": guest.phone}).get("person")
    if known and known.id:
        return known.id
    mobiles = tuple(phone for phone in guest.phone if phone.kind == "mobile")
    landlines = tuple(phone for phone in guest.phone if phone.kind != "mobile")
    person = {
        "name": guest.name,
        "unit": guest.unit,
        "position": guest.position,
        "mobiles": mobiles,
        "landlines": landlines,
        "enterprise": _enterprise_of(guest),
    }
    return add_in(ws, writer, "person", [person])[0]


def event_id_of(ws: Workspace, text: str) -> int:
    """The event a code or a part of its name means. Raises `NotFound`, `Conflict`."""
    with ws.read() as reader:
        return find(reader, "event", text)


__all__ = [
    "CheckIn",
    "EventDetail",
    "Guest",
    "Turnout",
    "add_guest",
    "capture_lead",
    "check_in",
    "check_in_guest",
    "detail",
    "event_id_of",
    "find_guests",
    "lead_values",
    "linked_to",
    "one_guest",
    "one_of",
    "person_of",
    "remove_guest",
    "turnout",
]
