"""Leads: how far along each is, what comes next, and the log."""

from __future__ import annotations

from chamber.i18n import N_
from tui.importing import start_import
from tui.leadwork import open_advance, open_log, open_referral
from tui.screens.browse import BrowseScreen


class LeadsScreen(BrowseScreen):
    OFFERS = (*BrowseScreen.OFFERS, "advance", "log", "referral", "import_file")
    SHOWS = ("lead", "activity", "enterprise", "person", "event")
    VIEW = "lead"
    KEYS = ("project", "stage", "next_due", "investor", "amount", "target_division", "code")
    TITLE_OF_LIST = N_("Leads")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("advance", "log", "referral"):
            return bool(self.list.record_id)
        return super().check_action(action, parameters)

    def action_import_file(self) -> None:
        start_import(self, "leads")

    def action_advance(self) -> None:
        open_advance(self, self.list.record_id)

    def action_log(self) -> None:
        open_log(self, self.list.record_id)

    def action_referral(self) -> None:
        open_referral(self, self.list.record_id)
