"""The three rooms know only what they may know, and nothing slow is loaded before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.architecture.sources import ROOT

SLOW = {
    "chinese_calendar",
    "icalendar",
    "openpyxl",
    "peewee",
    "phonenumbers",
    "psycopg",
    "pypinyin",
    "python_calamine",
    "rich",
    "stdnum",
    "textual",
    "xlrd",
    "xlsxwriter",
}

RUN = """
import json, sys
from chamber.__main__ import main
code = main(sys.argv[1:])
sys.stderr.write("\\n" + json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(code)
"""


def test_every_room_keeps_to_its_contracts() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("command", ["--help", "--version", "lead --help", "import members --help"])
def test_help_loads_nothing_slow(command: str) -> None:
    assert _loaded(command) == set()


@pytest.mark.parametrize("command", ["member list --json", "search 赤峰 --json", "lead due --json"])
def test_looking_something_up_loads_the_store_and_nothing_else_slow(command: str, sqlite_url: str) -> None:
    assert _loaded(f"--db {sqlite_url} {command}") <= {"peewee", "psycopg"}


def test_a_plain_search_loads_neither_the_store_nor_the_command_line(sqlite_url: str) -> None:
    assert "peewee" in _loaded(f"--db {sqlite_url} member list")
    assert _loaded(f"--db {sqlite_url} search 赤峰 --json", SLOW | {"click", "dataclasses"}) == set()


def _loaded(command: str, slow: set[str] = SLOW) -> set[str]:
    """The slow packages a process has loaded by the end of a command."""
    line = [sys.executable, "-c", RUN, *command.split()]
    run = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return slow & set(json.loads(run.stderr.splitlines()[-1]))
