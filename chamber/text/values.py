"""The values fields hold, and what reading a cell gives back: a value, problems, or both.

All are frozen and comparable. The text as written rides along without taking part in comparison, so that a value read
from `1.2亿元` equals one read from `12000万元`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from chamber.text.patterns import pattern

T_co = TypeVar("T_co", covariant=True)
Severity = Literal["warning", "doubt"]
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at. `message` is an English msgid with named parameters.

    A 'warning' says what was noticed about a value that was understood; a 'doubt' that it may not mean what was
    understood, or that nothing was. With no value beside it, the cell could not be read: a form refuses it, and an import
    keeps it as written, which it says where `kept`.
    """

    code: str
    message: str
    params: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    severity: Severity = "warning"
    kept: bool = False

    def render(self, translate: Callable[[str], str] = str) -> str:
        """The message in the language of `translate`, parameters filled in."""
        return translate(self.message).format(**self.params)


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T_co]):
    """What a cell was read as. No value and no problem: the cell is empty or a placeholder (暂无, -, ***)."""

    value: T_co | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in integer 分 (hundredths, whatever the currency).

    `low` and `high` are equal unless it is a range; `high` is None for an open one (以上), `low` for 以下. The
    qualifiers: 约 近 余 多 以上 以下. 余 and 多 span up to the next unit: 五千余万 is 5000–6000 万.
    """

    low: int | None
    high: int | None
    currency: str = "CNY"
    qualifier: str = ""
    text: str = field(default="", compare=False)

    @property
    def sort_key(self) -> int:
        """The 分 to sort and compare by: the low end where there is one."""
        return self.low if self.low is not None else self.high or 0

    def to_json(self) -> dict[str, str | None]:
        """Decimal 元 as text."""
        return {
            "low": None if self.low is None else yuan_text(self.low),
            "high": None if self.high is None else yuan_text(self.high),
            "currency": self.currency,
            "qualifier": self.qualifier,
            "text": self.text,
        }


def yuan_text(fen: int) -> str:
    """分 as decimal 元 without trailing zeros: 150 → `1.5`."""
    whole, rest = divmod(abs(fen), 100)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole}" if not rest else f"{sign}{whole}.{rest:02d}".rstrip("0")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count as people write it: 近200人, 1300多名. `value` is the number written."""

    value: int | None
    qualifier: str = ""
    text: str = field(default="", compare=False)

    def to_json(self) -> dict[str, int | str | None]:
        return {"value": self.value, "qualifier": self.qualifier, "text": self.text}


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year: `2021-04-10`, `2020-04`, `2020`. Sorts as its text does."""

    text: str

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The date of a day."""
        return cls(f"{day.year:04d}-{day.month:02d}-{day.day:02d}")

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        return "day" if len(self.text) == 10 else "month" if len(self.text) == 7 else "year"

    @property
    def year(self) -> int:
        return int(self.text[:4])

    @property
    def month(self) -> int | None:
        return int(self.text[5:7]) if len(self.text) >= 7 else None

    @property
    def day(self) -> int | None:
        return int(self.text[8:10]) if len(self.text) == 10 else None

    def first_day(self) -> date:
        """The first day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> date:
        """The last day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return self.text

    def to_json(self) -> str:
        return self.text


PhoneKind = Literal["mobile", "landline", "local", "service", "foreign", "unknown"]

_MOBILE = pattern(r"1[3-9]\d{9}")
_LANDLINE = pattern(r"0(?:10|2\d|[3-9]\d{2})-\d{7,8}")
_LOCAL = pattern(r"[2-8]\d{6,7}")
_SERVICE = pattern(r"(?:400|800)-?\d{3}-?\d{4}|1[012]\d{1,3}|9[56]\d{3,4}")


@dataclass(frozen=True, slots=True)
class Phone:
    """One number. A mobile is 11 digits, a landline `0471-4310000`, one without area code stays local: `84150973`."""

    number: str
    label: str = ""
    extension: str = ""

    @property
    def kind(self) -> PhoneKind:
        if _MOBILE.fullmatch(self.number):
            return "mobile"
        if _LANDLINE.fullmatch(self.number):
            return "landline"
        if _LOCAL.fullmatch(self.number):
            return "local"
        if _SERVICE.fullmatch(self.number):
            return "service"
        return "foreign" if self.number.startswith("+") else "unknown"

    @property
    def digits(self) -> str:
        """The number without its punctuation, as search and matching want it."""
        return self.number if self.number.isdecimal() else re.sub(r"\D", "", self.number)

    def to_json(self) -> dict[str, str]:
        return {"number": self.number, "label": self.label, "extension": self.extension}


BEFORE_NUMBER, AFTER_NUMBER = '[{"number":"', '","label":"","extension":""}]'
"""What stands around a bare number where it is stored."""


def bare_number(stored: str) -> str:
    """The number where one bare number is stored, without reading the JSON; '' for anything else."""
    if stored.startswith(BEFORE_NUMBER) and stored.endswith(AFTER_NUMBER):
        number = stored[len(BEFORE_NUMBER) : -len(AFTER_NUMBER)]
        if number.isalnum():
            return number
    return ""


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division (GB/T 2260; townships have nine digits). `path` is `内蒙古自治区/赤峰市/敖汉旗`."""

    code: str
    name: str
    level: Literal["province", "prefecture", "county", "township"]
    path: str

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "name": self.name, "path": self.path}


def yuan(amount: Decimal | int | str) -> int:
    """元 as integer 分."""
    return int((Decimal(amount) * 100).to_integral_value())
