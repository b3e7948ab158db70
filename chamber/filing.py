"""Filing many new records that were checked before, given column by column: what an import does by the thousand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chamber.entity import entity_of
from chamber.records import add_in, rule
from chamber.workspace import Workspace, Writer

Columns = dict[str, Sequence[Any]]
"""Field → its value in every record; None where one says nothing, as in a field that is not there."""


def add_columns_in(
    ws: Workspace, writer: Writer, entity: str, count: int, columns: Columns, extras: Sequence[str | None] = ()
) -> list[int]:
    """File `count` new records inside an action that is open; returns their ids.

    `extras` is what each says beyond its fields, as JSON. It comes to what `records.add_in` makes of the same records
    one by one.
    """
    if rule(entity, "complete") or rule(entity, "after_add"):
        return add_in(ws, writer, entity, _rows(count, columns), checked=True, extras=extras)
    described, complete = entity_of(entity), rule(entity, "complete_columns")
    full = dict(columns)
    for field in described.fields:
        default = writer.head.at if field.name == "created_at" else field.default
        if default not in (None, "", ()):
            given = full.get(field.name)
            full[field.name] = [default if value is None else value for value in given] if given else [default] * count
    if complete:
        complete(ws, writer, count, full)
    stored = described.dump_columns(full)
    if any(extras):
        stored["extra"] = extras
    ids = writer.next_ids(entity, count)
    writer.insert_columns(entity, ids, {name: values for name, values in stored.items() if _says(values)})
    return list(ids)


def _rows(count: int, columns: Columns) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{} for _ in range(count)]
    for name, values in columns.items():
        for row, value in zip(rows, values, strict=True):
            if value is not None:
                row[name] = value
    return rows


def _says(values: Sequence[Any]) -> bool:
    return values.count(None) < len(values)
