"""Each test has a database of its own, and a new one is ready to work in."""

from __future__ import annotations

from db.database import connected, open_database
from db.migrate import migrate, version
from db.migrations import NAMES


def test_a_test_starts_from_the_newest_schema_without_rows(database_url: str) -> None:
    database = open_database(database_url)
    assert version(database) == len(NAMES)
    with connected(database):
        assert database.execute_sql("SELECT COUNT(*) FROM enterprise").fetchone()[0] == 0


def test_a_blank_database_is_brought_to_the_newest_schema_once(blank_url: str) -> None:
    database = open_database(blank_url)
    assert version(database) == 0
    assert migrate(database, "2021-04-20T02:00:00Z") == len(NAMES)
    assert migrate(database, "2021-04-20T02:00:00Z") == 0
