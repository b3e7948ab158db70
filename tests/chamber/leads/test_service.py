"""What is done with a lead, on both backends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chamber import records
from chamber.errors import Invalid, NotAllowed
from chamber.fields import Linked
from chamber.leads import clocks, service
from chamber.text.values import PartialDate
from chamber.workspace import Workspace


def file_lead(ws: Workspace, **values: Any) -> int:
    return records.add(ws, "lead", {"project": "小米加工", "investor": Linked("乙公司")} | values).id


def walk(ws: Workspace, lead_id: int, *stages: str) -> None:
    for stage in stages:
        service.advance(ws, lead_id, stage)


def test_signing_dates_the_contract_once(workspace: Workspace) -> None:
    lead_id = file_lead(workspace)
    walk(workspace, lead_id, "研判", "对接洽谈", "实地考察")
    service.advance(workspace, lead_id, "签约", on=date(2021, 4, 20))
    assert service.detail(workspace, lead_id).lead.signed_on == PartialDate("2021-04-20")


def test_every_step_back_is_kept_beside_the_steps_forward(workspace: Workspace) -> None:
    lead_id = file_lead(workspace)
    walk(workspace, lead_id, "研判", "线索登记", "研判")
    assert [step.to_stage for step in service.detail(workspace, lead_id).history] == [
        "线索登记",
        "研判",
        "线索登记",
        "研判",
    ]


@pytest.mark.parametrize("stage", ["投产", "签约", "线索登记"])
def test_a_stage_cannot_be_jumped_to_nor_repeated(stage: str, workspace: Workspace) -> None:
    lead_id = file_lead(workspace)
    with pytest.raises(NotAllowed) as refused:
        service.advance(workspace, lead_id, stage)
    assert "研判" in refused.value.hint_text


def test_a_stage_nobody_knows_is_refused_with_those_there_are(workspace: Workspace) -> None:
    with pytest.raises(Invalid) as refused:
        service.advance(workspace, file_lead(workspace), "完成")
    assert "线索登记" in refused.value.fields["stage"]


def test_a_lead_leaves_with_a_reason_and_without_a_next_step(workspace: Workspace) -> None:
    lead_id = file_lead(workspace, next_action="回访", next_due=PartialDate("2021-04-30"))
    with pytest.raises(Invalid):
        service.advance(workspace, lead_id, "停止谈判", note="  ")
    service.advance(workspace, lead_id, "停止谈判", note="用地谈不拢")
    lead = service.detail(workspace, lead_id).lead
    assert (lead.stall_reason, lead.next_action, lead.next_due) == ("用地谈不拢", "", None)


def test_a_reopened_lead_stands_where_it_left_and_has_no_reason_left(workspace: Workspace) -> None:
    lead_id = file_lead(workspace)
    walk(workspace, lead_id, "研判", "对接洽谈")
    service.advance(workspace, lead_id, "暂缓", note="等资金")
    service.advance(workspace, lead_id, "流转外地", note="改投邻市")
    service.reopen(workspace, lead_id)
    lead = service.detail(workspace, lead_id).lead
    assert (lead.stage, lead.stall_reason) == ("对接洽谈", "")


def test_a_merged_lead_goes_nowhere(workspace: Workspace) -> None:
    lead_id = file_lead(workspace)
    service.advance(workspace, lead_id, "并入他项", note="同一项目")
    assert service.next_stages(workspace, lead_id) == ()
    with pytest.raises(NotAllowed):
        service.advance(workspace, lead_id, "研判")


@pytest.mark.parametrize("day", [date(2021, 4, 21), date(2021, 4, 19)])
def test_a_step_is_neither_in_the_future_nor_before_the_last_one(day: date, workspace: Workspace) -> None:
    lead_id = file_lead(workspace)
    with pytest.raises(Invalid) as refused:
        service.advance(workspace, lead_id, "研判", on=day)
    assert refused.value.fields.keys() == {"on"}


def test_the_stage_is_not_a_field_to_be_edited(workspace: Workspace) -> None:
    lead_id = file_lead(workspace)
    with pytest.raises(Invalid):
        records.edit(workspace, "lead", lead_id, {"stage": "投产"})


def test_a_log_entry_can_bring_the_next_step_along_in_one_action(workspace: Workspace) -> None:
    lead_id = file_lead(workspace)
    service.log(workspace, lead_id, "见面", how="拜访", next_action="送资料", next_due=PartialDate("2021-04-23"))
    found = service.detail(workspace, lead_id)
    assert [entry.text for entry in found.log] == ["见面"]
    assert found.lead.next_action == "送资料"


def test_an_empty_log_entry_is_refused(workspace: Workspace) -> None:
    with pytest.raises(Invalid):
        service.log(workspace, file_lead(workspace), "  ")


def test_what_is_due_counts_a_month_by_its_last_day(workspace: Workspace) -> None:
    file_lead(workspace, project="昨天", next_due=PartialDate("2021-04-19"))
    file_lead(workspace, project="本月", next_due=PartialDate("2021-04"))
    file_lead(workspace, project="上月", next_due=PartialDate("2021-03"))

    def steps(days: int) -> list[tuple[str, int]]:
        return [
            (one.project, one.days) for one in clocks.each(clocks.due(workspace, days=days)) if one.duty == clocks.STEP
        ]

    assert steps(7) == [("上月", 20), ("昨天", 1)]
    assert steps(10) == [("上月", 20), ("昨天", 1), ("本月", -10)]


def test_the_funnel_counts_every_stage_also_the_empty_ones(workspace: Workspace) -> None:
    walk(workspace, file_lead(workspace), "研判")
    file_lead(workspace)
    counts = {stage.name: count for stage, count in service.funnel(workspace)}
    assert len(counts) == 12
    assert (counts["线索登记"], counts["研判"], counts["投产"]) == (1, 1, 0)
