"""A sheet as the layout rules look at it: cells by place, merged ranges by row, from a first row on."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator

from chamber.importing.reading.workbook import BLANK, Cell, Row, Sheet, Span


class Area:
    """The sheet with its merged ranges at hand. Rows are 1-based, columns 0-based."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.last = len(sheet.rows)
        self._across: dict[int, dict[int, Span]] = defaultdict(dict)
        self._lefts: dict[int, list[int]] = {}
        self._tall: list[Span] = []
        for span in sheet.merged:
            if span.top <= self.last:
                self._across[span.top][span.left] = span
        for row in sorted(self._across):
            self._tall += [span for span in self._across[row].values() if span.bottom > row]

    def row(self, number: int) -> Row:
        return self.rows[number - 1] if 0 < number <= self.last else BLANK

    def at(self, number: int, column: int) -> Cell:
        row = self.row(number)
        return row[column] if column < len(row) else None

    def filled(self, number: int) -> list[tuple[int, Cell]]:
        """The cells of a row that hold anything, with their columns."""
        return [(column, value) for column, value in enumerate(self.row(number)) if value is not None]

    def nonblank(self, start: int, most: int) -> list[int]:
        """The next `most` rows from `start` on that hold anything."""
        found: list[int] = []
        for number in range(start, self.last + 1):
            if self.rows[number - 1]:
                found.append(number)
                if len(found) >= most:
                    break
        return found

    def starting_in(self, number: int) -> Collection[Span]:
        """Merged ranges whose first row is `number`."""
        return self._across.get(number, {}).values()

    def span_from(self, number: int, column: int) -> Span:
        """The merged range that starts at a cell; the cell itself when there is none."""
        span = self._across.get(number, {}).get(column)
        return span if span is not None else Span(number, column, number, column)

    def tall(self) -> Iterator[Span]:
        """Merged ranges over several rows, from the top."""
        return iter(self._tall)

    def covering(self, number: int, column: int, top: int) -> Span | None:
        """The merged range over a cell that starts in row `top` or below, or None."""
        for row in range(max(1, top), number + 1):
            spans = self._across.get(row)
            if not spans:
                continue
            if row not in self._lefts:
                self._lefts[row] = sorted(spans)
            lefts = self._lefts[row]
            place = bisect_right(lefts, column) - 1
            span = spans[lefts[place]] if place >= 0 else None
            if span is not None and column <= span.right and number <= span.bottom:
                return span
        return None
