"""What a lead asks for, from what was done about it: its planned step and the duties its clocks set."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date

from chamber import clock
from chamber.calendars import calendar_of
from chamber.leads.stages import FIRST
from chamber.text.values import PartialDate
from chamber.workdays import Calendar, Due, LeadClock, LeadIntervals, lead_duties
from chamber.workspace import Reader
from db.queries import leads
from db.queries.clocks import ClockRow
from db.queries.settings import all_settings

STEP = "step"
"""The duty that is a planned next step."""
_ASSESSED_AT = "研判"
_NEVER_AGAIN = "投产"
_RULES = 1
"""Raised when the rules of this module change, so that what was worked out by others is worked out anew."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What duties follow from besides the lead: the working calendar, the rhythm, the stages that ask for nothing."""

    calendar: Calendar
    intervals: LeadIntervals
    closed: frozenset[str]
    zone: str
    days: dict[str, date] = field(default_factory=dict)
    """Stamp → local day, as many leads are filed at one time."""

    @property
    def fingerprint(self) -> str:
        """A text that is another one when anything of it is."""
        parts = (
            _RULES,
            self.calendar.fingerprint,
            repr(self.intervals),
            sorted(self.closed),
            self.zone,
        )
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

    def local(self, stamp: str) -> date:
        found = self.days.get(stamp)
        if found is None:
            if len(self.days) > 50_000:
                self.days.clear()
            found = date.fromisoformat(stamp) if len(stamp) == 10 else clock.local(stamp, self.zone).date()
            self.days[stamp] = found
        return found


def basis_of(reader: Reader) -> Basis:
    """What counts in this chamber now."""
    house = reader.row("chamber", 1) or {}
    closed = {name for name, _position, kind, _reason in leads.stages(reader) if kind == "exit"}
    return Basis(
        calendar_of(reader),
        intervals_of(reader),
        frozenset(closed | {_NEVER_AGAIN}),
        house.get("timezone") or clock.DEFAULT_ZONE,
    )


def intervals_of(reader: Reader) -> LeadIntervals:
    """The rhythm of leads as this chamber set it."""
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


def asked(row: ClockRow, basis: Basis) -> list[tuple[str, Due]]:
    """All a lead asks for, soonest first, a planned step before duties of its day; nothing for one that has left the
    path or is in production."""
    if row.stage in basis.closed:
        return []
    found: list[tuple[str, Due]] = [*_duties(row, basis)]
    if row.next_due:
        found.append((STEP, Due(PartialDate(row.next_due).last_day())))
    return sorted(found, key=lambda one: (one[1].on, one[0] != STEP))


def _duties(row: ClockRow, basis: Basis) -> list[tuple[str, Due]]:
    """The open duties. Any log entry or move answers the response; leaving 研判 forward settles the assessment. A lead of
    which nobody knows when it was filed has none."""
    if not row.filed_at:
        return []
    filed = basis.local(row.filed_at)
    moved = date.fromisoformat(row.moved_on) if row.moves > 1 else None
    logged = basis.local(row.logged_at) if row.logged_at else None
    hands_on = [day for day in (moved, logged) if day]
    beyond = row.stage not in (FIRST, _ASSESSED_AT)
    state = LeadClock(
        filed=filed,
        responded=min(hands_on, default=filed if row.stage != FIRST else None),
        assessed=filed if row.assessment or beyond else None,
        fed_back=basis.local(row.fed_back_at) if row.fed_back_at else None,
        reported=basis.local(row.reported_at) if row.reported_at else None,
        progressed=max(hands_on, default=None),
    )
    duties = lead_duties(state, basis.calendar, basis.intervals)
    return [(name, due) for name, due in duties if name != "stall" or not row.stall_reason]
