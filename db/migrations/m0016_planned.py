"""The planned number of people is a quantity, as the headcount is: 近200人."""

from __future__ import annotations

from peewee import Database


def up(db: Database) -> None:
    there = {column.name for column in db.get_columns("event")}
    for name in ("planned_qualifier", "planned_text"):
        if name not in there:
            db.execute_sql(f'ALTER TABLE "event" ADD COLUMN {name} TEXT')
