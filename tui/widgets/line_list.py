"""A list of one-line rows that are all in memory already: a cursor, a window onto the lines, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.columns import cut


@dataclass(frozen=True, slots=True)
class Row:
    """`mark` stands first; `kind` is one of `LineList.KINDS` and gives the colour; `key` is for whoever made the row."""

    mark: str
    text: str
    kind: str = ""
    key: object = None


class LineList(ScrollView, can_focus=True):
    """Shows rows; says `Moved` when the cursor rests on another one and `Chosen` on Enter or a double click."""

    KINDS: ClassVar = ("good", "change", "warn", "bad", "quiet")

    class Moved(Message):
        """The cursor is on another row, or the rows are others."""

    class Chosen(Message):
        """Enter or a double click on a row."""

    class Resized(Message):
        """There is more or less room for a line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor", *(f"lines--{kind}" for kind in KINDS)}
    DEFAULT_CSS = """
    LineList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
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
        self.at = 0
        self._empty = empty

    @property
    def row(self) -> Row | None:
        return self.rows[self.at] if 0 <= self.at < len(self.rows) else None

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows, with the cursor on the one of the same key where that is still there."""
        old = self.row.key if self.row is not None else None
        self.rows = rows
        keys = [row.key for row in rows]
        self.at = keys.index(old) if old is not None and old in keys else max(0, min(self.at, len(rows) - 1))
        self.virtual_size = Size(1, len(rows))
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    def go_to(self, at: int) -> None:
        self.at = max(0, min(at, len(self.rows) - 1))
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def room(self) -> int:
        """Cells for the text of a row behind its mark, beside the scrollbar; 0 before it is laid out."""
        return max(0, self.scrollable_content_region.width - 3)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        at = int(self.scroll_y) + y
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
        self.go_to(self.at + pages * max(1, self.size.height - 1))

    def action_choose(self) -> None:
        if self.row is not None:
            self.post_message(self.Chosen())

    def _follow(self) -> None:
        room, top = max(1, self.size.height), int(self.scroll_y)
        wanted = min(top, self.at) if self.at < top else max(top, self.at - room + 1)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self._follow)
        self.refresh()
        self.post_message(self.Resized())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        at = int(self.scroll_y) + offset.y
        again = at == self.at and event.chain > 1
        if at < len(self.rows):
            self.go_to(at)
            if again:
                self.action_choose()
