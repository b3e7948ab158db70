"""The tokens a record is found by: of its names (`grams`), phones, credit code and other codes.

`y` + first three digits, `z` + last four, `t` + any four: phones. `w` + first eight and ten, `v` + last four: credit
codes. `k` whole, `c` beginnings of every part: other codes (`CF-2021-0003` has the parts `cf`, `2021`, `0003`).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from chamber.search.grams import name_tokens
from chamber.text.folding import fold

_BEGINNINGS = (1, 2, 4, 6, 8)
"""How much of a part of a code is indexed: what is typed is asked for by the longest of them."""

_LONGEST = (0, 1, 2, 2, 4, 4, 6, 6)
"""Length of a part → that of its longest beginning indexed; beyond it is the last of them."""

_PART = re.compile(r"[a-z]+|[0-9]+|[^\W_a-z0-9]+")


def document(
    title: str,
    names: Iterable[str] = (),
    phones: Iterable[str] = (),
    uscc: str = "",
    codes: Iterable[str] = (),
    person: bool = False,
) -> str:
    """All tokens of a record, separated by spaces. Names and phones as written; blank ones are passed over."""
    found: list[str] = []
    for name in (title, *names):
        folded = fold(name)
        if folded:
            found.append(name_tokens(folded, person))
    for phone in phones:
        found += phone_tokens(phone)
    if uscc:
        found += uscc_tokens(uscc)
    for code in codes:
        found += code_tokens(code)
    return " ".join(found)


def phone_digits(phone: str) -> str:
    """The digits of a phone as people type them: no `+86`, no separators."""
    digits = phone if phone.isascii() else unicodedata.normalize("NFKC", phone)
    if not digits.isdecimal():
        digits = "".join(filter(str.isdecimal, digits))
    digits = digits.removeprefix("0086")
    return digits[2:] if digits.startswith("86") and len(digits) > 11 else digits


def phone_tokens(phone: str) -> list[str]:
    digits = phone_digits(phone)
    if len(digits) < 4:
        return ["y" + digits] if len(digits) == 3 else []
    return [
        "y" + digits[:3],
        "z" + digits[-4:],
        *["t" + digits[at : at + 4] for at in range(len(digits) - 3)],
    ]


def uscc_tokens(uscc: str) -> list[str]:
    folded = fold(uscc)
    tail = ["v" + folded[-4:]] if len(folded) >= 4 else []
    return [*tail, *["w" + folded[:length] for length in (8, 10) if len(folded) >= length]]


def code_parts(code: str) -> list[str]:
    """`CF-2021-0003` → `["cf", "2021", "0003"]`."""
    return _PART.findall((code if code.isascii() else unicodedata.normalize("NFKC", code)).lower())


def code_tokens(code: str) -> list[str]:
    parts = code_parts(code)
    if not parts:
        return []
    return ["k" + "".join(parts), *[_beginnings(beginning_asked(part)) for part in parts]]


def beginning_asked(part: str) -> str:
    """The longest beginning of a typed part that is indexed."""
    return part[: _LONGEST[len(part)] if len(part) < len(_LONGEST) else _BEGINNINGS[-1]]


@lru_cache(maxsize=4096)
def _beginnings(longest: str) -> str:
    """The tokens of all beginnings of a part. Codes that follow each other share theirs."""
    return " ".join(["c" + longest[:size] for size in _BEGINNINGS if size <= len(longest)])
