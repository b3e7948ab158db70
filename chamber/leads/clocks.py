"""What leads ask for next and when, as lines to act on (DOMAIN.md section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from chamber.i18n import N_, _, ngettext_
from chamber.leads.due import ensure
from chamber.leads.duties import STEP, asked, basis_of
from chamber.leads.record import ANSWERING
from chamber.workspace import Workspace
from db import tallies
from db.queries import clocks as clock_store
from db.queries import due as store
from db.queries.clocks import ClockRow
from db.queries.due import DueRow

DUTIES: Mapping[str, str] = {
    STEP: N_("next step"),
    "response": N_("first response"),
    "assessment": N_("assessment"),
    "feedback": N_("feedback to the introducer"),
    "report": N_("progress report"),
    "stall": N_("reason for no progress"),
}
"""Duty → msgid of its name."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something a lead asks for. `days` is how late it is (negative: still to come); `estimated` when it rests on a
    year without a published calendar (暂估). `also` is what else of the lead is due, a duty beside a planned step or the
    other way round."""

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
    also: Task | None = None

    @property
    def words(self) -> str:
        """What is to be done, in the active language."""
        return (self.duty == STEP and self.what) or _(DUTIES[self.duty])

    @property
    def beside(self) -> str:
        """What else of the lead is due, with its day; '' for nothing."""
        if self.also is None:
            return ""
        day = self.also.on.strftime("%m-%d" if self.also.on.year == self.on.year else "%Y-%m-%d")
        mark = f" {_('estimated')}" if self.also.estimated else ""
        return f"{self.also.words} {day}{mark}"

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
            **self._asked(),
            "also": self.also._asked() if self.also else None,
        }

    def _asked(self) -> dict[str, Any]:
        return {
            "duty": self.duty,
            "what": self.words,
            "on": self.on.isoformat(),
            "days": self.days,
            "estimated": self.estimated,
        }


@dataclass(frozen=True, slots=True)
class Agenda:
    """What leads ask for, a line a lead: today, overdue (the least late first) and in the days ahead, the first few of
    each and how many there are in all. `ahead_until` is the last day looked at."""

    today: tuple[Task, ...]
    overdue: tuple[Task, ...]
    ahead: tuple[Task, ...]
    today_count: int
    overdue_count: int
    ahead_count: int
    ahead_until: date


def of_lead(ws: Workspace, lead_id: int) -> tuple[Task, ...]:
    """Everything a lead asks for, soonest first; nothing for one that has left the path or is in production."""
    with ws.read() as reader:
        basis = basis_of(reader)
        return tuple(
            _task(row, duty, due.on, due.estimated, ws.today)
            for row in clock_store.clocks(reader, [lead_id], ANSWERING)
            for duty, due in asked(row, basis)
        )


def due(ws: Workspace, *, days: int = 7, owner: str = "", every_duty: bool = False) -> tuple[Task, ...]:
    """What is late, due today or within `days`, the latest first: a line a lead, its soonest duty or planned step with the
    other beside it when that is due too; with `every_duty` a line each. `owner` keeps the leads of one person."""
    ensure(ws)
    until = ws.today + timedelta(days=days)
    with ws.read() as reader:
        found = store.lines(reader, "", until.isoformat(), owner=owner)
        if not every_duty:
            return tuple(_line(row, ws.today, until) for row in found)
        basis = basis_of(reader)
        tasks = [
            _task(row, duty, due.on, due.estimated, ws.today)
            for row in clock_store.clocks(reader, [row.lead_id for row in found], ANSWERING)
            for duty, due in asked(row, basis)
            if due.on <= until
        ]
    return tuple(sorted(tasks, key=lambda task: (task.on, task.lead_id)))


def agenda(ws: Workspace, *, days: int, most: tuple[int, int, int]) -> Agenda:
    """What the first screen lists: up to so many lines of today, overdue and ahead."""
    today = ws.today
    until = today + timedelta(days=days)
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    with ws.read() as reader:
        by_day = tallies.of(reader.db, store.TABLE)
        parts = (
            store.lines(reader, today.isoformat(), today.isoformat(), most=most[0]),
            store.lines(reader, "", yesterday.isoformat(), most=most[1], latest_first=True),
            store.lines(reader, tomorrow.isoformat(), until.isoformat(), most=most[2]),
        )
    now, late, ahead = (tuple(_line(row, today, until) for row in part) for part in parts)
    return Agenda(
        now,
        late,
        ahead,
        by_day.get(today.isoformat(), 0),
        sum(count for day, count in by_day.items() if day and day < today.isoformat()),
        sum(count for day, count in by_day.items() if today.isoformat() < day <= until.isoformat()),
        until,
    )


def each(tasks: tuple[Task, ...]) -> tuple[Task, ...]:
    """Lines with what stands beside them as lines of their own."""
    return tuple(one for task in tasks for one in (replace(task, also=None), task.also) if one is not None)


def _line(row: DueRow, today: date, until: date) -> Task:
    """The soonest of duty and step, with the other when it is due by `until`."""
    kept = row.stored
    tasks = []
    if kept.step_on:
        tasks.append(_task(row, STEP, date.fromisoformat(kept.step_on), False, today))
    if kept.duty and kept.duty_on:
        tasks.append(_task(row, kept.duty, date.fromisoformat(kept.duty_on), bool(kept.estimated), today))
    first, *others = sorted(tasks, key=lambda task: (task.on, task.duty != STEP))
    return replace(first, also=next((other for other in others if other.on <= until), None))


def _task(row: ClockRow | DueRow, duty: str, on: date, estimated: bool, today: date) -> Task:
    return Task(
        row.id if isinstance(row, ClockRow) else row.lead_id,
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


__all__ = ["DUTIES", "STEP", "Agenda", "Task", "agenda", "due", "each", "of_lead"]
