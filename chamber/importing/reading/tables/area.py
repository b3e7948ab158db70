"""A sheet as the layout rules look at it: cells by place, merged ranges by row, from a first row on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from chamber.importing.reading.workbook import BLANK, Cell, Row, Sheet, Span


class Area:
    """The sheet with its merged ranges at hand. Rows are 1-based, columns 0-based."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = sheet.rows
        self.last = len(sheet.rows)
        self._across: dict[int, list[Span]] = defaultdict(list)
        self._tall: list[Span] = []
        for span in sheet.merged:
            if span.top > self.last:
                continue
            self._across[span.top].append(span)
            if span.bottom > span.top:
                self._tall.append(span)
        self._tall.sort()

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

    def starting_in(self, number: int) -> list[Span]:
        """Merged ranges whose first row is `number`."""
        return self._across.get(number, [])

    def span_from(self, number: int, column: int) -> Span:
        """The merged range that starts at a cell; the cell itself when there is none."""
        for span in self._across.get(number, ()):
            if span.left == column:
                return span
        return Span(number, column, number, column)

    def tall(self) -> Iterator[Span]:
        """Merged ranges over several rows, from the top."""
        return iter(self._tall)

    def covering(self, number: int, column: int) -> Span | None:
        """The merged range over a cell, or None."""
        for span in self._across.get(number, ()):
            if span.left <= column <= span.right:
                return span
        for span in self._tall:
            if span.top > number:
                break
            if span.top <= number <= span.bottom and span.left <= column <= span.right:
                return span
        return None
