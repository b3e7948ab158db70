"""What no field could take is kept where a person sees it, whatever happens to the record afterwards."""

from __future__ import annotations

from pathlib import Path

from tests.chamber.cli.conftest import Run

SHEET = "企业名称,电话,注册资本,暗号,联系人,职务\n海风商贸有限公司,139****0001,数千万元,芝麻,,会计\n"


def file(tmp_path: Path, text: str, name: str = "名单.csv") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_what_could_not_be_read_is_shown_with_the_record(run_on_both: Run, tmp_path: Path) -> None:
    run = run_on_both
    run("import", "members", file(tmp_path, SHEET), "--yes")

    shown = run("member", "show", "海风", "--json").json["as_written"]
    words = run("--lang", "en", "member", "show", "海风").out

    assert shown == {
        "phones": "139****0001", "registered_capital": "数千万元", "person.position": "会计", "暗号": "芝麻",
    }  # fmt: skip
    assert "Kept as the sheet wrote it" in words
    assert "数千万元" in words
    assert "Contact Position" in words.replace("  ", " ")


def test_a_later_sheet_adds_to_what_is_kept_and_takes_off_what_is_understood_now(
    run_on_both: Run, tmp_path: Path
) -> None:
    run = run_on_both
    run("import", "members", file(tmp_path, SHEET), "--yes")
    later = file(
        tmp_path, "企业名称,会员编号,注册资本,暗号,口令\n海风商贸有限公司,M00001,500万元,芝麻,开门\n", "later.csv"
    )

    told = run("import", "members", later, "--mode", "update", "--yes", "--json").json
    shown = run("member", "show", "海风", "--json").json["as_written"]

    assert (told["updated"], told["unchanged"]) == (1, 0)
    assert shown == {"phones": "139****0001", "person.position": "会计", "暗号": "芝麻", "口令": "开门"}
    run("undo")
    assert "口令" not in run("member", "show", "海风", "--json").json["as_written"]


def test_filling_blanks_leaves_what_is_kept_and_adds_what_is_new(run: Run, tmp_path: Path) -> None:
    run("import", "members", file(tmp_path, SHEET), "--yes")
    later = file(tmp_path, "企业名称,会员编号,暗号,口令\n海风商贸有限公司,M00001,绿豆,开门\n", "later.csv")

    told = run("import", "members", later, "--mode", "fill", "--yes", "--json").json
    shown = run("member", "show", "海风", "--json").json["as_written"]

    assert told["updated"] == 1
    assert (shown["暗号"], shown["口令"]) == ("芝麻", "开门")


def test_the_same_texts_again_change_nothing(run: Run, tmp_path: Path) -> None:
    run("import", "members", file(tmp_path, "企业名称,会员编号,暗号\n海风商贸有限公司,M00009,芝麻\n"), "--yes")
    again = file(tmp_path, "会员编号,企业名称,暗号\nM00009,海风商贸有限公司,芝麻\n", "again.csv")

    told = run("import", "members", again, "--mode", "update", "--yes", "--json").json

    assert (told["updated"], told["unchanged"]) == (0, 1)


def test_a_merge_keeps_what_the_sheets_said_of_either_and_undo_parts_it(run_on_both: Run, tmp_path: Path) -> None:
    run = run_on_both
    both = "企业名称,暗号,口令\n海风商贸有限公司,芝麻,开门\n海风贸易有限公司,绿豆,开门\n"
    run("import", "members", file(tmp_path, both), "--yes")

    run("merge", "member", "M00001", "M00002")

    assert run("member", "show", "M00001", "--json").json["as_written"] == {"暗号": "芝麻\n绿豆", "口令": "开门"}
    run("undo")
    assert run("member", "show", "M00001", "--json").json["as_written"]["暗号"] == "芝麻"
    assert run("member", "show", "M00002", "--json").json["as_written"]["暗号"] == "绿豆"


def test_a_repeated_row_says_which_kept_texts_it_has_otherwise(run: Run, tmp_path: Path) -> None:
    twice = "企业名称,电话,暗号\n海风商贸有限公司,13900000001,芝麻\n海风商贸有限公司,13900000001,绿豆\n"

    told = run("--lang", "en", "import", "members", file(tmp_path, twice), "--dry-run", "--json").json

    assert told["duplicates"] == 1
    assert any("differs from row 2 in 暗号" in one["message"] for one in told["warnings"])


def test_what_a_sheet_said_of_a_person_is_among_what_is_kept_about_them(run: Run, tmp_path: Path) -> None:
    run("import", "contacts", file(tmp_path, "姓名,手机,暗号\n王某某,13900000001,芝麻\n"), "--yes")

    held = run("contact", "data", "王某某", "--json")

    assert "芝麻" in held.out
