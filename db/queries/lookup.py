"""Finding records by code or name, and titles by id."""

from __future__ import annotations

from collections.abc import Sequence

from db.database import chunks, placeholders
from db.session import Reader

# Where a record's codes lie beyond its own `code` column: (table, column, column with the record's id).
_CODES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "enterprise": (
        ("enterprise", "code", "id"),
        ("membership", "number", "enterprise_id"),
        ("enterprise", "uscc", "id"),
    ),
    "membership": (("membership", "number", "id"),),
    "delivery": (("delivery", "number", "id"),),
}


def by_code(reader: Reader, table: str, code: str) -> list[int]:
    """Ids of the records that carry this very code, number or USCC (any case)."""
    mark = placeholders(reader.db, 1)
    for home, column, id_column in _CODES.get(table, ((table, "code", "id"),)):
        sql = f'SELECT DISTINCT "{id_column}" FROM "{home}" WHERE "{column}" IN ({mark}, {mark})'
        found = [row[0] for row in reader.db.execute_sql(sql, (code, code.upper())).fetchall()]
        if found:
            return found
    return []


def of_title(reader: Reader, table: str, column: str, text: str, limit: int = 20) -> list[int]:
    """Ids of records with this very title."""
    sql = f'SELECT id FROM "{table}" WHERE "{column}" = {placeholders(reader.db, 1)} LIMIT {limit}'
    return [row[0] for row in reader.db.execute_sql(sql, (text,)).fetchall()]


def by_title(reader: Reader, table: str, column: str, text: str, limit: int = 20) -> list[tuple[int, str]]:
    """(id, title) of records whose title is, else contains, the text."""
    mark = placeholders(reader.db, 1)
    same = of_title(reader, table, column, text, limit)
    if same or not text:
        return [(record_id, text) for record_id in same]
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = f'SELECT id, "{column}" FROM "{table}" WHERE "{column}" LIKE {mark} ESCAPE \'\\\' ORDER BY id LIMIT {limit}'
    return list(reader.db.execute_sql(sql, (f"%{escaped}%",)).fetchall())


def titles(reader: Reader, table: str, column: str, like: str, limit: int = 2_000) -> list[str]:
    """Titles to compare a misspelt name with: those that share a character, a bounded number."""
    mark = placeholders(reader.db, 1)
    letters = list(dict.fromkeys(like.replace("%", "").replace("_", "")))[:6]
    if not letters:
        return []
    where = " OR ".join([f'"{column}" LIKE {mark}'] * len(letters))
    sql = f'SELECT "{column}" FROM "{table}" WHERE {where} LIMIT {limit}'
    return [row[0] for row in reader.db.execute_sql(sql, tuple(f"%{letter}%" for letter in letters)).fetchall()]


def titles_of(reader: Reader, table: str, column: str, ids: Sequence[int]) -> dict[int, str]:
    """Id → title."""
    found: dict[int, str] = {}
    for part in chunks(ids):
        sql = f'SELECT id, "{column}" FROM "{table}" WHERE id IN ({placeholders(reader.db, len(part))})'
        found.update((row[0], row[1] or "") for row in reader.db.execute_sql(sql, tuple(part)).fetchall())
    return found


def count(reader: Reader, table: str) -> int:
    """How many rows there are."""
    return int(reader.db.execute_sql(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])
