"""The office's sheet as xlsx: the official form, print-ready, chamber's columns locked, feedback columns open."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rich.cells import cell_len

from chamber.deliveries import wording
from chamber.deliveries.delta import SheetRow, describe
from chamber.deliveries.layout import Layout, SheetColumn
from chamber.leads.record import OFFICE_STATUSES

KEY_TITLE = "chamber:key"
"""Title of the hidden column with the row keys."""
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,4})?")
FONT = "宋体"


def ledger_xlsx(layout: Layout, rows: Sequence[SheetRow], number: str) -> bytes:
    """The workbook as bytes; the same layout and rows give the same bytes."""
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
    _Ledger(book, sheet, layout).write(rows, number)
    if layout.overview:
        from chamber.exporting.overview import add_overview

        add_overview(book, layout, rows)
    book.close()
    return buffer.getvalue()


def _statuses(lang: str) -> list[str]:
    return list(OFFICE_STATUSES) if lang == "zh" else list(OFFICE_STATUSES.values())


class _Ledger:
    """One sheet being written."""

    def __init__(self, book: Any, sheet: Any, layout: Layout) -> None:
        self.sheet = sheet
        self.layout = layout
        self.columns = layout.columns
        self.last = len(layout.columns) - 1
        base = {"font_name": FONT, "font_size": 9, "valign": "vcenter"}
        cell = base | {"border": 1}
        self.title = book.add_format(base | {"font_size": 16, "bold": True, "align": "center"})
        self.line = book.add_format(base | {"font_size": 10})
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

    def write(self, rows: Sequence[SheetRow], number: str) -> None:
        layout, sheet = self.layout, self.sheet
        sheet.merge_range(0, 0, 0, self.last, layout.title, self.title)
        sheet.set_row(0, 28)
        sheet.merge_range(1, 0, 1, self.last, layout.summary, self.line)
        told = wording.reported(layout.reporting_unit, layout.reporter, layout.phone, layout.reported_on, layout.lang)
        sheet.merge_range(2, 0, 2, self.last, told, self.line)
        for index, column in enumerate(self.columns):
            sheet.set_column(index, index, column.width)
            sheet.write_string(
                3, index, wording.title_of(column, layout.lang), self.head_open if column.feedback else self.head
            )
        key_column = self.last + 1
        sheet.set_column(key_column, key_column, 20, None, {"hidden": True})
        sheet.write_string(3, key_column, KEY_TITLE)
        sheet.set_row(3, 30)
        for position, row in enumerate(rows, 1):
            self._row(3 + position, position, row, number)
        end = 3 + max(len(rows), 1)
        for offset, note in enumerate(layout.notes, 1):
            label = wording.note_label(layout.lang) + note if offset == 1 else note
            sheet.merge_range(end + offset, 0, end + offset, self.last, label, self.note)
        self._rules(len(rows), end)

    def _row(self, at: int, position: int, row: SheetRow, number: str) -> None:
        from chamber.deliveries.returned import row_key

        for index, column in enumerate(self.columns):
            if column.key == "number":
                self.sheet.write_number(at, index, position, self.count)
                continue
            text = self._text(row, column)
            if column.feedback:
                form = self.open_date if column.key == "office_date" else self.open
            else:
                form = self.text if column.wrap or column.width > 10 else self.centred
            if column.numeric and _NUMBER.fullmatch(text):
                self.sheet.write_number(at, index, float(text), self.amount)
            elif text:
                self.sheet.write_string(at, index, text, form)
            else:
                self.sheet.write_blank(at, index, None, form)
        self.sheet.write_string(at, self.last + 1, row_key(number, position))
        self.sheet.set_row(at, self._height(row))

    def _height(self, row: SheetRow) -> float:
        """Points that the longest wrapped cell needs; a spreadsheet does not work it out by itself on opening."""
        lines = max(
            (
                sum(
                    -(-max(cell_len(part), 1) // max(column.width - 1, 1))
                    for part in self._text(row, column).split("\n")
                )
                for column in self.columns
            ),
            default=1,
        )
        return min(max(lines, 2), 30) * 12.5

    def _text(self, row: SheetRow, column: SheetColumn) -> str:
        if column.key == "mark":
            return wording.mark_of(row.mark, self.layout.lang)
        if column.key == "changes":
            return describe(row, self.columns, self.layout.lang)
        return row.cells.get(column.key, "")

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
        sheet.freeze_panes(4, min(4, self.last))
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
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
        sheet.print_area(0, 0, end + len(self.layout.notes), self.last)
        sheet.center_horizontally()
        page = wording.page_number(self.layout.lang)
        sheet.set_footer(f"&L&9{self.layout.reporting_unit.replace('&', '&&')}&R&9{page}")
