"""Saved views by the list they are of."""

from __future__ import annotations

from typing import Any

from db.database import placeholders
from db.session import Reader

_COLUMNS = ("id", "name", "view", "words", "sort", "descending", "columns")


def saved(reader: Reader, view: str = "") -> list[dict[str, Any]]:
    """All of a list, or of every list, by name."""
    where = f" WHERE view = {placeholders(reader.db, 1)}" if view else ""
    sql = f"SELECT {', '.join(_COLUMNS)} FROM saved_view{where} ORDER BY view, name, id"
    rows = reader.db.execute_sql(sql, (view,) if view else ()).fetchall()
    return [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
