"""What holds for a consent."""

from __future__ import annotations

from typing import Any

from chamber.i18n import _
from chamber.workspace import Reader, Workspace

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    if values.get("withdrawn_on") and values.get("obtained_on") and values["withdrawn_on"] < values["obtained_on"]:
        return {"withdrawn_on": _("This is before the consent was given.")}
    return {}
