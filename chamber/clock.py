"""The one place that asks what time it is; `CHAMBER_NOW` (ISO, UTC) fixes it for demos, tests and screenshots."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, tzinfo

DEFAULT_ZONE = "Asia/Shanghai"


_house_zone = DEFAULT_ZONE
"""The zone of the chamber that is open, for what is shown without one being named."""
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


def use_zone(zone: str) -> None:
    """Show times in this zone from now on. There is one open chamber a process, as there is one language."""
    global _house_zone
    _house_zone = zone


def today(zone: str | None = None) -> date:
    """Today's date in the chamber's zone."""
    return now().astimezone(_zone(zone)).date()


def local(text: str, zone: str | None = None) -> datetime:
    """A stored stamp as local time in the chamber's zone."""
    return from_stamp(text).astimezone(_zone(zone))


def to_the_minute(text: str, zone: str | None = None) -> str:
    """A stored stamp as a person reads it in the chamber's zone: `2021-04-10 14:30`; '-' for none."""
    return local(text, zone).strftime("%Y-%m-%d %H:%M") if text else "-"


def start_of_day(day: date, zone: str | None = None) -> datetime:
    """When a day begins in the chamber's zone."""
    return datetime(day.year, day.month, day.day, tzinfo=_zone(zone))


def _zone(name: str | None) -> tzinfo:
    # Not at the top: a tenth of the start of a command that needs no local time.
    from zoneinfo import ZoneInfo

    return ZoneInfo(name or _house_zone)
