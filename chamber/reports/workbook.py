"""A report as a workbook to print: a sheet of facts and tables, each drawn table with its chart beside it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rich.cells import cell_len

from chamber.reports.sheet import Cell, Report, Table

_FONT = "宋体"
_WIDEST = 44
_SHORT = 24
"""Width of a text beside the first column up to which it is centred as the numbers are: an amount, a rate, a date."""
_ROW = 15.0
"""Height of a row in points."""
_CHAR_MM = 2.6
"""Width of a character of a column in the widest of the fonts that programs measure columns with."""
_UPRIGHT, _ON_ITS_SIDE = (184.0, 725.0), (270.0, 490.0)
"""What an A4 page has room for inside the margins: millimetres across, points down."""
_SMALLEST = 65
"""Per cent to which a sheet is made smaller to stay on an upright page; a wider one is laid on its side."""


def report_xlsx(report: Report) -> bytes:
    """The workbook as bytes; the same report gives the same bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    )
    made = datetime.combine(report.as_of, datetime.min.time())
    book.set_properties({"title": report.title, "created": made})
    _Sheet(book, report).write()
    book.close()
    return buffer.getvalue()


class _Sheet:
    def __init__(self, book: Any, report: Report) -> None:
        self.book, self.report = book, report
        self.name = "Report"
        self.sheet = book.add_worksheet(self.name)
        base = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
        cell = base | {"border": 1, "text_wrap": True}
        self.title = book.add_format(base | {"font_size": 16, "bold": True, "text_wrap": True})
        self.heading = book.add_format(base | {"font_size": 12, "bold": True})
        self.plain = book.add_format(base)
        self.head = book.add_format(cell | {"bold": True, "align": "center", "bg_color": "#DDEBF7"})
        self.text = book.add_format(cell | {"num_format": "@"})
        self.short = book.add_format(cell | {"num_format": "@", "align": "center"})
        self.number = book.add_format(cell | {"num_format": "#,##0.##", "align": "center"})
        self.row = 0
        self.widths = self._widths()
        across = max(sum(self.widths), 1) * _CHAR_MM
        self.upright = 100 * _UPRIGHT[0] / across >= _SMALLEST
        width, height = _UPRIGHT if self.upright else _ON_ITS_SIDE
        self.scale = max(40, min(100, int(100 * width / across)))
        self.page = height * 100 / self.scale
        self.room = self.page
        self.breaks: list[int] = []

    def write(self) -> None:
        report, sheet = self.report, self.sheet
        for place, width in enumerate(self.widths):
            sheet.set_column(place, place, width)
        last = max(len(self.widths), 2) - 1
        lines = _lines(report.title, sum(self.widths) * 10 / 16)
        sheet.merge_range(0, 0, 0, last, report.title, self.title)
        sheet.set_row(0, 26 * lines)
        self.row = 1
        for label, text in report.facts:
            sheet.write_string(self.row, 0, label, self.plain)
            sheet.write_string(self.row, 1, text, self.plain)
            self.row += 1
        self.room -= 26 * lines + self.row * _ROW
        for table in report.tables:
            self._table(table)
        self.row += 1
        for note in report.notes:
            sheet.write_string(self.row, 0, note, self.plain)
            self.row += 1
        if not self.upright:
            sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_print_scale(self.scale)
        sheet.set_h_pagebreaks(self.breaks)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        sheet.print_area(0, 0, self.row, last)

    def _table(self, table: Table) -> None:
        """The table and its chart, on a new page when what is left of this one is too little for both."""
        sheet = self.sheet
        drawn = bool(table.chart) and any(value for _name, value in table.bars)
        heights = [_ROW * self._lines_of(row) for row in (table.columns, *table.rows)]
        needed = sum(heights) + 2 * _ROW
        below = _ROW * (_chart_rows(table) + 1) if drawn else 0
        whole = needed + below if needed + below <= self.page else needed
        if whole <= self.room or self.row == 1:
            self.row += 1
        else:
            self._new_page()
        self.room -= needed
        sheet.write_string(self.row, 0, table.title, self.heading)
        top = self.row + 1
        for place, title in enumerate(table.columns):
            sheet.write_string(top, place, title, self.head)
        for offset, row in enumerate(table.rows, 1):
            for place, cell in enumerate(row):
                self._cell(top + offset, place, cell)
        for offset, height in enumerate(heights):
            sheet.set_row(top + offset, height)
        self.row = top + len(table.rows) + 1
        if drawn:
            if below > self.room:
                self._new_page()
            self.room -= below
            self._chart(table, top)

    def _new_page(self) -> None:
        self.breaks.append(self.row)
        self.room = self.page

    def _lines_of(self, row: Sequence[Cell]) -> int:
        return max((_lines(str(cell), width) for cell, width in zip(row, self.widths, strict=False)), default=1)

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self.sheet.write_string(row, column, cell, self.short if column and cell_len(cell) <= _SHORT else self.text)
        else:
            self.sheet.write_number(row, column, cell, self.number)

    def _chart(self, table: Table, top: int) -> None:
        first, last = top + 1, top + len(table.rows)
        chart = self.book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "name": [self.name, top, table.chart],
                "categories": [self.name, first, 0, last, 0],
                "values": [self.name, first, table.chart, last, table.chart],
                "data_labels": {"value": True},
                "fill": {"color": "#2F75B5"},
            }
        )
        chart.set_title({"name": table.title, "name_font": {"size": 11}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        # A column of so many characters is about seven pixels each and five more wide: the page ends with the last one.
        across = sum(7 * width + 5 for width in self.widths)
        chart.set_size({"width": min(620, across - 8), "height": 20 * _chart_rows(table) - 10})
        self.sheet.insert_chart(self.row, 0, chart, {"x_offset": 4, "y_offset": 4})
        self.row += _chart_rows(table) + 1

    def _widths(self) -> list[int]:
        count = max((len(table.columns) for table in self.report.tables), default=0)
        found = []
        for place in range(count):
            texts = [
                str(row[place])
                for table in self.report.tables
                if place < len(table.columns)
                for row in (table.columns, *table.rows)
            ]
            width = max(cell_len(text) for text in texts) + 2 if texts else 10
            found.append(min(max(width, 10), _WIDEST))
        return found


def _chart_rows(table: Table) -> int:
    """A chart is as high as its bars need."""
    return min(max(len(table.rows) + 3, 6), 24)


def _lines(text: str, width: float) -> int:
    return max(1, -(-cell_len(text) // max(1, int(width) - 1)))
