"""The sheet as it was read, each row coloured by how it will end; a cursor over its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from chamber.importing.plan import Ending, Plan
from chamber.importing.reading import Cell
from chamber.text.cells import as_written
from tui.widgets.columns import cut
from tui.widgets.cursor_view import CursorView

MARKS = {Ending.CREATED: "+", Ending.UPDATED: "~", Ending.UNCHANGED: "=", Ending.DUPLICATE: "&", Ending.REJECTED: "!"}
MAYBE = "?"
"""The mark of a row that may be a duplicate, whatever becomes of it."""
WIDEST = 22
NUMBER = 7
MEASURED = 60
"""Rows looked at to find how wide a column is."""


class SheetGrid(CursorView):
    """A window onto the rows of a plan: `shown` are the places of the rows that pass the filter."""

    class Moved(CursorView.Moved):
        """The cursor is on another cell."""

    class Chosen(CursorView.Chosen):
        """Enter or a double click on a cell."""

    HEAD = 2
    """Titles, and the fields they are taken for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--head",
        "grid--field",
        "grid--cursor",
        "grid--problem",
        *(f"grid--{ending.value}" for ending in Ending),
    }
    DEFAULT_CSS = """
    SheetGrid {
        & > .grid--head { background: $panel; text-style: bold; }
        & > .grid--field { background: $panel; color: $accent; }
        & > .grid--created { color: $text-success; }
        & > .grid--updated { color: $text-accent; }
        & > .grid--unchanged { color: $foreground-muted; }
        & > .grid--duplicate { color: $text-warning; }
        & > .grid--rejected { color: $text-error; }
        & > .grid--problem { text-style: underline; }
        & > .grid--cursor { background: $panel-lighten-1; text-style: bold; }
        &:focus > .grid--cursor { background: $primary; color: $text; }
    }
    """
    BINDINGS: ClassVar = [
        Binding("up", "move(-1,0)", show=False),
        Binding("down", "move(1,0)", show=False),
        Binding("left", "move(0,-1)", show=False),
        Binding("right", "move(0,1)", show=False),
        Binding("pageup", "move_page(-1)", show=False),
        Binding("pagedown", "move_page(1)", show=False),
        Binding("home", "column(0)", show=False),
        Binding("end", "column(-1)", show=False),
        Binding("ctrl+home", "row(0)", show=False),
        Binding("ctrl+end", "row(-1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        self.plan = plan
        self.shown: Sequence[int] = range(len(plan.rows))
        self.column = 0
        self._first = 0
        self._widths: list[int] = []

    # What is shown

    def show(self, plan: Plan, shown: Sequence[int]) -> None:
        """Show a plan's rows at these places, staying on the same row where that is still there."""
        old = self.row
        self.plan, self.shown = plan, shown
        if old is not None and old in self.shown:
            self.at = list(shown).index(old) if not isinstance(shown, range) else old
        self._measure()
        self._fill(len(shown))

    @property
    def row(self) -> int | None:
        """The place in the plan of the row under the cursor."""
        return self.shown[self.at] if 0 <= self.at < len(self.shown) else None

    def go_to_note(self) -> None:
        """Put the cursor on the next cell something is noted about, from the top again after the last."""
        noted = [(line, place) for line, row in enumerate(self.shown) for place in self._noted(row)]
        later = [spot for spot in noted if spot > (self.at, self.column)] or noted
        if later:
            self._go(*later[0])

    def _noted(self, row: int) -> Sequence[int]:
        """Where in a row something is noted; what is said about the row as a whole stands at its first cell."""
        letters = {problem.letter for problem in self.plan.problems.get(row, ())}
        if not letters and not self.plan.rows[row].reasons:
            return ()
        return [place for place in self._places() if self.plan.columns[place].letter in letters] or (0,)

    def cell(self, row: int, place: int) -> Cell:
        cells = self.plan.records[row].cells
        return cells[place] if place < len(cells) else None

    def on_mount(self) -> None:
        self.show(self.plan, self.shown)

    def _places(self) -> range:
        return range(sum(not column.letter.startswith("§") for column in self.plan.columns))

    def _seen(self) -> range:
        """The columns from the first one shown on, no more than a row has room for."""
        return range(self._first, min(len(self._places()), self._first + self.size.width))

    def _measure(self) -> None:
        rows = list(self.shown[:MEASURED])
        self._widths = [
            max(
                4,
                min(
                    WIDEST,
                    max(
                        cell_len(self._title(place)),
                        cell_len(self._field(place)),
                        *(cell_len(_line(self.cell(row, place))) for row in rows),
                        0,
                    ),
                ),
            )
            for place in self._places()
        ]

    def _title(self, place: int) -> str:
        column = self.plan.columns[place]
        return f"{column.letter} {column.title}".strip()

    def _field(self, place: int) -> str:
        column = self.plan.columns[place]
        fields = self.plan.target.fields
        return "> " + " + ".join(fields[path].label for path in column.paths) if column.field else "-"

    # How it is drawn

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        if y < self.HEAD:
            style = self.get_component_rich_style("grid--head" if y == 0 else "grid--field")
            make = self._title if y == 0 else self._field
            return self._strip([(make(place), style) for place in self._seen()], " " * NUMBER, style, width)
        at = self._line_at(y)
        if at >= len(self.shown):
            return Strip.blank(width, self.rich_style)
        row = self.shown[at]
        judged = self.plan.rows[row]
        style = self.get_component_rich_style(f"grid--{judged.ending.value}")
        wrong = {problem.letter for problem in self.plan.problems.get(row, ())}
        underlined = self.get_component_rich_style("grid--problem")
        under = self.get_component_rich_style("grid--cursor")
        cells: list[tuple[str, Style]] = []
        for place in self._seen():
            own = style + Style(underline=underlined.underline) if self.plan.columns[place].letter in wrong else style
            here = at == self.at and place == self.column
            cells.append((_line(self.cell(row, place)), under if here else own))
        mark = MAYBE if judged.asks else MARKS[judged.ending]
        return self._strip(cells, f"{mark}{judged.number:>5} ", style, width, under if at == self.at else style)

    def _strip(
        self, cells: Sequence[tuple[str, Style]], lead: str, style: Style, width: int, leading: Style | None = None
    ) -> Strip:
        segments = [Segment(lead, leading or style)]
        room = width - len(lead)
        for place, (text, own) in enumerate(cells, start=self._first):
            size = min(self._widths[place], room)
            if size <= 0:
                break
            segments.append(Segment(cut(text, size), own))
            segments.append(Segment(" ", style))
            room -= size + 1
        return Strip(segments).adjust_cell_length(width, style if lead.isspace() else self.rich_style)

    # Moving about

    def action_move(self, down: int, right: int) -> None:
        self._go(self.at + down, self.column + right)

    def action_move_page(self, pages: int) -> None:
        self._go(self.at + pages * self.page, self.column)

    def action_column(self, place: int) -> None:
        self._go(self.at, len(self._places()) - 1 if place < 0 else place)

    def action_row(self, line: int) -> None:
        self._go(len(self.shown) - 1 if line < 0 else line, self.column)

    def _go(self, line: int, column: int) -> None:
        self.column = max(0, min(column, len(self._places()) - 1))
        self._put(line)

    def _follow(self) -> None:
        super()._follow()
        self._first = min(self._first, self.column)
        self._first = max(self._first, self._leftmost(self.column))

    def _leftmost(self, column: int) -> int:
        """The first column that may be shown so that `column` fits whole beside it."""
        room = self.size.width - NUMBER - self._widths[column] - 1
        while column and room >= self._widths[column - 1] + 1:
            column -= 1
            room -= self._widths[column] + 1
        return column

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None:
            return
        edge = NUMBER
        column = self.column
        for place in range(self._first, len(self._widths)):
            if edge <= offset.x < edge + self._widths[place] + 1:
                column = place
                break
            edge += self._widths[place] + 1
        line = self.at if offset.y < self.HEAD else self._line_at(offset.y)
        again = (line, column) == (self.at, self.column) and event.chain > 1
        self._go(line, column)
        if again:
            self.action_choose()


def _line(cell: Cell) -> str:
    """A cell on one line."""
    return " ".join(as_written(cell).split()) if cell is not None else ""
