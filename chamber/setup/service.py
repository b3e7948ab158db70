"""The chamber's own record: read, filled in at the first start, changed later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chamber import records
from chamber.errors import Invalid
from chamber.i18n import N_
from chamber.outcome import Outcome
from chamber.setup.record import ChamberRecord
from chamber.workspace import Reader, Workspace

CHAMBER_ID = 1
"""There is one chamber in a database."""


def chamber_record(ws: Workspace) -> ChamberRecord | None:
    """The chamber's own record, or None before the first setup."""
    with ws.read() as reader:
        return in_reader(reader)


def in_reader(reader: Reader) -> ChamberRecord | None:
    row = reader.row("chamber", CHAMBER_ID)
    return ChamberRecord.entity.load(row) if row else None


def save_chamber(ws: Workspace, values: Mapping[str, Any]) -> Outcome:
    """File the chamber, or change the fields given; `values` by field name. Raises `Invalid`.

    Nothing changed: an outcome without an action.
    """
    with ws.write("setup", N_("set up the chamber {title}"), title=_name(ws, values)) as writer:
        if in_reader(writer) is None:
            row = {field.name: field.default for field in ChamberRecord.entity.fields} | dict(values)
            refused = records.refused(ws, writer, "chamber", None, row)
            if refused:
                raise Invalid(refused, entity="chamber")
            writer.insert_with_ids("chamber", [CHAMBER_ID], [ChamberRecord.entity.dump(row)])
            changed = True
        else:
            changed = records.edit_in(ws, writer, "chamber", CHAMBER_ID, values)
        return Outcome(writer.action_id if changed else None, {"chamber": (CHAMBER_ID,)})


def save_texts(ws: Workspace, texts: Mapping[str, object]) -> Outcome:
    """The same from what a person typed (a form's or a command's texts). Raises `Invalid`."""
    with ws.read() as reader:
        values, _warnings = records.parse_values(ws, reader, "chamber", texts)
    return save_chamber(ws, values)


def _name(ws: Workspace, values: Mapping[str, Any]) -> str:
    if values.get("name"):
        return str(values["name"])
    found = chamber_record(ws)
    return found.name if found else ""
