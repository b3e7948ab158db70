"""Backup, restore and check as commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from chamber.cli import telling
from tests.chamber.cli.conftest import Run


def test_a_backup_is_brought_back_on_either_backend(run_on_both: Run, tmp_path: Path) -> None:
    run = run_on_both
    run("contact", "add", "曾祥")
    made = run("backup", str(tmp_path), "--json").json
    run("contact", "add", "李强")
    assert run("restore", made["path"]).code == 2
    assert run("restore", made["path"], "--yes").code == 0
    assert [one["name"] for one in run("contact", "list", "--json").json] == ["曾祥"]
    assert run("check", "--json").json["whole"] is True


def test_a_liaison_officer_brings_no_backup_back(run_on_both: Run, tmp_path: Path) -> None:
    run = run_on_both
    run("office", "add", "驻呼联络处", "--divisions", "赤峰市")
    made = run("backup", str(tmp_path), "--json").json
    run("office", "officer", "add", "驻呼联络处", "liwei")
    run("contact", "add", "李强")
    refused = run("--user", "liwei", "restore", made["path"], "--yes")
    assert refused.code == 1
    assert "works for 驻呼联络处" in refused.err
    assert len(run("contact", "list", "--json").json) == 1
    assert run("restore", made["path"], "--yes").code == 0
    # The backup knows no officer: whoever restores it is one of the chamber's own again.
    assert run("--user", "liwei", "contact", "list", "--json").json == []


def test_a_damaged_database_is_replaced_by_whoever_has_a_backup(run: Run, tmp_path: Path, sqlite_url: str) -> None:
    run("contact", "add", "曾祥")
    made = run("backup", str(tmp_path / "b.db"), "--json").json
    Path(sqlite_url).write_bytes(b"no database at all" * 500)
    assert run("restore", made["path"], "--yes").code == 0
    assert len(run("contact", "list", "--json").json) == 1


def test_the_path_of_a_backup_is_the_only_thing_on_stdout(run: Run) -> None:
    told = run("backup")
    assert Path(told.out.strip()).is_file()
    assert (Path(told.out.strip()).stat().st_mode & 0o777) == 0o600


def test_restoring_a_letter_is_refused(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_text("Dear Sir or Madam")
    run("contact", "add", "曾祥")
    refused = run("restore", str(letter), "--yes", "--json")
    assert (refused.code, refused.out) == (5, "")
    assert refused.error["message"] == "This file is no backup."
    assert len(run("contact", "list", "--json").json) == 1
    assert run("restore", str(tmp_path / "none.db"), "--yes").code == 3


def test_what_is_no_file_is_refused_before_anybody_is_asked(run: Run, tmp_path: Path) -> None:
    assert run("restore", str(tmp_path / "none.db")).code == 3
    refused = run("restore", str(tmp_path))
    assert (refused.code, refused.err.strip()) == (1, f"{tmp_path} is a folder, not a file.")


def test_work_leaves_one_backup_a_day_behind(run: Run, bare_machine: Path) -> None:
    run("contact", "list")
    folder = bare_machine / "chamber" / "backups"
    assert not folder.exists()
    run("contact", "add", "曾祥")
    run("contact", "add", "李强")
    assert len(os.listdir(folder)) == 1


def test_check_ends_with_1_when_something_is_wrong(run: Run) -> None:
    assert run("check").code == 0
    run("contact", "add", "曾祥")
    import sqlite3

    with sqlite3.connect(os.environ["CHAMBER_DB"]) as connection:
        connection.execute("DELETE FROM search_entry")
    connection.close()
    broken = run("check", "--json")
    assert (broken.code, broken.json["troubles"][0]["area"]) == (1, "search")
    assert run("check", "--repair").code == 0


def test_on_a_terminal_one_line_says_how_far_it_is(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("contact", "add", "曾祥")
    silent = run("backup", str(tmp_path / "b.db"))
    assert "\r" not in silent.err
    monkeypatch.setattr(telling, "PAUSE", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "\rWriting a backup of the database" in run("backup", str(tmp_path / "c.db")).err.replace("\x1b[K", "")
    assert "\rBringing the backup back" in run("restore", str(tmp_path / "b.db"), "--yes").err.replace("\x1b[K", "")
    assert "\rLooking at the journal  0 / 1" in run("check").err.replace("\x1b[K", "")
    assert "\rMaking the search index anew" in run("check", "--repair").err.replace("\x1b[K", "")


def test_the_backups_kept_are_listed_even_when_the_database_is_damaged(run: Run, sqlite_url: str) -> None:
    assert "No backup" in run("backup", "--list").err
    run("contact", "add", "曾祥")
    made = run("backup", "--json").json["path"]
    Path(sqlite_url).write_bytes(b"no database at all" * 500)
    listed = run("backup", "--list", "--json").json
    assert [one["reason"] for one in listed if one["path"] == made] == [""]
    assert "by hand" in run("--lang", "en", "backup", "--list").out


def test_a_person_hears_what_is_in_a_backup_before_agreeing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("setup", "--name", "示例商会", "--home-division", "赤峰市")
    run("contact", "add", "曾祥")
    made = run("backup", str(tmp_path), "--json").json["path"]
    run("contact", "add", "李强")
    monkeypatch.setattr("chamber.cli.base.is_interactive", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _prompt: "n")
    refused = run("--lang", "en", "restore", made)
    assert "示例商会" in refused.err
    assert "Contacts: 1" in refused.err
    assert len(run("contact", "list", "--json").json) == 2


def test_a_backup_is_not_left_beside_a_folder_that_is_not_there(run: Run, tmp_path: Path) -> None:
    refused = run("backup", f"{tmp_path / 'stick'}/", "--json")
    assert (refused.code, list(tmp_path.glob("stick*"))) == (1, [])
    assert "no such folder" in refused.error["message"]
