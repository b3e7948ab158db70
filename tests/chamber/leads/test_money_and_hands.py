"""Funds in place, merging, handing over, and who reported first."""

from __future__ import annotations

from pathlib import Path

import pytest

from chamber import documents
from chamber.errors import Invalid, NotAllowed, NotFound
from chamber.fields import Linked
from chamber.history import service as history
from chamber.leads import funding, joining, service
from chamber.records import add, edit
from chamber.text.money import parse_money
from chamber.text.values import PartialDate

from .conftest import MakeLead


def money(text: str):
    return parse_money(text).value


def test_funds_are_noted_by_month_and_verified_later(workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead(signed_amount=money("1000万元"))
    funding.add_funds(workspace, lead_id, PartialDate("2021-03"), money("400万元"))
    funding.verify_funds(workspace, lead_id, PartialDate("2021-03"), "银行回单")
    (fund,) = service.detail(workspace, lead_id).funds
    assert (fund.month, fund.verified, fund.evidence) == (PartialDate("2021-03"), True, "银行回单")
    with pytest.raises(NotFound):
        funding.verify_funds(workspace, lead_id, PartialDate("2021-02"))


@pytest.mark.parametrize(
    ("month", "amount", "field"),
    [("2021-04", "700万元", "amount"), ("2021-04", "-5万元", "amount"), ("2021-05", "5万元", "month")],
)
def test_funds_that_can_not_be_are_refused(workspace, make_lead: MakeLead, month, amount, field) -> None:
    lead_id = make_lead(signed_amount=money("1000万元"))
    funding.add_funds(workspace, lead_id, PartialDate("2021-03"), money("400万元"))
    value = money(amount) or money("5万元")
    if amount.startswith("-"):
        value = type(value)(-500, -500)
    with pytest.raises(Invalid) as refused:
        funding.add_funds(workspace, lead_id, PartialDate(month), value)
    assert list(refused.value.fields) == [field]
    assert len(service.detail(workspace, lead_id).funds) == 1


def test_a_contract_is_not_made_smaller_than_the_funds_in_place(workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead(signed_amount=money("1000万元"))
    funding.add_funds(workspace, lead_id, PartialDate("2021-03"), money("400万元"))
    with pytest.raises(Invalid) as refused:
        edit(workspace, "lead", lead_id, {"signed_amount": money("300万元")})
    assert list(refused.value.fields) == ["signed_amount"]
    edit(workspace, "lead", lead_id, {"signed_amount": money("400万元")})


def test_a_merged_lead_gives_what_it_has_and_one_undo_takes_it_back(workspace, make_lead: MakeLead) -> None:
    keep = make_lead(first_reported_at="2021-04-12T02:00:00Z")
    drop = make_lead(project="风电", owner="王秘书", first_reported_at="2021-04-10T02:00:00Z")
    service.log(workspace, drop, "来过一次")

    outcome = joining.merge(workspace, keep, drop)

    kept, dropped = service.detail(workspace, keep), service.detail(workspace, drop)
    assert (kept.lead.owner, kept.lead.first_reported_at) == ("王秘书", "2021-04-10T02:00:00Z")
    assert [entry.text for entry in kept.log] == ["来过一次"]
    assert dropped.lead.stage == "并入他项"
    assert dropped.lead.merged_into is not None
    assert dropped.lead.merged_into.id == keep
    history.undo(workspace, outcome.action)
    assert service.detail(workspace, drop).lead.stage == "线索登记"
    assert len(service.detail(workspace, drop).log) == 1
    assert service.detail(workspace, keep).lead.owner == ""


def test_a_lead_is_not_merged_into_itself_nor_twice(workspace, make_lead: MakeLead) -> None:
    keep, drop = make_lead(), make_lead(project="乙")
    with pytest.raises(Invalid):
        joining.merge(workspace, keep, keep)
    joining.merge(workspace, keep, drop)
    with pytest.raises(NotAllowed):
        joining.merge(workspace, keep, drop)


def test_handing_over_is_in_the_log_and_passing_on_needs_a_reason(workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead(owner="甲")
    joining.hand_over(workspace, lead_id, "乙", reason="休假")
    found = service.detail(workspace, lead_id)
    assert found.lead.owner == "乙"
    assert "休假" in found.log[0].text
    with pytest.raises(Invalid):
        joining.pass_on(workspace, lead_id, "通辽市", reason=" ")
    joining.pass_on(workspace, lead_id, "通辽市", reason="用地")
    assert service.detail(workspace, lead_id).lead.stage == "流转外地"


def test_the_same_investor_and_project_is_warned_about_with_who_was_first(workspace, make_lead: MakeLead) -> None:
    make_lead()
    outcome = add(workspace, "lead", {"project": "风电 项目(虚构)", "investor": Linked("某某新能源有限公司")})
    assert [problem.code for problem in outcome.problems] == ["earlier"]
    assert outcome.problems[0].params["by"] == "tester"
    other = add(workspace, "lead", {"project": "光伏", "investor": Linked("某某新能源有限公司")})
    assert other.problems == ()


def test_files_are_kept_by_reference_and_a_changed_one_is_noticed(
    workspace, make_lead: MakeLead, tmp_path: Path
) -> None:
    lead_id = make_lead()
    file = tmp_path / "合同.pdf"
    file.write_bytes(b"1")
    documents.attach(workspace, "lead", lead_id, str(file))
    documents.attach(workspace, "lead", lead_id, "https://example.org/a.jpg", title="照片")
    assert [one.present for one in documents.documents_of(workspace, "lead", lead_id)] == [True, True]
    file.write_bytes(b"2")
    first, second = documents.documents_of(workspace, "lead", lead_id)
    assert (first.present, second.title) == (False, "照片")
    documents.detach(workspace, first.id)
    assert len(documents.documents_of(workspace, "lead", lead_id)) == 1
    with pytest.raises(NotFound):
        documents.attach(workspace, "lead", lead_id, str(tmp_path / "no.pdf"))


def test_an_amount_below_zero_is_refused(workspace, make_lead: MakeLead) -> None:
    value = money("5万元")
    with pytest.raises(Invalid):
        edit(workspace, "lead", make_lead(), {"amount": type(value)(-500, -500)})
