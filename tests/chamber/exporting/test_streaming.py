"""Rows written into a finished workbook as text."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from chamber.errors import BadFile
from chamber.exporting.streaming import LONGEST, escaped, fitting, styles, units, with_rows


def skeleton() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet("一")
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, "名称", bold)
    sheet.write_string(4, 0, "样", bold)
    book.close()
    return made.getvalue()


@pytest.mark.parametrize(
    ("text", "xml"),
    [
        ("=1+1", "=1+1"),
        ("a<b&c>d", "a&lt;b&amp;c&gt;d"),
        ("\x01", "_x0001_"),
        ("_x0041_", "_x005F_x0041_"),
        ("㐂𠮷", "㐂𠮷"),
    ],
)
def test_text_is_told_as_xml_that_says_the_same(text, xml):
    assert escaped(text) == xml


@given(st.text(max_size=40))
def test_whatever_a_text_holds_it_is_well_formed(text):
    ElementTree.fromstring(f"<t>{escaped(text)}</t>")


def test_a_text_is_as_long_as_a_cell_may_be():
    assert len(escaped("长" * LONGEST)) == LONGEST
    with pytest.raises(BadFile):
        escaped("长" * (LONGEST + 1))
    # A spreadsheet counts each of these twice.
    with pytest.raises(BadFile, match="32768"):
        escaped("𠮷" * 16_384)
    assert fitting("𠮷" * 16_384) == "𠮷" * 16_383
    assert units(fitting("长" * 40_000, "……")) == LONGEST


def test_rows_stand_where_they_belong_and_the_sample_is_gone():
    base, part = skeleton(), "xl/worksheets/sheet1.xml"
    (style,) = styles(base, part, 5)
    row = f'<row r="2"><c r="A2" s="{style}" t="inlineStr"><is><t>{escaped("=甲&乙")}</t></is></c></row>'
    made, again = io.BytesIO(), io.BytesIO()
    for out in (made, again):
        with_rows(base, part, 1, [row], "A1:A2", 5, out)
    assert made.getvalue() == again.getvalue()
    sheet = openpyxl.load_workbook(made).active
    assert [[cell.value for cell in line] for line in sheet.iter_rows()] == [["名称"], ["=甲&乙"]]
    assert sheet["A2"].font.bold
    assert sheet["A2"].data_type != "f"
