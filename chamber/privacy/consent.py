"""What holds for a consent."""

from __future__ import annotations

from typing import Any

from chamber.i18n import _, listed
from chamber.privacy.record import CATEGORIES
from chamber.workspace import Reader, Workspace

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    given, withdrawn = values.get("obtained_on"), values.get("withdrawn_on")
    refused = {
        name: _("This day is still to come.")
        for name, day in (("obtained_on", given), ("withdrawn_on", withdrawn))
        if day and day.first_day() > ws.today
    }
    if withdrawn and given and withdrawn.last_day() < given.first_day():
        refused["withdrawn_on"] = _("This is before the consent was given.")
    if not values.get("categories"):
        refused["categories"] = _("Say what may be passed on: {names}").format(names=listed(CATEGORIES))
    return refused
