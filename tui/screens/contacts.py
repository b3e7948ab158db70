"""Contacts: the people the chamber knows."""

from __future__ import annotations

from chamber.i18n import N_
from tui.importing import start_import
from tui.screens.browse import BrowseScreen


class ContactsScreen(BrowseScreen):
    OFFERS = (*BrowseScreen.OFFERS, "import_file")
    SHOWS = ("person", "enterprise", "lead", "attendance")
    VIEW = "person"
    KEYS = ("name", "enterprise.name", "position", "mobiles", "home_division")
    TITLE_OF_LIST = N_("Contacts")

    def action_import_file(self) -> None:
        start_import(self, "contacts")
