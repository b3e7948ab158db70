"""Numbered migrations, oldest first. Each module has `up(db)`; once released what it does is never edited.

One that leaves some databases as they are says so with `changes(db)`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peewee import Database

NAMES = (
    "m0001_start",
    "m0002_fairs",
    "m0003_erasing",
    "m0004_officers",
    "m0005_views",
    "m0006_tallies",
    "m0007_due",
    "m0008_templates",
    "m0009_grams",
    "m0010_view_columns",
    "m0011_common",
    "m0012_blocks",
    "m0013_orders",
    "m0014_members_first",
    "m0015_codes",
    "m0016_planned",
)


def load(name: str) -> Callable[[Database], None]:
    """The `up` of a migration."""
    up: Callable[[Database], None] = import_module(f"db.migrations.{name}").up
    return up


def changes(name: str, db: Database) -> bool:
    """Whether a migration changes anything in this database; one that doesn't say is taken to."""
    told: Callable[[Database], bool] | None = getattr(import_module(f"db.migrations.{name}"), "changes", None)
    return told is None or told(db)
