"""Bringing a database to the newest schema, one process at a time, and refusing what it must not touch.

peewee's own runner takes no lock, and wrapping it in an outer SQLite transaction once deleted child rows during a
table rebuild, so the order is kept here: foreign keys off, exclusive transaction, migrations, check, commit.
"""

from __future__ import annotations

from collections.abc import Callable

from peewee import Database

from db import errors
from db.database import connected, is_sqlite, placeholders
from db.errors import StoreError
from db.migrations import NAMES, changes, load
from db.session import Reader

_LOCK = 20210411


def version(db: Database) -> int:
    """How many migrations the database has; 0 for an empty one. Raises `StoreError` for one that is not ours."""
    with connected(db):
        tables = set(db.get_tables())
        if "schema_version" not in tables:
            if tables:
                raise StoreError(errors.NOT_OURS, ", ".join(sorted(tables)[:5]))
            return 0
        return int(db.execute_sql("SELECT COALESCE(MAX(version), 0) FROM schema_version").fetchone()[0])


def migrate(
    db: Database,
    stamp: str,
    before: Callable[[int], None] | None = None,
    after: Callable[[Reader], None] | None = None,
) -> int:
    """Apply what is missing and return how many migrations were applied.

    `before(version)` is called once when something is going to change in a database that has data: it takes the backup.
    `after(reader)` is called in the transaction of the migrations: it fills what only rules above can work out.
    """
    found = version(db)
    if found > len(NAMES):
        raise StoreError(errors.NEWER, f"{found} > {len(NAMES)}", found=found, known=len(NAMES))
    if found == len(NAMES):
        return 0
    # A copy of a large file, and a look at all its references, take minutes: not for a number that is all there is to write.
    changing = any(changes(name, db) for name in NAMES[found:])
    if found and changing and before is not None:
        before(found)
    with connected(db):
        return _sqlite(db, stamp, after, changing) if is_sqlite(db) else _postgresql(db, stamp, after)


def _sqlite(db: Database, stamp: str, after: Callable[[Reader], None] | None, changing: bool) -> int:
    db.execute_sql("PRAGMA foreign_keys = 0")
    try:
        db.execute_sql("BEGIN EXCLUSIVE")
        try:
            applied = _apply(db, stamp, after)
            broken = db.execute_sql("PRAGMA foreign_key_check").fetchall() if changing else []
            if broken:
                raise StoreError(errors.DAMAGED, f"foreign keys after migration: {broken[:3]}")
            db.execute_sql("COMMIT")
        except BaseException:
            db.execute_sql("ROLLBACK")
            raise
    finally:
        db.execute_sql("PRAGMA foreign_keys = 1")
    return applied


def _postgresql(db: Database, stamp: str, after: Callable[[Reader], None] | None) -> int:
    with db.atomic():
        db.execute_sql("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        return _apply(db, stamp, after)


def _apply(db: Database, stamp: str, after: Callable[[Reader], None] | None) -> int:
    """Inside the lock: whoever waited here finds the work done."""
    db.execute_sql(
        "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL)"
    )
    found = int(db.execute_sql("SELECT COALESCE(MAX(version), 0) FROM schema_version").fetchone()[0])
    for number, name in list(enumerate(NAMES, 1))[found:]:
        load(name)(db)
        db.execute_sql(
            f"INSERT INTO schema_version (version, name, applied_at) VALUES ({placeholders(db, 3)})",
            (number, name, stamp),
        )
    if found < len(NAMES) and after is not None:
        after(Reader(db))
    return max(0, len(NAMES) - found)
