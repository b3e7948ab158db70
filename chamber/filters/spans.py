"""Times as people ask for them: a date, a month, `7d` from today, 今天, 本周, 去年."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from chamber.errors import Invalid
from chamber.i18n import _
from chamber.text.dates import parse_date
from chamber.text.values import PartialDate

Span = tuple[str, str]
"""The first text that is in it and the first that is after it, as dates are stored: ('2021-04', '2021-05')."""

_AWAY = re.compile(r"([+-]?\d{1,4})(d|days?|天|日|w|weeks?|周|m|months?|个月|y|years?|年)")
_DAYS = {"d": 1, "天": 1, "日": 1, "w": 7, "周": 7}
_WORDS = {
    "today": ("day", 0), "今天": ("day", 0), "今日": ("day", 0),
    "tomorrow": ("day", 1), "明天": ("day", 1), "yesterday": ("day", -1), "昨天": ("day", -1),
    "thisweek": ("week", 0), "本周": ("week", 0), "这周": ("week", 0), "nextweek": ("week", 1), "下周": ("week", 1),
    "lastweek": ("week", -1), "上周": ("week", -1),
    "thismonth": ("month", 0), "本月": ("month", 0), "nextmonth": ("month", 1), "下月": ("month", 1),
    "下个月": ("month", 1), "lastmonth": ("month", -1), "上月": ("month", -1), "上个月": ("month", -1),
    "thisyear": ("year", 0), "今年": ("year", 0), "nextyear": ("year", 1), "明年": ("year", 1),
    "lastyear": ("year", -1), "去年": ("year", -1),
}  # fmt: skip


def span(text: str, today: date) -> Span:
    """The time a text means. Raises `Invalid`."""
    plain = text.strip().casefold().replace("_", "")
    word = _WORDS.get(plain)
    if word:
        return _named(*word, today)
    away = _AWAY.fullmatch(plain)
    if away and not (away[2] == "年" and len(away[1]) == 4):
        return _of_days(*[_moved(today, int(away[1]), away[2])] * 2)
    parsed = parse_date(text, typed=True)
    if parsed.value is None:
        raise Invalid({"": _("Not a date: {text}. Write 2021-04-10, 2021-04, 7d, today.").format(text=text)})
    return _of(parsed.value)


def is_away(text: str) -> bool:
    """Whether it is a distance from today (`7d`), which as a filter means everything up to then."""
    return _AWAY.fullmatch(text.strip().casefold()) is not None


def _of(day: PartialDate) -> Span:
    return day.text, _follower(day.last_day() + timedelta(1), day.precision)


def _follower(first: date, precision: str) -> str:
    return first.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]]


def _of_days(first: date, last: date) -> Span:
    return first.isoformat(), (last + timedelta(1)).isoformat()


def _named(unit: str, away: int, today: date) -> Span:
    if unit == "day":
        return _of_days(*[today + timedelta(away)] * 2)
    if unit == "week":
        monday = today + timedelta(7 * away - today.weekday())
        return _of_days(monday, monday + timedelta(6))
    if unit == "month":
        return _of(PartialDate(_months(today, away).isoformat()[:7]))
    return _of(PartialDate(f"{today.year + away:04d}"))


def _moved(today: date, number: int, unit: str) -> date:
    try:
        if unit[0] in _DAYS:
            return today + timedelta(number * _DAYS[unit[0]])
        return _months(today, number * (12 if unit[0] in "y年" else 1))
    except (OverflowError, ValueError):
        raise Invalid({"": _("This is too far away: {number}.").format(number=number)}) from None


def _months(today: date, number: int) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + number, 12)
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))
