"""Members: home cities on the left, enterprises beside them, and all there is about the one under the cursor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget

from chamber import records
from chamber.fields import Linked
from chamber.i18n import N_
from chamber.lists import Condition, covering_prefix
from chamber.workspace import Workspace
from tui import forms
from tui.base import workspace
from tui.forms import Form
from tui.formwork import open_form
from tui.importing import start_import
from tui.leadcapture import lead_form
from tui.memberwork import change_membership, new_member_form
from tui.messages import DivisionChosen, TypedAhead
from tui.screens.browse import BrowseScreen
from tui.widgets.division_tree import DivisionTree


class MembersScreen(BrowseScreen):
    """A new member is filed with a membership; its number is given."""

    CSS_PATH: ClassVar = ["browse.tcss", "members.tcss"]
    OFFERS = (*BrowseScreen.OFFERS, "contact", "lead", "enrol", "renew", "leave", "import_file")
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

    def on_typed_ahead(self, event: TypedAhead) -> None:
        self.pane.type_on(event.text)

    def new_form(self) -> Form:
        return new_member_form()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("contact", "lead", "enrol", "renew", "leave"):
            return bool(self.list.record_id)
        return super().check_action(action, parameters)

    def action_import_file(self) -> None:
        start_import(self, "members")

    def action_contact(self) -> None:
        ws, enterprise_id = workspace(self), self.list.record_id
        open_form(self, lambda: forms.new_record("person", values={"enterprise": _link(ws, enterprise_id)}))

    def action_lead(self) -> None:
        ws, enterprise_id = workspace(self), self.list.record_id
        open_form(self, lambda: lead_form({"investor": _link(ws, enterprise_id)}))

    def action_enrol(self) -> None:
        change_membership(self, self.list.record_id, "enrol")

    def action_renew(self) -> None:
        change_membership(self, self.list.record_id, "renew")

    def action_leave(self) -> None:
        change_membership(self, self.list.record_id, "leave")


def _link(ws: Workspace, enterprise_id: int) -> Linked:
    with ws.read() as reader:
        return Linked(records.title_of(reader, "enterprise", enterprise_id), enterprise_id)


def _unknown() -> str:
    from chamber.i18n import _

    return _("home city not known")
