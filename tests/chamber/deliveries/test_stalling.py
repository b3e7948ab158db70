"""一月无进展: a list says it when it is new, and again after another month, not every week."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chamber import records
from chamber.deliveries import service
from chamber.deliveries.marks import STALLED
from chamber.leads.service import log
from tests.chamber.deliveries.conftest import Liaison

Clock = Callable[[str], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Moves the clock to nine o'clock of a day."""
    return lambda day: monkeypatch.setenv("CHAMBER_NOW", f"{day}T09:00:00")


def notes(books: Liaison, *, full: bool = False) -> list[str]:
    rows = service.draft(books.ws, books.office, full=full).rows
    return [row.note for row in rows if row.mark == STALLED]


def send(books: Liaison, folder: Path) -> int:
    done = service.make_delivery(books.ws, books.office, path=folder)
    service.send(books.ws, done.id)
    return done.id


@pytest.fixture
def lead(books: Liaison, at: Clock, tmp_path: Path) -> int:
    at("2021-03-01")
    made = books.lead("杂粮加工")
    books.lead("投产了", stage="投产")
    send(books, tmp_path)
    return made


def test_a_stalled_lead_is_told_once_a_month(books: Liaison, lead: int, at: Clock, tmp_path: Path) -> None:
    told = []
    for day in ("03-26", "04-02", "04-09", "04-16", "04-23", "04-30", "05-07", "05-28"):
        at(f"2021-{day}")
        told.append((day, *notes(books)))
        send(books, tmp_path)
    assert [one for one in told if len(one) > 1] == [("04-02", "32天无进展"), ("04-30", "60天无进展")]
    at("2021-05-31")
    assert notes(books) == ["91天无进展"]


def test_a_full_list_always_says_it(books: Liaison, lead: int, at: Clock, tmp_path: Path) -> None:
    at("2021-04-02")
    send(books, tmp_path)
    at("2021-04-09")
    assert (notes(books), notes(books, full=True)) == ([], ["39天无进展"])


def test_a_draft_or_a_voided_list_did_not_tell_it(books: Liaison, lead: int, at: Clock, tmp_path: Path) -> None:
    at("2021-04-02")
    service.make_delivery(books.ws, books.office, path=tmp_path)
    assert notes(books) == ["32天无进展"]
    service.void(books.ws, send(books, tmp_path), "发错")
    at("2021-04-09")
    assert notes(books) == ["39天无进展"]


def test_it_is_told_again_after_progress_and_with_a_new_reason(
    books: Liaison, lead: int, at: Clock, tmp_path: Path
) -> None:
    at("2021-04-02")
    send(books, tmp_path)
    log(books.ws, lead, "见面了")
    at("2021-05-07")
    assert notes(books) == ["35天无进展"]
    send(books, tmp_path)
    books.edit("lead", lead, stall_reason="等批复")
    at("2021-05-14")
    assert notes(books) == ["42天无进展：等批复"]


def test_the_reason_is_told_without_numbers_and_to_whom_it_may_be_told(books: Liaison, lead: int, at: Clock) -> None:
    books.edit("lead", lead, stall_reason="张总电话13900008888打不通")
    at("2021-04-02")
    assert notes(books) == ["32天无进展：张总电话139****8888打不通"]
    records.edit(books.ws, "office", books.office, {"treatments": ({"field": "stall_reason", "treatment": "不给"},)})
    assert notes(books) == ["32天无进展"]


def test_the_contacts_name_in_a_reason_is_hidden_and_that_it_is_so_is_no_news(
    books: Liaison, lead: int, at: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.edit("lead", lead, contact="张三丰", stall_reason="张三丰出国")
    send(books, tmp_path)
    at("2021-04-02")
    with monkeypatch.context() as early:
        early.setattr("chamber.deliveries.drafting.Stall.hiding", lambda self, _names: self)
        assert notes(books) == ["32天无进展：张三丰出国"]
        send(books, tmp_path)
    at("2021-04-09")
    assert (notes(books), notes(books, full=True)) == ([], ["39天无进展：张**出国"])
    at("2021-05-01")
    assert notes(books) == ["61天无进展：张**出国"]


def test_a_reason_does_not_tell_who_the_contact_was_before(
    books: Liaison, lead: int, at: Clock, tmp_path: Path
) -> None:
    books.edit("lead", lead, contact="张三丰", stall_reason="张三丰出国")
    send(books, tmp_path)
    at("2021-04-02")
    assert notes(books) == ["32天无进展：张**出国"]
    send(books, tmp_path)
    books.edit("lead", lead, contact="李无名")
    send(books, tmp_path)
    at("2021-05-01")
    assert notes(books) == ["61天无进展：张**出国"]
