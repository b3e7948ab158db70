"""Which lists of a workbook to read: one alone by Enter, several by ticking them, or all that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from chamber.i18n import _
from tui.base import Dialog
from tui.widgets.bars import KeyBar
from tui.widgets.line_list import LineList, Row

_MOST_LINES = 14


class ChooseSheets(Dialog[tuple[str, ...]]):
    """Gives the names of the lists to read, `()` for those that belong together; None when left."""

    OFFERS = (*Dialog.OFFERS, "tick", "choose")
    DEFAULT_CSS = """
    ChooseSheets > .dialog { max-width: 60; }
    ChooseSheets LineList { background: $surface; }
    ChooseSheets .hint { color: $foreground-muted; }
    """

    def __init__(self, sheets: Sequence[tuple[str, bool]]) -> None:
        """`sheets`: every list by name, and whether it is read now."""
        super().__init__()
        self._names = [name for name, _read in sheets]
        self._ticked = {name for name, read in sheets if read}
        self._touched = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = _("Sheet")
            yield Static(
                _("Enter reads the one under the cursor. F4 or Space ticks several, then Enter reads those."),
                classes="hint",
            )
            yield LineList()
        yield KeyBar()

    def on_mount(self) -> None:
        lines = self._list
        lines.styles.height = min(len(self._names) + 1, _MOST_LINES)
        self._draw()
        if len(self._ticked) == 1:
            lines.go_to(1 + self._names.index(next(iter(self._ticked))))
        lines.focus()

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    def _draw(self) -> None:
        ticked = [(name, name in self._ticked) for name in self._names]
        self._list.show(
            [
                Row("   ", _("All that belong together")),
                *(Row("[x]" if mine else "[ ]", name, "" if mine else "quiet") for name, mine in ticked),
            ]
        )

    def on_line_list_chosen(self) -> None:
        self.action_choose()

    def action_tick(self) -> None:
        if self._list.at:
            self._ticked ^= {self._names[self._list.at - 1]}
            self._touched = True
            self._draw()

    def action_choose(self) -> None:
        if self._touched and self._ticked:
            self.dismiss(tuple(name for name in self._names if name in self._ticked))
        else:
            self.dismiss((self._names[self._list.at - 1],) if self._list.at else ())
