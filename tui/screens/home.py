"""Home: what is due, what is new, who comes from where, how far the leads are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chamber import clock
from chamber.home import Home, home
from chamber.i18n import _, language
from chamber.leads.due import ensure
from chamber.offices.deadlines import is_cheap, waiting
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.screens.home_lines import MOST_OFFICES, Line, lines, title
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.columns import fitted

MOST_CITIES = 12
BAR = 16


class DueList(OptionList):
    """The lines of what is due, each cut to the room there is."""

    class Resized(Message):
        """There is more or less room for a line."""

    def on_resize(self) -> None:
        self.post_message(self.Resized())


class HomeScreen(ChamberScreen):
    """The list of what is due takes the keys: Enter opens the lead, the office, or all that are due."""

    CSS_PATH = "home.tcss"
    OFFERS = (*ChamberScreen.OFFERS, "open", "load_calendar")

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self._found: Home | None = None
        self._waiting: dict[int, dict[str, int]] = {}

    def compose(self) -> ComposeResult:
        yield NavBar()
        with Container(classes="home"):
            with Vertical(classes="due"):
                yield Static(_("Due"), classes="title", markup=False)
                yield DueList(markup=False, compact=True)
            with Vertical(classes="side"):
                for name in ("new", "cities", "funnel", "recent"):
                    yield Static(id=name, classes="block", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.reload()

    def reload(self) -> None:
        ws = workspace(self)
        background(self, lambda: home(ws), self._show)

    def _show(self, found: Home) -> None:
        self._found = found
        self._list()
        self.query_one(".title", Static).update(title(found))
        for name, draw in _BLOCKS.items():
            self.query_one(f"#{name}", Static).update(draw(found))
        ws, offices = workspace(self), [one.office.id for one in found.owed[:MOST_OFFICES]]
        background(self, lambda: _after(ws, offices), self._counted, group="after")

    def _counted(self, found: tuple[bool, dict[int, dict[str, int]]]) -> None:
        """What takes longer than a first look: what waits for offices, and a calendar that is newer than what is kept."""
        moved, self._waiting = found
        if moved:
            self.reload()
        else:
            self._list()

    def on_due_list_resized(self) -> None:
        self._list()

    def _list(self) -> None:
        """Draw the lines anew; the cursor stays with what it was on."""
        if self._found is None:
            return
        box, old = self.query_one(OptionList), self.line
        self.lines = lines(self._found, self._waiting)
        box.clear_options()
        width = box.scrollable_content_region.width
        box.add_options([Option(fitted(one.text, width), disabled=one.kind == "head") for one in self.lines])
        places = [place for place, one in enumerate(self.lines) if one.kind != "head"]
        same = [
            place for place in places if old and (self.lines[place].kind, self.lines[place].key) == (old.kind, old.key)
        ]
        box.highlighted = next(iter(same or places), None)
        self.refresh_bindings()

    @property
    def line(self) -> Line | None:
        """The line the cursor is on."""
        at = self.query_one(OptionList).highlighted
        return self.lines[at] if at is not None and at < len(self.lines) else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._open(self.lines[event.option_index])

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def _open(self, line: Line) -> None:
        from tui.screens.browse import BrowseScreen

        app = chamber_app(self)
        if line.kind == "lead":
            app.open_record("lead", int(line.key))
            return
        if line.kind == "setup":
            app.action_setup()
            return
        if line.kind == "go":
            app.go(str(line.key))
            return
        app.go("leads" if line.kind == "all" else "offices")
        if not isinstance(app.screen, BrowseScreen):
            return
        if line.kind == "office":
            app.screen.show_record(int(line.key))
        elif line.kind == "all":
            app.screen.show_filtered(str(line.key), "clock.due")

    def action_load_calendar(self) -> None:
        from tui.calendarwork import load_calendar

        load_calendar(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.line is not None if action == "open" else super().check_action(action, parameters)


def _after(ws: Workspace, offices: Sequence[int]) -> tuple[bool, dict[int, dict[str, int]]]:
    from chamber.exporting.placing import put_right

    put_right(ws)
    counts = {office_id: waiting(ws, office_id) for office_id in offices} if is_cheap(ws) else {}
    return bool(ensure(ws)), counts


def _head(text: str) -> Text:
    return Text(text, "bold")


def _counts(found: Home) -> Table:
    table = Table.grid(padding=(0, 2))
    for _column in range(3):
        # What has no room goes on in the next line.
        table.add_column(overflow="fold")
    table.add_row(_head(_("On file")), "", "")
    rows = (
        (_("Enterprises"), found.enterprises, found.new_enterprises),
        (_("Contacts"), found.contacts, 0),
        (_("Events"), found.events, 0),
        (_("Leads"), found.leads, found.new_leads),
    )
    for label, count, new in rows:
        said = _("+{count} in a week").format(count=f"{new:,}") if new else ""
        table.add_row(Text(label, "dim"), Text(f"{count:,}", justify="right"), Text(said, "green"))
    for event in found.coming[:3]:
        day = clock.local(event.starts_at).strftime("%m-%d")
        table.add_row(Text(_("coming"), "dim"), Text(day), Text(event.name))
    return table


def _cities(found: Home) -> Table:
    return _bars(
        _("Home cities"), [(place.name or _("not known"), place.count) for place in found.cities[:MOST_CITIES]]
    )


def _funnel(found: Home) -> Table:
    return _bars(_("Leads by stage"), [(stage.shown(language()), count) for stage, count in found.funnel if count])


def _bars(title: str, rows: Sequence[tuple[str, int]]) -> Table:
    """Names, counts and a bar of coloured blanks."""
    table = Table.grid(padding=(0, 1))
    table.add_column()
    table.add_column(justify="right")
    table.add_row(_head(title), "", "")
    most = max((count for _name, count in rows), default=1)
    for name, count in rows:
        bar = Text().append(" " * max(1, round(BAR * count / most)), Style(bgcolor="dark_red"))
        table.add_row(Text(name, "dim"), Text(f"{count:,}"), bar)
    return table


def _recent(found: Home) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(_head(_("Done lately")), "")
    for one in found.recent[:5]:
        table.add_row(Text(clock.local(one.at).strftime("%m-%d %H:%M"), "dim"), Text(f"{one.user}  {one.what}"))
    return table


_BLOCKS: dict[str, Callable[[Home], Table]] = {"new": _counts, "cities": _cities, "funnel": _funnel, "recent": _recent}
