"""Who files an enterprise hears who it may be already; siblings and other codes say nothing."""

from __future__ import annotations

from typing import Any

import pytest

from chamber import records
from chamber.duplicates.near import near
from chamber.history import service as history
from chamber.members import service as members
from chamber.text.phones import parse_phones
from chamber.text.uscc import check_digit
from chamber.workspace import Workspace

PHONE = parse_phones("13800138001").value


def told(ws: Workspace, name: str, **values: object) -> list[str]:
    with ws.read() as reader:
        return [one.title for one in near(reader, {"name": name} | values)]


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
