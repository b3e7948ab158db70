"""What holds for an event: its code by year, and an end after its start."""

from __future__ import annotations

from typing import Any

from chamber import clock, codes
from chamber.i18n import _
from chamber.text.pinyin import sort_key
from chamber.workspace import Reader, Workspace, Writer

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    refused = {}
    if values.get("starts_at") and values.get("ends_at") and values["ends_at"] < values["starts_at"]:
        refused["ends_at"] = _("The event would end before it starts.")
    for name in ("planned", "headcount"):
        if values.get(name) and (values[name].value or 0) < 0:
            refused[name] = _("A number of people can't be negative.")
    for name in ("budget", "cost"):
        if values.get(name) and values[name].sort_key < 0:
            refused[name] = _("An amount can't be negative.")
    return refused


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    for row in rows:
        row["sort_key"] = sort_key(row["name"])
        if not row.get("code"):
            year = str(clock.local(row["starts_at"] or writer.head.at, ws.zone).year)
            row["code"] = codes.event_codes(writer, [year])[0]


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    return {"sort_key": sort_key(whole["name"])} if whole["name"] != old.name else {}
