"""Reading spreadsheets of strangers: bytes to sheets of raw cells, sheets to tables. Knows no field and no store."""

from chamber.importing.reading.read import read_workbook
from chamber.importing.reading.workbook import Cell, Limits, Note, Row, Sheet, Span, Workbook, column_of, letter

__all__ = ["Cell", "Limits", "Note", "Row", "Sheet", "Span", "Workbook", "column_of", "letter", "read_workbook"]
