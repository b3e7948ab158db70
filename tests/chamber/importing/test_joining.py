"""Sheets of one workbook that are parts of one list though their columns differ a little."""

from __future__ import annotations

from tests.chamber.importing.sheets import mapping, messages, plan_of, xlsx
from tests.chamber.importing.test_mixtures import said

RED = [["红山区会员"], ["序号", "企业名称", "联系人", "手机"], [1, "某甲公司", "张某", "13900000001"]]
PINE = [
    ["序号", "单位名称", "手机", "联系人", "邮箱", "备注"],
    [1, "某乙公司", "139****0002", "李某", "b@example.com", "新"],
    [2, "某丙公司", "13900000003", "王某", None, None],
]


def test_sheets_of_another_order_and_with_further_columns_are_read_as_one_list(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", xlsx(*RED, title="红山区", more={"松山区": PINE}))
    assert said(plan, "name", "person.name", "person.mobiles", "person.email", "notes") == [
        ("某甲公司", "张某", "13900000001", "", ""),
        ("某乙公司", "李某", "", "b@example.com", "新"),
        ("某丙公司", "王某", "13900000003", "", ""),
    ]
    assert (plan.source.sheets, plan.left_aside) == (("红山区", "松山区"), ())
    assert len(mapping(plan)) == 5


def test_a_note_names_the_column_of_its_own_sheet(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", xlsx(*RED, title="红山区", more={"松山区": PINE}))
    (problem,) = plan.values.problems
    assert plan.cell_at(problem.row, problem.letter) == "C2"
    assert messages(plan)


def test_named_sheets_keep_each_their_own_columns(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        xlsx(*RED, title="红山区", more={"松山区": PINE}),
        sheets=("松山区", "红山区"),
    )
    assert said(plan, "name", "person.name") == [("某乙公司", "李某"), ("某丙公司", "王某"), ("某甲公司", "张某")]


def test_sheets_in_other_units_or_of_other_things_are_left_aside(sqlite_workspace):
    wan = [["企业名称", "联系人", "注册资本（万元）"], ["某甲公司", "张某", 100], ["某乙公司", "李某", 200]]
    yi = [["企业名称", "联系人", "注册资本（亿元）"], ["某丙公司", "王某", 1]]
    other = [["企业名称", "会议", "发言人", "题目"], ["某丁公司", "年会", "赵某", "总结"]]
    plan = plan_of(sqlite_workspace, "members", xlsx(*wan, title="万元", more={"亿元": yi, "发言": other}))
    assert said(plan, "name", "registered_capital") == [("某甲公司", "100万元"), ("某乙公司", "200万元")]
    assert plan.left_aside == ("亿元", "发言")


def test_no_cell_of_a_joined_sheet_is_lost(sqlite_workspace):
    one = [["企业名称", "电话", "联系人"], ["某甲公司", "0471-4310001", "张某"]]
    two = [
        ["公司名称", "企业名称", "联系人", "联系电话", "电话", "电话"],
        ["旧名", "某乙公司", "李某", "0471-4310002", "0471-4310003", "0471-4310004"],
    ]
    plan = plan_of(sqlite_workspace, "members", xlsx(*one, title="一", more={"二": two}))
    assert sorted(str(cell) for cell in plan.records[1].cells if cell is not None) == sorted(two[1])


def test_any_sheets_named_are_read_together_each_amount_in_its_own_unit(sqlite_workspace):
    wan = [["企业名称", "联系人", "注册资本（万元）"], ["某甲公司", "张某", 100]]
    yi = [["企业名称", "注册资本（亿元）", "联系人"], ["某丙公司", "约1.5", "王某"], ["某丁公司", "300万元", None]]
    yuan = [["企业名称", "注册资本", "联系人"], ["某戊公司", 500000, "赵某"]]
    data = xlsx(*wan, title="一", more={"二": yi, "三": yuan, "四": [["企业名称", "联系人"], ["某己公司", "孙某"]]})
    plan = plan_of(sqlite_workspace, "members", data, sheets=("一", "二", "三"))
    assert said(plan, "name", "registered_capital") == [
        ("某甲公司", "100万元"),
        ("某丙公司", "约1.5亿元"),
        ("某丁公司", "300万元"),
        ("某戊公司", "500000元"),
    ]
    assert plan.offered == (("一", True), ("二", True), ("三", True), ("四", False))
    assert plan.left_aside == ("四",)


def test_a_named_list_without_a_header_joins_by_its_places_and_loses_nothing(sqlite_workspace):
    bare = [["某乙公司", "李某", "13900000002", "老会员"], ["某丙公司", "王某", "13900000003", None]]
    data = xlsx(*bare, title="补充", more={"红山区": [one[1:] for one in RED[1:]]})
    plan = plan_of(sqlite_workspace, "members", data, sheets=("补充", "红山区"))
    assert said(plan, "name", "person.name", "person.mobiles") == [
        ("某甲公司", "张某", "13900000001"),
        ("某乙公司", "李某", "13900000002"),
        ("某丙公司", "王某", "13900000003"),
    ]
    assert "老会员" in plan.extra_of(1).values() or plan.values.get("notes", 1) == "老会员"


def test_a_sheet_named_twice_is_read_once(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", xlsx(*RED, title="红山区"), sheets=("红山区", "红山区"))
    assert len(plan.rows) == 1


def test_a_list_without_a_header_goes_on_where_its_columns_look_alike(sqlite_workspace):
    first = [["企业名称", "联系人", "电话"], ["甲食品有限公司", "王某", "13900001111"]]
    more = [["乙建材有限公司", "李某", "13900002222"], ["丙商贸有限公司", "赵某", "13900003333"]]
    other = [["13900004444", "钱某", "丁物流有限公司"], ["13900005555", "孙某", "戊牧业有限公司"]]
    plan = plan_of(sqlite_workspace, "members", xlsx(*first, more={"续": more, "另": other}))
    assert (plan.values.columns["name"], plan.left_aside) == (
        ["甲食品有限公司", "乙建材有限公司", "丙商贸有限公司"],
        ("另",),
    )


def test_a_named_list_of_another_order_joins_by_what_its_values_are(sqlite_workspace):
    first = [["企业名称", "联系人", "电话"], ["甲食品有限公司", "王某", "13900001111"]]
    other = [["13900004444", "钱某", "丁物流有限公司", "老会员"], ["13900005555", "孙某", "戊牧业有限公司", "新"]]
    plan = plan_of(sqlite_workspace, "members", xlsx(*first, more={"另": other}), sheets=("Sheet1", "另"))
    assert plan.values.columns["name"] == ["甲食品有限公司", "丁物流有限公司", "戊牧业有限公司"]
    assert [phones[0].number for phones in plan.values.columns["person.mobiles"]] == [
        "13900001111",
        "13900004444",
        "13900005555",
    ]
    assert "老会员" in plan.extra_of(1).values()


def test_sheets_that_all_lack_a_header_are_one_list_when_they_look_alike(sqlite_workspace):
    people = [["王某某", "甲公司", "13900001111"], ["李某某", "乙公司", "13900002222"]]
    others = [["赵某某", "丁公司", "13900004444"], ["钱某某", "戊公司", "13900005555"]]
    plan = plan_of(sqlite_workspace, "contacts", xlsx(*people, more={"续": others}))
    assert plan.values.columns["name"] == ["王某某", "李某某", "赵某某", "钱某某"]
