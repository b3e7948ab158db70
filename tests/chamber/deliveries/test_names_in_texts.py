"""The contact's name in the texts of a lead is hidden from an office as the contact is."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from chamber.deliveries import service
from chamber.deliveries.applying import apply_feedback
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.letter import write_letter
from chamber.deliveries.marks import CHANGED, WITHDRAWN
from chamber.deliveries.masked import masked_in, masked_in_draft
from chamber.deliveries.recreating import Likeness, recreate
from chamber.privacy import service as consents
from chamber.privacy.masking import Reason
from chamber.text.hidden_names import NOBODY
from tests.chamber.deliveries.conftest import Liaison
from tests.chamber.deliveries.test_feedback import FIRST, Sheet, counts, returned, sent

NAME = "张三丰"
TEXTS = {
    "summary": f"联系{NAME}，或 Zhang Sanfeng",
    "investor_profile": f"老板{NAME}",
    "requirements": f"{NAME}要地",
    "progress": f"{NAME}来访",
    "next_action": f"回访{NAME}先生",
    "area": NAME,
}


@pytest.fixture
def lead(books: Liaison) -> int:
    return books.lead("杂粮加工", contact=NAME, contact_phones="13900002222", **TEXTS)


def cells(books: Liaison) -> dict[str, str]:
    return dict(service.draft(books.ws, books.office, full=True, form="full").rows[0].cells)


def before_names_were_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chamber.deliveries.cells.names_of", lambda _contact, _investor: NOBODY)


def plain(content: bytes) -> Iterator[str]:
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            for name in book.namelist():
                yield from plain(book.read(name))
        return
    yield from (html.unescape(content.decode(encoding, "ignore")) for encoding in ("utf-8", "gb18030"))


def holds(path: Path) -> bool:
    return any(name in text for text in plain(path.read_bytes()) for name in (NAME, "Sanfeng"))


def files(books: Liaison, folder: Path) -> dict[str, bool]:
    """Every file of a list, and whether the name stands in its bytes."""
    found = {}
    for form in ("weekly", "full"):
        for kind in service.FORMATS:
            done = service.make_delivery(books.ws, books.office, full=True, form=form, file_format=kind, path=folder)
            found[f"{form} {kind}"] = holds(Path(done.path))
        found[f"{form} letter"] = holds(write_letter(books.ws, done.id, folder))
        found[f"{form} again"] = holds(recreate(books.ws, done.id, folder, "xlsx").path)
        found[f"{form} gb18030"] = holds(recreate(books.ws, done.id, folder, "csv", "gb18030").path)
    return found


def test_without_consent_no_file_holds_the_name(books: Liaison, lead: int, tmp_path: Path) -> None:
    found = files(books, tmp_path)
    assert [name for name, there in found.items() if there] == []
    assert cells(books)["summary"] == "联系张**，或 Z**"


def test_with_consent_every_file_of_the_list_holds_it(books: Liaison, lead: int, tmp_path: Path) -> None:
    consents.record(books.ws, [books.person], books.office)
    found = files(books, tmp_path)
    assert [name for name, there in found.items() if not there] == ["weekly letter", "full letter"]
    assert {key: cells(books)[key] for key in TEXTS} == TEXTS


def test_consent_to_the_phone_alone_frees_no_name(books: Liaison, lead: int) -> None:
    consents.record(books.ws, [books.person], books.office, {"categories": ("电话",)})
    assert (cells(books)["summary"], cells(books)["contact_phones"]) == ("联系张**，或 Z**", "13900002222")


def test_an_office_that_gets_no_contact_at_all_gets_no_name_in_a_text(books: Liaison, lead: int) -> None:
    consents.record(books.ws, [books.person], books.office)
    books.edit("office", books.office, treatments="contact | 不给")
    assert (cells(books)["summary"], cells(books).get("contact", "")) == ("联系张**，或 Z**", "")


def test_only_the_leads_own_contact_is_hidden(books: Liaison) -> None:
    books.lead("牛肉加工", contact="李无名", summary=f"{NAME}介绍，找李无名")
    assert cells(books)["summary"] == f"{NAME}介绍，找李**"


def test_the_firm_that_is_called_like_its_owner_stays(books: Liaison) -> None:
    books.lead(f"{NAME}食品加工", contact=NAME, investor=f"{NAME}食品有限公司", summary=f"{NAME}食品老板{NAME}")
    found = cells(books)
    assert (found["project"], found["investor"]) == (f"{NAME}食品加工", f"{NAME}食品有限公司")
    assert found["summary"] == f"{NAME}食品老板张**"


def test_an_investor_who_is_the_contact_is_hidden(books: Liaison) -> None:
    books.lead("返乡办厂", contact=NAME, investor=NAME)
    assert cells(books)["investor"] == "张**"


def test_hidden_names_are_counted_and_listed(books: Liaison, tmp_path: Path) -> None:
    books.lead(
        "杂粮加工", contact=NAME, contact_phones="13900002222", summary=f"找{NAME}", progress=f"{NAME} 13900002222"
    )
    planned = service.draft(books.ws, books.office)
    assert planned.reasons == {"name": 1, "no-consent": 2, "text": 1}
    with books.ws.read() as reader:
        hidden = masked_in_draft(reader, planned)
    assert {one.reason: one.fields for one in hidden} == {
        Reason.NAME: ("summary",),
        Reason.TEXT: ("progress",),
        Reason.NO_CONSENT: ("contact", "contact_phones"),
    }
    done = service.make_delivery(books.ws, books.office, path=tmp_path)
    assert set(masked_in(books.ws, done.id)) == set(hidden)


def test_a_name_that_went_out_before_is_no_change_and_not_said_again(
    books: Liaison, lead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as early:
        before_names_were_hidden(early)
        path = sent(books, tmp_path)
    assert holds(path)
    assert not service.draft(books.ws, books.office).rows
    books.edit("lead", lead, summary="已见面")
    (row,) = service.draft(books.ws, books.office).rows
    assert (row.mark, row.changes) == (CHANGED, {"summary": ("联系张**，或 Z**", "已见面")})
    books.edit("lead", lead, confidentiality="内部")
    (row,) = service.draft(books.ws, books.office).rows
    assert (row.mark, row.cells["summary"]) == (WITHDRAWN, "联系张**，或 Z**")


def test_a_list_made_earlier_keeps_its_cells(
    books: Liaison, lead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as early:
        before_names_were_hidden(early)
        done = service.make_delivery(books.ws, books.office, path=tmp_path)
    service.send(books.ws, done.id)
    again = recreate(books.ws, done.id, tmp_path / "again.xlsx")
    assert (again.likeness, again.path.read_bytes()) == (Likeness.BYTES, Path(done.path).read_bytes())


def test_consent_given_later_tells_the_name_and_withdrawal_hides_it(books: Liaison, lead: int, tmp_path: Path) -> None:
    sent(books, tmp_path)
    consents.record(books.ws, [books.person], books.office)
    (row,) = service.draft(books.ws, books.office).rows
    assert (row.mark, row.cells["summary"]) == (CHANGED, TEXTS["summary"])
    sent(books, tmp_path)
    consents.withdraw(books.ws, books.person, books.office)
    (row,) = service.draft(books.ws, books.office).rows
    assert (row.mark, row.changes, row.cells["summary"]) == (WITHDRAWN, {}, "联系张**，或 Z**")


def write_on(sheet: Sheet, at: dict[str, int]) -> None:
    sheet.cell(FIRST, at["项目内容"]).value += "；另需仓库"


def test_what_an_office_writes_on_to_a_masked_text_does_not_cost_us_the_name(
    books: Liaison, lead: int, tmp_path: Path
) -> None:
    path = returned(sent(books, tmp_path), write_on)
    apply_feedback(books.ws, plan_feedback(books.ws, path))
    assert books.get("lead", lead).summary == TEXTS["summary"] + "；另需仓库"
    assert books.get("lead", lead).progress == TEXTS["progress"]
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)


def test_an_investor_put_right_by_an_office_keeps_the_name(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("返乡办厂", contact=NAME, investor=NAME)

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["投资方"]).value += "（个人）"

    apply_feedback(books.ws, plan_feedback(books.ws, returned(sent(books, tmp_path), edit)))
    assert books.get("lead", lead).investor.text == f"{NAME}（个人）"


@pytest.mark.parametrize("consent", ["given since", "from an earlier version", "withdrawn since"])
def test_that_a_name_is_hidden_or_shown_since_is_no_conflict(
    books: Liaison, lead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, consent: str
) -> None:
    with monkeypatch.context() as early:
        if consent == "from an earlier version":
            before_names_were_hidden(early)
        if consent == "withdrawn since":
            consents.record(books.ws, [books.person], books.office)
        path = sent(books, tmp_path)
    if consent == "given since":
        consents.record(books.ws, [books.person], books.office)
    if consent == "withdrawn since":
        consents.withdraw(books.ws, books.person, books.office)
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)
    plan = plan_feedback(books.ws, returned(path, write_on))
    assert counts(plan) == (1, 0, 0, 0)
    assert not apply_feedback(books.ws, plan).refused
    assert books.get("lead", lead).summary == TEXTS["summary"] + "；另需仓库"
