"""A deadline that comes again: `周五 10:00`, `25日 17:00`, `15日、月末`."""

from __future__ import annotations

import re
import unicodedata

from chamber.fields.base import Context
from chamber.fields.texts import Text, plain
from chamber.i18n import N_
from chamber.text.patterns import pattern
from chamber.text.times import parse_time
from chamber.text.values import Parsed, Problem

_DAYS = {"Mon": "周一", "Tue": "周二", "Wed": "周三", "Thu": "周四", "Fri": "周五", "Sat": "周六", "Sun": "周日"}
_ENGLISH_DAY = pattern(
    r"\b(?:(mon|fri|sun)(?:day)?|(tue)(?:s(?:day)?)?|(wed)(?:nesday)?|(thu)(?:r(?:s(?:day)?)?)?|(sat)(?:urday)?)\b",
    re.IGNORECASE | re.ASCII,
)
_ENGLISH_DATE = pattern(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE | re.ASCII)
_ENGLISH_END = pattern(r"\b(?:end of (?:the )?month|month[- ]end)\b|月底", re.IGNORECASE | re.ASCII)
# Beside a letter or a digit an English word would not be read again.
_INSIDE = r"[A-Za-z\d_]"
_DATE = pattern(rf"(?<!{_INSIDE})(\d{{1,2}})\s*[日号](?!{_INSIDE})")
_SAYS_A_DAY = pattern(r"(?:周|星期|礼拜)[一二三四五六日天]|(?<!\d)(?:[1-9]|[12]\d|3[01])\s*[日号]|月[底末]")


class Deadline(Text):
    """A weekday or day of the month, and a time. Kept in Chinese; English is read and shown (`Fri 10:00`)."""

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        text = unicodedata.normalize("NFKC", plain(cell))
        text = _ENGLISH_DAY.sub(lambda match: _DAYS[match[match.lastindex or 0].capitalize()], text)
        text = _ENGLISH_END.sub("月末", _ENGLISH_DATE.sub(r"\1日", text))
        if text and not _SAYS_A_DAY.search(text) and parse_time(text).value is None:
            message = N_("{text} is no deadline; write it as 周五 10:00, 25日 17:00 or Fri 10:00")
            return Parsed(None, (Problem("deadline", message, {"text": plain(cell)}, "doubt"),))
        return Parsed(text)

    def show(self, value: str, lang: str = "zh") -> str:
        if lang != "en" or not value:
            return value or ""
        for english, chinese in _DAYS.items():
            value = re.sub(rf"(?<!{_INSIDE}){chinese}(?!{_INSIDE})", english, value)
        return re.sub(rf"(?<!{_INSIDE})月[底末](?!{_INSIDE})", "month end", _DATE.sub(_ordinal, value))


def _ordinal(match: re.Match[str]) -> str:
    number = int(match[1])
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
