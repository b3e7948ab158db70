"""SQLite whose connections are kept for the next session: opening one reads the whole schema, half of what a page takes.

What is kept holds no lock and no snapshot, and never wrote: whoever writes closes its connection, so that the file has
everything as soon as the session ends, whatever lies beside it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from threading import Lock
from typing import Any
from weakref import WeakSet, finalize

from peewee import SqliteDatabase

MOST_KEPT = 2
"""Connections kept at most; each may hold a cache of its own. More threads open theirs anew."""

CACHE, IDLE_CACHE = 32_000, 8_000
"""KiB of pages a connection may hold while it is used, and while it is kept."""


class Connection(sqlite3.Connection):
    """Knows its cursors, so that what was left unread can be let go, and which file it opened."""

    def __init__(self, *args: Any, **params: Any) -> None:
        super().__init__(*args, **params)
        self.file: tuple[int, int] | None = None
        self._cursors: WeakSet[sqlite3.Cursor] = WeakSet()

    def cursor(self, *args: Any, **params: Any) -> Any:
        made = super().cursor(*args, **params)
        self._cursors.add(made)
        return made

    def hold(self, cache: int) -> None:
        """Hold so many KiB of pages at most."""
        self.execute(f"PRAGMA cache_size = -{cache}").close()

    def let_go(self) -> None:
        """End what was begun to be read: it would hold the others' view of the file where it is."""
        for cursor in list(self._cursors):
            cursor.close()
        self._cursors.clear()


class KeptSqliteDatabase(SqliteDatabase):
    """A file's connections go from thread to thread, each used by one at a time."""

    def __init__(self, database: str, **params: Any) -> None:
        self._idle: list[Connection] = []
        self._guard = Lock()
        super().__init__(database, factory=Connection, check_same_thread=False, **params)
        # A process that ends closes them, so that no log is left beside the file.
        self._end = finalize(self, _close_all, self._idle, self._guard)

    def close_idle(self) -> None:
        """Close those nobody uses."""
        _close_all(self._idle, self._guard)

    def _connect(self) -> Connection:
        file = _file(self.database)
        while kept := self._take():
            if kept.file == file:
                kept.hold(CACHE)
                return kept
            kept.close()  # Another file has taken the place of the one it has open.
        made: Connection = super()._connect()  # type: ignore[misc]  # peewee's stubs leave it out
        made.file = file
        return made

    def _take(self) -> Connection | None:
        with self._guard:
            return self._idle.pop() if self._idle else None

    def _close(self, conn: Connection) -> None:
        conn.let_go()
        if conn.total_changes:
            # Others may have the file open, kept or not: the last to close would take the log over into it.
            with suppress(sqlite3.Error):
                conn.execute("PRAGMA wal_checkpoint(PASSIVE)").close()
        elif not conn.in_transaction:
            conn.hold(IDLE_CACHE)
            with self._guard:
                if len(self._idle) < MOST_KEPT:
                    self._idle.append(conn)
                    return
        conn.close()


def _close_all(idle: list[Connection], guard: Lock) -> None:
    with guard:
        while idle:
            idle.pop().close()


def _file(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
