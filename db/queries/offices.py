"""Offices: who works for them at the terminal."""

from __future__ import annotations

from db.session import Reader


def officers(reader: Reader) -> list[tuple[int, str, str]]:
    """(office id, its name, its officers as JSON) of the offices that have any."""
    sql = "SELECT id, name, officers FROM office WHERE officers IS NOT NULL ORDER BY id"
    return [(row[0], row[1], row[2]) for row in reader.db.execute_sql(sql).fetchall()]
