"""Choose one of a few by arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.base import Dialog
from tui.widgets.bars import KeyBar
from tui.widgets.columns import shortened

_TITLE = 44
"""Cells of a title there is room for."""


class Choose(Dialog[str]):
    """Gives the key of the chosen option, None when left. Options are (key, text) in the user's language."""

    OFFERS = (*Dialog.OFFERS, "choose")
    DEFAULT_CSS = """
    Choose > .dialog { max-width: 50; }
    Choose OptionList { border: none; height: auto; max-height: 16; background: $surface; text-wrap: wrap; }
    """

    def __init__(self, title: str, options: Sequence[tuple[str, str]], current: str = "") -> None:
        super().__init__()
        self._title = title
        self._options = options
        self._current = current

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = shortened(self._title, _TITLE)
            yield OptionList(
                *(Option(text, id=f"k{number}") for number, (_key, text) in enumerate(self._options)),
                markup=False,
                compact=True,
            )
        yield KeyBar()

    def on_mount(self) -> None:
        keys = [key for key, _text in self._options]
        box = self.query_one(OptionList)
        box.highlighted = keys.index(self._current) if self._current in keys else 0
        box.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._options[event.option_index][0])

    def action_choose(self) -> None:
        self.query_one(OptionList).action_select()
