"""What holds for a person: a name is enough."""

from __future__ import annotations

from typing import Any

from chamber import codes
from chamber.text.pinyin import sort_key
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace, Writer

Row = dict[str, Any]

TELLING = ("name", "mobiles", "landlines", "enterprise", "unit")
"""The fields by which a new one may turn out to be on file."""


def notice(ws: Workspace, reader: Reader, values: Row) -> tuple[Problem, ...]:
    """Who it may be already."""
    from chamber.duplicates.near import notices

    return notices(reader, "person", values)


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    missing = [row for row in rows if not row.get("code")]
    for row, code in zip(missing, codes.running(writer, "person", len(missing)) if missing else [], strict=True):
        row["code"] = code
    for row in rows:
        row["sort_key"] = sort_key(row["name"])


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    return {"sort_key": sort_key(whole["name"])} if whole["name"] != old.name else {}
