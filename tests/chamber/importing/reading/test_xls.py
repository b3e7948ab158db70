from __future__ import annotations

import io
from datetime import date

import pytest
import xlwt

from chamber.errors import BadFile
from chamber.importing.reading import Span, read_workbook

from . import files

ROSTER: list[list[object]] = [["姓名", "电话"], ["曾祥某", 13900000001], ["单某", "0476-8330001"]]


def test_biff8_numbers_are_whole_dates_are_dates_and_percent_is_shown() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    sheet.write(1, 0, 4405000030)
    sheet.write(1, 1, date(2021, 4, 10), xlwt.easyxf(num_format_str="yyyy/m/d"))
    sheet.write(1, 2, 0.125, xlwt.easyxf(num_format_str="0.00%"))
    sheet.write(1, 3, True)
    file = io.BytesIO()
    book.save(file)
    (read,) = read_workbook(file.getvalue()).sheets
    assert read.rows == [(), (4405000030, date(2021, 4, 10), "12.5%", True)]


def test_merged_ranges_and_hidden_things_are_told() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("一")
    sheet.write_merge(0, 0, 0, 2, "会员名单")
    sheet.write(1, 0, "甲")
    sheet.col(1).hidden = True
    sheet.row(1).hidden = True
    book.add_sheet("二").visibility = 1
    file = io.BytesIO()
    book.save(file)
    first, second = read_workbook(file.getvalue()).sheets
    assert first.merged == (Span(1, 0, 1, 2),)
    assert (first.hidden_columns, first.hidden_rows, second.hidden) == (frozenset({1}), frozenset({2}), True)


@pytest.mark.parametrize("code_page", [936, None, 1252, 10000])
@pytest.mark.parametrize("ole", [True, False])
def test_biff5_text_is_read_whatever_its_code_page_says(code_page: int | None, ole: bool) -> None:
    book = read_workbook(files.biff5(ROSTER, code_page=code_page, ole=ole))
    assert book.sheets[0].name == "名单"
    assert book.sheets[0].rows == [tuple(row) for row in ROSTER]
    assert bool(book.notes) == (code_page != 936)


def test_biff5_in_big5_is_read_by_its_code_page() -> None:
    roster: list[list[object]] = [["姓名", "電話"], ["曾祥", "0476"]]
    book = read_workbook(files.biff5(roster, code_page=950, encoding="big5", name="名單"))
    assert book.sheets[0].rows[0] == ("姓名", "電話")


@pytest.mark.parametrize("code_page", [None, 936, 1252, 10002])
def test_biff5_in_big5_is_known_by_its_words(code_page: int | None) -> None:
    roster: list[list[object]] = [["單位名稱", "聯絡人", "電話"], ["某甲有限公司", "曾祥", "0476"]]
    book = read_workbook(files.biff5(roster, code_page=code_page, encoding="big5", name="名單"))
    assert (book.sheets[0].name, book.sheets[0].rows) == ("名單", [tuple(row) for row in roster])


def test_biff5_in_western_letters_keeps_its_accents() -> None:
    roster: list[list[object]] = [["Company", "Contact"], ["Café Münch GmbH", "Müller"]]
    book = read_workbook(files.biff5(roster, code_page=1252, encoding="cp1252", name="List"))
    assert (book.encoding, book.sheets[0].rows) == ("cp1252", [tuple(row) for row in roster])


def test_a_cut_xls_is_refused() -> None:
    data = files.xls({"名单": ROSTER})
    with pytest.raises(BadFile, match="damaged"):
        read_workbook(data[:1200])
