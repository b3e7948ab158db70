"""The open chamber: its store, who works with it, and the sessions every use case runs in."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chamber import clock
from chamber.errors import ChamberError, Unavailable
from chamber.i18n import N_
from chamber.paths import address_of
from chamber.search.version import TOKENIZER_VERSION
from db import errors as store_errors
from db.database import is_postgresql
from db.errors import StoreError
from db.migrate import migrate, version
from db.search import version as search_version
from db.session import ActionHead, Reader, Store, Writer

if TYPE_CHECKING:
    from chamber.offices.officers import Officer
    from chamber.progress import Progress

# What a reason of the store means to a person: message and hint.
_WORDS = {
    store_errors.NEWER: (
        N_("This database was made by a newer version of the program."),
        N_("Install the newest version, then open it again. Nothing was changed."),
    ),
    store_errors.DAMAGED: (
        N_("The database is damaged."),
        N_("Run `chamber restore` with the newest backup. The damaged file is kept."),
    ),
    store_errors.LOCKED: (
        N_("Another program keeps the database locked."),
        N_("Close the other window or wait until its import has finished, then try again."),
    ),
    store_errors.READ_ONLY: (
        N_("The database or its folder is read-only."),
        N_("Choose a folder you may write to with --db, or have the rights changed."),
    ),
    store_errors.FULL: (N_("The disk is full."), N_("Nothing was changed. Free some space, then try again.")),
    store_errors.UNREACHABLE: (N_("The database can't be reached."), N_("Check the path or the address after --db.")),
    store_errors.NO_ADDRESS: (
        N_("The address of the database can't be understood."),
        N_("Give --db (or CHAMBER_DB) a file, or an address such as postgresql://name@server/chamber."),
    ),
    store_errors.NO_DRIVER: (
        N_("PostgreSQL needs its driver."),
        N_("Install the program again together with it: uv tool install '.[postgres]' or pipx install '.[postgres]'"),
    ),
    store_errors.NOT_DATABASE: (
        N_("This file is not a database."),
        N_("Choose another file with --db. If it was one, it is damaged: run `chamber restore` with a backup."),
    ),
    store_errors.FAILING: (
        N_("The disk can't be read or written."),
        N_("Nothing was changed. Check that the disk has room and is well, then try again."),
    ),
    store_errors.WRONG_KIND: (
        N_("This backup is of the other kind of database."),
        N_("A .db file goes into a file, a .zip into a PostgreSQL server."),
    ),
    store_errors.NOT_OURS: (
        N_("This file is a database of another program."),
        N_("Choose another file with --db. Nothing was changed."),
    ),
}

_BACKING_UP = N_("A backup is made before a newer program changes the database")
_BRINGING_UP = N_("Bringing the database up to date")
_FINISHING = N_("Finishing")


class Workspace:
    """One open chamber. Made with `Workspace.open`; use cases take it first.

    `user` is who acts, `host` on which machine, `zone` the chamber's time zone.
    """

    def __init__(self, store: Store, user: str, host: str = "") -> None:
        self.store = store
        self.user = user
        self._host = host
        self.wrote = False
        """Whether anything was written through this workspace."""
        self._zone: str | None = None
        self._home: str | None = None
        self._officer: Officer | bool | None = False

    @classmethod
    def open(
        cls, url: str | Path | None = None, *, user: str | None = None, progress: Progress | None = None
    ) -> Workspace:
        """Open (and make or migrate) a database. Raises `Unavailable` in words a person can act on. `progress` hears of
        work that takes its time and may give it up: then the database is as it was."""
        address = address_of(url)
        with in_words():
            store = Store(address)
            with _needing_rights(store):
                migrate(store.db, clock.stamp(), partial(_backup_before, store, progress), partial(_fill, progress))
                _renew_search(store, progress)
        ws = cls(store, user or current_user())
        ws._load_house()
        return ws

    @property
    def host(self) -> str:
        """This machine's name; asked for when something is written, as finding it out takes its time."""
        if not self._host:
            import socket

            self._host = socket.gethostname()
        return self._host

    @property
    def where(self) -> str:
        """The database as a person knows it: a path, or an address without its password."""
        if not is_postgresql(self.store.url):
            return self.store.url.removeprefix("sqlite:///")
        from urllib.parse import urlsplit

        parts = urlsplit(self.store.url)
        return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"

    @property
    def schema(self) -> int:
        with in_words():
            return version(self.store.db)

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """A session for reading."""
        with in_words(), self.store.reading() as reader:
            yield reader

    @contextmanager
    def write(
        self,
        kind: str,
        label: str,
        /,
        *,
        undoes: int | None = None,
        progress: Progress | None = None,
        **params: Any,
    ) -> Iterator[Writer]:
        """One action: a transaction with its journal, ending with the indexes of what it touched.

        `kind` is a short word ('import', 'advance'); `label` a msgid with `{names}` of `params`. `progress` hears of the
        indexing, which for many rows takes as long as writing them. Raises `NotAllowed` for what a liaison officer has no
        business with.
        """
        if self.officer is not None:
            self.officer.may(kind)
        head = ActionHead(kind, label, self.user, self.host, clock.stamp(), params, undoes)
        with in_words(), self.store.writing(head) as writer:
            yield writer
            if writer.touched:
                from chamber.indexing import refresh
                from chamber.progress import unheard

                refresh(self, writer, progress or unheard)
            if progress is not None:
                progress(_FINISHING, 0, 0)
        self.wrote = self.wrote or writer.journal.count > 0
        if "chamber" in writer.touched:
            self._load_house()

    @property
    def zone(self) -> str:
        if self._zone is None:
            self._load_house()
        return self._zone or clock.DEFAULT_ZONE

    @property
    def home_division(self) -> str:
        """Code of the city whose people the chamber gathers; '' before `chamber setup`."""
        if self._home is None:
            self._load_house()
        return self._home or ""

    def _load_house(self) -> None:
        from db.queries.settings import house

        with self.read() as reader:
            zone, self._home = house(reader)
        self._zone = zone or clock.DEFAULT_ZONE
        clock.use_zone(self._zone)

    @property
    def officer(self) -> Officer | None:
        """The liaison officer who is working, None for the chamber's own people."""
        if isinstance(self._officer, bool):
            from chamber.offices.officers import officer_of

            with self.read() as reader:
                self._officer = officer_of(reader, self.user)
        return self._officer

    @property
    def today(self) -> date:
        return clock.today(self.zone)

    def close(self) -> None:
        """Close this thread's connection if one is open, and those kept for later."""
        self.store.close()


def current_user() -> str:
    """`CHAMBER_USER`, else the system's user."""
    named = os.environ.get("CHAMBER_USER")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


@contextmanager
def in_words() -> Iterator[None]:
    """Turn the store's failures into errors a person can act on."""
    try:
        yield
    except StoreError as error:
        message, hint = _WORDS[error.reason]
        lost = error.reason in (store_errors.DAMAGED, store_errors.NOT_DATABASE)
        raise Unavailable(message, hint=hint, replaceable=lost, **error.params) from error


@contextmanager
def _needing_rights(store: Store) -> Iterator[None]:
    """What an older version of the program left is brought up to date by whoever may; others hear who has to."""
    try:
        yield
    except StoreError as error:
        if error.reason != store_errors.READ_ONLY or store.is_sqlite:
            raise
        raise Unavailable(
            N_("The database must be brought up to date first, and this account may not change it."),
            hint=N_("Open it once with the account it belongs to, then again with this one. Nothing was changed."),
        ) from error


def _fill(progress: Progress | None, reader: Reader) -> None:
    """After a migration: work out what is kept beside the records."""
    from chamber.leads import due
    from chamber.progress import unheard

    due.fill(reader, progress or unheard)


def _renew_search(store: Store, progress: Progress | None) -> None:
    """Make the search index anew if an older version of the program made it: it would be asked in vain."""
    with store.reading() as reader:
        if search_version(reader.db) == TOKENIZER_VERSION:
            return
        from chamber.search.index import refresh

        with reader.at_once():
            if progress is None:
                refresh(reader.db)
            else:
                from chamber.indexing import INDEXING

                refresh(reader.db, partial(progress, INDEXING))


def _backup_before(store: Store, progress: Progress | None, found: int) -> None:
    from chamber.backups import backup_before_migration
    from chamber.progress import unheard

    tell = progress or unheard
    backup_before_migration(store, found, lambda _step, done, of: tell(_BACKING_UP, done, of))
    tell(_BRINGING_UP, 0, 0)


__all__ = ["ChamberError", "Reader", "Workspace", "Writer", "address_of", "current_user", "in_words"]
