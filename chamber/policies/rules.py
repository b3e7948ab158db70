"""What holds for a policy."""

from __future__ import annotations

from typing import Any

from chamber import codes
from chamber.i18n import _
from chamber.text.pinyin import sort_key
from chamber.workspace import Reader, Workspace, Writer

Row = dict[str, Any]


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    if values.get("valid_from") and values.get("valid_until") and values["valid_until"] < values["valid_from"]:
        return {"valid_until": _("The policy would end before it begins.")}
    return {}


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    for row in rows:
        row["sort_key"] = sort_key(row["title"])
        row["code"] = row.get("code") or codes.running(writer, "policy", 1)[0]


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    return {"sort_key": sort_key(whole["title"])} if whole["title"] != old.title else {}
