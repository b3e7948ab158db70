"""Records of several sheet rows each: a header of two or three rows that all name columns, and as many rows a record.

Their rows are laid side by side, the first at its place and the others left blank, so that the rest of the room reads
a plain list; afterwards the columns are given back the row they stand in.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.tables.header import Band, HeaderFinder
from chamber.importing.reading.tables.model import Fate, Line, SheetLayout, Table
from chamber.importing.reading.workbook import BLANK, Cell, Row, Sheet, Span, letter, trimmed

_MOST_DEPTH = 3
# A record is broken over several rows to fit a sheet of paper; nobody does so with more columns.
_MOST_COLUMNS = 100
_LOOKED_AT = 60
_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Paired:
    """The sheet with the rows of a record side by side: for each of its columns the row within a record and the column it
    comes from, the header from row `top` on, and for each row that was moved the one it belongs to."""

    sheet: Sheet
    places: tuple[tuple[int, int], ...]
    top: int
    moved: dict[int, int]

    def restored(self, layout: SheetLayout, area: Area) -> SheetLayout:
        """The layout of the joined sheet in terms of the rows and columns there are."""
        return replace(layout, tables=tuple(self._table(table, area) for table in layout.tables))

    def _table(self, table: Table, area: Area) -> Table:
        columns = []
        for column in table.columns:
            below, index = self.places[column.index]
            name = letter(index) if not below else f"{letter(index)}{self.top + below}"
            columns.append(replace(column, letter=name, index=index, below=below))
        fates = {record.row: Fate.RECORD for record in table.records} | {line.row: line.fate for line in table.lines}
        more = [
            Line(row, fates[first], words.text_of(area.row(row))) for row, first in self.moved.items() if first in fates
        ]
        header_rows = {*table.header_rows, *(row for row, first in self.moved.items() if first in table.header_rows)}
        return replace(
            table,
            columns=tuple(columns),
            lines=tuple(sorted([*table.lines, *more])),
            header_rows=tuple(sorted(header_rows)),
        )


def find_pairs(area: Area, headers: HeaderFinder, band: Band | None) -> Paired | None:
    """The sheet laid out anew, or None when a record is one row as usual."""
    if band is None or area.sheet.delimited or area.sheet.width > _MOST_COLUMNS:
        return None
    depth = _depth(area, headers, band.top)
    while depth > 1:
        key = _key(area, band.top, depth)
        starts = _starts(area, band.top, depth, key)
        if starts:
            return _joined(area, band.top, depth, starts)
        depth -= 1
    return None


def _depth(area: Area, headers: HeaderFinder, top: int) -> int:
    """How many rows from `top` on name columns by themselves, none of them a group over those below."""
    depth = 1
    while (
        depth < _MOST_DEPTH
        and _names_columns(area, headers, top + depth)
        and _names_columns(area, headers, top)
        and not headers.is_translation(top + depth, top)
        and not _is_grouped(area, top + depth - 1, top + depth)
    ):
        depth += 1
    return depth


def _is_grouped(area: Area, upper: int, lower: int) -> bool:
    """Whether a title of the upper row stands over several of the lower one, merged or with blanks beside it."""
    titled = [column for column, _ in area.filled(upper)]
    below = [column for column, _ in area.filled(lower)]
    for column, after in zip(titled, [*titled[1:], area.sheet.width], strict=True):
        end = max(area.span_from(upper, column).right + 1, after)
        if sum(column <= one < end for one in below) > 1:
            return True
    return False


def _names_columns(area: Area, headers: HeaderFinder, number: int) -> bool:
    cells = area.filled(number)
    if len(cells) < 2 or not all(words.is_title_like(value) or headers.known(value) >= 0.5 for _, value in cells):
        return False
    known = sum(headers.known(value) >= 0.5 for _, value in cells)
    return known >= 2 and known >= 0.5 * len(cells)


def _key(area: Area, top: int, depth: int) -> int | None:
    """The leftmost column, if it is filled in the first row of the header and in none of the others."""
    column = area.filled(top)[0][0]
    return column if all(area.at(top + step, column) is None for step in range(1, depth)) else None


def _starts(area: Area, top: int, depth: int, key: int | None) -> list[int]:
    """The first rows of the records (and of headers that come again); nothing when the rows are not of that kind."""
    starts: list[int] = []
    repeated: list[int] = []
    loose = 0
    number = top + depth
    while number <= area.last:
        row = area.row(number)
        if not row:
            number += 1
            continue
        again = all(area.row(number + step) == area.row(top + step) for step in range(depth))
        if again or _is_group(area, number, depth, key):
            (repeated if again else starts).append(number)
            number += depth
            continue
        loose += len(area.filled(number)) > 2
        number += 1
        if number - top > _LOOKED_AT and loose > len(starts):
            return []
    records = len(starts)
    if not records or records < _ENOUGH * (records + loose):
        return []
    return [*starts, *repeated] if key is not None or _differ(area, starts, depth) else []


def _is_group(area: Area, number: int, depth: int, key: int | None) -> bool:
    """Whether a record stands in the rows from `number` on."""
    lengths = [len(area.filled(number + step)) for step in range(depth)]
    if lengths[0] < 2 or not any(lengths[1:]):
        return False
    if key is None:
        return all(length > 1 for length in lengths)
    if area.at(number, key) is None or any(area.at(number + step, key) is not None for step in range(1, depth)):
        return False
    return not any(words.is_total(value) for _, value in area.filled(number) if isinstance(value, str))


def _differ(area: Area, starts: list[int], depth: int) -> bool:
    """Without a column that numbers the records: a column holds one kind of value above and another below."""
    for column in range(area.sheet.width):
        kinds = [_kind([area.at(start + step, column) for start in starts[:_LOOKED_AT]]) for step in range(depth)]
        if "" not in kinds and len(set(kinds)) > 1:
            return True
    return False


def _kind(values: list[Cell]) -> str:
    """The kind most values have; '' when they are of many."""
    kinds = Counter("mail" if "@" in str(value) else words.kind_of(value) for value in values if value is not None)
    if not kinds:
        return ""
    kind, count = kinds.most_common(1)[0]
    return kind if count >= _ENOUGH * sum(kinds.values()) else ""


def _joined(area: Area, top: int, depth: int, starts: list[int]) -> Paired | None:
    firsts = {top, *starts}
    moved = {first + step: first for first in sorted(firsts) for step in range(1, depth) if area.row(first + step)}
    width = max(len(area.row(first)) for first in firsts)
    if any(len(row) > width for number, row in enumerate(area.rows, 1) if number not in firsts and number not in moved):
        return None
    places = [(0, column) for column in range(width)]
    for step in range(1, depth):
        used = {column for first in firsts for column, _ in area.filled(first + step)}
        places += [(step, column) for column in sorted(used)]
    rows: list[Row] = list(area.rows)
    for number in moved:
        rows[number - 1] = BLANK
    for first in firsts:
        rows[first - 1] = trimmed([area.at(first + step, column) for step, column in places])
    at = {place: index for index, place in enumerate(places)}
    spans = [one for span in area.sheet.merged if (one := _span(span, depth, moved, firsts, at, width))]
    hidden = frozenset(index for index, (_, column) in enumerate(places) if column in area.sheet.hidden_columns)
    return Paired(replace(area.sheet, rows=rows, merged=tuple(spans), hidden_columns=hidden), tuple(places), top, moved)


def _span(
    span: Span, depth: int, moved: dict[int, int], firsts: set[int], at: dict[tuple[int, int], int], width: int
) -> Span | None:
    """A merged range on the joined rows; None for one within a record, which is a single cell there. A title or a section
    over most of the columns is over most of them still."""
    first = moved.get(span.top, span.top)
    if first not in firsts:
        wide = span.right - span.left + 1 >= max(2, 0.6 * width)
        return span._replace(right=max(span.right, len(at) - 1)) if wide else span
    left = at.get((span.top - first, span.left))
    if left is None or span.bottom < first + depth:
        return None
    return Span(first, left, span.bottom, left)
