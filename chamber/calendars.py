"""The working calendar a chamber goes by: what ships with the program, and years loaded from a file when published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chamber.workdays import Calendar
from chamber.workspace import Reader, Workspace
from db.queries import calendars as store


@dataclass(frozen=True, slots=True)
class Loaded:
    """A year of the calendar: how many of its days a file says something about, and which file."""

    year: int
    source: str
    days: int


def calendar_of(reader: Reader) -> Calendar:
    """The calendar as it is known now: loaded years win over those that ship with the program."""
    return Calendar.of_rows((date.fromisoformat(day), works) for day, works in store.days(reader))


def calendar(ws: Workspace) -> Calendar:
    """The same, in a session of its own."""
    with ws.read() as reader:
        return calendar_of(reader)


def loaded(ws: Workspace) -> tuple[Loaded, ...]:
    """What was loaded, by year."""
    with ws.read() as reader:
        return tuple(Loaded(int(year), source, days) for year, source, days in store.sources(reader))
