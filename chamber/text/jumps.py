"""Where a list in pinyin order is jumped to by what was typed: letters, digits or Han characters."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.text.folding import fold
from chamber.text.pinyin import reading_floor, sort_floor, sort_key

_PAST = "z" * 24
"""Comes after every sort key that goes on; letters, as every collation orders those alike."""


@dataclass(frozen=True, slots=True)
class Span:
    """The sort keys of the names meant: from `low` up to, not including, `high`."""

    low: str
    high: str


def span(text: str, *, person: bool = False) -> Span | None:
    """`c`, `zh`, `zhang`: names whose first reading starts so; `张` or `赤峰`: names that start so. None for nothing.
    `person`: the names are of people, whose surnames may be read otherwise.

    Of letters as many count as begin a reading: `zhangsan` is `zhang`.
    """
    folded = fold(text)
    letters = folded[: next((at for at, one in enumerate(folded) if not "a" <= one <= "z"), len(folded))]
    if not letters:
        key = sort_key(folded, person)
        return Span(key, key + _PAST) if key else None
    if len(letters) > 1:
        for end in range(len(letters), 1, -1):
            floors = reading_floor(letters[:end])
            if floors:
                return Span(*floors)
    first = letters[0]
    return Span(sort_floor(first), sort_floor(chr(ord(first) + 1)) if first < "z" else _PAST)
