"""Indexes of SQLite's tables while very many rows come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from peewee import Database


@contextmanager
def left_for_afterwards(db: Database, tables: Sequence[str]) -> Iterator[None]:
    """Drop the indexes of these tables and make them again, as they were and in their order, at the end of the block.

    It is part of the transaction that is open: others see the indexes all the while, and when the block fails, the
    transaction must be rolled back, which brings them back. What keeps values apart (UNIQUE) stays in place.
    """
    dropped: list[str] = []
    for table in tables:
        sql = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? "
            "AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid"
        )
        for name, statement in db.execute_sql(sql, (table,)).fetchall():
            db.execute_sql(f'DROP INDEX "{name}"')
            dropped.append(statement)
    yield
    for statement in dropped:
        db.execute_sql(statement)
