"""A report as a workbook to print: a sheet of facts and tables, each drawn table with its chart beside it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from rich.cells import cell_len

from chamber.reports.sheet import Cell, Report, Table

_FONT = "宋体"
_CHART_ROWS = 15
_WIDEST = 44


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
        self.title = book.add_format(base | {"font_size": 16, "bold": True})
        self.heading = book.add_format(base | {"font_size": 12, "bold": True})
        self.plain = book.add_format(base)
        self.head = book.add_format(cell | {"bold": True, "align": "center", "bg_color": "#DDEBF7"})
        self.text = book.add_format(cell | {"num_format": "@"})
        self.number = book.add_format(cell | {"num_format": "#,##0.##", "align": "right"})
        self.row = 0

    def write(self) -> None:
        report, sheet = self.report, self.sheet
        sheet.write_string(0, 0, report.title, self.title)
        sheet.set_row(0, 26)
        self.row = 1
        for label, text in report.facts:
            sheet.write_string(self.row, 0, label, self.plain)
            sheet.write_string(self.row, 1, text, self.plain)
            self.row += 1
        for table in report.tables:
            self.row += 1
            self._table(table)
        self.row += 1
        for note in report.notes:
            sheet.write_string(self.row, 0, note, self.plain)
            self.row += 1
        self._widths()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P / &N")
        sheet.print_area(0, 0, self.row, max((len(table.columns) for table in report.tables), default=2) - 1)

    def _table(self, table: Table) -> None:
        sheet = self.sheet
        sheet.write_string(self.row, 0, table.title, self.heading)
        top = self.row + 1
        for place, title in enumerate(table.columns):
            sheet.write_string(top, place, title, self.head)
        for offset, row in enumerate(table.rows, 1):
            for place, cell in enumerate(row):
                self._cell(top + offset, place, cell)
        self.row = top + len(table.rows) + 1
        if table.chart and any(value for _name, value in table.bars):
            self._chart(table, top)

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, str):
            self.sheet.write_string(row, column, cell, self.text)
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
        chart.set_size({"width": 620, "height": 20 * _CHART_ROWS - 10})
        self.sheet.insert_chart(self.row, 0, chart, {"x_offset": 4, "y_offset": 4})
        self.row += _CHART_ROWS + 1

    def _widths(self) -> None:
        count = max((len(table.columns) for table in self.report.tables), default=0)
        for place in range(count):
            texts = [
                str(row[place])
                for table in self.report.tables
                if place < len(table.columns)
                for row in (table.columns, *table.rows)
            ]
            width = max(cell_len(text) for text in texts) + 2 if texts else 10
            self.sheet.set_column(place, place, min(max(width, 10), _WIDEST))
