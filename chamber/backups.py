"""Backups: taken by hand, by themselves once a day, and before anything dangerous; and bringing one back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from chamber import clock, paths, settings
from chamber.disk import not_read, not_written
from chamber.errors import BadFile, NotFound, Unavailable
from chamber.i18n import N_
from chamber.offices.officers import not_for_officers, officer_of
from chamber.progress import Progress, unheard
from chamber.rotation import worth_keeping
from chamber.workspace import Workspace, address_of, current_user, in_words
from db import backup as store
from db import errors, journal
from db.database import is_postgresql
from db.errors import StoreError
from db.migrate import version
from db.session import Store

AUTOMATIC, BEFORE_RESTORE = "auto", "before-restore"
"""Why a backup was made, in its name; of a migration it is `v` and the version before."""
_EVERY = timedelta(days=1)
_CUT_SHORT = timedelta(hours=1)
"""What a backup has not written to for so long belongs to none that is running."""
_OFFICERS_SINCE = 4
"""The version of the schema that first knew officers."""
_SPARE = 50_000_000
"""Bytes a backup of the day leaves free."""

_STEPS = {
    "writing": N_("Writing a backup of the database"),
    "verifying": N_("Looking whether the backup is whole"),
    "restoring": N_("Bringing the backup back"),
}
"""What the steps of the store are called."""


_WRONG = {
    errors.DAMAGED: (N_("This backup is damaged."), N_("Nothing was changed. Choose an earlier one.")),
    errors.NOT_DATABASE: (
        N_("This file is no backup."),
        N_("Nothing was changed. A backup is a .db file, that of a server a .zip."),
    ),
    errors.NOT_OURS: (
        N_("This file is no backup of this program."),
        N_("Nothing was changed. A backup is a .db file, that of a server a .zip."),
    ),
    errors.NEWER: (
        N_("This backup was made by a newer version of the program."),
        N_("Install the newest version, then bring it back. Nothing was changed."),
    ),
}
"""What a reason of the store means of a backup: message and hint."""
_UNREADABLE = frozenset({errors.DAMAGED, errors.NOT_DATABASE, errors.FAILING})
"""Why a database can't be copied and may be replaced all the same: there is nothing left to lose."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup file: what it holds and when its newest action was (a UTC stamp, '' when there is none)."""

    path: str
    size: int
    version: int
    actions: int
    newest: str

    @property
    def megabytes(self) -> str:
        """Its size as a person reads it, in millions of bytes."""
        return f"{self.size / 1_000_000:,.1f}"

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "size": self.size,
            "version": self.version,
            "actions": self.actions,
            "newest": self.newest,
        }


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back, and the copy of what was there before ('' when that could not be read)."""

    backup: Backup
    before: str

    def to_json(self) -> dict[str, Any]:
        return {"restored": self.backup.to_json(), "before": self.before}


def backup(ws: Workspace, path: Path | None = None, progress: Progress = unheard) -> Backup:
    """Write a backup: to a file, into a folder, or among the user's own. Verified before it has its name. `progress` may
    give it up.

    Raises `BadFile` when it can't be written, `Unavailable`.
    """
    target = path or paths.backup_folder()
    if path is None or target.is_dir():
        target = _free(target / _name(ws.store.url, ""))
    return _write(ws.store, target, progress)


def backup_into(ws: Workspace, folder: Path, progress: Progress = unheard) -> Backup:
    """Write a backup into a folder, which is made when it is not there. Raises as `backup` does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    return backup(ws, folder, progress)


def daily(ws: Workspace, go_on: Callable[[], None] = lambda: None) -> Backup | None:
    """The backup of the day, if anything was done since the last; the oldest ones make room. None: not needed.

    `go_on` is asked while it is written and may raise to give it up. Raises `BadFile` when there is no room for it.
    """
    folder = paths.backup_folder()
    if folder.is_dir():
        store.sweep(folder, _CUT_SHORT.total_seconds())
    kept = _automatic(folder, ws.store.url)
    now = clock.now()
    if kept and clock.from_stamp(_stamp_of(kept[-1])) > now - _EVERY:
        return None
    with ws.read() as reader:
        newest = journal.actions(reader.db, 1)
    if not newest or (kept and newest[0]["at"] <= _stamp_of(kept[-1])):
        return None
    folder.mkdir(parents=True, exist_ok=True)
    needed, free = store.room(ws.store, folder)
    if needed + _SPARE > free:
        raise BadFile(
            N_("No backup was made today: it needs {needed} MB, and {free} MB are free in {path}."),
            needed=needed // 1_000_000 + 1,
            free=free // 1_000_000,
            path=str(folder),
            hint=N_("Make room there, or write one elsewhere: chamber backup FOLDER"),
        )
    made = _write(ws.store, folder / _name(ws.store.url, AUTOMATIC), lambda *_how_far: go_on())
    _make_room(_automatic(folder, ws.store.url), int(settings.get(ws, "backup.keep")))
    return made


def _make_room(made: list[Path], newest: int) -> None:
    """Older backups thin out to one a week, then one a month."""
    days = {path: clock.from_stamp(_stamp_of(path)).date() for path in made}
    staying = worth_keeping(days.values(), newest)
    for path, day in days.items():
        if day not in staying:
            path.unlink(missing_ok=True)


def backup_before_migration(before: Store, found: int, progress: Progress = unheard) -> None:
    """The copy taken before a newer program changes the schema of a database that has data. `progress`: see `backup`."""
    _write(before, _free(paths.backup_folder() / _name(before.url, f"v{found}")), progress)


def kept(url: str | None = None) -> list[Path]:
    """The user's own backups of a database, the newest first."""
    pattern = f"{_stem(address_of(url))}-*{store.suffix_of(address_of(url))}"
    return sorted(paths.backup_folder().glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)


def restore(database: str | None, path: Path, *, user: str | None = None, progress: Progress = unheard) -> Restored:
    """Bring a backup back in the place of a database. It is verified first, and what is there is backed up. `progress`
    may give it up until the backup is in its place.

    Raises as `must_be_there` does, `Unavailable` (no backup, damaged, newer, not ours) and `NotAllowed` for a liaison
    officer; then nothing was changed.
    """
    address = address_of(database)
    _refuse_officer(address, user or current_user())
    found = verified(address, path, progress)
    before = _keep_present(address, progress)
    with of_a_backup():
        store.bring_back(address, path, partial(_tell, progress))
    Workspace.open(address, progress=progress).close()
    return Restored(found, before)


def verified(address: str, path: Path, progress: Progress = unheard) -> Backup:
    """A backup that is whole and can go into the database at `address`.

    Raises `NotFound`, `Unavailable` (damaged, newer, not ours, of the other kind), `BadFile`.
    """
    must_be_there(address, path)
    try:
        with of_a_backup():
            found = store.read(path, partial(_tell, progress))
            store.refuse_other_kind(address, path)
    except OSError as error:
        raise not_read(path, error) from error
    return _described(path, found)


@contextmanager
def of_a_backup() -> Iterator[None]:
    """Turn the store's failures into words about the backup where it is the backup that is wrong."""
    with in_words():
        try:
            yield
        except StoreError as error:
            if error.reason not in _WRONG:
                raise
            message, hint = _WRONG[error.reason]
            raise Unavailable(message, hint=hint) from error


def must_be_there(database: str | None, path: Path) -> None:
    """Raises `NotFound`, with the newest backups of the database, or `BadFile` when `path` is a folder."""
    if path.is_dir():
        raise BadFile(N_("{path} is a folder, not a file."), path=str(path))
    if not path.is_file():
        near = tuple(str(one) for one in kept(address_of(database))[:3])
        raise NotFound(N_("There is no file {path}."), path=str(path), near=near)


def _refuse_officer(address: str, user: str) -> None:
    """Raises `NotAllowed` for a liaison officer of the present database; one that can't be read names nobody."""
    if paths.is_missing(address):
        return
    try:
        present = Store(address)
        try:
            if version(present.db) < _OFFICERS_SINCE:
                return
            with present.reading() as reader:
                officer = officer_of(reader, user)
        finally:
            present.close()
    except StoreError:
        return
    if officer is not None:
        raise not_for_officers(officer)


def _keep_present(address: str, progress: Progress) -> str:
    """A copy of the database as it is, '' when there is none; one that is damaged is kept by the restore itself.

    Raises `Unavailable`, `BadFile` when it can't be written: without a copy nothing is replaced.
    """
    if paths.is_missing(address):
        return ""
    with in_words():
        try:
            with closing(Store(address)) as present:
                if not version(present.db):
                    return ""
                target = _free(paths.backup_folder() / _name(address, BEFORE_RESTORE))
                return _written(present, target, progress).path
        except StoreError as error:
            if error.reason in _UNREADABLE:
                return ""
            raise


def _write(source: Store, target: Path, progress: Progress = unheard) -> Backup:
    with in_words():
        return _written(source, target, progress)


def _written(source: Store, target: Path, progress: Progress) -> Backup:
    """See `_write`, with the store's own failures."""
    try:
        return _described(target, store.write(source, target, partial(_tell, progress)))
    except OSError as error:
        raise not_written(target, error) from error


def _tell(progress: Progress, step: str, done: int, of: int) -> None:
    progress(_STEPS[step], done, of)


def _described(path: Path, found: store.Contents) -> Backup:
    return Backup(str(path), path.stat().st_size, found.version, found.actions, found.newest)


def _name(url: str, why: str) -> str:
    """`chamber-1a2b3c-20210420T020000Z.db`, with the reason in it: `chamber-1a2b3c-auto-…`."""
    stamp = clock.stamp().replace("-", "").replace(":", "")
    return "-".join(filter(None, (_stem(url), why, stamp))) + store.suffix_of(url)


def _free(path: Path) -> Path:
    """The path, or the next one that is not taken: two backups within a second are two."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _stem(url: str) -> str:
    """Name of the database, and a sign of where it lies: two of the same name don't count as one another's backups."""
    place = urlsplit(url).path if is_postgresql(url) else url.removeprefix("sqlite:///")
    whole = (
        f"{urlsplit(url).hostname}:{urlsplit(url).port}{place}" if is_postgresql(url) else str(Path(place).absolute())
    )
    sign = hashlib.sha256(whole.encode()).hexdigest()[:6]
    name = re.sub(r"[^\w.]+", "_", Path(place).stem) or "chamber"
    return f"{name}-{sign}"


def made_for(path: Path, url: str) -> tuple[str, str]:
    """Why and when (a UTC stamp) a backup of the user's own was made, as its name says; ('', '') for another name."""
    found = re.fullmatch(r"(?:(.+)-)?(\d{8}T\d{6}Z)(?:-\d+)?", path.stem.removeprefix(f"{_stem(url)}-"))
    return (found[1] or "", _stamp_in(found[2])) if found else ("", "")


def _automatic(folder: Path, url: str) -> list[Path]:
    """The automatic backups of a database, the oldest first."""
    return sorted(folder.glob(f"{_stem(url)}-{AUTOMATIC}-*{store.suffix_of(url)}"))


def _stamp_of(path: Path) -> str:
    return _stamp_in(path.stem.rpartition("-")[2])


def _stamp_in(digits: str) -> str:
    """`20210420T020000Z` as a stamp."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:11]}:{digits[11:13]}:{digits[13:]}"
