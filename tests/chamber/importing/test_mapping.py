"""Which column is which field: titles, neighbours, values, units, memory."""

from __future__ import annotations

import json

import pytest

from chamber.errors import NotFound
from chamber.importing import saved
from chamber.importing.mapping import How
from chamber.importing.titles import taken_apart, unit_in
from tests.chamber.importing.sheets import bring_in, counts, csv, mapping, plan_of, stored, uscc, xlsx


def test_a_phone_after_the_contact_is_the_contacts_and_before_it_the_enterprises(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        csv("企业名称,电话,联系人,电话,地址", "甲公司,0471-4310001,王某,13900001111,某街1号"),
    )
    assert mapping(plan) == {"A": "name", "B": "phones", "C": "person.name", "D": "person.mobiles", "E": "address"}


def test_a_repeated_title_belongs_to_the_contact_person(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        csv(
            "名称,电子邮件,姓名（联系人）,职务,手机,电子邮件",
            "甲公司,a@example.com,王某,经理,13900001111,b@example.com",
        ),
    )
    assert mapping(plan)["B"] == "email"
    assert mapping(plan)["F"] == "person.email"


@pytest.mark.parametrize(
    ("posts", "field"), [(("会长", "副会长", "理事"), "post.title"), (("总经理", "经理", "主管"), "person.position")]
)
def test_the_values_tell_a_post_in_the_chamber_from_a_position(sqlite_workspace, posts, field):
    rows = [f"第{number}公司,王某,{post}" for number, post in enumerate(posts)]
    plan = plan_of(sqlite_workspace, "members", csv("会员名称,联系人,职务", *rows))
    assert mapping(plan)["C"] == field


def test_somebody_elses_codes_are_no_numbers_of_ours(sqlite_workspace):
    members = plan_of(
        sqlite_workspace, "members", csv("企业编码,编号,企业名称", "44050001,7,甲公司", "44050002,8,乙公司")
    )
    leads = plan_of(sqlite_workspace, "leads", csv("项目编号,项目名称,投资方", "X-1,某项目,甲公司"))
    assert mapping(members) == {"C": "name"}
    assert mapping(leads) == {"B": "project", "C": "investor"}
    assert members.extra_of(0) == {"企业编码": "44050001"} or members.extra_of(0) == {
        "企业编码": "44050001",
        "编号": "7",
    }


def test_our_own_membership_number_is_one(sqlite_workspace):
    plan, _ = bring_in(sqlite_workspace, "members", csv("会员编号,企业名称", "M00077,甲公司", ",乙公司"))
    assert mapping(plan)["A"] == "membership.number"
    assert [row["number"] for row in stored(sqlite_workspace, "membership")] == ["M00077", "M00078"]


def test_province_city_and_county_make_one_division(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace, "members", csv("名称,省,市,县", "甲公司,内蒙古,赤峰,敖汉旗", "乙公司,内蒙古,赤峰,")
    )
    assert [plan.values.get("business_division", row) for row in (0, 1)] == ["150430", "150400"]


def test_a_name_and_a_phone_in_one_column_are_taken_apart(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        csv(
            "项目名称,投资方,联系人及电话",
            "某项目,甲公司,张　某 13900000001",
            "他项目,乙公司,138 0000 0004（微信同号）",
        ),
    )
    assert mapping(plan)["C"] == "contact+contact_phones"
    assert plan.values.get("contact", 0) == "张某"
    assert plan.values.get("contact_phones", 0)[0].number == "13900000001"
    assert plan.values.get("contact", 1) is None
    assert plan.values.get("contact_phones", 1)[0].number == "13800000004"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("总投资（万元）", "万元"),
        ("投资额(单位：亿元)", "亿元"),
        ("增发数量(万股)", ""),
        ("单位：万元、亩", "万元"),
        ("占地（亩）", ""),
        ("金额/万美元", "万美元"),
    ],
)
def test_units_are_read_from_titles(title, unit):
    assert unit_in(title) == unit


def test_a_two_level_title_knows_its_upper_level(sqlite_workspace):
    data = xlsx(
        ["企业名称", "联系人", None],
        [None, "姓名", "电话"],
        ["甲公司", "王某", "13900001111"],
        ["乙公司", "李某", "13900002222"],
    )
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:C1")
    out = io.BytesIO()
    book.save(out)
    plan = plan_of(sqlite_workspace, "members", out.getvalue())
    assert plan.header_rows == (1, 2)
    assert mapping(plan) == {"A": "name", "B": "person.name", "C": "person.mobiles"}


def test_brackets_and_spaces_of_a_title_are_ornament():
    title = taken_apart(("企 业 名 称（全称）",))
    assert (title.word, title.aside) == ("企业名称", "全称")


def test_a_list_without_a_header_is_guessed_from_its_values(sqlite_workspace):
    rows = [
        f"{uscc(number)},第{number}某某商贸有限公司,1390000{number:04d},内蒙古赤峰市红山区某街{number}号"
        for number in range(1, 8)
    ]
    plan = plan_of(sqlite_workspace, "members", csv(*rows))
    assert plan.header_rows == ()
    assert mapping(plan) == {"A": "uscc", "B": "name", "C": "phones"}
    assert {column.how for column in plan.guessed} == {How.VALUES}
    assert counts(plan) == {"created": 7}


def test_a_given_mapping_wins_by_letter_or_by_title(sqlite_workspace):
    data = csv("名字,甲列,乙列", "甲公司,某街,13900001111")
    plan = plan_of(sqlite_workspace, "members", data, mapping=saved.parse('{"A": "name", "甲列": "address", "C": ""}'))
    assert mapping(plan) == {"A": "name", "B": "address"}


def test_a_mapping_for_a_field_there_is_not_suggests_near_ones(sqlite_workspace):
    with pytest.raises(NotFound) as refused:
        plan_of(sqlite_workspace, "members", csv("企业名称", "甲公司"), mapping=saved.parse('{"A": "nam"}'))
    assert "name" in refused.value.near


def test_a_mapping_a_person_changed_is_remembered_for_the_layout(workspace):
    bring_in(workspace, "members", csv("单位,暗号", "甲公司,某街1号"), mapping=saved.parse('{"暗号": "address"}'))
    plan = plan_of(workspace, "members", csv("单位,暗号", "乙公司,某街2号"))
    assert mapping(plan) == {"A": "name", "B": "address"}
    assert {column.how for column in plan.columns} == {How.REMEMBERED}


def test_a_saved_mapping_reads_back_the_same(sqlite_workspace, tmp_path):
    plan = plan_of(
        sqlite_workspace,
        "leads",
        csv("项目名称,投资方,总投资（亿元）,联系人及电话", "某项目,甲公司,3,张某 13900000001"),
    )
    path = tmp_path / "mapping.json"
    saved.save(path, plan.columns, plan.target)
    assert json.loads(path.read_text("utf-8"))["kind"] == "leads"
    again = saved.applied(plan.columns, saved.load(path), plan.target, How.GIVEN)
    assert [(one.field, one.unit) for one in again] == [(one.field, one.unit) for one in plan.columns]


def test_section_rows_become_an_attribute(sqlite_workspace):
    data = xlsx(
        ["姓名", "手机"],
        ["办公室"],
        ["王某", "13900001111"],
        ["李某", "13900002222"],
        ["财务部"],
        ["赵某", "13900003333"],
    )
    plan = plan_of(sqlite_workspace, "contacts", data)
    assert [plan.values.get("tags", row) for row in range(3)] == [("办公室",), ("办公室",), ("财务部",)]


def test_the_sheet_that_fits_best_is_taken_and_its_likes_with_it(sqlite_workspace):
    header = ["企业名称", "联系电话"]
    data = xlsx(
        ["说明"],
        title="封面",
        more={
            "一": [header, ["甲公司", "0471-4310001"]],
            "二": [header, ["乙公司", "0471-4310002"]],
            "代码": [["id", "值"], [1, "是"]],
        },
    )
    plan = plan_of(sqlite_workspace, "members", data)
    assert plan.source.sheets == ("一", "二")
    assert [row.sheet for row in plan.rows] == ["一", "二"]
    named = plan_of(sqlite_workspace, "members", data, sheets=("二",))
    assert [named.values.get("name", row) for row in range(len(named.rows))] == ["乙公司"]


def test_a_sheet_there_is_not_names_those_there_are(sqlite_workspace):
    with pytest.raises(NotFound) as refused:
        plan_of(sqlite_workspace, "members", csv("企业名称", "甲公司"), sheets=("二",))
    assert refused.value.near


def test_unit_and_position_in_one_column_are_taken_apart(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "attendance",
        csv(
            "姓名,单位及职务,手机",
            "王某,甲公司 董事长,13900001111",
            "李某,某某联络处主任,13900002222",
            "赵某,乙公司,13900003333",
        ),
    )
    assert mapping(plan)["B"] == "unit+position"
    assert [(plan.values.get("unit", row), plan.values.get("position", row)) for row in range(3)] == [
        ("甲公司", "董事长"),
        ("某某联络处", "主任"),
        ("乙公司", None),
    ]


def test_what_stands_after_a_persons_data_is_the_persons(sqlite_workspace):
    plan, _ = bring_in(sqlite_workspace, "members", csv("企业名称,法定代表人,性别,手机", "甲公司,王某,男,13900001111"))
    assert mapping(plan)["D"] == "person.mobiles"
    assert [row["name"] for row in stored(sqlite_workspace, "person")] == ["王某"]


def test_values_that_contradict_a_title_win(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        csv("姓名,手机,单位", "13900000001,张某,甲公司", "13900000002,李某,乙公司", "13900000003,王某,丙公司"),
    )
    assert mapping(plan) == {"A": "mobiles", "B": "name", "C": "enterprise"}
    assert [column.letter for column in plan.guessed] == ["A", "B"]


def test_a_company_and_its_contact_under_each_others_title_are_told_apart(sqlite_workspace):
    rows = (
        "张某,某甲商贸有限公司,13900000001",
        "李某,某乙建材有限公司,13900000002",
        "王某,某丙农业有限公司,13900000003",
    )
    plan = plan_of(sqlite_workspace, "members", csv("企业名称,联系人,联系电话", *rows))
    assert mapping(plan) == {"A": "person.name", "B": "name", "C": "person.mobiles"}


def test_a_title_is_believed_where_nothing_else_gives_what_must_be_there(sqlite_workspace):
    rows = ("某甲公司,13900000001", "某乙公司,13900000002", "某丙公司,13900000003")
    plan = plan_of(sqlite_workspace, "contacts", csv("姓名,手机", *rows))
    assert mapping(plan) == {"A": "name", "B": "mobiles"}


def test_of_two_tables_side_by_side_the_one_whose_titles_fit_is_taken(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        xlsx(
            ["序号", "企业名称", "电话", None, "序号", "姓名", "工作单位", "手机"],
            [1, "某甲公司", "0471-4310001", None, 1, "张某", "某甲公司", "13900000001"],
            [2, "某乙公司", "0471-4310002", None, 2, "李某", "某乙公司", "13900000002"],
        ),
    )
    assert mapping(plan) == {"B": "name", "C": "phones"}
    assert plan.left_aside == ("Sheet1#2",)


def test_a_fax_says_that_it_is_one(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv("企业名称,电话,传真", "某公司,0471-4310001,0471-4310002"))
    assert [phone.label for path in ("phones", "person.landlines") for phone in plan.values.get(path, 0) or ()] == [
        "",
        "传真",
    ]


def test_more_mail_of_the_enterprise_is_no_persons(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        csv("企业名称,邮箱,其他邮箱,注册地址,最新年报地址", "某公司,a@example.com,b@example.com,某街,某路"),
    )
    assert mapping(plan) == {"A": "name", "B": "email", "D": "address"}


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("用地面积（亩）", {"C": "land_mu"}),
        ("用地面积（㎡）", {}),
        ("占地面积(平方米)", {}),
        ("厂房面积（㎡）", {"C": "plant_m2"}),
    ],
)
def test_an_area_in_another_unit_is_kept_as_written(sqlite_workspace, title, fields):
    plan = plan_of(sqlite_workspace, "leads", csv(f"项目名称,投资方,{title}", "某项目,某公司,5000"))
    assert mapping(plan) == {"A": "project", "B": "investor", **fields}


def test_the_values_tell_a_post_from_a_kind_of_membership(sqlite_workspace):
    posts = plan_of(sqlite_workspace, "members", csv("企业名称,会员类别", "甲公司,副会长单位", "乙公司,理事单位"))
    kinds = plan_of(sqlite_workspace, "members", csv("企业名称,会员类别", "甲公司,企业会员", "乙公司,团体"))
    assert (mapping(posts)["B"], mapping(kinds)["B"]) == ("post.title", "membership.kind")


def test_the_table_of_a_seating_plan_may_be_a_heading(sqlite_workspace):
    rows = (
        ["座次安排"],
        ["1号桌"],
        ["姓名", "单位", "职务"],
        ["张某", "甲公司", "经理"],
        ["2号桌"],
        ["李某", "乙公司", "主任"],
    )
    plan = plan_of(sqlite_workspace, "attendance", xlsx(*map(list, rows)))
    assert [plan.values.get("table", row) for row in range(2)] == ["1号桌", "2号桌"]


def test_a_column_of_signatures_names_who_came_where_nothing_else_does(workspace):
    plan = plan_of(
        workspace, "attendance", csv("签名,工作单位,电话", "王某某,海风集团,13900000001", "李某某,北风集团,13900000002")
    )
    assert mapping(plan) == {"A": "name", "B": "unit", "C": "phone"}
    plan = plan_of(workspace, "attendance", csv("姓名,签名", "王某某,已签", "李某某,"))
    assert mapping(plan) == {"A": "name", "B": "presence"}


def test_either_number_of_an_enterprise_goes_to_its_own_field_whatever_the_title_says(workspace):
    rows = csv("企业名称,统一社会信用代码/注册号", f"海风商贸有限公司,{uscc(7)}", "北风商贸有限公司,150402000012345")
    for title in ("统一社会信用代码/注册号", "工商注册号"):
        plan = plan_of(workspace, "members", rows.replace("统一社会信用代码/注册号".encode(), title.encode()))
        assert (plan.values.get("uscc", 0), plan.values.get("old_registration_number", 0)) == (uscc(7), None)
        assert (plan.values.get("uscc", 1), plan.values.get("old_registration_number", 1)) == (None, "150402000012345")
