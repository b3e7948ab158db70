"""The facts that tell records apart, read in parts by id, and the pairs a person called different."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from db.database import among, placeholders
from db.session import Reader

_PART = 20_000

NAMES = ("name", "short_name", "former_names", "uscc")
COMPANY = (*NAMES, "business_division", "phones", "legal_representative", "address")
INDIVIDUAL = (
    *("name", "mobiles", "landlines", "enterprise_id", "unit", "id_number", "email", "wechat", "birthday"),
    "position",
)


def facts(reader: Reader, table: str, columns: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
    """(id, *columns) of every row by id; a part of the table at a time."""
    names = ", ".join(f'"{name}"' for name in ("id", *columns))
    mark = placeholders(reader.db, 1)
    last = 0
    while True:
        sql = f'SELECT {names} FROM "{table}" WHERE id > {mark} ORDER BY id LIMIT {_PART}'
        rows = reader.db.execute_sql(sql, (last,)).fetchall()
        if rows:
            yield rows
        if len(rows) < _PART:
            return
        last = rows[-1][0]


def facts_of(reader: Reader, table: str, columns: Sequence[str], ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """(id, *columns) of these rows."""
    if not ids:
        return []
    names = ", ".join(f'"{name}"' for name in ("id", *columns))
    where, values = among(reader.db, "id", ids)
    return list(reader.db.execute_sql(f'SELECT {names} FROM "{table}" WHERE {where} ORDER BY id', values).fetchall())


def contacts(reader: Reader) -> Iterator[list[tuple[int, str, str | None]]]:
    """(enterprise, name, mobiles) of every contact that belongs to an enterprise, a part at a time."""
    for rows in facts(reader, "person", ("enterprise_id", "name", "mobiles")):
        yield [(enterprise, name, mobiles) for _id, enterprise, name, mobiles in rows if enterprise]


def contacts_of(reader: Reader, ids: Sequence[int]) -> list[tuple[int, str, str | None]]:
    """The same of these enterprises."""
    if not ids:
        return []
    where, values = among(reader.db, "enterprise_id", ids)
    sql = f"SELECT enterprise_id, name, mobiles FROM person WHERE {where} ORDER BY id"
    return list(reader.db.execute_sql(sql, values).fetchall())


def namesakes(reader: Reader, name: str, enterprise_id: int | None, limit: int) -> list[int]:
    """Contacts of that name who belong to the enterprise, then others who have a unit; at most `limit` of each."""
    mark = placeholders(reader.db, 1)
    asked: list[tuple[str, tuple[Any, ...]]] = [("(enterprise_id IS NOT NULL OR unit IS NOT NULL)", ())]
    if enterprise_id:
        asked.insert(0, (f"enterprise_id = {mark}", (enterprise_id,)))
    return [
        row[0]
        for where, values in asked
        for row in reader.db.execute_sql(
            f"SELECT id FROM person WHERE name = {mark} AND {where} LIMIT {mark}", (name, *values, limit)
        ).fetchall()
    ]


def called_different(reader: Reader, entity: str) -> set[tuple[int, int]]:
    """The pairs (smaller id first) a person said are not the same."""
    sql = f"SELECT left_id, right_id FROM not_duplicate WHERE entity = {placeholders(reader.db, 1)}"
    return {(row[0], row[1]) for row in reader.db.execute_sql(sql, (entity,)).fetchall()}


def called_different_from(reader: Reader, entity: str, record_id: int) -> list[tuple[int, int, int]]:
    """(id, left, right) of the pairs this record is one of."""
    mark = placeholders(reader.db, 1)
    sql = f"SELECT id, left_id, right_id FROM not_duplicate WHERE entity = {mark} AND {mark} IN (left_id, right_id)"
    return [(row[0], row[1], row[2]) for row in reader.db.execute_sql(sql, (entity, record_id)).fetchall()]
