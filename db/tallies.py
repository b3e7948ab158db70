"""How many rows there are, kept while they are written: counting a million each time a screen opens would be felt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import Database

from db.database import executemany, placeholders

TALLIED: Mapping[str, str] = {
    "enterprise": "home_division",
    "lead": "stage",
    "membership": "status",
    "person": "",
    "event": "",
    "lead_clock": "due_on",
}
"""Table → the column its rows are counted by; '' counts them all."""


class Tallies:
    """What one action adds to the tallies and takes from them."""

    def __init__(self) -> None:
        self._changes: Counter[tuple[str, str]] = Counter()

    def inserted(self, table: str, count: int, columns: Mapping[str, Sequence[Any]]) -> None:
        """So many rows came; `columns` are their values by column, those that hold nothing left out."""
        self._add(table, count, columns, 1)

    def deleted(self, table: str, count: int, columns: Mapping[str, Sequence[Any]]) -> None:
        self._add(table, count, columns, -1)

    def updated(self, table: str, entries: Iterable[tuple[int, Mapping[str, Any], Mapping[str, Any]]]) -> None:
        column = TALLIED.get(table)
        if column:
            for _id, before, after in entries:
                if column in after:
                    self._changes[table, before[column] or ""] -= 1
                    self._changes[table, after[column] or ""] += 1

    def _add(self, table: str, count: int, columns: Mapping[str, Sequence[Any]], step: int) -> None:
        column = TALLIED.get(table)
        if column is None:
            return
        values = columns.get(column) if column else None
        for value, many in (Counter(values) if values else {"": count}).items():
            self._changes[table, value or ""] += step * many

    def flush(self, db: Database) -> None:
        """Write what changed; for the end of the action, inside its transaction."""
        # In one order for everybody, so that two actions never wait for each other.
        changes = sorted((table, value, count) for (table, value), count in self._changes.items() if count)
        self._changes.clear()
        if changes:
            sql = (
                f"INSERT INTO tally (name, value, count) VALUES ({placeholders(db, 3)}) "
                "ON CONFLICT (name, value) DO UPDATE SET count = tally.count + excluded.count"
            )
            executemany(db, sql, changes)


def of(db: Database, table: str) -> dict[str, int]:
    """Value → how many rows of `table` have it, none left out but those nothing has; in the order of values."""
    sql = f"SELECT value, count FROM tally WHERE name = {placeholders(db, 1)} AND count <> 0 ORDER BY value"
    return {value: int(count) for value, count in db.execute_sql(sql, (table,)).fetchall()}


def total(db: Database, table: str) -> int:
    """How many rows `table` has."""
    return sum(of(db, table).values())


def wrong(db: Database) -> Sequence[str]:
    """Tables whose tallies are not what a count gives."""
    return [table for table in TALLIED if of(db, table) != _counted(db, table)]


def rebuild(db: Database, tables: Iterable[str] = TALLIED) -> None:
    """Count these tables anew. Needs a write transaction."""
    for table in tables:
        counted = [(table, value, count) for value, count in _counted(db, table).items()]
        db.execute_sql(f"DELETE FROM tally WHERE name = {placeholders(db, 1)}", (table,))
        executemany(db, f"INSERT INTO tally (name, value, count) VALUES ({placeholders(db, 3)})", counted)


def _counted(db: Database, table: str) -> dict[str, int]:
    value = f"COALESCE({TALLIED[table]}, '')" if TALLIED[table] else "''"
    rows = db.execute_sql(f'SELECT {value}, COUNT(*) FROM "{table}" GROUP BY 1 ORDER BY 1').fetchall()
    return {row[0]: int(row[1]) for row in rows}
