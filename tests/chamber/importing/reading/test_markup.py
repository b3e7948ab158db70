from __future__ import annotations

from datetime import date

import pytest

from chamber.errors import BadFile
from chamber.importing.reading import Limits, Span, Workbook, read_workbook

from . import files

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type"
content="text/html; charset={charset}"><title>导出</title><style>td {{color:red}}</style></head><body><h3>会员名单</h3>
<table><tr><th rowspan=2>企业名称</th><th colspan=2>联系人</th></tr><tr><th>姓名</th><th>电话</th></tr>
<tr><td>赤峰&nbsp;某某<br>公司</td><td>张某</td><td x:num="13900000001">1.39E10</td></tr>
<tr style="display:none"><td>隐藏公司<td>李某<td></tr></table></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_a_web_page_named_xls_is_read_as_its_table(charset: str) -> None:
    book = read_workbook(PAGE.format(charset=charset).encode("utf-8" if charset == "utf-8" else "gb18030"), "a.xls")
    (sheet,) = book.sheets
    assert book.format == "html"
    assert sheet.rows == [
        ("会员名单",),
        (),
        ("企业名称", "联系人"),
        (None, "姓名", "电话"),
        ("赤峰 某某\n公司", "张某", 13900000001),
        ("隐藏公司", "李某"),
    ]
    assert sheet.merged == (Span(3, 0, 4, 0), Span(3, 1, 3, 2))
    assert sheet.hidden_rows == {6}


def test_a_web_archive_is_opened() -> None:
    text = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html; "
        "charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        "<table><tr><td>=E5=A7=93</td><td>1</td></tr></table>\n--x--\n"
    )
    assert read_workbook(text.encode()).sheets[0].rows == [("姓", "1")]


def test_a_page_without_a_table_is_refused() -> None:
    with pytest.raises(BadFile, match="web page"):
        read_workbook("<html><body>请先登录</body></html>".encode())


def page(*parts: str) -> bytes:
    return f"<html><meta charset=utf-8><body>{''.join(parts)}</body></html>".encode()


def table(*rows: tuple[object, ...], caption: str = "") -> str:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{f'<caption>{caption}</caption>' if caption else ''}{cells}</table>"


MEMBERS = (("企业名称", "联系人", "电话"), ("某甲公司", "张某", "13900000001"), ("某乙公司", "李某", "13900000002"))
MEETINGS = (
    ("会议", "时间", "地点", "人数"),
    ("理事会", "2021-04-10", "呼和浩特", 20),
    ("年会", "2021-05-10", "赤峰", 90),
)


def test_each_list_of_a_page_is_a_sheet_called_by_what_stands_above_it() -> None:
    book = read_workbook(page("<h3>会员名单</h3>", table(*MEMBERS), "<p>首页", table(*MEETINGS, caption="会议台账")))
    assert [(sheet.name, len(sheet.rows)) for sheet in book.sheets] == [("会员名单", 5), ("会议台账", 7)]
    assert book.sheets[1].rows[:2] == [("首页",), ()]
    again = read_workbook(page(table(*MEMBERS), table(*MEETINGS)))
    assert [sheet.name for sheet in again.sheets] == ["表1", "表2"]


def test_a_list_cut_in_pieces_stays_one_sheet() -> None:
    title, header, body, more = table(("会员名单",)), table(MEMBERS[0]), table(*MEMBERS[1:]), table(*MEMBERS[1:])
    total = table(("合计", "4家", ""))
    (sheet,) = read_workbook(page(title, header, body, more, total, table(*MEMBERS), "<p>填表人：孙某")).sheets
    assert sum(bool(row) for row in sheet.rows) == 11


def test_the_sheets_of_a_workbook_saved_as_one_page_keep_their_names() -> None:
    listed = "".join(
        f"<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef='a.files/{place}.htm'/></x:ExcelWorksheet>"
        for name, place in (("红山区", "s1"), ("松山区", "s2"))
    )
    parts = {
        "a.htm": f"<!--[if gte mso 9]><xml>{listed}</xml><![endif]-->",
        "a.files/s1.htm": page(table(*MEMBERS)).decode(),
        "a.files/s2.htm": page(table(*MEETINGS)).decode(),
    }
    text = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n"
    for place, content in parts.items():
        text += f"--x\nContent-Type: text/html; charset=utf-8\nContent-Location: file:///C:/{place}\n\n{content}\n"
    assert [(one.name, len(one.rows)) for one in read_workbook(f"{text}--x--\n".encode()).sheets] == [
        ("红山区", 3),
        ("松山区", 3),
    ]


XML_2003 = """<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><Styles><Style ss:ID="p">
<NumberFormat ss:Format="Percent"/></Style></Styles>
<Worksheet ss:Name="名单"><Table><Column ss:Index="2" ss:Hidden="1"/>
<Row ss:Index="2"><Cell ss:MergeAcross="1"><Data ss:Type="String">姓名</Data></Cell>
<Cell><Data ss:Type="String">电话</Data></Cell></Row>
<Row><Cell ss:Index="2"><Data ss:Type="Number">13900000001</Data></Cell>
<Cell><Data ss:Type="DateTime">2021-04-10T00:00:00.000</Data></Cell>
<Cell ss:StyleID="p"><Data ss:Type="Number">0.5</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="隐"><Table/>
<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "GB2312"])
def test_spreadsheetml_of_2003_is_read(encoding: str) -> None:
    book = read_workbook(XML_2003.format(encoding=encoding).encode(encoding), "a.xls")
    first, second = book.sheets
    assert first.rows == [(), ("姓名", None, "电话"), (None, 13900000001, date(2021, 4, 10), "50%")]
    assert first.merged == (Span(2, 0, 2, 1),)
    assert (first.hidden_columns, second.hidden) == (frozenset({1}), True)


TABLE = """<table:table table:name="名单" table:style-name="ta1">
<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row>
<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"
office:value-type="string">
<text:p>姓<text:s/>名</text:p></table:table-cell><table:covered-table-cell/>
<table:table-cell office:value-type="float" office:value="13900000001"><text:p>1.39E10</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2021-04-10"><text:p>10.04.21</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.235"><text:p>23.5%</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="7"><text:p>007</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>
</table:table>"""


def both(body: str, styles: str = "") -> list[Workbook]:
    return [read_workbook(files.ods(body, styles)), read_workbook(files.flat_ods(body, styles).encode())]


def test_ods_zipped_and_flat_are_read_with_repeats_spans_and_types() -> None:
    hide = '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>'
    for book in both(TABLE, hide):
        (sheet,) = book.sheets
        assert sheet.rows == [(), (), ("姓 名", None, 13900000001, date(2021, 4, 10), "23.5%", "007")]
        assert sheet.merged == (Span(3, 0, 3, 1),)
        assert (sheet.hidden, sheet.hidden_columns) == (True, frozenset({2}))


def test_repeats_of_a_value_beyond_the_limits_are_refused() -> None:
    cell = '<table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell>'
    body = f'<table:table><table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row></table:table>'
    with pytest.raises(BadFile, match="too large"):
        read_workbook(files.ods(body), limits=Limits(cells=100_000))


def test_a_table_in_a_cell_of_a_list_is_what_the_cell_says() -> None:
    inner = "<table><tr><td>产品</td><td>牛肉</td></tr><tr><td>年产</td><td>500吨</td></tr></table>"
    page = (
        "<table><tr><th>企业名称</th><th>联系人</th><th>备注</th></tr>"
        f"<tr><td>某甲食品有限公司</td><td>张某</td><td>资料：{inner}</td></tr>"
        f"<tr><td>某乙食品有限公司</td><td>李某</td><td>{inner}</td></tr></table>"
    )
    book = read_workbook(page.encode())
    assert [sheet.rows for sheet in book.sheets] == [
        [
            ("企业名称", "联系人", "备注"),
            ("某甲食品有限公司", "张某", "资料：\n产品：牛肉\n年产：500吨"),
            ("某乙食品有限公司", "李某", "产品：牛肉\n年产：500吨"),
        ]
    ]


def test_a_list_in_a_cell_of_a_frame_is_a_list() -> None:
    rows = "".join(f"<tr><td>某{sign}食品有限公司</td><td>1390000000{n}</td></tr>" for n, sign in enumerate("甲乙丙丁"))
    page = (
        "<table><tr><td>首页</td><td>商会动态</td></tr><tr><td>会员</td><td>"
        f"<table><tr><th>企业名称</th><th>电话</th></tr>{rows}</table></td></tr></table>"
    )
    book = read_workbook(page.encode())
    assert ("某丁食品有限公司", "13900000003") in [row for sheet in book.sheets for row in sheet.rows]
