"""Moments: `2021-04-10 14:30`, a serial with a fraction, an instant with its offset. They are held in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from chamber.clock import DEFAULT_ZONE
from chamber.i18n import N_
from chamber.text.cells import as_text
from chamber.text.dates import EARLIEST, LATEST, parse_date
from chamber.text.times import find_time
from chamber.text.values import Parsed, Problem


def to_utc(moment: datetime, zone: str = DEFAULT_ZONE) -> datetime:
    """A moment in UTC; one without a zone is local time in `zone`."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)


def parse_datetime(cell: object, zone: str = DEFAULT_ZONE) -> Parsed[datetime]:
    """Read a moment, in UTC. One without a zone is local time in `zone`; a day without a time is its midnight there."""
    if isinstance(cell, datetime) and EARLIEST <= cell.year <= LATEST:
        return _in_utc(cell.replace(microsecond=0), zone, (), as_text(cell))
    if isinstance(cell, float) and 20_000 < cell < 73_051:
        return _in_utc(datetime(1899, 12, 30) + timedelta(seconds=round(cell * 86400)), zone, (), as_text(cell))
    text = as_text(cell)
    parsed = parse_date(cell, typed=True)
    if parsed.value is None or parsed.value.day is None:
        if parsed.problems or parsed.value is None:
            return Parsed(None, parsed.problems)
        return _no_day(text)
    found = find_time(text) if isinstance(cell, str) else None
    seconds, offset = found or (0, None)
    moment = datetime.combine(parsed.value.first_day(), time()) + timedelta(seconds=seconds)
    if offset:
        moment = datetime.fromisoformat(f"{moment.isoformat()}{offset}")
    return _in_utc(moment, zone, parsed.problems, text)


def _no_day(text: str) -> Parsed[datetime]:
    return Parsed(
        None, (Problem("no_day", N_("A day is needed, not only a month or year: {text}"), {"text": text}, "doubt"),)
    )


def _in_utc(moment: datetime, zone: str, problems: tuple[Problem, ...], text: str) -> Parsed[datetime]:
    try:
        return Parsed(to_utc(moment, zone), problems)
    except OverflowError:
        return _no_day(text)
