"""Admitting, leaving, and what is known of a member; the home screen that counts them."""

from __future__ import annotations

import pytest

from chamber import home, records, settings
from chamber.entity import entity_of
from chamber.errors import Conflict, Invalid, NotAllowed, NotFound
from chamber.fields import Linked
from chamber.finding import NOUNS, locate
from chamber.members import service
from chamber.setup.service import save_chamber
from chamber.text.values import PartialDate, Phone
from chamber.workspace import Workspace


def test_a_member_is_an_enterprise_and_a_membership_in_one_action(workspace: Workspace) -> None:
    outcome = service.admit(workspace, {"name": "禾沐食品"}, {"kind": "个体工商户"})
    found = service.detail(workspace, outcome.id)
    assert found.membership is not None
    assert (found.membership.number, found.membership.kind, found.membership.status) == ("M00001", "个体工商户", "正常")
    assert found.membership.joined_on == PartialDate("2021-04-20")


def test_a_refused_membership_leaves_no_enterprise_behind(workspace: Workspace) -> None:
    service.admit(workspace, {"name": "甲公司"}, {"number": "A1"})
    with pytest.raises(Invalid):
        service.admit(workspace, {"name": "乙公司"}, {"number": "A1"})
    assert home.home(workspace).enterprises == 1


def test_who_left_comes_back_under_the_old_number(workspace: Workspace) -> None:
    enterprise_id = service.admit(workspace, {"name": "禾沐食品"}).id
    service.leave(workspace, enterprise_id, on=PartialDate("2021-04-20"))
    with pytest.raises(NotAllowed):
        service.leave(workspace, enterprise_id)
    assert service.enrol(workspace, enterprise_id).code == "M00001"
    with pytest.raises(Conflict):
        service.enrol(workspace, enterprise_id)
    membership = service.detail(workspace, enterprise_id).membership
    assert membership is not None
    assert (membership.status, membership.left_on) == ("正常", None)


def test_what_is_no_member_neither_renews_nor_leaves(workspace: Workspace) -> None:
    enterprise_id = records.add(workspace, "enterprise", {"name": "禾沐食品"}).id
    for act in (service.renew, service.leave):
        with pytest.raises(NotAllowed):
            act(workspace, enterprise_id)


def test_a_members_detail_gathers_people_events_and_leads(workspace: Workspace) -> None:
    enterprise_id = service.admit(workspace, {"name": "禾沐食品"}).id
    firm = Linked("禾沐食品", enterprise_id)
    person_id = records.add(
        workspace, "person", {"name": "曾祥", "enterprise": firm, "mobiles": (Phone("13900000001"),)}
    ).id
    person = Linked("曾祥", person_id)
    event_id = records.add(
        workspace, "event", {"name": "推介会", "kinds": ("联谊会",), "starts_at": "2021-04-10T01:00:00Z"}
    ).id
    records.add(workspace, "attendance", {"name": "曾祥", "event": Linked("", event_id), "person": person})
    records.add(workspace, "lead", {"project": "甲", "investor": firm})
    records.add(workspace, "lead", {"project": "乙", "investor": Linked("别家"), "introducer": person})
    records.add(workspace, "post", {"title": "理事", "enterprise": firm})
    found = service.detail(workspace, enterprise_id)
    assert [one.name for one in found.contacts] == ["曾祥"]
    assert [one.name for one in found.guests] == ["曾祥"]
    assert sorted(one.project for one in found.leads) == ["乙", "甲"]
    assert [one.title for one in found.posts] == ["理事"]
    alone = service.person_detail(workspace, person_id)
    assert [one.project for one in alone.leads] == ["乙"]


def test_home_cities_hold_their_banners_with_the_own_city_first_and_the_unknown_last(workspace: Workspace) -> None:
    save_chamber(workspace, {"name": "示例商会", "home_division": "150400"})
    for code in ("150430", "150402", "150500", "150500", "150500", "150400", ""):
        service.admit(workspace, {"name": f"公司{code}", "home_division": code})
    tree = service.home_tree(workspace)
    assert [(place.code, place.count) for place in tree] == [("150400", 3), ("150500", 3), ("", 1)]
    assert [(place.name, place.count) for place in tree[0].children] == [("红山区", 1), ("敖汉旗", 1)]


def test_the_home_screen_counts_and_says_what_is_due(workspace: Workspace) -> None:
    empty = home.home(workspace)
    assert (empty.name, empty.enterprises, empty.agenda.ahead, empty.owed) == ("", 0, (), ())
    save_chamber(workspace, {"name": "示例商会", "home_division": "150400"})
    service.admit(workspace, {"name": "禾沐食品"})
    records.add(workspace, "lead", {"project": "甲", "investor": Linked("乙"), "next_due": PartialDate("2021-04-25")})
    found = home.home(workspace)
    assert (found.name, found.members, found.leads, found.new_leads) == ("示例商会", 1, 1, 1)
    (line,) = found.agenda.ahead
    assert (line.project, line.duty, line.also and line.also.duty) == ("甲", "response", "step")
    settings.put(workspace, "home.days", 3)
    (line,) = home.home(workspace).agenda.ahead
    assert (line.duty, line.also) == ("response", None)


def test_a_record_of_any_kind_is_located_by_code_or_name(workspace: Workspace) -> None:
    enterprise_id = service.admit(workspace, {"name": "禾沐食品"}).id
    assert locate(workspace, "M00001") == ("enterprise", enterprise_id)
    assert locate(workspace, "禾沐") == ("enterprise", enterprise_id)
    records.add(workspace, "person", {"name": "禾沐"})
    with pytest.raises(Conflict):
        locate(workspace, "禾沐")
    with pytest.raises(NotFound):
        locate(workspace, "没有这个")


@pytest.mark.parametrize("kind", NOUNS)
def test_search_calls_a_kind_what_its_record_is_called(kind: str) -> None:
    assert NOUNS[kind][0] == entity_of(kind).noun
