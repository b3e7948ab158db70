"""What is done with a member: admit, renew, leave; and everything known of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chamber.contacts.record import Person
from chamber.errors import Conflict, NotAllowed
from chamber.events.record import Attendance
from chamber.fields import Linked
from chamber.i18n import N_
from chamber.leads.record import Activity, Lead
from chamber.members.record import LEFT, Enterprise, Membership, Post
from chamber.members.rules import notice
from chamber.outcome import Outcome
from chamber.records import add_in, edit_in, get, get_many
from chamber.text.values import PartialDate
from chamber.workspace import Reader, Workspace
from db.queries import events as event_store
from db.queries import leads as lead_store
from db.queries import lists
from db.queries.lists import Condition, Order

Values = Mapping[str, Any]
"""The statuses of those who are members no more."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class MemberDetail:
    """An enterprise and what hangs on it; lists are the newest 200 of each."""

    enterprise: Enterprise
    membership: Membership | None
    posts: tuple[Post, ...]
    contacts: tuple[Person, ...]
    guests: tuple[Attendance, ...]
    leads: tuple[Lead, ...]
    log: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class PersonDetail:
    """A contact, the posts held, the events attended and the leads they have a part in."""

    person: Person
    posts: tuple[Post, ...]
    guests: tuple[Attendance, ...]
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A home city or banner with how many enterprises come from it, those of its `children` included. Code '' is unknown."""

    code: str
    name: str
    count: int
    children: tuple[Place, ...] = ()


def admit(ws: Workspace, enterprise: Values, membership: Values | None = None) -> Outcome:
    """File an enterprise and its membership in one action. Raises `Invalid`."""
    with ws.write("admit", N_("admit {name}"), name=str(enterprise.get("name", ""))) as writer:
        noticed = notice(ws, writer, dict(enterprise))
        ids = add_in(ws, writer, "enterprise", [enterprise])
        values = dict(membership or {}) | {"enterprise": Linked(str(enterprise.get("name", "")), ids[0])}
        values.setdefault("joined_on", PartialDate.of(ws.today))
        memberships = add_in(ws, writer, "membership", [values])
        number = get(writer, "membership", memberships[0]).number
        return Outcome(writer.action_id, {"enterprise": tuple(ids), "membership": tuple(memberships)}, number, noticed)


def enrol(ws: Workspace, enterprise_id: int, membership: Values | None = None) -> Outcome:
    """Make an enterprise that is on file a member. Raises `Conflict` when it is one."""
    with ws.write("admit", N_("admit {name}"), name=_name(ws, enterprise_id)) as writer:
        known = _membership(writer, enterprise_id)
        if known and known.status not in LEFT:
            raise Conflict(
                N_("{name} is a member already: {number}."), name=_name(ws, enterprise_id), number=known.number
            )
        if known:
            edit_in(ws, writer, "membership", known.id, {"status": "正常", "left_on": None} | dict(membership or {}))
            return Outcome(writer.action_id, {"enterprise": (enterprise_id,), "membership": (known.id,)}, known.number)
        values = {"joined_on": PartialDate.of(ws.today)} | dict(membership or {})
        made = add_in(ws, writer, "membership", [values | {"enterprise": Linked("", enterprise_id)}])
        number = get(writer, "membership", made[0]).number
        return Outcome(writer.action_id, {"enterprise": (enterprise_id,), "membership": tuple(made)}, number)


def renew(ws: Workspace, enterprise_id: int) -> Outcome:
    """A member in arrears, on hold or applying is in good standing again; who left comes back under the old number."""
    return _change(ws, enterprise_id, "renew", N_("renew {name}"), {"status": "正常", "left_on": None})


def leave(ws: Workspace, enterprise_id: int, *, on: PartialDate | None = None, expelled: bool = False) -> Outcome:
    """A member leaves (or is expelled). The number stays theirs. Raises `NotAllowed` when it is no member."""
    with ws.read() as reader:
        known = _membership(reader, enterprise_id)
    if known and known.status in LEFT:
        raise NotAllowed(N_("{name} has left already."), name=_name(ws, enterprise_id))
    changes = {"status": "除名" if expelled else "退会", "left_on": on or PartialDate.of(ws.today)}
    return _change(ws, enterprise_id, "leave", N_("{name} leaves"), changes)


def _change(ws: Workspace, enterprise_id: int, kind: str, label: str, changes: Values) -> Outcome:
    name = _name(ws, enterprise_id)
    with ws.write(kind, label, name=name) as writer:
        known = _membership(writer, enterprise_id)
        if known is None:
            raise NotAllowed(N_("{name} is not a member."), name=name)
        changed = edit_in(ws, writer, "membership", known.id, changes)
        changed_ids: dict[str, tuple[int, ...]] = {"enterprise": (enterprise_id,), "membership": (known.id,)}
        return Outcome(writer.action_id if changed else None, changed_ids, known.number)


def _membership(reader: Reader, enterprise_id: int) -> Membership | None:
    found = lists.ids(reader, "membership", [Condition("enterprise_id", "=", enterprise_id)], [Order("id", True)], 1)
    return get(reader, "membership", found[0]) if found else None


def _name(ws: Workspace, enterprise_id: int) -> str:
    with ws.read() as reader:
        return str(get(reader, "enterprise", enterprise_id).name)


def edit_member(ws: Workspace, enterprise_id: int, enterprise: Values, membership: Values | None = None) -> Outcome:
    """Change fields of an enterprise and of its membership in one action. Raises `Invalid`, `NotAllowed`."""
    with ws.write("edit", N_("edit {what} {title}"), what="enterprise", title=_name(ws, enterprise_id)) as writer:
        changed = edit_in(ws, writer, "enterprise", enterprise_id, enterprise)
        known = _membership(writer, enterprise_id)
        touched: dict[str, tuple[int, ...]] = {"enterprise": (enterprise_id,)}
        if membership:
            if known is None:
                raise NotAllowed(N_("{name} is not a member."), name=get(writer, "enterprise", enterprise_id).name)
            changed = edit_in(ws, writer, "membership", known.id, membership) or changed
            touched["membership"] = (known.id,)
        code = known.number if known else get(writer, "enterprise", enterprise_id).code
        return Outcome(writer.action_id if changed else None, touched, code)


def detail(ws: Workspace, enterprise_id: int) -> MemberDetail:
    """Raises `NotFound`."""
    with ws.read() as reader:
        enterprise: Enterprise = get(reader, "enterprise", enterprise_id)
        own = [Condition("enterprise_id", "=", enterprise_id)]
        people = list(lists.ids(reader, "person", own, [Order("sort_key")], _MOST))
        leads = dict.fromkeys(lead_store.of_enterprise(reader, enterprise_id, _MOST))
        leads |= dict.fromkeys(lead_store.of_people(reader, people, _MOST))
        return MemberDetail(
            enterprise=enterprise,
            membership=_membership(reader, enterprise_id),
            posts=tuple(get_many(reader, "post", lists.ids(reader, "post", own, [Order("since", True)], _MOST))),
            contacts=tuple(get_many(reader, "person", people)),
            guests=tuple(get_many(reader, "attendance", event_store.attended(reader, enterprise_id, people, _MOST))),
            leads=tuple(get_many(reader, "lead", list(leads)[:_MOST])),
            log=tuple(get_many(reader, "activity", lists.ids(reader, "activity", own, [Order("at", True)], _MOST))),
        )


def person_detail(ws: Workspace, person_id: int) -> PersonDetail:
    """Raises `NotFound`."""
    with ws.read() as reader:
        person: Person = get(reader, "person", person_id)
        posts = lists.ids(reader, "post", [Condition("person_id", "=", person_id)], [Order("since", True)], _MOST)
        return PersonDetail(
            person=person,
            posts=tuple(get_many(reader, "post", posts)),
            guests=tuple(get_many(reader, "attendance", event_store.attended(reader, 0, [person_id], _MOST))),
            leads=tuple(get_many(reader, "lead", lead_store.of_people(reader, [person_id], _MOST))),
        )


def home_tree(ws: Workspace, *, members_only: bool = False) -> tuple[Place, ...]:
    """Home cities, each with its banners and counties; the chamber's own first, then by count, the unknown last."""
    from db.queries.members import counts_by_home

    with ws.read() as reader:
        counts = counts_by_home(reader, members_only=members_only)
    own = ws.home_division
    places = _grown([(code, count) for code, count in counts if code])
    places.sort(key=lambda place: (place.code != own, -place.count, place.code))
    unknown = sum(count for code, count in counts if not code)
    return (*places, Place("", "", unknown)) if unknown else tuple(places)


def _grown(counts: Sequence[tuple[str, int]]) -> list[Place]:
    """Counts by code as cities with their counties (and a province's own count as a place of its own)."""
    from chamber.divisions import divisions

    gazetteer = divisions()
    cities: dict[str, dict[str, int]] = {}
    for code, count in counts:
        county = code[:6]
        city = county if county.endswith("00") else gazetteer.parent(county)
        counties = cities.setdefault(city or county, {})
        counties[county] = counties.get(county, 0) + count
    return [
        Place(
            city,
            gazetteer.name(city),
            sum(counties.values()),
            tuple(Place(code, gazetteer.name(code), count) for code, count in sorted(counties.items()) if code != city),
        )
        for city, counties in cities.items()
    ]
