"""What is owed to which office and when: the first deadline after its last delivery (or its filing).

A list is sent before its deadline, not after it: one that is sent on the day of a deadline, or the day before, is that
deadline's, and the next one is owed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from chamber import clock
from chamber.calendars import calendar_of
from chamber.deliveries.marks import CHANGED, NEW, STALLED, WITHDRAWN
from chamber.deliveries.record import VOID
from chamber.offices.record import Office
from chamber.offices.schedule import next_deadline
from chamber.records import get_many
from chamber.workspace import Workspace
from db import tallies
from db.queries import lists
from db.queries import reports as store
from db.queries.lists import Order

MARKS = (NEW, CHANGED, WITHDRAWN, STALLED)
_AHEAD = 1
"""Days before a deadline on which a list that is sent is the one it asks for."""
CHEAP = 3_000
"""Leads on file up to which what waits for an office is worked out for a first screen."""


@dataclass(frozen=True, slots=True)
class Owed:
    """The next list of an office: `due` in the chamber's zone, `estimated` (暂估), `late` when that time is past.

    `last` is the number of the last delivery that was sent, '' for none, `sent_at` its stamp.
    """

    office: Office
    due: datetime
    estimated: bool
    late: bool
    last: str
    sent_at: str


def owed(ws: Workspace, *, as_of: date | None = None) -> tuple[Owed, ...]:
    """Every office with what it is owed now (at the end of a day), by code."""
    zone = ZoneInfo(ws.zone)
    now = datetime.combine(as_of, time(23, 59)) if as_of else clock.now().astimezone(zone).replace(tzinfo=None)
    with ws.read() as reader:
        offices: list[Office] = get_many(reader, "office", lists.ids(reader, "office", (), [Order("code")]))
        sent, calendar = store.last_sent(reader, VOID), calendar_of(reader)
    found = []
    for office in offices:
        number, stamp = sent.get(office.id, ("", ""))
        since = clock.local(stamp or office.created_at, ws.zone).replace(tzinfo=None)
        due, estimated = next_deadline(office.rhythm, office.deadline, since, calendar)
        if stamp and (due.date() - since.date()).days <= _AHEAD:
            due, estimated = next_deadline(office.rhythm, office.deadline, due, calendar)
        found.append(Owed(office, due, estimated, due < now, number, stamp))
    return tuple(found)


def soonest(ws: Workspace, until: date) -> tuple[Owed, ...]:
    """What is owed up to a day, the longest overdue first; when nothing is, the next that will be."""
    found = sorted(owed(ws), key=lambda one: (one.due, one.office.code))
    near = [one for one in found if one.due.date() <= until]
    return tuple(near or found[:1])


def waiting(ws: Workspace, office_id: int) -> dict[str, int]:
    """Mark → how many rows of it the next list would have."""
    from chamber.deliveries.service import draft

    planned = draft(ws, office_id)
    return {mark: planned.count(mark) for mark in MARKS}


def is_cheap(ws: Workspace) -> bool:
    """Whether there are so few leads that working out what waits is not felt."""
    with ws.read() as reader:
        return tallies.total(reader.db, "lead") <= CHEAP
