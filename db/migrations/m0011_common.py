"""What is common in the search index is learnt on PostgreSQL, too."""

from __future__ import annotations

from peewee import Database

from db import search_common
from db.database import is_sqlite


def changes(db: Database) -> bool:
    return not is_sqlite(db)


def up(db: Database) -> None:
    if changes(db):
        search_common.create(db)
