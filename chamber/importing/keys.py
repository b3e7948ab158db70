"""A row's own keys: what ties it to a record of ours or to an earlier row. A name alone is no key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from chamber.importing.cells import Values
from chamber.importing.targets import Target
from chamber.text.folding import fold
from chamber.text.uscc import is_valid
from chamber.text.values import Phone

Key = tuple[str, ...]

_PLACEHOLDER = re.compile(
    r"(\d)\1*|0?1?23456789?0?\d{0,2}|1[3-9]0{7,9}\d{0,2}|1[3-9](\d)\2{8}|\d{3,4}(\d)\3{6,7}|12345678"
)


@lru_cache(maxsize=65536)
def usable(phone: Phone) -> str:
    """The digits a phone can be matched by; '' for what is no number of anybody's (too short, 12345678, 00000000)."""
    digits = phone.digits
    if len(digits) < 7 or phone.kind in ("unknown", "service") or _PLACEHOLDER.fullmatch(digits):
        return ""
    return f"{digits}x{phone.extension}" if phone.extension else digits


def digits_of(values: Values, paths: Sequence[str], row: int) -> list[str]:
    """The phone numbers of a row that can be matched by."""
    found: list[str] = []
    for path in paths:
        phones = values.get(path, row)
        if phones:
            found.extend(digits for phone in phones if (digits := usable(phone)))
    return found


def number_keys(target: Target, values: Values, row: int) -> Iterator[Key]:
    """Keys that decide by themselves: USCC, our own number, an ID number."""
    for path in ("uscc", target.number, "id_number"):
        if path and path in target.fields and (value := values.get(path, row)):
            if path == "uscc" and not is_valid(value):
                yield ("uscc?", value, fold(values.get(target.title, row) or ""))
            else:
                yield (path, value)


def phone_keys(target: Target, values: Values, row: int) -> Iterator[Key]:
    """The name together with each phone number."""
    name = name_of(target, values, row)
    for digits in digits_of(values, target.phones, row):
        yield ("phone", name, digits)


def file_keys(target: Target, values: Values, row: int) -> Iterator[Key]:
    """What makes two rows of one file the same: besides the keys, the name together with the address or the party."""
    yield from number_keys(target, values, row)
    yield from phone_keys(target, values, row)
    place = _place_path(target)
    if place and (value := values.get(place, row)):
        yield (place, name_of(target, values, row), fold(value))


def _place_path(target: Target) -> str:
    return {"members": "address", "contacts": "address", "leads": "target_division", "attendance": "unit"}[target.name]


def name_of(target: Target, values: Values, row: int) -> str:
    """The folded name a row goes by; a lead goes by its project and its investor."""
    name = _folded(values.get(target.title, row) or "")
    if target.name == "leads":
        name += "|" + _folded(values.get("investor", row) or "")
    return name


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text)


def at_odds(left: Any, right: Any) -> bool:
    """Whether two USCCs are both right and different: then nothing makes their carriers one."""
    return bool(left and right and left != right and is_valid(left) and is_valid(right))
