"""A program that is killed leaves no file without its record, and no record without its file."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from chamber import records
from chamber.errors import BadFile
from chamber.exporting.placing import put_right
from chamber.exporting.tables import default_path, export_table
from chamber.workspace import Workspace

_KILLED = """
import os, sys
from chamber.exporting.tables import export_table
from chamber.workspace import Workspace
from db import journal

url, target, moment = sys.argv[1:]
place, seal = os.replace, journal.seal

def killed_before_placing(source, wanted):
    os._exit(9) if str(wanted) == target else place(source, wanted)

def killed_before_the_end(*given):
    os._exit(9)

if moment == "recorded":
    os.replace = killed_before_placing
else:
    journal.seal = killed_before_the_end
from pathlib import Path
export_table(Workspace.open(url), "enterprises", file_format="csv", path=Path(target))
"""


def killed(ws: Workspace, target: Path, moment: str) -> None:
    command = [sys.executable, "-c", _KILLED, ws.store.url, str(target), moment]
    assert subprocess.run(command, check=False).returncode == 9


def on_record(ws: Workspace) -> list[str]:
    with ws.read() as reader:
        found = reader.rows("export_log", range(1, 10))
    return [row["sha256"] for row in found]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder / "enterprises.csv"


def test_a_file_on_record_takes_its_place_at_the_next_start(workspace: Workspace, target: Path) -> None:
    records.add(workspace, "enterprise", {"name": "呼和浩特市虚构商贸有限公司"})
    target.write_bytes(b"before")
    killed(workspace, target, "recorded")
    (sha256,) = on_record(workspace)
    assert target.read_bytes() == b"before"
    assert put_right(workspace) == (target,)
    assert hashlib.sha256(target.read_bytes()).hexdigest() == sha256
    assert [one.name for one in target.parent.iterdir()] == [target.name]
    assert put_right(workspace) == ()


def test_a_file_that_never_went_on_record_is_removed(workspace: Workspace, target: Path) -> None:
    records.add(workspace, "enterprise", {"name": "呼和浩特市虚构商贸有限公司"})
    killed(workspace, target, "open")
    assert len(list(target.parent.iterdir())) == 1
    assert put_right(workspace) == ()
    assert (list(target.parent.iterdir()), on_record(workspace)) == ([], [])


def test_what_somebody_put_there_since_stays(workspace: Workspace, target: Path) -> None:
    killed(workspace, target, "recorded")
    target.write_bytes(b"theirs")
    put_right(workspace)
    assert [(one.name, one.read_bytes()) for one in target.parent.iterdir()] == [(target.name, b"theirs")]


def test_another_database_leaves_it_alone(workspace: Workspace, target: Path, tmp_path: Path) -> None:
    killed(workspace, target, "recorded")
    other = Workspace.open(tmp_path / "other.db")
    assert put_right(other) == ()
    assert put_right(workspace) == (target,)


def test_what_can_not_be_replaced_is_not_recorded(workspace: Workspace, target: Path) -> None:
    taken = target.parent / default_path(workspace, "enterprises", "csv").name
    taken.mkdir()
    with pytest.raises(BadFile):
        export_table(workspace, "enterprises", file_format="csv", path=target.parent)
    assert (on_record(workspace), list(target.parent.iterdir())) == ([], [taken])
