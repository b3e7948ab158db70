"""Recording and withdrawing consents, and what a list makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from chamber import records
from chamber.deliveries import service as deliveries
from chamber.deliveries.marks import WITHDRAWN
from chamber.deliveries.masked import masked_in, masked_in_draft
from chamber.errors import Invalid, NotAllowed, NotFound
from chamber.events import desk
from chamber.events import service as events
from chamber.history import service as history
from chamber.privacy import service
from chamber.privacy.masking import Reason
from chamber.text.values import PartialDate, Phone
from tests.chamber.deliveries.conftest import Liaison

NUMBER = "13900002222"


def phone_in_draft(books: Liaison) -> str:
    return deliveries.draft(books.ws, books.office).rows[0].cells["contact_phones"]


@pytest.fixture
def sent(books: Liaison, tmp_path: Path) -> Liaison:
    """The office got the number with consent, in one list that was sent."""
    books.lead("杂粮加工", contact="张三丰", contact_phones=NUMBER)
    service.record(books.ws, [books.person], books.office)
    done = deliveries.make_delivery(books.ws, books.office, path=tmp_path)
    deliveries.send(books.ws, done.id)
    return books


def test_recording_frees_name_and_phone_for_that_office(books: Liaison) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones=NUMBER)
    assert phone_in_draft(books) == "139****2222"
    found = service.record(books.ws, [books.person], books.office)
    assert found.given == ("张三丰",)
    assert phone_in_draft(books) == NUMBER


def test_a_number_beside_a_name_or_a_position_stays_hidden_with_consent_too(books: Liaison) -> None:
    lead = books.lead("杂粮加工", contact="张三丰", contact_phones=NUMBER)
    service.record(books.ws, [books.person], books.office, {"categories": ("姓名", "职务")})
    books.edit("person", books.person, name="张三丰13900003333")
    books.edit("lead", lead, contact="张三丰13900003333")
    assert deliveries.draft(books.ws, books.office).rows[0].cells["contact"] == "张三丰139****3333"


def test_agreeing_twice_changes_nothing(books: Liaison) -> None:
    service.record(books.ws, [books.person], books.office)
    again = service.record(books.ws, [books.person], books.office)
    assert (again.given, again.before, again.outcome.action) == ((), ("张三丰",), None)


@pytest.mark.parametrize("values", [{"separate": False}, {"purpose": "活动联络"}, {"categories": ("微信",)}])
def test_what_was_not_agreed_to_stays_masked(local_books: Liaison, values: dict[str, object]) -> None:
    local_books.lead("杂粮加工", contact="张三丰", contact_phones=NUMBER)
    service.record(local_books.ws, [local_books.person], local_books.office, values)
    assert phone_in_draft(local_books) == "139****2222"


def test_consents_in_force_add_up(local_books: Liaison) -> None:
    local_books.lead("杂粮加工", contact="张三丰", contact_phones=NUMBER)
    for categories in (("姓名",), ("电话",)):
        service.record(local_books.ws, [local_books.person], local_books.office, {"categories": categories})
    cells = deliveries.draft(local_books.ws, local_books.office).rows[0].cells
    assert (cells["contact"], cells["contact_phones"]) == ("张三丰", NUMBER)


def test_a_consent_of_tomorrow_is_refused(local_books: Liaison) -> None:
    with pytest.raises(Invalid):
        service.record(
            local_books.ws, [local_books.person], local_books.office, {"obtained_on": PartialDate("2021-04-21")}
        )


def test_withdrawing_tells_who_has_the_data(sent: Liaison) -> None:
    done = service.withdraw(sent.ws, sent.person, sent.office)
    assert [(one.to, one.categories) for one in done.received] == [("赤峰市驻呼联络处", ("姓名", "电话"))]
    rows = deliveries.draft(sent.ws, sent.office).rows
    assert [row.mark for row in rows] == [WITHDRAWN]
    assert NUMBER not in str(rows)


def test_withdrawing_only_the_phone_is_a_withdrawn_line_too(sent: Liaison) -> None:
    service.record(sent.ws, [sent.person], sent.office, {"categories": ("姓名", "职务")})
    first = service.consents_of(sent.ws, sent.person)[0]
    service.withdraw_these(sent.ws, [first.id])
    rows = deliveries.draft(sent.ws, sent.office).rows
    assert [(row.mark, row.cells["contact"], row.cells["contact_phones"]) for row in rows] == [
        (WITHDRAWN, "张三丰", "139****2222")
    ]


def test_a_withdrawal_is_said_once(sent: Liaison, tmp_path: Path) -> None:
    service.withdraw(sent.ws, sent.person, sent.office)
    done = deliveries.make_delivery(sent.ws, sent.office, path=tmp_path)
    deliveries.send(sent.ws, done.id)
    assert not deliveries.draft(sent.ws, sent.office).rows


def test_agreeing_again_after_a_withdrawal_counts(sent: Liaison) -> None:
    service.withdraw(sent.ws, sent.person, sent.office)
    assert service.record(sent.ws, [sent.person], sent.office).given == ("张三丰",)
    assert not deliveries.draft(sent.ws, sent.office).rows


def test_nothing_in_force_cannot_be_withdrawn(local_books: Liaison) -> None:
    with pytest.raises(NotFound):
        service.withdraw(local_books.ws, local_books.person, local_books.office)


def test_a_list_says_of_whom_it_hides_what_and_why(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones=NUMBER, summary=f"电{NUMBER}")
    books.lead("牛肉加工", contact="无名氏", contact_phones="13900003333")
    with books.ws.read() as reader:
        planned = deliveries.draft(books.ws, books.office)
        hidden = masked_in_draft(reader, planned)
    assert [(one.contact, one.fields, one.reason) for one in hidden] == [
        ("张三丰", ("summary",), Reason.TEXT),
        ("张三丰", ("contact", "contact_phones"), Reason.NO_CONSENT),
        ("无名氏", ("contact", "contact_phones"), Reason.NO_PERSON),
    ]
    assert sum(len(one.fields) for one in hidden) == planned.masked
    done = deliveries.make_delivery(books.ws, books.office, path=tmp_path)
    assert masked_in(books.ws, done.id) == hidden


def test_why_it_was_hidden_stays_as_it_was_that_day(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("杂粮加工", contact="张三丰", contact_phones=NUMBER)
    done = deliveries.make_delivery(local_books.ws, local_books.office, path=tmp_path)
    before = masked_in(local_books.ws, done.id)
    service.record(local_books.ws, [local_books.person], local_books.office)
    assert [one.reason for one in before] == [Reason.NO_CONSENT]
    assert len(masked_in(local_books.ws, done.id)) == 1


@pytest.fixture
def door(books: Liaison) -> tuple[Liaison, list[int]]:
    """An event with a guest who is a contact, one who is none, and one without a phone."""
    values = {"name": "推介会", "kinds": ("招商引资推介会",), "starts_at": "2021-04-10T01:00:00Z"}
    event = records.add(books.ws, "event", values).id
    guests = [("张三丰", NUMBER), ("李过客", "13900007777"), ("王无号", "")]
    ids = [
        events.add_guest(books.ws, event, {"name": name, "phone": (Phone(number),) if number else ()}, walk_in=True).id
        for name, number in guests
    ]
    return books, ids


def test_guests_at_the_desk_agree_all_at_once(door: tuple[Liaison, list[int]]) -> None:
    books, guests = door
    done = desk.agree(books.ws, guests, books.office)
    assert done.given == ("张三丰", "李过客", "王无号")
    assert books.get("attendance", guests[0]).person.id == books.person
    stranger = books.get("attendance", guests[1]).person.id
    assert books.get("person", stranger).mobiles[0].number == "13900007777"
    assert desk.agree(books.ws, guests, books.office).given == ()
    history.undo(books.ws, done.outcome.action)
    assert service.consents_of(books.ws, books.person) == ()
    assert books.get("attendance", guests[1]).person is None


def test_a_list_made_before_a_withdrawal_is_not_sent(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones=NUMBER)
    service.record(books.ws, [books.person], books.office)
    draft = deliveries.make_delivery(books.ws, books.office, path=tmp_path)
    service.withdraw(books.ws, books.person)
    with pytest.raises(NotAllowed, match="张三丰"):
        deliveries.send(books.ws, draft.id)
    again = deliveries.make_delivery(books.ws, books.office, path=tmp_path)
    assert NUMBER not in str(again)
    assert deliveries.send(books.ws, again.id).action


@pytest.mark.parametrize("how", ["remove", "edit", "undo"])
def test_a_consent_that_is_gone_in_another_way_is_a_withdrawn_line_too(sent: Liaison, how: str) -> None:
    (given,) = service.consents_of(sent.ws, sent.person)
    if how == "remove":
        records.remove(sent.ws, "consent", [given.id])
    elif how == "edit":
        sent.edit("consent", given.id, separate="否")
    else:
        action = next(one for one in history.actions(sent.ws) if one.kind == "consent")
        history.undo(sent.ws, action.id)
    rows = deliveries.draft(sent.ws, sent.office).rows
    assert [(row.mark, row.cells["contact_phones"]) for row in rows] == [(WITHDRAWN, "139****2222")]


def test_another_contact_is_a_change_and_no_withdrawal(sent: Liaison) -> None:
    lead = deliveries.draft(sent.ws, sent.office, full=True).rows[0].lead_id
    other = sent.add("person", name="李四光", mobiles="13700004444")
    sent.edit("lead", lead, contact="李四光", contact_phones="13700004444")
    assert sent.get("lead", lead).contact.id == other
    assert [row.mark for row in deliveries.draft(sent.ws, sent.office).rows] == ["变更"]
