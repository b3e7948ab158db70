"""The columns a saved view shows."""

from __future__ import annotations

from peewee import Database


def up(db: Database) -> None:
    db.execute_sql('ALTER TABLE "saved_view" ADD COLUMN columns TEXT')
