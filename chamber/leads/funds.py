"""What holds for funds in place."""

from __future__ import annotations

from typing import Any

from chamber.i18n import _
from chamber.workspace import Reader, Workspace

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    if values.get("amount") and values["amount"].sort_key < 0:
        return {"amount": _("An amount can't be negative.")}
    return {}
