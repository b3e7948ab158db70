"""Keeping a delivery: its rows with the value of every cell as it was sent."""

from __future__ import annotations

import json
from typing import Any

from chamber.deliveries.delta import SheetRow
from chamber.deliveries.layout import PERSONAL_KEYS
from chamber.deliveries.returned import row_key
from chamber.workspace import Reader
from db.queries import deliveries as store

_encode = json.JSONEncoder(ensure_ascii=False).encode


def personal_cells(row: SheetRow) -> dict[str, str]:
    """The cells that lie apart from the others, so that they can be erased."""
    return {key: row.cells[key] for key in row.cells if key in PERSONAL_KEYS and row.cells[key]}


def stored(delivery_id: int, number: str, position: int, row: SheetRow) -> dict[str, Any]:
    personal = personal_cells(row)
    changes: dict[str, Any] = {key: list(pair) for key, pair in row.changes.items() if key not in PERSONAL_KEYS}
    changes |= {key: [] for key in row.changes if key in PERSONAL_KEYS}
    if row.note:
        changes["note"] = row.note
    return {
        "delivery_id": delivery_id,
        "position": position,
        "lead_id": row.lead_id,
        "row_key": row_key(number, position),
        "mark": row.mark or None,
        "cells": _encode({k: t for k, t in row.cells.items() if k not in personal}),
        "changes": _encode(changes) if changes else None,
        "private": _encode(personal) if personal else None,
    }


def stored_rows(reader: Reader, delivery_id: int) -> list[SheetRow]:
    """The rows of a delivery as they were made; erased personal cells are empty."""
    rows = []
    for row in store.rows_of(reader, delivery_id):
        changes = json.loads(row["changes"]) if row["changes"] else {}
        note = changes.pop("note", "")
        cells = json.loads(row["cells"])
        if row["private"]:
            cells |= json.loads(row["private"])
        pairs = {key: (pair[0], pair[1]) if pair else ("", "") for key, pair in changes.items()}
        rows.append(SheetRow(row["lead_id"], cells, row["mark"] or "", pairs, note))
    return rows
