"""The tokens of phones, credit codes and other codes, as places in them.

`y` + first three digits, `z` + last four, `t` + any four: phones. `w` + first eight and ten, `v` + last four: credit
codes. `k` whole, `c` beginnings of every part: other codes (`CF-2021-0003` has the parts `cf`, `2021`, `0003`).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

Piece = tuple[str, Sequence[int]]
"""A token: what it begins with, and the places of its other characters in the text."""

_BEGINNINGS = (1, 2, 4, 6, 8)
"""How much of a part of a code is indexed: what is typed is asked for by the longest of them."""

_LONGEST = (0, 1, 2, 2, 4, 4, 6, 6)
"""Length of a part → that of its longest beginning indexed; beyond it is the last of them."""

_PART = re.compile(r"[a-z]+|[0-9]+|[^\W_a-z0-9]+")


def phone_digits(phone: str) -> str:
    """The digits of a phone as people type them: no `+86`, no separators."""
    digits = phone if phone.isascii() else unicodedata.normalize("NFKC", phone)
    if not digits.isdecimal():
        digits = "".join(filter(str.isdecimal, digits))
    digits = digits.removeprefix("0086")
    return digits[2:] if digits.startswith("86") and len(digits) > 11 else digits


def of_phone(digits: str) -> Iterator[Piece]:
    size = len(digits)
    if size >= 3:
        yield "y", range(3)
    if size >= 4:
        yield "z", range(size - 4, size)
        yield from [("t", range(at, at + 4)) for at in range(size - 3)]


def of_uscc(folded: str) -> Iterator[Piece]:
    size = len(folded)
    if size >= 4:
        yield "v", range(size - 4, size)
    yield from [("w", range(length)) for length in (8, 10) if size >= length]


def code_parts(code: str) -> list[str]:
    """`CF-2021-0003` → `["cf", "2021", "0003"]`."""
    return _PART.findall(folded_code(code))


def folded_code(code: str) -> str:
    return (code if code.isascii() else unicodedata.normalize("NFKC", code)).lower()


def of_code(code: str) -> Iterator[Piece]:
    """Of a code in lower case."""
    parts = [range(*part.span()) for part in _PART.finditer(code)]
    if parts:
        yield "k", [at for part in parts for at in part]
    for part in parts:
        longest = len(beginning_asked(code[part.start : part.stop]))
        yield from [("c", part[:size]) for size in _BEGINNINGS if size <= longest]


def beginning_asked(part: str) -> str:
    """The longest beginning of a typed part that is indexed."""
    return part[: _LONGEST[len(part)] if len(part) < len(_LONGEST) else _BEGINNINGS[-1]]
