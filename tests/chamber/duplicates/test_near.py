"""Who files an enterprise hears who it may be already; siblings and other codes say nothing."""

from __future__ import annotations

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


def test_a_slip_is_told_when_the_phone_agrees(workspace: Workspace) -> None:
    members.admit(workspace, {"name": "赤峰鑫源恒达商贸有限公司", "phones": PHONE})
    assert told(workspace, "赤峰鑫原恒达商贸有限公司", phones=PHONE) == ["赤峰鑫源恒达商贸有限公司"]


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
