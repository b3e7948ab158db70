"""Duplicates by commands: listed with reasons, called different, merged, and two again."""

from __future__ import annotations

from tests.chamber.cli.conftest import Run


def test_a_pair_is_listed_merged_and_two_again(run_on_both: Run) -> None:
    run = run_on_both
    run("member", "add", "赤峰宏达商贸有限公司", "--phones", "13800138001", "--address", "红山区")
    run("member", "add", "赤峰市宏达商贸有限公司", "--phones", "13800138001", "--address", "松山区")
    (pair,) = run("duplicates", "members", "--json").json
    keep, drop = pair["left"]["code"], pair["right"]["code"]
    assert run("merge", "member", keep, drop, "--take", "address=drop", "--json").code == 0
    assert run("member", "show", keep, "--json").json["address"] == "松山区"
    assert run("member", "show", drop, "--json").code == 3
    assert run("duplicates", "members", "--json").json == []
    run("undo")
    assert run("member", "show", drop, "--json").json["address"] == "松山区"
    assert run("member", "show", keep, "--json").json["address"] == "红山区"


def test_a_pair_called_different_is_listed_no_more(run: Run) -> None:
    for _number in range(2):
        run("contact", "add", "曾祥", "--mobiles", "13800138001")
    assert len(run("duplicates", "contacts", "--certain", "--json").json) == 1
    assert run("duplicates", "contacts", "--different", "P00001", "P00002").code == 0
    assert run("duplicates", "contacts", "--json").json == []


def test_bad_words_about_a_merge_are_refused_and_change_nothing(run: Run) -> None:
    run("contact", "add", "曾祥")
    run("contact", "add", "单小龙")
    assert run("merge", "contact", "曾祥", "曾祥").code == 1
    assert run("merge", "contact", "曾祥", "单小龙", "--take", "name").code == 2
    assert run("merge", "contact", "曾祥", "单小龙", "--take", "colour=keep").code == 1
    assert run("merge", "contact", "曾祥", "王五").code == 3
    assert len(run("contact", "list", "--json").json) == 2
