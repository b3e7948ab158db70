"""Reading spreadsheets of strangers: bytes to sheets of raw cells, sheets to tables. Knows no field and no store."""

from chamber.importing.reading.read import read_workbook
from chamber.importing.reading.tables.find import find_layout, find_sheet_layout, find_tables
from chamber.importing.reading.tables.model import (
    Column,
    Fate,
    HeaderSense,
    Kind,
    Layout,
    Line,
    Record,
    Remark,
    RemarkKind,
    SheetLayout,
    Table,
    Why,
)
from chamber.importing.reading.workbook import Cell, Limits, Note, Row, Sheet, Span, Workbook, column_of, letter

__all__ = [
    "Cell",
    "Column",
    "Fate",
    "HeaderSense",
    "Kind",
    "Layout",
    "Limits",
    "Line",
    "Note",
    "Record",
    "Remark",
    "RemarkKind",
    "Row",
    "Sheet",
    "SheetLayout",
    "Span",
    "Table",
    "Why",
    "Workbook",
    "column_of",
    "find_layout",
    "find_sheet_layout",
    "find_tables",
    "letter",
    "read_workbook",
]
