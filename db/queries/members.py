"""Members: numbers, counts by home city."""

from __future__ import annotations

from collections.abc import Sequence

from db import tallies
from db.database import chunks, is_sqlite, placeholders
from db.session import Reader


def numbers_of(reader: Reader, enterprise_ids: Sequence[int]) -> dict[int, str]:
    """Enterprise id → its (latest) membership number."""
    found: dict[int, str] = {}
    for part in chunks(enterprise_ids):
        sql = f"SELECT enterprise_id, number FROM membership WHERE enterprise_id IN ({placeholders(reader.db, len(part))}) ORDER BY id"
        found.update((row[0], row[1]) for row in reader.db.execute_sql(sql, tuple(part)).fetchall())
    return found


def counts_by_home(reader: Reader, *, members_only: bool = False) -> list[tuple[str, int]]:
    """(home division code or '', how many enterprises), by code."""
    if not members_only:
        return list(tallies.of(reader.db, "enterprise").items())
    # By itself SQLite looks the rows up, each ten times as wide as what the index has of it.
    narrow = " INDEXED BY enterprise_of_home" if is_sqlite(reader.db) else ""
    sql = (
        f"SELECT COALESCE(e.home_division, ''), COUNT(*) FROM membership m JOIN enterprise e{narrow} "
        "ON e.id = m.enterprise_id GROUP BY 1 ORDER BY 1"
    )
    return [(code, int(count)) for code, count in reader.db.execute_sql(sql).fetchall()]
