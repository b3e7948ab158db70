"""Which of the automatic backups stay: the newest ones, then one a week, then one a month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

WEEKS = 4
MONTHS = 12


def worth_keeping(days: Iterable[date], newest: int, weeks: int = WEEKS, months: int = MONTHS) -> frozenset[date]:
    """Of the days backups were made: the `newest`, and the last of each of the latest `weeks` and `months` with any."""
    ordered = sorted(set(days), reverse=True)
    by_week: dict[tuple[int, int], date] = {}
    by_month: dict[tuple[int, int], date] = {}
    for day in ordered:
        by_week.setdefault(day.isocalendar()[:2], day)
        by_month.setdefault((day.year, day.month), day)
    return frozenset((*ordered[:newest], *list(by_week.values())[:weeks], *list(by_month.values())[:months]))
