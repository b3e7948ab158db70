"""What forms print around the records: numbers of columns, what to fill in, an example, titles on each page, an end."""

from __future__ import annotations

import pytest

from chamber.importing.reading import Fate, Why
from tests.chamber.importing.sheets import counts, csv, mapping, messages, plan_of
from tests.chamber.importing.test_mixtures import said, sheet


@pytest.mark.parametrize(
    ("under", "why"),
    [
        ("甲|乙|#1|#2", Why.COLUMN_NUMBERS),
        ("(1)|(2)|(3)|(4)=(3)*2", Why.COLUMN_NUMBERS),
        ("#1|#2|#3|#4", Why.COLUMN_NUMBERS),
        ("必填，与营业执照一致|必填|11位手机号|格式：2021-04-10", Why.GUIDE),
        ("示例|张某某|13900000000|2021-01-01", Why.EXAMPLE),
        ("例：某某商贸有限公司|张某某|13900000000|2021-01-01", Why.EXAMPLE),
        ("某某商贸有限公司|张某某|13900000000|（示例，请删除）", Why.EXAMPLE),
    ],
)
def test_what_stands_under_the_titles_is_no_record(sqlite_workspace, under, why):
    text = f"""
        企业名称|法定代表人|手机|入会日期
        {under}
        某甲商贸有限公司|张某|13900000001|2021-04-01
        某乙商贸有限公司|李某|13900000002|2021-04-02
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert plan.header_rows == (1,)
    assert said(plan, "name") == [("某甲商贸有限公司",), ("某乙商贸有限公司",)]
    assert [(line.row, line.fate, line.why) for _, line in plan.lines] == [(2, Fate.SKIPPED, why)]


def test_a_first_record_of_small_numbers_and_one_that_only_mentions_a_form_are_records(sqlite_workspace):
    text = """
        桌号|姓名|人数|备注
        #1|张某|#2|必填表已交
        #2|李某|#3|
        """
    plan = plan_of(sqlite_workspace, "attendance", sheet(text))
    assert said(plan, "name") == [("张某",), ("李某",)]


def test_a_header_of_two_levels_with_merged_cells_comes_again_on_the_next_page(sqlite_workspace):
    text = """
        会员花名册
        序号|企业名称|联系人||备注
        ||姓名|手机|
        #1|某甲商贸有限公司|张某|13900000001|
        会员花名册
        序号|企业名称|联系人||备注
        ||姓名|手机|
        #2|某乙商贸有限公司|李某|13900000002|
        """
    merges = ("A1:E1", "A5:E5", "A2:A3", "B2:B3", "C2:D2", "E2:E3", "A6:A7", "B6:B7", "C6:D6", "E6:E7")
    plan = plan_of(sqlite_workspace, "members", sheet(text, merges))
    assert plan.header_rows == (2, 3)
    assert said(plan, "name", "person.name") == [("某甲商贸有限公司", "张某"), ("某乙商贸有限公司", "李某")]


@pytest.mark.parametrize("end", ["以下空白", "截至2021年4月10日", "——完——", "（以下无正文）", "共2家企业"])
def test_words_that_end_a_list_are_no_record(sqlite_workspace, end):
    text = f"""
        企业名称|联系人|电话
        某甲商贸有限公司|张某|13900000001
        某乙商贸有限公司|李某|13900000002
        {end}
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert counts(plan) == {"created": 2}
    assert [line.row for _, line in plan.lines] == [4]


def test_a_reply_slip_with_a_list_of_people_is_no_form(sqlite_workspace):
    text = """
        参会回执||||
        单位名称：|某甲商贸有限公司|||（盖章）
        姓名|性别|职务|手机|是否住宿
        张某|男|总经理|13900000001|是
        李某|女|主任|13900000002|否
        请于4月8日前反馈至邮箱
        联系人：孙某||电话：0471-6550000||
        """
    plan = plan_of(sqlite_workspace, "attendance", sheet(text, ("A1:E1", "B2:D2")))
    assert plan.header_rows == (3,)
    assert said(plan, "name", "position", "unit") == [
        ("张某", "总经理", "某甲商贸有限公司"),
        ("李某", "主任", "某甲商贸有限公司"),
    ]


def test_questions_nobody_answered_on_the_web_are_blank(sqlite_workspace):
    text = """
        1、您的姓名：|2、您的单位：|3、您的职务：|4、您的手机号：
        张某|(空)|(跳过)|13900000001
        李某|某乙公司|（空）|13900000002
        """
    plan = plan_of(sqlite_workspace, "attendance", sheet(text))
    assert said(plan, "name", "unit", "position") == [("张某", "", ""), ("李某", "某乙公司", "")]


def test_units_stand_bare_in_a_row_of_their_own(sqlite_workspace):
    text = """
        企业名称|从业人员|营业收入
        |人|万元
        甲|1|2
        某甲商贸有限公司|#12|#300
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert plan.header_rows == (1, 2)
    assert said(plan, "name") == [("某甲商贸有限公司",)]
    assert plan.values.get("annual_revenue", 0).text == "300"
    assert [column.unit for column in plan.columns] == ["", "", "万元"]


def test_titles_may_say_their_choices_and_themselves_again_in_english(sqlite_workspace):
    text = """
        企业名称\\nCompany|企业规模\\n（大型/中型/小型/微型）|联系人\\nContact|手机\\nMobile
        某甲商贸有限公司|小型|张某|13900000001
        某乙商贸有限公司|微型|李某|13900000002
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert mapping(plan) == {"A": "name", "B": "size", "C": "person.name", "D": "person.mobiles"}


def test_the_title_over_one_column_of_names_is_no_name(sqlite_workspace):
    text = """
        会员单位名单
        1.某甲商贸有限公司
        2.某乙食品厂
        3.某丙文化传媒中心
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert said(plan, "name") == [("某甲商贸有限公司",), ("某乙食品厂",), ("某丙文化传媒中心",)]


@pytest.mark.parametrize("end", ["Page 1 of 1", "Confidential", "内部资料，注意保密"])
def test_words_under_a_printed_list_are_no_record(sqlite_workspace, end):
    text = f"""
        Company Name|Contact|Mobile
        Jia Trading Co., Ltd.|Zhang Mou|13900000001
        {end}
        """
    assert counts(plan_of(sqlite_workspace, "members", sheet(text))) == {"created": 1}


def test_what_a_failed_formula_leaves_is_no_value(sqlite_workspace):
    text = """
        企业名称|联系人|电话
        某甲商贸有限公司|#REF!|13900000001
        某乙商贸有限公司|#N/A|13900000002
        #VALUE!|王某|13900000003
        """
    plan = plan_of(
        sqlite_workspace, "members", csv(*[line.strip().replace("|", ",") for line in text.split("\n")][1:-1])
    )
    assert counts(plan) == {"created": 2, "rejected": 1}
    assert said(plan, "person.name")[:2] == [("",), ("",)]
    assert (2, "B", "formula") in messages(plan)


def test_four_known_titles_make_a_header_however_many_others_stand_beside_them(sqlite_workspace):
    wide = ["企业名称", "联系电话", "地址", "联系人", *(f"指标{number}" for number in range(1_200))]
    rows = [[f"某{sign}商贸有限公司", "13900000001", "某某街", "张某", *["略"] * 1_200] for sign in "甲乙丙"]
    plan = plan_of(sqlite_workspace, "members", csv(",".join(wide), *map(",".join, rows)))
    assert plan.header_rows == (1,)
    assert list(mapping(plan).values())[:4] == ["name", "phones", "address", "person.name"]
    assert plan.extra_of(0)["指标1199"] == "略"


def test_blocks_beside_each_other_in_a_csv_are_no_line_too_long(sqlite_workspace):
    lines = ["序号,姓名,电话,,序号,姓名,电话", "1,张某,13900000001,,2,李某,13900000002", ",,,,3,王某,13900000003"]
    plan = plan_of(sqlite_workspace, "contacts", csv(*lines))
    assert counts(plan) == {"created": 3}
    assert said(plan, "name") == [("张某",), ("李某",), ("王某",)]


def test_a_row_of_sub_titles_and_units_in_a_csv(sqlite_workspace):
    lines = ["企业名称,联系人,,注册资本", ",姓名,手机,（万元）", "某甲商贸有限公司,张某,13900000001,500"]
    plan = plan_of(sqlite_workspace, "members", csv(*lines))
    assert plan.header_rows == (1, 2)
    assert mapping(plan) == {"A": "name", "B": "person.name", "C": "person.mobiles", "D": "registered_capital"}
    assert plan.columns[3].unit == "万元"


def test_banners_between_marks_are_sections(sqlite_workspace):
    text = """
        姓名|单位|电话
        ※ 政府嘉宾 ※||
        张某|某某局|13900000001
        ------媒体------||
        李某|某某报社|13900000002
        ※ 请提前到场并在门口签到，谢谢配合，停车请走北门，用餐在二楼。||
        """
    plan = plan_of(sqlite_workspace, "attendance", sheet(text, ("A2:C2", "A4:C4", "A6:C6")))
    assert said(plan, "name", "role") == [("张某", "政府嘉宾"), ("李某", "媒体")]
    assert [line.fate.value for _, line in plan.lines] == ["分节", "分节", "表尾"]


def test_numbers_a_list_puts_before_its_projects_are_no_part_of_them(sqlite_workspace):
    text = "项目名称|投资方\n1.某甲项目|甲公司\n2.某乙项目|乙公司\n3.某丙项目|丙公司"
    plan = plan_of(sqlite_workspace, "leads", sheet(text))
    assert said(plan, "project") == [("某甲项目",), ("某乙项目",), ("某丙项目",)]
