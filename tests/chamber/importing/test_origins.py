"""A source that is the name of an event on file."""

from __future__ import annotations

import pytest

from chamber import records
from tests.chamber.importing.sheets import bring_in, csv, messages, plan_of, stored

HEAD = "项目名称,投资方,来源"
FAIR = "呼和浩特市赤峰招商引资推介会"


def event(ws, name: str, day: str = "2021-04-10 09:00", kinds: str = "招商引资推介会", venue: str = "") -> None:
    texts = {"name": name, "kinds": kinds, "starts_at": day, "venue": venue}
    with ws.read() as reader:
        values = records.parse_values(ws, reader, "event", texts)[0]
    records.add(ws, "event", values)


@pytest.mark.parametrize("source", ["呼和浩特推介会", FAIR, "2021年呼和浩特推介会现场", "赤峰招商引资推介会"])
def test_a_source_is_the_event_it_names(workspace, source):
    event(workspace, FAIR)
    event(workspace, "会员联谊会", kinds="联谊会")
    plan, _outcome = bring_in(workspace, "leads", csv(HEAD, f"风电,某甲公司,{source}", "光伏,某乙公司,走访"))
    fair, visit = stored(workspace, "lead")
    assert (fair["source"], fair["event_id"]) == ("推介会", stored(workspace, "event")[0]["id"])
    assert (visit["source"], visit["event_id"]) == ("走访", None)
    assert plan.values.raw[0]["source"] == source
    assert messages(plan) == {(2, "C", "event")}


def test_a_source_that_fits_several_events_or_none_stays_as_written(workspace):
    event(workspace, FAIR)
    event(workspace, "呼和浩特春季推介会", "2022-04-10 09:00")
    rows = ("风电,某甲公司,呼和浩特推介会", "光伏,某乙公司,北京推介会", "储能,某丙公司,2022年呼和浩特推介会")
    plan = plan_of(workspace, "leads", csv(HEAD, *rows))
    assert [plan.values.get("event", row) for row in range(3)] == [None, None, "呼和浩特春季推介会"]
    said = {problem.row: problem.problem for problem in plan.values.problems}
    assert FAIR in said[0].params["names"]
    assert said[1].code == "choice"
    assert (plan.values.raw[0]["source"], plan.values.raw[1]["source"]) == ("呼和浩特推介会", "北京推介会")


def test_an_event_is_known_by_its_place_and_by_a_part_of_its_name(workspace):
    event(workspace, "赤峰市招商引资、引才引智推介会", venue="呼和浩特市某酒店")
    rows = ("风电,某甲公司,呼和浩特推介会,", "光伏,某乙公司,,引才引智推介会", "储能,某丙公司,,没有的推介会")
    plan = plan_of(workspace, "leads", csv(f"{HEAD},来源活动", *rows))
    assert [plan.values.get("event", row) for row in range(2)] == ["赤峰市招商引资、引才引智推介会"] * 2
    assert (4, "", "link") in messages(plan)
