"""Invitations, seats, repeated events and the papers of the day."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from chamber.errors import Conflict, Invalid
from chamber.events import invitations, recurring, seating, service
from chamber.events.fact_sheet import fact_sheet_docx
from chamber.events.papers import badges_xlsx, guest_list_xlsx
from chamber.fields import Linked
from chamber.ics import event_ics
from chamber.members.service import admit
from chamber.records import add, get
from chamber.text.values import Phone


@pytest.fixture
def event_id(workspace) -> int:
    values = {
        "name": "推介会（虚构）",
        "kinds": ("招商引资推介会",),
        "starts_at": "2021-04-10T01:00:00Z",
        "ends_at": "2021-04-10T04:00:00Z",
        "venue": "某酒店",
        "agenda": ({"time": "9:00", "topic": "致辞", "speaker": "张会长", "office": "某商会", "kind": "致辞"},),
    }
    return add(workspace, "event", values).id


@pytest.fixture
def people(workspace) -> dict[str, int]:
    made = {}
    for name, home, title in (("张一", "150430", "理事"), ("王二", "150404", ""), ("李三", "150521", "会长")):
        member = admit(workspace, {"name": f"{name}公司", "home_division": home, "industry": "农、林、牧、渔业"})
        with workspace.read() as reader:
            enterprise = get(reader, "enterprise", member.changed["enterprise"][0])
        link = Linked(enterprise.name, enterprise.id)
        phone = (Phone(f"1380000{home[-4:]}"),)
        made[name] = add(workspace, "person", {"name": name, "enterprise": link, "mobiles": phone}).id
        if title:
            add(workspace, "post", {"title": title, "person": Linked(name, made[name]), "enterprise": link})
    add(workspace, "person", {"name": "赵勿扰", "do_not_contact": True, "home_division": "150430"})
    return made


def names(ws, event_id: int, **wanted) -> list[str]:
    return sorted(one.name for one in invitations.candidates(ws, event_id, invitations.Wanted(**wanted)))


def test_invitation_lists_come_from_filters_and_spare_who_wants_no_contact(workspace, event_id, people) -> None:
    assert names(workspace, event_id) == sorted(["张一", "王二", "李三"])
    assert names(workspace, event_id, homes=("150400",)) == sorted(["张一", "王二"])
    assert names(workspace, event_id, titles=("理事",)) == ["张一"]
    assert names(workspace, event_id, industries=("制造业",)) == []
    found = invitations.candidates(workspace, event_id, invitations.Wanted(titles=("理事",)))
    invitations.invite(workspace, event_id, found)
    assert names(workspace, event_id, homes=("150400",)) == ["王二"]
    again = recurring.copy_forward(workspace, event_id, "2022-04-10T01:00:00Z")
    assert names(workspace, again.id, homes=("150400",), not_at=event_id) == ["王二"]


def test_a_post_an_enterprise_holds_is_its_peoples_unless_it_names_one(workspace, event_id, people) -> None:
    with workspace.read() as reader:
        firm = get(reader, "person", people["王二"]).enterprise
        named = get(reader, "person", people["李三"]).enterprise
    add(workspace, "post", {"title": "副会长", "enterprise": firm})
    add(workspace, "person", {"name": "李四", "enterprise": named})
    assert names(workspace, event_id, titles=("副会长",)) == ["王二"]
    assert names(workspace, event_id, titles=("会长",)) == ["李三"]


def test_answers_are_counted(workspace, event_id, people) -> None:
    found = invitations.candidates(workspace, event_id, invitations.Wanted())
    outcome = invitations.invite(workspace, event_id, found)
    invitations.answer(workspace, outcome.changed["attendance"][:2], "接受")
    assert service.turnout(workspace, event_id).accepted == 2
    with pytest.raises(Invalid):
        invitations.answer(workspace, outcome.changed["attendance"][:1], "也许")


def test_two_guests_can_not_have_one_seat(workspace, event_id) -> None:
    first = service.add_guest(workspace, event_id, {"name": "张一"}).id
    second = service.add_guest(workspace, event_id, {"name": "王二"}).id
    seating.seat(workspace, first, "3", "2")
    with pytest.raises(Invalid, match="张一"):
        seating.seat(workspace, second, "3", "2")
    seating.seat(workspace, second, "3", "3")
    seating.seat(workspace, first, "3", "2")


def test_everybody_is_seated_by_rank(workspace, event_id) -> None:
    for name, role in (("会员甲", "会员"), ("局长乙", "政府嘉宾"), ("记者丙", "媒体")):
        service.add_guest(workspace, event_id, {"name": name, "role": role})
    service.add_guest(workspace, event_id, {"name": "不来丁", "invitation": "婉拒"})
    outcome = seating.seat_all(workspace, event_id, 2)
    with workspace.read() as reader:
        places = {
            guest.name: (guest.table, guest.seat)
            for guest in (get(reader, "attendance", one) for one in outcome.changed["attendance"])
        }
    assert places == {"局长乙": ("1", "1"), "会员甲": ("1", "2"), "记者丙": ("2", "1")}


def test_an_event_is_planned_again_without_what_came_of_it(workspace, event_id) -> None:
    service.add_guest(workspace, event_id, {"name": "张一", "presence": "到场"})
    service.add_guest(workspace, event_id, {"name": "王二"}, walk_in=True)
    outcome = recurring.copy_forward(workspace, event_id, "2022-04-09T01:00:00Z", with_guests=True)
    found = service.detail(workspace, outcome.id)
    assert found.event.ends_at == "2022-04-09T04:00:00Z"
    assert found.event.follows is not None
    assert found.event.follows.id == event_id
    assert (found.event.status, found.turnout.listed, found.turnout.came) == ("筹备", 1, 0)


def test_an_event_does_not_end_before_it_starts(workspace) -> None:
    values = {
        "name": "甲",
        "kinds": ("联谊会",),
        "starts_at": "2021-04-10T04:00:00Z",
        "ends_at": "2021-04-10T01:00:00Z",
    }
    with pytest.raises(Invalid) as refused:
        add(workspace, "event", values)
    assert list(refused.value.fields) == ["ends_at"]


def test_the_papers_hold_everybody_who_has_not_declined_and_no_phone(workspace, event_id) -> None:
    service.add_guest(workspace, event_id, {"name": "=张一", "unit": "甲公司", "phone": (Phone("13800001111"),)})
    service.add_guest(workspace, event_id, {"name": "王二", "invitation": "婉拒"})
    for make in (guest_list_xlsx, badges_xlsx):
        sheet = openpyxl.load_workbook(BytesIO(make(workspace, event_id))).active
        assert sheet is not None
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        assert "=张一" in cells
        assert not any("王二" in text or "1380000" in text for text in cells)
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_the_fact_sheet_tells_the_programme_and_the_results(workspace, event_id) -> None:
    import docx

    document = docx.Document(BytesIO(fact_sheet_docx(workspace, event_id)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "推介会（虚构）" in text
    assert "9:00 致辞 (某商会 张会长)" in text


def test_the_event_goes_into_a_calendar(workspace, event_id) -> None:
    import icalendar

    (entry,) = icalendar.Calendar.from_ical(event_ics(workspace, event_id)).walk("VEVENT")
    assert entry.decoded("dtstart") == datetime.fromisoformat("2021-04-10T01:00:00+00:00")
    assert str(entry["location"]) == "某酒店"


@pytest.mark.parametrize(
    "again",
    [
        {"name": "曾　祥"},
        {"name": "曾祥", "unit": "甲公司"},
        {"name": "曾先生", "phone": (Phone("13800001111"),)},
    ],
)
def test_a_guest_who_is_on_the_list_is_not_added_again(workspace, event_id, again) -> None:
    service.add_guest(workspace, event_id, {"name": "曾祥", "unit": "甲公司", "phone": (Phone("13800001111"),)})
    with pytest.raises(Conflict):
        service.add_guest(workspace, event_id, again)
    service.add_guest(workspace, event_id, again, twice=True)
    assert service.turnout(workspace, event_id).listed == 2


def test_a_namesake_of_another_unit_is_another_guest(workspace, event_id) -> None:
    service.add_guest(workspace, event_id, {"name": "曾祥", "unit": "甲公司"})
    service.add_guest(workspace, event_id, {"name": "曾祥", "unit": "乙公司"})
    assert service.turnout(workspace, event_id).listed == 2
