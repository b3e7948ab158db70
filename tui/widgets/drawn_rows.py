"""The rows of a list as they are drawn: titles, cells cut to their columns, the cursor, marks, and what an empty list says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from chamber import lists
from chamber.entity import entity_of
from chamber.i18n import _
from chamber.lists import ListColumn, ListRow, Window
from tui.widgets.columns import GAP, cut, fit, wrapped
from tui.widgets.marks import Marks
from tui.widgets.wishes import wish

PAGE = 100


class DrawnRows(ScrollView):
    """Whoever fills it sets `window`, the ids, and keeps the pages that are looked at."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--header",
        "list--row",
        "list--other",
        "list--cursor",
        "list--note",
        "list--marked",
    }
    DEFAULT_CSS = """
    DrawnRows {
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
    cursor: reactive[int] = reactive(0, repaint=False)

    def __init__(self, view: str, keys: Sequence[str], empty: str, id: str | None) -> None:
        super().__init__(id=id)
        self.view = view
        self.entity = lists.entity_name(view)
        self.standard = tuple(lists.column(view, key) for key in keys) if keys else lists.default_columns(view)
        """The columns it has of its own; a person may keep others."""
        self.columns: tuple[ListColumn, ...] = self.standard
        self.sorted_by: tuple[str, bool] | None = None
        self.empty = empty
        self.narrowed = False
        """Whether a filter hides the rest: an empty list then says how to see it again."""
        self.marks = Marks()
        self.window: Window | None = None
        self._pages: dict[int, list[ListRow]] = {}
        self._asked: set[int] = set()
        self._widths: list[int] = []

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

    def _fetch(self) -> None:
        """Read the pages that are looked at and not there yet."""
        raise NotImplementedError

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
