"""An entry of the journal may be about many rows that follow each other: to `last_id`."""

from __future__ import annotations

from peewee import Database


def up(db: Database) -> None:
    db.execute_sql("ALTER TABLE journal ADD COLUMN last_id INTEGER")
    db.execute_sql("CREATE INDEX journal_block ON journal (entity, row_id, last_id) WHERE last_id IS NOT NULL")
