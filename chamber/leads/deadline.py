"""When a lead asks for something next, as a column beside it: for lists, their orders and their filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from chamber.entity import Record, entity
from chamber.fields import Date
from chamber.fields.base import described
from chamber.i18n import N_, _
from chamber.text.values import PartialDate
from chamber.workdays import Due


class DueDay(Date):
    """A day that was worked out, marked when it is estimated (暂估). Nobody writes it."""

    suffixes: ClassVar[tuple[str, ...]] = ("", "_estimated")

    def show(self, value: Any, lang: str = "zh") -> str:
        if not value:
            return ""
        day: date = value.on
        return day.isoformat() + (f" {_('estimated')}" if value.estimated else "")

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value.on.isoformat(), int(value.estimated)) if value else (None, None)

    def load(self, stored: Sequence[Any]) -> Any:
        return Due(date.fromisoformat(stored[0]), bool(stored[1])) if stored[0] else None

    def to_json(self, value: Any) -> Any:
        return PartialDate.of(value.on).text if value else None


@entity(name="clock", noun="clock", label=N_("Due"), plural=N_("Due"), title="due", code="")
@dataclass(frozen=True, kw_only=True)
class Deadline(Record):
    """The soonest of what a lead asks for: its planned step or a duty of its clocks."""

    due: Due | None = described(DueDay(), N_("Due"), given=True, width=10)
