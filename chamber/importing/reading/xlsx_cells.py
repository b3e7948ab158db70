"""The careful reader of one worksheet: sparse, slower, and content with anything that is legal XML.

It takes the sheets the fast reader must not be given (cells far apart, rows of nothing but format) or does not accept.
"""

from __future__ import annotations

import re

from chamber.i18n import N_
from chamber.importing.reading import formats, refusals, xml
from chamber.importing.reading.archive import Archive
from chamber.importing.reading.formats import Telling
from chamber.importing.reading.workbook import BLANK, Cell, Limits, Row, Span, column_of, trimmed

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_HEX = re.compile(r"_x([0-9A-Fa-f]{4})_")


class CarefulSheet:
    """Collects the cells of one worksheet part; `rows()` gives them in place."""

    def __init__(self, strings: list[str], tellings: dict[int, Telling], since_1904: bool, limits: Limits) -> None:
        self._strings = strings
        self._tellings = tellings
        self._since_1904 = since_1904
        self._limits = limits
        self._cells: dict[int, dict[int, Cell]] = {}
        self._count = 0
        self._row = 0
        self._column = -1
        self._kind = ""
        self._style = 0
        self._text: list[str] = []
        self._listening = False
        self._name = ""
        self.merged: list[Span] = []
        self.hidden_columns: set[int] = set()
        self.hidden_rows: set[int] = set()

    def read(self, archive: Archive, part: str) -> None:
        """Read the worksheet; raises BadFile when malformed or beyond the limits."""
        self._name = archive.name
        xml.parse(archive.name, archive.pieces(part), self._start, self._end, self._characters)

    def rows(self) -> list[Row]:
        """All rows from sheet row 1 to the last that holds a value."""
        if not self._cells:
            return []
        found: list[Row] = [BLANK] * max(self._cells)
        for number, cells in self._cells.items():
            row: list[Cell] = [None] * (max(cells) + 1)
            for column, value in cells.items():
                row[column] = value
            found[number - 1] = trimmed(row)
        return found

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = xml.local(tag)
        if name == "c":
            self._open_cell(attributes)
        elif name in ("v", "t"):
            self._listening = True
        elif name == "row":
            self._open_row(attributes)
        elif name in ("rPh", "f"):
            self._listening = False
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = _number(attributes.get("min")), _number(attributes.get("max"))
            self.hidden_columns.update(range(first - 1, min(last, self._limits.columns)))

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._row = _number(attributes.get("r")) or self._row + 1
        self._column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self._row)

    def _open_cell(self, attributes: dict[str, str]) -> None:
        reference = _REFERENCE.fullmatch(attributes.get("r", ""))
        if reference:
            self._column, self._row = column_of(reference[1].upper()), int(reference[2])
        else:
            self._column += 1
        self._kind = attributes.get("t", "n")
        self._style = _number(attributes.get("s"))
        self._text = []

    def _characters(self, text: str) -> None:
        if self._listening:
            self._text.append(text)

    def _end(self, tag: str) -> None:
        name = xml.local(tag)
        if name in ("v", "t", "rPh"):
            self._listening = False
        elif name == "c" and self._text:
            self._keep(self._value("".join(self._text)))

    def _keep(self, value: Cell) -> None:
        if value is None or value == "":
            return
        limits = self._limits
        if not (0 < self._row <= limits.rows and 0 <= self._column < limits.columns):
            raise refusals.damaged(self._name, f"a cell at row {self._row}, column {self._column}")
        self._count += 1
        if self._count > limits.cells:
            raise refusals.too_large(self._name, N_("cells"), limits.cells)
        self._cells.setdefault(self._row, {})[self._column] = value

    def _value(self, text: str) -> Cell:
        if self._kind == "s":
            index = _number(text.strip())
            return self._strings[index] if index < len(self._strings) else None
        if self._kind in ("str", "inlineStr", "e", "d"):
            return unescaped(text)
        if self._kind == "b":
            return text.strip() == "1"
        try:
            number = float(text)
        except ValueError:
            return text
        form = self._tellings.get(self._style)
        if form is not None:
            return formats.shown(number, form, since_1904=self._since_1904)
        return formats.whole(number)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
        if start and end:
            span = Span(int(start[2]), column_of(start[1].upper()), int(end[2]), column_of(end[1].upper()))
            if span.top <= span.bottom and span.left <= span.right:
                self.merged.append(span)
        if len(self.merged) > self._limits.spans:
            raise refusals.too_large(self._name, N_("merged ranges"), self._limits.spans)


def shared_strings(archive: Archive, part: str) -> list[str]:
    """The workbook's string table; phonetic hints are left out."""
    found: list[str] = []
    current: list[str] = []
    state = {"text": False, "phonetic": False}

    def start(tag: str, _: dict[str, str]) -> None:
        name = xml.local(tag)
        if name == "si":
            current.clear()
        elif name == "rPh":
            state["phonetic"] = True
        elif name == "t":
            state["text"] = not state["phonetic"]

    def end(tag: str) -> None:
        name = xml.local(tag)
        if name == "si":
            found.append(unescaped("".join(current)))
        elif name == "rPh":
            state["phonetic"] = False
        elif name == "t":
            state["text"] = False

    def text(characters: str) -> None:
        if state["text"]:
            current.append(characters)

    xml.parse(archive.name, archive.pieces(part), start, end, text)
    return found


def unescaped(text: str) -> str:
    """Text with the format's own escapes ('_x000D_') resolved."""
    if "_x" not in text:
        return text
    return _HEX.sub(lambda found: chr(int(found[1], 16)), text)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
