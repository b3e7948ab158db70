"""What a driver's failure means: its own codes turned into the reasons of `db.errors`."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from peewee import PeeweeException

from db import errors
from db.errors import StoreError

_SQLITE = {
    sqlite3.SQLITE_BUSY: errors.LOCKED,
    sqlite3.SQLITE_LOCKED: errors.LOCKED,
    sqlite3.SQLITE_READONLY: errors.READ_ONLY,
    sqlite3.SQLITE_PERM: errors.READ_ONLY,
    sqlite3.SQLITE_FULL: errors.FULL,
    sqlite3.SQLITE_IOERR: errors.FAILING,
    sqlite3.SQLITE_CORRUPT: errors.DAMAGED,
    sqlite3.SQLITE_NOTADB: errors.NOT_DATABASE,
    sqlite3.SQLITE_CANTOPEN: errors.UNREACHABLE,
}

# A full disk makes SQLite roll back by itself; that the program's own rollback then fails hides the reason.
_ROLLED_BACK = "cannot rollback - no transaction is active"

# The class (two signs) or the whole of an SQLSTATE.
_POSTGRESQL = {
    "08": errors.UNREACHABLE,
    "28": errors.UNREACHABLE,
    "3D": errors.UNREACHABLE,
    "57": errors.UNREACHABLE,
    "58": errors.FAILING,
    "XX": errors.DAMAGED,
    "25006": errors.READ_ONLY,
    "42501": errors.READ_ONLY,
    "53100": errors.FULL,
    "53200": errors.FULL,
    "53300": errors.LOCKED,
    "55P03": errors.LOCKED,
    "40P01": errors.LOCKED,
}


@contextmanager
def translated() -> Iterator[None]:
    """Turn a driver's operational failure into a `StoreError` with a reason; what is a bug passes as it is."""
    try:
        yield
    except _drivers() as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise StoreError(reason, str(error)) from error


def _drivers() -> tuple[type[BaseException], ...]:
    """The errors of peewee and of every driver that is loaded; bulk writes go past peewee."""
    psycopg = sys.modules.get("psycopg")
    pool = sys.modules.get("playhouse.pool")
    return (
        PeeweeException,
        sqlite3.Error,
        *((psycopg.Error,) if psycopg else ()),
        *((pool.MaxConnectionsExceeded,) if pool else ()),
    )


def _reason(error: BaseException) -> str | None:
    """The reason of the first error in the chain that tells one."""
    seen: BaseException | None = error
    while seen is not None:
        code = getattr(seen, "sqlite_errorcode", None)
        if code is not None and str(seen) != _ROLLED_BACK:
            return _SQLITE.get(code & 0xFF)
        state = getattr(seen, "sqlstate", None)
        if state:
            return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2])
        if type(seen).__name__ == "MaxConnectionsExceeded":
            return errors.LOCKED
        if type(seen).__module__.startswith("psycopg") and type(seen).__name__ in (
            "OperationalError",
            "InterfaceError",
        ):
            return errors.UNREACHABLE
        seen = seen.__cause__ or seen.__context__
    return None
