"""A company whose region stands elsewhere in the name is told, on file or in the sheet, and never merged by that."""

from __future__ import annotations

import pytest

from chamber.importing import perhaps
from chamber.importing.plan import Ending, Mode
from chamber.workspace import Workspace
from tests.chamber.importing.sheets import bring_in, csv, plan_of


@pytest.fixture(params=["all names gone through", "each row asked about"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "each row asked about":
        monkeypatch.setattr(perhaps, "_READ", 10**6)


ON_FILE = csv("企业名称,电话", "内蒙古敖汉海风商贸有限公司,13900000001", "赤峰东风建材有限公司,13900000002")


@pytest.mark.parametrize(
    "name", ["赤峰市敖汉旗海风商贸公司", "敖汉旗赤峰海风商贸有限公司", "海风商贸（敖汉旗）有限责任公司"]
)
def test_a_region_elsewhere_in_the_name_is_perhaps_the_same(workspace: Workspace, way: None, name: str) -> None:
    bring_in(workspace, "members", ON_FILE)

    plan = plan_of(workspace, "members", csv("企业名称", name))

    assert plan.rows[0].ending is Ending.CREATED
    assert plan.rows[0].near == (1,)
    assert "内蒙古敖汉海风商贸有限公司 (Q00001)" in plan.rows[0].reasons[0].render()


@pytest.mark.parametrize(
    "name",
    [
        "呼和浩特市海风商贸有限公司",
        "赤峰西风建材有限公司",
        "敖汉旗海风商贸有限公司新惠分公司",
        "敖汉旗海风第二商贸有限公司",
    ],
)
def test_another_region_side_branch_or_number_is_another_company(workspace: Workspace, way: None, name: str) -> None:
    bring_in(workspace, "members", ON_FILE)

    plan = plan_of(workspace, "members", csv("企业名称", name))

    assert (plan.rows[0].near, plan.rows[0].reasons) == ((), ())


def test_an_earlier_row_is_told_too_where_nothing_else_agrees(workspace: Workspace) -> None:
    plan = plan_of(
        workspace, "members", csv("企业名称,电话", "赤峰海风商贸有限公司,13900000001", "海风商贸（赤峰）有限公司,")
    )

    assert [row.ending for row in plan.rows] == [Ending.CREATED, Ending.CREATED]
    assert plan.rows[1].namesake == 0
    assert plan.rows[1].asks


def test_a_name_alone_updates_nothing(workspace: Workspace) -> None:
    bring_in(workspace, "members", ON_FILE)
    sheet = csv("企业名称,地址", "敖汉旗赤峰海风商贸有限公司,海风路一号")

    _plan, outcome = bring_in(workspace, "members", sheet, Mode.UPDATE)

    with workspace.read() as reader:
        assert reader.rows("enterprise", [1])[0]["address"] is None
    assert outcome.changed["enterprise"] == (3,)


def test_a_row_that_is_matched_is_not_asked_about(workspace: Workspace) -> None:
    bring_in(workspace, "members", ON_FILE)

    plan = plan_of(
        workspace,
        "members",
        csv("企业名称,电话,地址", "内蒙古敖汉海风商贸有限公司,13900000001,海风路一号"),
        mode=Mode.FILL,
    )

    assert (plan.rows[0].match, plan.rows[0].asks) == (1, False)


def test_a_number_of_one_member_beside_the_name_of_another_renames_nobody(workspace: Workspace) -> None:
    bring_in(workspace, "members", ON_FILE)
    sheet = csv("会员编号,企业名称", "M00002,内蒙古敖汉海风商贸有限公司", "M00001,内蒙古敖汉海风贸易有限公司")

    plan, _outcome = bring_in(workspace, "members", sheet, Mode.UPDATE)

    assert [row.ending for row in plan.rows] == [Ending.REJECTED, Ending.UPDATED]
    with workspace.read() as reader:
        assert [row["name"] for row in reader.rows("enterprise", [1, 2])] == [
            "内蒙古敖汉海风贸易有限公司",
            "赤峰东风建材有限公司",
        ]
