"""Lines of a csv broken inside a cell that was not quoted: put together again where that is certain.

Certain is a run of too short lines between regular ones that together have as many cells as the others have, each of
the kind its column has, while the lines by themselves put words where the others have numbers or the like.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chamber.importing.reading.tables.words import kind_of
from chamber.importing.reading.workbook import BLANK, Cell, Row

_FEWEST_ROWS = 3
_REGULAR = 0.6
_OF_A_KIND = 0.8
_MOST_PARTS = 4
_SAMPLE = 500


def put_together(rows: list[Row]) -> frozenset[int]:
    """Join such lines in place, where the first of them stands; the others are blank then. Gives the 1-based rows joined."""
    filled = [row for row in rows if row]
    width, count = Counter(map(len, filled)).most_common(1)[0] if filled else (0, 0)
    if width < _FEWEST_ROWS or count < max(_FEWEST_ROWS, _REGULAR * len(filled)) or count == len(filled):
        return frozenset()
    kinds: list[str] | None = None
    found: set[int] = set()
    place = 0
    while place < len(rows):
        end = _run(rows, place, width)
        if end > place + 1:
            kinds = _kinds([row for row in filled if len(row) == width]) if kinds is None else kinds
            parts = rows[place:end]
            joined = _joined(parts)
            if _fits(joined, kinds) and not all(_fits(part, kinds) for part in parts):
                rows[place] = joined
                rows[place + 1 : end] = [BLANK] * (end - place - 1)
                found.add(place + 1)
        place = max(end, place + 1)
    return frozenset(found)


def _run(rows: Sequence[Row], place: int, width: int) -> int:
    """Where the lines end that begin at `place` and together have `width` cells, between regular ones; `place` if there are
    none."""
    if not rows[place] or len(rows[place]) >= width or (place and rows[place - 1] and len(rows[place - 1]) != width):
        return place
    cells, end = len(rows[place]), place + 1
    while end < len(rows) and end - place < _MOST_PARTS and rows[end] and cells + len(rows[end]) - 1 <= width:
        cells += len(rows[end]) - 1
        end += 1
        if cells == width and (end == len(rows) or not rows[end] or len(rows[end]) == width):
            return end
    return place


def _joined(parts: Sequence[Row]) -> Row:
    """The lines as one: what ends the one and begins the next is one cell, the break kept in it."""
    cells: list[Cell] = list(parts[0])
    for part in parts[1:]:
        around = [str(value) for value in (cells[-1], part[0]) if value is not None]
        cells[-1:] = ["\n".join(around) or None, *part[1:]]
    return tuple(cells)


def _kinds(rows: Sequence[Row]) -> list[str]:
    """What kind of value most cells of each column are below the titles; '' where they are of many."""
    found: list[str] = []
    for values in zip(*rows[1:_SAMPLE], strict=True):
        kinds = Counter(_kind(value) for value in values if value is not None)
        kind, count = kinds.most_common(1)[0] if kinds else ("", 0)
        found.append(kind if count >= _OF_A_KIND * max(1, kinds.total()) else "")
    return found


def _kind(value: Cell) -> str:
    kind = kind_of(value)
    return "words" if kind in ("word", "long") else "figures" if kind in ("number", "code") else kind


def _fits(row: Row, kinds: Sequence[str]) -> bool:
    """Whether every cell is blank or of the kind its column has."""
    return all(value is None or not kind or _kind(value) == kind for value, kind in zip(row, kinds, strict=False))
