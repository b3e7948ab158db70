"""When each lead asks for something next, and what that was worked out from. The rules that fill it lie above."""

from __future__ import annotations

from pathlib import Path

from peewee import Database


def up(db: Database) -> None:
    for statement in Path(__file__).with_suffix(".sql").read_text("utf-8").split(";\n"):
        if statement.strip():
            db.execute_sql(statement.rstrip().rstrip(";"))
