"""One company written two ways, in one sheet and on file; and what looks like it and is another."""

from __future__ import annotations

import pytest

from chamber.importing import editing
from chamber.importing.plan import DIFFERENT, Decision, Mode
from tests.chamber.importing.sheets import bring_in, counts, csv, messages, plan_of, stored, uscc

HEADER = "企业名称,统一社会信用代码,联系电话,地址"
PHONE, ADDRESS = "13900001111", "红山区松风街12号"


def ends(plan) -> list[str]:
    return [row.ending.value for row in plan.rows]


ONE = [
    ("赤峰松竹有限公司", "赤峰松竹有限责任公司"),
    ("赤峰松竹股份有限公司", "赤峰松竹有限公司"),
    ("赤峰松竹（有限责任）公司", "赤峰松竹(有限责任)公司"),
    ("赤峰松竹商贸有限公司", "松竹商贸（赤峰）有限公司"),
    ("赤峰市红山区松竹商贸有限公司", "红山区松竹商贸有限责任公司"),
    ("赤峰松竹商贸有限公司", "赤峰松竹商贸公司"),
]
TWO = [
    ("赤峰松竹商贸有限公司", "呼和浩特松竹商贸有限责任公司"),
    ("巴林左旗松竹商贸有限公司", "巴林右旗松竹商贸有限责任公司"),
    ("赤峰左岸商贸有限公司", "赤峰右岸商贸有限责任公司"),
    ("赤峰第一建筑有限公司", "赤峰第二建筑有限责任公司"),
    ("赤峰松竹有限公司", "赤峰松竹有限责任公司红山分公司"),
    ("赤峰松竹商贸有限公司", "赤峰松竹商贸集团有限公司"),
    ("赤峰松竹养殖有限公司", "赤峰松竹养殖专业合作社"),
]


@pytest.mark.parametrize(("one", "other"), ONE)
@pytest.mark.parametrize("place", [f",{PHONE},", f",,{ADDRESS}"])
def test_one_company_written_two_ways_is_one_record(sqlite_workspace, one, other, place):
    plan = plan_of(sqlite_workspace, "members", csv(HEADER, f"{one},{place}", f"{other},{place}"))
    assert ends(plan) == ["created", "duplicate"]
    assert plan.rows[1].twin == 0
    assert (3, "", "twin") in messages(plan)


@pytest.mark.parametrize(("one", "other"), TWO)
def test_what_is_another_company_stays_one(sqlite_workspace, one, other):
    rows = f"{one},,{PHONE},{ADDRESS}", f"{other},,{PHONE},{ADDRESS}"
    assert ends(plan_of(sqlite_workspace, "members", csv(HEADER, *rows))) == ["created", "created"]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_two_right_codes_keep_two_companies_apart(sqlite_workspace, one, other):
    rows = f"{one},{uscc(1)},{PHONE},{ADDRESS}", f"{other},{uscc(2)},{PHONE},{ADDRESS}"
    plan = plan_of(sqlite_workspace, "members", csv(HEADER, *rows))
    assert ends(plan) == ["created", "created"]
    assert not any(row.asks for row in plan.rows)


def test_a_firm_and_the_group_of_its_name_are_asked_about(sqlite_workspace):
    rows = f"赤峰松竹商贸有限公司,,{PHONE},", f"赤峰松竹商贸集团有限公司,,{PHONE},"
    plan = plan_of(sqlite_workspace, "members", csv(HEADER, *rows))
    assert (plan.rows[1].asks, plan.rows[1].namesake) == (True, 0)


def test_the_legal_form_alone_is_asked_about(sqlite_workspace):
    rows = "赤峰松竹有限公司,,,", "赤峰松竹有限责任公司,,,", "赤峰松竹 有限公司,,,"
    plan = plan_of(sqlite_workspace, "members", csv(HEADER, *rows))
    assert ends(plan) == ["created"] * 3
    assert [(row.asks, row.namesake) for row in plan.rows[1:]] == [(True, 0), (True, 0)]
    assert ["form" in row.reasons[-1].message for row in plan.rows[1:]] == [True, False]


def test_a_person_has_the_last_word(workspace):
    rows = f"赤峰松竹商贸有限公司,,{PHONE},", f"松竹商贸（赤峰）有限责任公司,,{PHONE},"
    plan = plan_of(workspace, "members", csv(HEADER, *rows))
    plan = editing.decide(workspace, plan, 1, Decision(DIFFERENT))
    assert counts(plan) == {"created": 2}


def test_the_legal_form_is_no_matter_against_what_is_on_file(workspace):
    bring_in(workspace, "members", csv(HEADER, f"赤峰松竹有限责任公司,,{PHONE},", "赤峰竹影有限公司,,,"))
    plan, _ = bring_in(
        workspace, "members", csv(HEADER, f"赤峰松竹有限公司,,{PHONE},{ADDRESS}", "赤峰竹影有限责任公司,,,")
    )
    assert ends(plan) == ["duplicate", "created"]
    assert (3, "", "possible_duplicate") in messages(plan)
    assert [row["address"] for row in stored(workspace, "enterprise")] == [None, None, None]


def test_of_two_on_file_it_is_the_one_that_is_written_so(workspace):
    both = f"赤峰松竹有限公司,{uscc(1)},{PHONE},", f"赤峰松竹有限责任公司,{uscc(2)},{PHONE},"
    bring_in(workspace, "members", csv(HEADER, *both))
    bring_in(workspace, "members", csv(HEADER, f"赤峰松竹有限责任公司,,{PHONE},{ADDRESS}"), Mode.FILL)
    assert [row["address"] for row in stored(workspace, "enterprise")] == [None, ADDRESS]


def test_an_undertaking_is_one_whatever_the_form_of_its_investor(workspace):
    header = "项目名称,投资方,联系电话"
    bring_in(workspace, "leads", csv(header, f"松风牧场,赤峰松竹有限责任公司,{PHONE}"))
    plan = plan_of(workspace, "leads", csv(header, f"松风牧场,赤峰松竹有限公司,{PHONE}"))
    assert plan.rows[0].match is not None
