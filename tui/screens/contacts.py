"""Contacts: the people the chamber knows."""

from __future__ import annotations

from chamber.i18n import N_
from tui.consents import open_consent, open_erasure, open_person_data, open_withdrawal
from tui.importing import start_import
from tui.screens.browse import BrowseScreen


class ContactsScreen(BrowseScreen):
    OFFERS = (*BrowseScreen.OFFERS, "consent", "withdraw_consent", "person_data", "erase", "import_file")
    SHOWS = ("consent", "person", "enterprise", "lead", "attendance")
    VIEW = "person"
    KEYS = ("name", "enterprise.name", "position", "mobiles", "home_division")
    TITLE_OF_LIST = N_("Contacts")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("consent", "withdraw_consent", "person_data", "erase"):
            return bool(self.list.record_id or (action == "consent" and self.list.marks))
        return super().check_action(action, parameters)

    def action_consent(self) -> None:
        """The marked contacts, else the one the cursor is on."""
        self.pane.for_marked(lambda ids: open_consent(self, *ids))

    def action_withdraw_consent(self) -> None:
        open_withdrawal(self, self.list.record_id)

    def action_person_data(self) -> None:
        open_person_data(self, self.list.record_id)

    def action_erase(self) -> None:
        open_erasure(self, self.list.record_id)

    def action_import_file(self) -> None:
        start_import(self, "contacts")
