"""Which columns a list shows, in what order and how wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from chamber.columns import NARROWEST, WIDEST
from chamber.i18n import _
from chamber.lists import ListColumn, all_columns
from tui.base import Dialog, chamber_app
from tui.widgets.bars import KeyBar
from tui.widgets.line_list import LineList, Row

STEP = 2
"""Cells a column gets wider or narrower by at once."""


class ChooseColumns(Dialog[tuple[ListColumn, ...]]):
    """Gives the columns that are in, in their order: none for those the list has of its own; None when left."""

    OFFERS = (*Dialog.OFFERS, "turn", "column_up", "column_down", "narrower", "wider", "own_columns", "save")
    DEFAULT_CSS = """
    ChooseColumns > .dialog { max-width: 64; height: 90%; max-height: 30; }
    ChooseColumns LineList { background: $surface; }
    ChooseColumns .hint { color: $foreground-muted; }
    """

    def __init__(self, view: str, shown: Sequence[ListColumn], standard: Sequence[ListColumn]) -> None:
        super().__init__()
        self._view, self._standard = view, tuple(standard)
        self._in = {one.key for one in shown}
        self._columns = self._in_order(shown)

    def _in_order(self, first: Sequence[ListColumn]) -> list[ListColumn]:
        keys = {one.key for one in first}
        return [*first, *(one for one in all_columns(self._view) if one.key not in keys)]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = _("Columns")
            yield Static(_("Enter takes in or leaves out, left and right make narrower or wider."), classes="hint")
            yield LineList()
        yield KeyBar()

    def on_mount(self) -> None:
        self._draw()
        self._list.focus()

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    def _draw(self) -> None:
        self._list.show(
            [
                Row(
                    "[x]" if one.key in self._in else "[ ]",
                    one.label + (f"  {_('{cells} wide').format(cells=one.cells)}" if one.cells else ""),
                    "" if one.key in self._in else "quiet",
                    one.key,
                )
                for one in self._columns
            ]
        )

    def on_line_list_chosen(self) -> None:
        self.action_turn()

    def action_turn(self) -> None:
        self._in ^= {self._columns[self._list.at].key}
        self._draw()

    def action_column_up(self) -> None:
        self._move(-1)

    def action_column_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        at = self._list.at
        to = at + step
        if 0 <= to < len(self._columns):
            self._columns[at], self._columns[to] = self._columns[to], self._columns[at]
            self._draw()

    def action_narrower(self) -> None:
        self._widen(-STEP)

    def action_wider(self) -> None:
        self._widen(STEP)

    def _widen(self, step: int) -> None:
        at = self._list.at
        one = self._columns[at]
        self._columns[at] = replace(one, cells=max(NARROWEST, min(WIDEST, one.width + step)))
        self._draw()

    def action_own_columns(self) -> None:
        self._in = {one.key for one in self._standard}
        self._columns = self._in_order(self._standard)
        self._draw()

    def action_save(self) -> None:
        chosen = tuple(one for one in self._columns if one.key in self._in)
        if not chosen:
            chamber_app(self).notify(_("Take one column in at least."), severity="warning", markup=False)
            return
        self.dismiss(() if chosen == self._standard else chosen)
