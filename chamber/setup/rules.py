"""What holds for the chamber's own record."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from chamber.clock import DEFAULT_ZONE
from chamber.i18n import _
from chamber.workspace import Reader, Workspace

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    try:
        ZoneInfo(values.get("timezone") or DEFAULT_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return {"timezone": _("There is no such time zone.")}
    return {}
