"""Copies of a whole database: taken while it is in use, verified before one takes its place.

An SQLite backup is a database file of its own. A PostgreSQL backup is a zip: `manifest.json` and each table as the
server's COPY text, taken in one snapshot, so that none of the server's own client programs is needed.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from peewee import SqliteDatabase

from db import backup_postgresql, errors, journal
from db.attending import Told, attended, unheard
from db.database import connected, is_postgresql
from db.errors import StoreError
from db.failures import translated
from db.migrations import NAMES
from db.session import Reader, Store

_PAGES = 2_000
"""Pages of a file copied between two words on how far it is."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup holds: the schema's version, actions and rows of the journal's, the newest action's stamp or ''."""

    version: int
    actions: int
    newest: str


def suffix_of(url: str) -> str:
    """How the file of a backup of this database ends."""
    return ".zip" if is_postgresql(url) else ".db"


def write(store: Store, target: Path, told: Told = unheard) -> Contents:
    """Write a backup beside its target, verify it, and give it its name. Raises `StoreError`, `OSError`.

    `told` hears every few megabytes that it goes on: 'writing', then 'verifying'; it may wait, to leave others the disk.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    temporary = Path(name)
    try:
        if store.is_sqlite:
            _copy_sqlite(store, temporary, told)
        else:
            with connected(store.db):
                backup_postgresql.dump(store.db, temporary, told)
        found = read(temporary, told)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(temporary, target)
    finally:
        # A disk that is full leaves SQLite's journal of the copy, too.
        for left in (temporary, Path(f"{temporary}-journal")):
            left.unlink(missing_ok=True)
    return found


def sweep(folder: Path, older_than: float) -> None:
    """Remove what backups that were cut short left behind: parts nobody has written to for so many seconds."""
    for part in folder.glob(".*.part*"):
        with suppress(OSError):
            if time.time() - part.stat().st_mtime > older_than:
                part.unlink()


def room(store: Store, folder: Path) -> tuple[int, int]:
    """Bytes a backup may need (0: not known) and bytes free where it would lie."""
    path = Path(store.url.removeprefix("sqlite:///"))
    needed = path.stat().st_size if store.is_sqlite and path.exists() else 0
    return needed, shutil.disk_usage(folder).free


def _copy_sqlite(store: Store, target: Path, told: Told) -> None:
    with translated(), connected(store.db), closing(sqlite3.connect(target)) as copy:
        # Each page is read once: those that were would stay in memory while the connection is kept.
        Reader(store.db).hold_little()
        store.db.connection().backup(copy, pages=_PAGES, progress=_copied("writing", told))
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode = delete")


def _copied(step: str, told: Told) -> Callable[[int, int, int], None]:
    """Tells of the pages of a copy: how many are done, of how many."""

    def pages(_status: int, left: int, of: int) -> None:
        # With the last page the copy is in its place: too late to give it up. Before that, the disk takes the whole file
        # in, which may last as long as all the pages did: how long is not known.
        if left > _PAGES:
            told(step, of - left, of)
        elif left:
            told(step, 0, 0)

    told(step, 0, 0)
    return pages


def read(path: Path, told: Told = unheard) -> Contents:
    """Verify a backup and say what it holds. Raises `StoreError` (damaged, newer, not ours); `told`: see `write`."""
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(b"PK"):
        version, actions, newest = backup_postgresql.read(path, told)
    elif start.startswith(b"SQLite format 3\0"):
        version, actions, newest = _read_sqlite(path, told)
    else:
        raise StoreError(errors.NOT_DATABASE, "neither a database nor a zip", path=str(path))
    if version > len(NAMES):
        raise StoreError(errors.NEWER, f"{version} > {len(NAMES)}", found=version, known=len(NAMES))
    return Contents(version, actions, newest)


def held(path: Path, tables: Sequence[str]) -> tuple[str, dict[str, int]]:
    """The chamber's name ('' before its setup) and the rows of these tables, of a backup that was verified. A table an
    older version didn't know is left out. Raises `StoreError`."""
    if is_of_server(path):
        return backup_postgresql.held(path, tables)
    with translated(), _opened(path) as copy:
        there = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        counts = {
            table: int(copy.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0])
            for table in tables
            if table in there
        }
        name = copy.execute("SELECT name FROM chamber").fetchone() if "chamber" in there else None
    return (str(name[0] or "") if name else ""), counts


def is_of_server(path: Path) -> bool:
    """Whether a backup is one of a PostgreSQL database. Raises `OSError`."""
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def refuse_other_kind(url: str, path: Path) -> None:
    """Raises `StoreError` for a backup that can't go into the database at `url`: a file goes into a file."""
    if is_of_server(path) != is_postgresql(url):
        raise StoreError(errors.WRONG_KIND, str(path))


def _read_sqlite(path: Path, told: Told) -> tuple[int, int, str]:
    with (
        translated(),
        _opened(path) as connection,
        attended(connection, lambda: told("verifying", 0, 0)),
    ):
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"schema_version", "action", "journal"} <= tables:
            raise StoreError(errors.NOT_OURS, ", ".join(sorted(tables)[:5]))
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreError(errors.DAMAGED, found)
        version = connection.execute("SELECT COALESCE(MAX(version), 0) FROM schema_version").fetchone()[0]
        actions, newest = connection.execute("SELECT COUNT(*), COALESCE(MAX(at), '') FROM action").fetchone()
    return int(version), int(actions), str(newest)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy's own connection: reading a WAL database writes beside it, so one that has a log is opened as it is."""
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def bring_back(url: str, path: Path, told: Told = unheard) -> None:
    """Put a verified backup in the place of the database at `url`. Whole or not at all. Raises `StoreError`.

    `told` hears how far it is: 'verifying' the journal and 'restoring'; it may give it up until the very end.
    """
    refuse_other_kind(url, path)
    if is_postgresql(url):
        with closing(Store(url)) as store:
            backup_postgresql.load(store.db, path, told)
        return
    _refuse_broken_chain(path, told)
    target = Path(url.removeprefix("sqlite:///"))
    if not _replace_contents(target, path, told):
        _replace_file(target, path, told)


def _refuse_broken_chain(path: Path, told: Told) -> None:
    """A journal somebody tampered with is no evidence; such a backup takes nobody's place."""
    copy = SqliteDatabase(f"file:{quote(str(path))}?mode=ro", uri=True, autoconnect=False)
    with connected(copy):
        broken = journal.broken_links(copy, partial(told, "verifying"))
    if broken:
        raise StoreError(errors.DAMAGED, f"journal at action {broken[0]}", path=str(path))


def _replace_contents(target: Path, path: Path, told: Told) -> bool:
    """Copy into the database as one transaction, so that programs that have it open go on; False if it is damaged."""
    if not target.exists():
        return False
    try:
        with translated(), closing(sqlite3.connect(target, timeout=30)) as database, _opened(path) as copy:
            with attended(database, lambda: told("verifying", 0, 0)):
                if database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    return False
            copy.backup(database, pages=_PAGES, progress=_copied("restoring", told))
            database.execute("PRAGMA journal_mode = wal")
    except StoreError as error:
        if error.reason in (errors.DAMAGED, errors.NOT_DATABASE, errors.FAILING):
            return False
        raise
    return True


def _replace_file(target: Path, path: Path, told: Told) -> None:
    """Put a copy in the place of a file that can't be opened; the damaged one is kept beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    os.close(handle)
    with translated(), _opened(path) as copy, closing(sqlite3.connect(name)) as fresh:
        copy.backup(fresh, pages=_PAGES, progress=_copied("restoring", told))
    if target.exists():
        os.replace(target, _free_name(target))
    for suffix in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{target}{suffix}").unlink()
    os.replace(name, target)


def _free_name(target: Path) -> Path:
    number = 1
    while (kept := target.with_name(f"{target.name}.damaged{number}")).exists():
        number += 1
    return kept
