"""Number formats that say more than the value: percent, units and currencies in the format, padding zeros, and the
Chinese built-in dates. `telling` sorts a format once, `shown` applies it to a value.

Formats that only round or group digits tell nothing and leave the value as stored.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from chamber.importing.reading.workbook import Cell

# Built-in ids are written without their codes. 27–36 and 50–58 are those of a Chinese Excel or WPS, which readers that
# know only the Western ones give as bare numbers.
CHINESE = frozenset((*range(27, 37), *range(50, 59)))
BUILT_IN: Mapping[int, str] = {
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)(?:-[^\]]*)?\]|([$€£₩])')
_NOISE = re.compile(r"\[[^\]$]*\]|_.|\*.")
# A unit, a qualifier or a foreign currency; the yuan sign says nothing new.
_SAYS = re.compile(r"[㐀-鿿㎡$€£₩₽฿]|[A-Z]{3}\b")


class Kind(StrEnum):
    """What a format tells beyond the value."""

    PERCENT = "percent"
    PADDED = "padded"
    AFFIXED = "affixed"
    DATE = "date"
    MONTH = "month"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Telling:
    """A sorted format: `before` and `after` are its literal texts, `pattern` its zeros and hyphens when padded."""

    kind: Kind
    before: str = ""
    after: str = ""
    pattern: str = ""


@lru_cache(maxsize=4096)
def telling(code: str) -> Telling | None:
    """What format `code` tells, or None for the many that tell nothing."""
    section = _NOISE.sub("", code.split(";")[0])
    bare = _LITERAL.sub("", section).strip()
    if not bare or section.lower() in ("general", "@", "0", "0.00", "#,##0", "#,##0.00"):
        return None
    if re.search(r"[ymdhs]", bare, re.IGNORECASE) and not re.search(
        r"[0#?]", bare.replace("ss.0", "").replace(".0", "")
    ):
        return _date(bare.lower())
    if "%" in bare:
        return Telling(Kind.PERCENT)
    plain = section.replace("\\", "")
    if re.fullmatch(r"0[0-]+", plain) and plain.count("0") > 1:
        return Telling(Kind.PADDED, pattern=plain)
    return _affixed(section, bare)


def _date(bare: str) -> Telling:
    if "y" in bare or "d" in bare:
        months_only = "y" in bare and "m" in bare and not re.search(r"[dhs]", bare)
        return Telling(Kind.MONTH if months_only else Kind.DATE)
    return Telling(Kind.DATE) if "h" not in bare and "s" not in bare else Telling(Kind.TIME)


def _affixed(section: str, bare: str) -> Telling | None:
    # A trailing comma or an escaped point scales what is shown ('0!.0,"万元"'): the stored value is the true one.
    if bare.endswith(",") or "!" in section or "\\." in section:
        return None
    placeholder = re.search(r"[0#?]", _LITERAL.sub(lambda found: "\0" * len(found[0]), section))
    if placeholder is None:
        return None
    before, after = (_literals(part) for part in (section[: placeholder.start()], section[placeholder.start() :]))
    before = before if _SAYS.search(before) else ""
    after = after if _SAYS.search(after) else ""
    return Telling(Kind.AFFIXED, before, after) if before or after else None


def _literals(text: str) -> str:
    return "".join("".join(found.groups(default="")) for found in _LITERAL.finditer(text)).strip()


def shown(value: float, form: Telling, *, since_1904: bool = False) -> Cell:
    """A number as its format shows it, without rounding; the number itself where the format cannot apply."""
    if not math.isfinite(value):
        return str(value)
    if form.kind is Kind.PERCENT:
        return f"{number_text(round(value * 100, 10))}%"
    if form.kind is Kind.PADDED:
        return _padded(value, form.pattern)
    if form.kind is Kind.AFFIXED:
        return f"{form.before}{number_text(value)}{form.after}"
    if form.kind is Kind.TIME:
        return as_text(timedelta(seconds=round(value * 86_400))) if 0 <= value < 1e6 else whole(value)
    moment = from_serial(value, since_1904=since_1904)
    if moment is None:
        return whole(value)
    return dated(moment, form)


def dated(moment: datetime, form: Telling | None) -> Cell:
    """A date as its format shows it: a first of the month under a month format has month precision."""
    if form is not None and form.kind is Kind.MONTH and moment.day == 1:
        return f"{moment.year}年{moment.month}月"
    if moment.time() == datetime.min.time():
        return moment.date()
    return moment


def from_serial(value: float, *, since_1904: bool = False) -> datetime | None:
    """The moment of a spreadsheet's day number, to the second; None outside 1900–9999."""
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31) if value < 60 else datetime(1899, 12, 30)
    if not 0 <= value < 2_958_466:
        return None
    return start + timedelta(seconds=round(value * 86_400))


def _padded(value: float, pattern: str) -> Cell:
    if value != int(value) or value < 0 or abs(value) >= 1e15:
        return whole(value)
    digits = str(int(value)).zfill(pattern.count("0"))
    taken: list[str] = []
    rest = len(digits)
    for char in reversed(pattern[1:]):
        if char == "-":
            taken.append("-")
        else:
            rest -= 1
            taken.append(digits[rest])
    return digits[:rest] + "".join(reversed(taken))


def number_text(value: float) -> str:
    """A number in plain digits, as exact as a spreadsheet keeps it (15 digits)."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.15g}"
    return text if "e" not in text else f"{value:f}".rstrip("0").rstrip(".")


def whole(value: float) -> int | float:
    """An integral float as int; other floats as they are."""
    return int(value) if value.is_integer() and abs(value) < 1e18 else value


def as_text(value: time | timedelta) -> str:
    """A time of day or a duration as 'hh:mm' text, with seconds where there are any."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
