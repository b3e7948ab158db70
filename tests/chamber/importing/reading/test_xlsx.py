from __future__ import annotations

import io
from datetime import date, datetime, time

import pytest
import xlsxwriter

from chamber.errors import BadFile
from chamber.importing.reading import Limits, Sheet, Span, letter, read_workbook
from chamber.importing.reading.workbook import Row

from . import files


def only(data: bytes, **limits: int) -> Sheet:
    (sheet,) = read_workbook(data, "a.xlsx", Limits(**limits)).sheets
    return sheet


def rows(data: bytes) -> list[Row]:
    return only(data).rows


def test_rows_keep_their_sheet_numbers_and_lose_only_trailing_blanks() -> None:
    sheet = only(files.xlsx({"名单": [[], [], [None, "姓名", "电话", ""], [None, "张某", 13900000001, "  "]]}))
    assert sheet.name == "名单"
    assert sheet.rows == [(), (), (None, "姓名", "电话"), (None, "张某", 13900000001)]
    assert sheet.at(4, 2) == 13900000001
    assert sheet.at(9, 9) is None


def test_merged_ranges_hidden_columns_rows_and_sheets_are_told() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("一")
        sheet.merge_range("A1:C1", "会员名单")
        sheet.write_row(1, 0, ["甲", "乙", "丙"])
        sheet.set_column("B:B", 5, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("二").hide()
    first, second = read_workbook(file.getvalue()).sheets
    assert first.merged == (Span(1, 0, 1, 2),)
    assert first.hidden_columns == {1}
    assert first.hidden_rows == {2}
    assert (first.hidden, second.hidden) == (False, True)


def test_a_number_format_that_says_more_than_the_value_is_shown() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        cases = [
            (0.2347, "0.00%"),
            (3000, '0"万元"'),
            (4768330001, "00000000000"),
            (47, "#,##0.00"),
            (5, "$#,##0"),
            (1234567, '0!.0,"万元"'),
        ]
        for column, (value, code) in enumerate(cases):
            sheet.write_number(0, column, value, book.add_format({"num_format": code}))
    assert rows(file.getvalue()) == [("23.47%", "3000万元", "04768330001", 47, "$5", 1234567)]


def test_days_times_and_months_come_as_they_are_shown() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        moments = [
            (datetime(2021, 4, 10), "yyyy/m/d"),
            (datetime(2021, 4, 10, 9, 30), "yyyy/m/d h:mm"),
            (datetime(2021, 4, 1), 'yyyy"年"m"月"'),
            (datetime(2021, 4, 10), 'yyyy"年"m"月"'),
            (time(8, 50), "h:mm"),
        ]
        for column, (value, code) in enumerate(moments):
            sheet.write_datetime(0, column, value, book.add_format({"num_format": code}))
    assert rows(file.getvalue()) == [
        (date(2021, 4, 10), datetime(2021, 4, 10, 9, 30), "2021年4月", date(2021, 4, 10), "08:50")
    ]


@pytest.mark.parametrize("number_format", [31, 57, 58, 14])
def test_built_in_chinese_date_formats_are_dates_although_written_without_their_code(number_format: int) -> None:
    styles = f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{number_format}"/></cellXfs>'
    assert rows(files.raw_xlsx('<row r="1"><c r="A1" s="1"><v>44296</v></c></row>', styles=styles)) == [
        (date(2021, 4, 10),)
    ]


def test_error_values_are_kept_as_text_and_uncomputed_formulas_are_noted() -> None:
    cells = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v>2</v></c></row>'
    book = read_workbook(files.raw_xlsx(cells))
    assert book.sheets[0].rows == [("#N/A", None, 2)]
    assert [note.params["count"] for note in book.notes] == [1]


def test_two_cells_far_apart_do_not_ask_for_the_block_between() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = only(files.raw_xlsx(cells))
    assert sheet.at(1, 0) == 1
    assert sheet.at(1048576, 16383) == 2
    assert len(sheet.rows) == 1048576


@pytest.mark.parametrize("reference", ["xfd1048576", "A99999999", "ZZZZZ1", "XFE1", "A0", ""])
def test_odd_references_are_read_with_care_or_refused(reference: str) -> None:
    try:
        sheet = only(files.raw_xlsx(f'<row r="1"><c r="{reference}"><v>7</v></c></row>'))
    except BadFile:
        return
    assert [value for row in sheet.rows for value in row if value is not None] == [7]


def test_a_sheet_written_with_prefixes_and_without_references_reads_the_same() -> None:
    plain = only(
        files.raw_xlsx(
            '<row><c t="inlineStr"><is><t>姓名</t></is></c><c><v>3.5</v></c></row><row><c><v>4</v></c></row>'
        )
    )
    assert plain.rows == [("姓名", 3.5), (4,)]
    assert only(files.raw_xlsx("")).rows == []


def test_a_million_rows_of_nothing_but_format_cost_no_memory() -> None:
    empty = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(1, 200_001))
    sheet = only(
        files.raw_xlsx(b'<row r="1"><c r="A1"><v>1</v></c></row>' + empty[len(b'<row r="1"><c r="A1" s="1"/></row>') :])
    )
    assert sheet.rows == [(1,)]


def test_a_row_of_16384_columns_is_trimmed_to_what_is_used() -> None:
    cells = "".join(f'<c r="{letter(column)}1" s="1"/>' for column in range(1, 16_384))
    assert rows(files.raw_xlsx(f'<row r="1"><c r="A1"><v>1</v></c>{cells}</row>')) == [(1,)]


def test_rich_text_joins_and_phonetic_hints_are_left_out() -> None:
    strings = "<si><r><t>张</t></r><r><t>某</t></r><rPh sb='0' eb='1'><t>zhang</t></rPh></si>"
    careful = "<row r='1'><c r='A1' t='s'><v>0</v></c></row>"
    fast = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    assert rows(files.raw_xlsx(careful, strings=strings)) == rows(files.raw_xlsx(fast, strings=strings)) == [("张某",)]


@pytest.mark.parametrize("quote", ["'", '"'])
def test_both_readers_agree_on_types(quote: str) -> None:
    cells = (
        '<row r="2"><c r="B2" s="1"><v>0.5</v></c><c r="C2" t="b"><v>1</v></c><c r="D2" t="str"><v>甲</v></c>'
        '<c r="E2" s="2"><v>44296.5</v></c><c r="F2"><v>1E+3</v></c></row>'
    ).replace('"', quote)
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="22"/></cellXfs>'
    assert rows(files.raw_xlsx(cells, styles=styles)) == [
        (),
        (None, "50%", True, "甲", datetime(2021, 4, 10, 12, 0), 1000),
    ]
