"""What the values of a column look like, for columns whose title says nothing or too much."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from chamber.fields import (
    Amount,
    Choice,
    Context,
    Count,
    Date,
    DateTime,
    Email,
    Flag,
    Kind,
    Number,
    Phones,
    Place,
    UsccCode,
)
from chamber.importing.reading import Cell
from chamber.text.cells import as_text, is_blank
from chamber.text.persons import SURNAMES
from chamber.text.units import unit_and_position
from chamber.text.uscc import is_valid

SAMPLE = 200
"""How many filled cells are looked at."""

_LONG = 400
"""Characters of a cell that are looked at."""
_COMPANY = re.compile(
    r"(?:公司|集团|厂|商行|商店|商会|协会|学会|合作社|合伙企业|事务所|经营部|门市部|农牧场|中心|研究院|银行|支行|酒店|工作室|分公司)\)?$"
)
_PERSON = re.compile(r"[\u3400-\u9fff·某×]{2,4}|[\u3400-\u9fff]{2,8}·[\u3400-\u9fff]{2,8}")
_MOBILE = re.compile(r"(?:\+?86)?1[3-9]\d{9}")
_DATE = re.compile(r"(?:19|20)\d\d(?:[-./年]\d{1,2}(?:[-./月](?:\d{1,2})?日?)?.*|(?:0[1-9]|1[0-2])[0-3]\d)")


def names_organisation(text: str) -> bool:
    """Whether a text ends as the names of enterprises and bodies do."""
    return len(text) >= 3 and _COMPANY.search(text) is not None


def _says(cell: Cell) -> bool:
    return not is_blank(as_text(cell[:_LONG] if isinstance(cell, str) else cell))


class Looks:
    """The filled cells of a column, sampled, and how many of them could be what."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self.cells = [
            cell[:_LONG] if isinstance(cell, str) else cell for cell in cells if cell is not None and _says(cell)
        ]
        self.looked: dict[str | None, str] = {}
        """What it was taken for, by the city it was looked at from."""
        if len(self.cells) > SAMPLE:
            step = len(self.cells) / SAMPLE
            self.cells = [self.cells[int(index * step)] for index in range(SAMPLE)]

    @property
    def empty(self) -> bool:
        return not self.cells

    @cached_property
    def texts(self) -> list[str]:
        return [as_text(cell) for cell in self.cells]

    @cached_property
    def example(self) -> str:
        return self.texts[0] if self.texts else ""

    def share(self, fits: Callable[[str], object]) -> float:
        """The part of the filled cells that fit, 0…1."""
        return sum(1 for text in self.texts if fits(text)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def companies(self) -> float:
        return self.share(names_organisation)

    @cached_property
    def people(self) -> float:
        return self.share(lambda text: _PERSON.fullmatch(text.replace(" ", "")) and text[0] in SURNAMES)

    @cached_property
    def posts(self) -> float:
        """Posts alone: 总经理, 局长."""
        return self.share(lambda text: unit_and_position(text) == ("", text.strip()))

    @cached_property
    def codes(self) -> float:
        """USCCs with the right check digit."""
        return self.share(is_valid)

    @cached_property
    def mobiles(self) -> float:
        return self.share(lambda text: _MOBILE.fullmatch(text.replace(" ", "").replace("-", "")))

    @cached_property
    def mails(self) -> float:
        return self.share(lambda text: "@" in text and "." in text)

    @cached_property
    def dates(self) -> float:
        days = sum(1 for cell in self.cells if isinstance(cell, date) or _DATE.fullmatch(as_text(cell)))
        return days / len(self.cells) if self.cells else 0.0

    @cached_property
    def distinct(self) -> float:
        return len(set(self.texts)) / len(self.texts) if self.texts else 0.0

    def places(self, within: str | None = None) -> float:
        """The part that names a division, alone or among its namesakes."""
        from chamber.divisions import divisions

        walk = divisions().walk
        known = {
            text: bool((found := walk(text, within)).codes) and len(text) - found.end <= 1
            for text in set(self.texts)
            if len(text) <= 20 and not text.isascii()
        }
        return self.share(lambda text: known.get(text, False))

    @cached_property
    def numbered(self) -> bool:
        """Whether it counts 1, 2, 3 …"""
        numbers = [int(text) if text.isdigit() else -1 for text in self.texts]
        return len(numbers) >= 3 and numbers[0] in (0, 1) and all(a < b for a, b in pairwise(numbers))

    def readable(self, kind: Kind, context: Context) -> float:
        """The part of the cells a kind can read; 1 for kinds that read anything."""
        if not isinstance(kind, (Amount, Choice, Count, Date, DateTime, Email, Flag, Number, Phones, Place, UsccCode)):
            return 1.0
        if isinstance(kind, Place):
            return self.places(context.within)
        fine = 0
        for cell in self.cells:
            parsed = kind.parse(cell, context)
            if not kind.is_empty(parsed.value) and not (isinstance(kind, (Email, Flag)) and parsed.problems):
                fine += 1
        return fine / len(self.cells) if self.cells else 1.0
