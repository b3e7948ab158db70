"""Lines that are all in memory already, a cursor on one of them: a window onto them, however many there are."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView


class CursorView(ScrollView, can_focus=True):
    """Whoever fills it says how many lines there are by `_fill`; `HEAD` lines of titles stand above them."""

    class Moved(Message):
        """The cursor is somewhere else, or the lines are others."""

    class Chosen(Message):
        """Enter or a double click where the cursor is."""

    HEAD: ClassVar[int] = 0
    DEFAULT_CSS = """
    CursorView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.at = 0
        """The line of the cursor, of `count`."""
        self.count = 0

    def _fill(self, count: int) -> None:
        """Other lines are shown, so many."""
        self.count = count
        self.virtual_size = Size(1, count + self.HEAD)
        self._put(self.at)

    def _put(self, at: int) -> None:
        """The cursor to a line, or the nearest there is."""
        self.at = max(0, min(at, self.count - 1))
        self._follow()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def page(self) -> int:
        """The lines a page goes on by: one stays in sight."""
        return max(1, self.size.height - self.HEAD - 1)

    def _line_at(self, y: int) -> int:
        """The line drawn in a row of the widget, beyond `count` below the last."""
        return int(self.scroll_y) + y - self.HEAD

    def _follow(self) -> None:
        """Scroll so that the cursor is seen."""
        room, top = max(1, self.size.height - self.HEAD), int(self.scroll_y)
        wanted = min(top, self.at) if self.at < top else max(top, self.at - room + 1)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, force=True)

    def on_resize(self, _event: events.Resize) -> None:
        self.call_after_refresh(self._follow)
        self.refresh()

    def action_choose(self) -> None:
        if self.count:
            self.post_message(self.Chosen())
