"""Numbered migrations, oldest first. Each module has `up(db)`; once released it is never edited."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from peewee import Database

NAMES = (
    "m0001_start",
    "m0002_fairs",
    "m0004_erasing",
    "m0006_officers",
    "m0010_views",
    "m0008_tallies",
)


def load(name: str) -> Callable[[Database], None]:
    """The `up` of a migration."""
    up: Callable[[Database], None] = import_module(f"db.migrations.{name}").up
    return up
