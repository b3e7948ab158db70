"""Tallies that the home screen, the funnel and the tree of home cities read; indexes for lists and their orders."""

from __future__ import annotations

from pathlib import Path

from peewee import Database


def up(db: Database) -> None:
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            db.execute_sql(statement.rstrip().rstrip(";"))
