"""What every statement needs on either backend. Loads no peewee, so that a look into a file comes without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from peewee import Database


class Readable(Protocol):
    """What can be asked in SQL: peewee's database of an open session, or a `Glance`. `param` is its placeholder,
    `database` its path or name."""

    @property
    def param(self) -> str: ...
    @property
    def database(self) -> str: ...

    def execute_sql(self, sql: str, params: Any = None) -> Any: ...


def is_postgresql(url: str) -> bool:
    return url.startswith(("postgresql://", "postgres://"))


def is_sqlite(db: Readable) -> bool:
    return db.param == "?"


def placeholders(db: Readable, count: int) -> str:
    """`?, ?` or `%s, %s`."""
    return ", ".join(["?" if is_sqlite(db) else "%s"] * count)


def among(db: Readable, column: str, ids: Sequence[int]) -> tuple[str, tuple[Any, ...]]:
    """A condition that `column` is one of `ids`, however many, and its parameters."""
    if is_sqlite(db):
        import json

        return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    return f"{column} = ANY(%s)", (list(ids),)


def executemany(db: Database, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Run one statement for many rows on the raw connection, inside the transaction that is open."""
    cursor = db.connection().cursor()
    try:
        cursor.executemany(sql, rows)
    finally:
        cursor.close()


COPY_FROM = 50
"""Rows from which PostgreSQL's COPY is quicker than INSERT."""


def insert_many(db: Database, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows as fast as the backend takes them."""
    quoted = ", ".join(f'"{name}"' for name in columns)
    sql = f'INSERT INTO "{table}" ({quoted}) VALUES ({placeholders(db, len(columns))})'
    if is_sqlite(db):
        executemany(db, sql, rows)
        return
    known = list(rows)
    if len(known) < COPY_FROM:
        executemany(db, sql, known)
        return
    with db.connection().cursor() as cursor, cursor.copy(f'COPY "{table}" ({quoted}) FROM STDIN') as copy:
        for row in known:
            copy.write_row(row)


def chunks(items: Sequence[Any], size: int = 500) -> Iterator[Sequence[Any]]:
    """Slices of at most `size`, so that an `IN (…)` never grows past what a database takes."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
