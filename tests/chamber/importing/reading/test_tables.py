"""Layouts: what a secretariat's sheets look like, each rule by an invented sheet of its shape."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from chamber.importing.reading import (
    Cell,
    Fate,
    Kind,
    RemarkKind,
    Sheet,
    Span,
    Table,
    Why,
    find_layout,
    find_sheet_layout,
    find_tables,
    read_workbook,
)
from chamber.importing.reading.workbook import trimmed

from . import files

KNOWN = frozenset(
    [
        "序号",
        "姓名",
        "单位",
        "单位名称",
        "企业名称",
        "公司名称",
        "职务",
        "电话",
        "联系电话",
        "手机",
        "联系人",
        "地址",
        "备注",
        "项目名称",
        "投资方",
        "总投资",
        "法定代表人",
        "性别",
        "民族",
        "学历",
        "籍贯",
        "出生日期",
        "主营业务",
        "注册资本",
        "成立日期",
        "会员编号",
        "邮箱",
        "签到",
        "固定资产投资",
        "进展",
        "名称",
        "员工数",
    ]
)


def sense(title: str) -> float:
    return 1.0 if title in KNOWN else 0.0


def deaf(_: str) -> float:
    return 0.0


def sheet(text: str, merged: list[str] | None = None, **more: object) -> Sheet:
    """A sheet drawn with '|' between cells and '.' for a blank; merged ranges as 'A1:C1'."""
    rows = []
    for line in text.strip("\n").splitlines():
        cells: list[Cell] = []
        for cell in line.split("|"):
            value = cell.strip()
            cells.append(None if value in ("", ".") else int(value) if value.isdecimal() and value.isascii() else value)
        rows.append(trimmed(cells))
    spans = []
    for name in merged or []:
        first, last = name.split(":")
        spans.append(Span(int(first[1:]), ord(first[0]) - 65, int(last[1:]), ord(last[0]) - 65))
    return Sheet("表", rows, merged=tuple(spans), **more)  # type: ignore[arg-type]


def tables(drawn: Sheet, is_header: object = sense) -> tuple[Table, ...]:
    """The tables, after checking that every filled row is accounted for and no row is a record twice in a block."""
    layout = find_sheet_layout(drawn, is_header)  # type: ignore[arg-type]
    filled = {number for number, row in enumerate(drawn.rows, 1) if row}
    assert {row for row, _ in layout.account()} == filled
    return layout.tables


def only(drawn: Sheet, is_header: object = sense) -> Table:
    (table,) = tables(drawn, is_header)
    return table


def titles(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def rows(table: Table) -> list[int]:
    return [record.row for record in table.records]


def test_title_rows_blank_rows_and_a_unit_line_stand_above_the_header() -> None:
    table = only(
        sheet(
            """
            .
            赤峰籍企业家投资意向台账
            填报单位：呼和浩特市赤峰商会|.|.|单位：万元、亩
            .
            序号|项目名称|投资方|总投资
            1|产业园|某集团|3000
            2|牧场|某公司|500
            """,
            ["A2:D2", "A3:B3"],
        )
    )
    assert table.header_rows == (5,)
    assert rows(table) == [6, 7]
    assert table.units == ("万元", "亩")
    assert table.titles[0] == "赤峰籍企业家投资意向台账"
    assert table.numbering == 0


def test_two_level_merged_headers_are_joined() -> None:
    table = only(
        sheet(
            """
            会员企业名单
            序号|企业名称|联系人|.|.|总投资（万元）|.|备注
            .|.|姓名|职务|电话|合同额|到位额|.
            1|某公司|张某|经理|139|100|50|.
            2|某集团|李某|董事长|138|200|60|好
            """,
            ["A1:H1", "A2:A3", "B2:B3", "C2:E2", "F2:G2", "H2:H3"],
        )
    )
    assert table.header_rows == (2, 3)
    assert titles(table) == [
        "序号",
        "企业名称",
        "联系人/姓名",
        "联系人/职务",
        "联系人/电话",
        "总投资（万元）/合同额",
        "总投资（万元）/到位额",
        "备注",
    ]
    assert [column.unit for column in table.columns][5:7] == ["万元", "万元"]
    assert rows(table) == [4, 5]


def test_two_level_headers_without_merging_as_csv_has_them() -> None:
    text = "序号,企业名称,联系人,,,备注\n,,姓名,职务,电话,\n1,某公司,张某,经理,139,\n2,某集团,李某,董事长,138,好\n"
    (table,) = find_tables(read_workbook(text.encode()), sense)
    assert table.header_rows == (1, 2)
    assert titles(table) == ["序号", "企业名称", "联系人/姓名", "联系人/职务", "联系人/电话", "备注"]
    assert rows(table) == [3, 4]


def test_a_group_row_above_named_columns_belongs_to_the_header() -> None:
    table = only(
        sheet(
            """
            .|基本情况|.|联系方式|.
            序号|企业名称|注册资本|联系人|电话
            1|某公司|100|张某|139
            2|某集团|200|李某|138
            """,
            ["B1:C1", "D1:E1"],
        )
    )
    assert table.header_rows == (1, 2)
    assert titles(table) == ["序号", "基本情况/企业名称", "基本情况/注册资本", "联系方式/联系人", "联系方式/电话"]


def test_a_title_merged_over_part_of_the_width_is_no_group() -> None:
    table = only(sheet("呼和浩特市赤峰商会|.|.|.|.\n序号|企业名称|联系人|电话|备注\n1|某公司|张某|139|.\n", ["A1:D1"]))
    assert table.header_rows == (2,)
    assert titles(table)[0] == "序号"


def test_a_header_of_three_levels() -> None:
    table = only(
        sheet(
            """
            序号|项目名称|投资情况|.|.|备注
            .|.|总投资|进度|.|.
            .|.|.|到位|开工|.
            1|园区|300|20|是|.
            2|牧场|500|30|否|.
            """,
            ["A1:A3", "B1:B3", "C1:E1", "C2:C3", "D2:E2", "F1:F3"],
        )
    )
    assert table.header_rows == (1, 2, 3)
    assert titles(table)[2:5] == ["投资情况/总投资", "投资情况/进度/到位", "投资情况/进度/开工"]


def test_a_merged_title_without_sub_titles_names_both_columns() -> None:
    table = only(sheet("姓名|联系电话|.|备注\n张某|139|0476|a\n李某|138|.|b\n", ["B1:C1"]))
    assert titles(table) == ["姓名", "联系电话", "联系电话", "备注"]
    assert [column.position for column in table.columns] == [1, 1, 2, 1]
    assert rows(table) == [2, 3]


def test_headers_repeated_down_the_sheet_are_no_records() -> None:
    table = only(sheet("序号|姓名|电话\n1|张某|139\n序号|姓名|电话\n2|李某|138\n.\n序号|姓 名|电话\n3|王某|137\n"))
    assert rows(table) == [2, 4, 7]
    assert [(line.row, line.why) for line in table.of(Fate.HEADER)] == [
        (1, Why.NONE),
        (3, Why.REPEATED),
        (6, Why.REPEATED),
    ]


def test_section_rows_become_an_attribute() -> None:
    table = only(
        sheet(
            """
            序号|企业名称|电话
            一、红山区（2家）
            1|甲公司|1
            2|乙公司|2
            二、敖汉旗
            （一）城区
            3|丙公司|3
            （二）乡镇
            4|丁公司|4
            三、宁城县
            5|戊公司|5
            """,
        )
    )
    assert [record.sections for record in table.records] == [
        ("红山区",),
        ("红山区",),
        ("敖汉旗", "城区"),
        ("敖汉旗", "乡镇"),
        ("宁城县",),
    ]
    assert table.section_levels == 2


@pytest.mark.parametrize("merged", [[], ["A2:D2", "A5:D5"]])
def test_a_lone_or_merged_department_is_a_section(merged: list[str]) -> None:
    table = only(sheet("姓名|职务|电话|备注\n办公室\n张某|主任|1|.\n李某|科员|2|.\n招商一科\n王某|科长|3|.\n", merged))
    assert [(record.row, record.sections) for record in table.records] == [
        (3, ("办公室",)),
        (4, ("办公室",)),
        (6, ("招商一科",)),
    ]


def test_a_section_numbered_in_its_own_cell() -> None:
    table = only(sheet("序号|项目名称|总投资\n一|农业项目|800\n1|牧场|300\n2|种子|500\n二|工业项目|.\n1|园区|.\n"))
    assert [(record.row, record.sections) for record in table.records] == [
        (3, ("农业项目",)),
        (4, ("农业项目",)),
        (6, ("工业项目",)),
    ]


def test_sections_above_repeated_headers_begin_with_the_first() -> None:
    table = only(
        sheet(
            """
            会员花名册
            红山区
            序号|姓名|电话
            1|张某|1
            2|李某|2
            松山区
            序号|姓名|电话
            1|王某|3
            """
        )
    )
    assert [record.sections for record in table.records] == [("红山区",), ("红山区",), ("松山区",)]
    assert table.titles == ("会员花名册",)


def test_a_name_alone_is_a_record_not_a_section() -> None:
    table = only(sheet("姓名|单位|电话\n张某|甲公司|1\n李某\n王某|乙公司|2\n"))
    assert rows(table) == [2, 3, 4]
    table = only(sheet("序号|姓名|电话\n1|张某|1\n2|李某\n3|王某|2\n"))
    assert rows(table) == [2, 3, 4]


def test_merged_cells_and_ditto_marks_are_filled_down_and_only_those() -> None:
    table = only(
        sheet(
            """
            籍贯|姓名|单位|电话
            红山区|张某|甲公司|1
            .|李某|同上|2
            .|王某|〃|3
            敖汉旗|赵某|.|4
            .|钱某|"|5
            """,
            ["A2:A4"],
        )
    )
    assert [record.cells[0] for record in table.records] == ["红山区", "红山区", "红山区", "敖汉旗", None]
    assert [record.cells[2] for record in table.records] == ["甲公司", "甲公司", "甲公司", None, None]
    assert [[remark.kind for remark in record.remarks] for record in table.records] == [
        [],
        [RemarkKind.MERGED, RemarkKind.DITTO],
        [RemarkKind.MERGED, RemarkKind.DITTO],
        [],
        [RemarkKind.NOTHING_ABOVE],
    ]
    assert table.records[1].remarks[1].column == 2


def test_a_row_that_only_a_merged_cell_reaches_is_blank() -> None:
    table = only(sheet("籍贯|姓名\n红山区|张某\n.\n.|李某\n", ["A2:A4"]))
    assert [(record.row, record.cells) for record in table.records] == [
        (2, ("红山区", "张某")),
        (4, ("红山区", "李某")),
    ]


def test_blocks_side_by_side_are_tables_of_their_own() -> None:
    drawn = sheet(
        """
        签到表
        序号|姓名|电话|序号|姓名|电话
        1|张某|139|4|赵某|136
        2|李某|138|5|钱某|135
        3|王某|137|6|.|.
        """,
        ["A1:F1"],
    )
    left, right = tables(drawn)
    assert [column.letter for column in right.columns] == ["D", "E", "F"]
    assert (rows(left), rows(right)) == ([3, 4, 5], [3, 4])
    assert right.of(Fate.NUMBERED)[0].row == 5
    assert (left.block, right.block) == (1, 2)


def test_blocks_with_group_titles_and_blank_columns_between() -> None:
    drawn = sheet(
        """
        服务|.|.|行业|.
        编号|名称|.|编号|名称
        7|安标|.|1|燃气
        8|环评|.|2|电力
        9|控评
        """,
        ["A1:B1", "D1:E1"],
    )
    left, right = tables(drawn)
    assert (titles(left), left.titles, right.titles) == (["编号", "名称"], ("服务",), ("行业",))
    assert (rows(left), rows(right)) == ([3, 4, 5], [3, 4])


def test_an_unlike_block_beside_the_table_is_apart() -> None:
    drawn = sheet(
        """
        姓名|单位|电话|.|职务|标准
        张某|甲公司|1|.|会长|30000
        李某|乙公司|2|.|理事|5000
        王某|丙公司|3
        赵某|丁公司|4
        """
    )
    left, right = tables(drawn)
    assert titles(left) == ["姓名", "单位", "电话"]
    assert len(left.records) == 4
    assert [record.cells for record in right.records] == [("会长", 30000), ("理事", 5000)]


def test_a_blank_column_inside_a_table_does_not_part_it() -> None:
    table = only(sheet("姓名|单位|.|电话|备注\n张某|甲|.|1|a\n李某|乙|.|2|b\n"))
    assert titles(table) == ["姓名", "单位", "电话", "备注"]
    assert [column.letter for column in table.columns] == ["A", "B", "D", "E"]


def test_footers_are_dropped_and_kept_in_the_account() -> None:
    table = only(
        sheet(
            """
            序号|企业名称|总投资|备注
            1|甲公司|100|.
            2|乙公司|200|.
            .|小计|300|.
            3|丙公司|50|.
            合  计|.|350|.
            填表人：孙某|.|审核：|填表日期：2021年4月10日
            注：本表一式三份
            数据来源：某局
            """
        )
    )
    assert rows(table) == [2, 3, 5]
    assert [(line.row, line.why) for line in table.of(Fate.FOOTER)] == [
        (4, Why.TOTAL),
        (6, Why.TOTAL),
        (7, Why.SIGNED),
        (8, Why.NOTE),
        (9, Why.NOTE),
    ]


def test_a_company_whose_name_begins_like_a_footer_is_a_record() -> None:
    table = only(
        sheet(
            "企业名称|联系人|电话\n合计科技有限公司|张某|1\n上海注册某公司|李某|2\n小计某某店|王某|3\n单某商行|单某|4\n"
        )
    )
    assert rows(table) == [2, 3, 4, 5]


def test_a_signature_and_date_after_the_last_record_are_no_records() -> None:
    table = only(sheet("姓名|单位|电话\n张某|甲公司|1\n李某|乙公司|2\n.\n.|.|呼和浩特市赤峰商会\n.|.|2021年4月10日\n"))
    assert rows(table) == [2, 3]
    assert {line.why for line in table.of(Fate.FOOTER)} == {Why.TAIL}


def test_numbered_but_empty_rows_are_no_records() -> None:
    table = only(sheet("序号|姓名|电话\n1|张某|139\n2\n３\n4.\n"))
    assert rows(table) == [2]
    assert [line.row for line in table.of(Fate.NUMBERED)] == [3, 4, 5]


def test_a_template_with_a_header_and_nothing_else_has_no_record() -> None:
    table = only(sheet("登记表\n序号|姓名|电话\n", ["A1:C1"]))
    assert (table.header_rows, table.records) == ((2,), ())


def test_a_list_without_a_header_has_none() -> None:
    table = only(sheet("20220601|武汉|鹰潭|移动\n20220602|荆门|鹰潭|移动\n20220603|深圳|鹰潭|移动\n"))
    assert table.header_rows == ()
    assert len(table.records) == 3
    assert titles(table) == ["", "", "", ""]


def test_a_list_of_texts_without_a_header_has_none() -> None:
    table = only(sheet("张某|赤峰某公司|13900000001\n李某|内蒙古某集团|13900000002\n王某|某商行|13900000003\n"))
    assert table.header_rows == ()
    assert len(table.records) == 3


def test_a_header_of_unknown_words_is_known_by_its_shape() -> None:
    drawn = sheet(
        "菜单名称|类型|权限标识|排序号\n系统管理|目录|.|0\n用户管理|菜单|user:list|1\n角色管理|菜单|role:list|2\n"
    )
    assert only(drawn, deaf).header_rows == (1,)
    drawn = sheet("Company|Person|Cell\n赤峰某公司|张某|13900000001\n内蒙古某公司|李某|13900000002\n")
    assert only(drawn, deaf).header_rows == (1,)


def test_several_tables_one_below_the_other() -> None:
    first, second = tables(
        sheet(
            """
            会员
            姓名|单位|电话
            张某|甲公司|1
            李某|乙公司|2
            .
            项目
            项目名称|投资方|总投资|进展
            园区|某集团|300|开工
            """
        )
    )
    assert (first.header_rows, rows(first)) == ((2,), [3, 4])
    assert (second.header_rows, rows(second), second.block) == ((7,), [8], 2)


def test_ghost_columns_are_trimmed_and_untitled_values_kept() -> None:
    table = only(sheet("姓名|电话|.|.|.\n张某|139|.|.|.\n李某|138|.|待核实|.\n"))
    assert [(column.letter, column.title) for column in table.columns] == [("A", "姓名"), ("B", "电话"), ("D", "")]
    assert table.records[1].cells == ("李某", 138, "待核实")


def test_an_untitled_first_column_is_kept() -> None:
    table = only(sheet(".|姓名|电话\n红山区|张某|139\n敖汉旗|李某|138\n"))
    assert [record.cells[0] for record in table.records] == ["红山区", "敖汉旗"]


def test_hidden_sheets_columns_and_rows_are_flagged() -> None:
    drawn = sheet(
        "姓名|电话\n张某|139\n李某|138\n", hidden=True, hidden_columns=frozenset([1]), hidden_rows=frozenset([3])
    )
    table = only(drawn)
    assert table.hidden
    assert [column.hidden for column in table.columns] == [False, True]
    assert [[remark.kind for remark in record.remarks] for record in table.records] == [[], [RemarkKind.HIDDEN]]


def test_ragged_lines_are_marked_and_never_shifted() -> None:
    text = "姓名,单位,电话,邮箱\n张某,甲,1,a@b.cn\n李某,乙,2\n王某,丙,3,c@d.cn,多,余\n赵某,丁,4,,\n"
    (table,) = find_tables(read_workbook(text.encode()), sense)
    assert [[remark.kind for remark in record.remarks] for record in table.records] == [
        [],
        [RemarkKind.SHORT],
        [RemarkKind.LONG],
        [],
    ]
    assert table.records[2].cells == ("王某", "丙", "3", "c@d.cn")
    assert table.records[2].extra == ("多", "余")
    assert table.records[1].cells == ("李某", "乙", "2", None)


FORM = """
入会登记表
企业名称|赤峰某公司|.|成立日期|2001年
法定代表人|张某|性别|男|照片
民族|蒙古族|籍贯|敖汉旗
联系电话|139|邮箱|.
主营业务|牛羊肉
申请人签字：|.|日期：
"""


def test_a_form_is_one_record() -> None:
    table = only(sheet(FORM, ["A1:E1", "B2:C2", "B6:E6"]))
    assert (table.kind, table.header_rows) == (Kind.FORM, ())
    (record,) = table.records
    found = dict(zip(titles(table), record.cells, strict=True))
    assert found == {
        "企业名称": "赤峰某公司",
        "成立日期": "2001年",
        "法定代表人": "张某",
        "性别": "男",
        "民族": "蒙古族",
        "籍贯": "敖汉旗",
        "联系电话": 139,
        "邮箱": None,
        "主营业务": "牛羊肉",
    }
    assert [column.letter for column in table.columns][:3] == ["B2", "E2", "B3"]


def test_a_form_of_two_columns_and_one_with_colons() -> None:
    drawn = sheet("姓名|张某\n单位|甲公司\n职务|经理\n电话|139\n备注|.\n")
    assert only(drawn).records[0].cells == ("张某", "甲公司", "经理", 139, None)
    drawn = sheet("会员登记\n姓名：张某|单位：甲公司\n职务：经理\n电话：139\n")
    assert only(drawn).records[0].cells == ("张某", "甲公司", "经理", "139")


def test_a_blank_form_is_no_record_and_forms_below_each_other_are_several() -> None:
    blank = only(sheet("姓名|.|性别|.\n单位|.|职务|.\n电话|.|邮箱|.\n"))
    assert (blank.kind, blank.records) == (Kind.FORM, ())
    one = "姓名|张某|性别|男\n单位|甲|职务|经理\n电话|1|邮箱|a\n"
    two = one.replace("张某", "李某")
    first, second = tables(sheet(one + ".\n" + two))
    assert (first.records[0].cells[0], second.records[0].cells[0]) == ("张某", "李某")


def test_empty_sheets_summaries_and_sheets_of_notes_give_no_table() -> None:
    data = files.xlsx(
        {
            "空": [],
            "导出摘要": [
                ["此文稿是从 Numbers 表格导出的。"],
                ["Numbers 工作表名称", "Numbers 表格名称"],
                ["名单", "表格 1"],
            ],
            "名单": [["姓名", "电话"], ["张某", 139]],
            "填表说明": [["一、金额单位为万元，保留两位小数。"], ["二、日期格式：2021-04-10。"]],
            "红山区": [["姓名", "电话"], ["李某", 138]],
        }
    )
    layout = find_layout(read_workbook(data), sense)
    assert [(table.sheet, len(table.records)) for table in layout.tables] == [("名单", 1), ("红山区", 1)]
    assert [sheet.outside[0].why for sheet in layout.sheets if sheet.outside] == [Why.SUMMARY, Why.PROSE]


def test_a_chat_roll_is_a_table_with_named_columns() -> None:
    text = "#接龙\n报名\n1. 王某 赤峰某公司 13900000001\n2. 李某 13900000002\n3.\n"
    (table,) = find_tables(read_workbook(text.encode()), sense)
    assert table.header_rows == ()
    assert titles(table) == ["序号", "姓名", "单位", "电话"]
    assert rows(table) == [3, 4]
    assert (len(table.of(Fate.TITLE)), len(table.of(Fate.NUMBERED))) == (2, 1)


def test_titles_lose_line_breaks_inner_spaces_and_asterisks() -> None:
    drawn = Sheet("表", [("*姓  名", "联系\n电话：", "注册资本\n（万元）"), ("张某", 139, 5)])
    table = only(drawn)
    assert titles(table) == ["姓名", "联系电话", "注册资本（万元）"]
    assert table.columns[2].unit == "万元"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("总投资（万元）", "万元"),
        ("总投资(单位：亿元)", "亿元"),
        ("注册资本/万元", "万元"),
        ("投资额万元", "万元"),
        ("占地（亩）", "亩"),
        ("厂房（㎡）", "㎡"),
        ("比例(%)", "%"),
        ("金额（万美元）", "万美元"),
        ("姓名（客户联系人）", ""),
        ("地址（注册）", ""),
    ],
)
def test_units_are_read_from_titles(title: str, unit: str) -> None:
    assert only(sheet(f"序号|企业名称|{title}\n1|甲|5\n")).columns[2].unit == unit


def test_everything_at_once() -> None:
    """Two-level header, sections with repeated headers, merged banners, dittos, subtotals and signatures together."""
    table = only(
        sheet(
            """
            .
            2021年招商项目台账
            .|.|.|.|.|.|（单位：万元）
            一、在谈项目（3个）
            序号|旗县区|项目名称|投资方|.|总投资|备注
            .|.|.|名称|电话|.|.
            1|红山区|园区|甲公司|1|100|.
            2|.|牧场|乙公司|2|200|同上
            3|.|种子|同上|同上|300|急
            小计|.|.|.|.|600|.
            二、签约项目
            序号|旗县区|项目名称|投资方|.|总投资|备注
            .|.|.|名称|电话|.|.
            4|敖汉旗|药业|丁公司|4|50|.
            5
            合计|.|.|.|.|650|.
            填表人：孙某|.|审核：|.|.|2021年4月|.
            注：1.本表每月报送一次
            2.金额保留两位小数。
            """,
            ["A2:G2", "A5:A6", "B5:B6", "C5:C6", "D5:E5", "F5:F6", "G5:G6", "B7:B9", "D12:E12"],
        )
    )
    assert table.header_rows == (5, 6)
    assert table.units == ("万元",)
    assert titles(table) == ["序号", "旗县区", "项目名称", "投资方/名称", "投资方/电话", "总投资", "备注"]
    assert [(record.row, record.sections, record.cells[1:6]) for record in table.records] == [
        (7, ("在谈项目",), ("红山区", "园区", "甲公司", 1, 100)),
        (8, ("在谈项目",), ("红山区", "牧场", "乙公司", 2, 200)),
        (9, ("在谈项目",), ("红山区", "种子", "乙公司", 2, 300)),
        (14, ("签约项目",), ("敖汉旗", "药业", "丁公司", 4, 50)),
    ]
    assert len(table.of(Fate.FOOTER)) == 5


def test_dates_as_values_do_not_make_a_header() -> None:
    drawn = Sheet("表", [(date(2021, 4, 10), "张某", "甲公司"), (date(2021, 4, 11), "李某", "乙公司")])
    assert only(drawn).header_rows == ()


def test_a_large_list_is_walked_in_place() -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["序号", "姓名", "电话"])
    writer.writerows([number, f"张某{number}", 13900000000 + number] for number in range(1, 5001))
    (table,) = find_tables(read_workbook(text.getvalue().encode()), sense)
    assert len(table.records) == 5000
    assert table.records[-1].row == 5001


def test_records_side_by_side_under_labels_are_several_forms() -> None:
    found = tables(sheet("姓名|张某|李某|王某\n单位|甲|乙|丙\n职务|经理|.|理事\n电话|1|2|3\n"))
    assert [table.records[0].cells for table in found] == [
        ("张某", "甲", "经理", 1),
        ("李某", "乙", None, 2),
        ("王某", "丙", "理事", 3),
    ]
    assert [column.letter for column in found[1].columns] == ["C1", "C2", "C3", "C4"]


def test_years_name_columns_when_the_values_below_are_none() -> None:
    table = only(sheet("企业名称|2019|2020\n甲公司|100|120\n乙公司|90|80\n"))
    assert (table.header_rows, titles(table)) == ((1,), ["企业名称", "2019", "2020"])


def test_a_title_repeated_on_each_page_is_no_section() -> None:
    table = only(sheet("会员名单\n序号|姓名|电话\n1|张某|1\n第1页\n会员名单\n序号|姓名|电话\n2|李某|2\n"))
    assert [(record.row, record.sections) for record in table.records] == [(3, ()), (7, ())]
    assert [line.row for line in table.of(Fate.TITLE)] == [1, 5]


def test_a_lone_label_with_a_colon_below_the_list_is_no_record() -> None:
    table = only(sheet("姓名|单位|电话\n张某|甲|1\n李某|乙|2\n主持人：孙某\n"))
    assert rows(table) == [2, 3]


def test_records_of_two_rows_each_are_one_record() -> None:
    table = only(
        sheet(
            """
            某某商会通讯录
            序号|姓名|单位|手机
            .|职务|地址|邮箱
            1|张某|甲公司|13900000001
            .|经理|某街1号|a@example.com
            一、理事
            2|李某|乙公司|13900000002
            .|.|某街2号
            序号|姓名|单位|手机
            .|职务|地址|邮箱
            3|王某|丙公司|13900000003
            .|厂长
            合计|3人
            """,
            ["A1:D1", "A2:A3", "A4:A5", "A7:A8", "A11:A12", "A6:D6"],
        )
    )
    assert table.header_rows == (2, 3)
    assert [column.letter for column in table.columns] == ["A", "B", "C", "D", "B3", "C3", "D3"]
    assert titles(table) == ["序号", "姓名", "单位", "手机", "职务", "地址", "邮箱"]
    assert [(record.row, record.cells[1:]) for record in table.records] == [
        (4, ("张某", "甲公司", 13900000001, "经理", "某街1号", "a@example.com")),
        (7, ("李某", "乙公司", 13900000002, None, "某街2号", None)),
        (11, ("王某", "丙公司", 13900000003, "厂长", None, None)),
    ]
    assert [record.sections for record in table.records] == [(), ("理事",), ("理事",)]


def test_records_of_two_rows_without_a_number_are_told_by_what_stands_below_what() -> None:
    table = only(
        sheet(
            "姓名|单位|手机\n职务|地址|邮箱\n张某|甲|139\n经理|乙|a@example.com\n李某|甲|138\n厂长|丙|b@example.com\n"
        )
    )
    assert [(record.row, record.cells) for record in table.records] == [
        (3, ("张某", "甲", 139, "经理", "乙", "a@example.com")),
        (5, ("李某", "甲", 138, "厂长", "丙", "b@example.com")),
    ]


def test_groups_without_merging_stand_beside_titles_of_one_level() -> None:
    table = only(
        sheet(
            "序号|企业名称|法定代表人|.|联系人\n.|.|姓名|电话|姓名|电话\n1|甲公司|张某|139|李某|138\n2|乙公司|王某|137|赵某|136\n"
        )
    )
    assert table.header_rows == (1, 2)
    assert titles(table) == ["序号", "企业名称", "法定代表人/姓名", "法定代表人/电话", "联系人/姓名", "联系人/电话"]


def test_titles_said_again_in_english_below_are_no_record() -> None:
    known = {"姓名", "单位", "电话", "Name", "Company", "Phone"}
    table = only(
        sheet("姓名|单位|电话\nName|Company|Phone\n张某|甲公司|139\n李某|乙公司|138\n"),
        lambda title: float(title in known),
    )
    assert (table.header_rows, rows(table)) == ((1, 2), [3, 4])


def test_values_below_their_labels_make_a_form() -> None:
    table = only(
        sheet(
            "登记表\n企业名称|法定代表人|电话\n甲公司|张某|139\n地址|成立日期|员工数\n某街|2015|200\n主营业务\n软件\n填表人：孙某\n",
            ["A1:C1"],
        )
    )
    assert table.kind is Kind.FORM
    assert titles(table) == ["企业名称", "法定代表人", "电话", "地址", "成立日期", "员工数", "主营业务"]
    assert table.records[0].cells == ("甲公司", "张某", 139, "某街", 2015, 200, "软件")
    assert [column.letter for column in table.columns][:2] == ["A3", "B3"]


def test_two_lists_of_one_record_each_are_no_form() -> None:
    found = tables(
        sheet("企业名称|联系人|电话\n甲公司|张某|139\n\n公司名称|法定代表人|地址|注册资本\n乙公司|王某|某街|5\n")
    )
    assert [(table.kind, table.records[0].cells[0]) for table in found] == [
        (Kind.LIST, "甲公司"),
        (Kind.LIST, "乙公司"),
    ]


def test_a_list_whose_rows_say_one_label_each_is_no_form() -> None:
    rows = [f"公司{place}|.|张某|.|某街|.|主营业务：养羊{place}|." for place in range(5)]
    table = only(sheet("企业名称|.|联系人|.|地址|.|经营范围|.\n" + "\n".join(rows) + "\n"))
    assert (table.kind, len(table.records), table.records[4].cells[3]) == (Kind.LIST, 5, "主营业务：养羊4")


def test_a_form_with_numbered_labels_and_dittos() -> None:
    found = tables(
        sheet(
            "1、企业名称：甲公司|2、法定代表人：张某\n3、手机：139|4、地址：某街\n5、联系人：同上|6、电话：同上\n"
            "1、企业名称：乙公司|2、法定代表人：李某\n3、手机：138|4、地址：某路\n5、联系人：王某|6、电话：同上\n"
        )
    )
    assert [table.records[0].cells for table in found] == [
        ("甲公司", "张某", "139", "某街", "张某", "139"),
        ("乙公司", "李某", "138", "某路", "王某", "138"),
    ]


def test_what_stands_in_a_form_under_an_unknown_label_is_kept() -> None:
    table = only(sheet("姓名|张某|性别|男\n民族|汉|学历|本科\n籍贯|敖汉旗|职务|经理\n个人简历|从事餐饮\n推荐意见\n"))
    assert table.columns[-1].title == "个人简历"
    assert table.records[0].cells[-1] == "从事餐饮"


@pytest.mark.parametrize("mark", ["〃", " 同上 ", "--〃--", '" "', "同 上", "″″"])
def test_a_ditto_mark_may_be_written_in_many_ways(mark: str) -> None:
    drawn = Sheet("表", [("姓名", "单位", "电话"), ("张某", "甲公司", 1), ("李某", mark, 2)])
    assert only(drawn).records[1].cells == ("李某", "甲公司", 2)


def test_the_same_as_left_is_taken_from_what_asks_for_the_same() -> None:
    table = only(
        sheet(
            "企业名称|法定代表人|.|联系人|.\n.|姓名|电话|姓名|电话\n甲公司|张某|139|同左|同左\n乙公司|王某|138|李某|137\n同左|王某|138|李某|137\n",
            ["A1:A2", "B1:C1", "D1:E1"],
        )
    )
    assert table.records[0].cells == ("甲公司", "张某", 139, "张某", 139)
    assert [remark.kind for remark in table.records[0].remarks] == [RemarkKind.LEFT, RemarkKind.LEFT]
    assert table.records[2].remarks == ((RemarkKind.NOTHING_ABOVE, 0),)


def test_a_post_above_the_header_is_a_section_like_those_below() -> None:
    table = only(sheet("理事会名单\n常务副会长（1人）\n姓名|单位|电话\n张某|甲公司|1\n副会长（2人）\n李某|乙公司|2\n"))
    assert [record.sections for record in table.records] == [("常务副会长",), ("副会长",)]
    assert [line.row for line in table.of(Fate.TITLE)] == [1]


def test_a_section_with_its_subtotal_keeps_its_name_whole() -> None:
    table = only(sheet("序号|项目名称|总投资\n一|农业类（小计1个）|100\n1|甲|100\n二|工业类（小计1个）|50\n2|乙|50\n"))
    assert [record.sections for record in table.records] == [("农业类",), ("工业类",)]
