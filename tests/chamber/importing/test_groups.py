"""Lists laid out as pivot tables are: what stands once for a group counts for its records."""

from __future__ import annotations

from tests.chamber.importing.sheets import counts, mapping, plan_of
from tests.chamber.importing.test_mixtures import said, sheet


def test_a_group_in_a_row_of_its_own_with_its_sum(sqlite_workspace):
    text = """
        区县|企业名称|注册资本（万元）
        红山区（2家）||#300
        |某甲商贸有限公司|#100
        |某乙商贸有限公司|#200
        松山区（1家）||#400
        |某丙商贸有限公司|#400
        总计||#700
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert mapping(plan) == {"A": "business_division", "B": "name", "C": "registered_capital"}
    assert [name for _, name in said(plan, "business_division", "name")] == [
        "某甲商贸有限公司",
        "某乙商贸有限公司",
        "某丙商贸有限公司",
    ]
    assert [plan.values.get("business_division", row) for row in range(3)] == ["150402", "150402", "150404"]
    assert [(line.row, line.fate.value) for _, line in plan.lines] == [(2, "分节"), (5, "分节"), (7, "表尾")]


def test_groups_within_groups(sqlite_workspace):
    text = """
        单位|职务|姓名|手机
        某甲商会|||
        |会长||
        ||张某|13900000001
        |理事||
        ||李某|13900000002
        ||王某|13900000003
        某乙商会|||
        |会长||
        ||赵某|13900000004
        """
    plan = plan_of(sqlite_workspace, "attendance", sheet(text))
    assert said(plan, "unit", "position", "name") == [
        ("某甲商会", "会长", "张某"),
        ("某甲商会", "理事", "李某"),
        ("某甲商会", "理事", "王某"),
        ("某乙商会", "会长", "赵某"),
    ]


def test_a_subtotal_says_how_far_a_group_reaches(sqlite_workspace):
    text = """
        区县|企业名称|注册资本（万元）
        红山区|某甲商贸有限公司|#100
        |某乙商贸有限公司|#200
        红山区 汇总||#300
        松山区|某丙商贸有限公司|#400
        松山区 汇总||#400
        |某丁商贸有限公司|#100
        总计||#800
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert counts(plan) == {"created": 4}
    assert [plan.values.get("business_division", row) for row in range(4)] == ["150402", "150402", "150404", None]


def test_without_a_subtotal_a_blank_cell_is_blank(sqlite_workspace):
    text = """
        区县|企业名称|注册资本（万元）
        红山区|某甲商贸有限公司|#100
        |某乙商贸有限公司|#200
        松山区|某丙商贸有限公司|#400
        """
    plan = plan_of(sqlite_workspace, "members", sheet(text))
    assert [plan.values.get("business_division", row) for row in range(3)] == ["150402", None, "150404"]
