"""Members: home cities on the left, enterprises beside them, and all there is about the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from chamber import records
from chamber.fields import Linked
from chamber.i18n import N_
from chamber.lists import Condition, covering_prefix
from chamber.members.service import admit
from tui import forms
from tui.base import workspace
from tui.forms import Form
from tui.importing import start_import
from tui.messages import DivisionChosen
from tui.screens.browse import BrowseScreen, open_form
from tui.widgets.division_tree import DivisionTree


class MembersScreen(BrowseScreen):
    """A new member is filed with a membership; its number is given."""

    CSS_PATH: ClassVar = ["browse.tcss", "members.tcss"]
    OFFERS = (*BrowseScreen.OFFERS, "contact", "lead", "import_file")
    SHOWS = ("enterprise", "membership", "person", "lead", "attendance", "activity", "chamber")
    VIEW = "enterprise"
    KEYS = ("name", "membership.number", "home_division", "industry", "phones", "membership.status")
    TITLE_OF_LIST = N_("Members")
    EMPTY = N_("Nobody here yet. Ctrl+N files the first one, F12 brings in a whole list.")

    def left(self) -> Iterable[Widget]:
        return (DivisionTree(),)

    def reload(self) -> None:
        self.query_one(DivisionTree).reload()
        super().reload()

    def on_division_chosen(self, event: DivisionChosen) -> None:
        code = event.code
        if code == "":
            self.pane.load()
        elif code is None:
            self.pane.load((Condition("home_division", "empty"),), _unknown())
        else:
            name = self.query_one(DivisionTree).title_of(code)
            self.pane.load((Condition("home_division", "prefix", covering_prefix(code)),), name)

    def new_form(self) -> Form:
        return forms.new_record("enterprise", save=lambda ws, values: admit(ws, values))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("contact", "lead"):
            return bool(self.list.record_id)
        return super().check_action(action, parameters)

    def action_import_file(self) -> None:
        start_import(self, "members")

    def _here(self) -> Linked:
        with workspace(self).read() as reader:
            return Linked(records.title_of(reader, "enterprise", self.list.record_id), self.list.record_id)

    def action_contact(self) -> None:
        open_form(self, lambda: forms.new_record("person", values={"enterprise": self._here()}))

    def action_lead(self) -> None:
        open_form(self, lambda: forms.new_record("lead", values={"investor": self._here()}))


def _unknown() -> str:
    from chamber.i18n import _

    return _("home city not known")
