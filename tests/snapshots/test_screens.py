"""What a user sees: every screen in both languages and both sizes, with clock and cursor at rest.

After a wanted change: pytest tests/snapshots --snapshot-update, and look at the pictures before they are committed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.tui.conftest import app_on, quiet, ready, until

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
SCREENS = {
    "home": ["1"],
    "members": ["2"],
    "member_form": ["2", "ctrl+n"],
    "events": ["3"],
    "leads": ["4"],
    "lead": ["4", "enter"],
    "advance": ["4", "f4"],
    "offices": ["5"],
    "menu": ["f10"],
    "help": ["4", "f1"],
    "removal": ["4", "delete"],
}


def at_rest(keys: list[str]) -> Callable[[Pilot[int]], Awaitable[None]]:
    """Press the keys, let everything be read, stop the cursor."""

    async def go(pilot: Pilot[int]) -> None:
        app: Any = pilot.app
        await until(pilot, lambda: ready(app))
        for key in keys:
            await quiet(pilot)
            await until(pilot, lambda: not _reading(app))
            await pilot.press(key)
        for _ in range(3):
            await quiet(pilot)
            await until(pilot, lambda: not _reading(app))
        for box in (*app.screen.query(Input), *app.screen.query(TextArea)):
            box.cursor_blink = False
        await pilot.pause()

    return go


def _reading(app) -> bool:
    """Whether a list or a detail pane of the screen still waits for its record."""
    for one in app.screen.query("RecordList"):
        if one.window is None or one._told != one.record_id or (one.count and one.row(0) is None):
            return True
    return any(one.card is None for one in app.screen.query("Detail") if app.screen.list.record_id)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_looks_as_it_should(snap_compare, filled_url, lang, screen, size):
    assert snap_compare(app_on(filled_url, lang), terminal_size=SIZES[size], run_before=at_rest(SCREENS[screen]))


def test_plain_borders_look_as_they_should(snap_compare, filled_url):
    app = app_on(filled_url, "zh", ascii_borders=True)
    try:
        assert snap_compare(app, terminal_size=(80, 24), run_before=at_rest(["2", "ctrl+n"]))
    finally:
        app.draw_in_ascii(False)


def test_the_first_start_looks_as_it_should(snap_compare, sqlite_url, lang):
    async def asked(pilot: Pilot[int]) -> None:
        await until(pilot, lambda: type(pilot.app.screen).__name__ == "FormDialog")
        await quiet(pilot)
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False
        await quiet(pilot)

    assert snap_compare(app_on(sqlite_url, lang), terminal_size=(80, 24), run_before=asked)
