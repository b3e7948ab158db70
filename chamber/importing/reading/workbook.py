"""What a reader hands over: a workbook of sheets of raw cells, with nothing decided yet.

Rows keep their place: `sheet.rows[0]` is sheet row 1, a blank row is `()`, so a leading blank row counts. Columns are
0-based positions in a row (`letter` names them as a spreadsheet does). Numbers whose format says more than their value
come as the text a reader of the sheet sees ('23.5%', '3000万元', '04768330001'); everything else comes as it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

Cell = str | int | float | bool | datetime | date | None
Row = tuple[Cell, ...]

BLANK: Row = ()

_MOST_TEXTS = 20_000
"""Different texts of a sheet that are kept once; what comes after them is seldom repeated."""


class Span(NamedTuple):
    """A merged range: sheet rows 1-based, columns 0-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a stranger's file may ask for (bytes, counts); what goes beyond is refused."""

    file_bytes: int = 256 << 20
    unpacked_bytes: int = 1 << 30
    # Honest sheets of a million empty rows unpack 200-fold; the ratio counts only from `ratio_from` bytes on.
    ratio: int = 400
    ratio_from: int = 64 << 20
    cells: int = 30_000_000
    rows: int = 2_000_000
    columns: int = 16_384
    sheets: int = 255
    spans: int = 200_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it was read.

    `delimited` sheets come from lines of text, where a row's own length means something (short or long against the
    header); `joined` are the rows put together from several lines. `titles` names the columns when the form of the text itself tells them, as in a chat roll.
    """

    name: str
    rows: list[Row]
    hidden: bool = False
    merged: tuple[Span, ...] = ()
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    delimited: bool = False
    titles: tuple[str, ...] = ()
    joined: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Columns of the used range."""
        return max(map(len, self.rows), default=0)

    @property
    def empty(self) -> bool:
        return not any(self.rows)

    def at(self, row: int, column: int) -> Cell:
        """The cell of 1-based sheet row `row` and 0-based `column`; None outside the used range."""
        if not 0 < row <= len(self.rows):
            return None
        cells = self.rows[row - 1]
        return cells[column] if column < len(cells) else None


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader had to decide or could not know: a msgid with its parameters."""

    message: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file as it was read: `format` is what the content is (not its suffix), `encoding` that of a text file."""

    name: str
    format: str
    encoding: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Note, ...] = ()


class Texts(dict[str, str | None]):
    """The text of a cell → what it holds, None for a blank one. What a sheet repeats is kept in memory once."""

    def __missing__(self, text: str) -> str | None:
        value = None if not text or text.isspace() else text
        if len(self) < _MOST_TEXTS:
            self[text] = value
        return value


def letter(column: int) -> str:
    """The spreadsheet's name of a 0-based column: 0 → 'A', 27 → 'AB'."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(name: str) -> int:
    """The 0-based column of a spreadsheet's letters: 'A' → 0, 'AB' → 27."""
    number = 0
    for char in name:
        number = number * 26 + ord(char) - 64
    return number - 1


def trimmed(cells: list[Cell]) -> Row:
    """A row without its trailing blanks; `()` when nothing is left."""
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return tuple(cells[:end]) if end else BLANK


def without_trailing_blanks(rows: list[Row]) -> list[Row]:
    """The rows up to the last that holds anything (the list itself is shortened)."""
    while rows and not rows[-1]:
        rows.pop()
    return rows
