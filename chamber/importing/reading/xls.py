"""xls of every age: BIFF8, and BIFF5 and older, whose text is in a code page the file may not even name.

Old text is taken as bytes (Latin-1, which loses none) and decoded here, since the code page written in the file is
often missing or that of the wrong country.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Callable

import xlrd
from xlrd.compdoc import CompDocError

from chamber.i18n import N_
from chamber.importing.reading import formats, refusals
from chamber.importing.reading.decode import in_big5
from chamber.importing.reading.grid import Grid
from chamber.importing.reading.workbook import Cell, Limits, Note, Sheet, Span, Workbook

_BIFF8 = 80
_UTF16 = 1200
# What the library raises on a file that is cut short or made up; it checks little before it indexes and unpacks.
FAULTS = (
    xlrd.XLRDError,
    CompDocError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NameError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
_LOOKED_AT = 5_000
_HIGH = re.compile(rb"[\x80-\xff]+")
_ACCENT = re.compile(rb"(?<![\x80-\xff])[\xc0-\xff](?=[a-z .,'\n\-]|$)")
_CODECS = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 932: "cp932", 949: "cp949", 65001: "utf-8"}


def read_xls(data: bytes, name: str, limits: Limits) -> Workbook:
    """Read xls content; raises BadFile."""
    log = io.StringIO()
    version, code_page = _ancestry(data)
    old = "latin-1" if version and version < 0x0600 else None
    try:
        book = _open(data, log, old)
        encoding = _encoding(book, code_page) if old else ""
        decode = _decoder(encoding) if old else _as_it_is
        if book.nsheets > limits.sheets:
            raise refusals.too_large(name, N_("sheets"), limits.sheets)
        sheets = tuple(_sheet(book, index, name, limits, decode) for index in range(book.nsheets))
    except FAULTS as error:
        if "encrypt" in str(error).lower():
            raise refusals.protected(name) from error
        raise refusals.damaged(name, str(error)) from error
    notes: tuple[Note, ...] = ()
    if encoding == "gb18030" and code_page not in _CODECS:
        notes = (Note(N_("The file does not say its Chinese code page; it is read as GB18030.")),)
    return Workbook(name, "xls" if not old else "xls (BIFF5)", encoding, sheets, notes)


def _open(data: bytes, log: io.StringIO, encoding: str | None) -> xlrd.Book:
    try:
        return xlrd.open_workbook(
            file_contents=data, logfile=log, formatting_info=True, ragged_rows=True, encoding_override=encoding
        )
    except FAULTS:
        # Writers that are careless about styles: the values are still there, merged ranges and formats are not.
        return xlrd.open_workbook(file_contents=data, logfile=log, ragged_rows=True, encoding_override=encoding)


def _sheet(book: xlrd.Book, index: int, file: str, limits: Limits, decode: Callable[[str], str]) -> Sheet:
    sheet = book.sheet_by_index(index)
    grid = Grid(file, limits)
    tellings: dict[int, formats.Telling | None] = {}
    for row in range(sheet.nrows):
        for column, (kind, value) in enumerate(zip(sheet.row_types(row), sheet.row_values(row), strict=True)):
            if kind == xlrd.XL_CELL_TEXT:
                grid.put(row + 1, column, decode(value))
            elif kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                style = sheet.cell_xf_index(row, column) if book.formatting_info else -1
                if style not in tellings:
                    tellings[style] = _telling(book, style, decode)
                grid.put(row + 1, column, _figure(book, kind, value, tellings[style]))
            elif kind == xlrd.XL_CELL_BOOLEAN:
                grid.put(row + 1, column, bool(value))
            elif kind == xlrd.XL_CELL_ERROR:
                grid.put(row + 1, column, xlrd.error_text_from_code.get(value, "#N/A"))
        book_row = sheet.rowinfo_map.get(row)
        if book_row is not None and book_row.hidden:
            grid.hidden_rows.add(row + 1)
    for top, bottom, left, right in sheet.merged_cells:
        if top < bottom and left < right:
            grid.merge(Span(top + 1, left, bottom, right - 1))
    for column, info in sheet.colinfo_map.items():
        if info.hidden:
            grid.hide_columns(column, column)
    return grid.sheet(decode(sheet.name), hidden=bool(sheet.visibility))


def _figure(book: xlrd.Book, kind: int, value: float, form: formats.Telling | None) -> Cell:
    if form is not None:
        return formats.shown(value, form, since_1904=bool(book.datemode))
    if kind == xlrd.XL_CELL_DATE:
        moment = formats.from_serial(value, since_1904=bool(book.datemode))
        if moment is not None:
            return formats.dated(moment, None)
    return formats.whole(value)


def _telling(book: xlrd.Book, style: int, decode: Callable[[str], str]) -> formats.Telling | None:
    if not 0 <= style < len(book.xf_list):
        return None
    key = book.xf_list[style].format_key
    found = book.format_map.get(key)
    code = formats.BUILT_IN.get(key) or (decode(found.format_str) if found is not None else "")
    return formats.telling(code)


def _ancestry(data: bytes) -> tuple[int, int]:
    """The BIFF version (0x0500, 0x0600 …) and code page of the workbook stream; zeros where they cannot be found."""
    stream = data
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        try:
            document = xlrd.compdoc.CompDoc(data, logfile=io.StringIO())
            found = next(filter(None, (document.get_named_stream(part) for part in ("Workbook", "Book"))), None)
        except FAULTS:
            return 0, 0
        if found is None:
            return 0, 0
        stream = bytes(found)
    version = code_page = position = 0
    while position + 4 <= min(len(stream), 1 << 20):
        code, size = struct.unpack_from("<HH", stream, position)
        payload = stream[position + 4 : position + 4 + size]
        if len(payload) < size:
            break
        if code in (0x0009, 0x0209, 0x0409, 0x0809) and not version:
            version = struct.unpack_from("<H", payload)[0] if code == 0x0809 and size >= 2 else code or 0x0200
        elif code == 0x0042 and size >= 2:
            code_page = struct.unpack_from("<H", payload)[0]
        elif code == 0x000A:
            break
        position += 4 + size
    return version, code_page


def _encoding(book: xlrd.Book, code_page: int) -> str:
    """What the text of an old file is written in: as its code page says where that is an Asian one and its words don't tell
    otherwise, else Chinese, the likely truth, unless its high bytes stand alone among letters (Café)."""
    texts: list[str] = []
    room = _LOOKED_AT
    for sheet in book.sheets():
        for row in range(sheet.nrows):
            if room < 0:
                break
            texts += (value for value in sheet.row_values(row) if isinstance(value, str) and not value.isascii())
            room -= sheet.row_len(row)
    sample = "\n".join(texts).encode("latin-1", "ignore")
    said = _CODECS.get(code_page, "")
    if said in ("", "gb18030") and in_big5(sample) is not None:
        return "big5hkscs"
    accents = len(_ACCENT.findall(sample))
    if not said and accents and accents >= 0.9 * len(_HIGH.findall(sample)):
        return "cp1252"
    return said or "gb18030"


def _decoder(first: str) -> Callable[[str], str]:
    """How to read the text of an old file that is written in the encoding `first`."""

    def decode(text: str) -> str:
        if text.isascii():
            return text
        try:
            raw = text.encode("latin-1")
        except UnicodeEncodeError:
            return text
        for encoding in dict.fromkeys((first, "gb18030")):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
        return raw.decode(first, "replace")

    return decode


def _as_it_is(text: str) -> str:
    return text
