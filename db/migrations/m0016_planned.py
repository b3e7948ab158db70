"""The planned number of people is a quantity, as the headcount is: 近200人."""

from __future__ import annotations

from peewee import Database


def up(db: Database) -> None:
    db.execute_sql('ALTER TABLE "event" ADD COLUMN planned_qualifier TEXT')
    db.execute_sql('ALTER TABLE "event" ADD COLUMN planned_text TEXT')
