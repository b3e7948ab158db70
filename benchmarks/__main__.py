"""One table: ours, the floor measured in the same run, their ratio, the target.

    python -m benchmarks [--size 1000000] [--database PATH-or-URL] [--only WORD]… [--program PATH]

Without `--database` it builds one first (`benchmarks.build`), which takes longer than the measuring. `--program` is
the `chamber` of an installed wheel: a checkout starts slower, and only a wheel counts for the process times.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from benchmarks import build, duplicates, jobs, paths, processes, terminal
from benchmarks.measured import Measured, table
from benchmarks.search import say


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--database", help="path or postgresql:// URL; one that holds something is used as it is")
    parser.add_argument("--only", action="append", default=[], help="measure only what has this word in its name")
    parser.add_argument("--program", default=str(Path(sys.executable).with_name("chamber")))
    options = parser.parse_args()
    os.environ["CHAMBER_NOW"] = f"{build.TODAY.isoformat()}T02:00:00Z"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CHAMBER_HOME"] = folder
        url = options.database or os.path.join(folder, "benchmark.db")
        if not paths.is_filled(url):
            build.build(url, options.size, lambda line: say(f"building: {line}"))
        say(where())
        found: list[Measured] = []
        for measure in (*paths.ALL, *processes.ALL, *terminal.ALL, *duplicates.ALL, *jobs.ALL):
            if not options.only or any(word in measure.__name__ for word in options.only):
                for one in measure(url, options.program):
                    say(f"  {one.path}: {one.shown}")
                    found.append(one)
        say("")
        say(table(found))


def where() -> str:
    """Machine, day and versions, so that a table can be compared with another."""
    names = ("chamber", "peewee", "textual", "click")
    parts = [f"{name} {version(name)}" for name in names]
    cores, load = os.cpu_count(), os.getloadavg()[0]
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{platform.machine()}, {cores} cores, load {load:.1f}; {python}; {', '.join(parts)}"


if __name__ == "__main__":
    main()
