"""One line of text to change."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, Static

from tui.base import Dialog
from tui.widgets.bars import KeyBar
from tui.widgets.columns import shortened

_TITLE = 62
"""Cells of a title there is room for on a small screen."""


class AskText(Dialog[str]):
    """Gives the text, None when left."""

    OFFERS = (*Dialog.OFFERS, "save")
    DEFAULT_CSS = """
    AskText > .dialog { max-width: 80; }
    AskText .hint { color: $foreground-muted; }
    """

    def __init__(
        self, title: str, text: str, hint: str = "", *, secret: bool = False, amend: bool = False, missing: str = ""
    ) -> None:
        """All texts in the user's language. What is typed into a `secret` one shows as dots. What is typed first takes
        the place of the text, with `amend` it goes behind it. `missing` is said, and the dialog stays, when nothing is
        typed; without it nothing is an answer."""
        super().__init__()
        self._title, self._text, self._hint, self._secret, self._amend = title, text, hint, secret, amend
        self._missing = missing

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = shortened(self._title, _TITLE)
            if self._hint:
                yield Static(self._hint, markup=False, classes="hint")
            yield Input(value=self._text, password=self._secret, select_on_focus=not self._amend, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        box = self.query_one(Input)
        box.cursor_position = len(box.value)
        box.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        text = self.query_one(Input).value
        if self._missing and not text.strip():
            self.notify(self._missing, severity="error")
        else:
            self.dismiss(text)
