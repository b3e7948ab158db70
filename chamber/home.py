"""The first screen in one answer: what is due, what is new, who comes from where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chamber import clock, settings
from chamber.events.record import Event
from chamber.history.labels import say
from chamber.leads.clocks import Task, due
from chamber.leads.service import funnel
from chamber.leads.stages import Stage
from chamber.members.service import Place, home_tree
from chamber.records import get_many
from chamber.workspace import Workspace
from db import journal, tallies
from db.queries import events as event_store
from db.queries import lists
from db.queries.lists import Condition

MOST_DUE = 200
"""How many duties the first screen lists; it tells how many more there are."""

MOST_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Done:
    """An action of the journal as a line: when (a UTC stamp), who, what."""

    action: int
    at: str
    user: str
    what: str


@dataclass(frozen=True, slots=True)
class Home:
    """`name` is '' before `chamber setup`. `due`: planned steps and what the clocks ask for, the latest first. `new_enterprises` and `new_leads` were filed within the last seven days."""

    name: str
    today: date
    enterprises: int
    members: int
    contacts: int
    events: int
    leads: int
    new_enterprises: int
    new_leads: int
    due: tuple[Task, ...]
    due_more: int
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
        counts = {table: tallies.total(reader.db, table) for table in tallies.TALLIED}
        fresh = [Condition("created_at", ">=", since)]
        new = {view: _count_new(reader, view, fresh) for view in ("enterprise", "lead")}
        coming = tuple(get_many(reader, "event", event_store.coming(reader, clock.stamp(), 5)))
        recent = tuple(_done(row) for row in journal.actions(reader.db, 8))
    tasks = due(ws, days=int(settings.get(ws, "home.days")), most=MOST_LOOKED_AT)
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
        due=tasks[:MOST_DUE],
        due_more=max(0, len(tasks) - MOST_DUE),
        coming=coming,
        cities=home_tree(ws),
        funnel=funnel(ws),
        recent=recent,
    )


def _count_new(reader: Any, view: str, fresh: list[Condition]) -> int:
    return lists.count(reader, view, fresh)


def _done(row: dict[str, Any]) -> Done:
    return Done(row["id"], row["at"], row["user"], say(row["label"], row["params"]))
