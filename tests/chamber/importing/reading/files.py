"""Invented files of every format, made in memory."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
import xlwt
from xlwt.CompoundDoc import XlsDoc

Rows = Sequence[Sequence[object]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(sheets: Mapping[str, Rows], merges: Mapping[str, Iterable[str]] | None = None) -> bytes:
    """A workbook of plain sheets; `merges` has ranges ('A1:C1') by sheet, whose first cell keeps its value."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(number, column, value)
                    elif value is not None:
                        sheet.write(number, column, value)
            for cells in (merges or {}).get(name, ()):
                first = cells.split(":")[0]
                left, top = ord(first[0]) - 65, int(first[1:]) - 1
                value = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
                sheet.merge_range(cells, value)
    return file.getvalue()


def xls(sheets: Mapping[str, Rows], merges: Iterable[tuple[int, int, int, int]] = ()) -> bytes:
    """A BIFF8 workbook; `merges` (first row, last row, first column, last column, 0-based) go to the first sheet."""
    book = xlwt.Workbook()
    for index, (name, rows) in enumerate(sheets.items()):
        sheet = book.add_sheet(name)
        covered = list(merges) if index == 0 else []
        starts = {(top, left): (top, bottom, left, right) for top, bottom, left, right in covered}
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if (number, column) in starts:
                    sheet.write_merge(*starts[number, column], value)
                elif value is not None:
                    sheet.write(number, column, value)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def biff5(
    rows: Rows, *, code_page: int | None = 936, encoding: str = "gbk", ole: bool = True, name: str = "名单"
) -> bytes:
    """An Excel 5/95 workbook of one sheet, its text in `encoding`."""

    def record(code: int, payload: bytes = b"") -> bytes:
        return struct.pack("<HH", code, len(payload)) + payload

    def text(value: str) -> bytes:
        return value.encode(encoding)

    cells = b""
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                raw = text(value)
                cells += record(0x0204, struct.pack("<HHHH", number, column, 0, len(raw)) + raw)
            elif isinstance(value, (int, float)):
                cells += record(0x0203, struct.pack("<HHHd", number, column, 0, value))
    sheet = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 0)) + cells + record(0x000A)
    head = record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0))
    if code_page is not None:
        head += record(0x0042, struct.pack("<H", code_page))
    title = text(name)
    at = len(head) + len(record(0x0085, b"\0" * (7 + len(title)))) + len(record(0x000A))
    head += record(0x0085, struct.pack("<IHB", at, 0, len(title)) + title) + record(0x000A)
    stream = head + sheet
    if not ole:
        return stream
    file = io.BytesIO()
    XlsDoc().save(file, stream)
    return file.getvalue()


def parts(named: Mapping[str, str | bytes]) -> bytes:
    """A zip of the given parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in named.items():
            zipped.writestr(name, content)
    return file.getvalue()


def raw_xlsx(
    sheet_data: str | bytes, *, after: str = "", styles: str = "", strings: str = "", before: str = ""
) -> bytes:
    """An xlsx of one sheet 'S' whose XML between <sheetData> tags is given as it is."""
    data = sheet_data.encode() if isinstance(sheet_data, str) else sheet_data
    sheet = (
        f'<worksheet xmlns="{_MAIN}">{before}<sheetData>'.encode() + data + f"</sheetData>{after}</worksheet>".encode()
    )
    relations = [("r1", "worksheet", "worksheets/sheet1.xml")]
    named: dict[str, str | bytes] = {"xl/worksheets/sheet1.xml": sheet}
    if styles:
        relations.append(("r2", "styles", "styles.xml"))
        named["xl/styles.xml"] = f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>'
    if strings:
        relations.append(("r3", "sharedStrings", "sharedStrings.xml"))
        named["xl/sharedStrings.xml"] = f'<sst xmlns="{_MAIN}">{strings}</sst>'
    links = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{part}"/>' for i, kind, part in relations)
    return parts(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="w" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>',
            **named,
        }
    )


def ods(body: str, styles: str = "") -> bytes:
    """An .ods whose tables are given as XML."""
    return parts({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": flat_ods(body, styles)})


def flat_ods(body: str, styles: str = "") -> str:
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text", "style")
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{spaces}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
