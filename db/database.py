"""Opening a database: one SQLite file or a PostgreSQL server, behind the same few calls."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from peewee import Database, PostgresqlDatabase, SqliteDatabase
from peewee import DatabaseError as PeeweeDatabaseError
from peewee import OperationalError as PeeweeOperationalError

from db import errors
from db.errors import StoreError

BUSY_TIMEOUT = 30
"""Seconds a writer waits for another."""


def is_postgresql(url: str) -> bool:
    return url.startswith(("postgresql://", "postgres://"))


def open_database(url: str) -> Database:
    """The (unconnected) database of a path, `sqlite:///path` or `postgresql://…`."""
    if is_postgresql(url):
        return _postgresql(url)
    return _sqlite(Path(url.removeprefix("sqlite:///")))


def _sqlite(path: Path) -> SqliteDatabase:
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except PermissionError as error:
            raise StoreError(errors.READ_ONLY, str(error), path=str(path)) from error
        except OSError as error:
            raise StoreError(errors.UNREACHABLE, str(error), path=str(path)) from error
    return SqliteDatabase(
        str(path),
        pragmas={
            "journal_mode": "wal",
            "foreign_keys": 1,
            "synchronous": "normal",
            "cache_size": -32_000,
            "temp_store": "memory",
        },
        lock_type="IMMEDIATE",
        autoconnect=False,
        timeout=BUSY_TIMEOUT,
    )


def _postgresql(url: str) -> PostgresqlDatabase:
    parts = urlsplit(url)
    options: dict[str, Any] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise StoreError(errors.NO_DRIVER, str(error)) from error
    return PostgresqlDatabase(
        unquote(parts.path.lstrip("/")),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        host=options.pop("host", None) or parts.hostname,
        port=parts.port or options.pop("port", None),
        connect_timeout=int(options.pop("connect_timeout", 10)),
        autoconnect=False,
        prefer_psycopg3=True,
        **options,
    )


def is_sqlite(db: Database) -> bool:
    return isinstance(db, SqliteDatabase)


@contextmanager
def connected(db: Database) -> Iterator[None]:
    """A connection of this thread, for the length of the block; the driver's failures come out as `StoreError`."""
    with translated():
        fresh = db.is_closed()
        if fresh:
            db.connect()
        try:
            yield
        finally:
            if fresh:
                db.close()


@contextmanager
def translated() -> Iterator[None]:
    """Turn a driver's operational failure into a `StoreError` with a reason."""
    try:
        yield
    except (PeeweeOperationalError, PeeweeDatabaseError, sqlite3.DatabaseError) as error:
        text = str(error).lower()
        reason = _reason(text)
        if reason is None:
            raise
        raise StoreError(reason, str(error)) from error


def _reason(text: str) -> str | None:
    for reason, signs in (
        (errors.DAMAGED, ("malformed", "not a database", "corrupt")),
        (errors.LOCKED, ("database is locked", "database table is locked", "lock timeout")),
        (errors.READ_ONLY, ("readonly database", "read-only", "attempt to write a readonly", "permission denied")),
        (errors.FULL, ("database or disk is full", "no space left", "disk i/o error")),
        (errors.UNREACHABLE, ("unable to open", "connection", "could not connect", "server closed", "does not exist", "authentication failed")),
    ):
        if any(sign in text for sign in signs):
            return reason
    return None


def placeholders(db: Database, count: int) -> str:
    """`?, ?` or `%s, %s`."""
    return ", ".join(["?" if is_sqlite(db) else "%s"] * count)


def executemany(db: Database, sql: str, rows: Sequence[Sequence[Any]]) -> None:
    """Run one statement for many rows on the raw connection, inside the transaction that is open."""
    cursor = db.connection().cursor()
    try:
        cursor.executemany(sql, rows)
    finally:
        cursor.close()


def chunks(items: Sequence[Any], size: int = 500) -> Iterator[Sequence[Any]]:
    """Slices of at most `size`, so that an `IN (…)` never grows past what a database takes."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
