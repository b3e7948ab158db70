"""The terminal itself: plain characters, what is loaded when, what happens to a bug."""

from __future__ import annotations

import re
import subprocess
import sys
from threading import Event

import pytest
from textual.worker import WorkerFailed

from chamber.indexing import INDEXING
from chamber.progress import Cancelled, Progress
from chamber.workspace import Workspace
from tests.tui.conftest import app_on, quiet, ready, sees, text_of, until
from tui.app import ChamberApp
from tui.base import background

AMBIGUOUS = re.compile("[\u2010-\u2027\u2190-\u21ff\u2500-\u25ff\u00b7]")
"""Box characters, blocks, arrows, triangles, dashes and quotes that some consoles draw two cells wide."""


@pytest.mark.parametrize(
    "keys",
    [["1"], ["2"], ["3"], ["4"], ["5"], ["2", "ctrl+n"], ["3", "ctrl+n"], ["f10"], ["f1"], ["f11"], ["2", "delete"]],
)
async def test_in_plain_mode_nothing_is_drawn_that_a_console_may_draw_two_cells_wide(filled_url, lang, keys):
    app = app_on(filled_url, lang, ascii_borders=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        for key in keys:
            await pilot.press(key)
            await quiet(pilot)
        await quiet(pilot)
        found = [line for line in text_of(app).splitlines() if AMBIGUOUS.search(line)]
        app.draw_in_ascii(False)
    assert not found


def test_the_first_picture_loads_neither_the_store_nor_any_screen_one_goes_to():
    code = "import sys, tui.app, tui.screens.opening; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "peewee",
        "openpyxl",
        "chamber.workspace",
        "chamber.text.pinyin",
        "phonenumbers",
        "tui.screens.home",
        "tui.screens.browse",
        "ssl",
    }
    assert not heavy & set(loaded)


def test_the_first_screen_loads_nothing_of_how_a_list_for_an_office_is_made():
    code = "import sys, tui.screens.home; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"chamber.deliveries.delta", "chamber.privacy.masking", "chamber.text.hidden_numbers"} & set(loaded)


def test_what_is_loaded_at_leisure_leaves_out_what_reads_spreadsheets():
    code = "import sys; from tui.leisure import warm_up; warm_up(); print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"tui.screens.officer", "tui.dialogs.form"} <= set(loaded)
    assert not {"xlrd", "python_calamine", "openpyxl", "chamber.importing.reading"} & set(loaded)


async def run_into_a_bug(app: ChamberApp) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        background(app, broken, lambda _result: None)
        await quiet(pilot)


async def test_a_bug_ends_the_program_and_reaches_the_outermost_handler(filled_url):
    app = app_on(filled_url)
    with pytest.raises(WorkerFailed, match="ZeroDivisionError"):
        await run_into_a_bug(app)
    assert app.return_code == 1


async def test_who_waits_for_the_chamber_to_open_is_told_why(filled_url, lang, monkeypatch):
    monkeypatch.setattr("tui.screens.opening.WAITS", 0.01)
    hold = Event()

    def slowly(_told: Progress) -> Workspace:
        hold.wait(30)
        return Workspace.open(filled_url, user="tester")

    app = ChamberApp(slowly, lang=lang)
    async with app.run_test(size=(80, 24)) as pilot:
        for _turn in range(200):
            await pilot.pause(0.02)
            if sees(app, "正在打开" if lang == "zh" else "Opening."):
                break
        told = sees(app, "正在打开" if lang == "zh" else "Opening.")
        inset = app.screen.query_one("#waiting").content_region.x
        hold.set()
        await until(pilot, lambda: ready(app))
        assert told
        assert inset > 2


async def test_leaving_while_the_chamber_is_brought_up_to_date_gives_it_up(filled_url, monkeypatch):
    monkeypatch.setattr("tui.screens.opening.WAITS", 0.01)
    monkeypatch.setattr("tui.screens.opening.TICK", 0.01)
    given_up, failed = Event(), Event()

    def slowly(told: Progress) -> Workspace:
        while not failed.is_set():
            try:
                told(INDEXING, 250_000, 1_000_000)
            except Cancelled:
                given_up.set()
                raise
        raise AssertionError("nobody gave it up")

    app = ChamberApp(slowly, lang="en")
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            for _turn in range(200):
                await pilot.pause(0.02)
                if sees(app, "250,000 / 1,000,000", "25%"):
                    break
            assert sees(app, "250,000 / 1,000,000", "25%")
            await pilot.press("ctrl+q")
        assert given_up.wait(30)
    finally:
        failed.set()
