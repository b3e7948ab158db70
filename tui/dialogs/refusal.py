"""The chamber could not be opened: why, and what can be done."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from chamber.errors import ChamberError
from chamber.i18n import _
from tui.base import Dialog


class Refusal(Dialog[bool]):
    """Says it; gives True when a backup shall take the place of what can't be read, else the program ends."""

    OFFERS = ("close",)
    DEFAULT_CSS = """
    Refusal > .dialog { max-width: 70; padding: 1 2; }
    Refusal Static { margin-bottom: 1; }
    Refusal Horizontal { height: auto; }
    Refusal Button { margin-right: 2; }
    """
    BINDINGS = [("left", "app.focus_previous"), ("right", "app.focus_next")]  # noqa: RUF012

    def __init__(self, error: ChamberError, *, replaceable: bool = False) -> None:
        """`replaceable`: a backup may take its place."""
        super().__init__()
        self._error, self._replaceable = error, replaceable

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(str(self._error), markup=False, classes="bad")
            yield Static(self._error.hint_text, markup=False)
            with Horizontal():
                if self._replaceable:
                    yield Button(_("Restore a backup"), id="restore", variant="primary", compact=True)
                yield Button(_("Quit"), compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "restore")

    def action_back(self) -> None:
        self.dismiss(False)
