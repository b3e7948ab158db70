"""What can be done where one is, and with which keys."""

from __future__ import annotations

from typing import Any, ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import Screen
from textual.widgets import Static

from chamber.i18n import N_, _
from tui.base import Dialog, available
from tui.keymap import EVERYWHERE, GO, HERE, Command
from tui.widgets.bars import KeyBar

MOVING = (
    ("Tab Shift+Tab", N_("To the next pane or field, and back")),
    ("Up Down PgUp PgDn Home End", N_("Move in a list")),
    ("Left Right", N_("Open and close a city; go from section to section")),
)
TYPING = ("A-Z 汉字", N_("Typing in a list filters it: names, pinyin, initials, phones"))


class Help(Dialog[None]):
    """Made from the key map: what is listed here works here."""

    OFFERS = ("close",)
    BINDINGS: ClassVar = [Binding("f1,enter", "back", show=False)]
    DEFAULT_CSS = """
    Help > .dialog { max-width: 104; height: 1fr; max-height: 44; margin: 0 0 1 0; }
    Help VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; }
    """

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._commands = [command for _node, command in available(screen)]
        self._moving = (*MOVING, TYPING) if screen.query("ListPane") else MOVING

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = _("Help")
            with VerticalScroll():
                yield Static(self._table())
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _table(self) -> Table:
        accent = self.app.theme_variables.get("accent", "")
        table = Table.grid(padding=(0, 2))
        table.add_column(max_width=16, overflow="fold")
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, overflow="fold")
        for group in (HERE, GO, EVERYWHERE):
            mine = [command for command in self._commands if command.group == group]
            if mine:
                table.add_row(Text(_(group), f"bold {accent}"), "", "")
            for command in mine:
                table.add_row(Text(_keys(command)), Text(_(command.label)), Text(_(command.help), "dim"))
        table.add_row(Text(_("Moving about"), f"bold {accent}"), "", "")
        for keys, what in self._moving:
            table.add_row(Text(keys), "", Text(_(what), "dim"))
        return table


def _keys(command: Command) -> str:
    return command.shown_keys or _("menu")
