"""Files made to harm, or broken in a strange way: refused in words, or read without asking for much."""

from __future__ import annotations

import io
import zipfile

import pytest

from chamber.errors import BadFile, ChamberError
from chamber.importing.reading import read_workbook
from chamber.importing.reading.workbook import Limits
from tests.chamber.importing.reading.files import xlsx
from tests.chamber.importing.sheets import messages, plan_of

TITLES = ["企业名称", "统一社会信用代码", "注册资本", "成立日期", "电话", "地址", "员工数", "籍贯", "行业", "联系人"]
EVIL = [
    "1 ",
    "(",
    "1-",
    "转",
    "1",
    "年",
    "亿万千",
    "1,",
    "约",
    "壹",
    "内蒙古",
    "红山区/",
    ".",
    "a@",
    "〃",
    "：",
    "☑",
    "代",
]


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("kind", ["members", "contacts", "leads", "attendance"])
def test_a_cell_of_ten_thousand_of_anything_is_kept_as_written(sqlite_workspace, kind, text):
    cell = (text * 10_000)[:32_000]
    plan = plan_of(sqlite_workspace, kind, xlsx({"S": [TITLES, ["甲公司"] + [cell] * 9, [cell] * 10]}))
    assert len(plan.rows) == 2 or kind != "members"


def test_a_number_of_thousands_of_digits_is_no_number(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", xlsx({"S": [["企业名称", "电话"], ["甲公司", "1" * 30_000]]}))
    assert (2, "B", "length") in messages(plan)
    assert plan.values.get("phones", 0) is None
    assert plan.values.raw[0]["phones"] == "1" * 30_000


def test_columns_that_are_all_called_the_same_are_told_apart_at_once():
    from chamber.importing.joining import keys_of
    from chamber.importing.mapping import MappedColumn
    from chamber.importing.reading.tables.model import Column, Kind, Table

    columns = tuple(Column(f"C{place}", place, "备注") for place in range(16_384))
    table = Table("S", Kind.LIST, (1,), columns, ())
    keys = keys_of(table, [MappedColumn(column.letter, "备注", "notes") for column in columns])
    assert len(set(keys)) == 16_384


def test_more_columns_than_a_sheet_has_are_refused():
    with pytest.raises(BadFile, match=r"columns|列数"):
        read_workbook((",".join(["a"] * 20_000) + "\n").encode(), "a.csv")


def test_an_archive_that_calls_itself_a_bomb_is_not_unpacked(monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("[Content_Types].xml", "<Types/>")
        zipped.writestr("xl/workbook.xml", "<workbook/>")
        zipped.writestr("xl/worksheets/sheet1.xml", b" " * 3_000_000)
    monkeypatch.setattr("zlib.decompressobj", None)
    with pytest.raises(BadFile, match=r"unpacks|解压"):
        read_workbook(out.getvalue(), "a.xlsx", Limits(unpacked_bytes=2_000_000))


def test_cells_that_span_all_others_are_refused_soon():
    page = "<table><tr>" + "<td rowspan=1000 colspan=16>x</td>" * 1000 + "</tr>" + "<tr><td>y</td></tr>" * 2000
    with pytest.raises(BadFile, match=r"too large|太大"):
        read_workbook(page.encode(), "a.html")


def test_a_wide_sheet_is_read_by_the_fast_reader(monkeypatch):
    def careful(*_args: object) -> None:
        raise AssertionError

    monkeypatch.setattr("chamber.importing.reading.xlsx.CarefulSheet", careful)
    sheet = read_workbook(xlsx({"S": [[f"列{place}" for place in range(2_000)]] * 3}), "a.xlsx").sheets[0]
    assert (len(sheet.rows), len(sheet.rows[2])) == (3, 2_000)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_wrong_is_said_in_both_languages(lang):
    from chamber.i18n import use_language

    use_language(lang)
    with pytest.raises(ChamberError) as caught:
        read_workbook(b"%PDF-1.4 ...", "a.xlsx")
    assert any("\u3400" <= char <= "\u9fff" for char in str(caught.value)) is (lang == "zh")


@pytest.mark.parametrize("end", range(4, 16))
def test_an_old_workbook_cut_off_in_its_first_words_is_refused(end):
    data = b"\x09\x08\x08\x00\x00\x05\x05\x00\xbb\x0d\xcc\x07\x42\x00\x02\x00\xa8\x03"[:end]
    with pytest.raises(BadFile):
        read_workbook(data, "a.xls")
