"""Filters and changes of many on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.chamber.cli.conftest import Run


@pytest.fixture
def three(run_on_both: Run) -> Run:
    run = run_on_both
    for name, home in (("甲商贸", "敖汉旗"), ("乙商贸", "敖汉旗"), ("丙建筑", "宁城县")):
        assert run("member", "add", name, "--home-division", home).code == 0
    return run


def test_a_list_is_filtered_in_words(three: Run) -> None:
    assert [one["name"] for one in three("member", "list", "籍贯：敖汉旗", "商贸", "--json").json] == [
        "甲商贸",
        "乙商贸",
    ]
    assert three("member", "list", "hom:敖汉旗").code == 1
    assert "home" in three("member", "list", "hom:敖汉旗").err
    assert three("member", "list", 'home:"敖汉').code == 1


def test_all_that_a_filter_finds_are_changed_and_brought_back(three: Run) -> None:
    command = ("member", "edit", "--filter", "home:敖汉旗", "--set", "size=小型")
    assert three(*command, "--dry-run", "--json").json == {"found": 2, "changed": 0, "action": None}
    assert three(*command).code == 2
    done = three(*command, "--yes", "--json").json
    assert (done["found"], done["changed"]) == (2, 2)
    assert len(three("member", "list", "size:小型", "--json").json) == 2
    three("undo", str(done["action"]))
    assert three("member", "list", "size:小型", "--json").json == []


def test_tags_and_members_status_are_changed_for_all_that_are_found(three: Run) -> None:
    assert three("member", "edit", "--where", "home_division=敖汉旗", "--tag", "待走访", "--yes").code == 0
    assert len(three("member", "list", "tags:待走访", "--json").json) == 2
    assert three("member", "edit", "--filter", "tags:待走访", "--status", "暂停", "--yes").code == 0
    assert len(three("member", "list", "status:暂停", "--json").json) == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("--size", "小型"),
        ("甲商贸", "--filter", "home:敖汉旗", "--size", "小型"),
        ("--filter", "home:敖汉旗"),
        ("--filter", "home:敖汉旗", "--size", "小型", "--tag", "x"),
        ("甲商贸", "--tag", "x"),
    ],
)
def test_what_is_not_clear_is_refused(three: Run, arguments: tuple[str, ...]) -> None:
    assert three("member", "edit", *arguments, "--yes").code == 2
    assert three("member", "list", "size:小型", "--json").json == []


def test_an_export_takes_the_same_filter(three: Run, tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    assert three("export", "members", "home:敖汉旗", "-o", str(path)).code == 0
    assert len(json.loads(path.read_text("utf-8"))) == 2


def test_a_saved_view_is_listed_shown_and_removed(three: Run) -> None:
    assert three("view", "add", "敖汉", "home:敖汉旗", "--list", "member").code == 0
    assert three("view", "list", "--json").json == [
        {"name": "敖汉", "list": "member", "filter": "home:敖汉旗", "sort": "", "descending": False, "columns": ""}
    ]
    assert len(three("view", "show", "敖汉", "--json").json) == 2
    assert three("view", "show", "敖").code == 3
    assert three("view", "add", "x", "hom:1", "--list", "member").code == 1
    assert three("view", "remove", "敖汉").code == 0
    assert three("view", "list", "--json").json == []


def test_a_saved_view_shows_its_columns_in_its_order(three: Run) -> None:
    added = three(
        "view", "add", "名册", "--list", "member", "--columns", "name:30,籍贯", "--sort", "name", "--descending"
    )
    assert added.code == 0
    titles = three("view", "show", "名册").out.splitlines()[0]
    assert titles.split() == ["Enterprise", "name", "Home", "city"], titles
    assert three("view", "list", "--json").json[0]["columns"] == "name:30,home_division"
    assert three("view", "add", "x", "--list", "member", "--columns", "nothing").code == 1


def test_the_columns_of_a_list_are_kept_and_dropped_again(three: Run) -> None:
    own = three("member", "list").out.splitlines()[0]
    assert three("member", "list", "--columns", "home,name:30", "--keep").code == 0
    kept = three("member", "list").out.splitlines()[0]
    assert kept != own
    assert three("member", "list", "--columns", "home,name").out.splitlines()[0] == kept
    assert three("member", "list", "--columns", "", "--keep").code == 0
    assert three("member", "list").out.splitlines()[0] == own
    for columns in ("nothing", "name:2", "name:x"):
        assert three("member", "list", "--columns", columns).code == 1
    assert three("member", "list", "--keep").code == 2
