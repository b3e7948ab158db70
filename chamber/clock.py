"""The one place that asks what time it is; `CHAMBER_NOW` (ISO, UTC) fixes it for demos, tests and screenshots."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, tzinfo

DEFAULT_ZONE = "Asia/Shanghai"


_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another time inside the block: what is filed there is dated so (the demo's past)."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)


def now() -> datetime:
    """The current time, aware, in UTC."""
    if moment := _set.get():
        return moment
    fixed = os.environ.get("CHAMBER_NOW")
    if fixed:
        moment = datetime.fromisoformat(fixed.replace("Z", "+00:00"))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.now(UTC)


def stamp(moment: datetime | None = None) -> str:
    """A time as stored: `2021-04-10T06:30:00Z` (UTC, seconds)."""
    return (moment or now()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_stamp(text: str) -> datetime:
    """The aware UTC time of a stored stamp."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def today(zone: str = DEFAULT_ZONE) -> date:
    """Today's date in the chamber's zone."""
    return now().astimezone(_zone(zone)).date()


def local(text: str, zone: str = DEFAULT_ZONE) -> datetime:
    """A stored stamp as local time in the chamber's zone."""
    return from_stamp(text).astimezone(_zone(zone))


def start_of_day(day: date, zone: str = DEFAULT_ZONE) -> datetime:
    """When a day begins in the chamber's zone."""
    return datetime(day.year, day.month, day.day, tzinfo=_zone(zone))


def _zone(name: str) -> tzinfo:
    # Not at the top: a tenth of the start of a command that needs no local time.
    from zoneinfo import ZoneInfo

    return ZoneInfo(name)
