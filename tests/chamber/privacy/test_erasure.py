"""A person's data on request, and erasing a person: nothing of them is left, and the books stay whole."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from chamber import backups, records
from chamber.checking import check
from chamber.deliveries import service as deliveries
from chamber.deliveries.marks import WITHDRAWN
from chamber.errors import ChamberError, Invalid
from chamber.events import service as events
from chamber.exporting.tables import export_table
from chamber.finding import search
from chamber.history import service as history
from chamber.privacy import service, subject
from chamber.privacy.erasure import erase
from chamber.privacy.record import ERASED
from chamber.text.values import Phone
from chamber.workspace import Workspace
from db.database import is_sqlite
from tests.chamber.deliveries.conftest import Liaison

NAME, NUMBER = "欧阳某某", "13900008888"
SECRETS = (NAME, NUMBER, "qiyejia@example.com", "15040219700101001X", "群众某", "只吃素", "奎德素镇某街")


def table_texts(ws: Workspace) -> str:
    """Every value of every table, as text."""
    with ws.read() as reader:
        # The index of grams can be asked, not read.
        tables = [name for name in reader.db.get_tables() if not name.startswith("search_token")]
        return "\n".join(str(reader.db.execute_sql(f'SELECT * FROM "{name}"').fetchall()) for name in tables)


@pytest.fixture
def known(books: Liaison, tmp_path: Path) -> tuple[Liaison, int]:
    """A person who gave much away: a guest, a contact whose number an office got, edited and renamed on the way."""
    ws = books.ws
    person = books.add(
        "person", name="欧阳", mobiles=NUMBER, email=SECRETS[2], id_number=SECRETS[3], political_status=SECRETS[4],
        notes=SECRETS[5], address=SECRETS[6],
    )  # fmt: skip
    books.edit("person", person, name=NAME, position="经理")
    event = records.add(
        ws, "event", {"name": "推介会", "kinds": ("招商引资推介会",), "starts_at": "2021-04-10T01:00:00Z"}
    ).id
    guest = events.add_guest(ws, event, {"name": NAME, "phone": (Phone(NUMBER),)}).id
    events.check_in_guest(ws, guest)
    events.capture_lead(ws, guest, {"project": "小米加工", "target_division": "150430"})
    gone = events.add_guest(ws, event, {"name": NAME, "phone": (Phone(NUMBER),)}, twice=True).id
    events.remove_guest(ws, gone)
    service.record(ws, [person], books.office)
    done = deliveries.make_delivery(ws, books.office, path=tmp_path)
    deliveries.send(ws, done.id)
    assert deliveries.known_on(ws, books.office, ws.today)[0]["contact_phones"] == NUMBER
    return books, person


def test_what_is_kept_and_where_it_went(known: tuple[Liaison, int], tmp_path: Path) -> None:
    books, person = known
    found = subject.held(books.ws, person)
    assert found["person"][0]["mobiles"] == [{"number": NUMBER, "label": "", "extension": ""}]
    assert found["person"][0]["political_status"] == SECRETS[4]
    assert [one["project"] for one in found["leads"]] == ["小米加工"]
    assert len(found["attendance"]) == 1
    assert [(one["to"], one["categories"]) for one in found["went_to"]] == [("赤峰市驻呼联络处", ["姓名", "电话"])]
    written = subject.write_held(books.ws, person, tmp_path)
    assert NUMBER in zipfile.ZipFile(written).read("word/document.xml").decode()
    assert json.loads(subject.write_held(books.ws, person, tmp_path / "a.json").read_text("utf-8"))["went_to"][-1]["to"]
    with pytest.raises(Invalid):
        subject.write_held(books.ws, person, tmp_path / "a.xlsx")


def test_nothing_of_an_erased_person_is_left(known: tuple[Liaison, int]) -> None:
    books, person = known
    before = table_texts(books.ws)
    assert all(secret in before for secret in SECRETS)
    done = erase(books.ws, person)
    after = table_texts(books.ws)
    assert [secret for secret in SECRETS if secret in after] == []
    assert (done.leads, done.guests) == (1, 2)
    assert [one.to for one in done.received] == ["赤峰市驻呼联络处"]
    assert not search(books.ws, NAME)
    assert not search(books.ws, NUMBER)


def test_nothing_of_it_lies_in_the_file_of_the_database(known: tuple[Liaison, int]) -> None:
    books, person = known
    with books.ws.read() as reader:
        if not is_sqlite(reader.db):
            pytest.skip("a server looks after its own files")
    erase(books.ws, person)
    path = Path(books.ws.where)
    parts = [path, *path.parent.glob(f"{path.name}-*")]
    content = b"".join(part.read_bytes() for part in parts)
    assert [secret for secret in SECRETS if secret.encode() in content] == []


def test_the_books_are_whole_after_an_erasure(known: tuple[Liaison, int]) -> None:
    books, person = known
    erase(books.ws, person)
    assert check(books.ws).is_whole
    kept = books.get("person", person)
    assert (kept.name, kept.mobiles, kept.do_not_contact) == (ERASED, (), True)


def test_undo_brings_nothing_back(known: tuple[Liaison, int]) -> None:
    books, person = known
    erase(books.ws, person)
    for action in history.actions(books.ws):
        if action.id > 1:
            try:
                history.undo(books.ws, action.id)
            except ChamberError:
                continue
    after = table_texts(books.ws)
    assert [secret for secret in SECRETS if secret in after] == []
    assert check(books.ws).is_whole


def test_the_office_is_told_of_it(known: tuple[Liaison, int]) -> None:
    books, person = known
    erase(books.ws, person)
    rows = deliveries.draft(books.ws, books.office).rows
    assert [(row.mark, row.cells["contact"], row.cells["contact_phones"]) for row in rows] == [(WITHDRAWN, "", "")]


def test_texts_that_named_the_person_are_masked_and_told(known: tuple[Liaison, int]) -> None:
    books, person = known
    lead = books.lead("荞麦", contact=NAME, contact_phones=NUMBER, summary=f"{NAME}愿意回乡")
    done = erase(books.ws, person)
    assert (done.masked, done.mentions) == ((books.get("lead", lead).code,), ())
    assert books.get("lead", lead).summary == "欧**愿意回乡"


def test_others_lose_nothing(known: tuple[Liaison, int]) -> None:
    books, person = known
    books.lead("荞麦", contact="张三丰", contact_phones="13900002222")
    erase(books.ws, person)
    assert books.get("person", books.person).mobiles[0].number == "13900002222"
    assert "13900002222" in table_texts(books.ws)


def test_what_was_only_masked_is_not_told_as_given(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("荞麦", contact="张三丰", contact_phones="13900002222")
    done = deliveries.make_delivery(local_books.ws, local_books.office, path=tmp_path)
    deliveries.send(local_books.ws, done.id)
    assert erase(local_books.ws, local_books.person).received == ()
    assert [one["categories"] for one in subject.held(local_books.ws, local_books.person)["went_to"]] in ([], [[]])
    assert [row.mark for row in deliveries.draft(local_books.ws, local_books.office).rows] == ["变更"]


def test_erasing_names_the_backups_that_hold_the_person_still(known: tuple[Liaison, int], bare_machine: Path) -> None:
    books, person = known
    made = backups.backup(books.ws)
    assert erase(books.ws, person).backups == (made.path,)
    assert erase(books.ws, books.person).to_json()["backups"] == [made.path]


def test_the_record_of_an_export_outlasts_undo_and_erasing(known: tuple[Liaison, int], tmp_path: Path) -> None:
    books, person = known
    done = export_table(books.ws, "contacts", path=tmp_path / "联系人.xlsx")
    with pytest.raises(ChamberError):
        history.undo(books.ws, done.action)
    erase(books.ws, person)
    with books.ws.read() as reader:
        kept = reader.db.execute_sql("SELECT file_name, record_ids FROM export_log").fetchall()
    assert [(name, person in json.loads(ids)) for name, ids in kept] == [("联系人.xlsx", True)]
