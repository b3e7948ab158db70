"""What goes wrong with a database is said in words, and leaves it as it was."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from chamber import records
from chamber.errors import Unavailable
from chamber.workspace import Workspace
from db import journal
from tests.architecture.sources import ROOT

WRITE = """
import sys
from chamber.workspace import Workspace
ws = Workspace.open(sys.argv[1])
print("open", flush=True)
with ws.write("import", "import") as writer:
    for part in range(int(sys.argv[2])):
        writer.insert("enterprise", [{"name": f"赤峰第{part}-{n}商贸有限公司", "phones": "[]"} for n in range(500)])
        print(part, flush=True)
"""


def _run(script: str, *arguments: str, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=before,
    )


def _refused(path: Path | str) -> Unavailable:
    with pytest.raises(Unavailable) as refused:
        Workspace.open(path)
    return refused.value


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
        connection.commit()
    before = path.read_bytes()
    assert "another program" in _english(_refused(path))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["photos.db"]


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "list.db"
    path.write_text("这不是数据库，只是一份名单。" * 100)
    before = path.read_bytes()
    assert "not a database" in _english(_refused(path))
    assert path.read_bytes() == before


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "can't be reached" in _english(_refused(tmp_path))


@pytest.mark.parametrize(
    "address", ["postgresq://server/chamber", "mysql://server/chamber", "postgresql://server:port/chamber", "postgresql://me:pass@[server/chamber"]
)  # fmt: skip
def test_an_address_with_a_slip_is_refused_and_makes_no_file(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "can't be understood" in _english(_refused(address))
    assert list(tmp_path.iterdir()) == []


def test_a_database_of_a_newer_program_is_left_alone(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url)) as connection:
        connection.execute("INSERT INTO schema_version VALUES (999, 'm0999_later', '2031-01-01T00:00:00Z')")
        connection.commit()
    before = Path(sqlite_url).read_bytes()
    assert "newer version" in _english(_refused(sqlite_url))
    assert Path(sqlite_url).read_bytes() == before


def test_a_damaged_database_is_said_to_be(sqlite_url: str) -> None:
    pages = bytearray(Path(sqlite_url).read_bytes())
    pages[4096 : len(pages)] = b"\xa5" * (len(pages) - 4096)
    Path(sqlite_url).write_bytes(pages)
    assert "damaged" in _english(_refused(sqlite_url))


def test_a_database_another_program_keeps_locked_is_left_alone(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.database.BUSY_TIMEOUT", 0.05)
    with closing(Workspace.open(sqlite_url)) as ws, closing(sqlite3.connect(sqlite_url, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable) as refused:
            records.add(ws, "enterprise", {"name": "赤峰商贸有限公司"})
        assert "locked" in _english(refused.value)
        other.execute("ROLLBACK")
        assert records.add(ws, "enterprise", {"name": "赤峰商贸有限公司"}).id == 1


@pytest.mark.skipif(
    os.name == "nt" or not shutil.which("setpriv") or os.getuid() != 0, reason="needs root to become nobody"
)
def test_a_folder_one_may_not_write_to_is_said_to_be_read_only(sqlite_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    shutil.copyfile(sqlite_url, folder / "chamber.db")
    for place in (tmp_path, *tmp_path.parents[:3]):
        place.chmod(0o755)
    script = """
    import sys
    sys.path.insert(0, sys.argv[2])
    from chamber.errors import Unavailable
    from chamber.i18n import use_language
    from chamber.workspace import Workspace
    from chamber import records
    use_language("en")
    for name in ("chamber.db", "new.db"):
        try:
            ws = Workspace.open(sys.argv[1] + "/" + name)
            records.add(ws, "enterprise", {"name": "x"})
        except Unavailable as error:
            print(name, error)
    """
    done = subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", sys.executable, "-c", textwrap.dedent(script), str(folder), str(ROOT)],
        cwd="/", capture_output=True, text=True, check=False, env={**os.environ, "HOME": "/nonexistent"},
    )  # fmt: skip
    if "Permission denied" in done.stderr and "pyenv" in done.stderr + sys.executable:
        pytest.skip("nobody may not run this Python")
    said = done.stdout.splitlines()
    assert len(said) == 2, done.stderr
    assert all("read-only" in line for line in said), said
    assert sorted(one.name for one in folder.iterdir()) == ["chamber.db"]


def test_a_full_disk_changes_nothing(sqlite_url: str) -> None:
    size = Path(sqlite_url).stat().st_size

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 300_000, size + 300_000))

    done = _run(WRITE, sqlite_url, "200", before=no_room)
    assert done.returncode != 0
    assert "Unavailable" in done.stderr.splitlines()[-1], done.stderr
    _holds_whole(sqlite_url, expected=0)


def test_a_killed_program_leaves_an_action_whole_or_not_at_all(database_url: str) -> None:
    for parts_seen in (0, 2, 5):
        writing = subprocess.Popen(
            [sys.executable, "-c", WRITE, database_url, "200"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert writing.stdout is not None
        for line in writing.stdout:
            if line.strip() == str(parts_seen):
                break
        writing.kill()
        writing.communicate()
        _holds_whole(database_url, expected=0)
    assert _run(WRITE, database_url, "2").returncode == 0
    _holds_whole(database_url, expected=1_000)


_ROWS_TOLD = "SELECT COALESCE(SUM(COALESCE(last_id, row_id) - row_id + 1), 0) FROM journal"
"""Rows the journal tells of: those filed together share an entry."""


def _holds_whole(url: str, expected: int) -> None:
    with closing(Workspace.open(url)) as ws, ws.write("probe", "probe") as writer:
        # Taking the write lock waits for a server that still clears up after the killed one.
        assert writer.db.execute_sql("SELECT COUNT(*) FROM enterprise").fetchone()[0] == expected
        assert writer.db.execute_sql(_ROWS_TOLD).fetchone()[0] == expected
        assert writer.db.execute_sql("SELECT COUNT(*) FROM search_entry").fetchone()[0] == expected
    with closing(Workspace.open(url)) as ws, ws.read() as reader:
        assert journal.broken_links(reader.db) == []


def test_programs_that_open_an_empty_database_together_all_succeed(blank_url: str) -> None:
    script = "import sys; from chamber.workspace import Workspace; print(Workspace.open(sys.argv[1]).schema)"
    running = [
        subprocess.Popen([sys.executable, "-c", script, blank_url], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]  # fmt: skip
    told = [one.communicate() for one in running]
    assert {(one.returncode, out) for one, (out, _) in zip(running, told, strict=True)} == {(0, told[0][0])}, told


def _english(error: Unavailable) -> str:
    from chamber.i18n import language, use_language

    before = language()
    use_language("en")
    try:
        return str(error)
    finally:
        use_language(before)
