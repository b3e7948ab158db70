"""The chamber could not be opened: why, and what can be done."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Button, Static

from chamber.errors import ChamberError
from chamber.i18n import _
from tui.base import Dialog


class Refusal(Dialog[bool]):
    """Says it and ends the program."""

    OFFERS = ("close",)
    DEFAULT_CSS = """
    Refusal > .dialog { max-width: 70; padding: 1 2; }
    Refusal Static { margin-bottom: 1; }
    """

    def __init__(self, error: ChamberError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(str(self._error), markup=False, classes="bad")
            yield Static(self._error.hint_text, markup=False)
            yield Button(_("Quit"), compact=True)

    def on_button_pressed(self) -> None:
        self.dismiss(True)
