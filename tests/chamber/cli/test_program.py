"""The program itself: help, languages, refusals, exit codes, what it loads."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from chamber.cli.starting import must_draw
from chamber.errors import NotAllowed
from tests.chamber.cli.conftest import Run


@pytest.mark.parametrize(("language", "word"), [("zh", "线索"), ("en", "Leads")])
def test_help_is_in_the_language_asked_for(language: str, word: str, run: Run) -> None:
    told = run("--lang", language, "--help")
    assert told.code == 0
    assert word in told.out
    assert word in run("--lang", language, "lead", "--help").out


def test_help_of_a_command_names_each_field_in_chinese(run: Run) -> None:
    told = run("--lang", "zh", "lead", "add", "--help").out
    assert "--target-division" in told
    assert "意向落地" in told
    assert "返乡创业" in told


def test_without_arguments_and_without_a_terminal_it_shows_its_help(run: Run) -> None:
    told = run()
    assert told.code == 0
    assert "lead" in told.out


def test_an_unknown_command_suggests_the_near_one(run: Run) -> None:
    refused = run("membr", "list")
    assert (refused.code, refused.out) == (2, "")
    assert "member" in refused.err


@pytest.mark.parametrize(
    "arguments", [("member", "list", "--nope"), ("lead", "advance"), ("member", "list", "--limit", "x")]
)
def test_a_command_that_is_not_understood_ends_with_2(arguments: tuple[str, ...], run: Run) -> None:
    refused = run(*arguments, "--json")
    assert (refused.code, refused.out) == (2, "")
    assert refused.error["error"] == "Usage"


def test_a_usage_refusal_is_in_chinese_too(run: Run) -> None:
    assert "没有选项" in run("--lang", "zh", "member", "list", "--nope").err
    assert "多余的参数：第二 第三" in run("--lang", "zh", "lead", "show", "第一", "第二", "第三").err
    assert "是不是 '--limit'" in run("--lang", "zh", "lead", "list", "--limt", "3").err
    assert "后面要有 1 个值" in run("--lang", "zh", "lead", "list", "--limit").err
    assert "'abc' 不是整数" in run("--lang", "zh", "lead", "list", "--limit", "abc").err
    assert "没有 'x' 这个选项，可用：'add'" in run("--lang", "zh", "import", "members", "a.csv", "--mode", "x").err


def test_a_refusal_in_json_goes_to_stderr_and_stdout_stays_empty(run: Run) -> None:
    refused = run("lead", "show", "CF-2021-0009", "--json")
    assert (refused.code, refused.out) == (3, "")
    assert refused.error["error"] == "NotFound"
    assert refused.error["exit"] == 3


def test_a_database_that_is_none_ends_with_5_and_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.db"
    letter.write_bytes(b"Dear Sir or Madam, " * 200)
    refused = run("--db", str(letter), "member", "list")
    assert (refused.code, refused.out) == (5, "")
    assert letter.read_bytes() == b"Dear Sir or Madam, " * 200


def test_a_database_of_a_newer_program_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    run("--db", str(path), "member", "list")
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO schema_version VALUES (9999, 'later', '2031-01-01T00:00:00Z')")
    connection.close()
    refused = run("--db", str(path), "member", "list")
    assert refused.code == 5
    assert "newer" in refused.err


def test_the_version_is_told(run: Run) -> None:
    told = run("--version")
    assert told.code == 0
    assert told.out.startswith("chamber ")


def test_the_saved_language_counts_when_no_other_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHAMBER_LANG")
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    run("settings", "set", "language", "zh")
    assert "没有" in run("lead", "due").err
    assert "Nothing" in run("--lang", "en", "lead", "due").err


def test_settings_are_read_set_and_refused(run: Run) -> None:
    assert run("settings", "get", "borders").out == "auto\n"
    assert run("settings", "set", "borders", "ascii").code == 0
    assert run("settings", "get", "--json").json["borders"] == "ascii"
    assert run("settings", "set", "borders", "round").code == 1
    assert run("settings", "set", "home.days", "0").code == 1
    missed = run("settings", "get", "langage", "--json")
    assert (missed.code, missed.error["near"]) == (3, ["language"])


def test_setup_keeps_the_chambers_own_record(run: Run) -> None:
    assert run("setup", "--json").json == {}
    assert run("setup", "--name", "示例商会").code == 1
    assert run("setup", "--name", "示例商会", "--home-division", "赤峰市").code == 0
    assert run("setup", "--reporter", "秘书处", "--json").json["reporter"] == "秘书处"
    assert run("setup", "--json").json["home_division"]["code"] == "150400"


@pytest.mark.parametrize(
    ("arguments", "never"),
    [
        (
            ["--help"],
            ("peewee", "rich", "textual", "openpyxl", "chamber.fields", "chamber.entity", "phonenumbers", "pathlib"),
        ),
        (
            ["search", "x"],
            (
                "rich",
                "textual",
                "openpyxl",
                "phonenumbers",
                "xlsxwriter",
                "chamber.fields",
                "chamber.lists",
                "chamber.divisions",
            ),
        ),
        (["search", "CF-2021-0009"], ("chamber.fields", "chamber.filtering", "db.models")),
    ],
)
def test_a_quick_command_loads_only_what_it_needs(
    arguments: list[str], never: tuple[str, ...], sqlite_url: str
) -> None:
    script = (
        "import sys\nfrom chamber.__main__ import main\n"
        f"code = main(['--db', {sqlite_url!r}, *{arguments!r}])\n"
        f"sys.exit(','.join(name for name in {never!r} if name in sys.modules) or code)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        ([], "None None None"),
        (["--db", "x.db", "--lang=en", "--user", "王秘书"], "x.db en 王秘书"),
        (["--lang", "fr"], ""),
        (["--db"], ""),
        (["--help"], ""),
        (["member", "list"], ""),
    ],
)
def test_the_terminal_is_opened_without_the_command_line_when_that_is_plain(arguments: list[str], opened: str) -> None:
    script = (
        "import io, sys\nfrom chamber.cli.quick import open_quickly\n"
        "class Terminal(io.StringIO):\n    def isatty(self): return True\n"
        "out, sys.stdin, sys.stdout = sys.stdout, Terminal(), Terminal()\n"
        f"code = open_quickly({arguments!r}, lambda *given: print(*given, end='', file=out) or 7)\n"
        "sys.exit('click was loaded' if 'click' in sys.modules else 7 if code is None else code - 7)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0 if opened else 7, opened), ran.stderr


def test_an_argument_that_is_no_text_is_refused(run: Run) -> None:
    refused = run("contact", "add", "\udcff\udcfe", "--json")
    assert (refused.code, refused.out) == (2, "")
    assert run("contact", "list", "--json").json == []


def test_a_database_that_was_named_and_is_not_there_is_said_to_be_new(run: Run, tmp_path: Path) -> None:
    """A slip in its name would look like all was lost."""
    path = tmp_path / "mebmers.db"
    first = run("--db", str(path), "--lang", "en", "member", "list")
    assert (first.code, f"A new, empty database was made: {path}" in first.err) == (0, True)
    assert "new" not in run("--db", str(path), "--lang", "en", "member", "list").err


def test_a_command_that_lacks_a_word_ends_its_sentence_in_chinese(run: Run) -> None:
    assert "缺少参数 'CODE|NAME'。" in run("--lang", "zh", "member", "show").err


def test_a_group_without_a_command_shows_its_help_once(run: Run) -> None:
    ran = run("--lang", "zh", "report")
    assert (ran.code, ran.err.count("用法"), "funnel" in ran.err) == (2, 1, True)


def test_a_reader_that_leaves_is_no_failure(sqlite_url: str) -> None:
    """`| head -1` closes the pipe while there is more to say."""
    program = [sys.executable, "-m", "chamber", "--db", sqlite_url]
    for number in range(3):
        subprocess.run([*program, "member", "add", f"内蒙古测试{number}有限公司"], check=True, capture_output=True)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as nobody:
        ran = subprocess.run([*program, "member", "list", "--json"], stdout=nobody, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_stdout_is_said_in_words(sqlite_url: str) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "chamber", "--db", sqlite_url, "--lang", "en", "member", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ran.returncode == 1
    assert ran.stderr.decode().splitlines()[0] == "The output can't be written: the disk is full"


def test_a_program_started_without_streams_does_its_work(sqlite_url: str) -> None:
    add = [sys.executable, "-m", "chamber", "--db", sqlite_url, "member", "add", "内蒙古测试有限公司"]
    assert subprocess.run(["sh", "-c", '"$@" <&- >&- 2>&-', "sh", *add], check=False).returncode == 0
    told = subprocess.run(
        [sys.executable, "-m", "chamber", "--db", sqlite_url, "member", "list"], capture_output=True, check=False
    )
    assert "内蒙古测试有限公司" in told.stdout.decode()


def test_a_terminal_that_draws_nothing_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(NotAllowed):
        must_draw()
    monkeypatch.setenv("TERM", "xterm")
    must_draw()


def test_an_export_without_a_file_name_is_refused(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("export", "members", "-o", "-").code == 2
    assert not list(tmp_path.glob("-"))
