"""A row's own keys: what ties it to a record of ours or to an earlier row. A name alone is no key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from chamber.importing.cells import Values
from chamber.importing.targets import Target
from chamber.text.folding import fold, fold_all
from chamber.text.uscc import is_valid
from chamber.text.values import Phone

Key = tuple[str, ...]

_PLACEHOLDER = re.compile(
    r"(\d)\1*|0?1?23456789?0?\d{0,2}|1[3-9]0{7,9}\d{0,2}|1[3-9](\d)\2{8}|\d{3,4}(\d)\3{6,7}|12345678"
)
# What beside the name makes two rows of one file the same.
_PLACES = {"members": "address", "contacts": "address", "leads": "target_division", "attendance": "unit"}


def usable(phone: Phone) -> str:
    """The digits a phone can be matched by; '' for what is no number of anybody's (too short, 12345678, 00000000)."""
    number = phone.number
    digits = number if number.isdigit() else phone.digits
    if (
        len(digits) < 7
        or (len(digits) != 11 and phone.kind in ("unknown", "service"))
        or _PLACEHOLDER.fullmatch(digits)
    ):
        return ""
    return f"{digits}x{phone.extension}" if phone.extension else digits


@dataclass(frozen=True, slots=True)
class RowKeys:
    """What a row is known by. `numbers` decide by themselves, `phones` are the name with each phone number; `place`
    (the name with the address or the unit) counts only among the rows of one file."""

    name: str
    numbers: tuple[Key, ...]
    phones: tuple[Key, ...]
    place: tuple[Key, ...]

    @property
    def in_file(self) -> tuple[Key, ...]:
        """What makes two rows of one file the same."""
        return self.numbers + self.phones + self.place


def keys_of(target: Target, values: Values, row: int) -> RowKeys:
    """The keys of a row."""
    get = values.get
    name = name_of(target, values, row)
    numbers: list[Key] = []
    if uscc := get("uscc", row):
        numbers.append(("uscc", uscc) if is_valid(uscc) else ("uscc?", uscc, name))
    if target.number and (number := get(target.number, row)):
        numbers.append((target.number, number))
    if identity := get("id_number", row):
        numbers.append(("id_number", identity))
    phones = [
        ("phone", name, digits) for path in target.phones for phone in get(path, row) or () if (digits := usable(phone))
    ]
    place = _PLACES[target.name]
    where = get(place, row)
    return RowKeys(name, tuple(numbers), tuple(phones), ((place, name, called(where)),) if where else ())


def name_of(target: Target, values: Values, row: int) -> str:
    """What a row is called, as its keys have it; an undertaking has its investor's name with it."""
    name = values.get(target.title, row) or ""
    return undertaking(name, values.get("investor", row) or "") if target.name == "leads" else called(name)


def names_of(target: Target, values: Values) -> list[str]:
    """What each row is called."""
    if target.name == "leads":
        return [name_of(target, values, row) for row in range(values.size)]
    names = [name or "" for name in values.columns.get(target.title) or [""] * values.size]
    return [one_form(folded) or name for folded, name in zip(fold_all(names), names, strict=True)]


def called(name: str) -> str:
    """A name as keys have it: folded, whatever its legal form; or as written where it is nothing but signs, which would all
    be one name."""
    return one_form(fold(name)) or name


_FORM = "有限公司"
# The longer ones first: 股份有限责任公司 becomes 股份有限公司 and then 有限公司.
_FORMS = ("有限责任公司", "责任有限公司", "股份有限公司")


def one_form(name: str) -> str:
    """A name with 有限责任公司 and 股份有限公司 as 有限公司: one company is written with either."""
    if "限" in name:
        for form in _FORMS:
            name = name.replace(form, _FORM)
    return name


def in_forms(name: str) -> tuple[str, ...]:
    """The name with each legal form it may have been filed with, itself first."""
    body = next((name.removesuffix(form) for form in (*_FORMS, _FORM) if name.endswith(form)), "")
    return tuple(dict.fromkeys((name, *(body + form for form in (_FORM, *_FORMS))))) if body else (name,)


def undertaking(project: str, investor: str) -> str:
    """A project and who invests in it, as keys have them."""
    return f"{called(project)}|{called(investor)}"


@lru_cache(maxsize=1024)
def _valid(code: str) -> bool:
    return is_valid(code)


def at_odds(left: Any, right: Any) -> bool:
    """Whether two USCCs are both right and different: then nothing makes their carriers one."""
    return bool(left and right and left != right and _valid(left) and _valid(right))
