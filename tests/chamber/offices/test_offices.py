"""What an office is owed, and offices that are hard to tell apart."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from chamber import records
from chamber.deliveries import service
from chamber.offices.deadlines import owed
from chamber.workspace import Workspace
from tests.chamber.deliveries.conftest import Liaison, open_books


@pytest.fixture
def books(workspace: Workspace) -> Liaison:
    return open_books(workspace)


@pytest.mark.parametrize(
    ("sent", "due"),
    [
        ("2021-04-21T02:00:00Z", "2021-04-23T10:00"),
        ("2021-04-22T09:00:00Z", "2021-04-30T10:00"),
        ("2021-04-23T01:30:00Z", "2021-04-30T10:00"),
        ("2021-04-23T03:00:00Z", "2021-04-30T10:00"),
    ],
)
def test_a_list_sent_just_before_its_deadline_was_the_one_owed(
    books: Liaison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: str, due: str
) -> None:
    books.edit("office", books.office, rhythm="周", deadline="周五 10:00")
    monkeypatch.setenv("CHAMBER_NOW", sent)
    service.send(books.ws, service.make_delivery(books.ws, books.office, path=tmp_path).id)
    found = next(one for one in owed(books.ws) if one.office.id == books.office)
    assert found.due == datetime.fromisoformat(due)
    assert not found.late


def test_a_second_office_of_the_same_name_is_filed_with_a_warning(books: Liaison) -> None:
    with books.ws.read() as reader:
        values, _w = records.parse_values(
            books.ws, reader, "office", {"name": "赤峰市驻呼联络处", "divisions": "敖汉旗"}
        )
    done = records.add(books.ws, "office", values)
    assert [(one.code, one.params) for one in done.problems] == [
        ("same-name", {"code": "O01", "name": "赤峰市驻呼联络处"})
    ]
    assert done.code == "O02"
    assert not records.add(books.ws, "office", values | {"name": "宁城县联络处"}).problems


def test_an_office_that_gets_the_name_of_another_is_renamed_with_a_warning(books: Liaison) -> None:
    other = books.add("office", name="宁城县联络处", divisions="宁城县")
    done = records.edit(books.ws, "office", other, {"name": "赤峰市驻呼联络处"})
    assert [one.params for one in done.problems] == [{"code": "O01", "name": "赤峰市驻呼联络处"}]
    assert not records.edit(books.ws, "office", other, {"name": "赤峰市驻呼联络处", "rhythm": "月"}).problems
    assert not records.edit(books.ws, "office", other, {"name": "宁城县联络处"}).problems
