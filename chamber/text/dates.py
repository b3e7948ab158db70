"""Dates as people and spreadsheets write them, to the day, the month or the year.

`2021.4.10`, `2021年4月10日`, `20210410` (text or number), `21-4-10`, `20年4月`, a serial such as 44984, 二〇二一年四月.
What a spreadsheet has damaged (`3月4日` for 3/4), days that do not exist, and the epochs programs write for "no date"
are reported, never read as dates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from chamber.i18n import N_
from chamber.text.cells import as_text, as_written, is_blank
from chamber.text.numerals import plain_numerals, read_number
from chamber.text.patterns import pattern
from chamber.text.values import Parsed, PartialDate, Problem

EARLIEST, LATEST = 1800, 2200
"""The years a date can be in; beyond them it is a slip of the pen."""

# Serials below are before 1954: more likely counts than days.
_SERIALS = range(20_000, 73_051)
_EPOCHS = frozenset({"1970-01-01", "1900-01-01", "1900-01-00", "1899-12-31", "1899-12-30", "1904-01-01", "9999-12-31"})
_COMPACT = pattern(r"((?:18|19|20|21)\d\d)(0[1-9]|1[0-2])([0-3]\d)?")
# 210410: the year in two digits, unless it is a month of a year near ours (202104).
_SHORT_COMPACT = pattern(r"(?!(?:19|20)\d\d)(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_STAMP = pattern(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])([01]\d|2[0-3])[0-5]\d[0-5]\d")
_SEPARATED = pattern(
    r"(?<![\d.])(?P<year>\d{4}|\d{2}(?=\s*[-./年]\s*\d{1,2}(?:\s*[-./月]|\b)))(?:\s*年\s*|\s*[-./]\s*|(?=\s*\Z))"
    r"(?:(?P<month>\d{1,2})(?!\d)(?:\s*(?:月份?|[-./])\s*)?(?:(?<=[月份\-./\s])(?P<day>\d{1,2})(?!\d)\s*[日号]?)?)?"
)
_SPACED = pattern(r"^(\d{4})[\s、,_]+(\d{1,2})[\s、,_]+(\d{1,2})$")
_FOREIGN = pattern(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NO_YEAR = pattern(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{1,2}|\d{1,2}[-/.]\d{1,2}")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_ENGLISH = pattern(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-\s,]*{_MONTH}[-\s,]*(?P<year>\d{{4}}|(?<=-)\d{{2}})"
    rf"|{_MONTH.replace('month', 'month2')}\s*(?:(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?[\s,-]*(?P<year2>\d{{4}}))",
    re.IGNORECASE,
)
_WEEKDAY = pattern(r"\(?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*\)?|\([一二三四五六日]\)")
_HOURS = r"[\d零一二三四五六七八九十]{1,3}"
_CLOCK = pattern(
    rf"[T\s]*(?:[上下中]午|早上|晚上?|凌晨)?\s*(?:{_HOURS}[:时点](?:{_HOURS})?(?:[:分]\d{{0,2}}(?:\.\d+)?秒?)?半?整?)?"
    r"\s*(?:[AP]M|Z|[+-]\d\d:?\d\d)?\s*"
)
_REPUBLIC = pattern(r"民国\s*(\d{1,3})\s*年")
_SPOKEN_YEAR = pattern(r"[零一二三四五六七八九]{4}(?=年)|[零一二三四五六七八九]{2}(?=年)")
_DASHES = pattern(r"(?<=\d)\s*[-‐‑‒–—―−]+\s*(?=\d)")
# A letter or a sign where digits should be: 2021.04.1O, 2021-O4-10.
_SPOILT = pattern(r"(?i)(?<=\d)[oil](?![a-z])|(?<![a-z])[oil](?=\d)")
_BRACKETED = pattern(r"\([^()\d]*[农阴]历[^()]*\)")
_SHORT_YEAR = N_("Two digits were taken for the year: {text}")
_SPOKEN = pattern(r"[一二三四五六七八九十]{1,3}(?=[月日号])")


def parse_date(cell: object, *, typed: bool = False) -> Parsed[PartialDate]:
    """Read a date. `typed`: a person has just written it, so 1970-01-01 is a day and not a program's "no date"."""
    if isinstance(cell, datetime):
        return _parse(cell.date().isoformat(), typed)
    if isinstance(cell, date):
        return _parse(cell.isoformat(), typed)
    if isinstance(cell, (time, timedelta)):
        return _refused("time", N_("A time without a date: {text}"), as_text(cell))
    if isinstance(cell, float) and not cell.is_integer():
        return _fraction(cell, typed)
    parsed = _parse(as_written(cell), typed)
    if isinstance(cell, (int, float)):
        # A number in a column of dates is a serial for certain.
        return Parsed(parsed.value, tuple(problem for problem in parsed.problems if problem.code != "serial"))
    return parsed


def show_date(value: PartialDate, lang: str = "zh") -> str:
    """The date as stored and exchanged: `2021-04-10`, `2020-04`, `2020`."""
    return value.text


def serial_day(serial: int | float, *, from_1904: bool = False) -> date:
    """The day of a spreadsheet's serial number (44984 → 2023-02-27)."""
    return date(1904, 1, 1) + timedelta(int(serial)) if from_1904 else date(1899, 12, 30) + timedelta(int(serial))


def _refused(code: str, message: str, text: str, *, kept: bool = False) -> Parsed[PartialDate]:
    return Parsed(None, (Problem(code, message, {"text": text}, "doubt", kept),))


def _unread(text: str) -> Parsed[PartialDate]:
    return _refused("date", N_('No date found in "{text}"'), text, kept=True)


def _fraction(cell: float, typed: bool) -> Parsed[PartialDate]:
    """A number with decimals: a serial with a time, or `2021.4` that a spreadsheet took for a number."""
    if int(cell) in _SERIALS if abs(cell) < 10**6 else False:
        return _parse(serial_day(cell).isoformat(), typed)
    text = repr(cell)
    match = re.fullmatch(r"((?:19|20)\d\d)\.(\d{1,2})", text)
    if match is None:
        return _unread(text)
    if match[2] == "1":
        return _refused("date", N_("January or October? The spreadsheet has dropped the end of {text}"), text)
    return _parse(text, typed)


@lru_cache(maxsize=16384)
def _parse(written: str, typed: bool) -> Parsed[PartialDate]:
    text = as_text(written)
    if is_blank(text) or text == "0":
        return Parsed(None)
    if not text.isascii():
        text = _spoken(plain_numerals(text))
    text = re.sub(r"(\d{4,8})\.0+", r"\1", text) if text.endswith("0") and re.fullmatch(r"\d{4,8}\.0+", text) else text
    text = _SPACED.sub(r"\1-\2-\3", _DASHES.sub("-", _WEEKDAY.sub(" ", _BRACKETED.sub(" ", text)).strip()))
    if re.search("[农阴]历", text):
        return _refused("lunar", N_("A date of the lunar calendar is not converted: {text}"), written)
    if text.isdigit():
        return _digits(text, written, typed)
    if text.isascii() and (english := _ENGLISH.fullmatch(text)):
        month = _MONTHS[(english["month"] or english["month2"])[:3].lower()]
        return _checked(
            english["year"] or english["year2"], str(month), english["day"] or english["day2"], written, typed
        )
    match = None if _FOREIGN.match(text) else _SEPARATED.search(text)
    if match is None:
        return _other(text, written, typed)
    if _SPOILT.search(text):
        return _unread(written)
    return _separated(match, text, written, typed)


def _spoken(text: str) -> str:
    """Chinese numerals of a date as digits: 二零二一年四月十日 → 2021年4月10日."""
    text = _REPUBLIC.sub(lambda match: f"{int(match[1]) + 1911}年", text.replace("。", "."))
    text = _SPOKEN_YEAR.sub(
        lambda match: "".join(str("零一二三四五六七八九".index(char)) for char in match.group()), text
    )
    return _SPOKEN.sub(_spoken_number, text)


def _spoken_number(match: re.Match[str]) -> str:
    numeral = read_number(match.group())
    return str(int(numeral.value)) if numeral else match.group()


def _digits(text: str, written: str, typed: bool) -> Parsed[PartialDate]:
    if short := _SHORT_COMPACT.fullmatch(text):
        parsed = _checked(short[1], short[2], short[3], written, typed)
        note = Problem("short_year", _SHORT_YEAR, {"text": written})
        return Parsed(parsed.value, (*parsed.problems, note) if parsed.value else parsed.problems)
    compact = _COMPACT.fullmatch(text) or _STAMP.fullmatch(text)
    if compact:
        return _checked(compact[1], compact[2], compact[3], written, typed)
    if len(text) == 4 and EARLIEST <= int(text) <= LATEST:
        return _checked(text, None, None, written, typed)
    if len(text) == 5 and int(text) in _SERIALS:
        parsed = _parse(serial_day(int(text)).isoformat(), typed)
        note = Problem("serial", N_("Read as a spreadsheet's day number: {text}"), {"text": written})
        return Parsed(parsed.value, (*parsed.problems, note))
    return _unread(written)


def _separated(match: re.Match[str], text: str, written: str, typed: bool) -> Parsed[PartialDate]:
    parsed = _checked(match["year"], match["month"], match["day"], written, typed)
    if parsed.value is None:
        return parsed
    problems = list(parsed.problems)
    before, after = text[: match.start()].strip(" '\"(["), text[match.end() :].strip(" '\")].,;")
    if re.search(r"\d", before) or (re.search(r"\d", after) and _CLOCK.fullmatch(after) is None):
        problems.append(
            Problem("several", N_("More than one date; the first was taken: {text}"), {"text": written}, "doubt")
        )
    elif before or _CLOCK.fullmatch(after) is None:
        problems.append(Problem("words", N_('Only the date was taken from "{text}"'), {"text": written}))
    if len(match["year"]) == 2 and "年" not in text:
        problems.append(Problem("short_year", _SHORT_YEAR, {"text": written}))
    return Parsed(parsed.value, tuple(problems))


def _other(text: str, written: str, typed: bool) -> Parsed[PartialDate]:
    foreign = _FOREIGN.match(text)
    if foreign:
        first, second, year = int(foreign[1]), int(foreign[2]), foreign[3]
        if first > 12 >= second:
            return _checked(year, str(second), str(first), written, typed)
        if second > 12 >= first or first == second:
            return _checked(year, str(first), str(second), written, typed)
        return _refused("order", N_("Which is the month? {text}"), written)
    if _NO_YEAR.fullmatch(text) or re.match(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号]", text):
        return _refused(
            "no_year", N_("No year; a spreadsheet may have made this of a number or a range: {text}"), written
        )
    if text.startswith("0000"):
        return Parsed(None)
    return _unread(written)


def _checked(
    year_text: str, month_text: str | None, day_text: str | None, written: str, typed: bool
) -> Parsed[PartialDate]:
    year = int(year_text)
    if len(year_text) == 2:
        year += 2000 if year < 50 else 1900
    month, day = int(month_text or 0), int(day_text or 0)
    parts = [f"{year:04d}", *([f"{month:02d}"] if month_text else []), *([f"{day:02d}"] if day_text else [])]
    text = "-".join(parts)
    if text in _EPOCHS and not typed:
        return _refused("placeholder", N_("Programs write {text} when there is no date"), written, kept=True)
    if year == 0 and month == 0 and day == 0:
        return Parsed(None)
    exists = (not month_text or 1 <= month <= 12) and (not day_text or 1 <= day <= monthrange(year or 1, month)[1])
    if not exists or not EARLIEST <= year <= LATEST:
        return _refused("impossible", N_("There is no such date: {text}"), written)
    return Parsed(PartialDate(text))
