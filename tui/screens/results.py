"""Figures: reports on the left, the chosen one with its bars on the right, as of today."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.bar import Bar
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chamber.i18n import N_, _
from chamber.reports import service
from chamber.reports.sheet import Report, Table
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, workspace
from tui.files import ask_and_write
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.columns import shortened

_ROOMY = 60
"""Cells from which a table has room for its bars."""
_BESIDE = 70
"""Cells of a screen on which the report has room beside the list of reports; on a smaller one it stands below."""
_BAR = 24
_LONGEST, _WIDEST, _FIGURE = 60, 30, 8
"""Cells of a cell, of a column, and of a column of figures under a longer title."""
MOST_SIDE_BY_SIDE = 6
"""The newest events compared; more columns would not fit a page."""
_REPORTS = (
    ("funnel", N_("Lead funnel")),
    ("rates", N_("Rates")),
    ("members", N_("Members")),
    ("offices", N_("Due to offices")),
)


class ResultsScreen(ChamberScreen):
    CSS_PATH: ClassVar = "results.tcss"
    OFFERS = (*ChamberScreen.OFFERS, "save_report")
    BINDINGS: ClassVar = [
        # The list of reports is short; what is long is the report.
        Binding("pagedown", "turn(1)", show=False, priority=True),
        Binding("pageup", "turn(-1)", show=False, priority=True),
    ]
    SHOWS = ("lead", "event", "attendance", "membership", "enterprise", "fund", "delivery", "office")

    def __init__(self) -> None:
        super().__init__()
        self._choices: list[tuple[str, tuple[int, ...]]] = []
        self._report: Report | None = None

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

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < _BESIDE, "-slim")
        if self._report is not None:
            self.call_after_refresh(self._show, self._report)

    def reload(self) -> None:
        ws = workspace(self)
        background(self, lambda: service.events_with_results(ws), self._list, group="events")

    def _list(self, held: tuple[tuple[int, str], ...]) -> None:
        box = self.query_one(OptionList)
        at = box.highlighted or 0
        self._choices = [(name, ()) for name, _label in _REPORTS] + [("fair", (event_id,)) for event_id, _name in held]
        labels = [_(label) for _name, label in _REPORTS] + [name for _id, name in held]
        fairs = tuple(event_id for event_id, _name in held[:MOST_SIDE_BY_SIDE])
        if len(fairs) > 1:
            self._choices.insert(len(_REPORTS), ("fair", fairs))
            labels.insert(len(_REPORTS), _("Events side by side"))
        box.clear_options()
        box.add_options([Option(label) for label in labels])
        box.highlighted = min(at, len(self._choices) - 1)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        name, chosen = self._choices[event.option_index]
        ws = workspace(self)

        def make(ws: Workspace = ws) -> Report:
            return service.make(ws, name, events=chosen)

        background(self, make, self._show, group="report")

    def _show(self, report: Report) -> None:
        width = self.query_one(VerticalScroll).size.width
        parts: list[RenderableType] = [Text(report.title, "bold")]
        for label, text in report.facts:
            parts.append(Text.assemble((f"{label}: ", "dim"), text))
        for table in report.tables:
            parts += [Text(""), Text(table.title, "bold"), _drawn(table, width)]
        parts += [Text(""), *(Text(note, "dim") for note in report.notes)]
        self.query_one("#report", Static).update(Group(*parts))
        if self._report is None or self._report.title != report.title:
            self.query_one(VerticalScroll).scroll_home(animate=False)
        self._report = report
        self.refresh_bindings()

    def action_turn(self, step: int) -> None:
        box = self.query_one(VerticalScroll)
        (box.scroll_page_down if step > 0 else box.scroll_page_up)(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self._report is not None if action == "save_report" else super().check_action(action, parameters)

    def action_save_report(self) -> None:
        from chamber.reports.workbook import report_xlsx

        report = self._report
        if report is not None:
            name = "".join("-" if one in '\\/:*?"<>|' else one for one in report.title)
            ask_and_write(self, f"{name}.xlsx", lambda _ws: report_xlsx(report))


def _drawn(table: Table, width: int) -> Grid:
    """The rows, with a bar for the column that is drawn where there is room for it."""
    grid = Grid.grid(padding=(0, 1))
    most = max((value for _name, value in table.bars), default=0) if width >= _ROOMY else 0
    for place, title in enumerate(table.columns):
        figures = bool(table.rows) and all(_is_figure(row[place]) for row in table.rows)
        justify: Literal["left", "right"] = "right" if figures else "left"
        # A figure that was cut would say something else: it goes on in the next line.
        # The title of figures goes on in the next line before the words beside them do.
        words = title.split() if title.isascii() else ()
        needed = max(_FIGURE, *map(cell_len, (*words, *(_cell(row[place]) for row in table.rows))))
        wide = min(needed, _WIDEST) if figures else _WIDEST
        grid.add_column(Text(title, "dim"), justify=justify, no_wrap=not place, overflow="fold", max_width=wide)
    if most:
        grid.add_column()
    grid.show_header = True
    for row in table.rows:
        cells: list[RenderableType] = [Text(_cell(cell)) for cell in row]
        if most:
            cells.append(Bar(most, 0, float(row[table.chart]), width=_BAR, color="cyan"))
        grid.add_row(*cells)
    return grid


def _is_figure(cell: object) -> bool:
    """A number, or the sign for none."""
    return not isinstance(cell, str) or cell == "-" or cell.replace(".", "", 1).isdigit()


def _cell(cell: object) -> str:
    return shortened(f"{cell:,g}" if isinstance(cell, float) else str(cell), _LONGEST)
