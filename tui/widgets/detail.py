"""A record beside its list: facts, then what hangs on it; links open what they name."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from chamber.errors import ChamberError
from chamber.i18n import _
from tui.base import background, workspace
from tui.cards import Card, Line, Section, card
from tui.messages import RecordChosen

MOST_LINES = 12
"""Lines of a section shown beside a list; Enter on the record shows them all."""


class Detail(VerticalScroll, can_focus=True):
    """Shows one record at a time; an older answer that comes late is dropped."""

    DEFAULT_CSS = """
    Detail {
        link-color: $foreground;
        link-style: none;
        link-background-hover: $primary;
        height: 1fr;
        width: 1fr;
        background: $surface;
        padding: 0 1;
        scrollbar-size-vertical: 1;
        &:focus { background: $surface-lighten-1; }
        & > Static { height: auto; link-color: $foreground; link-style: none; link-background-hover: $primary; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.card: Card | None = None

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self, entity: str, record_id: int) -> None:
        """Read a record and show it; 0 shows nothing."""
        if not record_id:
            self.card = None
            self.query_one(Static).update("")
            return
        ws = workspace(self)
        background(self, lambda: card(ws, entity, record_id), self._show, group="card", failed=self._gone)

    def _show(self, found: Card) -> None:
        moved = self.card is None or (self.card.entity, self.card.id) != (found.entity, found.id)
        self.card = found
        theme = self.app.theme_variables
        self.query_one(Static).update(drawn(found, theme.get("accent", ""), MOST_LINES))
        if moved:
            self.scroll_home(animate=False)

    def _gone(self, error: ChamberError) -> None:
        self.card = None
        self.query_one(Static).update(Text(str(error), "dim"))

    def action_open_link(self, entity: str, record_id: int) -> None:
        self.post_message(RecordChosen(self, entity, record_id))


def drawn(found: Card, accent: str, most: int) -> RenderableType:
    """The whole card as text."""
    parts: list[RenderableType] = [heading(found, accent), facts_table(found)]
    for section in found.sections:
        parts += [Text(""), Text(f"{section.title}  {len(section.lines)}", Style(bold=True, color=accent or None))]
        parts.append(lines_table(section, most))
        if len(section.lines) > most:
            parts.append(Text(_("and {count} more: Enter shows all").format(count=len(section.lines) - most), "dim"))
    return Group(*parts)


def heading(found: Card, accent: str) -> Text:
    line = Text(found.title, Style(bold=True, color=accent or None))
    return line.append(f"  {found.code}", "dim") if found.code else line


def facts_table(found: Card) -> Table:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(style="dim", justify="left", overflow="fold", max_width=20)
    table.add_column(ratio=1, overflow="fold")
    for label, text in found.facts:
        table.add_row(label, Text(text))
    return table


def lines_table(section: Section, most: int) -> Table:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for line in section.lines[:most]:
        table.add_row(line.mark, _linked(line))
    return table


def _linked(line: Line) -> Text:
    if not line.entity or not line.id:
        return Text(line.text)
    return Text(line.text, Style(underline=False, meta={"@click": f"open_link('{line.entity}', {line.id})"}))
