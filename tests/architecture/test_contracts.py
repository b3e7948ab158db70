"""The three rooms know only what they may know, and nothing slow is loaded before it is needed."""

from __future__ import annotations

import json
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architecture.sources import ROOMS, ROOT

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

ENDS_OF_A_WRITE = [
    ("chamber.workspace", f"chamber.{module}") for module in ("backups", "indexing", "leads.due", "offices.officers")
]
"""What opening a chamber and ending an action in it bring about, by modules that work in a workspace themselves."""

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


def test_no_module_needs_itself() -> None:
    """Imports within functions count too; those for types alone do not."""
    import grimp  # comes with import-linter

    graph = grimp.build_graph(*ROOMS, exclude_type_checking_imports=True, cache_dir=None)
    for importer, imported in ENDS_OF_A_WRITE:
        assert graph.direct_import_exists(importer=importer, imported=imported)
        graph.remove_import(importer=importer, imported=imported)
    needs = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        pytest.fail(" <- ".join(error.args[1]))
