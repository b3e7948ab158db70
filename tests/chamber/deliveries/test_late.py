"""Sheets that come twice, late, or from several people: nothing is asked again, nothing of ours is lost."""

from __future__ import annotations

from pathlib import Path

from chamber.deliveries import service
from chamber.deliveries.applying import apply_feedback
from chamber.deliveries.feedback import plan_feedback
from tests.chamber.deliveries.conftest import Liaison
from tests.chamber.deliveries.test_feedback import FIRST, Sheet, counts, returned, sent


def said(text: str, path: Path, name: str) -> Path:
    """The list with one answer in it, under a name of its own."""

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["最新进展"]).value = text

    return returned(path, edit).rename(path.with_name(name))


def test_an_answer_that_was_dealt_with_is_no_news_though_we_went_on(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    path = said("已约见", sent(books, tmp_path), "first.xlsx")
    apply_feedback(books.ws, plan_feedback(books.ws, path))
    books.edit("lead", lead, office_progress="见过了，下周再谈")
    again = plan_feedback(books.ws, path)
    assert counts(again) == (0, 0, 0, 0)
    assert again.seen_before


def test_an_answer_we_had_written_ourselves_is_heard_too(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    path = said("已约见", sent(books, tmp_path), "first.xlsx")
    books.edit("lead", lead, office_progress="已约见")
    apply_feedback(books.ws, plan_feedback(books.ws, path))
    books.edit("lead", lead, office_progress="")
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)


def test_a_conflict_decided_for_ours_is_not_asked_again(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    path = said("他们写的", sent(books, tmp_path), "first.xlsx")
    books.edit("lead", lead, office_progress="我们写的")
    apply_feedback(books.ws, plan_feedback(books.ws, path).decide("ours"))
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)
    assert books.get("lead", lead).office_progress == "我们写的"


def test_a_second_persons_other_answer_is_a_conflict(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    path = sent(books, tmp_path)
    first, second = said("甲写的", path, "a.xlsx"), said("乙写的", path, "b.xlsx")
    apply_feedback(books.ws, plan_feedback(books.ws, first))
    assert counts(plan_feedback(books.ws, second)) == (0, 1, 0, 0)


def test_an_older_lists_sheet_that_comes_late_is_compared_with_that_list(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    late = said("迟来的答复", sent(books, tmp_path), "late.xlsx")
    books.edit("lead", lead, summary="改过的内容")
    assert plan_feedback(books.ws, late).newer == ""
    sent(books, tmp_path)
    plan = plan_feedback(books.ws, late)
    assert counts(plan) == (1, 0, 0, 0)
    assert plan.newer == "D2021-O01-002"
    apply_feedback(books.ws, plan)
    found = books.get("lead", lead)
    assert (found.office_progress, found.summary) == ("迟来的答复", "改过的内容")


def test_what_we_change_after_the_sheet_was_read_is_not_overwritten(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    plan = plan_feedback(books.ws, said("他们写的", sent(books, tmp_path), "first.xlsx"))
    books.edit("lead", lead, office_progress="刚写的")
    done = apply_feedback(books.ws, plan)
    assert books.get("lead", lead).office_progress == "刚写的"
    assert [change.field for change, _reason in done.refused] == ["office_progress"]


def test_an_offices_own_rows_become_leads_once(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        below = sheet.max_row + 1
        sheet.cell(below, at["项目名称"]).value = "新推荐的项目"
        sheet.cell(below, at["投资方"]).value = "外地公司"
        sheet.cell(below, at["拟投资额"]).value = 5000

    path = returned(sent(books, tmp_path), edit)
    plan = plan_feedback(books.ws, path)
    assert counts(plan) == (0, 0, 0, 1)
    assert apply_feedback(books.ws, plan).filed == ()
    done = apply_feedback(books.ws, plan.want(True))
    assert len(done.filed) == 1
    again = plan_feedback(books.ws, path)
    assert (counts(again), len(again.filed)) == ((0, 0, 0, 0), 1)


def test_another_form_of_the_list_makes_nothing_look_changed(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", progress="洽谈中")
    sent(books, tmp_path, form="weekly")
    assert not service.draft(books.ws, books.office, form="full").rows
