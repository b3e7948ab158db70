"""While one long statement runs, whoever waits hears that it goes on, and may give it up."""

from __future__ import annotations

import pytest

from db.attending import attended
from db.database import connected, open_database

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT COUNT(*) FROM n"


def test_a_long_statement_is_heard_of_and_a_short_one_after_it_is_not(sqlite_url: str) -> None:
    db, heard = open_database(sqlite_url), []
    with connected(db):
        with attended(db.connection(), lambda: heard.append(1)):
            assert db.execute_sql(LONG).fetchone()[0] == 1_000_000
        count = len(heard)
        assert count > 1
        db.execute_sql(LONG).fetchone()
        assert len(heard) == count


def test_ctrl_c_ends_the_statement_and_is_not_taken_for_a_failure(sqlite_url: str) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    db = open_database(sqlite_url)
    with connected(db):
        with pytest.raises(KeyboardInterrupt), attended(db.connection(), interrupted):
            db.execute_sql(LONG).fetchone()
        assert db.execute_sql("SELECT 1").fetchone()[0] == 1


def test_ctrl_c_that_comes_beside_what_is_told_is_not_taken_for_a_failure_either(sqlite_url: str) -> None:
    def ended_by_sqlite() -> None:
        with attended(db.connection(), lambda: None):
            # SQLite's own way to say it, and all that is left of a Ctrl+C it met in our handler.
            db.connection().set_progress_handler(lambda: True, 1000)
            db.execute_sql(LONG).fetchone()

    db = open_database(sqlite_url)
    with connected(db), pytest.raises(KeyboardInterrupt):
        ended_by_sqlite()
