"""Connections to a file are kept from session to session, and nobody can tell but by the clock."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from db import errors
from db.database import connected, open_database
from db.errors import StoreError
from db.kept import CACHE, IDLE_CACHE, MOST_KEPT, KeptSqliteDatabase


@pytest.fixture
def db(tmp_path: Path) -> Iterator[KeptSqliteDatabase]:
    database = open_database(str(tmp_path / "kept.db"))
    assert isinstance(database, KeptSqliteDatabase)
    with connected(database):
        database.execute_sql("CREATE TABLE schema_version (version INTEGER)")
        database.execute_sql("CREATE TABLE word (text TEXT)")
        database.execute_sql("INSERT INTO word VALUES ('甲'), ('乙')")
    yield database
    database.close_idle()


def words(db: KeptSqliteDatabase) -> list[str]:
    with connected(db):
        return [row[0] for row in db.execute_sql("SELECT text FROM word ORDER BY rowid").fetchall()]


def used(db: KeptSqliteDatabase) -> object:
    with connected(db):
        return db.connection()


def write(path: str, text: str) -> None:
    """As another program does."""
    with sqlite3.connect(path) as other:
        other.execute("INSERT INTO word VALUES (?)", (text,))
    other.close()


def test_the_next_session_has_the_connection_of_the_last_also_in_another_thread(db: KeptSqliteDatabase) -> None:
    first = used(db)
    found: list[object] = []
    thread = Thread(target=lambda: found.append(used(db)))
    thread.start()
    thread.join()
    assert found == [first]
    assert used(db) is first


def test_what_others_wrote_meanwhile_is_seen(db: KeptSqliteDatabase) -> None:
    assert words(db) == ["甲", "乙"]
    write(db.database, "丙")
    assert words(db) == ["甲", "乙", "丙"]


def test_what_a_session_left_unread_does_not_hold_its_view(db: KeptSqliteDatabase) -> None:
    with connected(db):
        unread = db.execute_sql("SELECT text FROM word ORDER BY rowid")
        assert unread.fetchone() == ("甲",)
    write(db.database, "丙")
    assert words(db) == ["甲", "乙", "丙"]
    assert unread is not None


def test_whoever_wrote_leaves_all_of_it_in_the_file(db: KeptSqliteDatabase, tmp_path: Path) -> None:
    with connected(db):
        db.execute_sql("SELECT text FROM word").fetchall()
        thread = Thread(target=lambda: _add(db, "丙"))
        thread.start()
        thread.join()
    copy = tmp_path / "copy.db"
    copy.write_bytes(Path(db.database).read_bytes())
    with sqlite3.connect(copy) as alone:
        assert alone.execute("SELECT COUNT(*) FROM word").fetchone() == (3,)
    alone.close()


def _add(db: KeptSqliteDatabase, text: str) -> None:
    with connected(db):
        db.execute_sql("INSERT INTO word VALUES (?)", (text,))


def test_a_file_that_took_the_place_of_the_other_is_the_one_that_is_read(db: KeptSqliteDatabase) -> None:
    assert words(db) == ["甲", "乙"]
    other = f"{db.database}.other"
    with sqlite3.connect(other) as fresh:
        fresh.execute("CREATE TABLE word (text TEXT)")
        fresh.execute("INSERT INTO word VALUES ('丁')")
    fresh.close()
    os.replace(other, db.database)
    assert words(db) == ["丁"]


def test_a_few_are_kept_and_none_once_they_are_told_to_go(db: KeptSqliteDatabase) -> None:
    threads = [Thread(target=words, args=(db,)) for _ in range(3 * MOST_KEPT)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0 < len(db._idle) <= MOST_KEPT
    db.close_idle()
    assert not db._idle
    assert sorted(each.name for each in Path(db.database).parent.iterdir()) == ["kept.db"]


def test_a_session_that_failed_keeps_none(db: KeptSqliteDatabase) -> None:
    words(db)
    with pytest.raises(StoreError), connected(db):
        raise StoreError(errors.DAMAGED, "")
    assert not db._idle


def test_what_is_kept_holds_fewer_pages_until_it_is_used(db: KeptSqliteDatabase) -> None:
    words(db)
    [idle] = db._idle
    assert idle.execute("PRAGMA cache_size").fetchone() == (-IDLE_CACHE,)
    with connected(db):
        assert db.execute_sql("PRAGMA cache_size").fetchone() == (-CACHE,)
