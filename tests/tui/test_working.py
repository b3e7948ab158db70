"""Work in the background: who hears of its result, and the dialog that watches it."""

import threading

from tests.tui.conftest import app_on, ready, until
from tui.base import background
from tui.dialogs.ask_text import AskText
from tui.dialogs.working import Working
from tui.job import Job


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


def test_work_rests_while_its_dialog_is_drawn_but_not_for_ever(monkeypatch):
    job, ended = Job(), threading.Event()

    def work():
        job.tell("Writing", 1, 2)
        ended.set()

    monkeypatch.setattr("tui.job.REST", 600)
    job.rest()
    worker = threading.Thread(target=work)
    worker.start()
    while not job.told:
        pass
    assert not ended.is_set()
    job.go_on()
    worker.join()
    assert ended.is_set()
    monkeypatch.setattr("tui.job.REST", 0)
    job.rest()
    work()


async def test_work_begins_when_its_dialog_is_there(filled_url):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        shown, results = [], []

        def work(_progress):
            shown.append(bool(working.query("ProgressBar")) and working.size.width > 0)
            return True

        working = Working("Import", work)
        await app.push_screen(working, results.append)
        await until(pilot, lambda: results == [True])
        assert shown == [True]
