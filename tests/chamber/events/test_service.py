"""The door of an event, and the leads that come of its guests."""

from __future__ import annotations

from typing import Any

import pytest

from chamber import records
from chamber.errors import Conflict, NotFound
from chamber.events import desk, service
from chamber.events.doors import Guest, matching
from chamber.fields import Linked
from chamber.text.values import Phone
from chamber.workspace import Workspace


@pytest.fixture
def event_id(workspace: Workspace) -> int:
    values = {"name": "推介会", "kinds": ("招商引资推介会",), "starts_at": "2021-04-10T01:00:00Z"}
    return records.add(workspace, "event", values).id


def invite(ws: Workspace, event_id: int, name: str, number: str = "", **values: Any) -> int:
    phone = (Phone(number),) if number else ()
    return service.add_guest(ws, event_id, {"name": name, "phone": phone} | values).id


def guest(name: str, digits: str = "", unit: str = "") -> Guest:
    return Guest(1, name, unit, "", "", "未知", (digits,) if digits else ())


@pytest.mark.parametrize(
    ("text", "name"),
    [("曾祥", "曾祥"), ("zx", "曾祥"), ("Zeng", "曾祥"), ("5678", "曾祥"), ("祥", "曾祥"), ("ｚｘ", "曾祥"), ("查", "查理"), ("zl", "查理"), ("禾沐", "单雪")],
)  # fmt: skip
def test_a_guest_is_recognised_by_little(text: str, name: str) -> None:
    guests = [guest("曾祥", "13900005678"), guest("查理", "13900004321"), guest("单雪", unit="禾沐食品")]
    assert [found.name for found in matching(guests, text)][:1] == [name]


def test_two_initials_of_a_longer_name_are_enough() -> None:
    guests = [guest("吕明哲"), guest("梁美"), guest("欧阳明哲")]
    assert [found.name for found in matching(guests, "lm")] == ["梁美", "吕明哲"]
    assert [found.name for found in matching(guests, "l")] == ["梁美", "吕明哲"]
    assert len({found.rank for found in matching(guests, "lm")}) == 1  # so the desk asks which of them
    assert [found.name for found in matching(guests, "mz")] == ["吕明哲", "欧阳明哲"]


@pytest.mark.parametrize("text", ["", "  ", "？", "56", "王"])
def test_too_little_recognises_nobody(text: str) -> None:
    assert matching([guest("曾祥", "13900005678")], text) == []


def test_the_whole_name_wins_over_names_it_begins(workspace: Workspace, event_id: int) -> None:
    invite(workspace, event_id, "王志远方")
    invite(workspace, event_id, "王志远")
    assert service.check_in(workspace, event_id, "王志远").guest.name == "王志远"


def test_namesakes_are_told_apart_by_the_phone(workspace: Workspace, event_id: int) -> None:
    invite(workspace, event_id, "王强", "13900000001")
    invite(workspace, event_id, "王强", "13900000002")
    with pytest.raises(Conflict):
        service.check_in(workspace, event_id, "王强")
    service.check_in(workspace, event_id, "0002")
    assert service.turnout(workspace, event_id).came == 1


def test_signing_in_twice_keeps_the_first_time(workspace: Workspace, event_id: int) -> None:
    attendance_id = invite(workspace, event_id, "王强")
    first = service.check_in_guest(workspace, attendance_id)
    again = service.check_in_guest(workspace, attendance_id)
    assert (first.again, again.again, again.outcome.action) == (False, True, None)


def test_nobody_is_signed_in_at_another_event(workspace: Workspace, event_id: int) -> None:
    other = records.add(
        workspace, "event", {"name": "联谊会", "kinds": ("联谊会",), "starts_at": "2021-05-10T01:00:00Z"}
    ).id
    invite(workspace, other, "王强")
    with pytest.raises(NotFound):
        service.check_in(workspace, event_id, "王强")


def test_a_guest_with_a_known_phone_and_name_is_that_contact(workspace: Workspace, event_id: int) -> None:
    firm = records.add(workspace, "enterprise", {"name": "禾沐食品"}).id
    person = {"name": "王强", "mobiles": (Phone("13900000001"),), "enterprise": Linked("禾沐食品", firm)}
    person_id = records.add(workspace, "person", person).id
    attendance_id = invite(workspace, event_id, "王强", "13900000001")
    shared = {"name": "李强", "phone": (Phone("13900000001"),)}
    other = service.add_guest(workspace, event_id, shared, twice=True).id
    with workspace.read() as reader:
        found = records.get(reader, "attendance", attendance_id)
        stranger = records.get(reader, "attendance", other)
    assert (found.person.id, found.enterprise.id) == (person_id, firm)
    assert stranger.person is None


def test_turnout_tells_registered_from_come(workspace: Workspace, event_id: int) -> None:
    invite(workspace, event_id, "甲", invitation="接受", role="会员")
    invite(workspace, event_id, "乙", invitation="婉拒", presence="请假", role="会员")
    service.check_in(workspace, event_id, "甲")
    service.add_guest(workspace, event_id, {"name": "丙", "role": "媒体"}, walk_in=True)
    found = service.turnout(workspace, event_id)
    assert (found.listed, found.invited, found.accepted, found.came, found.walk_ins, found.excused) == (
        3,
        2,
        1,
        2,
        1,
        1,
    )
    assert found.by_role == {"会员": (2, 1), "媒体": (1, 1)}


def test_a_lead_from_a_guest_files_the_contact_once(workspace: Workspace, event_id: int) -> None:
    attendance_id = invite(workspace, event_id, "曾祥", "13900005678", unit="禾沐食品", position="总经理")
    first = service.capture_lead(workspace, attendance_id, {"project": "小米加工"})
    service.capture_lead(workspace, attendance_id, {"project": "冷链项目"})
    with workspace.read() as reader:
        lead = records.get(reader, "lead", first.id)
        people = records.get_many(reader, "person", [1, 2])
    assert (lead.investor.text, lead.contact.text, lead.contact_position, lead.source) == (
        "禾沐食品",
        "曾祥",
        "总经理",
        "推介会",
    )
    assert [person.id for person in people] == [lead.contact.id]


def test_values_given_win_over_what_the_guest_tells(workspace: Workspace, event_id: int) -> None:
    attendance_id = invite(workspace, event_id, "曾祥", unit="禾沐食品")
    outcome = service.capture_lead(
        workspace, attendance_id, {"project": "小米加工", "investor": Linked("乙公司"), "contact": Linked("李四")}
    )
    with workspace.read() as reader:
        lead = records.get(reader, "lead", outcome.id)
    assert (lead.investor.text, lead.contact.text, lead.contact.id) == ("乙公司", "李四", None)
    assert "person" not in {entity for entity, ids in outcome.changed.items() if ids}


def test_an_events_detail_has_its_policies_and_leads(workspace: Workspace, event_id: int) -> None:
    attendance_id = invite(workspace, event_id, "曾祥")
    service.capture_lead(workspace, attendance_id, {"project": "小米加工"})
    records.add(workspace, "policy", {"title": "要点", "events": ("E2021-01",)})
    records.add(workspace, "policy", {"title": "别的", "events": ("E2021-011",)})
    found = service.detail(workspace, event_id)
    assert [policy.title for policy in found.policies] == ["要点"]
    assert [lead.project for lead in found.leads] == ["小米加工"]


def file_person(ws: Workspace, name: str, number: str) -> int:
    return records.add(ws, "person", {"name": name, "mobiles": (Phone(number),)}).id


def test_a_contact_who_is_not_on_the_list_comes_as_a_walk_in(workspace: Workspace, event_id: int) -> None:
    person_id = file_person(workspace, "曾祥", "13900005678")
    done = desk.check_in_any(workspace, event_id, "5678")
    with workspace.read() as reader:
        guest = records.get(reader, "attendance", done.outcome.id)
    assert (guest.name, guest.person.id, guest.presence) == ("曾祥", person_id, "现场加入")
    assert desk.check_in_any(workspace, event_id, "曾祥").again


def test_guests_of_the_list_go_before_contacts_and_are_not_offered_twice(workspace: Workspace, event_id: int) -> None:
    file_person(workspace, "王强", "13900000001")
    file_person(workspace, "王强", "13900000002")
    guest_id = invite(workspace, event_id, "王强", "13900000001")
    listed = desk.desk(workspace, event_id).guests
    assert [one.tail for one in desk.on_file(workspace, listed, "王强")] == ["0002"]
    assert desk.check_in_any(workspace, event_id, "王强").guest.id == guest_id


def test_contacts_who_fit_equally_well_are_named(workspace: Workspace, event_id: int) -> None:
    file_person(workspace, "王强", "13900000001")
    file_person(workspace, "王强", "13900000002")
    with pytest.raises(Conflict, match="0002"):
        desk.check_in_any(workspace, event_id, "王强")
    with pytest.raises(NotFound, match="李强"):
        desk.check_in_any(workspace, event_id, "李强")
