"""What address books, card scanners and registers export, with the titles they give."""

from __future__ import annotations

import pytest

from tests.chamber.importing.sheets import counts, csv, mapping, messages, plan_of, xlsx
from tests.chamber.importing.test_mixtures import said, sheet


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        (("姓,名,公司,商务电话,移动电话", "欧阳,某,甲公司,0476-8312345,13900001111"), "欧阳某"),
        (("Last Name,First Name,Company,Business Phone,Mobile Phone", "Miller,Anna,甲公司,0476-8312345,13900001111"), "Anna Miller"),
    ],
)  # fmt: skip
def test_a_name_in_two_columns_is_one(sqlite_workspace, rows, name):
    plan = plan_of(sqlite_workspace, "contacts", csv(*rows))
    assert said(plan, "name", "enterprise", "mobiles", "landlines") == [(name, "甲公司", "13900001111", "0476-8312345")]


def test_a_whole_name_beside_its_parts_is_the_name(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        csv(
            "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,"
            "Organization 1 - Name,Organization 1 - Title",
            "王某某,某某,王,* ,a@example.com,Mobile,13900001111 ::: 13900001112,甲公司,经理",
        ),
    )
    assert said(plan, "name", "email", "mobiles", "enterprise", "position") == [
        ("王某某", "a@example.com", "13900001111；13900001112", "甲公司", "经理")
    ]


def test_a_landline_under_a_title_for_any_phone_is_no_mobile(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv("企业名称,联系人,联系电话", "甲公司,王某,13900001111/0476-8312345"))
    assert said(plan, "person.mobiles", "person.landlines") == [("13900001111", "0476-8312345")]


def test_a_code_before_a_size_and_a_word_behind_a_post_are_understood(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        csv("企业名称,企业规模,商会职务,有效手机号,法定代表人", "甲公司,XS(微型),副会长（拟任）,13900001111,王某"),
    )
    assert said(plan, "size", "post.title", "phones") == [("微型", "副会长", "13900001111")]
    assert messages(plan) == {(2, "C", "rest")}


def test_answers_in_traditional_characters_are_known(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv("會員名稱,會員類別", "甲貿易有限公司,團體會員"))
    assert said(plan, "membership.kind") == [("团体会员",)]


def test_the_nearer_of_two_posts_above_a_list_holds(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            "序号|单位名称|联系人\n一、会长单位\n#1|甲公司|王某\n二、副会长单位\n（一）常务副会长单位\n#1|乙公司|李某\n"
            "（二）副会长单位\n#1|丙公司|赵某\n三、理事单位（按姓氏笔画为序）\n#1|丁公司|钱某"
        ),
    )
    assert said(plan, "post.title") == [("会长",), ("常务副会长",), ("副会长",), ("理事",)]
    assert not messages(plan)


def test_stages_above_their_projects_and_this_weeks_progress(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        sheet(
            "序号|项目名称|投资方|上周进展|本周进展|下周计划\n一、签约项目（1个）\n#1|甲项目|甲公司|电话沟通|来访|签协议\n"
            "二、在谈项目（1个）\n#1|乙项目|乙公司|无|考察|跟踪"
        ),
    )
    assert said(plan, "stage", "progress", "next_action") == [("签约", "来访", "签协议"), ("对接洽谈", "考察", "跟踪")]
    assert plan.extra_of(0) == {"上周进展": "电话沟通"}


def test_every_guest_of_a_sheet_of_names_is_one(sqlite_workspace):
    rows = [["座次表"], ["第一排", "王某某", "李某某"], ["第二排", "钱某某", "孙某某"]]
    plan = plan_of(sqlite_workspace, "attendance", xlsx(*rows))
    assert said(plan, "name", "seat") == [
        ("王某某", "第一排"),
        ("钱某某", "第二排"),
        ("李某某", "第一排"),
        ("孙某某", "第二排"),
    ]
    assert (counts(plan), mapping(plan), plan.cell_at(2, "B")) == ({"created": 4}, {"B": "name", "§1": "seat"}, "C2")


def test_columns_not_filled_for_everybody_after_a_gap_are_of_the_same_list(sqlite_workspace):
    rows = [["企业名称", "地址", None, "联系人", "电话"]]
    rows += [
        [f"{one}公司", "某街", None, *(["王某", "13900001111"] if one in "乙丁" else [])] for one in "甲乙丙丁戊己"
    ]
    plan = plan_of(sqlite_workspace, "members", xlsx(*rows))
    assert said(plan, "name", "person.name")[:2] == [("甲公司", ""), ("乙公司", "王某")]


def test_a_column_of_numbers_with_words_before_them_makes_no_form(sqlite_workspace):
    numbers = ["tel:13900001111", "手机:13900001112 座机:0476-8312345", "见备注", "传真：0476-8312346"]
    rows = [[f"{one}公司", number] for one, number in zip("甲乙丙丁", numbers, strict=True)]
    rows += [[f"{one}商行", f"1390000{place:04d}"] for place, one in enumerate("天地玄黄宇宙洪荒日月盈昃")]
    assert len(plan_of(sqlite_workspace, "members", xlsx(["企业名称", "企业电话"], *rows)).rows) == 16


def test_a_title_with_the_post_in_brackets_is_a_persons(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv("企业名称,联系人（职务）,电话", "甲公司,王某（经理）,13900001111"))
    assert said(plan, "person.name", "person.position", "person.mobiles") == [("王某", "经理", "13900001111")]


def test_a_line_of_a_name_and_an_office_is_a_guest(sqlite_workspace):
    text = "出席领导名单\n王某某  赤峰市人民政府副市长\n李某某  赤峰市政府驻呼联络处主任\n张某某  赤峰市工商联副主席\n"
    plan = plan_of(sqlite_workspace, "attendance", text.encode())
    assert said(plan, "name", "unit", "position")[0] == ("王某某", "赤峰市人民政府", "副市长")
    assert len(plan.rows) == 3


def test_what_stands_after_a_group_of_columns_is_not_of_its_person(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        sheet(
            "单位名称|会长|.|秘书长|.|办公电话\n.|姓名|手机|姓名|手机|.\n甲商会|王某|13900001111|李某|13900002222|0471-4310001".replace(
                "|.", "|"
            ),
            ("A1:A2", "B1:C1", "D1:E1", "F1:F2"),
        ),
    )
    assert said(plan, "phones", "person.name") == [("0471-4310001", "王某")]


def test_projects_signed_at_a_fair(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        sheet(
            "签约项目一览表\n单位：亿元\n序号|签约项目名称|甲方|乙方|签约额|签约类型\n#1|甲项目|某区政府|甲公司|#10|框架协议"
        ),
    )
    assert said(plan, "project", "investor", "signed_amount", "agreement") == [("甲项目", "甲公司", "10亿元", "框架")]


def test_what_an_investor_has_in_mind_is_the_project_where_nothing_else_is(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "leads", csv("客商姓名,公司名称,投资意向", "王某,甲公司,肉牛养殖"))
    assert said(plan, "contact", "project") == [("王某", "肉牛养殖")]
    plan = plan_of(sqlite_workspace, "leads", csv("项目名称,公司名称,投资意向", "牧场,甲公司,肉牛养殖"))
    assert said(plan, "project") == [("牧场",)]


def test_answers_of_forms_and_of_a_door_abroad(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "attendance",
        csv(
            "First Name,Last Name,Organization,RSVP,Checked In,是否参加晚宴,感兴趣的政策（多选）",
            "Anna,Miller,Alpha GmbH,Yes,TRUE,否,招商引资┋税费",
            "John,Smith,Beta Ltd,No,FALSE,否,",
        ),
    )
    assert said(plan, "name", "invitation", "presence", "policies_of_interest") == [
        ("Anna Miller", "接受", "到场", "招商引资、税费"),
        ("John Smith", "婉拒", "未到", ""),
    ]


def test_a_title_of_two_things_is_the_first_and_a_count_of_a_pivot_none(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace, "members", csv("企业名称,电话/微信,推荐任职,计数项:会员编号", "甲公司,13900001111,理事,3")
    )
    assert said(plan, "phones", "post.title", "membership.number") == [("13900001111", "理事", "")]


def test_a_delegation_is_the_unit_of_its_guests(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "attendance", csv("代表团,姓名,手机", "红山区代表团,王某某,13900001111"))
    assert said(plan, "unit") == [("红山区代表团",)]


@pytest.mark.parametrize(
    "title",
    ["总投资/万元", "计划总投资：万元", "总投资（人民币：万元）", "总投资 万元", "总投资_万元", "投资额\n（万元）"],
)
def test_a_unit_may_stand_at_the_end_of_a_title_in_many_ways(sqlite_workspace, title):
    plan = plan_of(sqlite_workspace, "leads", xlsx(["项目名称", "投资方", title], ["甲项目", "甲公司", 5]))
    assert said(plan, "amount") == [("5万元",)]


def test_several_names_in_a_cell_under_their_post_are_each_one(sqlite_workspace):
    rows = [["理事会名单"], ["会长", "王 某"], ["副会长", "李某某、赵某某、钱某某"], ["理事：孙某某 周 某 吴某某"]]
    plan = plan_of(sqlite_workspace, "contacts", xlsx(*rows))
    assert sorted(said(plan, "name", "tags")) == sorted(
        [
            ("王某", "会长"),
            *((name, "副会长") for name in ("李某某", "赵某某", "钱某某")),
            *((name, "理事") for name in ("孙某某", "周某", "吴某某")),
        ]
    )


def test_a_line_that_numbers_several_people_is_a_roll(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "attendance", "名单：1.王某某（甲公司）2.李某某（乙公司） 3、张某某".encode())
    assert said(plan, "name", "unit") == [("王某某", "甲公司"), ("李某某", "乙公司"), ("张某某", "")]


def test_a_line_broken_in_a_cell_makes_no_company_of_its_rest(sqlite_workspace):
    text = "序号\t企业名称\t联系人\t电话\t地址\n1\t甲公司\t王某\t13900001111\n13900001112\t松山区\n2\t乙公司\t李某\t13900002222\t某街\n3\t丙公司\n"
    plan = plan_of(sqlite_workspace, "members", text.encode())
    assert [(row.number, row.ending.value) for row in plan.rows] == [
        (2, "created"),
        (3, "rejected"),
        (4, "created"),
        (5, "created"),
    ]
