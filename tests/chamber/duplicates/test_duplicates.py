"""Pairs that may be the same, what is never proposed, and merging with its way back."""

from __future__ import annotations

from datetime import date

import pytest

from chamber import records
from chamber.duplicates.merging import Take, choices, merge
from chamber.duplicates.record import Tier
from chamber.duplicates.rules import one_apart
from chamber.duplicates.service import call_different, pairs
from chamber.errors import Invalid, NotAllowed
from chamber.fields import Linked
from chamber.finding import search
from chamber.history import service as history
from chamber.text.phones import parse_phones
from chamber.text.uscc import check_digit
from chamber.text.values import PartialDate


def uscc(body: str) -> str:
    return body + check_digit(body)


def enterprise(ws, name: str, **fields) -> int:
    if "phones" in fields:
        fields["phones"] = parse_phones(fields["phones"]).value
    return records.add(ws, "enterprise", {"name": name, **fields}).id


def person(ws, name: str, **fields) -> int:
    if "mobiles" in fields:
        fields["mobiles"] = parse_phones(fields["mobiles"]).value
    return records.add(ws, "person", {"name": name, **fields}).id


def proposed(ws, entity: str = "enterprise") -> set[tuple[int, int]]:
    return {(one.left, one.right) for one in pairs(ws, entity)}


def test_two_ways_of_writing_one_company_are_proposed_with_the_reasons(workspace):
    one = enterprise(workspace, "内蒙古远山乳业(集团)股份有限公司", phones="0471-5551234")
    other = enterprise(workspace, "内蒙古远山乳业（集团）股份有限公司", phones="0471-5551234")
    (found,) = pairs(workspace, "enterprise")
    assert (found.left, found.right, found.verdict.tier) == (one, other, Tier.CERTAIN)
    assert found.verdict.reasons == ("the same name", "the same phone")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("赤峰远山商贸有限公司", "呼和浩特远山商贸有限公司"),
        ("巴林左旗远山商贸有限公司", "巴林右旗远山商贸有限公司"),
        ("赤峰东山商贸有限公司", "赤峰西山商贸有限公司"),
        ("赤峰第一建筑有限公司", "赤峰第二建筑有限公司"),
        ("赤峰远山商贸有限公司", "赤峰远山商贸有限公司第二分公司"),
        ("赤峰远山商贸有限公司", "赤峰云杉商贸有限公司"),
    ],
)
def test_what_only_looks_alike_is_not_proposed_however_much_else_agrees(workspace, left, right):
    for name in (left, right):
        enterprise(workspace, name, phones="13800000001", legal_representative="王远山", address="某某大街12号3层301室")
    assert proposed(workspace) == set()


def test_two_companies_with_different_valid_codes_are_never_proposed(workspace):
    for body in ("91150402MA0N00001", "91150402MA0N00002"):
        enterprise(
            workspace, "赤峰远山商贸有限公司", uscc=uscc(body), phones="13800000001", legal_representative="王远山"
        )
    assert proposed(workspace) == set()


def test_a_slip_of_one_character_needs_something_else_that_agrees(workspace):
    one = enterprise(workspace, "赤峰远山宏农牧业有限公司", legal_representative="王远山", phones="13800000001")
    enterprise(workspace, "赤峰远山洪农牧业有限公司")
    assert proposed(workspace) == set()
    other = enterprise(workspace, "赤峰远山红农牧业有限公司", phones="13800000001")
    assert proposed(workspace) == {(one, other)}


def test_a_pair_called_different_is_not_proposed_again_until_that_is_undone(workspace):
    one = enterprise(workspace, "赤峰远山商贸有限公司", phones="13800000001")
    other = enterprise(workspace, "赤峰远山商贸有限责任公司", phones="13800000001")
    assert proposed(workspace) == {(one, other)}
    outcome = call_different(workspace, "enterprise", other, one)
    assert proposed(workspace) == set()
    assert call_different(workspace, "enterprise", one, other).action is None
    history.undo(workspace, outcome.action)
    assert proposed(workspace) == {(one, other)}


def test_contacts_meet_by_number_or_unit_and_never_by_name_alone(workspace):
    unit = Linked("", enterprise(workspace, "赤峰远山商贸有限公司"))
    one = person(workspace, "王远山", mobiles="13800000001")
    same = person(workspace, "王　远山", mobiles="138 0000 0001")
    person(workspace, "王远山")
    person(workspace, "李红柳", mobiles="13800000001")
    here = person(workspace, "赵云杉", enterprise=unit)
    there = person(workspace, "赵云杉", enterprise=unit)
    assert proposed(workspace, "person") == {(one, same), (here, there)}


def test_merging_moves_all_that_hangs_on_the_dropped_and_undo_parts_them_again(workspace):
    keep = enterprise(workspace, "赤峰远山商贸有限公司", phones="13800000001", address="甲街1号", tags=("牧业",))
    drop = enterprise(
        workspace, "赤峰远山商贸有限责任公司", phones="13800000002", email="a@example.com", tags=("牧业", "老会员")
    )
    contact = person(workspace, "王远山", enterprise=Linked("", drop))
    lead = records.add(
        workspace, "lead", {"project": "屠宰线", "investor": Linked("赤峰远山商贸有限责任公司", drop)}
    ).id
    for number, owner in (("M7", keep), ("M8", drop)):
        records.add(workspace, "membership", {"enterprise": Linked("", owner), "number": number})
    outcome = merge(workspace, "enterprise", keep, drop)
    with workspace.read() as reader:
        merged = records.get(reader, "enterprise", keep)
        assert [phone.digits for phone in merged.phones] == ["13800000001", "13800000002"]
        assert (merged.email, merged.address, merged.tags) == ("a@example.com", "甲街1号", ("牧业", "老会员"))
        assert records.get(reader, "person", contact).enterprise.id == keep
        assert records.get(reader, "lead", lead).investor.id == keep
        assert reader.row("enterprise", drop) is None
        assert [
            row["number"] for row in reader.rows("membership", reader.referring("membership", "enterprise_id", [keep]))
        ] == ["M7"]
    assert [hit.id for hit in search(workspace, "远山商贸", kind="enterprise")] == [keep]
    assert "M8" in outcome.problems[0].render()
    undone = history.undo(workspace, outcome.action)
    assert undone.kept == ()
    with workspace.read() as reader:
        assert records.get(reader, "enterprise", drop).email == "a@example.com"
        assert records.get(reader, "enterprise", keep).email == ""
        assert records.get(reader, "person", contact).enterprise.id == drop
        assert records.get(reader, "lead", lead).investor.id == drop
    assert {hit.id for hit in search(workspace, "远山商贸", kind="enterprise")} == {keep, drop}


def test_each_field_is_chosen_and_a_wrong_choice_changes_nothing(workspace):
    keep = person(workspace, "王远山", position="经理", notes="甲")
    drop = person(workspace, "王远杉", position="总经理", notes="乙")
    usual = {one.field.name: one.usual for one in choices(workspace, "person", keep, drop)}
    assert usual == {"name": Take.KEEP, "position": Take.KEEP, "notes": Take.BOTH}
    for take in ({"nothing": "keep"}, {"position": "both"}, {"position": "mine"}):
        with pytest.raises(Invalid):
            merge(workspace, "person", keep, drop, take)
    with pytest.raises(Invalid):
        merge(workspace, "person", keep, keep)
    with workspace.read() as reader:
        assert reader.row("person", drop) is not None
    merge(workspace, "person", keep, drop, {"position": "drop"})
    with workspace.read() as reader:
        merged = records.get(reader, "person", keep)
    assert (merged.name, merged.position, merged.notes) == ("王远山", "总经理", "甲\n乙")


@pytest.mark.parametrize(
    ("left", "right", "apart"),
    [
        ("远山", "远杉", True),
        ("远山牧业", "远山业", True),
        ("远山", "山远", True),
        ("远山", "远山", False),
        ("远山牧", "远杉木", False),
        ("远山", "远山牧业", False),
    ],
)
def test_one_slip_is_told_from_two(left, right, apart):
    assert one_apart(left, right) is one_apart(right, left) is apart


def test_two_valid_codes_are_never_made_one_by_hand_either(workspace):
    left, right = (
        records.add(
            workspace, "enterprise", {"name": "赤峰宏达商贸有限公司", "uscc": uscc(f"91150402MA{number:07d}")}
        ).id
        for number in (1, 2)
    )
    with pytest.raises(NotAllowed):
        merge(workspace, "enterprise", left, right)
    with workspace.read() as reader:
        assert reader.row("enterprise", right) is not None


def test_the_same_firm_name_in_another_banner_of_the_city_is_no_pair(workspace):
    for name in ("赤峰荣济堂医药有限公司", "宁城县荣济堂医药有限公司", "敖汉旗荣济堂医药有限公司"):
        records.add(workspace, "enterprise", {"name": name, "business_division": "150400"})
    assert pairs(workspace, "enterprise") == []


def test_a_merged_person_came_once_and_no_withdrawn_consent_or_call_comes_back(workspace):
    one, two = (records.add(workspace, "person", {"name": "曾祥"}).id for _ in range(2))
    records.edit(workspace, "person", two, {"do_not_contact": True})
    with workspace.read() as reader:
        texts = {"name": "联谊会", "kinds": "联谊会", "starts_at": "2021-04-10 09:00"}
        event = records.parse_values(workspace, reader, "event", texts)[0]
        texts = {"name": "驻呼联络处", "kind": "驻外联络处", "divisions": "赤峰市"}
        office = records.parse_values(workspace, reader, "office", texts)[0]
    event_id, office_id = records.add(workspace, "event", event).id, records.add(workspace, "office", office).id
    given, ended = PartialDate.of(date(2021, 4, 1)), PartialDate.of(date(2021, 4, 2))
    for person, presence, withdrawn in ((one, "未知", None), (two, "到场", ended)):
        guest = {"event": Linked("", event_id), "person": Linked("", person), "name": "曾祥", "presence": presence}
        records.add(workspace, "attendance", guest)
        consent = {"person": Linked("", person), "office": Linked("", office_id), "separate": True}
        records.add(workspace, "consent", consent | {"obtained_on": given, "withdrawn_on": withdrawn})
    merge(workspace, "person", one, two)
    with workspace.read() as reader:
        guests = reader.rows("attendance", reader.referring("attendance", "person_id", [one]))
        consents = reader.rows("consent", reader.referring("consent", "person_id", [one]))
        assert records.get(reader, "person", one).do_not_contact
    assert [guest["presence"] for guest in guests] == ["到场"]
    assert {consent["withdrawn_on"] for consent in consents} == {"2021-04-02"}
    history.undo(workspace)
    with workspace.read() as reader:
        assert len(reader.referring("attendance", "person_id", [two])) == 1
        assert not records.get(reader, "person", one).do_not_contact
        (kept,) = reader.rows("consent", reader.referring("consent", "person_id", [one]))
        assert kept["withdrawn_on"] is None


def test_who_was_called_different_from_the_one_that_goes_stays_different(workspace):
    one, two, three = (
        records.add(workspace, "enterprise", {"name": name, "phones": parse_phones("13800138001").value}).id
        for name in ("赤峰宏达商贸有限公司", "赤峰市宏达商贸有限公司", "赤峰宏达商贸有限责任公司")
    )
    call_different(workspace, "enterprise", two, three)
    merge(workspace, "enterprise", one, two)
    assert pairs(workspace, "enterprise") == []
    history.undo(workspace)
    assert len(pairs(workspace, "enterprise")) == 2
