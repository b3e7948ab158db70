"""Enterprises in the order of their phones; leads of an investor by their stage."""

from __future__ import annotations

from peewee import Database


def up(db: Database) -> None:
    db.execute_sql("CREATE INDEX IF NOT EXISTS enterprise_phones ON enterprise (substr(phones, 13, 16), id)")
    db.execute_sql("DROP INDEX lead_investor")
    db.execute_sql("CREATE INDEX lead_investor ON lead (investor_id, stage)")
