"""The board: a column a stage, a card a lead; arrows go about, Ctrl with an arrow moves the card."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import HorizontalScroll, Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chamber.i18n import _, language
from chamber.leads import service
from chamber.leads.board import Card, Column, board
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.formwork import edit_record
from tui.leadcommands import LEAD_WORK, LeadCommands
from tui.leadwork import open_advance
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.columns import fitted

_WIDE = 27
"""Cells a column takes, with the gap beside it."""
_CARD = 25
"""Cells of a line of a card, beside the scrollbar."""


class BoardScreen(LeadCommands, ChamberScreen):
    CSS_PATH: ClassVar = "board.tcss"
    OFFERS = (*ChamberScreen.OFFERS, "open", "move_on", "move_back", *LEAD_WORK, "edit")
    BINDINGS: ClassVar = [
        # A list would scroll sideways with them.
        Binding("left", "column(-1)", show=False, priority=True),
        Binding("right", "column(1)", show=False, priority=True),
    ]
    SHOWS = ("lead", "activity")

    def __init__(self) -> None:
        super().__init__()
        self._columns: Sequence[Column] = ()
        self._wanted = 0

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield HorizontalScroll(classes="board", can_focus=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.reload()

    def reload(self) -> None:
        ws = workspace(self)
        background(self, lambda: board(ws), self._show)

    async def _show(self, columns: tuple[Column, ...]) -> None:
        """Fill the columns anew; the lead that was marked stays marked, wherever it went."""
        card = self.card
        kept = self._wanted or (card.lead_id if card else 0)
        self._wanted = 0
        self._columns = columns
        if len(self.query(OptionList)) != len(columns):
            holder = self.query_one(HorizontalScroll)
            await holder.remove_children()
            await holder.mount_all(
                Vertical(Static(classes="title", markup=False), OptionList(markup=False, compact=True), classes="stage")
                for _column in columns
            )
        at = 0
        titles = list(self.query(".title").results(Static))
        for number, (column, box) in enumerate(zip(columns, self.query(OptionList), strict=True)):
            title = f"{column.stage.shown(language())}  {column.count:,}"
            titles[number].update(title)
            marked = box.highlighted
            box.clear_options()
            box.add_options([Option(_shown(one)) for one in column.cards])
            ids = [one.lead_id for one in column.cards]
            if ids:
                box.highlighted = ids.index(kept) if kept in ids else min(marked or 0, len(ids) - 1)
            if kept in ids:
                at = number
        if columns:
            first = next((number for number, column in enumerate(columns) if column.cards), 0)
            self._enter(at if kept else first)
        self.refresh_bindings()

    @property
    def at(self) -> int:
        """The column that has the focus."""
        boxes = list(self.query(OptionList))
        return boxes.index(self.focused) if self.focused in boxes else 0

    @property
    def card(self) -> Card | None:
        if not self._columns:
            return None
        marked = self.query(OptionList)[self.at].highlighted
        cards = self._columns[self.at].cards
        return cards[marked] if marked is not None and marked < len(cards) else None

    @property
    def lead_id(self) -> int:
        return self.card.lead_id if self.card else 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("open", "edit", "move_on", "move_back"):
            return self.card is not None
        return super().check_action(action, parameters)

    def action_column(self, step: int) -> None:
        boxes = self.query(OptionList)
        if boxes:
            self._enter(max(0, min(self.at + step, len(boxes) - 1)))
            self.refresh_bindings()

    def _enter(self, number: int) -> None:
        """Focus a column; whole columns are scrolled, so that none is cut at its left."""
        self.query(OptionList)[number].focus(scroll_visible=False)
        holder = self.query_one(HorizontalScroll)
        room = max(holder.size.width // _WIDE, 1)
        first = round(holder.scroll_x / _WIDE)
        if not first <= number < first + room:
            first = number if number < first else number - room + 1
        holder.scroll_to(x=first * _WIDE, animate=False)

    def on_option_list_option_selected(self, _event: OptionList.OptionSelected) -> None:
        self.action_open()

    def on_option_list_option_highlighted(self, _event: OptionList.OptionHighlighted) -> None:
        self.refresh_bindings()

    def action_open(self) -> None:
        if self.card:
            chamber_app(self).open_record("lead", self.card.lead_id)

    def action_move_on(self) -> None:
        self._move(1)

    def action_move_back(self) -> None:
        self._move(-1)

    def _move(self, step: int) -> None:
        """To the neighbouring stage, today; into an exit, where a reason is asked for, through the form."""
        card, to = self.card, self.at + step
        if card is None or not 0 <= to < len(self._columns):
            return
        stage = self._columns[to].stage
        if stage.is_exit or self._columns[self.at].stage.is_exit:
            open_advance(self, card.lead_id)
            return
        ws, self._wanted = workspace(self), card.lead_id
        said = _("{code} is now at {stage}").format(code=card.code, stage=stage.shown(language()))
        background(
            self,
            lambda: service.advance(ws, card.lead_id, stage.name),
            lambda outcome: chamber_app(self).tell_done(said, outcome),
            group="move",
        )

    def action_edit(self) -> None:
        if self.card:
            edit_record(self, "lead", self.card.lead_id)


def _shown(card: Card) -> Text:
    """Three lines: project, who with how much, what comes next."""
    due = card.due.on.isoformat() + (f" {_('estimated')}" if card.due.estimated else "") if card.due else ""
    lines = (
        Text(card.project, "bold"),
        Text(" ".join(filter(None, (card.amount, card.investor))), "dim"),
        Text(" ".join(filter(None, (card.owner, due, card.next_action))), "italic"),
    )
    return Text("\n", no_wrap=True, overflow="crop").join(fitted(line, _CARD) for line in lines)
