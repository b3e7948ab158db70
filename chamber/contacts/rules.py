"""What holds for a person: a name is enough."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chamber import codes
from chamber.text.pinyin import person_sort_keys, sort_key
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace, Writer

Row = dict[str, Any]
Columns = dict[str, Sequence[Any]]

TELLING = ("name", "mobiles", "landlines", "enterprise", "unit")
"""The fields by which a new one may turn out to be on file."""


def notice(ws: Workspace, reader: Reader, values: Row) -> tuple[Problem, ...]:
    """Who it may be already."""
    from chamber.duplicates.near import notices

    return notices(reader, "person", values)


def complete_columns(ws: Workspace, writer: Writer, count: int, columns: Columns) -> None:
    columns["code"] = codes.completed(
        columns.get("code"), count, lambda missing: codes.running(writer, "person", missing)
    )
    columns["sort_key"] = person_sort_keys(columns["name"])


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    return {"sort_key": sort_key(whole["name"], person=True)} if whole["name"] != old.name else {}
