"""What stands in the cell of a person's name besides the name."""

from __future__ import annotations

import json

import pytest

from chamber.importing.plan import Mode
from tests.chamber.importing.sheets import bring_in, counts, csv, messages, plan_of, stored
from tests.chamber.importing.test_mixtures import said


@pytest.mark.parametrize(
    ("cell", "name", "position", "gender"),
    [
        ("张某先生", "张某", "", "男"),
        ("赵 某 女士", "赵某", "", "女"),
        ("王某总", "王某", "", ""),
        ("李某（董事长）", "李某", "董事长", ""),
        ("冯某【副会长】", "冯某", "副会长", ""),
        ("欧阳某某 经理", "欧阳某某", "经理", ""),
        ("郑某（女）", "郑某", "", "女"),
        ("王总", "王总", "", ""),
        ("王小工", "王小工", "", ""),
        ("乌云其木格·某", "乌云其木格·某", "", ""),
    ],
)
def test_a_title_goes_from_the_name_to_the_position(sqlite_workspace, cell, name, position, gender):
    plan = plan_of(sqlite_workspace, "contacts", csv("姓名,电话", f"{cell},13900000001"))
    assert said(plan, "name", "position", "gender") == [(name, position, gender)]
    assert not messages(plan)


def test_a_title_that_says_other_than_the_position_is_kept_as_written(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "contacts", csv("姓名,职务", "李某（董事长）,会长"))
    assert said(plan, "name", "position") == [("李某", "会长")]
    assert plan.values.raw == {0: {"name": "李某（董事长）"}}
    assert messages(plan) == {(2, "A", "title")}


@pytest.mark.parametrize(("cell", "code"), [("钱某、孙某", "people"), ("周某/吴某", "people"), ("陈某139", "digits")])
def test_a_cell_with_more_than_a_name_is_pointed_out(sqlite_workspace, cell, code):
    plan = plan_of(sqlite_workspace, "contacts", csv("姓名,单位", f"{cell},某公司"))
    assert said(plan, "name") == [(cell,)]
    assert messages(plan) == {(2, "A", code)}


def test_the_contact_may_be_the_legal_representative(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv("企业名称,法定代表人,联系人", "甲公司,张某,同法人", "乙公司,,本人"))
    assert said(plan, "person.name") == [("张某",), ("本人",)]
    assert messages(plan) == {(2, "C", "owner")}


def test_who_signed_with_the_own_name_was_there(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "attendance",
        csv("姓名,单位,签到", "张某,甲公司,张 某", "李某,乙公司,王某", "赵某,丙公司,已签"),
    )
    assert said(plan, "presence") == [("到场",), ("",), ("到场",)]
    assert messages(plan) == {(3, "C", "choice")}


SHARED = (
    "企业名称,联系人,联系人职务,手机",
    "远山商贸公司,王远山,董事长,13800000001",
    "云杉广告公司,王远山,监事,13800000001",
)


def test_a_contact_of_two_enterprises_is_filed_once_and_represents_the_second(workspace):
    plan, _outcome = bring_in(workspace, "members", csv(*SHARED))
    assert counts(plan) == {"created": 2}
    (person,) = stored(workspace, "person")
    first, second = stored(workspace, "membership")
    assert (first["representative_id"], second["representative_id"]) == (None, person["id"])
    assert (person["position"], second["representative"]) == ("董事长", "王远山")
    assert json.loads(stored(workspace, "enterprise")[1]["extra"])["_raw"] == {"person.position": "监事"}
    assert any(reason.code == "contact_known" for reason in plan.rows[1].reasons)


def test_who_represents_a_member_is_known_when_the_list_comes_again(workspace):
    bring_in(workspace, "members", csv(*SHARED))
    fresh = csv(*SHARED, "红柳物流公司,王远山,理事,13800000001")
    plan, _outcome = bring_in(workspace, "members", fresh, Mode.UPDATE)
    assert counts(plan) == {"created": 1, "unchanged": 2}
    assert [one["position"] for one in stored(workspace, "person")] == ["董事长"]
    plan = plan_of(workspace, "members", csv(*SHARED, "百合餐饮公司,,,"), mode=Mode.UPDATE)
    assert counts(plan) == {"created": 1, "unchanged": 2}


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("张三（女，蒙古族）", ("张三", "女", "蒙古族", "")),
        ("张三(回、中共党员)", ("张三", "", "回族", "中共党员")),
        ("张三（兼）", ("张三", "", "", "")),
        ("★张三", ("张三", "", "", "")),
        ("12.张三", ("张三", "", "", "")),
        ("张三（大）", ("张三（大）", "", "", "")),
    ],
)
def test_what_rosters_write_beside_a_name_is_none_of_it(sqlite_workspace, cell, told):
    plan = plan_of(sqlite_workspace, "contacts", csv("姓名,工作单位", f'"{cell}",甲公司'))
    paths = ("name", "gender", "ethnicity", "political_status")
    assert tuple(plan.values.get(path, 0) or "" for path in paths) == told


def test_a_number_in_the_cell_of_a_name_is_a_phone_and_nobody_no_name(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "attendance",
        csv(
            "姓名,单位,手机",
            "张三 13900001111,甲公司,",
            "李四,乙公司,13900002222",
            "王五,丙公司,",
            "待定,丁公司,",
            "赵六,戊公司,",
        ),
    )
    assert [plan.values.get("name", row) for row in range(5)] == ["张三", "李四", "王五", None, "赵六"]
    assert plan.values.get("phone", 0)[0].number == "13900001111"
    assert plan.rows[3].ending.value == "rejected"
