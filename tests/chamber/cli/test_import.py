"""`chamber import` as scripts use it: JSON, exit codes, files; safe without a terminal."""

from __future__ import annotations

import io
import json
import sys

import pytest

from tests.chamber.importing.sheets import csv, uscc, xlsx


def test_an_import_accounts_for_every_row_and_can_be_undone(run_on_both, tmp_path):
    path = tmp_path / "会员名单.xls"
    path.write_bytes(
        "名单,,\r\n企业名称,统一社会信用代码,联系电话\r\n".encode("gb18030")
        + f"甲公司,{uscc(1)},0471-4310001\r\n乙公司,,暂无\r\n甲公司,{uscc(1)},\r\n,,0471\r\n".encode("gb18030")
    )
    done = run_on_both("import", "members", str(path), "--json").json
    assert [done[name] for name in ("rows", "created", "updated", "unchanged", "duplicates", "rejected")] == [
        4,
        2,
        0,
        0,
        1,
        1,
    ]
    assert done["header_rows"] == [2]
    assert done["mapping"] == {"A": "name", "B": "uscc", "C": "phones"}
    assert {"row", "column", "field", "value", "message"} <= set(done["warnings"][0])
    again = run_on_both("import", "members", str(path), "--json").json
    assert (again["unchanged"], again["action"], again["imported_before"]) == (4, None, done["action"])
    assert run_on_both("undo", str(done["action"])).code == 0
    assert run_on_both("member", "list", "--json").json == []


def test_a_dry_run_changes_nothing_and_shows_the_values(run, tmp_path):
    path = tmp_path / "leads.csv"
    path.write_bytes(csv("项目名称,投资方,总投资（万元）", "某项目,甲公司,3000"))
    done = run("import", "leads", str(path), "--dry-run", "--json").json
    assert done["action"] is None
    assert done["records"][0]["values"]["amount"]["low"] == "30000000"
    assert run("lead", "list", "--json").json == []


def test_guests_need_their_event_except_in_a_dry_run(run, tmp_path):
    path = tmp_path / "guests.csv"
    path.write_bytes(csv("姓名,单位", "王某,甲公司"))
    assert run("import", "attendance", str(path)).code == 2
    assert run("import", "attendance", str(path), "--dry-run", "--json").json["created"] == 1


def test_rejected_rows_go_into_a_file_with_their_reasons(run, tmp_path):
    path, rejects = tmp_path / "list.csv", tmp_path / "rejects.csv"
    path.write_bytes(csv("企业名称,地址", ",某街1号", "甲公司,=1+1"))
    assert run("import", "members", str(path), "--rejects", str(rejects)).code == 0
    lines = rejects.read_text("utf-8-sig").splitlines()
    assert lines[1:] == ["Enterprise name is missing,2,,某街1号"]


@pytest.mark.parametrize(("name", "code"), [("no folder/rejects.xlsx", 1), ("rejects.pdf", 2)])
def test_nothing_is_imported_when_its_rejected_rows_can_be_written_nowhere(run, tmp_path, name, code):
    path = tmp_path / "list.csv"
    path.write_bytes(csv("企业名称,地址", ",某街1号", "甲公司,"))
    (tmp_path / "no folder").write_text("a file")
    refused = run("import", "members", str(path), "--rejects", str(tmp_path / name))
    assert (refused.code, "Something went wrong" in refused.err) == (code, False)
    assert run("member", "list", "--json").json == []


def test_a_value_that_can_not_be_read_is_said_to_be_kept(run, tmp_path):
    path = tmp_path / "leads.csv"
    path.write_bytes(csv("项目名称,投资方,投资额", "小米加工,某某,很多"))
    said = run("import", "leads", str(path), "--json").json["warnings"]
    assert [one["message"] for one in said if one["column"] == "C"] == ['No amount found in "很多"; kept as written']


def test_columns_told_by_their_values_alone_need_a_yes(run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(csv(*[f"{uscc(number)},第{number}某某商贸有限公司,1390000{number:04d}" for number in range(1, 6)]))
    refused = run("import", "members", str(path))
    assert refused.code == 2
    assert "--mapping" in refused.err
    assert run("import", "members", str(path), "--yes", "--json").json["created"] == 5


def test_a_mapping_is_saved_and_given_back(run, tmp_path):
    path, mapping = tmp_path / "list.csv", tmp_path / "mapping.json"
    path.write_bytes(csv("企业名称,暗号", "甲公司,某街1号"))
    run("import", "members", str(path), "--dry-run", "--save-mapping", str(mapping))
    saved = json.loads(mapping.read_text("utf-8"))
    saved["columns"][1]["field"] = "address"
    mapping.write_text(json.dumps(saved), "utf-8")
    done = run("import", "members", str(path), "--mapping", str(mapping), "--json").json
    assert done["mapping"] == {"A": "name", "B": "address"}


def test_standard_input_is_read_for_a_dash(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(csv("姓名,手机", "王某,13900001111"))))
    assert run("import", "contacts", "-", "--json").json["created"] == 1


def test_what_comes_from_standard_input_is_called_so_in_words(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert run("import", "contacts", "-").err.splitlines()[0] == "the input is empty."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(csv("姓名,手机", "王某,13900001111"))))
    assert run("import", "contacts", "-").out.splitlines()[0] == "the input: 1 record"
    assert run("history", "--json").json[0]["label"] == "import the input"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(csv("姓名,手机", "李某,13900001112"))))
    assert run("import", "contacts", "-", "--json").json["file"] == "-", "for scripts it stays what they wrote"


def test_a_sheet_without_the_needed_column_is_refused_with_what_to_do(run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(csv("菜单,类型,排序", "系统管理,目录,0", "用户管理,菜单,1"))
    refused = run("import", "contacts", str(path), "--json")
    assert refused.code == 1
    assert "--mapping" in refused.error["hint"]


def test_files_that_are_none_are_refused_in_words(run, tmp_path):
    pdf, empty = tmp_path / "list.xlsx", tmp_path / "empty.csv"
    pdf.write_bytes(b"%PDF-1.7 some text")
    empty.write_bytes(b"")
    assert run("import", "members", str(tmp_path / "none.xlsx")).code == 3
    for path in (pdf, empty):
        refused = run("import", "members", str(path))
        assert (refused.code, refused.out) == (1, "")
        assert path.name in refused.err


def test_the_words_list_what_is_no_record(run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(
        csv("某某商会会员名单", "序号,企业名称,电话", "1,甲公司,0471-4310001", "2,,", "合计,1家,", "填表人：孙某,,")
    )
    done = run("import", "members", str(path), "--dry-run")
    assert [line.strip() for line in done.err.splitlines() if "  Row" in line] == [
        "Row 1: title  某某商会会员名单",
        "Row 4: only a running number  2",
        "Row 5: a total  合计  1家",
        "Row 6: who filled it in or signed  填表人：孙某",
    ]


def test_a_warning_names_the_cell_of_a_form_and_of_a_record_of_two_rows(run, tmp_path):
    form, two = tmp_path / "form.xlsx", tmp_path / "two.xlsx"
    form.write_bytes(
        xlsx(
            ["情况", "企业名称", "甲公司", "法定代表人", "张某"],
            [None, "地址", "某街", "手机", "139****0002"],
            [None, "主营业务", "商贸", "注册资本", "面议"],
        )
    )
    two.write_bytes(
        xlsx(
            ["序号", "姓名", "单位", "手机"],
            [None, "职务", "地址", "邮箱"],
            [1, "张某", "甲公司", "139****0001"],
            [None, "经理", "某街", "a.example.com"],
        )
    )
    done = run("import", "members", str(form), "--dry-run", "--json").json
    assert [one["cell"] for one in done["warnings"] if one["code"] != "unknown_district"][:2] == ["E2", "E3"]
    assert "A1" not in done["mapping"]
    assert "no header" not in run("import", "members", str(form), "--dry-run").err
    done = run("import", "contacts", str(two), "--dry-run", "--json").json
    assert sorted(one["cell"] for one in done["warnings"]) == ["D3", "D4"]


def test_the_questions_of_the_preview_are_answered_by_options(run, tmp_path):
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    first.write_bytes(csv("企业名称,地址", "甲公司,老街"))
    run("import", "members", str(first), "--json")
    (code,) = [one["code"] for one in run("member", "list", "--json").json]
    second.write_bytes(
        csv(
            "企业名称,地址,联系电话", "甲公司,新街,0471-4310001", "乙公司,,", "丙公司,,l390", "丁公司,某街,", "丁公司,,"
        )
    )
    told = run("import", "members", str(second), "--dry-run", "--json").json
    assert (told["created"], told["possible_duplicates"]) == (5, 2)
    answers = ["--same", f"2={code}", "--skip", "3", "--cell", "C4=13900001111", "--same", "6=5"]
    done = run("import", "members", str(second), "--mode", "update", *answers, "--json").json
    assert [done[name] for name in ("created", "updated", "duplicates", "rejected")] == [2, 1, 1, 1]
    assert not [one for one in done["warnings"] if one["column"] == "C"]
    kept = {one["name"]: one for one in run("member", "list", "--json").json}
    assert len(kept) == 3


def test_an_answer_about_nothing_is_refused_and_nothing_written(run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(csv("企业名称", "甲公司"))
    for answer in (["--skip", "9"], ["--cell", "Z2=x"], ["--same", "2=Q99999"]):
        assert run("import", "members", str(path), *answer).code == 3
    assert run("import", "members", str(path), "--same", "2").code == 2
    assert run("member", "list", "--json").json == []


def test_of_records_beside_each_other_a_cell_says_which(run, tmp_path):
    path = tmp_path / "seats.xlsx"
    path.write_bytes(xlsx(["第一排", "王某某", "李某某"], ["第二排", "钱某某", "孙某某"]))
    assert run("import", "contacts", str(path), "--skip", "1", "--dry-run").code == 2
    told = run("import", "contacts", str(path), "--skip", "C1", "--dry-run", "--json").json
    assert [one["values"]["name"] for one in told["records"] if one["outcome"] == "rejected"] == ["李某某"]
