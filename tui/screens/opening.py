"""What is painted before the chamber is open: the places one will be able to go to."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen

from tui.widgets.bars import KeyBar, NavBar


class OpeningScreen(Screen[None]):
    def compose(self) -> ComposeResult:
        yield NavBar()
        yield KeyBar()
