"""Which tables of a web page are one sheet: a title or a header in a table of its own, a list cut in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from chamber.importing.reading.tables.words import is_title_like
from chamber.importing.reading.workbook import Cell, Limits, Row, Sheet, Span, trimmed, without_trailing_blanks

_LONGEST_NAME = 31
_FEWEST_ROWS = 2
_LABELLED = 2


@dataclass(slots=True)
class WebTable:
    """Rows of cells by column, 0-based, with merged ranges and hidden rows, 1-based; `loose` are texts outside any table."""

    rows: list[dict[int, Cell]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    loose: bool = False

    @property
    def width(self) -> int:
        return max((max(cells) + 1 for cells in self.rows if cells), default=0)

    @property
    def head(self) -> dict[int, Cell]:
        """The first row that holds anything."""
        return next((cells for cells in self.rows if cells), {})

    @property
    def is_list(self) -> bool:
        """Whether it holds several rows of several cells: no mere frame, title or row of links."""
        return not self.loose and sum(len(cells) > 1 for cells in self.rows) >= _FEWEST_ROWS

    def is_longer_than(self, other: WebTable) -> bool:
        """Whether it is a list of more rows than a table that stands in a cell of it."""
        full = sum(len(cells) > 1 for cells in self.rows)
        return self.is_list and full > len(other.rows)

    def put_in(self, row: int, column: int, other: WebTable) -> None:
        """Add to a cell what a table in it says, a line for each of its rows: 产品：牛肉."""
        cells = self.rows[row - 1]
        lines = [str(cells[column])] if cells.get(column) is not None else []
        for one in other.rows:
            texts = [" ".join(str(value).split()) for value in one.values()]
            if texts:
                lines.append("：".join(texts) if len(texts) == _LABELLED else "  ".join(texts))
        if lines:
            cells[column] = "\n".join(lines)


def laid_out(tables: Sequence[WebTable], name: str, limits: Limits) -> tuple[Sheet, ...]:
    """The tables as sheets, in order; what stands between two is of the one below it."""
    groups = _groups([table for table in tables if any(table.rows)])
    if len(groups) < 2 or len(groups) > limits.sheets:
        return (_stacked(tables, name),)
    sheets: list[Sheet] = []
    taken: set[str] = set()
    for number, group in enumerate(groups, 1):
        title = _title_of(group)
        called = title if title and title not in taken else f"表{number}"
        taken.add(called)
        sheets.append(_stacked(group, called))
    return tuple(sheets)


def _groups(tables: Sequence[WebTable]) -> list[list[WebTable]]:
    groups: list[list[WebTable]] = []
    waiting: list[WebTable] = []
    for table in tables:
        if groups and (_goes_on if table.is_list else _belongs_below)(table, groups[-1]):
            groups[-1] += [*waiting, table]
            waiting = []
        elif table.is_list:
            groups.append([*waiting, table])
            waiting = []
        else:
            waiting.append(table)
    if groups:
        groups[-1] += waiting
    elif waiting:
        groups.append(waiting)
    return groups


def _goes_on(table: WebTable, above: Sequence[WebTable]) -> bool:
    """Whether a list has the header of what stands above, or none of its own."""
    if any(table.head == one.head for one in above if not one.loose):
        return True
    headed = all(is_title_like(value) for value in table.head.values())
    return table.width == _last_list(above).width and not headed


def _belongs_below(table: WebTable, above: Sequence[WebTable]) -> bool:
    """A row of totals under a list, in a table of its own."""
    return not table.loose and table.width == _last_list(above).width and len(table.head) > 1


def _last_list(tables: Sequence[WebTable]) -> WebTable:
    return next(table for table in reversed(tables) if table.is_list)


def _title_of(group: Sequence[WebTable]) -> str:
    """The last text above the list, where it is short enough for the name of a sheet."""
    above: list[str] = []
    for table in group:
        if table.is_list:
            break
        above += [" ".join(str(cells[0]).split()) for cells in table.rows if list(cells) == [0]]
    title = above[-1].rstrip("：: ") if above else ""
    return title if len(title) <= _LONGEST_NAME and is_title_like(title) else ""


def _stacked(tables: Sequence[WebTable], name: str) -> Sheet:
    """One below the other with a blank row between, as Excel shows them."""
    rows: list[Row] = []
    spans: list[Span] = []
    hidden: set[int] = set()
    for table in tables:
        if not any(table.rows):
            continue
        if rows:
            rows.append(())
        shift = len(rows)
        rows.extend(
            trimmed([cells.get(column) for column in range(max(cells) + 1)]) if cells else () for cells in table.rows
        )
        height = len(table.rows)
        spans.extend(
            Span(span.top + shift, span.left, min(span.bottom, height) + shift, span.right) for span in table.spans
        )
        hidden.update(row + shift for row in table.hidden)
    return Sheet(name, without_trailing_blanks(rows), merged=tuple(spans), hidden_rows=frozenset(hidden))
