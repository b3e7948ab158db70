"""Counts as people write them: 近200人, 1300多名, 80余名, 20多个, 1,200, ２００."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from functools import lru_cache

from chamber.i18n import N_
from chamber.text.cells import EXPONENT, as_text, as_written, is_blank
from chamber.text.numerals import PHRASE, plain_numerals, read_number
from chamber.text.patterns import pattern
from chamber.text.qualifiers import AFTER, BEFORE, in_english, qualifier_of
from chamber.text.values import Parsed, Problem, Quantity

_COUNTER = (
    r"(?:人次|人|名|个|位|家|户|项|批次|批|场次|场|次|组|棵|株|亩|平方米|㎡|m2|套|件|辆|台|份|条|岁|年|天|所|村"
    r"|people|persons)"
)
_QUANTITY = pattern(
    rf"(?P<lead>[^\d]*?){BEFORE}\s*(?P<number>{PHRASE})(?P<plus>\+)?\s*(?P<more>[余多来])?"
    rf"\s*(?P<counter>{_COUNTER})?(?P<late>[余多])?\s*{AFTER}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RANGE_END = pattern(rf"\s*(?:[-~—–]|至|到)\s*(?P<end>{PHRASE})\s*{_COUNTER}")
# Without a word behind it a range is what can be no day: 50-99, not 1-2 or 2021-04.
_BARE_RANGE = pattern(r"(\d{1,9})\s*(?:[-~—–]|至|到)\s*(\d{2,9})")
_SPOKEN = pattern(
    rf"(?<![零一二三四五六七八九十百千万亿])((?:[一二三四五六七八九十百千万亿]*[十百千万亿])?)(一二|二三|三四|四五|五六|六七|七八|八九|三五)(?={_COUNTER})"
)
_SCALED = pattern(r"\d+[十百千万亿]")
_DAYS = 31
LARGEST = 10**12


def parse_quantity(cell: object) -> Parsed[Quantity]:
    """Read a count. A fraction is rounded with a warning; words beside the number are kept in `text`."""
    if isinstance(cell, (date, time, timedelta)):
        return _refused(N_("A spreadsheet has made a date of this number: {text}"), as_text(cell))
    return _parse(as_written(cell))


def show_quantity(quantity: Quantity, lang: str = "zh") -> str:
    """The count as written where it was, else `近200`; English `nearly 200`."""
    if lang == "en":
        number = "" if quantity.value is None else f"{quantity.value:,}"
        return in_english(quantity.qualifier) + number
    if quantity.text and parse_quantity(quantity.text).value == quantity:
        return quantity.text
    number = "" if quantity.value is None else str(quantity.value)
    before = quantity.qualifier if quantity.qualifier in ("约", "近") else ""
    return before + number + (quantity.qualifier if not before else "")


def total(quantities: list[Quantity] | tuple[Quantity, ...]) -> Quantity:
    """The sum; one approximate count makes it 约."""
    vague = any(one.qualifier for one in quantities)
    return Quantity(sum(one.value or 0 for one in quantities), "约" if vague else "")


def _refused(message: str, text: str, *, kept: bool = False) -> Parsed[Quantity]:
    return Parsed(None, (Problem("number", message, {"text": text}, "doubt", kept),))


@lru_cache(maxsize=4096)
def _parse(written: str) -> Parsed[Quantity]:
    plain = as_text(written)
    if is_blank(plain):
        return Parsed(None)
    unread = _refused(N_('No number found in "{text}"'), written, kept=True)
    if EXPONENT.search(plain):
        return _refused(N_("A spreadsheet has shortened this number: {text}; type it in full"), written)
    if (bare := _BARE_RANGE.fullmatch(plain)) and _DAYS < int(bare[2]) > int(bare[1]):
        return _lower_end(int(bare[1]), written)
    text = plain_numerals(_SPOKEN.sub(lambda said: f"{said[1]}{said[2][0]}-{said[1]}{said[2][1]}", plain))
    match = _QUANTITY.fullmatch(text)
    numeral = read_number(match["number"]) if match else None
    if match is None or numeral is None or numeral.value >= LARGEST:
        return unread
    value = int(numeral.value.to_integral_value())
    problems: tuple[Problem, ...] = ()
    end = _RANGE_END.match(match["rest"])
    if end and _SCALED.fullmatch(end["end"]) and not _SCALED.fullmatch(match["number"]):
        # 5-6百人: whether five or five hundred is not said.
        return unread
    if _misleading(match) and not (end and not match["lead"]):
        return unread
    if end:
        return _lower_end(value, written)
    if value != numeral.value:
        problems = (Problem("fraction", N_("Not a whole number: {text}; rounded"), {"text": written}, "doubt"),)
    elif re.search(r"\d", match["rest"]):
        problems = (Problem("several", N_("Several numbers; the first was taken: {text}"), {"text": written}, "doubt"),)
    if "?" in match["rest"]:
        problems += (Problem("unsure", N_("The sheet doubts this number: {text}"), {"text": written}, "doubt"),)
    return Parsed(Quantity(value, numeral.qualifier or _qualifier(match), written), problems)


def _lower_end(value: int, written: str) -> Parsed[Quantity]:
    problem = Problem("range", N_("A range; its lower end was taken: {text}"), {"text": written}, "doubt")
    return Parsed(Quantity(value, "约", written), (problem,))


def _misleading(match: re.Match[str]) -> bool:
    """A word that only starts like a number (一般), an ordinal, a date, a negative number."""
    rest = match["rest"]
    if not re.search(r"\d", match["number"]) and not match["counter"] and (rest or match["lead"]):
        return True
    if re.search(r"[几数第\-−]$", match["lead"]) or re.match(r"[月日]", rest):
        return True
    return re.match(r"[-/.:]?\d", rest) is not None and _RANGE_END.match(rest) is None


def _qualifier(match: re.Match[str]) -> str:
    if match["more"] or match["late"]:
        return "多" if "多" in (match["more"], match["late"]) else "余"
    return qualifier_of(match["before"], match["after"], match["plus"])
