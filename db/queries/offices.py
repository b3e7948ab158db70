"""Offices: who works for them at the terminal, and what their sheets have of their own."""

from __future__ import annotations

from db.database import placeholders
from db.session import Reader


def officers(reader: Reader) -> list[tuple[int, str, str]]:
    """(office id, its name, its officers as JSON) of the offices that have any."""
    sql = "SELECT id, name, officers FROM office WHERE officers IS NOT NULL ORDER BY id"
    return [(row[0], row[1], row[2]) for row in reader.db.execute_sql(sql).fetchall()]


def template(reader: Reader, office_id: int, form: str) -> tuple[int, str] | None:
    """The id and the text (JSON) of the template of an office's sheet."""
    mark = placeholders(reader.db, 1)
    sql = f"SELECT id, template FROM sheet_template WHERE office_id = {mark} AND form = {mark}"
    row = reader.db.execute_sql(sql, (office_id, form)).fetchone()
    return (row[0], row[1]) if row else None
