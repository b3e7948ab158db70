"""Lists laid out as pivot tables are: the value of a group stands once, in a row of its own or beside its first record,
and counts for the records below it.

Beside its first record it counts only where a row '红山区 汇总' says how far the group reaches: other blank cells are blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.workbook import Cell, Row

_LOOKED_AT = 400
_COLUMNS = 3
_LONGEST_SUM = 10
"""Digits of the sum of a group; a phone has more."""
_SUBTOTAL = re.compile(r"(.{1,60}?)\s*(?:汇总|小计|合计|计|[Tt]otal|[Ss]ubtotal)\s*[：:]?")


@dataclass(slots=True)
class Groups:
    """For each sheet row what its groups give it, by place in the block; `heads` are the rows of the groups themselves."""

    values: dict[int, dict[int, Cell]] = field(default_factory=dict)
    heads: frozenset[int] = frozenset()

    def filled(self, number: int, cells: Row) -> tuple[Row, tuple[int, ...]]:
        """The cells of a row with those of its groups, and the places of these."""
        given = self.values.get(number)
        if not given:
            return cells, ()
        longer = [*cells, *[None] * (max(given) + 1 - len(cells))]
        for place, value in given.items():
            longer[place] = value
        return tuple(longer), tuple(given)


def find_groups(area: Area, left: int, titles: Sequence[str], start: int, numbering: int | None) -> Groups | None:
    """The groups of the block at `left` from sheet row `start` on, or None for the many lists that have none."""
    right = left + len(titles)
    places = [place for place, title in enumerate(titles[:_COLUMNS]) if title and place != numbering]
    if len(titles) < 2 or not places:
        return None
    sample = _rows(area, start, left, right, area.nonblank(start, _LOOKED_AT))
    if not any(_outlined(sample, place) for place in places) and not any(_subtotals(sample, place) for place in places):
        return None
    rows = _rows(area, start, left, right, range(start, area.last + 1))
    found = Groups()
    heads: set[int] = set()
    for place in places:
        left_over = {number: cells for number, cells in rows.items() if number not in heads}
        if _outlined(left_over, place):
            heads |= _fill_outline(left_over, place, found)
        else:
            _fill_to_subtotals(left_over, place, found)
    found.heads = frozenset(heads)
    return found


def _rows(area: Area, start: int, left: int, right: int, numbers: Sequence[int]) -> dict[int, Row]:
    """The rows that hold anything in the block."""
    found = {number: area.row(number)[left:right] for number in numbers if number >= start}
    return {number: cells for number, cells in found.items() if any(value is not None for value in cells)}


def _at(cells: Row, place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _is_total(cells: Row) -> bool:
    first = next(value for value in cells if value is not None)
    return isinstance(first, str) and (words.is_total(first) or words.ends_as_total(first) or words.is_note(first))


def _is_head(cells: Row, place: int) -> bool:
    """A text at the place, and nothing beside it but numbers."""
    value = _at(cells, place)
    if not _is_words(value) or words.is_signature(str(value)):
        return False
    others = [one for position, one in enumerate(cells) if one is not None and position != place]
    return all(words.kind_of(one) == "number" and len(str(one)) <= _LONGEST_SUM for one in others)


def _is_words(value: Cell) -> bool:
    return isinstance(value, str) and words.kind_of(value) in ("word", "long")


def _outlined(rows: dict[int, Row], place: int) -> bool:
    """Whether the column is filled in rows of groups alone, each with records right below it."""
    told = [cells for cells in rows.values() if not _is_total(cells)]
    heads = [_is_head(cells, place) for cells in told]
    if not heads or not heads[0] or heads[-1] or sum(heads) * 2 > len(heads):
        return False
    if any(one and after for one, after in pairwise(heads)):
        return False
    records = [cells for cells, head in zip(told, heads, strict=True) if not head]
    return all(_at(cells, place) is None and any(map(_is_words, cells)) for cells in records)


def _fill_outline(rows: dict[int, Row], place: int, found: Groups) -> set[int]:
    heads: set[int] = set()
    current = ""
    for number, cells in rows.items():
        if _is_total(cells):
            continue
        if _is_head(cells, place):
            heads.add(number)
            current = words.section_name(str(cells[place]))
        elif _at(cells, place) is None:
            found.values.setdefault(number, {})[place] = current
    return heads


def _subtotals(rows: dict[int, Row], place: int) -> bool:
    return any(_group_of(cells, place) for cells in rows.values())


def _group_of(cells: Row, place: int) -> str:
    """'红山区' of a row '红山区 汇总'; '' for any other."""
    value = _at(cells, place)
    closes = _SUBTOTAL.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 80 else None
    return closes[1].strip() if closes else ""


def _fill_to_subtotals(rows: dict[int, Row], place: int, found: Groups) -> None:
    """From each row '红山区 汇总' up to the row that says 红山区, where nothing else stands between."""
    run: list[int] = []
    opened: Cell = None
    for number, cells in rows.items():
        value = _at(cells, place)
        name = _group_of(cells, place)
        if name:
            if isinstance(opened, str) and opened.strip() == name:
                for one in run:
                    found.values.setdefault(one, {})[place] = opened
            run, opened = [], None
        elif value is not None:
            run, opened = [], value
        elif not _is_total(cells):
            run.append(number)
