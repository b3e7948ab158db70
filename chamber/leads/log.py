"""What holds for a log entry: when and by whom it was first written stays."""

from __future__ import annotations

from typing import Any

from chamber.workspace import Workspace, Writer

Row = dict[str, Any]


def complete(ws: Workspace, writer: Writer, rows: list[Row]) -> None:
    for row in rows:
        row["at"] = row.get("at") or writer.head.at
        row["author"] = row.get("author") or writer.head.user
