"""One pass over a worksheet's XML for what the fast reader does not tell, or must not be trusted with.

The fast reader holds a sheet as one dense block between its first and last cell, so two cells far apart would ask for
gigabytes. The pass bounds that block before the sheet is handed over, and on the way collects merged ranges, hidden
columns and rows, and the cells whose number format or error says more than their value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from chamber.i18n import N_
from chamber.importing.reading import formats, refusals
from chamber.importing.reading.archive import Archive
from chamber.importing.reading.formats import Telling
from chamber.importing.reading.workbook import Cell, Limits, Span, column_of

_CARRY = 4 << 20
_ROW = re.compile(rb"<row ([^<>]*)>")
_ROW_NUMBER = re.compile(rb'r="(\d{1,7})"')
# References other than one letter and up to five digits, which need no look of their own.
_FAR = re.compile(rb'<c r="(?![A-Z]\d{1,5}")([^"]*)"')
_NEAR = re.compile(rb'<c r="[A-Z](\d{1,5})"')
_LETTERED = re.compile(rb"[A-Z]{1,3}")
_NUMBERED = re.compile(rb"\d{1,7}")
_DIGITS, _LETTERS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COLUMN = re.compile(rb"<col ([^<>]*)/?>")
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_HIDDEN = re.compile(rb'hidden="(?:1|true)"')
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*? t="e"[^<>]*>(?:<f[^<>]*>[^<]*</f>|<f[^<>]*/>)?<v>([^<]*)</v>'
)
_UNCOMPUTED = re.compile(rb'<c (?![^<>]* t="str")[^<>]*><f[^<>]*(?:/>|>[^<]*</f>)(?:<v></v>|<v/>)?</c>')
# A cell written in any other way than '<c r="…"'.
_ODD = re.compile(rb"<c[\s/>](?!r=\")")
# The dense block that is always fine to ask for, in cells.
_FREE = 4_000_000


@dataclass(slots=True)
class Scan:
    """What the pass found. `canonical`: written so plainly that the counts can be relied on."""

    canonical: bool = True
    cells: int = 0
    last_row: int = 0
    last_column: int = 25
    columns: set[bytes] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    overlay: dict[int, dict[int, Cell]] = field(default_factory=dict)
    uncomputed: int = 0
    exact: bool = False

    @property
    def dense(self) -> bool:
        """Whether the block between first and last cell is not far larger than what is in it."""
        # Rows of fewer than six digits in one-letter columns are not looked at one by one, unless `exact`.
        block = (self.last_row if self.exact else max(self.last_row, 99_999)) * (self.last_column + 1)
        return self.canonical and block <= max(_FREE, 20 * self.cells)


def scan(archive: Archive, part: str, tellings: dict[int, Telling], since_1904: bool, limits: Limits) -> Scan:
    """Read the worksheet `part` once; raises BadFile beyond the limits."""
    found = Scan()
    styled = _styled(tellings)
    first = True
    for chunk in _whole_cells(archive.pieces(part)):
        if first:
            _head(chunk, found)
            first = False
        _bounds(chunk, found, archive.name, limits)
        if b'<mergeCell ref="' in chunk:
            _merges(chunk, found, archive.name, limits)
        if b't="e"' in chunk:
            for column, row, word in _ERROR.findall(chunk):
                _overlay(found, int(row), column, word.decode("utf-8", "replace"))
        if b"</f>" in chunk:
            found.uncomputed += len(_UNCOMPUTED.findall(chunk))
        if styled is not None:
            for column, row, style, number in styled.findall(chunk):
                value = formats.shown(_number(number), tellings[int(style)], since_1904=since_1904)
                _overlay(found, int(row), column, value)
    if found.canonical and not found.dense and found.last_row < 100_000:
        _look_at_all(archive, part, found)
    return found


def _look_at_all(archive: Archive, part: str, found: Scan) -> None:
    """The last row of a sheet of many columns, where the rows not looked at could make the block too large."""
    for chunk in _whole_cells(archive.pieces(part)):
        found.last_row = max(found.last_row, max(map(int, _NEAR.findall(chunk)), default=0))
    found.exact = True


def _whole_cells(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, cut so that no cell, row tag or merged range is torn in two."""
    carry = b""
    for piece in pieces:
        chunk = carry + piece
        cut = max(chunk.rfind(b"<c "), chunk.rfind(b"<row "), chunk.rfind(b"<mergeCell "))
        if cut <= 0 or len(chunk) - cut > _CARRY:
            cut = max(chunk.rfind(b"<"), 0) if len(chunk) < _CARRY else len(chunk)
        carry = chunk[cut:]
        if cut:
            yield chunk[:cut]
    yield carry


def _head(chunk: bytes, found: Scan) -> None:
    start = chunk.find(b"<sheetData")
    head = chunk[: start if start >= 0 else len(chunk)]
    # A prefixed or UTF-16 sheet is legal and rare: it takes the careful reader.
    found.canonical = b"<worksheet" in head
    for attributes in _COLUMN.findall(head):
        ends = re.search(rb'min="(\d{1,5})"', attributes), re.search(rb'max="(\d{1,5})"', attributes)
        if _HIDDEN.search(attributes) and ends[0] and ends[1]:
            found.hidden_columns.update(range(int(ends[0][1]) - 1, min(int(ends[1][1]), 16_384)))


def _bounds(chunk: bytes, found: Scan, name: str, limits: Limits) -> None:
    plain = chunk.count(b'<c r="')
    if plain != chunk.count(b'c r="') or (plain != chunk.count(b"<c") and _ODD.search(chunk)):
        found.canonical = False
    found.cells += plain
    if found.cells > limits.cells:
        raise refusals.too_large(name, N_("cells"), limits.cells)
    far = _FAR.findall(chunk)
    # Very wide sheets have millions of references, but few columns and rows.
    columns = {reference.rstrip(_DIGITS) for reference in far} - found.columns
    found.columns |= columns
    rows = {reference.lstrip(_LETTERS) for reference in far}
    if not (all(map(_LETTERED.fullmatch, columns)) and all(map(_NUMBERED.fullmatch, rows))):
        found.canonical = False
        return
    found.last_column = max(found.last_column, *(column_of(column.decode()) for column in columns), 0)
    found.last_row = max(found.last_row, *map(int, rows), 0)
    if b"hidden" in chunk:
        _hidden_rows(chunk, found)


def _hidden_rows(chunk: bytes, found: Scan) -> None:
    for attributes in _ROW.findall(chunk):
        number = _ROW_NUMBER.search(attributes)
        if number and _HIDDEN.search(attributes):
            found.hidden_rows.add(int(number[1]))


def _merges(chunk: bytes, found: Scan, name: str, limits: Limits) -> None:
    for left, top, right, bottom in _MERGE.findall(chunk):
        span = Span(int(top), column_of(left.decode()), int(bottom), column_of(right.decode()))
        if span.top <= span.bottom and span.left <= span.right:
            found.merged.append(span)
    if len(found.merged) > limits.spans:
        raise refusals.too_large(name, N_("merged ranges"), limits.spans)


def _styled(tellings: dict[int, Telling]) -> re.Pattern[bytes] | None:
    if not tellings:
        return None
    styles = b"|".join(str(index).encode() for index in sorted(tellings))
    number = rb"(-?[0-9.]+(?:[eE][-+]?\d+)?)"
    return re.compile(
        rb'<c r="([A-Z]{1,3})(\d{1,7})" s="(' + styles + rb')"(?: t="n")?>'
        rb"(?:<f[^<>]*>[^<]*</f>|<f[^<>]*/>)?<v>" + number + rb"</v>"
    )


def _overlay(found: Scan, row: int, column: bytes, value: Cell) -> None:
    found.overlay.setdefault(row, {})[column_of(column.decode())] = value


def _number(text: bytes) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
