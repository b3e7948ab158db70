"""The long jobs of the one table: bringing 100,000 rows in, taking 100,000 leads out, merging what an office sent back.

Each runs in processes and on databases of its own, on SQLite; the one that is measured elsewhere is only copied.
"""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks import build, export, feedback
from benchmarks.measured import Measured
from benchmarks.search import say
from chamber.workspace import Workspace
from db.database import is_postgresql

ROWS = 100_000
RETURNED = 10_000


def bring_in(url: str, _program: str) -> Iterator[Measured]:
    """Imports into an empty database and, when it is a large one, into a copy of that at `url`."""
    if is_postgresql(url):
        return
    into = url if _leads(url) > ROWS else ""
    with tempfile.TemporaryDirectory() as folder:
        # A module named by a keyword of the language.
        measured = importlib.import_module("benchmarks.import").measured
        yield from measured(Path(folder), ROWS, into, shutil.which("sqlite-utils"))


def take_out(url: str, _program: str) -> Iterator[Measured]:
    """Exports of a database of the size the targets are for."""
    if is_postgresql(url):
        return
    with tempfile.TemporaryDirectory() as folder:
        database = Path(url)
        if _leads(url) != ROWS:
            database = Path(folder, "exported.db")
            build.build(str(database), ROWS, lambda line: say(f"building: {line}"))
        yield from export.measure(database, Path(folder))


def come_back(url: str, _program: str) -> Iterator[Measured]:
    """A returned sheet of 10,000 rows, a tenth of them answered."""
    if is_postgresql(url):
        return
    with tempfile.TemporaryDirectory() as folder:
        kept = os.environ.get("CHAMBER_HOME")
        os.environ["CHAMBER_HOME"] = folder
        try:
            yield from feedback.measured(Path(folder), RETURNED, RETURNED // 10)
        finally:
            if kept is not None:
                os.environ["CHAMBER_HOME"] = kept


def _leads(url: str) -> int:
    with closing(Workspace.open(url)) as ws, ws.read() as reader:
        return int(reader.db.execute_sql("SELECT COUNT(*) FROM lead").fetchone()[0])


ALL: tuple[Callable[[str, str], Iterator[Measured]], ...] = (bring_in, take_out, come_back)
