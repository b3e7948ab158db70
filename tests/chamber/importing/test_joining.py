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
