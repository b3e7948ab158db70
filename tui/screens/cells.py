"""A list as an office has it: its rows on the left, every cell of the marked one on the right. Nothing can be changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from chamber.i18n import N_, _, ngettext_
from tui.base import ChamberScreen, chamber_app
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.columns import Wish, cut, fit
from tui.widgets.line_list import LineList, Row

NARROW = 100
MARKS = {"新增": ("+", "good"), "变更": ("~", "change"), "撤回": ("-", "bad"), "无进展": ("!", "warn")}
LABELS = {"新增": N_("new"), "变更": N_("changed"), "撤回": N_("withdrawn"), "无进展": N_("no progress")}
_IN_LINE = {"code": (13, 13), "project": (40, 14), "investor": (36, 10), "amount": (14, 9), "stage": (10, 8)}
"""What a line says: in how many cells at most, and where there is little room."""
_MONEY = ("amount", "fixed_assets", "signed_amount")
"""Columns whose plain numbers are 万元, as the head of the sheet says."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: the lead (0 when it can't be opened), its mark, cells by key, what changed in words, and cells that are
    shown otherwise than they are written."""

    lead_id: int
    mark: str
    cells: Mapping[str, str]
    changes: str = ""
    said: Mapping[str, str] = field(default_factory=dict)

    def shown(self, key: str) -> str:
        return self.said.get(key) or self.cells.get(key, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """`columns` are (key, title) in the order of the sheet."""

    title: str
    columns: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...] = field(default=())


class CellsScreen(ChamberScreen):
    CSS_PATH: ClassVar = "cells.tcss"
    OFFERS = (*ChamberScreen.OFFERS, "open")

    def __init__(self, sheet: Sheet | None = None) -> None:
        super().__init__()
        self.sheet = sheet or Sheet("", ())
        self._wishes: dict[str, Wish] = {}
        self._room = 76

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield Static(id="title", markup=False)
        with Container(classes="sheet"):
            yield LineList(_("Nothing."))
            with VerticalScroll(can_focus=True):
                yield Static(id="cells", markup=False)
        yield KeyBar()

    @property
    def lines(self) -> LineList:
        return self.query_one(LineList)

    def on_mount(self) -> None:
        self.show(self.sheet)
        self.lines.focus()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW, "-narrow")

    def show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        title = Text(sheet.title, "bold").append(
            "  " + ngettext_("{count} row", "{count} rows", len(sheet.entries)).format(count=f"{len(sheet.entries):,}"),
            "dim",
        )
        for mark, (sign, _kind) in MARKS.items():
            if count := sum(one.mark == mark for one in sheet.entries):
                title.append(f"  {sign} {_(LABELS[mark])} {count:,}", "dim")
        self.query_one("#title", Static).update(title)
        self._wishes = {
            key: Wish(width, min(width, least), key == "project", min(width, least) if key == "amount" else 0)
            for key, (most, least) in _IN_LINE.items()
            if (width := min(most, max((cell_len(one.shown(key)) for one in sheet.entries), default=0)))
        }
        self._say_lines()
        # Many lines bring a scrollbar, which takes its room.
        self.call_after_refresh(self._fit_lines)

    def _say_lines(self) -> None:
        """The lines as wide as there is room: amounts are cut last."""
        self._room = self.lines.room or self._room
        widths = dict(zip(self._wishes, fit(tuple(self._wishes.values()), self._room), strict=True))
        self.lines.show([_row(number, one, widths) for number, one in enumerate(self.sheet.entries)])

    def on_line_list_resized(self, _event: LineList.Resized) -> None:
        self._fit_lines()

    def _fit_lines(self) -> None:
        if self.lines.room != self._room:
            self._say_lines()

    @property
    def entry(self) -> Entry | None:
        return self.sheet.entries[self.lines.at] if self.lines.at < len(self.sheet.entries) else None

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        one = self.entry
        self.query_one("#cells", Static).update(_drawn(self.sheet, one) if one is not None else "")
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        if self.check_action("open", ()):
            self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "open":
            return self.entry is not None and bool(self.entry.lead_id) and not chamber_app(self).is_officers
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        if self.entry is not None:
            chamber_app(self).open_record("lead", self.entry.lead_id)


def _row(number: int, one: Entry, widths: Mapping[str, int]) -> Row:
    mark, kind = MARKS.get(one.mark, (" ", ""))
    aligned = {"amount": "right"}
    text = " ".join(cut(one.shown(key), width, aligned.get(key, "left")) for key, width in widths.items() if width)
    return Row(mark, text.rstrip(), kind, one.lead_id or -number)


def _drawn(sheet: Sheet, one: Entry) -> Table:
    table = Table.grid(padding=(0, 1), expand=True)
    table.add_column(style="dim", max_width=22)
    table.add_column(ratio=1, overflow="fold")
    if one.mark:
        said = _(LABELS.get(one.mark, one.mark))
        table.add_row(Text(_("Change")), Text("  ".join(filter(None, (said, one.changes))), "bold"))
    for key, title in sheet.columns:
        text = one.shown(key)
        if text:
            said = _("{title}, CNY 10,000").format(title=title) if key in _MONEY else title
            table.add_row(Text(said), Text(text))
    return table
