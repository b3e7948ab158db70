"""A sheet under construction for readers that meet cells one after another, with repeats and within the limits."""

from __future__ import annotations

from chamber.i18n import N_
from chamber.importing.reading import refusals
from chamber.importing.reading.workbook import BLANK, Cell, Limits, Row, Sheet, Span, trimmed, without_trailing_blanks

_MOST_FILLED = 4_000_000


class Grid:
    """Cells set by 1-based row and 0-based column; blanks cost nothing however many are declared."""

    def __init__(self, file: str, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._rows: dict[int, dict[int, Cell]] = {}
        self._count = 0
        self.hidden_columns: set[int] = set()
        self.hidden_rows: set[int] = set()
        self.merged: list[Span] = []

    def put(self, row: int, column: int, value: Cell) -> None:
        """Set one cell; blanks are not kept. Raises BadFile beyond the limits."""
        if value is None or (isinstance(value, str) and (not value or value.isspace())):
            return
        limits = self._limits
        if row > limits.rows:
            raise refusals.too_large(self._file, N_("rows"), limits.rows)
        if not 0 <= column < limits.columns:
            raise refusals.too_large(self._file, N_("columns"), limits.columns)
        self._count += 1
        if self._count > limits.cells:
            raise refusals.too_large(self._file, N_("cells"), limits.cells)
        self._rows.setdefault(row, {})[column] = value

    def fill(self, rows: range, columns: range, value: Cell) -> None:
        """Set one value in many cells. A file of some bytes may ask for billions: too many are refused before any is set."""
        asked = len(rows) * len(columns)
        if asked > min(_MOST_FILLED, self._limits.cells - self._count):
            raise refusals.too_large(self._file, N_("cells"), min(_MOST_FILLED, self._limits.cells))
        for row in rows:
            for column in columns:
                self.put(row, column, value)

    def merge(self, span: Span) -> None:
        """Note a merged range; single cells are none."""
        if span.top == span.bottom and span.left == span.right:
            return
        if len(self.merged) >= self._limits.spans:
            raise refusals.too_large(self._file, N_("merged ranges"), self._limits.spans)
        self.merged.append(span)

    def hide_columns(self, first: int, last: int) -> None:
        self.hidden_columns.update(range(max(first, 0), min(last + 1, self._limits.columns)))

    def sheet(self, name: str, *, hidden: bool = False) -> Sheet:
        """The finished sheet."""
        rows: list[Row] = [BLANK] * max(self._rows, default=0)
        for number, cells in self._rows.items():
            row: list[Cell] = [None] * (max(cells) + 1)
            for column, value in cells.items():
                row[column] = value
            rows[number - 1] = trimmed(row)
        return Sheet(
            name,
            without_trailing_blanks(rows),
            hidden=hidden,
            merged=tuple(self.merged),
            hidden_columns=frozenset(self.hidden_columns),
            hidden_rows=frozenset(self.hidden_rows),
        )
