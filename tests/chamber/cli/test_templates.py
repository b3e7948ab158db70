"""`chamber office template`: a sheet's columns, titles and words from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chamber.cli.conftest import Run


@pytest.fixture
def two(run_on_both: Run) -> Run:
    run_on_both("setup", "--name", "示例商会", "--home-division", "赤峰市")
    run_on_both("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    run_on_both("office", "add", "敖汉旗招商局", "--divisions", "敖汉旗", "--treatments", "owner | 不给")
    run_on_both("lead", "add", "杂粮加工", "--investor", "虚构投资有限公司", "--target-division", "敖汉旗")
    return run_on_both


def keys(run: Run, office: str) -> list[str]:
    return [column["key"] for column in run("office", "template", office, "--json").json["columns"]]


def test_columns_are_added_removed_moved_and_renamed_in_one_action(two: Run) -> None:
    done = two(
        *("office", "template", "联络处", "--remove", "投资方简介", "--add", "用工", "--move", "用工=2"),
        *("--rename", "项目名称=项目", "--width", "项目名称=30", "--title", "{单位}第{期次}期", "--json"),
    ).json
    assert [(column["key"], column["title"], column["width"]) for column in done["columns"][:3]] == [
        ("number", "序号", 5),
        ("jobs", "用工", 8),
        ("project", "项目", 30),
    ]
    assert done["words"] == {"title.zh": "{单位}第{期次}期"}
    assert "项目" in two("office", "template", "联络处").out
    two("undo")
    assert two("office", "template", "联络处", "--json").json["official"]


def test_the_official_form_is_shown_for_an_office_without_a_template(two: Run) -> None:
    shown = two("office", "template", "联络处", "--columns")
    assert "official form" in shown.err
    assert "jobs" in shown.out
    assert "政治面貌" not in shown.out


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["--remove", "线索编号"], "must stay"),
        (["--add", "政治面貌"], "never leaves"),
        (["--add", "没有这一栏"], "no such column"),
        (["--move", "项目名称=99"], "A place is a number"),
        (["--rename", "jobs=人数"], "not taken in"),
        (["--width", "项目名称=宽"], "no width"),
        (["--title", "{期数}"], "{期次}"),
    ],
)
def test_what_a_sheet_can_not_be_is_refused_with_exit_code_1(two: Run, given: list[str], why: str) -> None:
    refused = two("office", "template", "联络处", *given)
    assert refused.code == 1
    assert why in refused.err
    assert two("office", "template", "联络处", "--json").json["official"]


def test_what_is_not_understood_is_usage(two: Run) -> None:
    half = two("office", "template", "联络处", "--rename", "项目")
    both = two("office", "template", "联络处", "--reset", "--copy-from", "招商局")
    assert (half.code, both.code) == (2, 2)
    assert "COLUMN=VALUE" in half.err
    assert "one of them" in both.err


def test_a_template_is_written_changed_and_read_back(two: Run, tmp_path: Path) -> None:
    path = tmp_path / "模板.csv"
    assert str(path) in two("office", "template", "联络处", "--export", str(path)).out
    text = path.read_text("utf-8-sig")
    path.write_text("".join(line for line in text.splitlines(keepends=True) if not line.startswith("area,")), "utf-8")
    two("office", "template", "联络处", "--set", str(path))
    assert "area" not in keys(two, "联络处")
    two("office", "template", "联络处", "--reset")
    assert "area" in keys(two, "联络处")


def test_another_offices_template_is_copied_but_for_what_this_one_is_not_given(two: Run) -> None:
    two("office", "template", "联络处", "--add", "owner", "--add", "jobs")
    done = two("office", "template", "招商局", "--copy-from", "联络处")
    assert "跟踪人" in done.err
    assert "jobs" in keys(two, "招商局")
    assert "owner" not in keys(two, "招商局")
    assert "不给" in two("office", "template", "招商局", "--add", "owner").err


def test_an_officer_is_refused(two: Run) -> None:
    two("office", "officer", "add", "联络处", "liwei")
    assert two("--user", "liwei", "office", "template", "联络处").code == 1
