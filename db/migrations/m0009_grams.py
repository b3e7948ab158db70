"""How common a token is, beside that it is. The tokens themselves are made anew when the database is opened."""

from __future__ import annotations

from peewee import Database

from db import search_common
from db.database import is_sqlite


def up(db: Database) -> None:
    if is_sqlite(db):
        search_common.create(db)
