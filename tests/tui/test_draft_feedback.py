"""A sheet comes back of a list that nobody marked as sent: the program asks before it writes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from chamber.deliveries import service
from chamber.deliveries.feedback import plan_feedback
from chamber.records import get
from tests.tui.conftest import app_on, ready, sees, until
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.screens.feedback_review import FeedbackReview


@pytest.mark.parametrize(("answer", "status"), [(["enter"], "已反馈"), (["down", "enter"], "草稿")])
async def test_a_draft_is_marked_as_sent_only_when_a_person_says_so(filled_url, tmp_path, answer, status):
    app = app_on(filled_url, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        done = service.make_delivery(app.ws, 1, path=tmp_path / "list.xlsx")
        book = openpyxl.load_workbook(done.path)
        sheet = book.worksheets[0]
        at = next(cell.column for cell in sheet[4] if cell.value == "最新进展")
        sheet.cell(5, at).value = "已联系"
        book.save(done.path)
        app.push_screen(FeedbackReview(plan_feedback(app.ws, tmp_path / "list.xlsx")))
        await until(pilot, lambda: sees(app, "还是草稿", "已联系"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        await pilot.press(*answer)
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("right", "enter")
        await until(pilot, lambda: not isinstance(app.screen, FeedbackReview) and ready(app))
        with app.ws.read() as reader:
            assert get(reader, "delivery", done.id).status == status


async def test_a_row_that_was_decided_stays_where_it_was(filled_url: str, tmp_path: Path) -> None:
    app = app_on(filled_url, "zh")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        done = service.make_delivery(app.ws, 1, full=True, path=tmp_path / "list.xlsx")
        service.send(app.ws, done.id)
        book = openpyxl.load_workbook(done.path)
        sheet = book.worksheets[0]
        at = next(cell.column for cell in sheet[4] if cell.value == "最新进展")
        for row in (5, 6):
            sheet.cell(row, at).value = "已联系"
        book.save(done.path)
        app.push_screen(FeedbackReview(plan_feedback(app.ws, tmp_path / "list.xlsx")))
        await until(pilot, lambda: sees(app, "采用 2 格"))
        review = app.screen
        assert isinstance(review, FeedbackReview)
        keys = [row.key for row in review.lines.rows]
        await pilot.press("f8")
        await until(pilot, lambda: sees(app, "采用 1 格"))
        assert [row.key for row in review.lines.rows] == keys
        assert review.lines.at == 0
