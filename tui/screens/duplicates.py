"""Pairs that may be the same: the list of them, the marked pair side by side, and what one says of it."""

from __future__ import annotations

import time
from functools import partial
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chamber.duplicates import service
from chamber.duplicates.comparing import Comparison, compare
from chamber.duplicates.record import TIERS, Pair
from chamber.errors import ChamberError
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.progress import Pace
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.working import tell_failed
from tui.formwork import open_form
from tui.job import Job
from tui.mergework import merge_form
from tui.messages import Changed
from tui.widgets.bars import KeyBar, NavBar

_TITLES = {"enterprise": N_("Members that may be the same"), "person": N_("Contacts that may be the same")}
_MOST_SHOWN = 2_000
"""Pairs in the list; when they are dealt with the next come up."""
_TICK = 0.2
_LOOKING = N_("Looking through the records")


class DuplicatesScreen(ChamberScreen):
    """What is decided here leaves the list at once; looking again is F5, as it goes through every record."""

    CSS_PATH: ClassVar[Any] = "duplicates.tcss"
    OFFERS = (*ChamberScreen.OFFERS, "merge_pair", "differ", "other_kind", "read_on", "read_back")
    PANE = "VerticalScroll"

    def __init__(self) -> None:
        super().__init__()
        self.entity = "enterprise"
        self.pairs: list[Pair] = []
        self._looking: Job | None = None
        self._pace = Pace()
        self._in_hand: set[int] = set()
        """The pair that is being dealt with here: what becomes of it is known without looking again."""

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield Static(classes="title", markup=False)
        with Horizontal(classes="pairs"):
            yield OptionList(markup=False, compact=True)
            with VerticalScroll(can_focus=False):
                yield Static(id="beside", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_interval(_TICK, self._tell)
        self.query_one(OptionList).focus()
        self.reload()

    def records_changed(self, changed: Changed) -> None:
        """Taking back what was said here brings pairs again; what is filed elsewhere waits for F5."""
        if self._in_hand and set(changed.get(self.entity, ())) == self._in_hand:
            return
        if set(changed) & {self.entity, "not_duplicate"} and self.is_current:
            self.reload()

    def reload(self) -> None:
        ws, entity = workspace(self), self.entity
        self._give_up()
        job = self._looking = Job()
        background(
            self,
            lambda: service.pairs(ws, entity, partial(job.tell, _LOOKING)),
            self._show,
            group="pairs",
            failed=self._stopped,
        )

    def on_unmount(self) -> None:
        self._give_up()

    def _give_up(self) -> None:
        """Nobody waits any more for what is being looked for."""
        if self._looking is not None:
            self._looking.stopped.set()

    def _stopped(self, error: ChamberError) -> None:
        self._looking = None
        tell_failed(self, error)

    def _tell(self) -> None:
        if self._looking is not None:
            stage, done, of = self._looking.stage
            words = self._pace.words(stage if of else _LOOKING, done, of, time.monotonic())
            self.query_one(".title", Static).update(words)

    def _show(self, found: list[Pair]) -> None:
        """The marked pair stays marked, wherever it is now: keys that follow must not meet another."""
        self._looking = None
        marked, at = self.pair, self.query_one(OptionList).highlighted or 0
        self.pairs = found
        places = {(one.left, one.right): place for place, one in enumerate(found)}
        self._list(places.get((marked.left, marked.right), at) if marked else 0)

    def _list(self, at: int) -> None:
        self.query_one(OptionList).clear_options()
        self._settle(at)

    def _settle(self, at: int) -> None:
        """Fill the list up, mark the pair at a place, say how many there are."""
        box = self.query_one(OptionList)
        box.add_options([Option(_line(one)) for one in self.pairs[box.option_count : _MOST_SHOWN]])
        title = Text.assemble((_(_TITLES[self.entity]), "bold"), (f"  {len(self.pairs):,}", "dim"))
        self.query_one(".title", Static).update(title)
        if self.pairs:
            box.highlighted = min(at, box.option_count - 1)
        else:
            self.query_one("#beside", Static).update(Text(_("No duplicates found."), "dim"))
        self.refresh_bindings()

    @property
    def pair(self) -> Pair | None:
        at = self.query_one(OptionList).highlighted
        return self.pairs[at] if at is not None and at < len(self.pairs) else None

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        one, ws = self.pair, workspace(self)
        if one is None:
            return
        background(
            self,
            lambda: compare(ws, one),
            lambda found: self.query_one("#beside", Static).update(_beside(one, found)),
            group="beside",
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.action_merge_pair()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("merge_pair", "differ"):
            return bool(self.pairs) and self.pair is not None
        return super().check_action(action, parameters)

    # Commands

    def action_merge_pair(self) -> None:
        one, ws = self.pair, workspace(self)
        if one is not None:
            self._in_hand = {one.left, one.right}
            open_form(self, lambda: merge_form(ws, one), lambda outcome: self._merged(*outcome.changed[one.entity]))

    def _merged(self, kept: int, *dropped: int) -> None:
        """The pairs of the one that is no more leave, those of the one that stays are called by its name of now."""
        self._dealt_with(dropped)
        ws, pairs = workspace(self), tuple(self.pairs)

        def show(named: dict[int, Pair]) -> None:
            box = self.query_one(OptionList)
            if tuple(self.pairs) != pairs:
                return
            for place, one in named.items():
                self.pairs[place] = one
                if place < box.option_count:
                    box.replace_option_prompt_at_index(place, _line(one))

        background(self, lambda: service.named_anew(ws, pairs, kept), show, group="named")

    def action_differ(self) -> None:
        one, ws = self.pair, workspace(self)
        if one is None:
            return

        self._in_hand = {one.left, one.right}

        def said(outcome: Outcome) -> None:
            chamber_app(self).tell_done(_("They are not proposed again."), outcome)
            self._dealt_with((one.left, one.right))

        background(self, lambda: service.call_different(ws, one.entity, one.left, one.right), said, group="differ")

    def _dealt_with(self, ids: tuple[int, ...]) -> None:
        """The pairs that name all of these leave: two that differ, or the one that is part of another now."""
        box = self.query_one(OptionList)
        at = box.highlighted or 0
        for place in [place for place, one in enumerate(self.pairs) if set(ids) <= {one.left, one.right}][::-1]:
            del self.pairs[place]
            if place < box.option_count:
                box.remove_option_at_index(place)
        box.highlighted = None
        self._settle(at)
        self.call_after_refresh(self._let_go)

    def _let_go(self) -> None:
        self._in_hand = set()

    def action_other_kind(self) -> None:
        self.entity = "person" if self.entity == "enterprise" else "enterprise"
        self._let_go()
        self.pairs = []
        self._list(0)
        self.reload()


def _line(one: Pair) -> Text:
    line = Text(no_wrap=True, overflow="crop")
    line.append(f"{one.score:>3} ", "bold green" if one.verdict.tier == "certain" else "dim")
    line.append(one.left_title)
    if one.right_title != one.left_title:
        line.append("  /  ", "dim")
        line.append(one.right_title)
    return line


def _beside(one: Pair, found: Comparison) -> Group:
    """The two records in the fields that differ, what hangs on each, and in what they agree."""
    why = Text.assemble((f"{_(TIERS[one.verdict.tier])} {one.score}  ", "bold"), one.reasons)
    labels = [_(choice.field.label) for choice in found.differing]
    both = [(_(field.label), text) for field, text in found.agreeing]
    hanging = _("Comes along")
    width = max(map(cell_len, (hanging, *labels, *(label for label, _text in both))))
    grid = _grid(width, 2)
    grid.add_row("", Text(one.left_code, "bold"), Text(one.right_code, "bold"))
    for label, choice in zip(labels, found.differing, strict=True):
        grid.add_row(label, choice.keep or "-", choice.drop or "-")
    if not found.differing:
        grid.add_row("", Text(_("They say the same in every field."), "dim"), "")
    if found.left or found.right:
        grid.add_row(hanging, found.left or "-", found.right or "-")
    alike = _grid(width, 1)
    for label, text in both:
        alike.add_row(label, text)
    agree: list[RenderableType] = [Text(""), Text(_("Both say:"), "dim"), alike] if both else []
    return Group(why, Text(""), grid, *agree)


def _grid(label: int, columns: int) -> Grid:
    """A table of labels this wide, and beside them columns that share the rest."""
    grid = Grid.grid(padding=(0, 1), expand=True)
    grid.add_column(style="dim", width=label, no_wrap=True)
    for _column in range(columns):
        grid.add_column(ratio=1)
    return grid
