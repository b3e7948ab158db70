"""A question that is answered with yes or no."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from chamber.i18n import _
from tui.base import Dialog
from tui.widgets.bars import KeyBar


class Confirm(Dialog[bool]):
    """True for yes; no and Esc are the same. Left and Right change the answer.

    The safe answer has the focus, unless `ready`: a step that was asked for and can be taken back.
    """

    OFFERS = ("cancel",)
    DEFAULT_CSS = """
    Confirm > .dialog { max-width: 64; padding: 1 2; }
    Confirm Static { margin-bottom: 1; }
    Confirm Horizontal { height: auto; align-horizontal: center; }
    Confirm Button { margin: 0 2; min-width: 12; }
    """
    BINDINGS = [("left", "app.focus_previous"), ("right", "app.focus_next")]  # noqa: RUF012

    def __init__(self, question: str, yes: str, no: str = "", *, hint: str = "", ready: bool = False) -> None:
        """All texts in the user's language; `no` is 'Cancel' unless given."""
        super().__init__()
        self._question, self._yes, self._no, self._hint = question, yes, no or _("Cancel"), hint
        self._ready = ready

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            if self._hint:
                yield Static(self._hint, markup=False, classes="hint")
            with Horizontal():
                yield Button(self._no, id="no", compact=True)
                yield Button(self._yes, id="yes", variant="success" if self._ready else "error", compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#yes" if self._ready else "#no").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_back(self) -> None:
        self.dismiss(False)
