"""Working days by the State Council's calendar, and the clocks of requests, leads and reports that run on them.

The calendar has make-up working Saturdays and Sundays (调休). Years not published yet fall back to Monday–Friday; what
rests on them is marked estimated (暂估) and comes out right once the calendar is loaded. The day of receipt does not
count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Literal

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A day something is due; `estimated` when it rests on a year whose calendar is not published."""

    on: date
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days and holidays. `overrides` are days of a loaded calendar (True: a working day), `years` the years
    such a calendar settles; they win over what ships with the program."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    years: frozenset[int] = frozenset()
    _known: dict[tuple[date, int], Due] = field(default_factory=dict, compare=False, repr=False)
    """What was asked before: a million leads are filed on few days."""

    @classmethod
    def of_rows(cls, rows: Iterable[tuple[date, bool]], years: Iterable[int] = ()) -> Calendar:
        """A calendar from rows (day, works?) of a published list; each year it mentions counts as settled."""
        days = dict(rows)
        return cls(days, frozenset({day.year for day in days} | set(years)))

    @property
    def fingerprint(self) -> str:
        """A text that is another one when any day or published year is."""
        days = "".join(f"{day:%Y%m%d}{works:d}" for day, works in sorted(self.overrides.items()))
        return f"{_published()} {sorted(self.years)} {days}"

    def knows(self, year: int) -> bool:
        """Whether the calendar of a year is published."""
        if year in self.years:
            return True
        first, last = _published()
        return first <= year <= last

    def is_workday(self, day: date) -> bool:
        """Whether people work that day; Monday–Friday in a year that is not published."""
        if day in self.overrides:
            return self.overrides[day]
        if day.year in self.years or not self.knows(day.year):
            return day.weekday() < 5
        return _works(day)

    def next_workday(self, day: date) -> Due:
        """`day` itself when people work that day, else the next day they do."""
        known = self._known.get((day, 0))
        if known is None:
            found, estimated = day, not self.knows(day.year)
            while not self.is_workday(found):
                found += DAY
                estimated = estimated or not self.knows(found.year)
            known = self._known[day, 0] = Due(found, estimated)
        return known

    def add_workdays(self, day: date, count: int) -> Due:
        """The `count`-th working day after `day`; `day` itself does not count. Zero: `day`."""
        if not count:
            return Due(day, not self.knows(day.year))
        known = self._known.get((day, count))
        if known is None:
            found, estimated, left = day, not self.knows(day.year), count
            while left > 0:
                found += DAY
                estimated = estimated or not self.knows(found.year)
                left -= self.is_workday(found)
            known = self._known[day, count] = Due(found, estimated)
        return known

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`."""
        return sum(self.is_workday(start + DAY * number) for number in range(1, (end - start).days + 1))

    def moved(self, day: date) -> Due:
        """A deadline of calendar days, moved to the next working day (节假日顺延)."""
        return self.next_workday(day)


@lru_cache(maxsize=1)
def _library() -> Any:
    import chinese_calendar

    return chinese_calendar


@lru_cache(maxsize=1)
def _published() -> tuple[int, int]:
    """First and last year the library knows."""
    years = {day.year for day in _library().constants.holidays}
    return min(years), max(years)


@lru_cache(maxsize=4096)
def _works(day: date) -> bool:
    return bool(_library().is_workday(day))


Complexity = Literal["简单", "一般", "复杂"]


@dataclass(frozen=True, slots=True)
class RequestIntervals:
    """Working days a request may take: 一般 until done, 复杂 until its first report (简单 is due the same day)."""

    ordinary: int = 2
    complex_report: int = 5
    visits_before_escalation: int = 2


def request_due(received: date, complexity: Complexity, calendar: Calendar, intervals: RequestIntervals) -> Due:
    """When a request is due (复杂: when its progress report is)."""
    if complexity == "简单":
        return Due(received, not calendar.knows(received.year))
    days = intervals.ordinary if complexity == "一般" else intervals.complex_report
    return calendar.add_workdays(received, days)


@dataclass(frozen=True, slots=True)
class LeadIntervals:
    """The rhythm of a lead: working days to the first response and to 研判, calendar days to the feedback to the
    introducer, between reports, and without progress before a reason is asked for."""

    response: int = 1
    assessment: int = 3
    feedback: int = 7
    report: int = 14
    stall: int = 30


@dataclass(frozen=True, slots=True)
class LeadClock:
    """What a lead's duties hang on: when it was filed, and the days of what was done since (None: not yet)."""

    filed: date
    responded: date | None = None
    assessed: date | None = None
    fed_back: date | None = None
    reported: date | None = None
    progressed: date | None = None
    closed: bool = False


Duty = Literal["response", "assessment", "feedback", "report", "stall"]


def lead_duties(lead: LeadClock, calendar: Calendar, intervals: LeadIntervals) -> tuple[tuple[Duty, Due], ...]:
    """The open duties of a lead, soonest first. A closed lead (an exit, 投产) has none.

    Reports run every `report` days from the filing or the last report; a lead stalls `stall` days after its last
    progress (no working day is waited for).
    """
    if lead.closed:
        return ()
    duties: list[tuple[Duty, Due]] = []
    if lead.responded is None:
        duties.append(("response", calendar.add_workdays(lead.filed, intervals.response)))
    if lead.assessed is None:
        duties.append(("assessment", calendar.add_workdays(lead.filed, intervals.assessment)))
    if lead.fed_back is None:
        duties.append(("feedback", calendar.moved(lead.filed + DAY * intervals.feedback)))
    duties.append(("report", calendar.moved((lead.reported or lead.filed) + DAY * intervals.report)))
    stalled = (lead.progressed or lead.filed) + DAY * intervals.stall
    duties.append(("stall", Due(stalled)))
    return tuple(sorted(duties, key=lambda duty: duty[1].on))


def next_report(after: datetime, weekday: int, at: time, calendar: Calendar) -> tuple[datetime, bool]:
    """The next weekly deadline after `after` (local time; weekday 0 is Monday), moved past holidays, and whether it is
    estimated: every Friday 10:00 that falls on a holiday is due on the next working day at 10:00."""
    day = after.date() + DAY * ((weekday - after.weekday()) % 7) - DAY * 7
    while True:
        due = calendar.moved(day)
        moment = datetime.combine(due.on, at)
        if moment > after.replace(tzinfo=None):
            return moment, due.estimated
        day += DAY * 7
