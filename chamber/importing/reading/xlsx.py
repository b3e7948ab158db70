"""xlsx: a fast reader for the values, one bounded pass over the XML for the rest, a careful reader where it must be."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from chamber.i18n import N_
from chamber.importing.reading import formats, refusals
from chamber.importing.reading.archive import Archive
from chamber.importing.reading.workbook import (
    BLANK,
    Cell,
    Limits,
    Note,
    Row,
    Sheet,
    Texts,
    Workbook,
    trimmed,
    without_trailing_blanks,
)
from chamber.importing.reading.xlsx_cells import CarefulSheet, shared_strings
from chamber.importing.reading.xlsx_parts import Parts, SheetPart, read_parts
from chamber.importing.reading.xlsx_scan import scan


class XlsxReader:
    """Reads the worksheets of one xlsx."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self._data = data
        self._name = name
        self._limits = limits
        self._archive = Archive(data, name, limits)
        self._parts: Parts = read_parts(self._archive)
        self._strings: list[str] | None = None
        self._fast: CalamineWorkbook | None = None
        self._notes: list[Note] = []
        if not self._parts.sheets:
            raise refusals.damaged(name, "no worksheet")
        if len(self._parts.sheets) > limits.sheets:
            raise refusals.too_large(name, N_("sheets"), limits.sheets)

    def read(self) -> Workbook:
        """All worksheets in workbook order, hidden ones too."""
        sheets = tuple(self._sheet(part) for part in self._parts.sheets)
        return Workbook(self._name, "xlsx", "", sheets, tuple(self._notes))

    def _sheet(self, part: SheetPart) -> Sheet:
        found = scan(self._archive, part.part, self._parts.missed, self._parts.since_1904, self._limits)
        if found.uncomputed:
            message = N_("Sheet {sheet}: {count} formulas have no stored result and are read as blank.")
            self._notes.append(Note(message, {"sheet": part.name, "count": found.uncomputed}))
        fast = self._fast_sheet(part.name) if found.dense else None
        if fast is None:
            return self._careful_sheet(part)
        rows = list(_rows(fast))
        for number, cells in found.overlay.items():
            _lay_over(rows, number, cells)
        return Sheet(
            part.name,
            without_trailing_blanks(rows),
            hidden=part.hidden,
            merged=tuple(found.merged),
            hidden_columns=frozenset(found.hidden_columns),
            hidden_rows=frozenset(found.hidden_rows),
        )

    def _fast_sheet(self, name: str) -> CalamineSheet | None:
        try:
            if self._fast is None:
                self._archive.check()
                self._fast = CalamineWorkbook.from_filelike(io.BytesIO(self._data))
            return self._fast.get_sheet_by_name(name)
        except CalamineError:
            return None
        except BaseException as error:
            # A panic of the compiled reader is no Exception; the careful reader then has its say.
            if type(error).__name__ != "PanicException":
                raise
            return None

    def _careful_sheet(self, part: SheetPart) -> Sheet:
        parts = self._parts
        if self._strings is None:
            self._strings = shared_strings(self._archive, parts.strings) if parts.strings else []
        sheet = CarefulSheet(self._strings, parts.tellings, parts.since_1904, self._limits)
        sheet.read(self._archive, part.part)
        return Sheet(
            part.name,
            without_trailing_blanks(sheet.rows()),
            hidden=part.hidden,
            merged=tuple(sheet.merged),
            hidden_columns=frozenset(sheet.hidden_columns),
            hidden_rows=frozenset(sheet.hidden_rows),
        )


def _rows(sheet: CalamineSheet) -> Iterable[Row]:
    if sheet.start is None:
        return
    # Blank rows before the first cell are given, blank columns are not.
    left = sheet.start[1]
    indent: list[Cell] = [None] * left
    known = Texts()
    # The compiled reader's cells are of six types; telling them apart by `type()` is what 1,200,000 of them allow.
    for raw in cast("Iterable[list[Any]]", sheet.iter_rows()):
        cells: list[Cell] = [
            known[value]
            if (kind := type(value)) is str
            else (int(value) if value.is_integer() and -1e15 < value < 1e15 else value)
            if kind is float
            else _plain(value)
            for value in raw
        ]
        yield trimmed(indent + cells if left else cells)


def _plain(value: int | bool | time | date | datetime | timedelta) -> Cell:
    if isinstance(value, (time, timedelta)):
        return formats.as_text(value)
    return value


def _lay_over(rows: list[Row], number: int, cells: dict[int, Cell]) -> None:
    rows.extend([BLANK] * (number - len(rows)))
    row = list(rows[number - 1])
    row.extend([None] * (max(cells) + 1 - len(row)))
    for column, value in cells.items():
        row[column] = value
    rows[number - 1] = tuple(row)


def read_xlsx(data: bytes, name: str, limits: Limits) -> Workbook:
    """Read xlsx content; raises BadFile."""
    return XlsxReader(data, name, limits).read()
