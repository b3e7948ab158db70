"""Who files an enterprise hears who it may be already; siblings and other codes say nothing."""

from __future__ import annotations

from typing import Any

import pytest

from chamber import records
from chamber.duplicates.near import near
from chamber.fields import Linked
from chamber.history import service as history
from chamber.members import service as members
from chamber.text.phones import parse_phones
from chamber.text.uscc import check_digit
from chamber.workspace import Workspace

PHONE = parse_phones("13800138001").value


def told(ws: Workspace, name: str, **values: object) -> list[str]:
    with ws.read() as reader:
        return [one.title for one in near(reader, "enterprise", {"name": name} | values)]


def test_another_way_of_writing_a_name_on_file_is_told_and_taken_all_the_same(workspace: Workspace) -> None:
    members.admit(workspace, {"name": "赤峰宏达商贸有限公司"})
    outcome = members.admit(workspace, {"name": "赤峰市宏达商贸（有限责任公司）"})
    assert [problem.code for problem in outcome.problems] == ["near"]
    assert outcome.action is not None


@pytest.mark.parametrize(
    "name",
    [
        "呼和浩特宏达商贸有限公司",
        "赤峰宏达商贸有限公司红山分公司",
        "赤峰宏大商贸有限公司",
        "宁城县宏达矿业有限公司",
        "宏",
        '"',
        "",
    ],
)
def test_a_sibling_a_slip_alone_or_half_a_name_is_not_told(workspace: Workspace, name: str) -> None:
    members.admit(workspace, {"name": "赤峰宏达商贸有限公司"})
    assert told(workspace, name) == []


@pytest.mark.parametrize("name", ["石路（赤峰市）健康管理有限公司", "巴林右旗和乾生物科技中心", "赤峰宏达商贸有限公司"])
def test_a_name_on_file_is_told_wherever_its_region_stands(workspace: Workspace, name: str) -> None:
    members.admit(workspace, {"name": name})
    assert told(workspace, name) == [name]


@pytest.mark.parametrize("known", [{"phones": PHONE}, {"legal_representative": "王某"}])
def test_a_slip_is_told_when_something_else_agrees(workspace: Workspace, known: dict[str, Any]) -> None:
    where = {"address": "赤峰市红山区哈达街12号3层301室"}
    members.admit(workspace, {"name": "赤峰鑫源恒达商贸有限公司"} | where | known)
    assert told(workspace, "赤峰鑫原恒达商贸有限公司", **where, **known) == ["赤峰鑫源恒达商贸有限公司"]


def test_another_valid_code_is_another_enterprise(workspace: Workspace) -> None:
    one, other = (body + check_digit(body) for body in ("91150402MA0000001", "91150402MA0000002"))
    members.admit(workspace, {"name": "赤峰宏达商贸有限公司", "uscc": one})
    assert told(workspace, "赤峰宏达商贸有限公司", uscc=other) == []


def test_what_was_removed_or_taken_back_is_not_told(workspace: Workspace) -> None:
    made = members.admit(workspace, {"name": "赤峰宏达商贸有限公司"})
    history.undo(workspace)
    assert told(workspace, "赤峰宏达商贸有限公司") == []
    history.redo(workspace)
    assert told(workspace, "赤峰宏达商贸有限公司") == ["赤峰宏达商贸有限公司"]
    records.remove(workspace, "enterprise", [made.id])
    assert told(workspace, "赤峰宏达商贸有限公司") == []


@pytest.mark.parametrize(
    ("filed", "typed"),
    [
        ("石路（赤峰市）健康管理有限公司", "赤峰市石路健康管理有限责任公司"),
        ("赤峰市通宏服饰中心", "通宏（赤峰市）服饰中心"),
        ("众德(赤 峰)种植有限公司", "众德（赤峰）种植股份有限公司"),
        ("赤峰鑫源恒达商贸有限公司", "鑫源恒达商贸有限公司"),
    ],
)
def test_brackets_spaces_and_a_missing_region_hide_nothing(workspace: Workspace, filed: str, typed: str) -> None:
    members.admit(workspace, {"name": filed})
    assert told(workspace, typed) == [filed]


def test_a_short_or_former_name_on_file_is_told(workspace: Workspace) -> None:
    members.admit(
        workspace, {"name": "赤峰鑫源恒达商贸有限公司", "short_name": "鑫源恒达", "former_names": ("赤峰老街饭庄",)}
    )
    assert told(workspace, "鑫源恒达") == told(workspace, "赤峰老街饭庄") == ["赤峰鑫源恒达商贸有限公司"]


def test_the_one_in_the_same_city_is_told_among_many_of_that_trade_name(workspace: Workspace) -> None:
    with workspace.write("import", "x") as writer:
        others = [
            f"{city}宏达商贸有限公司" for city in ("包头", "乌海", "通辽", "鄂尔多斯", "呼伦贝尔") for _ in range(20)
        ]
        records.add_in(workspace, writer, "enterprise", [{"name": name} for name in others])
    members.admit(workspace, {"name": "赤峰宏达商贸有限公司"})
    assert told(workspace, "赤峰市宏达商贸有限责任公司") == ["赤峰宏达商贸有限公司"]


def contacts_told(ws: Workspace, name: str, **values: object) -> list[str]:
    with ws.read() as reader:
        return [one.code for one in near(reader, "person", {"name": name} | values)]


def test_a_contact_is_told_by_a_number_or_a_unit_with_the_name_and_never_by_the_name_alone(
    workspace: Workspace,
) -> None:
    unit = Linked("", records.add(workspace, "enterprise", {"name": "赤峰宏达商贸有限公司"}).id)
    one = records.add(workspace, "person", {"name": "王远山", "mobiles": PHONE}).code
    two = records.add(workspace, "person", {"name": "赵云杉", "enterprise": unit}).code
    assert contacts_told(workspace, "王远山") == contacts_told(workspace, "赵云杉") == []
    assert contacts_told(workspace, "王 远山", mobiles=PHONE) == [one]
    assert contacts_told(workspace, "赵云杉", enterprise=unit) == [two]
    assert contacts_told(workspace, "赵云杉", unit="赤峰市宏达商贸有限责任公司") == [two]
    assert contacts_told(workspace, "李红柳", mobiles=PHONE) == []


def test_filing_a_contact_says_who_it_may_be_and_files_it_all_the_same(workspace: Workspace) -> None:
    records.add(workspace, "person", {"name": "王远山", "mobiles": PHONE})
    outcome = records.add(workspace, "person", {"name": "王远山", "mobiles": PHONE})
    assert [problem.code for problem in outcome.problems] == ["near"]
    assert outcome.action is not None
