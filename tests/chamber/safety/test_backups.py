"""Backups on both backends: taken, verified, brought back, rotated; and finding what is not whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chamber import backups, checking, finding, records, settings
from chamber.errors import BadFile, NotFound, Unavailable
from chamber.fields import Linked
from chamber.members.service import admit
from chamber.progress import Cancelled
from chamber.text.uscc import check_digit
from chamber.text.values import Phone
from chamber.workspace import Workspace


def names(ws: Workspace) -> list[str]:
    from db.queries import lists

    with ws.read() as reader:
        return sorted(one.name for one in records.get_many(reader, "enterprise", lists.ids(reader, "enterprise")))


@pytest.fixture
def books(workspace: Workspace) -> Workspace:
    admit(workspace, {"name": "甲公司", "phones": (Phone("13900000001"),)})
    records.add(workspace, "lead", {"project": "小米", "investor": Linked("甲公司")})
    return workspace


def test_a_backup_brings_everything_back(books: Workspace, tmp_path: Path) -> None:
    made = backups.backup(books, tmp_path / ("kept.db" if books.store.is_sqlite else "kept.zip"))
    admit(books, {"name": "乙公司"})
    done = backups.restore(books.store.url, Path(made.path))
    assert names(books) == ["甲公司"]
    assert [hit.title for hit in finding.search(books, "小米")] == ["小米"]
    assert checking.check(books).troubles == ()
    assert Path(done.before).exists()
    assert admit(books, {"name": "丙公司"}).code
    backups.restore(books.store.url, Path(done.before))
    assert names(books) == ["乙公司", "甲公司"]


def test_a_backup_goes_into_a_folder_under_a_name_of_its_own(books: Workspace, tmp_path: Path) -> None:
    made = backups.backup(books, tmp_path)
    assert Path(made.path).parent == tmp_path
    assert made.actions == 2
    assert [path for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_backup_that_cannot_be_written_says_so(books: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadFile):
        backups.backup(books, tmp_path / "file" / "kept.db")


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"x" * 5000, b"PK\x03\x04" + b"x" * 500])
def test_a_bad_backup_is_refused_and_nothing_changes(content: bytes, books: Workspace, tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(content)
    with pytest.raises(Unavailable):
        backups.restore(books.store.url, bad)
    assert names(books) == ["甲公司"]


def test_a_damaged_backup_is_found_out(books: Workspace, tmp_path: Path) -> None:
    made = Path(backups.backup(books, tmp_path).path)
    content = bytearray(made.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 3000] = b"\xff" * 3000
    made.write_bytes(content)
    with pytest.raises(Unavailable):
        backups.restore(books.store.url, made)
    assert names(books) == ["甲公司"]


def test_a_missing_backup_suggests_those_there_are(books: Workspace, tmp_path: Path) -> None:
    made = backups.backup(books)
    with pytest.raises(NotFound) as missed:
        backups.restore(books.store.url, tmp_path / "none.db")
    assert missed.value.near == (made.path,)


def test_a_damaged_database_is_kept_aside_and_replaced(sqlite_workspace: Workspace, tmp_path: Path) -> None:
    ws = sqlite_workspace
    admit(ws, {"name": "甲公司"})
    made = backups.backup(ws, tmp_path / "kept.db")
    ws.close()
    place = Path(ws.store.url)
    place.write_bytes(b"\xff" * 20_000)
    backups.restore(str(place), Path(made.path))
    assert place.with_name(f"{place.name}.damaged1").read_bytes() == b"\xff" * 20_000
    with closing(Workspace.open(place)) as again:
        assert names(again) == ["甲公司"]


def test_a_day_has_one_automatic_backup_and_the_oldest_make_room(
    books: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.put(books, "backup.keep", 2)
    assert backups.daily(books) is not None
    assert backups.daily(books) is None
    made = []
    for day in (22, 23, 24):
        monkeypatch.setenv("CHAMBER_NOW", f"2021-04-{day}T02:00:00Z")
        assert backups.daily(books) is None, "nothing was done since"
        admit(books, {"name": f"公司{day}"})
        monkeypatch.setenv("CHAMBER_NOW", f"2021-04-{day}T03:00:00Z")
        made.append(backups.daily(books))
    assert all(made)
    assert sorted(map(str, backups.kept(books.store.url))) == sorted(one.path for one in made[-2:] if one)


def test_a_journal_changed_from_outside_is_found(sqlite_workspace: Workspace) -> None:
    ws = sqlite_workspace
    admit(ws, {"name": "甲公司"})
    assert checking.check(ws).is_whole
    with closing(sqlite3.connect(ws.store.url)) as connection, connection:
        connection.execute("UPDATE journal SET public = replace(public, '甲', '乙')")
    assert [trouble.area for trouble in checking.check(ws).troubles] == ["journal"]


def test_a_search_index_out_of_step_is_found_and_mended(sqlite_workspace: Workspace) -> None:
    ws = sqlite_workspace
    admit(ws, {"name": "甲公司"})
    with closing(sqlite3.connect(ws.store.url)) as connection, connection:
        connection.execute("DELETE FROM search_entry")
    assert "search" in {trouble.area for trouble in checking.check(ws).troubles}
    assert checking.rebuild_search(ws) == 1
    assert checking.check(ws).is_whole
    assert [hit.title for hit in finding.search(ws, "甲公司")] == ["甲公司"]


def test_two_records_with_one_code_are_found(workspace):
    code = "91150402MA0N00001" + check_digit("91150402MA0N00001")
    with workspace.write("import", "x") as writer:
        writer.insert("enterprise", [{"name": name, "uscc": code, "sort_key": ""} for name in ("甲商贸", "乙商贸")])
    (trouble,) = checking.check(workspace).troubles
    assert trouble.area == "codes"
    assert code in str(trouble)


def test_backing_up_restoring_and_checking_say_what_they_do(books: Workspace, tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []

    def told(stage: str, done: int, of: int) -> None:
        heard.append((stage, done, of))

    def stages() -> list[str]:
        found = list(dict.fromkeys(stage for stage, _done, _of in heard))
        heard.clear()
        return found

    made = Path(backups.backup(books, tmp_path, told).path)
    assert all(done <= of or not of for _stage, done, of in heard)
    writing, verifying, restoring = backups._STEPS.values()
    assert writing in stages()
    backups.restore(books.store.url, made, progress=told)
    assert all(done <= of or not of for _stage, done, of in heard)
    assert set(stages()) >= {writing, verifying, restoring}
    checking.check(books, told)
    assert len(stages()) == 9
    checking.rebuild_search(books, told)
    assert "Making the search index anew" in stages()


def test_no_time_is_promised_while_the_disk_takes_the_copy_in(
    books: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if books.store.is_sqlite:
        monkeypatch.setattr("db.backup._PAGES", 5)
        heard: list[tuple[int, int]] = []
        writing = backups._STEPS["writing"]
        backups.backup(books, tmp_path, lambda stage, done, of: heard.append((done, of)) if stage == writing else None)
        assert any(done for done, _of in heard)
        assert heard[-1] == (0, 0)


def test_a_restore_given_up_anywhere_has_changed_nothing(books: Workspace, tmp_path: Path) -> None:
    made = Path(backups.backup(books, tmp_path).path)
    admit(books, {"name": "乙公司"})
    left = 0

    def stop(_stage: str, _done: int, _of: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Cancelled("stopped")

    for steps in range(1_000):
        left = steps
        try:
            backups.restore(books.store.url, made, progress=stop)
        except Cancelled:
            assert names(books) == ["乙公司", "甲公司"]
            assert checking.check(books).troubles == ()
        else:
            break
    assert steps > 2
    assert names(books) == ["甲公司"]
