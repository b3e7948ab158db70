"""The chamber's own record: there is one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chamber.i18n import N_
from chamber.outcome import Outcome
from chamber.records import add_in, edit_in, get_many
from chamber.setup.record import ChamberRecord
from chamber.workspace import Workspace

_ONLY = 1
"""The id of the one row."""


def house(ws: Workspace) -> ChamberRecord | None:
    """The record, or None before it is set up."""
    with ws.read() as reader:
        return next(iter(get_many(reader, "chamber", [_ONLY])), None)


def set_up(ws: Workspace, values: Mapping[str, Any]) -> Outcome:
    """Make the record or change it. Raises `Invalid`."""
    with ws.write("setup", N_("set up the chamber")) as writer:
        if writer.row("chamber", _ONLY) is None:
            add_in(ws, writer, "chamber", [values])
            changed = True
        else:
            changed = edit_in(ws, writer, "chamber", _ONLY, values)
        return Outcome(writer.action_id if changed else None, {"chamber": (_ONLY,)})
