"""Home: what is due, what is new, who comes from where, how far the leads are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chamber import clock
from chamber.home import Home, home
from chamber.i18n import _, language
from chamber.leads.clocks import Task
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.widgets.bars import KeyBar, NavBar

MOST_CITIES = 12
BAR = 16


class HomeScreen(ChamberScreen):
    """The due list takes the keys: Enter opens the lead."""

    CSS_PATH = "home.tcss"
    OFFERS = (*ChamberScreen.OFFERS, "open")

    def __init__(self) -> None:
        super().__init__()
        self._due: Sequence[Task] = ()

    def compose(self) -> ComposeResult:
        yield NavBar()
        with Container(classes="home"):
            with Vertical(classes="due"):
                yield Static(_("Due"), classes="title", markup=False)
                yield OptionList(markup=False, compact=True)
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
        self._due = found.due
        box = self.query_one(OptionList)
        at = box.highlighted
        box.clear_options()
        if found.due:
            box.add_options([Option(_due_line(one)) for one in found.due])
            box.highlighted = min(at or 0, len(found.due) - 1)
        else:
            box.add_option(Option(Text(_nothing(found), "dim"), disabled=True))
        self.query_one(".title", Static).update(_title(found))
        for name, draw in _BLOCKS.items():
            self.query_one(f"#{name}", Static).update(draw(found))
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        chamber_app(self).open_record("lead", self._due[event.option_index].lead_id)

    def action_open(self) -> None:
        self.query_one(OptionList).action_select()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self._due) if action == "open" else super().check_action(action, parameters)


def _nothing(found: Home) -> str:
    if found.leads or found.enterprises:
        return _("Nothing is due.")
    return _(
        "A new chamber. Press 2 for the members: F12 brings in a list, Ctrl+N files one. F10 shows everything else."
    )


def _title(found: Home) -> Text:
    """How much is late and for today, and the day."""
    late = sum(one.days > 0 for one in found.due)
    today = sum(one.days == 0 for one in found.due)
    line = Text(_("Due  {count}").format(count=len(found.due) + found.due_more), "bold")
    if late:
        line.append("  " + _("late {count}").format(count=late), "bold #e0a458")
    line.append("  " + _("today {count}").format(count=today), "bold" if today else "dim")
    return line.append(f"   {found.today.isoformat()}", "dim")


def _due_line(one: Task) -> Text:
    when, style = one.late, "bold #e0a458" if one.days > 0 else "dim" if one.days else "bold"
    line = Text(no_wrap=True, overflow="ellipsis")
    line.append(when + " " * max(1, 13 - cell_len(when)), style)
    line.append(one.project, "bold")
    if one.words:
        line.append(f"  {one.words}")
    if one.estimated:
        line.append(f" ({_('estimated')})", "#e0a458")
    return line.append("  " + "  ".join(filter(None, (one.investor, one.owner))), "dim")


def _head(text: str) -> Text:
    return Text(text, "bold")


def _counts(found: Home) -> Table:
    table = Table.grid(padding=(0, 2))
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
