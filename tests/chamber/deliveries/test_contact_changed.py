"""The contact of a lead is another one, or erased, by the time the sheet comes back: what was sent is known as it was sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from chamber.deliveries import service
from chamber.deliveries.applying import apply_feedback
from chamber.deliveries.feedback import plan_feedback
from chamber.privacy import service as consents
from chamber.privacy.erasure import erase
from tests.chamber.deliveries.conftest import Liaison
from tests.chamber.deliveries.test_feedback import FIRST, Sheet, counts, returned, sent

NAME, NUMBER, TEXT = "张三丰", "13900002222", "联系张三丰，电话 139 0000 2222"


@pytest.fixture
def lead(books: Liaison) -> int:
    return books.lead("杂粮加工", contact=NAME, contact_phones=NUMBER, summary=TEXT)


def write_on(sheet: Sheet, at: dict[str, int]) -> None:
    sheet.cell(FIRST, at["项目内容"]).value += "；另需仓库"


def replaced(books: Liaison, lead: int) -> None:
    books.edit("lead", lead, contact="李无名", contact_phones="13900003333")


def test_what_came_back_as_it_went_is_no_conflict(books: Liaison, lead: int, tmp_path: Path) -> None:
    path = sent(books, tmp_path)
    replaced(books, lead)
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)


def test_what_the_office_writes_on_is_theirs_and_brings_no_mask(books: Liaison, lead: int, tmp_path: Path) -> None:
    path = sent(books, tmp_path)
    replaced(books, lead)
    plan = plan_feedback(books.ws, returned(path, write_on))
    assert counts(plan) == (1, 0, 0, 0)
    assert not apply_feedback(books.ws, plan).refused
    assert books.get("lead", lead).summary == TEXT + "；另需仓库"


def test_their_text_taken_over_our_new_one_has_what_its_masks_hid(books: Liaison, lead: int, tmp_path: Path) -> None:
    path = sent(books, tmp_path)
    replaced(books, lead)
    books.edit("lead", lead, summary="找李无名，13900003333")
    plan = plan_feedback(books.ws, returned(path, write_on))
    assert counts(plan) == (0, 1, 0, 0)
    apply_feedback(books.ws, plan.decide("theirs"))
    assert books.get("lead", lead).summary == TEXT + "；另需仓库"


def test_a_number_that_left_our_text_is_put_back_where_theirs_is_taken(
    books: Liaison, lead: int, tmp_path: Path
) -> None:
    path = sent(books, tmp_path)
    books.edit("lead", lead, summary="已换人")
    apply_feedback(books.ws, plan_feedback(books.ws, returned(path, write_on)).decide("theirs"))
    assert books.get("lead", lead).summary == TEXT + "；另需仓库"


def test_the_next_list_does_not_tell_who_the_contact_was(books: Liaison, lead: int, tmp_path: Path) -> None:
    sent(books, tmp_path)
    replaced(books, lead)
    (row,) = service.draft(books.ws, books.office).rows
    assert set(row.changes) == {"contact", "contact_phones"}
    assert row.cells["summary"] == "联系张**，电话 139****2222"
    books.edit("lead", lead, summary="张三丰转告李无名")
    (row,) = service.draft(books.ws, books.office).rows
    assert row.cells["summary"] == "张**转告李**"


@pytest.mark.parametrize("given", [True, False])
def test_a_sheet_that_still_tells_an_erased_contact_brings_nothing_back(
    books: Liaison, lead: int, tmp_path: Path, given: bool
) -> None:
    if given:
        consents.record(books.ws, [books.person], books.office)
    books.edit("lead", lead, contact=NAME)
    path = sent(books, tmp_path)
    erase(books.ws, books.person)
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)
    plan = plan_feedback(books.ws, returned(path, write_on))
    assert counts(plan) == (1, 0, 0, 0)
    apply_feedback(books.ws, plan)
    assert books.get("lead", lead).summary == "联系张**，电话 139****2222；另需仓库"


def test_the_stage_that_stood_before_their_text_is_not_taken_into_it(books: Liaison, lead: int, tmp_path: Path) -> None:
    from chamber.leads import service as leads

    books.edit("lead", lead, progress="已来访")
    path = sent(books, tmp_path)
    leads.advance(books.ws, lead, "研判")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["进度、备注"]).value += "，再谈"

    apply_feedback(books.ws, plan_feedback(books.ws, returned(path, edit)).decide("theirs"))
    assert books.get("lead", lead).progress == "已来访，再谈"
