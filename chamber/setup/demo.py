"""The demo: a chamber with the gathering of 2021-04-10 and invented members, guests and leads, the same every time."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from chamber import clock, paths
from chamber.deliveries import service as deliveries
from chamber.errors import NotAllowed
from chamber.fields import Linked
from chamber.i18n import N_
from chamber.leads.clocks import Task, due
from chamber.leads.service import funnel
from chamber.leads.stages import Stage
from chamber.members.service import Place, home_tree
from chamber.records import add, add_in, get_many
from chamber.setup import demo_gathering as gathering
from chamber.setup import demo_leads, demo_members
from chamber.setup import demo_words as words
from chamber.setup.service import chamber_record, save_chamber
from chamber.text.values import PartialDate
from chamber.workspace import Workspace
from db.database import is_postgresql
from db.queries import lists
from db.queries.lists import Condition
from db.queries.settings import setting

SEED = 20210410
NOW = "2021-05-14T02:00:00Z"
"""What time it is in the demo: ten in the morning of a Friday on which the weekly list is due."""

_MARK = "demo"
"""The preference that tells a demo's database from a chamber's."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Summary:
    """The demo in figures: `places` by banner, leads by stage, what is due, the liaison office's id."""

    name: str
    enterprises: int
    contacts: int
    guests: int
    came: int
    leads: int
    places: tuple[Place, ...]
    funnel: tuple[tuple[Stage, int], ...]
    due: tuple[Task, ...]
    office_id: int


def open_demo(database: str | None = None, *, fresh: bool = False, user: str | None = None) -> Workspace:
    """The demo's own database (or the one named), filled when it is new. `fresh` makes it anew.

    Raises `NotAllowed` for a database that holds something else.
    """
    address = database or str(paths.demo_database())
    if fresh:
        _discard(address, user)
    ws = Workspace.open(address, user=user)
    record = chamber_record(ws)
    if record is None:
        if _holds_anything(ws):
            raise _taken(ws)
        fill(ws)
    elif not is_demo(ws):
        raise _taken(ws)
    return ws


def _taken(ws: Workspace) -> NotAllowed:
    hint = N_("The demo has a database of its own; leave --db away, or name a new file.")
    return NotAllowed(N_("{path} is not the demo's database."), path=ws.where, hint=hint)


def _discard(address: str, user: str | None) -> None:
    """Remove the demo's files, and only the demo's."""
    if is_postgresql(address):
        raise NotAllowed(
            N_("On a server the demo is not made anew."),
            hint=N_("Name an empty database with --db and leave --fresh away."),
        )
    path = Path(address.removeprefix("sqlite:///"))
    if not path.exists():
        return
    ws = Workspace.open(str(path), user=user)
    try:
        if (chamber_record(ws) is not None or _holds_anything(ws)) and not is_demo(ws):
            raise _taken(ws)
    finally:
        ws.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def is_demo(ws: Workspace) -> bool:
    """Whether the database was made as the demo's."""
    with ws.read() as reader:
        return setting(reader, _MARK) is not None


def _holds_anything(ws: Workspace) -> bool:
    with ws.read() as reader:
        return any(lists.count(reader, view) for view in ("enterprise", "person", "event", "lead", "office"))


def fill(ws: Workspace) -> None:
    """Live through the chamber's history from its first day to the demo's today."""
    user = ws.user
    random = Random(SEED)
    for step in sorted(_first_steps(ws, random)):
        with clock.at(step.moment):
            step.act(ws)
    ws.user = user


def _first_steps(ws: Workspace, random: Random) -> list[demo_leads.Step]:
    """Everything that happened. What later steps need (ids) is made first, dated as it happened."""
    people, phones = demo_members.People(random), demo_members.Phones()
    with clock.at(_time(2019, 3, 4)):
        save_chamber(ws, gathering.HOUSE)
        with ws.write("settings", N_("mark the demo as a demo")) as writer:
            writer.insert("setting", [{"name": _MARK, "value": "true"}])
    with clock.at(_time(2019, 3, 5)):
        firms = _members(ws, random, people, phones)
    with clock.at(_time(2019, 3, 6)):
        add(ws, "office", gathering.OFFICES[0])
        office = _liaison_office(ws)
    persons = _contacts(ws)
    # The event and its list are filed before the leads that hang on them; only their own dates tell when that was.
    with clock.at(_time(2019, 3, 7)):
        made = add(ws, "event", gathering.GATHERING)
        for row in gathering.OTHER_EVENTS:
            add(ws, "event", row)
        for policy in gathering.policies(made.code):
            add(ws, "policy", policy)
        event = Linked(gathering.GATHERING["name"], made.id)
        guests = gathering.guests(random, people, phones, event, persons)
        with ws.write("import", N_("guest list of {event}"), event=made.code) as writer:
            add_in(ws, writer, "attendance", guests)
    found = demo_leads.steps(random, event, guests, dict(firms))
    found.append(demo_leads.Step(_time(2021, 4, 12), 0, lambda at: _consent(at, office)))
    found.append(demo_leads.Step(_time(2021, 5, 7), 0, lambda at: _first_delivery(at, office)))
    found.append(demo_leads.Step(_time(2021, 5, 10), 0, _more_offices))
    return found


def _time(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 1, 30, tzinfo=UTC)


def _members(
    ws: Workspace, random: Random, people: demo_members.People, phones: demo_members.Phones
) -> list[tuple[int, Row]]:
    rows = demo_members.enterprises(random, people, phones)
    with ws.write("import", N_("invented members of the demo")) as writer:
        ids = add_in(ws, writer, "enterprise", rows)
        firms = list(zip(ids, rows, strict=True))
        add_in(
            ws,
            writer,
            "membership",
            demo_members.memberships(random, ids, [row["legal_representative"] for row in rows]),
        )
        add_in(ws, writer, "person", demo_members.contacts(random, people, phones, firms))
        add_in(ws, writer, "post", demo_members.posts(random, firms))
    return firms


def _contacts(ws: Workspace) -> list[tuple[int, Row]]:
    with ws.read() as reader:
        people = get_many(reader, "person", lists.ids(reader, "person"))
    names = ("name", "enterprise", "position", "mobiles")
    return [(person.id, {name: getattr(person, name) for name in names}) for person in people]


def _liaison_office(ws: Workspace) -> Linked:
    with ws.read() as reader:
        found = lists.ids(reader, "office", [Condition("name", "=", gathering.LIAISON_OFFICE)])
    return Linked(gathering.LIAISON_OFFICE, found[0])


def _consent(ws: Workspace, office: Linked) -> None:
    ws.user = words.OWNERS[0]
    with ws.read() as reader:
        leads = lists.ids(
            reader,
            "lead",
            [Condition("contact_id", "filled"), Condition("confidentiality", "=", "可报联络处")],
            limit=1,
        )
    demo_leads.give_consent(ws, office, leads[0])


def _more_offices(ws: Workspace) -> None:
    """The others asked for lists of their own this week: nothing is overdue for years, some is due today."""
    ws.user = words.OWNERS[0]
    for row in gathering.OFFICES[1:]:
        add(ws, "office", row)


def _first_delivery(ws: Workspace, office: Linked) -> None:
    """Last Friday's list, sent and signed for; its file is not kept."""
    ws.user = words.OWNERS[0]
    with tempfile.TemporaryDirectory() as folder:
        made = deliveries.make_delivery(ws, office.id or 0, full=True, path=Path(folder))
    deliveries.send(ws, made.id)
    deliveries.acknowledge(ws, made.id, "联络处值班员", PartialDate("2021-05-07"))


def summary(ws: Workspace) -> Summary:
    """The demo in figures."""
    record = chamber_record(ws)
    came = [Condition("presence", "in", ("到场", "现场加入"))]
    with ws.read() as reader:
        counts = {view: lists.count(reader, view) for view in ("enterprise", "person", "attendance", "lead")}
        arrived = lists.count(reader, "attendance", came)
    return Summary(
        name=record.name if record else "",
        enterprises=counts["enterprise"],
        contacts=counts["person"],
        guests=counts["attendance"],
        came=arrived,
        leads=counts["lead"],
        places=home_tree(ws),
        funnel=funnel(ws),
        due=due(ws),
        office_id=_liaison_office(ws).id or 0,
    )
