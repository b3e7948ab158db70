"""A list of records as a window onto the database: a million rows open as fast as ten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from chamber import lists
from chamber.columns import kept
from chamber.entity import entity_of
from chamber.i18n import N_, _
from chamber.lists import Condition, ListColumn, ListRow, Order, Window
from tui.base import background, workspace
from tui.messages import RecordChosen, RecordHighlighted, TypedAhead
from tui.widgets.columns import GAP, cut, fit, wrapped
from tui.widgets.marks import Marks
from tui.widgets.wishes import wish

PAGE = 100
KEPT_PAGES = 60
SETTLE = 0.07
"""Seconds the cursor rests before the record under it is read."""


class RecordList(ScrollView, can_focus=True):
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

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--header",
        "list--row",
        "list--other",
        "list--cursor",
        "list--note",
        "list--marked",
    }
    DEFAULT_CSS = """
    RecordList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        background: $background;
        & > .list--header { background: $panel; color: $foreground-muted; text-style: bold; }
        & > .list--other { background: $surface; }
        & > .list--cursor { background: $panel-lighten-1; }
        & > .list--marked { color: $warning; }
        & > .list--note { color: $foreground-muted; }
        &:focus > .list--cursor { background: $primary; color: $text; text-style: bold; }
        &:focus > .list--header { color: $accent; }
    }
    """
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move_page(-1)", show=False),
        Binding("pagedown", "move_page(1)", show=False),
        Binding("home,ctrl+home", "move_to(0)", show=False),
        Binding("end,ctrl+end", "move_to(-1)", show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    def __init__(
        self,
        view: str,
        keys: Sequence[str] = (),
        *,
        empty: str = N_("Nothing here yet."),
        id: str | None = None,
    ) -> None:
        """`keys` are the columns shown, those of the view unless given; `empty` a msgid for an empty list."""
        super().__init__(id=id)
        self.view = view
        self.entity = lists.entity_name(view)
        self.standard = tuple(lists.column(view, key) for key in keys) if keys else lists.default_columns(view)
        """The columns it has of its own; a person may keep others."""
        self.columns: tuple[ListColumn, ...] = self.standard
        self.conditions: tuple[Condition, ...] = ()
        self.order: tuple[Order, ...] | None = None
        self.sorted_by: tuple[str, bool] | None = None
        self.empty = empty
        self.narrowed = False
        """Whether a filter hides the rest: an empty list then says how to see it again."""
        self.marks = Marks()
        self.window: Window | None = None
        self._pages: dict[int, list[ListRow]] = {}
        self._asked: set[int] = set()
        self._widths: list[int] = []
        self._told = -1

    # What is shown

    @property
    def count(self) -> int:
        return len(self.window) if self.window else 0

    @property
    def record_id(self) -> int:
        """The id under the cursor, 0 when there is none."""
        return self.window.ids[self.cursor] if self.window and self.cursor < self.count else 0

    def row(self, index: int) -> ListRow | None:
        """A row that was read already."""
        page = self._pages.get(index // PAGE)
        at = index % PAGE
        return page[at] if page is not None and at < len(page) else None

    def load(self, conditions: Sequence[Condition] = (), *, keep: bool = False, select: int = 0) -> None:
        """Show what meets the conditions; `keep` stays on the same record, `select` goes to that one."""
        self.conditions = tuple(conditions)
        wanted = select or (self.record_id if keep else 0)
        whole = self.window is not None and self.window.complete and self.count > PAGE and bool(wanted)
        near = self.cursor if keep else 0
        ws, view, order, standard = workspace(self), self.view, self.order, self.standard

        def first() -> tuple[Window, int, dict[int, list[ListRow]], tuple[ListColumn, ...]]:
            columns = kept(ws, view) or standard
            found = (
                lists.window(ws, view, conditions, order)
                if whole
                else lists.first_page(ws, view, conditions, order, PAGE)
            )
            at = _index(found, wanted, near)
            number = at // PAGE
            rows = lists.page(ws, found, number * PAGE, (number + 1) * PAGE, columns)
            return found, at, {number: rows}, columns

        background(self, first, lambda got: self._show(*got, then=wanted), group="window")

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
        self.window, self._pages = found, pages
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
        if at > 0:
            self.cursor = at
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
        if not wanted:
            return
        ws, columns = workspace(self), self.columns

        def read() -> dict[int, list[ListRow]]:
            return {number: lists.page(ws, window, number * PAGE, (number + 1) * PAGE, columns) for number in wanted}

        background(self, read, lambda got: self._fetched(window, got), group="page")

    def _fetched(self, window: Window, pages: dict[int, list[ListRow]]) -> None:
        if window is not self.window:
            return
        self._asked -= set(pages)
        self._pages.update(pages)
        for number in list(self._pages)[: max(0, len(self._pages) - KEPT_PAGES)]:
            if number not in pages:
                del self._pages[number]
        self.refresh()

    # How it is drawn

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y == 0:
            return self._strip(self._titles(), "list--header", width)
        index = int(self.scroll_y) + y - 1
        if self.window is None:
            return self._note(_("Reading"), y, width)
        if not self.count:
            return self._note(_("Nothing fits. Esc drops the filter.") if self.narrowed else _(self.empty), y, width)
        if index >= self.count:
            return Strip.blank(width, self.rich_style)
        row = self.row(index)
        if row is None:
            if index // PAGE not in self._pages and index // PAGE not in self._asked:
                self._asked.add(index // PAGE)
                self.call_later(self._fetch)
            cells: Sequence[str] = [".."]
        else:
            cells = row.cells
        name = "list--cursor" if index == self.cursor else "list--other" if index % 2 else "list--row"
        return self._strip(cells, name, width, marked=bool(self.window and self.window.ids[index] in self.marks))

    def _titles(self) -> list[str]:
        marks = {self.sorted_by[0]: "v" if self.sorted_by[1] else "^"} if self.sorted_by else {}
        return [one.label + (f" {marks[one.key]}" if one.key in marks else "") for one in self.columns]

    def _strip(self, cells: Sequence[str], component: str, width: int, *, marked: bool = False) -> Strip:
        style = self.get_component_rich_style(component)
        if marked:
            style += self.get_component_rich_style("list--marked", partial=True)
        parts = [
            cut(text, size, one.align)
            for text, size, one in zip(cells, self._widths, self.columns, strict=False)
            if size
        ]
        return (
            Strip([Segment(("*" if marked else " " * GAP) + (" " * GAP).join(parts).rstrip(" "), style)])
            .adjust_cell_length(width, style)
            .simplify()
        )

    def _note(self, text: str, y: int, width: int) -> Strip:
        style = self.get_component_rich_style("list--note")
        lines = [line for paragraph in text.split("\n") for line in wrapped(paragraph, width - 4)]
        shown = lines[y - 2] if 0 <= y - 2 < len(lines) else ""
        return Strip([Segment("  " + shown, style)]).adjust_cell_length(width, Style(bgcolor=style.bgcolor))

    def _measure(self) -> None:
        title = entity_of(self.entity).title
        self._widths = fit([wish(one, one.key == title) for one in self.columns], max(1, self.size.width - GAP * 2))

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

    def _go(self, index: int) -> None:
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
        """Order by a column; the same column again turns the order round."""
        if descending is None:
            descending = self.sorted_by == (key, False)
        self.order_by(key, descending)
        self.reload()

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
        taken = {key for node in (self.screen, self.app) for key in node._bindings.key_to_bindings}
        if event.character and event.is_printable and event.character.strip() and event.key not in taken:
            event.stop()
            self.post_message(TypedAhead(self, event.character))

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.refresh(Region(0, 0, self.size.width, self.size.height))


def _index(window: Window, record_id: int, near: int = 0) -> int:
    """Where a record is; where it was, when it is gone."""
    try:
        return window.ids.index(record_id) if record_id else 0
    except ValueError:
        return max(0, min(near, len(window) - 1))
