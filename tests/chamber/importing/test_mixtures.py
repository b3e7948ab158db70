"""Sheets as secretariats really have them, several oddities in each, small and invented."""

from __future__ import annotations

import pytest

from chamber.importing.plan import Plan
from tests.chamber.importing.reading.files import xlsx
from tests.chamber.importing.sheets import mapping, messages, plan_of


def sheet(text: str, merges: tuple[str, ...] = ()) -> bytes:
    """A workbook from lines of cells parted by `|`; `#12` is a number, `\\n` a line break in a cell."""
    rows = []
    for line in text.strip("\n").split("\n"):
        cells = [cell.strip().replace("\\n", "\n") for cell in line.split("|")]
        rows.append([float(cell[1:]) if cell.startswith("#") else cell or None for cell in cells])
    return xlsx({"Sheet1": rows}, {"Sheet1": merges})


def said(plan: Plan, *paths: str) -> list[tuple[str, ...]]:
    """What the rows say in these fields, as texts."""
    found = []
    for row in range(len(plan.rows)):
        values = [plan.values.get(path, row) for path in paths]
        found.append(
            tuple(
                plan.target.fields[path].field.kind.show(value)
                if value is not None and not isinstance(value, str)
                else value or ""
                for path, value in zip(paths, values, strict=True)
            )
        )
    return found


def test_a_roster_with_groups_sections_subtotals_and_a_signature(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            """
            某某商会会员单位花名册（2021年）
            统计时间：2021年4月10日||||||单位：万元
            序号|企业信息|||负责人||备注
            |企业名称|注册资本|成立\\n时间|姓名|联系电话|
            一、副会长单位（2家）
            #1|内蒙古某甲商贸有限公司|#500|2015.3|张某|13900000001|
            #2|赤峰市某乙建筑\\n有限公司|2000万|2010年5月|李某|0471-4310000、13900000002|重点
            小计||||||2家
            二、理事单位
            #3|某丙餐饮店|#10|#44286|王 某|13900000003|
            #4||||||
            合计|3家
            填表人：孙某||审核人：钱某||填表日期：2021.4.12
            """,
            ("A1:G1", "B3:D3", "E3:F3", "A3:A4", "G3:G4", "A5:G5", "A9:G9"),
        ),
    )
    assert plan.header_rows == (3, 4)
    assert said(plan, "name", "registered_capital", "established_on", "person.name", "post.title") == [
        ("内蒙古某甲商贸有限公司", "500万元", "2015-03", "张某", "副会长"),
        ("赤峰市某乙建筑有限公司", "2000万", "2010-05", "李某", "副会长"),
        ("某丙餐饮店", "10万元", "2021-03-31", "王某", "理事"),
    ]


def test_a_list_of_people_who_may_come_home_is_a_list_of_leads(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        sheet(
            """
            引才引智意向登记表
            序号|姓名|学历|专业|现工作单位及职务|意向方式|电话|意向地区|需求
            #1|王某|博士研究生|农学|某某农业大学教授|柔性|13900000151|敖汉旗|实验基地
            #2|李某|硕士|材料||技术咨询|13900000152|元宝山区|住房
            """
        ),
    )
    assert said(plan, "kind", "project", "investor", "contact", "contact_position", "degree", "mode") == [
        ("引才", "引进王某（农学）", "某某农业大学", "王某", "教授", "博士研究生", "柔性"),
        ("引智", "引进李某（材料）", "李某", "李某", "", "硕士", "技术咨询"),
    ]
    assert not plan.missing
    assert (3, "B", "named") in messages(plan)


@pytest.mark.parametrize("title", ["单位及职务", "工作单位/职务", "公司职务", "单位"])
def test_organisation_and_post_in_one_column_are_taken_apart_for_contacts(sqlite_workspace, title):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        sheet(f"姓名|{title}|手机\n张某|某某科技有限公司 董事长|13900000031\n李某|赤峰市某某局局长|13900000032"),
    )
    assert mapping(plan)["B"] == "enterprise+position"
    assert said(plan, "enterprise", "position") == [("某某科技有限公司", "董事长"), ("赤峰市某某局", "局长")]


def test_traditional_titles_and_footers_are_known(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            "編號|企業名稱|負責人|聯絡電話|電郵|註冊資本（萬元）\n#1|某某有限公司|張某|13900000071|a@example.com|#100\n總計|1家\n製表人：孫某"
        ),
    )
    assert set(mapping(plan).values()) == {"name", "legal_representative", "phones", "email", "registered_capital"}
    assert said(plan, "registered_capital") == [("100万元",)]


def test_english_titles_are_known(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        sheet(
            "No.|Full Name|Company|Job Title|Mobile Phone|E-mail Address|Remarks\n"
            "#1|Zhang San|ABC Trading Co., Ltd.|CEO|+86 139 0000 0081|z@example.com|VIP"
        ),
    )
    assert list(mapping(plan).values()) == ["name", "enterprise", "position", "mobiles", "email", "notes"]
    assert said(plan, "name", "mobiles") == [("Zhang San", "13900000081")]


def test_what_stands_upright_in_a_merged_cell_is_one_word(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        sheet("部门|姓名|电话\n秘\\n书\\n处|张某|13900000051\n|李某|13900000052", ("A2:A3",)),
    )
    assert said(plan, "tags", "name") == [("秘书处", "张某"), ("秘书处", "李某")]


def test_whether_somebody_comes_is_an_answer_and_no_presence(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "attendance", sheet("姓名|单位|是否参会\n张某|某某局|是\n李某|某某局|否"))
    assert said(plan, "invitation", "presence") == [("接受", ""), ("婉拒", "")]


def test_a_cell_of_which_a_part_has_no_place_is_kept_whole_beside_the_value(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        sheet("姓名|电话|出生日期\n张某|139****4444/13900000091|1980年5月前后\n李某|5898713x|1980.5"),
    )
    assert said(plan, "mobiles", "birthday") == [("13900000091", "1980-05"), ("", "1980-05")]
    assert plan.extra_of(0)["_raw"] == {"mobiles": "139****4444/13900000091", "birthday": "1980年5月前后"}
    assert plan.extra_of(1)["_raw"] == {"mobiles": "5898713x"}


ROLL = """#接龙
4月10日推介会报名，请大家接龙
例：姓名 单位 职务 电话
1. 王某 赤峰××公司 总经理 13900000121
2. 李某，内蒙古某某集团董事长，13900000122
3、张总（某某建材）139-0000-0123
4.某某商贸 赵某 2人
5. 孙某（代钱某）某某商会副会长
6 周某 某某公司 13900000126
7.
⑧吴某
单位：某某局
电话：0471-4310001
"""


def test_a_roll_written_by_many_hands(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "attendance", ROLL.encode())
    assert said(plan, "name", "unit", "position", "phone", "stands_in_for") == [
        ("王某", "赤峰××公司", "总经理", "13900000121", ""),
        ("李某", "内蒙古某某集团", "董事长", "13900000122", ""),
        ("张总", "某某建材", "", "13900000123", ""),
        ("赵某", "某某商贸", "", "", ""),
        ("孙某", "某某商会", "副会长", "", "钱某"),
        ("周某", "某某公司", "", "13900000126", ""),
        ("吴某", "某某局", "", "0471-4310001", ""),
    ]
    assert [row.number for row in plan.rows] == [4, 5, 6, 7, 8, 9, 11]


def test_a_roll_with_pictures_dashes_and_several_people_in_a_line(sqlite_workspace):
    text = """接龙报名
1. 王某🌹 某甲公司 13900000001 👍
2. 郑某－某乙公司－经理－13900000002
3. 李某、赵某 某丙公司 13900000003
4. 钱某 孙某 某丁公司
5. 冯某 陈某 某戊公司 13900000004、13900000005
6. 某己公司：褚某13900000006，卫某13900000007
7. 周某 万达 电话13900000008 微信同号
8. 请假 吴某
"""
    plan = plan_of(sqlite_workspace, "attendance", text.encode())
    assert said(plan, "name", "unit", "position", "phone", "notes") == [
        ("王某", "某甲公司", "", "13900000001", ""),
        ("郑某", "某乙公司", "经理", "13900000002", ""),
        ("李某", "某丙公司", "", "13900000003", ""),
        ("赵某", "某丙公司", "", "", ""),
        ("钱某", "某丁公司", "", "", ""),
        ("孙某", "某丁公司", "", "", ""),
        ("冯某", "某戊公司", "", "13900000004", ""),
        ("陈某", "某戊公司", "", "13900000005", ""),
        ("褚某", "某己公司", "", "13900000006", ""),
        ("卫某", "某己公司", "", "13900000007", ""),
        ("周某", "", "", "13900000008", "微信同号 万达"),
        ("吴某", "", "", "", "请假"),
    ]
    assert [row.number for row in plan.rows] == [2, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9]


def test_brackets_of_a_roll_may_hold_a_phone_too(sqlite_workspace):
    text = """接龙
1. 张某（某某牧业 13900000001）
2. 李某【某甲公司，总经理，13900000002】
3. 某某农牧（王某13900000003）
4. 赵某（13900000004）
5. 孙某（电话 13900000005） 某乙公司
"""
    plan = plan_of(sqlite_workspace, "attendance", text.encode())
    assert said(plan, "name", "unit", "position", "phone", "notes") == [
        ("张某", "某某牧业", "", "13900000001", ""),
        ("李某", "某甲公司", "总经理", "13900000002", ""),
        ("王某", "某某农牧", "", "13900000003", ""),
        ("赵某", "", "", "13900000004", ""),
        ("孙某", "某乙公司", "", "13900000005", ""),
    ]


def test_lines_without_numbers_are_people_too(sqlite_workspace):
    text = "客户名单\n王某 某甲公司 13900000001\n李某 某乙公司 董事长 13900000002\n13900000003 赵某\n钱某 某丁公司\n孙某 139 0000 0005\n"
    plan = plan_of(sqlite_workspace, "contacts", text.encode())
    assert said(plan, "name", "enterprise", "position", "mobiles") == [
        ("王某", "某甲公司", "", "13900000001"),
        ("李某", "某乙公司", "董事长", "13900000002"),
        ("赵某", "", "", "13900000003"),
        ("钱某", "某丁公司", "", ""),
        ("孙某", "", "", "13900000005"),
    ]


def test_entries_of_labelled_lines_are_no_form(sqlite_workspace):
    text = "1、姓名：王某\n单位：某甲公司\n电话：13900000001\n2、姓名：李某\n单位：某乙公司\n电话：13900000002\n"
    plan = plan_of(sqlite_workspace, "contacts", text.encode())
    assert said(plan, "name", "enterprise", "mobiles") == [
        ("王某", "某甲公司", "13900000001"),
        ("李某", "某乙公司", "13900000002"),
    ]


def test_a_roll_sent_again_by_everybody_who_joins_counts_once(sqlite_workspace):
    text = "\n".join(
        [
            "张某 2021/4/8 10:20:33",
            "1. 王某 13900000151",
            "李某 2021/4/8 10:21:02",
            "1. 王某 13900000151",
            "2. 李某",
            "赵某 2021/4/8 10:25:00",
            "1. 王某 13900000151",
            "2. 李某",
            "3. 赵某 某某公司",
        ]
    )
    plan = plan_of(sqlite_workspace, "attendance", text.encode())
    assert said(plan, "name") == [("王某",), ("李某",), ("赵某",)]


def test_units_in_a_row_of_their_own_below_the_titles(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        sheet("项目名称|投资方|拟投资|占地\n||（万元）|（亩）\n甲项目|甲公司|#5000|#50\n乙项目|乙公司|1.2亿|#30"),
    )
    assert plan.header_rows == (1, 2)
    assert said(plan, "project", "amount", "land_mu") == [("甲项目", "5000万元", "50"), ("乙项目", "1.2亿", "30")]


@pytest.mark.parametrize(
    ("unit", "amount"),
    [("(10k CNY)", "5000万元"), ("(million USD)", "50亿美元"), ("(RMB 10,000)", "5000万元"), ("(CNY)", "5000元")],
)
def test_english_units_of_money_are_known(sqlite_workspace, unit, amount):
    plan = plan_of(
        sqlite_workspace, "leads", sheet(f"Project|Company|Total Investment {unit}\nBeef processing|ABC Ltd|#5000")
    )
    assert said(plan, "amount") == [(amount,)]


def test_a_list_under_offices_without_a_header_knows_posts_and_its_first_office(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        sheet(
            """
            某某市驻呼机构通讯录
            红山区驻呼办
            主任|张某|13900000021
            副主任|李某|13900000022
            松山区驻呼办
            主 任|王某|13900000023
            """,
            ("A1:C1", "A2:C2", "A5:C5"),
        ),
    )
    assert said(plan, "tags", "position", "name") == [
        ("红山区驻呼办", "主任", "张某"),
        ("红山区驻呼办", "副主任", "李某"),
        ("松山区驻呼办", "主任", "王某"),
    ]


def test_sections_of_a_guest_list_are_roles_and_others_are_kept(sqlite_workspace):
    text = "序号|姓名|单位\n{}：\n#1|张某|某某局\n{}：\n#2|王某|某某报"
    plan = plan_of(sqlite_workspace, "attendance", sheet(text.format("嘉宾", "媒体")))
    assert said(plan, "role") == [("政府嘉宾",), ("媒体",)]
    plan = plan_of(sqlite_workspace, "attendance", sheet(text.format("主席台", "观众席")))
    assert [plan.extra_of(row) for row in (0, 1)] == [{"分节1": "主席台"}, {"分节1": "观众席"}]


def test_the_latest_of_several_years_is_the_revenue(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet("企业名称|2019年营业额（万元）|2020年营业额（万元）\n甲公司|#100|#120"),
    )
    assert said(plan, "annual_revenue") == [("120万元",)]
    assert plan.extra_of(0) == {"2019年营业额（万元）": "100"}


def test_a_second_table_of_a_sheet_is_named_and_read_by_its_number(sqlite_workspace):
    data = sheet(
        """
        会员名单
        序号|企业名称|联系人|电话
        #1|甲公司|张某|13900000001
        合计|1家

        秘书处人员名单
        序号|姓名|职务|电话
        #1|王某|秘书长|13900000003
        #2|赵某|干事|13900000004
        """
    )
    plan = plan_of(sqlite_workspace, "members", data)
    assert len(plan.rows) == 1
    assert plan.left_aside == ("Sheet1#2",)
    assert [(line.row, line.why.value) for _sheet, line in plan.lines if line.row >= 8] == [
        (8, "另一张表"),
        (9, "另一张表"),
    ]
    plan = plan_of(sqlite_workspace, "contacts", data, sheets=("Sheet1#2",))
    assert said(plan, "name", "position") == [("王某", "秘书长"), ("赵某", "干事")]


def test_a_fuller_header_further_down_does_not_swallow_the_records_above_it(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            """
            一、副会长单位
            序号|企业名称|联系人|电话
            #1|甲公司|张某|13900000001
            二、理事单位
            序号|企业名称|联系人|电话|备注
            #1|乙公司|李某|13900000002|新
            """
        ),
    )
    assert said(plan, "name", "post.title") == [("甲公司", "副会长"), ("乙公司", "理事")]


def test_a_second_contact_of_a_row_is_kept_and_never_given_to_the_first(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet("单位名称|联系人1|电话1|联系人2|电话2\n甲公司|张某|13900000001|李某|13900000002"),
    )
    assert said(plan, "name", "person.name", "person.mobiles") == [("甲公司", "张某", "13900000001")]
    assert plan.extra_of(0) == {"联系人2": "李某", "电话2": "13900000002"}


def test_the_legal_representative_and_the_contact_each_have_a_name_and_a_phone(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            "序号|企业名称|法定代表人||联系人||\n||姓名|电话|姓名|职务|电话\n#1|甲公司|张某|13900000011|李某|主任|13900000012",
            ("C1:D1", "E1:G1", "A1:A2", "B1:B2"),
        ),
    )
    assert said(plan, "legal_representative", "phones", "person.name", "person.mobiles") == [
        ("张某", "13900000011", "李某", "13900000012")
    ]


def test_the_questions_of_a_form_on_the_web_are_titles(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            "序号|提交时间|您的企业名称是？|您的姓名|请填写您的手机号码|您希望获得哪些服务？（多选）\n"
            "#1|2021-04-01 10:00:00|甲公司|张某|13900000071|融资贷款、政策咨询"
        ),
    )
    assert said(plan, "name", "person.name", "person.mobiles") == [("甲公司", "张某", "13900000071")]
    assert plan.extra_of(0)["您希望获得哪些服务？（多选）"] == "融资贷款、政策咨询"


def test_columns_set_apart_by_blanks_are_columns(sqlite_workspace):
    text = "姓名    单位            电话\n张 某   某某有限公司    13900000071\n李某    某某局          0471 4310001\n"
    plan = plan_of(sqlite_workspace, "contacts", text.encode("gb18030"))
    assert said(plan, "name", "enterprise", "mobiles", "landlines") == [
        ("张某", "某某有限公司", "13900000071", ""),
        ("李某", "某某局", "", "0471-4310001"),
    ]


def test_rows_of_several_sheets_keep_the_name_of_theirs(sqlite_workspace):
    rows = [["企业名称", "电话"], ["甲公司", "13900000081"]]
    others = [["企业名称", "电话"], ["乙公司", "13900000082"]]
    plan = plan_of(sqlite_workspace, "members", xlsx({"红山区": rows, "Sheet2": others}))
    assert [plan.extra_of(row) for row in (0, 1)] == [{"工作表": "红山区"}, {}]


def test_departments_and_their_sections_are_both_tags(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        sheet(
            "序号|姓名|电话\n二、秘书处\n#1|王某|13900000021\n（一）综合部\n#1|赵某|13900000024\n（二）宣传部\n#1|孙某|13900000025"
        ),
    )
    assert said(plan, "name", "tags") == [("王某", "秘书处"), ("赵某", "秘书处、综合部"), ("孙某", "秘书处、宣传部")]


def test_a_note_says_in_whose_place_a_guest_came(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "attendance",
        sheet("姓名|单位|备注\n李某|某某局|代王某\n张某|某某局|代签\n赵某|某某局|代表团成员"),
    )
    assert said(plan, "stands_in_for") == [("王某",), ("代",), ("",)]


def test_ticks_under_the_posts_of_a_chamber_are_the_post(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            """
            序号|单位名称|会员类别||||入会材料||电话
            ||会长单位|副会长单位|理事单位|会员单位|申请表|照片|
            #1|赤峰某甲商贸有限公司|√||||√|√|13900000001
            #2|赤峰某乙建筑有限公司||✓|||√|×|13900000002
            #3|赤峰某丙餐饮有限公司|||√|√|||13900000003
            """,
            ("A1:A2", "B1:B2", "C1:F1", "G1:H1", "I1:I2"),
        ),
    )
    assert said(plan, "post.title", "membership.documents") == [
        ("会长", "申请表、照片"),
        ("副会长", "申请表"),
        ("理事", ""),
    ]
    assert (5, "F", "second") in messages(plan)


def test_a_column_of_ticks_given_away_leaves_the_others(sqlite_workspace):
    from chamber.importing.editing import remap

    plan = plan_of(sqlite_workspace, "contacts", sheet("姓名|手机|男|女\n张某|13900000001|√|\n李某|13900000002||√"))
    assert said(plan, "gender") == [("男",), ("女",)]
    plan = remap(sqlite_workspace, remap(sqlite_workspace, plan, "C", ""), "C", "gender")
    assert said(plan, "gender") == [("男",), ("女",)]


def test_who_signed_for_a_guest_is_who_came(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "attendance",
        sheet(
            """
            姓名|单位|职务|电话|签到|备注
            李某|某某局|局长|13900000001|由王某代|
            张某|甲公司|经理|13900000002|王强（代）|
            赵某|乙公司|经理|13900000003|代签|
            孙某|丙公司|经理|13900000004||委托周某参加
            钱某|丁公司|经理|13900000005|√|新时代
            """
        ),
    )
    assert said(plan, "name", "stands_in_for", "presence", "position", "phone") == [
        ("王某", "李某", "到场", "", ""),
        ("王强", "张某", "到场", "", ""),
        ("赵某", "代", "到场", "经理", "13900000003"),
        ("周某", "孙某", "", "", ""),
        ("钱某", "", "到场", "经理", "13900000005"),
    ]
    assert plan.values.raw[0] == {"phone": "13900000001", "position": "局长"}
    assert (2, "E", "proxy") in messages(plan)


@pytest.mark.parametrize(
    "above",
    [
        "单位名称：赤峰某甲有限公司   联系人：孙某   联系电话：13900000009",
        "报名单位（盖章）：赤峰某甲有限公司|||联系人：孙某",
        "单位|赤峰某甲有限公司",
    ],
)
@pytest.mark.parametrize(("kind", "field"), [("contacts", "enterprise"), ("attendance", "unit")])
def test_the_company_above_a_list_is_its_peoples(sqlite_workspace, above, kind, field):
    plan = plan_of(
        sqlite_workspace,
        kind,
        sheet(f"参会人员报名表\n{above}\n姓名|职务|手机\n张某|经理|13900000001\n李某|会计|13900000002"),
    )
    assert said(plan, "name", field) == [("张某", "赤峰某甲有限公司"), ("李某", "赤峰某甲有限公司")]
    assert plan.cell_at(0, plan.columns[-1].letter) in ("A2", "B2")


def test_a_unit_of_money_or_who_filled_the_list_in_is_nobodys_company(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "contacts", sheet("填报单位：某某商会\n单位：万元\n姓名|手机\n张某|13900000001"))
    assert set(mapping(plan).values()) == {"name", "mobiles"}


def test_companies_above_each_part_of_a_list_are_its_sections(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "attendance",
        sheet(
            """
            参会名单
            单位：赤峰某甲有限公司
            姓名|职务|手机
            张某|经理|13900000001
            单位：赤峰某乙有限公司
            姓名|职务|手机
            李某|经理|13900000002
            """
        ),
    )
    assert said(plan, "name", "unit") == [("张某", "赤峰某甲有限公司"), ("李某", "赤峰某乙有限公司")]


def test_the_people_beside_one_merged_name_are_of_one_company(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            """
            序号|会员单位|商会职务|姓名|企业职务|手机
            #1|某甲公司|会长|张某|董事长|13900000001
            |||李某|财务|13900000002
            #2|某乙公司|理事|王某|经理|13900000003
            #3|〃|〃|赵某|会计|13900000004
            """,
            ("A2:A3", "B2:B3", "C2:C3"),
        ),
    )
    assert [row.ending.value for row in plan.rows] == ["created", "duplicate", "created", "duplicate"]
    assert [row.twin for row in plan.rows] == [None, 0, None, 2]
    assert (3, "", "contact") in messages(plan)


def test_a_post_above_its_holders_fills_the_column_of_posts(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            "序号|单位名称|商会职务|联系人\n一、副会长\n#1|某甲公司|常务副会长|张某\n#2|某乙公司||李某\n二、理事\n#3|某丙公司||王某",
            ("A2:D2", "A5:D5"),
        ),
    )
    assert said(plan, "post.title") == [("常务副会长",), ("副会长",), ("理事",)]
    assert (3, "§1", "second") in messages(plan)


def test_what_is_said_of_the_legal_representative_is_not_the_contact_persons(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            "企业名称|法定代表人|性别|出生年月|手机|联系人|联系电话\n某甲公司|张某|男|1970.5|13900000001|李某|13900000002"
        ),
    )
    paths = ("legal_representative", "person.name", "person.gender", "person.birthday", "phones", "person.mobiles")
    assert said(plan, *paths) == [("张某", "李某", "", "", "13900000001", "13900000002")]
    assert plan.extra_of(0) == {"性别": "男", "出生年月": "1970.5"}


def test_labels_nobody_knows_in_a_form_keep_their_values(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        sheet(
            """
            项目信息登记表
            项目名称|某某项目|投资企业|某某集团
            总投资|15亿元|用地需求|300亩
            甲方窗口|某某处|是否涉密|否
            联系人|李某（副总）|手机|13900000002
            """
        ),
    )
    assert plan.extra_of(0) == {"甲方窗口": "某某处", "是否涉密": "否"}
    assert said(plan, "contact", "contact_position") == [("李某", "副总")]


def test_a_second_level_title_stays_under_its_own_group(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        sheet(
            """
            序号|项目名称|投资方|拟投资额||需用土地
            |||总投资|其中：固投|
            |||（亿元）|（亿元）|（亩）
            #1|某某项目|某某集团|#1.2|#0.9|#120
            """,
            ("A1:A3", "B1:B3", "C1:C3", "D1:E1"),
        ),
    )
    assert said(plan, "amount", "fixed_assets", "land_mu") == [("1.2亿元", "9000万元", "120")]


def test_signs_for_the_same_number_and_ticked_words_are_read(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            "企业名称|企业类型|联系人|手机|微信号\n某甲公司|□国有 ☑民营 □外资|张某|1 3 9 0 0 0 0 0 0 0 1|同手机号\n某乙公司|□国有 □民营|李某|13900000002|li2"
        ),
    )
    assert said(plan, "registration_type", "person.mobiles", "person.wechat") == [
        ("民营", "13900000001", "13900000001"),
        ("", "13900000002", "li2"),
    ]


def test_a_seating_plan_of_blocks_gives_each_guest_the_table(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "attendance",
        sheet(
            "第一桌||第二桌|\n姓名|单位|姓名|单位\n张某|某某局|王某|甲公司\n李某|某某处|赵某|乙公司",
            ("A1:B1", "C1:D1"),
        ),
    )
    assert said(plan, "name", "table") == [
        ("张某", "第一桌"),
        ("李某", "第一桌"),
        ("王某", "第二桌"),
        ("赵某", "第二桌"),
    ]


def test_a_numbered_section_opens_a_list_without_a_header(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        sheet(
            """
            参会名单
            一、市直部门
            #1|张某|赤峰市商务局|局长|13900000001
            二、商协会
            #2|王某|某某商会|会长|13900000003
            #3|赵某|某某协会|会长|13900000004
            """,
            ("A1:E1", "A2:E2", "A4:E4"),
        ),
    )
    assert said(plan, "name", "tags") == [("张某", "市直部门"), ("王某", "商协会"), ("赵某", "商协会")]


def test_titles_that_come_again_in_other_columns_are_another_table(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            """
            序号|企业名称|电话
            #1|某甲公司|13900000001
            序号|企业名称|联系人|电话
            #1|某乙公司|李某|13900000002
            """
        ),
    )
    names = [(plan.values.get("name", row), plan.values.get("person.name", row)) for row in range(2)]
    assert names == [("某甲公司", None), ("某乙公司", "李某")]
    assert not plan.values.raw


def test_the_person_in_charge_before_a_phone_is_the_investors_and_a_plan_is_no_fact(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        sheet(
            "意向项目|企业名称|负责人|职务|联系电话|预计开工时间|拟签约时间\n风电|某某集团|张某|总经理|13900000001|2021.9|2021.6"
        ),
    )
    assert said(plan, "contact", "contact_position", "owner", "started_on", "expected_signing") == [
        ("张某", "总经理", "", "", "2021-06")
    ]
    plan = plan_of(
        sqlite_workspace, "leads", sheet("项目|企业名称|联系人|电话|负责人\n风电|某某集团|张某|13900000001|孙某")
    )
    assert said(plan, "contact", "owner") == [("张某", "孙某")]


def test_lines_of_labels_about_several_people_are_a_record_each(sqlite_workspace):
    text = """姓名：张某
单位：赤峰某甲公司
电话：13900000001

姓名：李某
电话：13900000002
备注：带司机

姓名：王某
职务：经理
电话：13900000003
"""
    plan = plan_of(sqlite_workspace, "attendance", text.encode())
    assert said(plan, "name", "unit", "position", "notes", "phone") == [
        ("张某", "赤峰某甲公司", "", "", "13900000001"),
        ("李某", "", "", "带司机", "13900000002"),
        ("王某", "", "经理", "", "13900000003"),
    ]


def test_forms_of_which_each_asks_a_little_else_are_read_together(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            """
            企业名称|某甲公司|联系人|张某
            地址|红山区某街1号|电话|13900000001
            注册资本|500万|成立日期|2010.5

            企业名称|某乙公司|联系人|李某
            地址|红山区某街2号|手机|13900000002
            注册资本|100万|法定代表人|李某
            """
        ),
    )
    assert said(plan, "name", "legal_representative", "established_on", "phones") == [
        ("某甲公司", "", "2010-05", "13900000001"),
        ("某乙公司", "李某", "", "13900000002"),
    ]
    assert plan.cell_at(1, "B2") == "B6"


def test_a_form_that_groups_its_labels_by_person_gives_each_his_own(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            """
            会员登记表
            企业名称|某甲公司||成立时间|2015年3月
            法定代表人|姓名|张某|职务|董事长
            |手机|13900000001|民族|汉族
            联系人|姓名|李某|职务|经理
            |手机|13900000002||
            """
        ),
    )
    assert said(plan, "name", "legal_representative", "phones", "person.name", "person.mobiles", "person.position") == [
        ("某甲公司", "张某", "13900000001", "李某", "13900000002", "经理")
    ]


def test_capital_under_two_titles_is_what_was_subscribed(sqlite_workspace):
    text = """
        企业名称|联系人|注册资本（万元）|
        ||认缴|实缴
        某甲公司|张某|#100|#50
        某乙公司|李某|#200|#70
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text, ("A1:A2", "B1:B2", "C1:D1")))
    assert said(plan, "name", "registered_capital") == [("某甲公司", "100万元"), ("某乙公司", "200万元")]
    assert plan.extra_of(0) == {"注册资本（万元）/实缴": "50"}


def test_a_number_after_a_person_is_his_in_a_list_without_titles(sqlite_workspace):
    text = """
        某甲商贸有限公司|张某|董事长|13900000001
        某乙商贸有限公司|李某|经理|13900000002
        某丙商贸有限公司|王某|经理|
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert said(plan, "person.name", "person.mobiles") == [
        ("张某", "13900000001"),
        ("李某", "13900000002"),
        ("王某", ""),
    ]


def test_the_title_of_the_next_page_is_no_section(sqlite_workspace):
    text = """
        通讯录（第1页）
        姓名|单位|电话
        张某|甲公司|13900000001
        李某|〃|13900000002
        通讯录（第2页）
        姓名|单位|电话
        王某|乙公司|13900000003
        通讯录（续）
        姓名|单位|电话
        赵某|乙公司|13900000004
        """
    plan = plan_of(sqlite_workspace, "contacts", sheet(text))
    assert said(plan, "name", "tags") == [("张某", ""), ("李某", ""), ("王某", ""), ("赵某", "")]
    assert len(plan.lines) == 3


def test_a_list_of_one_under_titles_less_known_than_the_next_is_no_title(sqlite_workspace):
    text = """
        会长单位
        企业名称|会长姓名|电话
        甲公司|张某|13900000001
        副会长单位
        企业名称|姓名|电话
        乙公司|李某|13900000002
        丙公司|王某|13900000003
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert said(plan, "name", "post.title") == [("甲公司", "会长"), ("乙公司", "副会长"), ("丙公司", "副会长")]


def test_forms_beside_each_other_are_a_record_each(sqlite_workspace):
    text = """
        会员登记表||||会员登记表|||
        企业名称|甲公司|联系人|张某|企业名称|乙公司|联系人|李某
        电话|13900000001|地址|某街1号|电话|13900000002|地址|某街2号
        注册资本|500万元|成立日期|2015年|注册资本|600万元|成立日期|2016年

        会员登记表||||会员登记表|||
        企业名称|丙公司|联系人|王某|企业名称||联系人|
        电话|13900000003|地址|某街3号|电话||地址|
        注册资本|700万元|成立日期|2017年|注册资本||成立日期|
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert said(plan, "name", "person.name", "person.mobiles", "registered_capital", "established_on") == [
        ("甲公司", "张某", "13900000001", "500万元", "2015"),
        ("乙公司", "李某", "13900000002", "600万元", "2016"),
        ("丙公司", "王某", "13900000003", "700万元", "2017"),
    ]


def test_a_list_of_another_kind_beside_two_alike_is_mixed_with_neither(sqlite_workspace):
    text = """
        姓名|电话||姓名|电话||车牌|司机
        张某|13900000001||王某|13900000003||蒙A1|赵某
        李某|13900000002|||||蒙D2|孙某
        """
    plan = plan_of(sqlite_workspace, "contacts", sheet(text))
    assert said(plan, "name", "mobiles") == [("张某", "13900000001"), ("李某", "13900000002"), ("王某", "13900000003")]
    assert not any(plan.extra_of(row) for row in range(3))
    assert [line.text for _sheet, line in plan.lines] == ["蒙A1  赵某", "蒙D2  孙某"]


def test_the_number_above_each_block_of_a_seating_plan_is_its_table(sqlite_workspace):
    text = """
        1号桌||2号桌|
        姓名|单位|姓名|单位
        张某|甲公司|李某|乙局
        王某|丙公司|赵某|丁行
        """
    plan = plan_of(sqlite_workspace, "attendance", sheet(text, ("A1:B1", "C1:D1")))
    assert said(plan, "name", "table") == [("张某", "1号桌"), ("王某", "1号桌"), ("李某", "2号桌"), ("赵某", "2号桌")]
