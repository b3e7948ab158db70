"""What holds for a membership: a number that is never reused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chamber import codes
from chamber.i18n import _
from chamber.workspace import Reader, Workspace, Writer
from db.queries import lookup

Row = dict[str, Any]
Columns = dict[str, Sequence[Any]]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    number = values.get("number")
    if number and (old is None or old.number != number) and lookup.by_code(reader, "membership", number):
        return {"number": _("The number {number} was given to another member.").format(number=number)}
    if values.get("joined_on") and values.get("left_on") and values["left_on"] < values["joined_on"]:
        return {"left_on": _("This is before the day of joining.")}
    return {}


def complete_columns(ws: Workspace, writer: Writer, count: int, columns: Columns) -> None:
    codes.keep_above(writer, [number for number in columns.get("number", ()) if number])
    columns["number"] = codes.completed(
        columns.get("number"), count, lambda missing: codes.member_numbers(writer, missing)
    )
