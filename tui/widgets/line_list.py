"""A list of one-line rows that are all in memory already: a cursor, a window onto the lines, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip

from tui.widgets.columns import cut
from tui.widgets.cursor_view import CursorView


@dataclass(frozen=True, slots=True)
class Row:
    """`mark` stands first; `kind` is one of `LineList.KINDS` and gives the colour; `key` is for whoever made the row."""

    mark: str
    text: str
    kind: str = ""
    key: object = None


class LineList(CursorView):
    """Shows rows; says `Moved` when the cursor rests on another one and `Chosen` on Enter or a double click."""

    KINDS: ClassVar = ("good", "change", "warn", "bad", "quiet")

    class Moved(CursorView.Moved):
        """The cursor is on another row, or the rows are others."""

    class Chosen(CursorView.Chosen):
        """Enter or a double click on a row."""

    class Resized(Message):
        """There is more or less room for a line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", *(f"lines--{kind}" for kind in KINDS)}
    DEFAULT_CSS = """
    LineList {
        & > .lines--good { color: $text-success; }
        & > .lines--change { color: $text-accent; }
        & > .lines--warn { color: $text-warning; }
        & > .lines--bad { color: $text-error; }
        & > .lines--quiet { color: $foreground-muted; }
        & > .lines--cursor { background: $panel-lighten-1; text-style: bold; }
        &:focus > .lines--cursor { background: $primary; color: $text; }
    }
    """
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,ctrl+home", "move(-10000000)", show=False),
        Binding("end,ctrl+end", "move(10000000)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, empty: str = "") -> None:
        """`empty` is what stands there when there is no row, in the user's language."""
        super().__init__()
        self.rows: Sequence[Row] = ()
        self._empty = empty

    @property
    def row(self) -> Row | None:
        return self.rows[self.at] if 0 <= self.at < len(self.rows) else None

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows, with the cursor on the one of the same key where that is still there."""
        old = self.row.key if self.row is not None else None
        self.rows = rows
        keys = [row.key for row in rows]
        self.at = keys.index(old) if old is not None and old in keys else self.at
        self._fill(len(rows))

    def go_to(self, at: int) -> None:
        self._put(at)

    @property
    def room(self) -> int:
        """Cells for the text of a row behind its mark, beside the scrollbar; 0 before it is laid out."""
        return max(0, self.scrollable_content_region.width - 3)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = self._line_at(y)
        if at >= len(self.rows):
            said = self._empty if not self.rows and y == 0 else ""
            return Strip([Segment(cut(f" {said}", width), self.rich_style + Style(dim=True))])
        row = self.rows[at]
        style = self.get_component_rich_style(f"lines--{row.kind}") if row.kind else self.rich_style
        if at == self.at:
            style = self.get_component_rich_style("lines--cursor")
        return Strip([Segment(cut(f" {row.mark} {row.text}", width), style)])

    def action_move(self, lines: int) -> None:
        self.go_to(self.at + lines)

    def action_page(self, pages: int) -> None:
        self.go_to(self.at + pages * self.page)

    def on_resize(self, _event: events.Resize) -> None:
        # Textual calls the one of `CursorView` too.
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        at = self._line_at(offset.y)
        again = at == self.at and event.chain > 1
        if at < len(self.rows):
            self.go_to(at)
            if again:
                self.action_choose()
