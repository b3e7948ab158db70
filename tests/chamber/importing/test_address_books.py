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
