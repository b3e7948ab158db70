"""What a lead asks for next and when: its next step as planned, and the duties its clocks set (DOMAIN.md section 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from chamber import clock
from chamber.calendars import calendar_of
from chamber.i18n import N_, _, ngettext_
from chamber.leads.stages import FIRST
from chamber.text.values import PartialDate
from chamber.workdays import Calendar, Duty, LeadClock, LeadIntervals, lead_duties
from chamber.workspace import Reader, Workspace
from db.queries import clocks as store
from db.queries import leads
from db.queries.settings import all_settings

STEP = "step"
"""The duty that is a planned next step."""
DUTIES: Mapping[str, str] = {
    STEP: N_("next step"),
    "response": N_("first response"),
    "assessment": N_("assessment"),
    "feedback": N_("feedback to the introducer"),
    "report": N_("progress report"),
    "stall": N_("reason for no progress"),
}
"""Duty → msgid of its name."""
_NEVER_AGAIN = "投产"
_ASSESSED_AT = "研判"


@dataclass(frozen=True, slots=True)
class Task:
    """Something a lead asks for. `days` is how late it is (negative: still to come); `estimated` when it rests on a
    year without a published calendar (暂估)."""

    lead_id: int
    code: str
    project: str
    investor: str
    owner: str
    stage: str
    duty: str
    what: str
    on: date
    days: int
    estimated: bool

    @property
    def words(self) -> str:
        """What is to be done, in the active language."""
        return self.what if self.duty == STEP else _(DUTIES[self.duty])

    @property
    def late(self) -> str:
        """How far the day is off, in words."""
        if self.days > 0:
            return ngettext_("{days} day late", "{days} days late", self.days).format(days=self.days)
        if not self.days:
            return _("today")
        return ngettext_("in {days} day", "in {days} days", -self.days).format(days=-self.days)

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "project": self.project,
            "investor": self.investor,
            "owner": self.owner,
            "stage": self.stage,
            "duty": self.duty,
            "what": self.words,
            "on": self.on.isoformat(),
            "days": self.days,
            "estimated": self.estimated,
        }


def intervals_of(reader: Reader) -> LeadIntervals:
    """The rhythm of leads as this chamber set it."""
    import json

    from chamber.settings import SETTINGS

    kept = all_settings(reader)

    def days(name: str) -> int:
        key = f"lead.{name}_days"
        value: int = json.loads(kept[key][1]) if key in kept else SETTINGS[key].default
        return value

    return LeadIntervals(
        response=days("response"),
        assessment=days("assessment"),
        feedback=days("feedback"),
        report=days("report"),
        stall=days("stall"),
    )


def of_lead(ws: Workspace, lead_id: int) -> tuple[Task, ...]:
    """Everything a lead asks for, soonest first; nothing for one that has left the path or is in production."""
    with ws.read() as reader:
        return tuple(_tasks(ws, reader, store.clocks(reader, [lead_id])))


def due(ws: Workspace, *, days: int = 7, owner: str = "", every_duty: bool = False, most: int = 0) -> tuple[Task, ...]:
    """What is late, due today or within `days`, latest first: the next duty of each lead, or with `every_duty` all.

    `owner` keeps those of one person. `most` looks only at so many leads, those with a step due and the newest ones, for
    a screen that must open at once.
    """
    until = ws.today + timedelta(days=days)
    with ws.read() as reader:
        ids = store.awaiting(reader, until.isoformat(), most) if most else None
        tasks = [task for task in _tasks(ws, reader, store.clocks(reader, ids)) if task.on <= until]
    if owner:
        tasks = [task for task in tasks if task.owner == owner]
    if not every_duty:
        tasks = _first_of_each(tasks)
    return tuple(sorted(tasks, key=lambda task: (task.on, task.code)))


def _first_of_each(tasks: Iterable[Task]) -> list[Task]:
    """The planned step and the soonest duty of each lead."""
    kept: dict[tuple[int, bool], Task] = {}
    for task in tasks:
        key = (task.lead_id, task.duty == STEP)
        if key not in kept or task.on < kept[key].on:
            kept[key] = task
    return list(kept.values())


def _tasks(ws: Workspace, reader: Reader, rows: Iterable[store.ClockRow]) -> Iterable[Task]:
    calendar, intervals, today = calendar_of(reader), intervals_of(reader), ws.today
    closed = {name for name, _position, kind, _reason in leads.stages(reader) if kind == "exit"} | {_NEVER_AGAIN}
    for row in rows:
        yield from _tasks_of(row, calendar, intervals, today, closed, ws.zone)


def _tasks_of(
    row: store.ClockRow, calendar: Calendar, intervals: LeadIntervals, today: date, closed: set[str], zone: str
) -> Iterable[Task]:
    def task(duty: str, on: date, estimated: bool = False) -> Task:
        return Task(
            row.id,
            row.code,
            row.project,
            row.investor,
            row.owner,
            row.stage,
            duty,
            row.next_action if duty == STEP else "",
            on,
            (today - on).days,
            estimated,
        )

    found = [task(duty, due.on, due.estimated) for duty, due in duties_of(row, calendar, intervals, closed, zone)]
    if row.next_due and row.stage not in closed:
        found.append(task(STEP, PartialDate(row.next_due).last_day()))
    return sorted(found, key=lambda one: (one.on, one.duty != STEP))


def duties_of(
    row: store.ClockRow, calendar: Calendar, intervals: LeadIntervals, closed: set[str], zone: str
) -> list[tuple[Duty, Any]]:
    """The open duties of a lead. Any log entry or move answers the response; leaving 研判 forward settles it."""
    filed = _local(row.filed_at, zone)
    moved = row.moved_on if row.moves > 1 else None
    logged = _local(row.logged_at, zone) if row.logged_at else None
    hands_on = [day for day in (date.fromisoformat(moved) if moved else None, logged) if day]
    beyond = row.stage not in (FIRST, _ASSESSED_AT)
    state = LeadClock(
        filed=filed,
        responded=min(hands_on, default=filed if row.stage != FIRST else None),
        assessed=filed if row.assessment or beyond else None,
        fed_back=_local(row.fed_back_at, zone) if row.fed_back_at else None,
        reported=_local(row.reported_at, zone) if row.reported_at else None,
        progressed=max(hands_on, default=None),
        closed=row.stage in closed,
    )
    return [one for one in lead_duties(state, calendar, intervals) if one[0] != "stall" or not row.stall_reason]


def _local(stamp: str, zone: str) -> date:
    return date.fromisoformat(stamp) if len(stamp) == 10 else clock.local(stamp, zone).date()
