"""In the search index enterprises that are no members stand behind those that are; until now all stood in front."""

from __future__ import annotations

from peewee import Database

from db.database import connected
from db.search import set_version

_RANK = 1 << 29
"""Enterprises in front have the ids of their records, those behind this much more."""

_NO_MEMBERS = f"id < {_RANK} AND id NOT IN (SELECT enterprise_id FROM membership)"


def changes(db: Database) -> bool:
    with connected(db):
        return db.execute_sql(f"SELECT id FROM search_entry WHERE {_NO_MEMBERS} LIMIT 1").fetchone() is not None


def up(db: Database) -> None:
    if changes(db):
        db.execute_sql(f"UPDATE search_entry SET id = id + {_RANK} WHERE {_NO_MEMBERS}")
        # Tokens lead to ids: they are made anew when the database is opened.
        set_version(db, 0)
