"""Everything that can be done now, to choose from by arrows or by typing a part of it (pinyin initials too)."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from chamber.i18n import _
from tui.base import Dialog, available
from tui.keymap import EVERYWHERE, GO, HERE, Command
from tui.typed import fits
from tui.widgets.bars import KeyBar
from tui.widgets.columns import shortened

_GROUPS = (HERE, GO, EVERYWHERE)
_WIDEST = 90
_LEFT_OUT = ("menu", "open", "choose", "save", "cancel")


class Menu(Dialog[str]):
    """Gives the name of the chosen command."""

    OFFERS = (*Dialog.OFFERS, "choose")
    BINDINGS: ClassVar = [
        Binding("down", "move('cursor_down')", show=False, priority=True),
        Binding("up", "move('cursor_up')", show=False, priority=True),
        Binding("pagedown", "move('page_down')", show=False, priority=True),
        Binding("pageup", "move('page_up')", show=False, priority=True),
        Binding("f10,ctrl+p", "back", show=False),
    ]
    DEFAULT_CSS = """
    Menu { align: center top; }
    Menu > .dialog { max-width: 90; height: 1fr; max-height: 36; margin: 0 0 1 0; }
    Menu Input { background: $panel; }
    Menu OptionList { border: none; height: 1fr; background: $surface; padding: 0; }
    """

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        found = [command for _node, command in available(screen) if command.name not in _LEFT_OUT]
        self._all = sorted(found, key=_place)
        self._shown: list[Command | None] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = _("Menu")
            yield Input(placeholder=_("Type a part of what you want to do"), compact=True)
            options = OptionList(markup=False, compact=True)
            options.can_focus = False
            yield options
        yield KeyBar()

    def on_mount(self) -> None:
        self._fill("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, text: str) -> None:
        box = self.query_one(OptionList)
        box.clear_options()
        self._shown = []
        group = ""
        for command in self._all:
            if not fits(text, _(command.label), command.label):
                continue
            if command.group != group:
                group = command.group
                self._shown.append(None)
                box.add_option(Option(Text(_(group), "bold dim"), disabled=True))
            self._shown.append(command)
            box.add_option(Option(_line(command, self._room)))
        if not self._shown:
            self._shown.append(None)
            box.add_option(Option(Text(" " + _("Nothing fits what was typed."), "dim"), disabled=True))
        box.highlighted = next((number for number, command in enumerate(self._shown) if command), None)

    @property
    def _room(self) -> int:
        """Cells of a line beside frame, padding and scrollbar."""
        return min(_WIDEST, self.app.size.width * 9 // 10) - 6

    def action_move(self, how: str) -> None:
        getattr(self.query_one(OptionList), f"action_{how}")()

    def on_input_submitted(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        at = self.query_one(OptionList).highlighted
        command = self._shown[at] if at is not None else None
        if command is not None:
            self.dismiss(command.name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        command = self._shown[event.option_index]
        if command is not None:
            self.dismiss(command.name)


def _place(command: Command) -> tuple[int, int]:
    """Where a command stands: what belongs here first, in it what the key bar shows first; places in their order."""
    return _GROUPS.index(command.group), 0 if command.group == GO else -command.footer


def _line(command: Command, room: int) -> Text:
    label = _(command.label)
    line = Text(f" {label}", no_wrap=True, overflow="crop")
    line.append(" " * max(1, 26 - cell_len(label)) + f"{command.shown_key:<11}", "dim")
    return line.append(shortened(_(command.help), room - line.cell_len), "dim")
