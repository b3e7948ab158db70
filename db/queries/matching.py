"""What is there already: candidates for the rows of an import by their keys and names, in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from db.database import chunks, placeholders
from db.session import Reader


def is_empty(reader: Reader, table: str) -> bool:
    """Whether a table has no row, so that nothing needs to be looked for."""
    return reader.db.execute_sql(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is None


def by_values(
    reader: Reader, table: str, column: str, values: Iterable[str], wanted: Sequence[str] = ("id",)
) -> dict[str, list[tuple[Any, ...]]]:
    """Value of `column` → the rows that carry it, each a tuple of the `wanted` columns, by id."""
    different = list(dict.fromkeys(values))
    found: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    if not different or is_empty(reader, table):
        return found
    names = ", ".join(f'"{name}"' for name in (column, *wanted))
    for part in chunks(different):
        sql = f'SELECT {names} FROM "{table}" WHERE "{column}" IN ({placeholders(reader.db, len(part))}) ORDER BY id'
        for row in reader.db.execute_sql(sql, tuple(part)).fetchall():
            found[row[0]].append(tuple(row[1:]))
    return found


def by_values_of_event(reader: Reader, event_id: int, wanted: Sequence[str]) -> list[tuple[Any, ...]]:
    """The guests of an event, each a tuple of the `wanted` columns, by id."""
    names = ", ".join(f'"{name}"' for name in wanted)
    sql = f'SELECT {names} FROM "attendance" WHERE event_id = {placeholders(reader.db, 1)} ORDER BY id'
    return [tuple(row) for row in reader.db.execute_sql(sql, (event_id,)).fetchall()]


def children(
    reader: Reader, table: str, column: str, ids: Sequence[int], wanted: Sequence[str]
) -> dict[int, list[tuple[Any, ...]]]:
    """Id of the parent → the rows of `table` that point at it by `column`, each a tuple of the `wanted` columns."""
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    names = ", ".join(f'"{name}"' for name in (column, *wanted))
    for part in chunks(list(ids)):
        sql = f'SELECT {names} FROM "{table}" WHERE "{column}" IN ({placeholders(reader.db, len(part))}) ORDER BY id'
        for row in reader.db.execute_sql(sql, tuple(part)).fetchall():
            found[row[0]].append(tuple(row[1:]))
    return found


def newest_action(reader: Reader) -> int:
    """The id of the newest action in the journal; 0 before the first."""
    row = reader.db.execute_sql("SELECT MAX(id) FROM action").fetchone()
    return int(row[0] or 0)


def imports_of(reader: Reader, kind: str, sha256: str) -> list[tuple[str, int]]:
    """(options, action) of the imports of this content, newest first. Undoing an import takes its row away."""
    mark = placeholders(reader.db, 1)
    sql = f"SELECT options, action_id FROM imported_file WHERE kind = {mark} AND sha256 = {mark} ORDER BY id DESC"
    return [(row[0] or "{}", row[1]) for row in reader.db.execute_sql(sql, (kind, sha256)).fetchall()]


def remembered(reader: Reader, kind: str, layout: str) -> str | None:
    """The mapping (JSON) used last for a layout."""
    mark = placeholders(reader.db, 1)
    sql = f"SELECT mapping FROM import_mapping WHERE kind = {mark} AND layout = {mark} ORDER BY id DESC LIMIT 1"
    row = reader.db.execute_sql(sql, (kind, layout)).fetchone()
    return row[0] if row else None


class EventName(NamedTuple):
    """What an event may be called by."""

    code: str
    name: str
    kinds: str
    venue: str
    starts_at: str


def event_names(reader: Reader, limit: int = 2_000) -> list[EventName]:
    """What the latest events may be called by, '' for what is not known."""
    sql = f"SELECT code, name, kinds, venue, starts_at FROM event ORDER BY starts_at DESC, id DESC LIMIT {limit}"
    return [EventName(*(text or "" for text in row)) for row in reader.db.execute_sql(sql).fetchall()]
