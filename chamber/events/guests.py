"""What holds for a guest of an event."""

from __future__ import annotations

from typing import Any

from chamber.events.record import CAME
from chamber.events.seating import overlap
from chamber.text.pinyin import sort_key
from chamber.workspace import Reader, Workspace, Writer

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    said = overlap(reader, old, values)
    return {"seat": said} if said else {}


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    for row in rows:
        row["sort_key"] = sort_key(row["name"], person=True)


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    changes: Row = {}
    if whole["name"] != old.name:
        changes["sort_key"] = sort_key(whole["name"], person=True)
    if whole["presence"] not in CAME and whole["checked_in_at"]:
        changes["checked_in_at"] = ""
    return changes
