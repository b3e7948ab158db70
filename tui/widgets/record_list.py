"""A list of records as a window onto the database: a million rows open as fast as ten."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.timer import Timer

from chamber import lists
from chamber.columns import kept
from chamber.errors import ChamberError
from chamber.i18n import N_, _
from chamber.lists import Condition, ListColumn, ListRow, Order, Window, default_order
from tui.base import background, chamber_app, workspace
from tui.messages import RecordChosen, RecordHighlighted, typed_ahead
from tui.widgets.columns import GAP
from tui.widgets.drawn_rows import PAGE, DrawnRows

KEPT_PAGES = 60
LATE = 0.3
"""Seconds after which one wants to know that a list is being read."""
SETTLE = 0.07
"""Seconds the cursor rests before the record under it is read."""


class RecordList(DrawnRows, can_focus=True):
    """Rows of a view of `chamber.lists`. The first page comes at once, the ids of the whole list after it."""

    class Loaded(Message):
        """The list shows what was asked for; `count` rows, or the first page of more when not `complete`."""

        def __init__(self, sender: RecordList, count: int, complete: bool) -> None:
            super().__init__()
            self.sender = sender
            self.count = count
            self.complete = complete

        @property
        def control(self) -> RecordList:
            return self.sender

    class Waits(Message):
        """What was asked for takes a moment; what is shown is what was there before."""

    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move_page(-1)", show=False),
        Binding("pagedown", "move_page(1)", show=False),
        Binding("home,ctrl+home", "move_to(0)", show=False),
        Binding("end,ctrl+end", "move_to(-1)", show=False),
    ]

    def __init__(
        self,
        view: str,
        keys: Sequence[str] = (),
        *,
        empty: str = N_("Nothing here yet."),
        id: str | None = None,
    ) -> None:
        """`keys` are the columns shown, those of the view unless given; `empty` a msgid for an empty list."""
        super().__init__(view, keys, empty, id)
        self.chosen: tuple[ListColumn, ...] = ()
        """Columns of a saved view, before a person's own."""
        self.conditions: tuple[Condition, ...] = ()
        self.order: tuple[Order, ...] | None = None
        self.waits = False
        self._late: Timer | None = None
        self._moved = self._to_end = False
        """Whether the cursor went anywhere, or to the end, since the first page was shown."""
        self._told = -1

    # What is shown

    @property
    def settled(self) -> bool:
        """Whether all that was asked for is there: what is done to all of a list must not meet another."""
        return self._late is None and self.window is not None and self.window.complete

    def load(self, conditions: Sequence[Condition] = (), *, keep: bool = False, select: int = 0) -> None:
        """Show what meets the conditions; `keep` stays on the same record, `select` goes to that one."""
        ws, view, order, standard, chosen = workspace(self), self.view, self.order, self.standard, self.chosen
        shown, self.conditions = self.window, tuple(conditions)
        wanted = select or (self.record_id if keep else 0)
        same = shown is not None and (shown.conditions, shown.order) == (self.conditions, order or default_order(view))
        near = self.cursor if keep and same else 0
        whole = shown is not None and shown.complete and self.count > PAGE and bool(wanted) and same
        if shown is not None and whole:
            self._read_rows_again(shown)
        self._wait()

        def first() -> tuple[Window, int, dict[int, list[ListRow]], tuple[ListColumn, ...]]:
            columns = chosen or kept(ws, view) or standard
            found = (
                lists.window(ws, view, conditions, order)
                if whole
                else lists.first_page(ws, view, conditions, order, PAGE)
            )
            at = _index(found, wanted, near)
            number = at // PAGE
            rows = lists.page(ws, found, number * PAGE, (number + 1) * PAGE, columns)
            return found, at, {number: rows}, columns

        background(self, first, lambda got: self._show(*got, then=wanted), group="window", failed=self._failed)

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.set_timer(LATE, self._say_it_waits)

    def _say_it_waits(self) -> None:
        self.waits = True
        self.post_message(self.Waits())

    def _wait_no_more(self) -> None:
        if self._late is not None:
            self._late.stop()
        self._late, self.waits = None, False

    def _failed(self, error: ChamberError) -> None:
        self._wait_no_more()
        self.post_message(self.Waits())
        chamber_app(self).tell_error(error)

    def _read_rows_again(self, window: Window) -> None:
        """Show at once what was changed in the rows one sees, and leave out those that are gone: the order of a long
        list takes longer to read."""
        ws, columns, number = workspace(self), self.columns, self.cursor // PAGE
        wanted = window.ids[number * PAGE : (number + 1) * PAGE]

        def read() -> tuple[Window, list[ListRow]]:
            rows = lists.page(ws, window, number * PAGE, (number + 1) * PAGE, columns)
            gone = set(wanted) - {row.id for row in rows}
            left = array("q", (one for one in window.ids if one not in gone)) if gone else window.ids
            return replace(window, ids=left), rows

        def show(found: Window, rows: list[ListRow]) -> None:
            if window is not self.window:
                return
            self._pages = {number: rows} if len(rows) == len(wanted) else {}
            self._asked.clear()
            self.window = found
            self.virtual_size = Size(1, len(found) + 1)
            self.cursor = max(0, min(self.cursor, len(found) - 1))
            self.refresh()

        background(self, read, lambda got: show(*got), group="page")

    def reload(self) -> None:
        """Read again, staying on the same record."""
        self.load(self.conditions, keep=True)

    def _show(
        self,
        found: Window,
        at: int,
        pages: dict[int, list[ListRow]],
        columns: tuple[ListColumn, ...],
        then: int = 0,
    ) -> None:
        self._wait_no_more()
        self.window, self._pages = found, pages
        self._moved = self._to_end = False
        if columns != self.columns:
            self.columns = columns
            self._measure()
        self._asked.clear()
        self.virtual_size = Size(1, len(found) + 1)
        self.cursor = at
        self._told = -1
        self._follow()
        self._tell()
        self.refresh()
        self.post_message(self.Loaded(self, len(found), found.complete))
        if not found.complete:
            ws, view, conditions, order = workspace(self), self.view, self.conditions, self.order

            def rest() -> tuple[Window, int]:
                whole = lists.window(ws, view, conditions, order)
                return whole, _index(whole, then) if then else -1

            background(self, rest, lambda got: self._grow(*got), group="window")

    def _grow(self, whole: Window, at: int) -> None:
        """The whole list is known: the scroll bar gets its size."""
        self.window = whole
        self.virtual_size = Size(1, len(whole) + 1)
        # The best of what a text finds may end within a page.
        if short := [page for page, rows in self._pages.items() if len(rows) < min(PAGE, len(whole) - page * PAGE)]:
            self._read_pages(whole, short, "grown")
        if self._to_end or (at > 0 and not self._moved):
            self.cursor = len(whole) - 1 if self._to_end else at
            self._follow()
        self.cursor = min(self.cursor, max(0, len(whole) - 1))
        self._tell()
        self.refresh()
        self.post_message(self.Loaded(self, len(whole), True))

    def _fetch(self) -> None:
        """Read the pages that are looked at and not there yet."""
        window = self.window
        if window is None:
            return
        top = int(self.scroll_y)
        wanted = [
            number for number in range(top // PAGE, (top + self.size.height) // PAGE + 1) if number not in self._pages
        ]
        if wanted:
            self._read_pages(window, wanted)

    def _read_pages(self, window: Window, wanted: list[int], group: str = "page") -> None:
        ws, columns = workspace(self), self.columns

        def read() -> dict[int, list[ListRow]]:
            return {number: lists.page(ws, window, number * PAGE, (number + 1) * PAGE, columns) for number in wanted}

        background(self, read, lambda got: self._fetched(window, got), group=group)

    def _fetched(self, window: Window, pages: dict[int, list[ListRow]]) -> None:
        if window is not self.window:
            return
        self._asked -= set(pages)
        self._pages.update(pages)
        for number in list(self._pages)[: max(0, len(self._pages) - KEPT_PAGES)]:
            if number not in pages:
                del self._pages[number]
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        self._measure()
        self.call_after_refresh(self._follow)
        self.refresh()

    # Moving about

    def action_move(self, step: int) -> None:
        self._go(self.cursor + step)

    def action_move_page(self, pages: int) -> None:
        self._go(self.cursor + pages * max(1, self.size.height - 2))

    def action_move_to(self, index: int) -> None:
        self._go(self.count - 1 if index < 0 else index)
        self._to_end = index < 0

    def _go(self, index: int) -> None:
        self._moved, self._to_end = True, False
        if self.count:
            self.cursor = max(0, min(index, self.count - 1))
            self._follow()
            self._tell()
            self.refresh()

    def jump(self, text: str) -> None:
        """Go to the first name at what was typed, or after it; says so when none begins with it, or none comes."""
        window = self.window
        if window is None:
            return
        ws = workspace(self)

        def look() -> tuple[int, int, bool]:
            found, begins = lists.jump(ws, window, text)
            return found, _index(window, found, -1), begins

        def go(found: int, at: int, begins: bool) -> None:
            if not begins:
                said = _("No name begins with {text}; this is the next.") if found else _("No name comes at {text}.")
                self.app.notify(said.format(text=text), severity="warning", markup=False)
            if found and window is self.window and window.complete:
                self._go(at)
            elif found:
                self.load(self.conditions, select=found)

        background(self, look, lambda got: go(*got), group="jump")

    def _follow(self) -> None:
        """Scroll so that the cursor is seen."""
        room = max(1, self.size.height - 1)
        top = int(self.scroll_y)
        if self.cursor < top:
            top = self.cursor
        elif self.cursor >= top + room:
            top = self.cursor - room + 1
        top = max(0, min(top, self.count - room))
        if top != int(self.scroll_y):
            self.scroll_to(y=top, animate=False, force=True)

    def _tell(self) -> None:
        self.set_timer(SETTLE, self._settled)

    def _settled(self) -> None:
        if self.record_id != self._told:
            self._told = self.record_id
            self.post_message(RecordHighlighted(self, self.entity, self.record_id))

    def choose(self) -> None:
        """Ask for the record under the cursor."""
        if self.record_id:
            self.post_message(RecordChosen(self, self.entity, self.record_id))

    def sort_by(self, key: str, descending: bool | None = None) -> None:
        """Order by a column; the same column again turns the order round. Stays on the record one went to; who is on
        the first wants to see the first."""
        if descending is None:
            descending = self.sorted_by == (key, False)
        self.order_by(key, descending)
        self.load(self.conditions, keep=self.cursor > 0)

    def order_by(self, key: str, descending: bool = False) -> None:
        """The order of what is loaded next; '' is the list's own."""
        self.sorted_by = (key, descending) if key else None
        self.order = lists.sort_order(self.view, key, descending) if key else None

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y == 0:
            edge = GAP
            for one, size in zip(self.columns, self._widths, strict=False):
                if size and edge <= offset.x < edge + size + GAP:
                    self.sort_by(one.key)
                edge += size + GAP if size else 0
            return
        index = int(self.scroll_y) + offset.y - 1
        if index < self.count:
            again = index == self.cursor and event.chain > 1
            self._go(index)
            if again:
                self.choose()

    def on_key(self, event: events.Key) -> None:
        """A character that is no command starts the filter: names, pinyin initials, what an input method sends."""
        typed_ahead(self, event)

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh(Region(0, 0, self.size.width, self.size.height))


def _index(window: Window, record_id: int, near: int = 0) -> int:
    """Where a record is; where it was, when it is gone."""
    try:
        return window.ids.index(record_id) if record_id else 0
    except ValueError:
        return max(0, min(near, len(window) - 1))
