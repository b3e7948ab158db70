"""A report as every front end shows it: facts, tables, notes, and the document behind them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from chamber.i18n import _, language
from chamber.text.money import show_money, total
from chamber.text.values import Money

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titles. `chart` is the number of the column to draw against the first one (0: no chart)."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: int = 0

    @property
    def bars(self) -> list[tuple[str, float]]:
        """(name, value) of the column that is drawn."""
        return [(str(row[0]), float(row[self.chart])) for row in self.rows] if self.chart else []


@dataclass(frozen=True, slots=True)
class Report:
    """`facts` are label and text; `document` is what `--json` prints, with the names of DOMAIN.md."""

    name: str
    title: str
    as_of: date
    facts: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    document: Mapping[str, Any] | list[Any] = field(default_factory=dict)


def sums(amounts: Iterable[Money | None]) -> tuple[Money, ...]:
    """The total of amounts, one per currency; 约 when one of them is approximate."""
    return total([one for one in amounts if one is not None])


def shown(amounts: Iterable[Money]) -> str:
    """A total as text: `3.2亿元 + 500万美元`."""
    return " + ".join(show_money(one, language(), written=False) for one in amounts)


def as_json(amounts: Iterable[Money]) -> list[dict[str, Any]]:
    """A total as the amounts it is made of, each with its text."""
    return [one.to_json() | {"text": show_money(one, "zh", written=False)} for one in amounts]


def wan(amounts: Iterable[Money]) -> float:
    """The CNY part of a total in 万元, for a numeric cell and a chart."""
    return sum((one.low or one.high or 0) / 1_000_000 for one in amounts if one.currency == "CNY")


def percent(numerator: float, denominator: float) -> str:
    """A rate with one decimal, rounded half up; '-' without anything to divide by."""
    from decimal import ROUND_HALF_UP, Decimal

    if not denominator:
        return "-"
    rate = Decimal(str(numerator)) * 100 / Decimal(str(denominator))
    return f"{rate.quantize(Decimal('0.1'), ROUND_HALF_UP)} %"


def until(day: date) -> str:
    """The cut-off date in words (截至)."""
    return _("as of {day}").format(day=day.isoformat())
