"""Times of day: `14:30`, 下午2点半, the fraction of a serial."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from chamber.i18n import N_
from chamber.text.cells import as_text, is_blank
from chamber.text.numerals import plain_numerals, read_number
from chamber.text.patterns import pattern
from chamber.text.values import Parsed, Problem

_TIME = pattern(
    r"(?<![\d/.\-年月])(?P<part>凌晨|清晨|早上?|上午|中午|下午|傍晚|晚上?|夜里)?\s*(?P<hour>\d{1,2})\s*(?:[时点](?!\d{3})|:(?=\s*\d{1,2}(?!\d))|(?=\s*[AP]M))\s*"
    r"(?:(?P<half>半|一刻|三刻)|(?P<minute>\d{1,2})\s*分?)?\s*(?:[:]?(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?\s*整?"
    r"\s*(?P<half_day>[AP]M)?\s*(?P<offset>Z|[+-]\d\d:?\d\d)?",
    re.IGNORECASE,
)
_HOUR = pattern(r"[零一二三四五六七八九十]{1,3}(?=[时点分])|(?<=[时点])[零一二三四五六七八九十]{1,3}(?![刻])")
_LATE = {"下午", "傍晚", "晚", "晚上", "夜里"}


def parse_time(cell: object) -> Parsed[time]:
    """Read a time of day. 24:00 and 晚上12点 are midnight."""
    if isinstance(cell, datetime):
        return Parsed(cell.time())
    if isinstance(cell, time):
        return Parsed(cell)
    if isinstance(cell, float) and 0 <= cell < 1:
        return Parsed((datetime.min + timedelta(seconds=round(cell * 86400))).time())
    text = as_text(cell)
    if is_blank(text):
        return Parsed(None)
    found = find_time(text)
    if found is None:
        return Parsed(None, (Problem("time", N_('No time found in "{text}"'), {"text": text}, "doubt", kept=True),))
    seconds, _ = found
    return Parsed((datetime.min + timedelta(seconds=seconds % 86400)).time())


def find_time(text: str) -> tuple[int, str | None] | None:
    """Seconds since midnight (86400 for 24:00) and the offset written, of the first time in a text."""
    text = _HOUR.sub(_digits, plain_numerals(text))
    for match in _TIME.finditer(text):
        hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
        part = match["part"] or (match["half_day"] or "").upper()
        if match["half"]:
            minute = {"半": 30, "一刻": 15, "三刻": 45}[match["half"]]
        if (part in _LATE or part == "PM") and hour < 12:
            hour += 12
        elif part in ("凌晨", "AM") and hour == 12:
            hour = 0
        elif part in ("晚", "晚上", "夜里") and hour == 12:
            hour = 24
        elif part == "中午" and hour < 4:
            hour += 12
        if (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0):
            return hour * 3600 + minute * 60 + second, _offset(match["offset"] or "", text)
    return None


def _offset(written: str, text: str) -> str | None:
    if written in ("Z", "z"):
        return "+00:00"
    # 09:00-11:30 is a span of time; only after an ISO time is it an offset.
    return written if written.startswith("+") or (written and "T" in text) else None


def _digits(match: re.Match[str]) -> str:
    numeral = read_number(match.group())
    return str(int(numeral.value)) if numeral else match.group()
