"""Codes are found by what they begin with, however many begin so."""

from __future__ import annotations

from peewee import Database

from db.search import index_codes


def up(db: Database) -> None:
    index_codes(db)
