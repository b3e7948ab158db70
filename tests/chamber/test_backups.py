"""A backup holds everything, and one is verified before it takes the place of anything."""

from __future__ import annotations

import stat
from contextlib import closing
from pathlib import Path

import pytest

from chamber import backups, records
from chamber.checking import check
from chamber.errors import ChamberError, NotFound, Unavailable
from chamber.history import service as history
from chamber.search.index import find
from chamber.workspace import Workspace


def _names(url: str) -> list[str]:
    with closing(Workspace.open(url)) as ws, ws.read() as reader:
        return [row[0] for row in reader.db.execute_sql("SELECT name FROM enterprise ORDER BY id").fetchall()]


@pytest.fixture
def filled(database_url: str) -> str:
    with closing(Workspace.open(database_url)) as ws:
        for name in ("赤峰红山商贸有限公司", "赤峰松山农业有限公司"):
            records.add(ws, "enterprise", {"name": name})
    return database_url


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
