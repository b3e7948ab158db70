"""The first screen in one answer: what is due, what is new, who comes from where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chamber import clock, settings
from chamber.events.record import CANCELLED, Event
from chamber.history.labels import say
from chamber.leads.clocks import Agenda, agenda
from chamber.leads.service import funnel
from chamber.leads.stages import Stage
from chamber.members.service import Place, home_tree
from chamber.offices.deadlines import Owed, soonest
from chamber.records import get_many
from chamber.workspace import Workspace
from db import journal, tallies
from db.queries import events as event_store
from db.queries import lists
from db.queries.lists import Condition

MOST_TODAY, MOST_OVERDUE, MOST_AHEAD = 100, 20, 50
"""How many leads the first screen lists of each; it tells how many there are and leads to all of them."""


@dataclass(frozen=True, slots=True)
class Done:
    """An action of the journal as a line: when (a UTC stamp), who, what."""

    action: int
    at: str
    user: str
    what: str


@dataclass(frozen=True, slots=True)
class Home:
    """`name` is '' before `chamber setup`. `days` is how far ahead `agenda` looks. `owed`: lists due to offices, the longest overdue first. `new_enterprises` and `new_leads` were filed
    within the last seven days."""

    name: str
    today: date
    enterprises: int
    members: int
    contacts: int
    events: int
    leads: int
    new_enterprises: int
    new_leads: int
    days: int
    agenda: Agenda
    owed: tuple[Owed, ...]
    coming: tuple[Event, ...]
    cities: tuple[Place, ...]
    funnel: tuple[tuple[Stage, int], ...]
    recent: tuple[Done, ...]


def home(ws: Workspace) -> Home:
    """Everything the first screen shows."""
    today = ws.today
    since = clock.stamp(clock.now() - timedelta(days=7))
    with ws.read() as reader:
        house = reader.row("chamber", 1) or {}
        counts = {
            table: tallies.total(reader.db, table) for table in ("enterprise", "membership", "person", "event", "lead")
        }
        fresh = [Condition("created_at", ">=", since)]
        new = {view: _count_new(reader, view, fresh) for view in ("enterprise", "lead")}
        coming = tuple(get_many(reader, "event", event_store.coming(reader, clock.stamp(), CANCELLED, 5)))
        recent = tuple(_done(row) for row in journal.actions(reader.db, 8))
    days = int(settings.get(ws, "home.days"))
    return Home(
        name=house.get("name") or "",
        today=today,
        enterprises=counts["enterprise"],
        members=counts["membership"],
        contacts=counts["person"],
        events=counts["event"],
        leads=counts["lead"],
        new_enterprises=new["enterprise"],
        new_leads=new["lead"],
        days=days,
        agenda=agenda(ws, days=days, most=(MOST_TODAY, MOST_OVERDUE, MOST_AHEAD)),
        owed=soonest(ws, today + timedelta(days=days)),
        coming=coming,
        cities=home_tree(ws),
        funnel=funnel(ws),
        recent=recent,
    )


def _count_new(reader: Any, view: str, fresh: list[Condition]) -> int:
    return lists.count(reader, view, fresh)


def _done(row: dict[str, Any]) -> Done:
    return Done(row["id"], row["at"], row["user"], say(row["label"], row["params"]))
