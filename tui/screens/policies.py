"""Policies that fairs present."""

from __future__ import annotations

from chamber.i18n import N_
from tui.screens.browse import BrowseScreen


class PoliciesScreen(BrowseScreen):
    SHOWS = ("policy", "event")
    VIEW = "policy"
    KEYS = ("title", "kind", "issuer", "code")
    TITLE_OF_LIST = N_("Policies")
