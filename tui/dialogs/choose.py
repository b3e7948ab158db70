"""Choose one of a few by arrows and Enter; of many, by typing a part of it too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from chamber.i18n import _
from tui.base import Dialog
from tui.typed import fits
from tui.widgets.bars import KeyBar
from tui.widgets.columns import shortened

_TITLE = 44
"""Cells of a title there is room for."""
MANY = 16
"""Options that are seen at once; among more one wants to type."""


class Choose(Dialog[str]):
    """Gives the key of the chosen option, None when left. Options are (key, text) in the user's language."""

    OFFERS = (*Dialog.OFFERS, "choose")
    BINDINGS: ClassVar = [
        Binding("down", "move('cursor_down')", show=False, priority=True),
        Binding("up", "move('cursor_up')", show=False, priority=True),
        Binding("pagedown", "move('page_down')", show=False, priority=True),
        Binding("pageup", "move('page_up')", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Choose > .dialog { max-width: 50; }
    Choose Input { background: $panel; }
    Choose OptionList { border: none; height: auto; max-height: 16; background: $surface; text-wrap: wrap; }
    """

    def __init__(self, title: str, options: Sequence[tuple[str, str]], current: str = "") -> None:
        super().__init__()
        self._title = title
        self._options = options
        self._current = current
        self._shown: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = shortened(self._title, _TITLE)
            if len(self._options) > MANY:
                yield Input(placeholder=_("Type a part of it"), compact=True)
            yield OptionList(markup=False, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill("")
        box = self.query_one(OptionList)
        box.highlighted = self._shown.index(self._current) if self._current in self._shown else 0
        if len(self._options) > MANY:
            box.can_focus = False
            self.query_one(Input).focus()
        else:
            box.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        found = [(key, text) for key, text in self._options if fits(typed, text)]
        self._shown = [key for key, _text in found]
        box = self.query_one(OptionList)
        box.clear_options()
        box.add_options(Option(text) for _key, text in found)
        if not found:
            box.add_option(Option(Text(_("Nothing fits what was typed."), "dim"), disabled=True))
        box.highlighted = 0 if found else None

    def action_move(self, how: str) -> None:
        getattr(self.query_one(OptionList), f"action_{how}")()

    def on_input_submitted(self) -> None:
        self.action_choose()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index])

    def action_choose(self) -> None:
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._shown):
            self.dismiss(self._shown[at])
