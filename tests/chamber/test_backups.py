"""A backup holds everything, and one is verified before it takes the place of anything."""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import closing
from pathlib import Path

import pytest

from chamber import backups, paths, records
from chamber.checking import check
from chamber.errors import BadFile, ChamberError, NotFound, Unavailable
from chamber.history import service as history
from chamber.progress import Cancelled
from chamber.search.index import find
from chamber.workspace import Workspace
from db.session import PASSING_CACHE


def _names(url: str) -> list[str]:
    with closing(Workspace.open(url)) as ws, ws.read() as reader:
        return [row[0] for row in reader.db.execute_sql("SELECT name FROM enterprise ORDER BY id").fetchall()]


@pytest.fixture
def filled(database_url: str) -> str:
    with closing(Workspace.open(database_url)) as ws:
        for name in ("赤峰红山商贸有限公司", "赤峰松山农业有限公司"):
            records.add(ws, "enterprise", {"name": name})
    return database_url


def test_the_pages_that_are_copied_do_not_stay_in_memory(sqlite_url: str, tmp_path: Path) -> None:
    with closing(Workspace.open(sqlite_url)) as ws, ws.read() as reader:
        held: list[int] = []

        def look(_stage: str, _done: int, _of: int) -> None:
            held.append(reader.db.execute_sql("PRAGMA cache_size").fetchone()[0])

        backups.backup(ws, tmp_path, look)
    assert held[-1] == -PASSING_CACHE


def test_what_is_brought_back_is_what_was_there(filled: str, tmp_path: Path) -> None:
    with closing(Workspace.open(filled)) as ws:
        made = backups.backup(ws, tmp_path)
        history.undo(ws)
        records.add(ws, "enterprise", {"name": "后来有限公司"})
    assert stat.S_IMODE(Path(made.path).stat().st_mode) == 0o600
    done = backups.restore(filled, Path(made.path))
    assert _names(filled) == ["赤峰红山商贸有限公司", "赤峰松山农业有限公司"]
    with closing(Workspace.open(filled)) as ws:
        with ws.read() as reader:
            assert [hit.title for hit in find(reader.db, "松山")] == ["赤峰松山农业有限公司"]
        assert check(ws).troubles == ()
        assert records.add(ws, "enterprise", {"name": "新来有限公司"}).id == 3
        assert len(history.actions(ws)) == 3
    assert done.before
    backups.restore(filled, Path(done.before))
    assert _names(filled) == ["赤峰红山商贸有限公司", "后来有限公司"]


def test_a_broken_backup_replaces_nothing(filled: str, tmp_path: Path) -> None:
    with closing(Workspace.open(filled)) as ws:
        made = Path(backups.backup(ws, tmp_path).path)
    content = made.read_bytes()
    made.write_bytes(content[: len(content) // 2])
    with pytest.raises(Unavailable):
        backups.restore(filled, made)
    made.write_bytes(b"")
    with pytest.raises(ChamberError):
        backups.restore(filled, made)
    with pytest.raises(NotFound):
        backups.restore(filled, tmp_path / "missing.db")
    assert len(_names(filled)) == 2


def test_a_backup_whose_journal_was_tampered_with_replaces_nothing(filled: str, tmp_path: Path) -> None:
    with closing(Workspace.open(filled)) as ws:
        with ws.store.reading() as reader:
            reader.db.execute_sql('UPDATE journal SET public = \'[{},{"name":"x"}]\' WHERE id = 1')
        made = Path(backups.backup(ws, tmp_path).path)
        assert [one.area for one in check(ws).troubles] == ["journal"]
    with pytest.raises(Unavailable):
        backups.restore(filled, made)
    assert len(_names(filled)) == 2


def test_the_day_has_one_backup_and_only_if_something_was_done(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(Workspace.open(filled)) as ws:
        assert backups.daily(ws) is not None
        assert backups.daily(ws) is None
        monkeypatch.setenv("CHAMBER_NOW", "2021-04-22T02:00:00Z")
        assert backups.daily(ws) is None
        records.add(ws, "enterprise", {"name": "后来有限公司"})
        assert backups.daily(ws) is not None


def test_the_backup_of_the_day_is_given_up_when_the_program_ends(filled: str) -> None:
    def leave() -> None:
        raise Cancelled("left")

    with closing(Workspace.open(filled)) as ws:
        with pytest.raises(Cancelled):
            backups.daily(ws, leave)
        assert list(paths.backup_folder().iterdir()) == []
        assert backups.daily(ws) is not None


def test_parts_of_backups_cut_short_are_swept_away_those_being_written_stay(filled: str) -> None:
    folder = paths.backup_folder()
    folder.mkdir(parents=True)
    old, fresh = folder / ".chamber.db.abc.part", folder / ".chamber.db.def.part"
    for part in (old, fresh):
        part.write_bytes(b"half")
    os.utime(old, (1, 1))
    with closing(Workspace.open(filled)) as ws:
        backups.daily(ws)
    assert (old.exists(), fresh.exists()) == (False, True)


def test_a_full_disk_is_told_before_the_backup_of_the_day(filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(Path.cwd())
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1_000))
    with closing(Workspace.open(filled)) as ws:
        with pytest.raises(BadFile, match="0 MB"):
            backups.daily(ws)
        assert list(paths.backup_folder().iterdir()) == []
