"""A list beside a detail pane: what members, contacts, leads, policies and offices have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widget import Widget

from chamber.i18n import N_
from chamber.outcome import Outcome
from tui import forms
from tui.base import ChamberScreen, chamber_app
from tui.forms import Form
from tui.formwork import edit_record, open_form, remove_record
from tui.messages import Changed, RecordChosen, RecordHighlighted
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.detail import Detail
from tui.widgets.list_pane import ListPane
from tui.widgets.record_list import RecordList
from tui.widgets.view_bar import ViewBar


class BrowseScreen(ChamberScreen):
    """Subclasses say which view; they may put something left of the list and more commands beside the common ones."""

    CSS_PATH: ClassVar[Any] = "browse.tcss"
    OFFERS: ClassVar[tuple[str, ...]] = (*ChamberScreen.OFFERS, "new", "edit", "remove", "filter")
    VIEW: ClassVar[str] = ""
    KEYS: ClassVar[tuple[str, ...]] = ()
    TITLE_OF_LIST: ClassVar[str] = ""
    EMPTY: ClassVar[str] = N_("Nothing here yet. Ctrl+N files the first one.")
    _wanted: Callable[[], None] | None = None
    """What another screen asked to see before this one was mounted."""

    def compose(self) -> ComposeResult:
        yield NavBar()
        with Horizontal(classes="browse"):
            yield from self.left()
            with Container(classes="pair"):
                yield ListPane(RecordList(self.VIEW, self.KEYS, empty=self.EMPTY), self.TITLE_OF_LIST)
                yield Detail()
        yield KeyBar()

    def left(self) -> Iterable[Widget]:
        """What stands left of the list."""
        return ()

    @property
    def pane(self) -> ListPane:
        return self.query_one(ListPane)

    @property
    def list(self) -> RecordList:
        return self.pane.list

    @property
    def entity(self) -> str:
        return self.list.entity

    def on_mount(self) -> None:
        (self._wanted or self.pane.load)()
        self.list.focus()

    def show_record(self, record_id: int) -> None:
        """Go to a record of the list, from another screen."""
        self._once_shown(lambda: self.pane.load(select=record_id))

    def show_filtered(self, words: str, sort: str) -> None:
        """Show what a filter finds, ordered by a column, from another screen."""
        self._once_shown(lambda: self.pane.show_filtered(words, sort))

    def _once_shown(self, act: Callable[[], None]) -> None:
        if self.is_mounted:
            act()
        else:
            self._wanted = act

    def records_changed(self, changed: Changed) -> None:
        if "saved_view" in changed:
            for bar in self.query(ViewBar):
                bar.reload()
        if "setting" in changed:
            # A person's columns may be others now.
            self.reload()
        super().records_changed(changed)

    def reload(self) -> None:
        self.pane.reload()
        self.show_detail()

    def show_detail(self) -> None:
        self.query_one(Detail).show(self.entity, self.list.record_id)

    def on_record_highlighted(self, event: RecordHighlighted) -> None:
        if event.sender is self.list:
            self.query_one(Detail).show(event.entity, event.record_id)
            self.refresh_bindings()

    def on_record_chosen(self, event: RecordChosen) -> None:
        chamber_app(self).open_record(event.entity, event.record_id)

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("edit", "remove"):
            return bool(self.list.record_id)
        return super().check_action(action, parameters)

    def new_form(self) -> Form:
        return forms.new_record(self.entity)

    def action_new(self) -> None:
        open_form(self, self.new_form, self.filed)

    def filed(self, outcome: Outcome) -> None:
        """Go to what was just filed, whatever the filter."""
        made = outcome.changed.get(self.entity)
        if made:
            self.pane.load(select=made[0])

    def action_edit(self) -> None:
        edit_record(self, self.entity, self.list.record_id)

    def action_remove(self) -> None:
        remove_record(self, self.entity, self.list.record_id)

    def action_filter(self) -> None:
        """The filter is at hand wherever the focus is, beside the list too."""
        self.pane.action_filter()

    def action_back(self) -> None:
        """Marks and the filter are dropped first: what a filter hides must not be taken for gone."""
        if self.list.marks:
            self.pane.drop_marks()
        elif self.pane.filtered or self.pane.in_view:
            self.pane.drop_filter()
        else:
            super().action_back()
