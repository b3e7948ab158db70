"""What stands beside a name in its cell goes where it belongs, or is said."""

from __future__ import annotations

import pytest

from chamber.workspace import Workspace
from tests.chamber.importing.sheets import bring_in, csv, messages, plan_of


@pytest.mark.parametrize(
    ("written", "name", "path", "value"),
    [
        ("1、海风商贸有限公司", "海风商贸有限公司", "name", "海风商贸有限公司"),
        ("★海风商贸有限公司*", "海风商贸有限公司", "name", "海风商贸有限公司"),
        ("海风商贸有限公司（曾用名：北风商贸有限公司）", "海风商贸有限公司", "former_names", ("北风商贸有限公司",)),
        ("海风商贸有限公司（原北风商贸）", "海风商贸有限公司", "former_names", ("北风商贸",)),
        ("海风商贸有限公司（副会长单位）", "海风商贸有限公司", "post.title", "副会长"),
        ("海风商贸有限公司 常务副会长单位", "海风商贸有限公司", "post.title", "常务副会长"),
        ("海风烟酒店（个体工商户）", "海风烟酒店（个体工商户）", "membership.kind", "个体工商户"),
        ("海风商贸有限公司（城东店）", "海风商贸有限公司（城东店）", "name", "海风商贸有限公司（城东店）"),
        ("海风（原野）商贸有限公司", "海风（原野）商贸有限公司", "name", "海风（原野）商贸有限公司"),
    ],
)
def test_beside_the_name_of_a_company(workspace: Workspace, written: str, name: str, path: str, value: object) -> None:
    plan = plan_of(workspace, "members", csv("企业名称,电话", f"{written},13900000001"))
    assert (plan.values.get("name", 0), plan.values.get(path, 0)) == (name, value)
    assert name == written or plan.extra_of(0).get("_raw", {"name": written}) == {"name": written}


def test_a_company_called_nothing_is_none(workspace: Workspace) -> None:
    plan = plan_of(workspace, "members", csv("企业名称,电话", "无,13900000001", "/,13900000002"))
    assert [row.ending.value for row in plan.rows] == ["rejected", "rejected"]
    plan = plan_of(workspace, "contacts", csv("姓名,单位", "王某某,无"))
    assert plan.values.get("enterprise", 0) is None


def test_two_companies_in_a_cell_are_told(workspace: Workspace) -> None:
    plan = plan_of(workspace, "members", csv("企业名称,电话", "海风商贸有限公司/北风商贸有限公司,13900000001"))
    assert (2, "A", "companies") in messages(plan)


@pytest.mark.parametrize(
    ("written", "name", "position"),
    [
        ("会长王某某", "王某某", "会长"), ("总经理：王某某", "王某某", "总经理"), ("王某某，总经理", "王某某", "总经理"),
        ("王某某 董事长兼总经理", "王某某", "董事长兼总经理"), ("张**", "张**", None), ("王总", "王总", None),
        ("经理人", "经理人", None),
    ],
)  # fmt: skip
def test_beside_the_name_of_a_person(workspace: Workspace, written: str, name: str, position: str | None) -> None:
    plan = plan_of(workspace, "contacts", csv("姓名,手机", f"{written},13900000001"))
    assert (plan.values.get("name", 0), plan.values.get("position", 0)) == (name, position)


def test_a_former_name_is_on_file_afterwards(workspace: Workspace) -> None:
    bring_in(workspace, "members", csv("企业名称", "海风商贸有限公司（原北风商贸有限公司）"))
    with workspace.read() as reader:
        assert "北风商贸有限公司" in reader.rows("enterprise", [1])[0]["former_names"]
