"""OpenDocument sheets, zipped (.ods) or flat (.fods): repeats are counted, never written out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from chamber.i18n import N_
from chamber.importing.reading import formats, refusals, xml
from chamber.importing.reading.archive import Archive
from chamber.importing.reading.grid import Grid
from chamber.importing.reading.workbook import Cell, Limits, Sheet, Span

_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")


class _Reader:
    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._grid = Grid(name, limits)
        self._table = ""
        self._row = self._column = 0
        self._rows_at_once = 1
        self._cell: dict[str, str] = {}
        self._in_cell = False
        self._aside = 0
        self._paragraphs: list[list[str]] = []
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._hidden = False
        self._depth = 0
        self.sheets: list[Sheet] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "text:p" and self._in_cell:
            self._paragraphs.append([])
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._in_cell, self._paragraphs = attributes, True, []
        elif tag == "table:table-row":
            self._rows_at_once = _number(attributes.get("table:number-rows-repeated")) or 1
            self._column = 0
            if attributes.get("table:visibility", "visible") != "visible":
                last = min(self._row + self._rows_at_once, self._limits.rows)
                self._grid.hidden_rows.update(range(self._row + 1, last + 1))
        elif tag == "table:table-column":
            count = _number(attributes.get("table:number-columns-repeated")) or 1
            if attributes.get("table:visibility", "visible") != "visible":
                self._grid.hide_columns(self._column, self._column + count - 1)
            self._column += count
        elif tag == "table:table":
            self._open_table(attributes)
        elif tag in ("office:annotation", "draw:frame", "draw:custom-shape"):
            self._aside += 1
        elif tag == "style:style":
            self._style = attributes.get("style:name", "")
        elif tag == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif tag in ("text:s", "text:tab", "text:line-break"):
            self.text("\n" if tag == "text:line-break" else " " * min(_number(attributes.get("text:c")) or 1, 1000))

    def text(self, characters: str) -> None:
        if self._paragraphs and self._in_cell and not self._aside:
            self._paragraphs[-1].append(characters)

    def end(self, tag: str) -> None:
        if tag in ("office:annotation", "draw:frame", "draw:custom-shape"):
            self._aside = max(0, self._aside - 1)
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell(covered=tag == "table:covered-table-cell")
        elif tag == "table:table-row":
            self._row += self._rows_at_once
        elif tag == "table:table":
            self._depth -= 1
            if self._depth == 0:
                self.sheets.append(self._grid.sheet(self._table, hidden=self._hidden))

    def _open_table(self, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > 1:
            return
        if len(self.sheets) >= self._limits.sheets:
            raise refusals.too_large(self._name, N_("sheets"), self._limits.sheets)
        self._grid, self._table = Grid(self._name, self._limits), attributes.get("table:name", "")
        self._hidden = attributes.get("table:style-name", "") in self._hidden_styles
        self._row = self._column = 0

    def _end_cell(self, *, covered: bool) -> None:
        attributes = self._cell
        count = _number(attributes.get("table:number-columns-repeated")) or 1
        value = None if covered else self._value(attributes)
        if value is not None and value != "":
            rows = range(self._row + 1, self._row + self._rows_at_once + 1)
            self._grid.fill(rows, range(self._column, self._column + count), value)
        across = _number(attributes.get("table:number-columns-spanned")) or 1
        down = _number(attributes.get("table:number-rows-spanned")) or 1
        self._grid.merge(Span(self._row + 1, self._column, self._row + down, self._column + across - 1))
        self._column += count
        self._in_cell = False

    def _value(self, attributes: dict[str, str]) -> Cell:
        text = "\n".join("".join(paragraph) for paragraph in self._paragraphs)
        kind = attributes.get("office:value-type") or attributes.get("calcext:value-type", "")
        if kind == "percentage":
            return text or attributes.get("office:value")
        if kind in ("float", "currency"):
            return _figure(attributes.get("office:value", ""), text)
        if kind == "date":
            return _date(attributes.get("office:date-value", ""), text)
        if kind == "time":
            found = _DURATION.fullmatch(attributes.get("office:time-value", ""))
            hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
            return f"{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "") if found else text
        if kind == "boolean":
            return attributes.get("office:boolean-value") == "true"
        return text or attributes.get("office:string-value")


def _figure(value: str, text: str) -> Cell:
    """A number; what is shown instead where it says more: padding zeros, a unit, a foreign currency."""
    try:
        number = float(value)
    except ValueError:
        return text or value
    if re.fullmatch(r"0\d+", text) or re.search(r"[㐀-鿿㎡$€£₩₽฿]", text):
        return text
    return formats.whole(number)


def _date(value: str, text: str) -> Cell:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return text or value
    if re.fullmatch(r"\d{4}年\d{1,2}月", text) and moment.day == 1:
        return text
    return (
        moment.replace(tzinfo=None)
        if "T" in value and moment.time() != datetime.min.time()
        else date(*moment.timetuple()[:3])
    )


def read_ods(data: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets of a zipped document; raises BadFile."""
    archive = Archive(data, name, limits)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise refusals.protected(name)
    return _read(archive.pieces("content.xml"), name, limits)


def read_flat_ods(data: bytes, name: str, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets of a flat XML document; raises BadFile."""
    return _read([data], name, limits)


def _read(chunks: Iterable[bytes], name: str, limits: Limits) -> tuple[Sheet, ...]:
    reader = _Reader(name, limits)
    xml.parse(name, chunks, reader.start, reader.end, reader.text)
    if not reader.sheets:
        raise refusals.damaged(name, "no sheet")
    return tuple(reader.sheets)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
