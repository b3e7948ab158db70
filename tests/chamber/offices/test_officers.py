"""A liaison officer at the terminal: their office's leads and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from chamber import records
from chamber.deliveries import service
from chamber.deliveries.recreating import Likeness, recreate
from chamber.deliveries.withheld import rows_shown
from chamber.errors import Conflict, NotAllowed, NotFound
from chamber.history.service import actions, redo, undo
from chamber.offices import desk, officers, sheets
from chamber.privacy import service as consents
from chamber.workspace import Workspace
from tests.chamber.cli.conftest import Run
from tests.chamber.cli.conftest import run_on_both as run_on_both
from tests.chamber.deliveries.conftest import Liaison, open_books


@pytest.fixture
def books(workspace: Workspace) -> Liaison:
    return open_books(workspace)


@pytest.fixture
def officer(books: Liaison, database_url: str) -> Iterator[Workspace]:
    """The same database as the officer of the books' office opens it."""
    officers.register(books.ws, books.office, "liwei", "李伟")
    with closing(Workspace.open(database_url, user="liwei")) as ws:
        yield ws


def projects(ws: Workspace, office: int) -> list[str]:
    return [row.cells["project"] for row in desk.office_leads(ws, office).rows]


def test_an_officer_sees_the_leads_the_office_may_have_new_ones_first(
    books: Liaison, officer: Workspace, tmp_path: Path
) -> None:
    books.lead("早先报过的")
    books.lead("不该看到的", confidentiality="内部")
    books.lead("别处的", target_division="通辽市")
    service.send(books.ws, service.make_delivery(books.ws, books.office, path=tmp_path).id)
    books.lead("新来的")
    assert projects(officer, books.office) == ["新来的", "早先报过的"]


def test_contact_data_is_masked_as_in_the_list(books: Liaison, officer: Workspace) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")
    cells = desk.office_leads(officer, books.office).rows[0].cells
    assert "13900002222" not in cells["contact_phones"]
    assert "*" in cells["contact"]


def test_the_contacts_name_in_a_text_is_hidden_and_an_answer_with_its_mask_has_the_name(
    books: Liaison, officer: Workspace, tmp_path: Path
) -> None:
    lead = books.lead("杂粮加工", contact="张三丰", summary="联系张三丰")
    consents.record(books.ws, [books.person], books.office)
    desk.take_list(officer, path=tmp_path)
    with officer.read() as reader:
        (delivery,) = desk.received_lists(officer, books.office)
        assert rows_shown(officer, reader, delivery.id)[0].cells["summary"] == "联系张三丰"
    consents.withdraw(books.ws, books.person, books.office)
    assert desk.office_leads(officer, books.office).rows[0].cells["summary"] == "联系张**"
    with officer.read() as reader:
        assert rows_shown(officer, reader, delivery.id)[0].cells["summary"] == "联系张**"
    desk.answer(officer, books.office, lead, {"office_progress": "已与张**见面"})
    assert books.get("lead", lead).office_progress == "已与张三丰见面"


def test_an_answer_has_the_office_as_author_and_can_be_taken_back(books: Liaison, officer: Workspace) -> None:
    lead = books.lead("杂粮加工")
    desk.answer(officer, books.office, lead, {"office_status": "已受理"})
    assert books.get("lead", lead).office_status == "已受理"
    assert books.get("activity", 1).author == "赤峰市驻呼联络处 李伟"
    undo(officer)
    assert books.get("lead", lead).office_status != "已受理"


def test_a_lead_the_office_may_not_have_takes_no_answer(books: Liaison, officer: Workspace) -> None:
    lead = books.lead("不该看到的", confidentiality="内部")
    with pytest.raises(NotFound):
        desk.answer(officer, books.office, lead, {"office_status": "已受理"})


def test_a_list_that_is_taken_counts_as_sent_and_received(books: Liaison, officer: Workspace, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = desk.take_list(officer, path=tmp_path)
    found = books.get("delivery", done.id)
    assert (found.status, found.received_by, done.rows) == ("已签收", "李伟", 1)
    with pytest.raises(NotFound):
        desk.take_list(officer, path=tmp_path)


@pytest.mark.parametrize("drafted", [False, True])
def test_taking_a_list_is_one_action_and_taken_back_the_list_is_void(
    books: Liaison, officer: Workspace, tmp_path: Path, drafted: bool
) -> None:
    books.lead("杂粮加工")
    if drafted:
        made = service.make_delivery(books.ws, books.office, full=True, path=tmp_path)
    before = len(actions(books.ws))
    done = desk.take_list(officer, full=True, path=tmp_path)
    found = books.get("delivery", done.id)
    assert len(actions(books.ws)) == before + 1
    assert actions(books.ws)[0].id == done.action
    assert (found.status, found.sent_by, found.received_by) == ("已签收", "liwei", "李伟")
    assert not drafted or done.id == made.id
    assert desk.office_leads(officer, books.office).rows[0].mark == ""
    assert done.number in undo(officer).note
    found = books.get("delivery", done.id)
    assert (found.status, found.received_by) == ("作废", "李伟")
    assert desk.office_leads(officer, books.office).rows[0].mark == "新增"
    redo(officer)
    assert books.get("delivery", done.id).status == "已签收"
    assert desk.office_leads(officer, books.office).rows[0].mark == ""


def test_a_list_that_was_voided_since_is_not_taken_back(books: Liaison, officer: Workspace, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = desk.take_list(officer, path=tmp_path)
    service.void(books.ws, done.id, "发错")
    with pytest.raises(NotAllowed, match=done.number):
        undo(officer)


def test_a_receipt_is_taken_back_and_the_list_stays_sent(books: Liaison, officer: Workspace, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = service.make_delivery(books.ws, books.office, path=tmp_path)
    service.send(books.ws, done.id)
    service.acknowledge(officer, done.id, "李玮")
    undo(officer)
    found = books.get("delivery", done.id)
    assert (found.status, found.received_by, found.received_on) == ("已发送", "", None)


def test_everything_else_is_refused(books: Liaison, officer: Workspace, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    other = books.add("office", name="通辽联络处", divisions="通辽市")
    with pytest.raises(NotAllowed):
        records.edit(officer, "lead", lead, {"project": "别的"})
    with pytest.raises(NotAllowed):
        desk.office_leads(officer, other)
    with pytest.raises(NotAllowed):
        service.make_delivery(officer, other, path=tmp_path)
    with pytest.raises(NotAllowed):
        undo(officer, 1)


def test_a_user_is_the_officer_of_one_office(books: Liaison) -> None:
    officers.register(books.ws, books.office, "liwei")
    other = books.add("office", name="通辽联络处", divisions="通辽市")
    with pytest.raises(Conflict):
        officers.register(books.ws, other, "liwei")
    officers.dismiss(books.ws, books.office, "liwei")
    officers.register(books.ws, other, "liwei")
    assert [(one.user, one.office) for one in officers.everybody(books.ws)] == [("liwei", "通辽联络处")]


def test_the_command_line_of_an_officer(run_on_both: Run) -> None:
    run = run_on_both
    run("setup", "--name", "示例商会", "--home-division", "赤峰市")
    run("office", "add", "驻呼联络处", "--divisions", "赤峰市")
    run("lead", "add", "杂粮加工", "--investor", "虚构公司", "--target-division", "敖汉旗")
    assert run("office", "officer", "add", "驻呼联络处", "liwei", "--name", "李伟").code == 0
    assert [one["user"] for one in run("office", "officer", "list", "--json").json] == ["liwei"]
    mine = ("--user", "liwei")
    listed = run(*mine, "lead", "list", "--json").json
    assert [(one["mark"], one["project"]) for one in listed] == [("新增", "杂粮加工")]
    code = listed[0]["code"]
    assert run(*mine, "lead", "answer", code, "--office-progress", "已联系").code == 0
    assert run(*mine, "lead", "show", code, "--json").json["office_progress"] == "已联系"
    for refused in (("member", "list"), ("search", "杂粮"), ("lead", "edit", code, "--project", "x"), ("backup",)):
        ran = run(*mine, *refused)
        assert (ran.code, ran.out) == (1, "")
        assert "李伟 works for 驻呼联络处" in ran.err


def test_an_officer_hears_nothing_of_other_offices(run_on_both: Run, tmp_path: Path) -> None:
    run = run_on_both
    run("setup", "--name", "示例商会", "--home-division", "赤峰市")
    for name in ("驻呼联络处", "宁城县招商局"):
        run("office", "add", name, "--divisions", "赤峰市")
        run("lead", "add", f"{name}的项目", "--investor", "虚构公司", "--target-division", "赤峰市")
        made = run("export", "leads", "--office", name, "-o", str(tmp_path), "--json").json["delivery"]
        run("delivery", "send", made)
    run("office", "officer", "add", "驻呼联络处", "liwei")
    for arguments in (
        ("delivery", "show", "D2021"),
        ("delivery", "show", "D2021-O02-001"),
        ("delivery", "show", "D2021-O02-0012"),
        ("delivery", "recreate", "O02"),
        ("receipt", "D2021-O02-001", "--by", "x"),
        ("delivery", "known", "宁城县招商局"),
        ("delivery", "known", "没有这个单位"),
        ("export", "leads", "--office", "O02"),
        ("export", "leads", "--office", "没有这个单位"),
        ("lead", "answer", "CF-2021-0001", "--office", "O02", "--office-status", "已受理"),
    ):
        told = run("--user", "liwei", *arguments)
        if arguments == ("delivery", "show", "D2021"):
            assert told.code == 0
        else:
            assert told.code == 1, arguments
            assert "works for 驻呼联络处" in told.err
        assert "O02" not in told.err + told.out
        assert "宁城县" not in told.err


def _read(books: Liaison, officer: Workspace, delivery: int, cell: str) -> tuple[str, str]:
    """A cell as the officer reads it in a past list, and in what the office knows."""
    with officer.read() as reader:
        (row,) = rows_shown(officer, reader, delivery)
    (known,) = service.known_on(officer, books.office, officer.today)
    return row.cells[cell], known[cell]


def test_an_officer_reads_no_number_again_whose_consent_was_withdrawn(
    books: Liaison, officer: Workspace, tmp_path: Path
) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")
    consents.record(books.ws, [books.person], books.office)
    done = service.make_delivery(books.ws, books.office, path=tmp_path)
    service.send(books.ws, done.id)

    def read() -> tuple[str, str]:
        return _read(books, officer, done.id, "contact_phones")

    assert read() == ("13900002222", "13900002222")
    assert recreate(officer, done.id, tmp_path / "again.xlsx").likeness is Likeness.BYTES
    consents.withdraw(books.ws, books.person)
    assert read() == ("***", "***")
    with pytest.raises(NotAllowed):
        recreate(officer, done.id, tmp_path / "more.xlsx")
    assert not (tmp_path / "more.xlsx").exists()
    # The chamber has to be able to show what it sent.
    assert recreate(books.ws, done.id, tmp_path / "again.xlsx").likeness is Likeness.BYTES


def test_an_officer_reads_no_name_again_that_only_a_text_told(
    books: Liaison, officer: Workspace, tmp_path: Path
) -> None:
    books.lead("杂粮加工", contact="张三丰", summary="找张三丰")
    made = sheets.sheet_of(books.ws, books.office).template
    sheets.keep(books.ws, books.office, made.leave_out("contact").leave_out("contact_phones"))
    consents.record(books.ws, [books.person], books.office)
    done = service.make_delivery(books.ws, books.office, path=tmp_path)
    service.send(books.ws, done.id)

    def read() -> tuple[str, str]:
        return _read(books, officer, done.id, "summary")

    assert read() == ("找张三丰", "找张三丰")
    consents.withdraw(books.ws, books.person)
    assert read() == ("找张**", "找张**")
    with pytest.raises(NotAllowed):
        recreate(officer, done.id, tmp_path / "more.xlsx")
