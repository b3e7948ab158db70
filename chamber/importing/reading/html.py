"""Web pages saved or exported under a spreadsheet's name, and archives of them: each of their tables as a sheet."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field, replace
from html import unescape

from chamber.i18n import N_
from chamber.importing.reading import refusals
from chamber.importing.reading.decode import decode
from chamber.importing.reading.html_parts import WebTable, laid_out
from chamber.importing.reading.html_tokens import attributes, tokens
from chamber.importing.reading.workbook import Cell, Limits, Sheet, Span

_SILENT = frozenset(("script", "style", "title", "select", "textarea", "xml"))
_BREAKING = frozenset(("br", "p", "div", "li"))
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE)
# The list of sheets a workbook saved as a web page opens with.
_NAMED_SHEET = re.compile(
    r"<x:Name>([^<]{1,100})</x:Name>\s*<x:WorksheetSource\s+HRef=[\"']?(?:[^\"'>]*[/\\\\])?([^\"'>/\\\\]+)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Cells below a spanning one that are passed over; no page has that many.
_MOST_SKIPPED = 2_000_000
_MOST_BYTES = 64 << 20


@dataclass(slots=True)
class _Table(WebTable):
    """One table while it is read: `covered` maps a column to the last row a cell above reaches down to, `within` are the
    tables in the cell that is open, `nested` those in the cells before it, by row and column."""

    covered: dict[int, int] = field(default_factory=dict)
    within: list[WebTable] = field(default_factory=list)
    nested: list[tuple[int, int, WebTable]] = field(default_factory=list)
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
        self._captioned = False
        self.tables: list[WebTable] = []

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
        self._flush_loose()

    def _start(self, tag: str, attrs: str) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "body":
            self._silent = 0
        elif tag == "table":
            self._silent = 0
            self._flush_loose()
            self._open.append(_Table())
        elif self._open and tag == "caption":
            self._end_cell()
            self._captioned = True
        elif tag in _BREAKING:
            self._text("\n")
        elif self._open and tag == "tr":
            self._end_cell()
            self._captioned = False
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
        elif tag == "caption" and self._captioned:
            self._captioned = False
            self._flush_loose()
        elif self._open and tag in ("td", "th", "tr"):
            self._end_cell()
        elif self._open and tag == "table":
            self._end_cell()
            self._captioned = False
            self._close(self._open.pop())

    def _close(self, table: _Table) -> None:
        """A table in a cell of a list says more of that row; one in a mere frame is a list of its own."""
        inner: list[WebTable] = []
        for row, column, one in table.nested:
            if table.is_longer_than(one):
                table.put_in(row, column, one)
            else:
                inner.append(one)
        outer = self._open[-1] if self._open else None
        if outer is not None and outer.text is not None:
            outer.within += [*inner, table]
        else:
            self.tables += [*inner, table]

    def _text(self, data: str) -> None:
        if self._silent:
            return
        if self._open and not self._captioned:
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
        table.nested += [(row, table.column, one) for one in table.within]
        table.within.clear()
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
            self.tables.append(WebTable(rows=rows, loose=True))


def read_html(data: bytes, name: str, limits: Limits) -> tuple[tuple[Sheet, ...], str]:
    """The page's tables as sheets, those that go on or belong to another stacked into one, with its encoding; raises BadFile
    when there is no table."""
    if len(data) > _MOST_BYTES:
        raise refusals.too_large(name, N_("bytes"), _MOST_BYTES)
    text, encoding = _decoded(data, name)
    page = _Page(name, limits)
    page.read(text)
    if not any(len(cells) > 1 or table.spans for table in page.tables for cells in table.rows):
        raise refusals.not_a_sheet(name, N_("a web page without a table"))
    return laid_out(page.tables, name, limits), encoding


def read_archive(data: bytes, name: str, limits: Limits) -> tuple[tuple[Sheet, ...], str]:
    """The sheets of a web archive (.mht), in which each sheet of a workbook is a page of its own; raises BadFile."""
    pages = _pages_of(data)
    sheets: list[Sheet] = []
    encoding = ""
    for title, page in pages if len(pages) <= limits.sheets else pages[:1]:
        if b"<t" not in page.lower():
            continue
        try:
            found, encoding = read_html(page, name, limits)
        except refusals.NotASheet:
            continue
        sheets += [replace(found[0], name=title), *found[1:]] if title and len(pages) > 1 else found
    if not sheets:
        raise refusals.not_a_sheet(name, N_("a web page without a table"))
    return tuple(sheets), encoding


def _pages_of(data: bytes) -> list[tuple[str, bytes]]:
    """The pages of an archive, each with the name its workbook gives it."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    found: list[tuple[str, bytes]] = []
    names: dict[str, str] = {}
    for part in message.walk():
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            place = str(part.get("Content-Location") or "").replace("\\", "/").rsplit("/", 1)[-1]
            found.append((place, content))
            text = decode(content)
            names |= {one[2]: unescape(one[1]) for one in _NAMED_SHEET.finditer(text.text if text else "")}
    return [(names.get(place, ""), content) for place, content in found]


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
