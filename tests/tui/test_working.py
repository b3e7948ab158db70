"""Work in the background: who hears of its result, and the dialog that watches it."""

import threading

from tests.tui.conftest import app_on, ready, until
from tui.base import background
from tui.dialogs.ask_text import AskText
from tui.dialogs.working import Working


async def test_what_is_being_taken_away_hears_of_no_result(filled_url):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        heard = []
        dialog = AskText("Name", "")
        await app.push_screen(dialog)
        # Its children go before it does: a result that comes in between must not look for them.
        dialog._pruning = True
        await app.workers.wait_for_complete([background(dialog, lambda: 1, heard.append)])
        assert heard == []
        dialog._pruning = False
        await app.workers.wait_for_complete([background(dialog, lambda: 2, heard.append)])
        assert heard == [2]


async def test_a_dialog_over_long_work_is_left_before_its_result_is_given_once(filled_url):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        may_end, results = threading.Event(), []
        working = Working("Import", lambda _progress: may_end.wait(10))
        await app.push_screen(working, results.append)
        over = AskText("Name", "")
        await app.push_screen(over)
        may_end.set()
        await until(pilot, lambda: working._over)
        await pilot.pause()
        assert app.screen is over
        assert results == []
        await pilot.press("escape")
        await until(pilot, lambda: ready(app))
        assert results == [True]
