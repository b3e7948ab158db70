"""The texts of a lead whose contact was erased: the name is masked in them everywhere, and no list tells it by a detour."""

from __future__ import annotations

from pathlib import Path

import pytest

from chamber import records
from chamber.checking import check
from chamber.deliveries import service as deliveries
from chamber.deliveries.marks import WITHDRAWN
from chamber.errors import ChamberError
from chamber.fields import Linked
from chamber.history import service as history
from chamber.leads import service as leads
from chamber.privacy import service as consents
from chamber.privacy.erasure import erase
from tests.chamber.deliveries.conftest import Liaison
from tests.chamber.privacy.test_erasure import table_texts

NAME, NUMBER = "欧阳某某", "13900008888"
SECRETS = (NAME, "Ouyang Moumou", NUMBER, "139 0000 8888", "qiyejia@example.com")
TEXTS = {
    "project": f"{NAME}返乡项目",
    "summary": f"联系{NAME}，139 0000 8888，或 Ouyang Moumou",
    "progress": f"{NAME}来访",
    "requirements": "写信给 qiyejia@example.com",
    "notes": f"{NAME}只在晚上接电话",
    "tags": f"{NAME}、小米",
}


@pytest.fixture
def lead(books: Liaison) -> int:
    """A lead whose texts and log name its contact, who was linked to it later."""
    books.person = books.add("person", name=NAME, mobiles=NUMBER, email=SECRETS[4])
    found = books.lead("小米加工", summary="未定")
    books.edit("lead", found, contact=NAME, contact_phones=NUMBER, **TEXTS)
    leads.log(books.ws, found, f"电话{NAME}，他说 13900008888 不变")
    leads.advance(books.ws, found, "研判", note=f"与{NAME}谈妥")
    return found


def undo_all(books: Liaison) -> None:
    for action in history.actions(books.ws):
        if action.id > 1:
            try:
                history.undo(books.ws, action.id)
            except ChamberError:
                continue


def left(books: Liaison) -> list[str]:
    found = table_texts(books.ws)
    return [secret for secret in SECRETS if secret in found]


def send(books: Liaison, folder: Path) -> None:
    deliveries.send(books.ws, deliveries.make_delivery(books.ws, books.office, form="full", path=folder).id)


def test_nothing_of_the_name_is_left_in_texts_log_journal_and_lists(books: Liaison, lead: int, tmp_path: Path) -> None:
    consents.record(books.ws, [books.person], books.office)
    send(books, tmp_path)
    assert len(left(books)) == len(SECRETS)
    done = erase(books.ws, books.person)
    assert left(books) == []
    assert done.masked == (books.get("lead", lead).code,)
    found = books.get("lead", lead)
    assert (found.project, found.summary) == ("欧**返乡项目", "联系欧**，139****8888，或 O**")
    assert found.tags == ("欧**", "小米")
    assert check(books.ws).is_whole


def test_undo_brings_no_name_back_into_a_text(books: Liaison, lead: int) -> None:
    erase(books.ws, books.person)
    undo_all(books)
    assert left(books) == []
    assert check(books.ws).is_whole
    undo_all(books)
    assert left(books) == []


def test_what_did_not_name_them_can_still_be_taken_back(books: Liaison, lead: int) -> None:
    books.edit("lead", lead, area="城北")
    books.edit("lead", lead, area="城南")
    erase(books.ws, books.person)
    last = next(action for action in history.actions(books.ws) if action.kind == "edit")
    history.undo(books.ws, last.id)
    assert books.get("lead", lead).area == "城北"


@pytest.mark.parametrize("form", ["weekly", "full"])
def test_the_next_list_says_the_withdrawal_and_no_change_of_a_text(
    books: Liaison, lead: int, tmp_path: Path, form: str
) -> None:
    consents.record(books.ws, [books.person], books.office)
    send(books, tmp_path)
    erase(books.ws, books.person)
    (row,) = deliveries.draft(books.ws, books.office, form=form).rows
    assert (row.mark, row.changes) == (WITHDRAWN, {})
    assert not [secret for secret in SECRETS if any(secret in text for text in row.cells.values())]


def test_of_one_who_was_masked_nothing_is_told_by_a_detour(books: Liaison, lead: int, tmp_path: Path) -> None:
    send(books, tmp_path)
    erase(books.ws, books.person)
    rows = list(deliveries.draft(books.ws, books.office, form="full").rows)
    assert [key for row in rows for key in row.changes] == ["contact", "contact_phones"]
    assert not [secret for row in rows for secret in SECRETS if any(secret in text for text in row.cells.values())]


def test_the_log_of_a_removed_lead_is_cleaned_in_the_journal(books: Liaison, lead: int) -> None:
    records.remove(books.ws, "lead", [lead])
    erase(books.ws, books.person)
    assert left(books) == []
    assert check(books.ws).is_whole


def test_many_leads_filed_together_keep_what_is_others(books: Liaison, lead: int) -> None:
    rows = [
        {
            "project": f"项目{number}",
            "investor": Linked("虚构投资"),
            "stage": "线索登记",
            "kind": "投资",
            "summary": f"{NAME if number % 2 else '李无名'}介绍",
        }
        for number in range(80)
    ]
    with books.ws.write("import", "import") as writer:
        ids = records.add_in(books.ws, writer, "lead", rows)
    for one in ids[1::2]:
        books.edit("lead", one, contact=NAME)
    erase(books.ws, books.person)
    assert left(books) == []
    assert books.get("lead", ids[0]).summary == "李无名介绍"
    assert check(books.ws).is_whole


def test_the_firm_that_is_called_like_them_and_others_numbers_stay(books: Liaison, lead: int) -> None:
    books.edit("lead", lead, investor=f"{NAME}食品有限公司", summary=f"{NAME}食品的{NAME}，另有 13900002222")
    erase(books.ws, books.person)
    found = books.get("lead", lead)
    assert (found.investor.text, found.summary) == (f"{NAME}食品有限公司", f"{NAME}食品的欧**，另有 13900002222")
