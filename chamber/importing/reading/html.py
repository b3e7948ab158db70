"""Web pages saved or exported under a spreadsheet's name: their tables, stacked into one sheet as Excel does."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field
from html import unescape

from chamber.i18n import N_
from chamber.importing.reading import refusals
from chamber.importing.reading.decode import decode
from chamber.importing.reading.html_tokens import attributes, tokens
from chamber.importing.reading.workbook import Cell, Limits, Row, Sheet, Span, trimmed, without_trailing_blanks

_SILENT = frozenset(("script", "style", "title", "select", "textarea", "xml"))
_BREAKING = frozenset(("br", "p", "div", "li"))
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Cells below a spanning one that are passed over; no page has that many.
_MOST_SKIPPED = 2_000_000
_MOST_BYTES = 64 << 20


@dataclass(slots=True)
class _Table:
    """One table while it is read: `covered` maps a column to the last row a cell above reaches down to."""

    rows: list[dict[int, Cell]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    covered: dict[int, int] = field(default_factory=dict)
    text: list[str] | None = None
    cell: dict[str, str] = field(default_factory=dict)
    column: int = 0


class _Page:
    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._cells = self._skipped = 0
        self._open: list[_Table] = []
        self._silent = 0
        self._loose: list[str] = []
        self.tables: list[_Table] = []

    def read(self, page: str) -> None:
        """Take the whole page."""
        for tag, text_of_tag, text in tokens(page):
            if not tag:
                self._text(unescape(text))
            elif tag.startswith("/"):
                self._end(tag[1:])
            else:
                self._start(tag, text_of_tag)
        while self._open:
            self._end("table")

    def _start(self, tag: str, attrs: str) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "body":
            self._silent = 0
        elif tag == "table":
            self._silent = 0
            self._flush_loose()
            self._open.append(_Table())
        elif tag in _BREAKING:
            self._text("\n")
        elif self._open and tag == "tr":
            self._end_cell()
            self._start_row(attributes(attrs))
        elif self._open and tag in ("td", "th"):
            self._end_cell()
            if not self._open[-1].rows:
                self._start_row({})
            self._open[-1].text = []
            self._open[-1].cell = attributes(attrs)

    def _end(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif self._open and tag in ("td", "th", "tr"):
            self._end_cell()
        elif self._open and tag == "table":
            self._end_cell()
            self.tables.append(self._open.pop())

    def _text(self, data: str) -> None:
        if self._silent:
            return
        if self._open:
            if self._open[-1].text is not None:
                self._open[-1].text.append(data)
        else:
            self._loose.append(data)

    def _start_row(self, attributes: dict[str, str]) -> None:
        table = self._open[-1]
        table.rows.append({})
        table.column = 0
        if _HIDDEN.search(attributes.get("style") or ""):
            table.hidden.add(len(table.rows))

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.text is None:
            return
        row = len(table.rows)
        while table.covered.get(table.column, 0) >= row:
            table.column += 1
            self._cells += 1
            self._skipped += 1
        across, down = _size(table.cell.get("colspan"), 1000), _size(table.cell.get("rowspan"), 65_534)
        self._cells += across
        if self._skipped > _MOST_SKIPPED:
            raise refusals.too_large(self._name, N_("merged ranges"), _MOST_SKIPPED)
        if self._cells > self._limits.cells or table.column > self._limits.columns:
            raise refusals.too_large(self._name, N_("cells"), self._limits.cells)
        value = _value("".join(table.text), table.cell)
        if value is not None:
            table.rows[-1][table.column] = value
        if across > 1 or down > 1:
            table.spans.append(Span(row, table.column, row + down - 1, table.column + across - 1))
        if down > 1:
            table.covered.update(dict.fromkeys(range(table.column, table.column + across), row + down - 1))
        table.column += across
        table.text = None

    def _flush_loose(self) -> None:
        lines = "".join(self._loose).splitlines()
        self._loose.clear()
        rows: list[dict[int, Cell]] = [{0: " ".join(line.split())} for line in lines if line.strip()]
        if rows:
            self.tables.append(_Table(rows=rows))


def read_html(data: bytes, name: str, limits: Limits) -> tuple[Sheet, str]:
    """The page's tables as one sheet with its encoding; raises BadFile when there is no table."""
    if len(data) > _MOST_BYTES:
        raise refusals.too_large(name, N_("bytes"), _MOST_BYTES)
    text, encoding = _decoded(data, name)
    page = _Page(name, limits)
    page.read(text)
    if not any(len(cells) > 1 or table.spans for table in page.tables for cells in table.rows):
        raise refusals.not_a_sheet(name, "a web page without a table")
    return _stacked(page.tables, name), encoding


def html_of_archive(data: bytes) -> bytes:
    """The page inside a web archive (.mht), or b'' when there is none."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and b"<t" in content.lower():
                return content
    return b""


def _stacked(tables: list[_Table], name: str) -> Sheet:
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


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    declared = _CHARSET.search(data[:4096])
    found = decode(data)
    if found is not None and (found.encoding != "gb18030" or declared is None):
        return found.text, found.encoding
    encoding = declared[1].decode("ascii").lower() if declared else "gb18030"
    if encoding in ("gb2312", "gbk", "x-gbk", "utf-8"):
        encoding = "gb18030"
    try:
        return data.decode(encoding, "replace"), encoding
    except LookupError as error:
        raise refusals.damaged(name, str(error)) from error


def _size(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isdecimal() and len(text) < 7 and int(text) else 1


def _value(text: str, attributes: dict[str, str]) -> Cell:
    number = attributes.get("x:num")
    if number:
        try:
            value = float(number)
        except ValueError:
            pass
        else:
            return int(value) if value.is_integer() and abs(value) < 1e15 else value
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line) or None
