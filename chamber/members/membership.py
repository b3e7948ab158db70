"""What holds for a membership: a number that is never reused."""

from __future__ import annotations

from typing import Any

from chamber import codes
from chamber.i18n import _
from chamber.workspace import Reader, Workspace, Writer
from db.queries import lookup

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    number = values.get("number")
    if number and (old is None or old.number != number) and lookup.by_code(reader, "membership", number):
        return {"number": _("The number {number} was given to another member.").format(number=number)}
    if values.get("joined_on") and values.get("left_on") and values["left_on"] < values["joined_on"]:
        return {"left_on": _("This is before the day of joining.")}
    return {}


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    codes.keep_above(writer, [row["number"] for row in rows if row.get("number")])
    missing = [row for row in rows if not row.get("number")]
    for row, number in zip(missing, codes.member_numbers(writer, len(missing)) if missing else [], strict=True):
        row["number"] = number
