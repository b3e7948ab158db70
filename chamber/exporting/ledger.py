"""The office's sheet as xlsx: the official form, print-ready, chamber's columns locked, feedback columns open."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import repeat
from typing import IO, Any

from rich.cells import cell_len

from chamber.deliveries import wording
from chamber.deliveries.delta import SheetRow
from chamber.deliveries.layout import Layout, SheetColumn
from chamber.deliveries.marks import mark_of
from chamber.deliveries.sheaf import Sheaf
from chamber.deliveries.spoken import spoken
from chamber.deliveries.wording import describe
from chamber.exporting.streaming import all_escaped, escaped, fitting, styles, with_rows
from chamber.leads.record import OFFICE_STATUSES

KEY_TITLE = "chamber:key"
"""Title of the hidden column with the row keys."""
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,4})?")
FONT = "宋体"
_PART = "xl/worksheets/sheet1.xml"
_HEAD = 4
_LINE = 13.2
"""Points that a line needs, also where another font stands in for 宋体."""
_MOST = 2_000
"""Cells of a column that are remembered."""
_PAGE = 190
"""Characters that one page's width still shows in letters one can read: of 7 points and more."""
_BESIDE = 60


def ledger_xlsx(layout: Layout, rows: Sheaf, number: str, out: IO[bytes]) -> None:
    """Write the workbook; the same layout and rows give the same bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True},
    )
    made = datetime.fromisoformat(layout.reported_on)
    book.set_properties({"title": layout.title, "author": layout.reporting_unit, "comments": number, "created": made})
    book.set_custom_property("chamber_delivery", number)
    sheet = book.add_worksheet(wording.sheet_name(layout.lang))
    ledger = _Ledger(book, sheet, layout)
    ledger.frame(len(rows))
    if layout.overview:
        from chamber.exporting.overview import add_overview

        add_overview(book, layout, rows)
    book.close()
    # What the writer keeps of every row down to the notes below them is not needed any more.
    sheet.table.clear()
    ledger.fill(buffer.getvalue(), rows, number, out)


def _statuses(lang: str) -> list[str]:
    return list(OFFICE_STATUSES) if lang == "zh" else list(OFFICE_STATUSES.values())


class _Ledger:
    """One sheet being written."""

    def __init__(self, book: Any, sheet: Any, layout: Layout) -> None:
        self.sheet = sheet
        self.layout = layout
        self.columns = layout.columns
        self.last = len(layout.columns) - 1
        self.pages = pages_wide(layout.columns)
        base = {"font_name": FONT, "font_size": 9, "valign": "vcenter"}
        cell = base | {"border": 1}
        middle = "center" if self.pages == 1 else "left"
        wrapped = {"text_wrap": True} if self.pages > 1 else {}
        self.title = book.add_format(base | wrapped | {"font_size": 16, "bold": True, "align": middle})
        self.line = book.add_format(base | wrapped | {"font_size": 10})
        self._fold = base | {"font_size": 10, "text_wrap": True}
        self._book = book
        self.head = book.add_format(cell | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#DDEBF7"})
        self.head_open = book.add_format(
            cell | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#E7E6E6"}
        )
        self.text = book.add_format(cell | {"num_format": "@", "text_wrap": True})
        self.centred = book.add_format(cell | {"num_format": "@", "align": "center", "text_wrap": True})
        self.amount = book.add_format(cell | {"num_format": "#,##0.####", "align": "right"})
        self.count = book.add_format(cell | {"num_format": "0", "align": "center"})
        self.open = book.add_format(
            cell | {"num_format": "@", "text_wrap": True, "locked": False, "bg_color": "#F2F2F2"}
        )
        self.open_date = book.add_format(cell | {"num_format": "yyyy-mm-dd", "locked": False, "bg_color": "#F2F2F2"})
        self.note = book.add_format(base | {"text_wrap": True})
        self._forms = (self.text, self.centred, self.amount, self.count, self.open, self.open_date)

    def frame(self, count: int) -> None:
        """Everything but the rows."""
        layout, sheet = self.layout, self.sheet
        self._say(0, layout.title, self.title, size=16, least=28)
        self._say(1, layout.summary, self.line, size=10)
        told = layout.line or wording.reported(
            layout.reporting_unit, layout.reporter, layout.phone, layout.reported_on, layout.lang
        )
        self._say(2, told, self.line, size=10)
        for index, column in enumerate(self.columns):
            title = wording.title_of(column, layout.lang)
            # A Chinese title is broken anywhere, an English word nowhere.
            word = max(map(len, title.split())) + 1 if title.isascii() and title else 0
            sheet.set_column(index, index, max(column.width, word))
            sheet.write_string(3, index, title, self.head_open if column.feedback else self.head)
        key_column = self.last + 1
        sheet.set_column(key_column, key_column, 20, None, {"hidden": True})
        sheet.write_string(3, key_column, KEY_TITLE)
        sheet.set_row(3, 30)
        end = 3 + max(count, 1)
        for offset, note in enumerate(layout.below, 1):
            label = wording.note_label(layout.lang) + note if offset == 1 else note
            self._say(end + offset, label, self.note)
        self._rules(count, end)
        self.end = end + len(layout.below) + 1
        for index, form in enumerate(self._forms):
            sheet.write_blank(self.end, index, None, form)

    def _say(self, row: int, text: str, form: Any, *, size: int = 9, least: float = 0) -> None:
        """A line above or below the rows. On pages beside each other it stands, as high as it must be, over the columns
        that are on each of them: over all columns it would be cut off at their end from the second page on."""
        last = self.last if self.pages == 1 else self._beside() - 1
        room = sum(column.width for column in self.columns[: last + 1]) * 9 // size
        is_folded = self.layout.folded and form is self.line and cell_len(text) >= room
        if is_folded:
            # A form of its own is made when a sheet needs it: the files of other lists stay the same to the byte.
            text, form = folded(text, room), form if self.pages > 1 else self._book.add_format(self._fold)
        if last:
            self.sheet.merge_range(row, 0, row, last, text, form)
        else:
            self.sheet.write_string(row, 0, text, form)
        lines = 1
        if self.pages > 1 or is_folded:
            lines = _lines(text, room) if cell_len(text) >= room else 1
        if least or lines > 1:
            self.sheet.set_row(row, max(least, lines * size * 1.4))

    def fill(self, skeleton: bytes, rows: Sheaf, number: str, out: IO[bytes]) -> None:
        """Write the workbook with its rows."""
        from xlsxwriter.utility import xl_col_to_name

        letters = [xl_col_to_name(index) for index in range(self.last + 2)]
        found = dict(zip(self._forms, styles(skeleton, _PART, self.end + 1), strict=True))
        bodies = [
            _Bodies(column, found[self._form(column)], found[self.amount], f'<c r="{after}')
            for column, after in zip(self.columns, letters[1:], strict=True)
        ]
        made = self._rows(rows, number, bodies)
        with_rows(skeleton, _PART, _HEAD, made, f"A1:{letters[-1]}{self.end}", self.end + 1, out)

    def _form(self, column: SheetColumn) -> Any:
        if column.key == "number":
            return self.count
        if column.feedback:
            return self.open_date if column.key == "office_date" else self.open
        return self.text if column.wrap or column.width > 10 else self.centred

    def _rows(self, rows: Sheaf, number: str, bodies: Sequence[_Bodies]) -> Iterator[str]:
        """Each row as sheet XML, its text inline; made column by column."""
        from chamber.deliveries.row_keys import row_key

        for positions, columns in sheet_columns(rows, self.layout):
            cells, heights = [], [2] * len(positions)
            for one, texts in zip(bodies, columns, strict=True):
                made, lines = one.of(texts)
                cells.append(made)
                if lines:
                    heights = list(map(max, heights, [lines.get(text, 2) for text in texts]))
            keys = [f'" t="inlineStr"><is><t>{escaped(row_key(number, at))}</t></is></c></row>' for at in positions]
            # The row's number stands between the pieces: once as its own, then in the place of each cell.
            pieces = zip(repeat('<row r="'), map(_opening, heights), *cells, keys, strict=False)
            yield from map(str.join, [str(_HEAD + at) for at in positions], pieces)

    def _rules(self, count: int, end: int) -> None:
        sheet = self.sheet
        first, last = 4, max(end, 4)
        name, example = wording.date_rule(self.layout.lang)
        for index, column in enumerate(self.columns):
            if column.key == "office_status":
                sheet.data_validation(
                    first,
                    index,
                    last,
                    index,
                    {"validate": "list", "source": [*_statuses(self.layout.lang), "【清空】"]},
                )
            elif column.key == "office_date":
                sheet.data_validation(
                    first,
                    index,
                    last,
                    index,
                    {
                        "validate": "date",
                        "criteria": "between",
                        "minimum": datetime(2000, 1, 1),
                        "maximum": datetime(2100, 12, 31),
                        "error_type": "warning",
                        "error_title": name,
                        "error_message": example,
                    },
                )
        if count:
            sheet.autofilter(3, 0, 3 + count, self.last)
        sheet.freeze_panes(4, self._beside())
        sheet.protect(
            "",
            {
                "autofilter": True,
                "sort": True,
                "format_columns": True,
                "format_rows": True,
                "insert_rows": True,
                "delete_rows": True,
            },
        )
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(self.pages, 0)
        if self.pages > 1:
            sheet.repeat_columns(0, self._beside() - 1)
            # The pages that belong beside each other follow each other.
            sheet.print_across()
        sheet.repeat_rows(3)
        sheet.print_area(0, 0, end + len(self.layout.below), self.last)
        sheet.center_horizontally()
        sheet.set_footer(wording.page_foot(self.layout))

    def _beside(self) -> int:
        return kept_beside(self.columns)


def kept_beside(columns: Sequence[SheetColumn]) -> int:
    """Columns that stay in sight and on every page: the first four, fewer where they are wide."""
    count = min(4, len(columns) - 1)
    while count > 1 and sum(column.width for column in columns[:count]) > _BESIDE:
        count -= 1
    return count


def pages_wide(columns: Sequence[SheetColumn]) -> int:
    """Pages of A4 landscape beside each other on which these columns can be read."""
    total = sum(column.width for column in columns)
    beside = sum(column.width for column in columns[: kept_beside(columns)])
    return 1 if total <= _PAGE else -(-(total - beside) // (_PAGE - beside))


def sheet_columns(rows: Sheaf, layout: Layout) -> Iterator[tuple[range, list[Sequence[str]]]]:
    """The rows as they stand in a sheet, some at a time: their positions, and the texts of each column."""
    start = 1
    for part in rows.parts():
        positions = range(start, start + len(part))
        start = positions.stop
        columns = {
            **part.columns,
            "number": list(map(str, positions)),
            "mark": [mark_of(mark, layout.lang) for mark in part.marks],
            "changes": [
                _changes(row, layout) if kept else "" for kept, row in zip(part.changes, part.rows(), strict=True)
            ]
            if any(part.changes)
            else [""] * len(part),
        }
        yield (
            positions,
            [
                spoken(column.key, columns.get(column.key) or [""] * len(part), layout.words)
                for column in layout.columns
            ],
        )


def _changes(row: SheetRow, layout: Layout) -> str:
    """What changed of a row, as much of it as a cell can hold."""
    return fitting(describe(row, layout.columns, layout.lang, layout.words), wording.cut_short(layout.lang))


def _opening(lines: int) -> str:
    """What stands between a row's number and the place of its first cell."""
    return f'" ht="{min(lines, 30) * _LINE:g}" customHeight="1"><c r="A'


class _Bodies:
    """The cells of one column by their text: the XML after the place of one up to the place of the next, `after`. A text
    that comes again and again, as in most columns, is made once."""

    def __init__(self, column: SheetColumn, style: str, amount: str, after: str) -> None:
        self._column, self._style, self._amount, self._after = column, style, amount, after
        self._forget()

    def _forget(self) -> None:
        self._known = {"": f'" s="{self._style}"/>{self._after}'}
        self._lines: dict[str, int] = {}

    def of(self, texts: Sequence[str]) -> tuple[list[str], Mapping[str, int]]:
        """The cells with these texts, and how many lines those need that need more than two."""
        if self._column.key == "number":
            return [f'" s="{self._style}"><v>{text}</v></c>{self._after}' for text in texts], {}
        fresh = list(set(texts).difference(self._known))
        made = dict(zip(fresh, self._made(fresh), strict=True))
        lines = {text: lines for text in fresh if (lines := _lines(text, self._column.width)) > 2}
        if 2 * len(fresh) > len(texts):
            # Of what seldom comes again nothing is remembered: it would be most of what is held.
            return list(map((self._known | made).__getitem__, texts)), self._lines | lines
        if len(self._known) + len(made) > _MOST:
            self._forget()
        self._known |= made
        self._lines |= lines
        return list(map(self._known.__getitem__, texts)), self._lines

    def _made(self, texts: Sequence[str]) -> Iterator[str]:
        style, after = self._style, self._after
        for text, inner in zip(texts, all_escaped(texts), strict=True):
            if self._column.numeric and _NUMBER.fullmatch(text):
                yield f'" s="{self._amount}"><v>{float(text):.16G}</v></c>{after}'
            else:
                yield f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{inner}</t></is></c>{after}'


class _Widths(dict[str, int]):
    """How many cells wide each character is, of those that were met."""

    def __missing__(self, character: str) -> int:
        found = self[character] = cell_len(character)
        return found


_width = _Widths().__getitem__
# Signs that change how wide the one beside them is.
_JOINING = re.compile("[\u200d\ufe0f]")


def _cells(text: str) -> int:
    return cell_len(text) if _JOINING.search(text) else sum(map(_width, text))


def _lines(text: str, width: int) -> int:
    """Lines that a wrapped cell needs; a spreadsheet does not work it out by itself on opening."""
    room = max(width - 1, 1)
    # A character is at most two cells wide, and no row is lower than two lines.
    if "\n" not in text:
        return 2 if len(text) <= room else -(-_cells(text) // room)
    return sum(-(-max(_cells(part), 1) // room) for part in text.split("\n"))


def folded(text: str, room: int) -> str:
    """A line of labels with what belongs to each, broken between them where it is longer than `room` cells: a spreadsheet
    breaks Chinese anywhere, within 联系电话 too. What is longer by itself is broken after a sign."""
    lines = [""]
    for part in re.split(r"\s{2,}", text):
        pieces = [part] if cell_len(part) < room else re.findall(r"[^，；、：;]*[，；、：;]?", part)
        for index, piece in enumerate(pieces):
            gap = "" if index or not lines[-1] else "    "
            piece = piece if lines[-1] else piece.lstrip()
            if not lines[-1] or cell_len(f"{lines[-1]}{gap}{piece}") < room:
                lines[-1] += gap + piece
            else:
                lines.append(piece.lstrip())
    return "\n".join(lines)
