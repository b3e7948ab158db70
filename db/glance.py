"""A look into a database file that is in order, without opening it for work: by sqlite3 alone, in one connection.

Nothing is made, brought up to date or journalled. Whoever gets no look opens the database properly, and hears there
what is the matter.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from db import errors
from db.errors import StoreError
from db.migrations import NAMES

_STATE = (
    "SELECT (SELECT max(version) FROM schema_version), (SELECT version FROM search_version), "
    "EXISTS (SELECT 1 FROM office WHERE officers IS NOT NULL), (SELECT value FROM setting WHERE name = 'language')"
)


class Glance:
    """Answers SQL as an open database does. `language` is what is saved as the chamber's, as JSON, or None."""

    param = "?"

    def __init__(self, path: str, connection: sqlite3.Connection, language: str | None) -> None:
        self.database = path
        self.language = language
        self._connection = connection

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        return self._connection.execute(sql, params or ())


@contextmanager
def glance(path: str, tokenizer: int) -> Iterator[Glance | None]:
    """A look into the file; None if it is not there, not of the newest schema, its search index not made by this
    version of the tokenizer, or any liaison officer works with it. What goes wrong in the block is a `StoreError`."""
    if not os.path.isfile(path):
        yield None
        return
    try:
        connection = sqlite3.connect(path)
    except sqlite3.Error:
        yield None
        return
    with closing(connection):
        try:
            yield _look(path, connection, tokenizer)
        except sqlite3.Error as error:
            raise StoreError(errors.DAMAGED, str(error), path=path) from error


def _look(path: str, connection: sqlite3.Connection, tokenizer: int) -> Glance | None:
    try:
        connection.execute("PRAGMA query_only = 1")
        schema, made_by, officers, language = connection.execute(_STATE).fetchone()
    except sqlite3.Error:
        return None
    if (schema, made_by, officers) != (len(NAMES), tokenizer, 0):
        return None
    return Glance(path, connection, language)
