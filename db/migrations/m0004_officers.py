"""Liaison officers who run the program themselves, with the office they work for."""

from __future__ import annotations

from peewee import Database


def up(db: Database) -> None:
    db.execute_sql('ALTER TABLE "office" ADD COLUMN officers TEXT')
