"""Leads: how far along each is, what comes next, and the log."""

from __future__ import annotations

from chamber.i18n import N_
from tui.files import open_attach, open_detach
from tui.forms import Form
from tui.importing import start_import
from tui.leadcapture import lead_form
from tui.leadcommands import LEAD_WORK, LeadCommands
from tui.screens.browse import BrowseScreen


class LeadsScreen(LeadCommands, BrowseScreen):
    OFFERS = (*BrowseScreen.OFFERS, *LEAD_WORK, "attach", "detach", "import_file")
    SHOWS = ("lead", "activity", "fund", "document", "enterprise", "person", "event")
    VIEW = "lead"
    KEYS = ("project", "stage", "clock.due", "investor", "amount", "target_division", "code")
    TITLE_OF_LIST = N_("Leads")

    @property
    def lead_id(self) -> int:
        return self.list.record_id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("attach", "detach"):
            return bool(self.lead_id)
        return super().check_action(action, parameters)

    def new_form(self) -> Form:
        return lead_form()

    def action_import_file(self) -> None:
        start_import(self, "leads")

    def action_attach(self) -> None:
        open_attach(self, "lead", self.lead_id)

    def action_detach(self) -> None:
        open_detach(self, "lead", self.lead_id)
