"""What holds for a person: a name is enough."""

from __future__ import annotations

from typing import Any

from chamber import codes
from chamber.text.pinyin import sort_key
from chamber.workspace import Workspace, Writer

Row = dict[str, Any]


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    missing = [row for row in rows if not row.get("code")]
    for row, code in zip(missing, codes.running(writer, "person", len(missing)) if missing else [], strict=True):
        row["code"] = code
    for row in rows:
        row["sort_key"] = sort_key(row["name"])


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    return {"sort_key": sort_key(whole["name"])} if whole["name"] != old.name else {}
