"""Lists that name no columns."""

from __future__ import annotations

from tests.chamber.importing.sheets import plan_of
from tests.chamber.importing.test_mixtures import said, sheet


def test_people_and_numbers_side_by_side_are_each_one(sqlite_workspace):
    text = """
        张某|13900000001||李某|13900000002
        王某|13900000003||赵某|0471-5550004
        孙某|13900000005||钱某|13900000006
        周某|13900000007
        """
    plan = plan_of(sqlite_workspace, "contacts", sheet(text))
    assert [name for (name,) in said(plan, "name")] == ["张某", "王某", "孙某", "周某", "李某", "赵某", "钱某"]


def test_a_second_number_and_a_second_person_of_a_firm_are_no_list_of_their_own(sqlite_workspace):
    text = """
        某甲商贸有限公司|张某|13900000001|李某|13900000002
        某乙商贸有限公司|王某|13900000003|赵某|13900000004
        某丙商贸有限公司|孙某|13900000005|钱某|13900000006
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert [name for (name,) in said(plan, "name")] == ["某甲商贸有限公司", "某乙商贸有限公司", "某丙商贸有限公司"]


def test_offices_above_their_people_in_a_message(sqlite_workspace):
    text = "招商局\n张某 局长 13900000001\n李某 副局长 13900000002\n商务局：\n王某 局长 13900000003\n"
    plan = plan_of(sqlite_workspace, "contacts", text.encode())
    assert said(plan, "name", "tags") == [("张某", "招商局"), ("李某", "招商局"), ("王某", "商务局")]
    assert [(line.row, line.fate.value) for _, line in plan.lines] == [(1, "分节"), (4, "分节")]


def test_tables_above_their_guests_in_a_roll(sqlite_workspace):
    text = "#接龙\n1号桌\n1. 张某 13900000001\n2. 李某 13900000002\n2号桌\n3. 王某 13900000003\n"
    plan = plan_of(sqlite_workspace, "attendance", text.encode())
    assert [(name, table) for name, table in said(plan, "name", "table")] == [
        ("张某", "1号桌"),
        ("李某", "1号桌"),
        ("王某", "2号桌"),
    ]


def test_entries_of_a_roll_that_go_on_over_further_lines(sqlite_workspace):
    text = "参会名单\n1、张某\n某甲公司 总经理\n13900000001\n2、李某\n某乙公司\n13900000002\n3、王某\n某丙公司 副总\n13900000003\n"
    plan = plan_of(sqlite_workspace, "attendance", text.encode())
    assert [row.number for row in plan.rows] == [2, 5, 8]
    assert said(plan, "name", "unit", "position", "phone") == [
        ("张某", "某甲公司", "总经理", "13900000001"),
        ("李某", "某乙公司", "", "13900000002"),
        ("王某", "某丙公司", "副总", "13900000003"),
    ]


def test_one_comes_for_another_in_a_roll(sqlite_workspace):
    text = "#接龙\n1. 张某 某甲公司 13900000001\n2. 赵某代钱某 某乙公司\n"
    plan = plan_of(sqlite_workspace, "attendance", text.encode())
    assert said(plan, "name", "unit", "stands_in_for") == [("张某", "某甲公司", ""), ("赵某", "某乙公司", "钱某")]
