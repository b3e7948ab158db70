"""Long work of a database that says that it goes on, and can be given up while one statement runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from peewee import PeeweeException

Told = Callable[[str, int, int], None]
"""Hears of a step of long work what is done, of how many (0: not known); what it raises ends the work."""

_STEPS = 500_000
"""Steps of SQLite's machine between two words, some hundredths of a second."""


def unheard(_step: str, _done: int, _of: int) -> None:
    """Nobody listens."""


@contextmanager
def attended(connection: Any, told: Callable[[], None]) -> Iterator[None]:
    """Have `told` called again and again while SQLite works on a statement of the block. What it raises, Ctrl+C
    included, ends the statement and comes out of the block; SQLite itself would only say "interrupted".
    """
    if not isinstance(connection, sqlite3.Connection):
        # A server works on without us; between its statements there is time enough to say something.
        yield
        return
    raised: list[BaseException] = []

    def asked() -> bool:
        try:
            told()
        except BaseException as error:
            # SQLite ends the statement for it and forgets it.
            raised.append(error)
            raise
        return False

    connection.set_progress_handler(asked, _STEPS)
    try:
        yield
    except (sqlite3.Error, PeeweeException) as error:
        if raised:
            raise raised[0] from None
        if _was_ended(error):
            # Ctrl+C came before the first line of `asked` or after its last.
            raise KeyboardInterrupt from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _was_ended(error: BaseException | None) -> bool:
    """Whether SQLite ended a statement because it was asked to; nobody asks it but who attends."""
    while error is not None:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            return True
        error = error.__cause__ or error.__context__
    return False
