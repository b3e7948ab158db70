"""Dates with day, month or year precision, and times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

from chamber import clock
from chamber.fields.base import Context, Kind
from chamber.text.dates import parse_date
from chamber.text.moments import parse_datetime
from chamber.text.values import Parsed, PartialDate

# A web program's moment: its day is another one here after 16:00 (2021-04-09T16:00:00Z is the 10th in China).
_MOMENT = re.compile(r"\s*\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z\s*")


class Date(Kind):
    """`2021-04-10`, `2021-04` or `2021`, stored as that text."""

    def empty(self) -> PartialDate | None:
        return None

    def parse(self, cell: object, context: Context) -> Parsed[PartialDate]:
        if isinstance(cell, str) and _MOMENT.fullmatch(cell):
            moment = parse_datetime(cell, context.zone).value
            if moment is not None:
                return Parsed(PartialDate.of(moment.astimezone(ZoneInfo(context.zone)).date()))
        return parse_date(cell)

    def show(self, value: Any, lang: str = "zh") -> str:
        return value.text if value else ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value.text if value else None,)

    def load(self, stored: Sequence[Any]) -> PartialDate | None:
        return PartialDate(stored[0]) if stored[0] else None

    def to_json(self, value: Any) -> Any:
        return value.text if value else None


class DateTime(Kind):
    """A time: stored and held as a UTC stamp (`2021-04-10T06:30:00Z`), shown in the chamber's zone."""

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        parsed = parse_datetime(cell, context.zone)
        return Parsed(clock.stamp(parsed.value) if parsed.value else "", parsed.problems)

    def show(self, value: Any, lang: str = "zh") -> str:
        if not value:
            return ""
        moment = clock.local(value)
        return moment.strftime("%Y-%m-%d %H:%M:%S" if moment.second else "%Y-%m-%d %H:%M")

    def brief(self, value: Any, lang: str = "zh") -> str:
        return self.show(value, lang)[:16]

    def load(self, stored: Sequence[Any]) -> str:
        return stored[0] or ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value or None,)
