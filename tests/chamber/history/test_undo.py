"""Any action can be taken back, and what somebody changed since stays and is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chamber import records, settings
from chamber.entity import entity_of
from chamber.errors import Conflict, NotAllowed, NotFound
from chamber.fields import Linked
from chamber.history import service as history
from chamber.i18n import use_language
from chamber.leads.service import advance
from chamber.search.index import find
from chamber.text.values import Phone
from chamber.workspace import Workspace
from db import journal


def _enterprise(ws: Workspace, name: str = "赤峰红山商贸有限公司", **values: object) -> int:
    return records.add(ws, "enterprise", {"name": name, **values}).id


def _lead(ws: Workspace, enterprise: int, name: str = "肉羊养殖") -> int:
    return records.add(ws, "lead", {"project": name, "investor": Linked("赤峰红山商贸有限公司", enterprise)}).id


def _name(ws: Workspace, entity: str, record_id: int) -> str | None:
    with ws.read() as reader:
        row = reader.row(entity, record_id)
    return row[entity_of(entity).title] if row else None


def _row(ws: Workspace, entity: str, record_id: int) -> dict[str, Any]:
    with ws.read() as reader:
        return reader.rows(entity, [record_id])[0]


def _hits(ws: Workspace, text: str) -> list[str]:
    with ws.read() as reader:
        return [hit.title for hit in find(reader.db, text)]


def test_an_added_record_goes_with_its_search_entry(workspace: Workspace) -> None:
    record_id = _enterprise(workspace)
    assert _hits(workspace, "红山")
    done = history.undo(workspace)
    assert done.reversed == {"enterprise": 1}
    assert done.kept == ()
    assert _name(workspace, "enterprise", record_id) is None
    assert not _hits(workspace, "红山")


def test_what_the_journal_says_in_another_order_is_taken_back_all_the_same(workspace: Workspace) -> None:
    """The columns of an entry may stand in any order: programs before this one wrote them as they came."""
    ids = [
        _enterprise(workspace, f"第{number}有限公司", address="某街1号", phones=(Phone("0471-4310000"),))
        for number in (1, 2)
    ]
    with workspace.read() as reader, reader.db.atomic():
        for entry in journal.entries_about(reader.db, "enterprise", ids):
            public = json.dumps([{}, dict(reversed(entry.after.items()))], ensure_ascii=False)
            # Whole figures and quoted text: neither needs more than what the drivers share.
            reader.db.execute_sql("UPDATE journal SET public = '" + public + f"', private = NULL WHERE id = {entry.id}")
    records.edit(workspace, "enterprise", ids[0], {"address": "某街2号"})
    edited, second, first = (action.id for action in history.actions(workspace, 3))
    assert history.undo(workspace, second).reversed == {"enterprise": 1}
    assert _name(workspace, "enterprise", ids[1]) is None
    with pytest.raises(history.NothingUndone):
        history.undo(workspace, first)
    history.undo(workspace, edited)
    assert history.undo(workspace, first).reversed == {"enterprise": 1}


def test_an_edit_goes_back_and_can_be_done_again(workspace: Workspace) -> None:
    record_id = _enterprise(workspace, "旧名有限公司")
    records.edit(workspace, "enterprise", record_id, {"name": "新名有限公司", "phones": (Phone("13800000000"),)})
    history.undo(workspace)
    assert _name(workspace, "enterprise", record_id) == "旧名有限公司"
    assert _hits(workspace, "旧名") == ["旧名有限公司"]
    history.redo(workspace)
    assert _name(workspace, "enterprise", record_id) == "新名有限公司"
    assert "13800000000" in _row(workspace, "enterprise", record_id)["phones"]


def test_a_removed_record_comes_back_under_its_id_with_what_it_owned(workspace: Workspace) -> None:
    enterprise = _enterprise(workspace)
    lead = _lead(workspace, enterprise)
    records.remove(workspace, "lead", [lead])
    done = history.undo(workspace)
    assert done.restored == {"lead": (lead,), "stage_change": (1,)}
    assert _name(workspace, "lead", lead) == "肉羊养殖"


def test_undo_steps_back_through_what_is_in_effect(workspace: Workspace) -> None:
    first, second = _enterprise(workspace, "甲有限公司"), _enterprise(workspace, "乙有限公司")
    history.undo(workspace)
    history.undo(workspace)
    assert _name(workspace, "enterprise", first) is None
    assert _name(workspace, "enterprise", second) is None
    with pytest.raises(NotFound, match="nothing to undo"):
        history.undo(workspace)
    history.redo(workspace)
    assert _name(workspace, "enterprise", first) == "甲有限公司"
    history.redo(workspace)
    assert _name(workspace, "enterprise", second) == "乙有限公司"
    with pytest.raises(NotFound, match="nothing to do again"):
        history.redo(workspace)
    history.undo(workspace)
    assert _name(workspace, "enterprise", second) is None


def test_a_record_changed_since_is_kept_and_its_editor_named(workspace: Workspace) -> None:
    record_id = _enterprise(workspace)
    added = history.actions(workspace)[0].id
    other = Workspace(workspace.store, "王秘书", "office-2")
    records.edit(other, "enterprise", record_id, {"short_name": "红山商贸"})
    with pytest.raises(history.NothingUndone) as refused:
        history.undo(workspace, added)
    assert refused.value.kept == (
        ("Enterprise 赤峰红山商贸有限公司", "changed since by 王秘书 at 2021-04-20 10:00: Short name"),
    )
    assert _name(workspace, "enterprise", record_id) == "赤峰红山商贸有限公司"
    assert len(history.actions(workspace)) == 2


def test_only_fields_nobody_changed_since_go_back(workspace: Workspace) -> None:
    record_id = _enterprise(workspace)
    records.edit(workspace, "enterprise", record_id, {"short_name": "红山", "address": "新城区"})
    edited = history.actions(workspace)[0].id
    records.edit(workspace, "enterprise", record_id, {"short_name": "红山商贸"})
    done = history.undo(workspace, edited)
    row = _row(workspace, "enterprise", record_id)
    assert (row["short_name"], row["address"]) == ("红山商贸", None)
    assert [reason.split(" at ")[0] for _, reason in done.kept] == ["changed since by tester"]


def test_an_amount_goes_back_whole_or_not_at_all(workspace: Workspace) -> None:
    lead = _lead(workspace, _enterprise(workspace))
    with workspace.read() as reader:
        amounts = [
            records.parse_values(workspace, reader, "lead", {"amount": text})[0]["amount"]
            for text in ("100万元", "200万元", "200-300万元")
        ]
    for amount in amounts:
        records.edit(workspace, "lead", lead, {"amount": amount})
    with pytest.raises(Conflict, match="Planned investment"):
        history.undo(workspace, history.actions(workspace)[1].id)
    with workspace.read() as reader:
        assert records.get(reader, "lead", lead).amount == amounts[2]


def test_a_record_others_refer_to_is_kept(workspace: Workspace) -> None:
    enterprise = _enterprise(workspace)
    added = history.actions(workspace)[0].id
    _lead(workspace, enterprise)
    with pytest.raises(Conflict, match="still used by Lead 肉羊养殖"):
        history.undo(workspace, added)


def test_what_a_kept_record_owns_is_kept_with_it(workspace: Workspace) -> None:
    lead = _lead(workspace, _enterprise(workspace))
    added = history.actions(workspace)[0].id
    records.edit(workspace, "lead", lead, {"owner": "李四"})
    with pytest.raises(Conflict, match="Owner"):
        history.undo(workspace, added)
    with workspace.read() as reader:
        assert reader.referring("stage_change", "lead_id", [lead])


def test_a_link_to_a_record_that_is_gone_stays_empty(workspace: Workspace) -> None:
    enterprise = _enterprise(workspace)
    lead = _lead(workspace, enterprise)
    records.remove(workspace, "lead", [lead])
    removed = history.actions(workspace)[0].id
    records.remove(workspace, "enterprise", [enterprise])
    done = history.undo(workspace, removed)
    assert done.kept == (("Lead 肉羊养殖", "what it refers to is not there any more: Investor"),)
    with workspace.read() as reader:
        assert records.get(reader, "lead", lead).investor == Linked("赤峰红山商贸有限公司", None)


def test_a_record_whose_owner_is_gone_does_not_come_back(workspace: Workspace) -> None:
    lead = _lead(workspace, _enterprise(workspace))
    fund = {"lead": Linked("", lead), "month": _month("2021-03"), "amount": _amount(workspace)}
    fund_id = records.add(workspace, "fund", fund).id
    records.remove(workspace, "fund", [fund_id])
    removed = history.actions(workspace)[0].id
    records.remove(workspace, "lead", [lead])
    with pytest.raises(Conflict, match="not there any more: Lead"):
        history.undo(workspace, removed)


def _month(text: str) -> object:
    from chamber.text.values import PartialDate

    return PartialDate(text)


def _amount(ws: Workspace) -> object:
    with ws.read() as reader:
        return records.parse_values(ws, reader, "fund", {"amount": "30万元"})[0]["amount"]


def test_a_number_in_use_by_now_is_not_given_twice(workspace: Workspace) -> None:
    first = records.add(workspace, "membership", {"enterprise": Linked("", _enterprise(workspace)), "number": "8"}).id
    records.remove(workspace, "membership", [first])
    removed = history.actions(workspace)[0].id
    second = _enterprise(workspace, "乙有限公司")
    records.add(workspace, "membership", {"enterprise": Linked("", second), "number": "8"})
    with pytest.raises(Conflict, match=r"Member no\. is in use by Membership 8"):
        history.undo(workspace, removed)


def test_an_id_is_never_given_to_another_row(workspace: Workspace) -> None:
    first = _enterprise(workspace)
    history.undo(workspace)
    assert _enterprise(workspace, "乙有限公司") != first


def test_what_was_sent_is_not_undone(workspace: Workspace) -> None:
    enterprise = _enterprise(workspace)
    with workspace.write("send", "send delivery {number}", number="D2021-O01-001") as writer:
        writer.update("enterprise", [(enterprise, {"short_name": "x"})])
    with pytest.raises(NotAllowed) as refused:
        history.undo(workspace)
    assert "Void the delivery" in refused.value.hint_text


def test_an_action_is_taken_back_once(workspace: Workspace) -> None:
    _enterprise(workspace)
    added = history.actions(workspace)[0].id
    history.undo(workspace)
    with pytest.raises(Conflict, match="taken back already"):
        history.undo(workspace, added)
    history.redo(workspace, added)
    with pytest.raises(Conflict, match="not taken back"):
        history.redo(workspace, added)
    with pytest.raises(NotFound, match="no action 99"):
        history.undo(workspace, 99)


def test_nobody_takes_back_what_somebody_else_did_by_accident(workspace: Workspace) -> None:
    _enterprise(workspace)
    added = history.actions(workspace)[0].id
    other = Workspace(workspace.store, "王秘书", "office-2")
    with pytest.raises(NotFound, match="王秘书 has nothing to undo") as refused:
        history.undo(other)
    assert refused.value.hint_text
    assert history.undo(other, added).reversed == {"enterprise": 1}


def _erase(ws: Workspace, table: str, record_id: int) -> None:
    with ws.write("note", "note") as writer:
        writer.insert("setting", [{"name": "x", "value": "1"}])
        journal.erase(writer.db, table, [record_id])


def test_erased_personal_values_never_come_back(workspace: Workspace) -> None:
    given = {
        "name": "驻呼联络处",
        "kind": "其他",
        "divisions": ("150400",),
        "notes": "电13811112222",
        "recipient": "甲",
    }
    office = records.add(workspace, "office", given).id
    records.edit(workspace, "office", office, {"notes": "电13911112222", "recipient": "乙"})
    records.remove(workspace, "office", [office])
    _erase(workspace, "office", office)
    removed = history.actions(workspace)[1].id
    done = history.undo(workspace, removed)
    assert done.kept == (("Office 驻呼联络处", "personal values were erased and don't come back"),)
    row = _row(workspace, "office", office)
    assert (row["notes"], row["recipient"]) == (None, "乙")
    history.undo(workspace, removed - 1)
    row = _row(workspace, "office", office)
    assert (row["notes"], row["recipient"]) == (None, "甲")
    with workspace.read() as reader:
        assert journal.broken_links(reader.db) == []


def test_a_person_whose_name_was_erased_does_not_come_back_at_all(workspace: Workspace) -> None:
    person = records.add(workspace, "person", {"name": "张三", "mobiles": (Phone("13811112222"),)}).id
    records.remove(workspace, "person", [person])
    _erase(workspace, "person", person)
    with pytest.raises(history.NothingUndone) as refused:
        history.undo(workspace, history.actions(workspace)[1].id)
    assert refused.value.kept == (("Contact", "personal values were erased and don't come back"),)
    with workspace.read() as reader:
        assert reader.row("person", person) is None
        assert journal.broken_links(reader.db) == []


def test_an_action_is_told_in_the_language_of_the_reader(workspace: Workspace) -> None:
    lead = _lead(workspace, _enterprise(workspace))
    advance(workspace, lead, "研判")
    settings.put(workspace, "lead.report_days", 10)
    history.undo(workspace)
    told = {}
    for lang in ("zh", "en"):
        use_language(lang)
        told[lang] = [history.label(one) for one in history.actions(workspace, 3)]
    assert told["zh"][2].endswith("研判")
    assert told["en"][2] == "advance L-2021-0001 to assessment"
    assert told["en"][0] == "undo: set Calendar days between reports on a lead to 10"
