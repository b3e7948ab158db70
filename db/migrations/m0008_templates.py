"""Templates: the columns, titles and words of an office's sheet where they differ from the official form."""

from __future__ import annotations

from pathlib import Path

from peewee import Database


def up(db: Database) -> None:
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            db.execute_sql(statement.rstrip().rstrip(";"))
