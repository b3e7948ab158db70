"""What is painted before the chamber is open: the places one will be able to go to, and after a while why it takes long."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from chamber.i18n import _
from tui.widgets.bars import KeyBar, NavBar

WAITS = 1.5
"""Seconds after which one wants to know what is going on."""


class OpeningScreen(Screen[None]):
    CSS = "OpeningScreen Static { height: 1fr; padding: 1 2; color: $foreground-muted; }"

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield Static(markup=False, id="waiting")
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_timer(WAITS, self._say)

    def _say(self) -> None:
        said = _(
            "Opening. After a newer version of the program was installed, the data is backed up and brought up to date first: "
            "with a million records that can take some minutes. Please leave it running."
        )
        self.query_one("#waiting", Static).update(said)
