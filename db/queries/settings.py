"""Preferences: name → JSON text."""

from __future__ import annotations

from db.database import placeholders
from db.session import Reader


def all_settings(reader: Reader) -> dict[str, tuple[int, str]]:
    """Name → (row id, value as JSON)."""
    rows = reader.db.execute_sql("SELECT name, id, value FROM setting").fetchall()
    return {name: (row_id, value or "null") for name, row_id, value in rows}


def setting(reader: Reader, name: str) -> tuple[int, str] | None:
    """(row id, value as JSON), or None when it was never set."""
    sql = f"SELECT id, value FROM setting WHERE name = {placeholders(reader.db, 1)}"
    row = reader.db.execute_sql(sql, (name,)).fetchone()
    return (row[0], row[1] or "null") if row else None


def house(reader: Reader) -> tuple[str, str]:
    """The time zone of the chamber and the code of its home division, '' for what is not told. Asked by every command:
    no model is loaded for it."""
    row = reader.db.execute_sql("SELECT timezone, home_division FROM chamber WHERE id = 1").fetchone()
    return (row[0] or "", row[1] or "") if row else ("", "")
