"""Opening a database: one SQLite file or a PostgreSQL server, behind the same few calls."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from peewee import Database as Database
from peewee import PostgresqlDatabase, SqliteDatabase

from db import errors
from db.errors import StoreError
from db.failures import translated
from db.kept import CACHE, KeptSqliteDatabase
from db.statements import among, chunks, executemany, insert_many, is_postgresql, is_sqlite, placeholders

__all__ = [
    "Database", "among", "chunks", "close_idle", "connected", "executemany", "insert_many", "is_postgresql", "is_sqlite",
    "open_database", "placeholders",
]  # fmt: skip

BUSY_TIMEOUT = 30
"""Seconds a writer waits for another."""
MOST_CONNECTIONS = 20
"""Connections one process keeps to a server; a thread beyond them waits."""


def open_database(url: str) -> Database:
    """The (unconnected) database of a path, `sqlite:///path` or `postgresql://…`. Raises `StoreError`."""
    if is_postgresql(url):
        return _postgresql(url)
    path = url.removeprefix("sqlite:///")
    if "://" in path:
        # A slip in the name of the server's kind would else make a file of that name.
        raise StoreError(errors.NO_ADDRESS, path.partition("://")[0])
    return _sqlite(Path(path))


def _sqlite(path: Path) -> SqliteDatabase:
    if path.exists():
        _refuse_foreign(path)
    else:
        _make(path)
    return KeptSqliteDatabase(
        str(path),
        pragmas={
            "journal_mode": "wal",
            "foreign_keys": 1,
            "synchronous": "normal",
            "cache_size": -CACHE,
            "temp_store": "memory",
        },
        lock_type="IMMEDIATE",
        autoconnect=False,
        timeout=BUSY_TIMEOUT,
    )


def _make(path: Path) -> None:
    """An empty file that only its owner may read."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except PermissionError as error:
        raise StoreError(errors.READ_ONLY, str(error), path=str(path)) from error
    except OSError as error:
        reason = {errno.ENOSPC: errors.FULL, errno.EROFS: errors.READ_ONLY}.get(error.errno or 0, errors.UNREACHABLE)
        raise StoreError(reason, str(error), path=str(path)) from error


def _refuse_foreign(path: Path) -> None:
    """Look before the first connection, which would already turn another program's file into a WAL database."""
    if path.is_dir():
        raise StoreError(errors.UNREACHABLE, "a folder", path=str(path))
    if not os.access(path.parent, os.W_OK) or not os.access(path, os.W_OK):
        # Even reading needs to write: the log of a WAL database lies beside it.
        raise StoreError(errors.READ_ONLY, "", path=str(path))
    with translated(), suppress(sqlite3.OperationalError):
        # What can't be opened for reading fails in its own words when it is opened for work.
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and "schema_version" not in tables:
            raise StoreError(errors.NOT_OURS, ", ".join(sorted(tables)[:5]))


def _postgresql(url: str) -> PostgresqlDatabase:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise StoreError(errors.NO_ADDRESS, str(error)) from error
    options: dict[str, Any] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise StoreError(errors.NO_DRIVER, str(error)) from error
    from playhouse.pool import PooledPostgresqlDatabase

    database: PostgresqlDatabase = PooledPostgresqlDatabase(
        unquote(parts.path.lstrip("/")),
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        host=options.pop("host", None) or parts.hostname,
        port=port or options.pop("port", None),
        connect_timeout=int(options.pop("connect_timeout", 10)),
        autoconnect=False,
        prefer_psycopg3=True,
        max_connections=MOST_CONNECTIONS,
        timeout=BUSY_TIMEOUT,
        stale_timeout=600,
        **options,
    )
    return database


@contextmanager
def connected(db: Database) -> Iterator[None]:
    """A connection of this thread, for the length of the block; the driver's failures come out as `StoreError`."""
    try:
        with translated():
            fresh = db.is_closed()
            if fresh:
                db.connect()
            try:
                yield
            finally:
                if fresh:
                    db.close()
    except StoreError as error:
        if is_sqlite(db) or error.reason == errors.UNREACHABLE:
            close_idle(db)
        raise


def close_idle(db: Database) -> None:
    """Close the connections kept for later; those a server dropped, or of a file in disorder, would each fail once more."""
    close = getattr(db, "close_idle", None)
    if close is not None:
        close()
