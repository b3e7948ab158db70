"""The three rooms know only what they may know, and nothing slow is loaded before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
sys.argv = ["chamber", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
finally:
    sys.stderr.write("\\n" + json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
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


@pytest.mark.parametrize(
    ("command", "allowed"),
    [
        (("--help",), set()),
        (("lead", "--help"), set()),
        (("--version",), set()),
        (("member", "list", "--json"), {"peewee", "psycopg"}),
        (("search", "赤峰", "--json"), {"peewee", "psycopg"}),
    ],
    ids=" ".join,
)
def test_a_command_loads_nothing_slow_that_it_does_not_use(
    command: tuple[str, ...], allowed: set[str], sqlite_url: str, bare_machine: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", RUN, "--db", sqlite_url, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    loaded = set(json.loads(run.stderr.splitlines()[-1]))
    assert loaded & SLOW <= allowed
