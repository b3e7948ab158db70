"""What one may bring back is told before it replaces anything, on both backends."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chamber import backups, paths, records, restoring
from chamber.errors import BadFile, NotFound, Unavailable
from chamber.members.service import admit
from chamber.setup.service import save_texts
from chamber.workspace import Workspace
from db import errors
from db.errors import StoreError


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    save_texts(workspace, {"name": "呼和浩特\\赤峰商会", "home_division": "赤峰市"})
    admit(workspace, {"name": "甲公司"})
    records.add(workspace, "person", {"name": "曾祥"})
    return workspace


def test_a_look_says_what_a_backup_holds(books: Workspace, tmp_path: Path) -> None:
    made = backups.backup(books, tmp_path)
    admit(books, {"name": "乙公司"})
    found = restoring.look(books.store.url, Path(made.path))
    assert found.held == restoring.Held(
        "呼和浩特\\赤峰商会", {"enterprise": 1, "membership": 1, "person": 1, "event": 0, "lead": 0}
    )
    assert (found.backup.actions, found.made, found.of_server) == (3, "2021-04-20T02:00:00Z", not books.store.is_sqlite)
    assert restoring.present(books).counts["enterprise"] == 2


def test_a_look_at_a_backup_from_before_the_setup_knows_no_chamber(workspace: Workspace, tmp_path: Path) -> None:
    made = backups.backup(workspace, tmp_path)
    assert restoring.look(workspace.store.url, Path(made.path)).held.chamber == ""


def test_those_kept_say_why_they_were_made_the_newest_first(books: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.daily(books)
    monkeypatch.setenv("CHAMBER_NOW", "2021-04-21T02:00:00Z")
    by_hand = backups.backup(books)
    monkeypatch.setenv("CHAMBER_NOW", "2021-04-22T02:00:00Z")
    before = backups.restore(books.store.url, Path(by_hand.path)).before
    kept = restoring.shelf(books.store.url)
    assert [(one.made[:10], one.why) for one in kept] == [
        ("2021-04-22", "before a restore"),
        ("2021-04-21", "by hand"),
        ("2021-04-20", "of the day"),
    ]
    assert [one.path for one in kept[:2]] == [before, by_hand.path]
    assert kept[0].to_json()["reason"] == "before-restore"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Dear Sir or Madam", "This file is no backup."),
        (b"SQLite format 3\x00" + b"x" * 5000, "This file is no backup."),
        (b"PK\x03\x04" + b"x" * 500, "This backup is damaged."),
    ],
)
def test_a_wrong_file_is_spoken_of_as_a_backup(content: bytes, said: str, books: Workspace, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.db"
    wrong.write_bytes(content)
    with pytest.raises(Unavailable) as refused:
        restoring.look(books.store.url, wrong)
    assert (refused.value.message, refused.value.replaceable) == (said, False)
    assert "Nothing was changed" in refused.value.hint
    with pytest.raises(NotFound):
        restoring.look(books.store.url, tmp_path / "none.db")


def test_a_backup_of_the_other_kind_is_refused_before_anything_is_copied(books: Workspace, tmp_path: Path) -> None:
    made = Path(backups.backup(books, tmp_path).path)
    other = "postgresql://nobody@127.0.0.1:1/nothing" if books.store.is_sqlite else str(tmp_path / "other.db")
    with pytest.raises(Unavailable, match="另一种"):
        restoring.look(other, made)
    with pytest.raises(Unavailable, match="另一种"):
        backups.restore(
            str(tmp_path / "x.db") if not books.store.is_sqlite else books.store.url, _of_other(made, tmp_path)
        )
    assert not paths.backup_folder().exists()


def _of_other(made: Path, folder: Path) -> Path:
    """A backup of the other backend, as far as its kind goes."""
    if made.suffix == ".zip":
        return made
    import json
    import zipfile

    path = folder / "server.zip"
    with zipfile.ZipFile(path, "w") as archive:
        manifest = {"format": "chamber-postgresql-1", "version": 1, "actions": 0, "newest": "", "tables": {}}
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def test_nothing_is_replaced_when_what_is_there_cannot_be_backed_up(
    books: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Path(backups.backup(books, tmp_path).path)
    admit(books, {"name": "乙公司"})
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    monkeypatch.setattr(paths, "backup_folder", lambda: in_the_way / "backups")
    with pytest.raises(BadFile):
        backups.restore(books.store.url, made)
    assert restoring.present(books).counts["enterprise"] == 2


def test_a_full_disk_leaves_what_is_there(books: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Path(backups.backup(books, tmp_path).path)
    admit(books, {"name": "乙公司"})

    def full(*_given: object) -> None:
        raise StoreError(errors.FULL)

    monkeypatch.setattr("db.backup.write", full)
    with pytest.raises(Unavailable, match="磁盘"):
        backups.restore(books.store.url, made)
    assert restoring.present(books).counts["enterprise"] == 2


def test_a_database_of_another_program_is_not_replaced(sqlite_workspace: Workspace, tmp_path: Path) -> None:
    made = Path(backups.backup(sqlite_workspace, tmp_path).path)
    other = tmp_path / "photos.db"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
    with pytest.raises(Unavailable, match="别的程序"):
        backups.restore(str(other), made)
    with closing(sqlite3.connect(other)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM photo").fetchone() == (0,)
