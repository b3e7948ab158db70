"""SpreadsheetML 2003: XML that Excel and many web systems write under the name .xls."""

from __future__ import annotations

import re
from datetime import datetime

from chamber.i18n import N_
from chamber.importing.reading import formats, refusals, xml
from chamber.importing.reading.decode import decode
from chamber.importing.reading.formats import Telling
from chamber.importing.reading.grid import Grid
from chamber.importing.reading.workbook import Cell, Limits, Sheet, Span

_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_NAMED_FORMATS = {"Percent": "0.00%", "Long Date": "yyyy/m/d", "Short Date": "yyyy/m/d"}


class _Reader:
    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._grid = Grid(name, limits)
        self._sheet = ""
        self._hidden = False
        self._row = self._column = 0
        self._cell: dict[str, str] = {}
        self._kind = ""
        self._text: list[str] | None = None
        self._path: list[str] = []
        self._style = ""
        self._tellings: dict[str, Telling] = {}
        self.sheets: list[Sheet] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = xml.local(tag)
        self._path.append(name)
        plain = xml.local_attributes(attributes)
        if name == "Cell":
            self._column = _number(plain.get("Index")) or self._column + 1
            self._cell = plain
        elif name == "Data" and self._path[-2:-1] == ["Cell"]:
            self._kind, self._text = plain.get("Type", "String"), []
        elif name == "Row":
            self._row = _number(plain.get("Index")) or self._row + 1
            self._column = 0
            self._hide_rows(plain)
        elif name == "Column":
            first = _number(plain.get("Index")) or self._column + 1
            self._column = first + _number(plain.get("Span"))
            if plain.get("Hidden") == "1":
                self._grid.hide_columns(first - 1, self._column - 1)
        elif name == "Worksheet":
            self._grid, self._sheet, self._hidden = Grid(self._name, self._limits), plain.get("Name", ""), False
            self._row = self._column = 0
        elif name == "Style":
            self._style = plain.get("ID", "")
        elif name == "NumberFormat":
            code = plain.get("Format", "")
            form = formats.telling(_NAMED_FORMATS.get(code, code))
            if form is not None:
                self._tellings[self._style] = form
        elif name == "Visible":
            self._text = []

    def text(self, characters: str) -> None:
        if self._text is not None:
            self._text.append(characters)

    def end(self, tag: str) -> None:
        name = xml.local(tag)
        self._path.pop()
        if name == "Data" and self._text is not None:
            self._grid.put(self._row, self._column - 1, self._value("".join(self._text)))
            self._text = None
        elif name == "Cell":
            self._end_cell()
        elif name == "Row":
            # A row's own Span repeats it, blank as a rule; only the place of what follows matters.
            self._column = 0
        elif name == "Visible" and self._text is not None:
            self._hidden = "".join(self._text).strip() in ("SheetHidden", "SheetVeryHidden")
            self._text = None
        elif name == "Worksheet":
            self.sheets.append(self._grid.sheet(self._sheet, hidden=self._hidden))
            if len(self.sheets) > self._limits.sheets:
                raise refusals.too_large(self._name, N_("sheets"), self._limits.sheets)

    def _hide_rows(self, attributes: dict[str, str]) -> None:
        last = min(self._row + _number(attributes.get("Span")), self._limits.rows)
        if attributes.get("Hidden") == "1":
            self._grid.hidden_rows.update(range(self._row, last + 1))
        self._row = max(self._row, last) if attributes.get("Span") else self._row

    def _end_cell(self) -> None:
        across, down = _number(self._cell.get("MergeAcross")), _number(self._cell.get("MergeDown"))
        if across or down:
            left = self._column - 1
            self._grid.merge(Span(self._row, left, self._row + down, left + across))
            self._column += across
        self._cell = {}

    def _value(self, text: str) -> Cell:
        if self._kind == "Number":
            try:
                number = float(text)
            except ValueError:
                return text
            form = self._tellings.get(self._cell.get("StyleID", ""))
            return formats.shown(number, form) if form else formats.whole(number)
        if self._kind == "DateTime":
            try:
                moment = datetime.fromisoformat(text.strip())
            except ValueError:
                return text
            return formats.dated(moment.replace(tzinfo=None), self._tellings.get(self._cell.get("StyleID", "")))
        if self._kind == "Boolean":
            return text.strip() == "1"
        return text


def read_spreadsheetml(data: bytes, name: str, limits: Limits) -> tuple[tuple[Sheet, ...], str]:
    """The sheets and the encoding; raises BadFile."""
    if len(data) > limits.unpacked_bytes // 4:
        raise refusals.too_large(name, N_("bytes"), limits.unpacked_bytes // 4)
    decoded = decode(data)
    if decoded is None:
        raise refusals.damaged(name)
    reader = _Reader(name, limits)
    # Decoded by us: the XML library knows no Chinese encoding.
    text = _DECLARATION.sub("", decoded.text.lstrip("﻿ \r\n\t"), count=1)
    xml.parse(name, [text], reader.start, reader.end, reader.text)
    if not reader.sheets:
        raise refusals.damaged(name, "no worksheet")
    return tuple(reader.sheets), decoded.encoding


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
