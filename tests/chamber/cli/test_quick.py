"""A search asked plainly is answered before the command line is loaded, in the same words; all else is left to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chamber.cli.commands.search import search
from chamber.cli.main import chamber
from chamber.cli.main import run as run_command_line
from chamber.cli.quick import FLAG, GLOBAL, OWN, run_quickly
from tests.chamber.cli.conftest import Run

NO_TERMINAL = lambda database, language, user: 9  # noqa: E731


def both(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[tuple[int | None, str, str], tuple[int, str, str]]:
    """What the short way and the command line answer: exit code, stdout, stderr."""
    capsys.readouterr()
    quick = run_quickly(arguments)
    first = capsys.readouterr()
    code = run_command_line(arguments, NO_TERMINAL)
    second = capsys.readouterr()
    return (quick, first.out, first.err), (code, second.out, second.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "禾沐"),
        ("search", "hm", "--json"),
        ("--lang", "zh", "search", "禾沐"),
        ("--lang=zh", "search", "没有的"),
        ("search", "--limit", "1", "禾沐"),
        ("search", "禾沐", "--kind=member", "--json"),
        ("--user", "somebody", "search", "search"),
    ],
)
def test_it_answers_as_the_command_line_does(
    arguments: tuple[str, ...], fair: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    quick, whole = both(capsys, *arguments)
    assert quick == whole
    assert quick[0] == 0


def test_the_saved_language_counts(
    fair: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAMBER_LANG")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    fair("settings", "set", "language", "zh")
    quick, whole = both(capsys, "search", "禾沐")
    assert quick == whole
    assert "名称" in quick[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("search",),
        ("search", ""),
        ("search", "--help"),
        ("search", "a", "b"),
        ("search", "--kind", "membr", "禾沐"),
        ("search", "禾沐", "--limit", "0"),
        ("search", "禾沐", "--limit", "many"),
        ("search", "禾沐", "--jsn"),
        ("--lang", "fr", "search", "禾沐"),
        ("search", "home:赤峰"),
        ("search", '"禾沐'),
        ("member", "list"),
        ("member", "add", "search"),
    ],
)
def test_what_is_not_plain_is_left_to_the_command_line(
    arguments: tuple[str, ...], fair: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run_quickly(arguments) is None
    assert capsys.readouterr() == ("", "")


def test_a_server_and_a_file_that_is_not_there_are_left_to_the_command_line(
    run_on_both: Run, backend: str, tmp_path: Path
) -> None:
    run_on_both("member", "list")
    assert (run_quickly(["search", "x"]) is None) == (backend == "postgresql")
    assert run_quickly(["--db", str(tmp_path / "none.db"), "search", "x"]) is None
    assert not (tmp_path / "none.db").exists()
    other = tmp_path / "other.db"
    other.write_text("no database at all, but long enough to be looked at" * 20, encoding="utf-8")
    assert run_quickly(["--db", str(other), "search", "x"]) is None


@pytest.mark.parametrize(
    "older", ["DELETE FROM schema_version WHERE version > 5", "UPDATE search_version SET version = 1"]
)
def test_what_an_older_program_left_is_brought_up_to_date_by_the_command_line(
    older: str, fair: Run, sqlite_url: str
) -> None:
    assert run_quickly(["search", "禾沐"]) == 0
    with closing(sqlite3.connect(sqlite_url, isolation_level=None)) as connection:
        connection.execute(older)
    assert run_quickly(["search", "禾沐"]) is None


def test_a_liaison_officer_is_refused_as_ever(fair: Run) -> None:
    fair("office", "add", "驻呼联络处", "--divisions", "赤峰市")
    assert run_quickly(["search", "禾沐"]) == 0
    assert fair("office", "officer", "add", "驻呼联络处", "liwei").code == 0
    assert run_quickly(["search", "禾沐"]) is None
    assert fair("--user", "liwei", "search", "禾沐").code == 1


def test_a_damaged_file_is_left_to_the_command_line(fair: Run, sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url, isolation_level=None)) as connection:
        connection.execute("DROP TABLE search_entry")
    assert run_quickly(["search", "禾沐"]) is None


def test_its_options_are_those_of_the_command_line() -> None:
    known = {name for parameter in search.params for name in parameter.opts if name.startswith("--")}
    assert known == {*OWN, FLAG}
    assert set(GLOBAL) <= {name for parameter in chamber.params for name in parameter.opts}
