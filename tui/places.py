"""The screens one can go to. A screen is imported when it is first shown."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chamber.i18n import N_
from tui.keymap import Command, place_command

if TYPE_CHECKING:
    from tui.base import ChamberScreen


@dataclass(frozen=True, slots=True)
class Place:
    """`home` is `module:class`; a place without a `digit` is reached through the menu."""

    name: str
    label: str
    home: str
    digit: str = ""

    def make(self) -> ChamberScreen:
        module, _, cls = self.home.partition(":")
        screen: ChamberScreen = getattr(importlib.import_module(module), cls)()
        return screen

    @property
    def command(self) -> Command:
        return place_command(self.name, self.label, self.digit)


PLACES = (
    Place("home", N_("Home"), "tui.screens.home:HomeScreen", "1"),
    Place("members", N_("Members"), "tui.screens.members:MembersScreen", "2"),
    Place("events", N_("Events"), "tui.screens.events:EventsScreen", "3"),
    Place("leads", N_("Leads"), "tui.screens.leads:LeadsScreen", "4"),
    Place("offices", N_("Offices"), "tui.screens.offices:OfficesScreen", "5"),
    Place("figures", N_("Figures"), "tui.screens.results:ResultsScreen", "7"),
    Place("board", N_("Lead board"), "tui.screens.board:BoardScreen"),
    Place("contacts", N_("Contacts"), "tui.screens.contacts:ContactsScreen"),
    Place("duplicates", N_("Duplicates"), "tui.screens.duplicates:DuplicatesScreen"),
    Place("policies", N_("Policies"), "tui.screens.policies:PoliciesScreen"),
)

OFFICER_PLACES = (Place("home", N_("Our leads"), "tui.screens.officer:OfficerScreen", "1"),)
"""All there is for a liaison officer."""
