"""Figures: reports on the left, the chosen one with its bars on the right, as of today."""

from __future__ import annotations

from typing import ClassVar

from rich.bar import Bar
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chamber.i18n import N_, _
from chamber.reports import service
from chamber.reports.sheet import Report, Table
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, workspace
from tui.widgets.bars import KeyBar, NavBar

_BAR = 24
_REPORTS = (
    ("funnel", N_("Lead funnel")),
    ("rates", N_("Rates")),
    ("members", N_("Members")),
    ("offices", N_("Due to offices")),
)


class ResultsScreen(ChamberScreen):
    CSS_PATH: ClassVar = "results.tcss"
    SHOWS = ("lead", "event", "attendance", "membership", "enterprise", "fund", "delivery", "office")

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[tuple[str, int]] = []

    def compose(self) -> ComposeResult:
        yield NavBar()
        with Horizontal(classes="results"):
            yield OptionList(markup=False, compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(id="report", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.reload()

    def reload(self) -> None:
        ws = workspace(self)
        background(self, lambda: service.events_with_results(ws), self._list, group="events")

    def _list(self, events: tuple[tuple[int, str], ...]) -> None:
        box = self.query_one(OptionList)
        at = box.highlighted or 0
        self._choices = [(name, 0) for name, _label in _REPORTS] + [("fair", event_id) for event_id, _name in events]
        box.clear_options()
        box.add_options([Option(_(label)) for _name, label in _REPORTS] + [Option(name) for _id, name in events])
        box.highlighted = min(at, len(self._choices) - 1)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        name, event_id = self._choices[event.option_index]
        ws = workspace(self)

        def make(ws: Workspace = ws) -> Report:
            return service.make(ws, name, events=(event_id,) if event_id else ())

        background(self, make, self._show, group="report")

    def _show(self, report: Report) -> None:
        parts: list[RenderableType] = [Text(report.title, "bold")]
        for label, text in report.facts:
            parts.append(Text.assemble((f"{label}: ", "dim"), text))
        for table in report.tables:
            parts += [Text(""), Text(table.title, "bold"), _drawn(table)]
        parts += [Text(""), *(Text(note, "dim") for note in report.notes)]
        self.query_one("#report", Static).update(Group(*parts))


def _drawn(table: Table) -> Grid:
    """The rows, with a bar for the column that is drawn."""
    grid = Grid.grid(padding=(0, 1))
    most = max((value for _name, value in table.bars), default=0)
    for place, title in enumerate(table.columns):
        numeric = bool(table.rows) and not isinstance(table.rows[0][place], str)
        grid.add_column(Text(title, "dim"), justify="right" if numeric else "left", no_wrap=not place, max_width=30)
    if most:
        grid.add_column()
    grid.show_header = True
    for row in table.rows:
        cells: list[RenderableType] = [Text(_cell(cell)) for cell in row]
        if most:
            cells.append(Bar(most, 0, float(row[table.chart]), width=_BAR, color="cyan"))
        grid.add_row(*cells)
    return grid


def _cell(cell: object) -> str:
    text = f"{cell:,g}" if isinstance(cell, float) else str(cell)
    return text if cell_len(text) <= 60 else text[:58]
