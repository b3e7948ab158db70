"""A list comes home: three-way merging, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber.deliveries import service
from chamber.deliveries.applying import apply_feedback
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.merge import CLEAR, Verdict, merge_cell, same
from chamber.deliveries.plan import FeedbackPlan
from chamber.errors import BadFile
from tests.chamber.deliveries.conftest import Liaison

Sheet = Any
Edit = Callable[[Sheet, dict[str, int]], None]
FIRST = 5


def sent(books: Liaison, folder: Path, **options: Any) -> Path:
    done = service.make_delivery(books.ws, books.office, path=folder, **options)
    service.send(books.ws, done.id)
    return Path(done.path)


def returned(path: Path, edit: Edit) -> Path:
    """The sheet as the office saves it after `edit(sheet, title → column)`."""
    book = openpyxl.load_workbook(path)
    sheet = book.active
    assert sheet is not None
    edit(sheet, {str(cell.value): cell.column for cell in sheet[FIRST - 1] if cell.column})
    target = path.with_name("returned.xlsx")
    book.save(target)
    return target


def counts(plan: FeedbackPlan) -> tuple[int, int, int, int]:
    found = plan.to_json()
    return found["updates"], found["conflicts"], found["not_returned"], found["candidates"]


def test_nothing_written_means_nothing_changed(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    path = sent(books, tmp_path)
    plan = plan_feedback(books.ws, path)
    assert counts(plan) == (0, 0, 0, 0)


def test_their_cells_are_taken_and_become_a_log_entry_of_the_office(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["受理情况"]).value = "已受理"
        sheet.cell(FIRST, at["最新进展"]).value = "已约企业见面"

    plan = plan_feedback(books.ws, returned(sent(books, tmp_path), edit))
    assert counts(plan) == (2, 0, 0, 0)
    done = apply_feedback(books.ws, plan)
    found = books.get("lead", lead)
    assert (found.office_status, found.office_progress, done.refused) == ("已受理", "已约企业见面", ())
    entry = books.get("activity", 1)
    assert "已约企业见面" in entry.text
    assert entry.author == "赤峰市驻呼联络处"
    assert books.get("delivery", plan.delivery.id).status == "已反馈"


def test_what_an_office_adds_to_a_masked_text_does_not_cost_us_the_number(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工", summary="联系王总 139 0000 8888")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["项目内容"]).value += "；另需仓库"

    path = returned(sent(books, tmp_path), edit)
    apply_feedback(books.ws, plan_feedback(books.ws, path))
    assert books.get("lead", lead).summary == "联系王总 139 0000 8888；另需仓库"
    assert "139****8888" in books.get("activity", 1).text
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)


def test_the_same_sheet_twice_changes_nothing(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["受理情况"]).value = "已受理"

    path = returned(sent(books, tmp_path), edit)
    apply_feedback(books.ws, plan_feedback(books.ws, path))
    again = plan_feedback(books.ws, path)
    assert counts(again) == (0, 0, 0, 0)
    assert apply_feedback(books.ws, again).action is None


def test_sorted_deleted_and_added_rows_find_their_place(books: Liaison, tmp_path: Path) -> None:
    for number in range(4):
        books.lead(f"项目{number}")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 3)]
        rows[0][at["受理情况"] - 1] = "已受理"
        kept = [rows[3], rows[0], rows[1]]
        new: list[Any] = [None] * len(rows[0])
        new[at["项目名称"] - 1], new[at["投资方"] - 1] = "联络处新推荐的项目", "另一家公司"
        for line, values in enumerate([*kept, new]):
            for column, value in enumerate(values, 1):
                sheet.cell(FIRST + line, column).value = value

    plan = plan_feedback(books.ws, returned(sent(books, tmp_path), edit))
    assert counts(plan) == (1, 0, 1, 1)
    assert plan.updates[0].project == "项目0"
    assert [project for _code, project in plan.not_returned] == ["项目2"]
    assert plan.candidates[0].cells["project"] == "联络处新推荐的项目"


def test_a_sheet_without_one_row_left_says_which_leads_did_not_come_back(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    plan = plan_feedback(books.ws, returned(sent(books, tmp_path), lambda sheet, _at: sheet.delete_rows(FIRST)))
    assert counts(plan) == (0, 0, 1, 0)


def test_both_sides_changed_is_a_conflict_that_a_person_decides(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["最新进展"]).value = "他们写的"

    path = returned(sent(books, tmp_path), edit)
    books.edit("lead", lead, office_progress="我们写的")
    plan = plan_feedback(books.ws, path)
    assert counts(plan) == (0, 1, 0, 0)
    apply_feedback(books.ws, plan)
    assert books.get("lead", lead).office_progress == "我们写的"
    apply_feedback(books.ws, plan.decide("theirs"))
    assert books.get("lead", lead).office_progress == "他们写的"


def test_what_only_we_changed_stays_and_is_shown(books: Liaison, tmp_path: Path) -> None:
    touched = books.lead("杂粮加工", office_handler="李某")
    books.lead("光伏组件", office_handler="李某")
    path = sent(books, tmp_path)
    books.edit("lead", touched, office_handler="王某")
    plan = plan_feedback(books.ws, path)
    assert counts(plan) == (0, 0, 0, 0)
    assert [(one.lead_id, one.field, one.ours, one.verdict) for one in plan.others] == [
        (touched, "office_handler", "王某", Verdict.OURS)
    ]


def test_only_the_clear_mark_clears(books: Liaison, tmp_path: Path) -> None:
    kept, cleared = books.lead("留着", office_handler="李某"), books.lead("清掉", office_handler="李某")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["跟进人"]).value = None
        sheet.cell(FIRST + 1, at["跟进人"]).value = CLEAR

    apply_feedback(books.ws, plan_feedback(books.ws, returned(sent(books, tmp_path), edit)))
    assert books.get("lead", kept).office_handler == "李某"
    assert books.get("lead", cleared).office_handler == ""


def test_without_the_hidden_key_the_lead_number_matches_then_project_and_investor(
    books: Liaison, tmp_path: Path
) -> None:
    books.lead("有编号")
    books.lead("没编号")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.delete_cols(at["chamber:key"])
        sheet.cell(FIRST + 1, at["线索编号"]).value = None
        for row in (FIRST, FIRST + 1):
            sheet.cell(row, at["受理情况"]).value = "已受理"

    plan = plan_feedback(books.ws, returned(sent(books, tmp_path), edit))
    assert {change.project for change in plan.updates} == {"有编号", "没编号"}


def test_moved_and_slightly_renamed_columns_are_recognised(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST - 1, at["最新进展"]).value = "目前最新进展情况"
        sheet.cell(FIRST, at["最新进展"]).value = "已对接"
        status, moved = at["受理情况"], at["chamber:key"] + 1
        sheet.cell(FIRST - 1, moved).value = "受理情况"
        sheet.cell(FIRST - 1, status).value = "备用栏"
        sheet.cell(FIRST, moved).value = "已受理"

    plan = plan_feedback(books.ws, returned(sent(books, tmp_path), edit))
    assert {change.field for change in plan.updates} == {"office_progress", "office_status"}


def test_a_csv_that_comes_back_is_merged_too(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", summary="=1+1")
    path = sent(books, tmp_path, file_format="csv")
    text = path.read_text("utf-8-sig")
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)
    assert "\t=1+1" in text


def test_a_sheet_that_is_not_ours_is_refused(local_books: Liaison, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["姓名", "电话"])
    path = tmp_path / "other.xlsx"
    book.save(path)
    with pytest.raises(BadFile):
        plan_feedback(local_books.ws, path)


def test_an_error_of_a_formula_is_nobodys_answer(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["最新进展"]).value = "#REF!"

    assert counts(plan_feedback(local_books.ws, returned(sent(local_books, tmp_path), edit))) == (0, 0, 0, 0)


values = st.sampled_from(["", "甲", "乙", "丙", "12000", "12,000", CLEAR])


@given(values, values, values)
def test_a_cell_merges_as_the_oracle_says(before: str, theirs: str, ours: str) -> None:
    sent_text = "" if before == CLEAR else before
    our_text = "" if ours == CLEAR else ours
    verdict, value = merge_cell(sent_text, theirs, our_text)
    their_text = sent_text if theirs == "" else "" if theirs == CLEAR else theirs
    if same(their_text, sent_text):
        assert same(value, our_text)
    elif same(our_text, sent_text):
        assert (verdict, value) == (Verdict.THEIRS, their_text)
    elif same(their_text, our_text):
        assert verdict is Verdict.SAME
    else:
        assert verdict is Verdict.BOTH


@given(st.lists(values, min_size=2, max_size=2), values)
def test_two_answers_arrive_in_any_order_without_a_lost_update(answers: list[str], before: str) -> None:
    """The one that arrives first is taken; another answer for the same cell is shown, never lost in silence."""
    start = "" if before == CLEAR else before
    spoken = {
        "" if answer == CLEAR else answer
        for answer in answers
        if answer and not same("" if answer == CLEAR else answer, start)
    }
    for order in (answers, answers[::-1]):
        ours, conflicts = start, []
        for answer in order:
            verdict, value = merge_cell(start, answer, ours)
            if verdict is Verdict.THEIRS:
                ours = value
            elif verdict is Verdict.BOTH:
                conflicts.append(value)
        assert all(any(same(one, kept) for kept in [ours, *conflicts]) for one in spoken)


def test_another_chambers_sheet_of_the_same_number_is_refused(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    path = sent(books, tmp_path)

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["项目名称"]).value = "光伏电站"
        sheet.cell(FIRST, at["投资方"]).value = "另一虚构投资有限公司"
        sheet.cell(FIRST, at["受理情况"]).value = "已受理"

    with pytest.raises(BadFile, match=r"D\d{4}-O01-001"):
        plan_feedback(books.ws, returned(path, edit))


def test_a_name_put_right_by_the_office_does_not_make_it_another_list(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST, at["项目名称"]).value = "杂粮精深加工"

    assert counts(plan_feedback(books.ws, returned(sent(books, tmp_path), edit)))[0] == 1


def test_a_row_that_was_split_shows_every_answer_and_asks_once(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        add_row(sheet)
        for row, text, status in ((FIRST, "甲说", "已受理"), (FIRST + 1, "乙说", "退回")):
            sheet.cell(row, at["最新进展"]).value = text
            sheet.cell(row, at["受理情况"]).value = status

    path = returned(sent(books, tmp_path), edit)
    plan = plan_feedback(books.ws, path)
    assert [one.theirs for one in plan.conflicts] == ["已受理 / 退回", "甲说\n乙说"]
    done = apply_feedback(books.ws, plan.decide("theirs"))
    assert [one.field for one, _reason in done.refused] == ["office_status"]
    assert books.get("lead", lead).office_progress == "甲说\n乙说"
    again = plan_feedback(books.ws, path)
    assert [one.field for one in again.conflicts] == ["office_status"]
    apply_feedback(books.ws, again.decide("ours"))
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)


def test_a_row_made_by_copying_another_is_a_new_one(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        add_row(sheet)
        sheet.cell(FIRST + 1, at["项目名称"]).value = "光伏电站"
        sheet.cell(FIRST, at["最新进展"]).value = "已约见"

    path = returned(sent(books, tmp_path), edit)
    plan = plan_feedback(books.ws, path)
    assert counts(plan) == (1, 0, 0, 1)
    done = apply_feedback(books.ws, plan.want(True))
    assert (books.get("lead", lead).project, len(done.filed)) == ("杂粮加工", 1)
    assert counts(plan_feedback(books.ws, path)) == (0, 0, 0, 0)


def add_row(sheet: Sheet) -> None:
    """The first row once more below it, key and all; the notes go down."""
    for area in [one for one in sheet.merged_cells.ranges if one.min_row > FIRST]:
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(FIRST + 1)
    for cell in sheet[FIRST]:
        sheet.cell(FIRST + 1, cell.column).value = cell.value


def test_a_column_under_another_usual_name_is_known_and_contact_data_is_told_not_taken(
    local_books: Liaison, tmp_path: Path
) -> None:
    lead = local_books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")

    def edit(sheet: Sheet, at: dict[str, int]) -> None:
        sheet.cell(FIRST - 1, at["受理情况"]).value = "受理状态"
        sheet.cell(FIRST, at["受理情况"]).value = "已受理"
        sheet.cell(FIRST, at["联系方式"]).value = "13800001111"

    plan = plan_feedback(local_books.ws, returned(sent(local_books, tmp_path), edit))
    assert counts(plan) == (1, 0, 0, 0)
    assert plan.left_aside == ((FIRST, "联系方式", "13800001111"),)
    apply_feedback(local_books.ws, plan)
    found = local_books.get("lead", lead)
    assert (found.office_status, [one.number for one in found.contact_phones]) == ("已受理", ["13900002222"])
