"""The loop with the offices from the shell, where something is not as it should be."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.chamber.cli.conftest import Ran, Run


def test_two_offices_of_the_same_name_are_told_apart_by_their_codes(fair: Run) -> None:
    for place in ("敖汉旗", "宁城县"):
        fair("office", "add", "同名办", "--divisions", place)
    told = fair("export", "leads", "--office", "同名办")
    assert told.code == 4
    assert "同名办 (O01)" in told.err
    assert "同名办 (O02)" in told.err


def test_a_sheet_of_a_voided_list_says_so(fair: Run, tmp_path: Path) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    made = fair("export", "leads", "--office", "驻呼", "-o", str(tmp_path), "--json").json
    fair("delivery", "send", made["delivery"])
    assert "voided" not in fair("feedback", made["path"], "--dry-run").err
    fair("delivery", "void", made["delivery"], "--reason", "发错单位")
    assert "voided (发错单位)" in fair("feedback", made["path"], "--dry-run").err


def test_a_sheet_of_a_draft_asks_whether_it_was_sent(fair: Run, tmp_path: Path) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    made = fair("export", "leads", "--office", "驻呼", "-o", str(tmp_path), "--json").json
    looked = fair("feedback", made["path"], "--dry-run")
    assert "never marked as sent" in looked.err
    assert "--sent" in looked.err
    assert fair("feedback", made["path"], "--json").json["status"] == "草稿"
    told = fair("feedback", made["path"], "--sent")
    assert "never marked" not in told.err
    assert fair("delivery", "show", made["delivery"], "--json").json["status"] == "已反馈"
    assert fair("feedback", made["path"], "--json").json["status"] == "已反馈"


def test_at_a_terminal_the_command_asks_what_the_review_asks(
    fair: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    made = fair("export", "leads", "--office", "驻呼", "-o", str(tmp_path), "--json").json
    book = openpyxl.load_workbook(made["path"])
    titles = [cell.value for cell in book.worksheets[0][4]]
    book.worksheets[0].cell(5, titles.index("最新进展") + 1).value = "已约见"
    book.save(made["path"])

    def answered(answers: str, *more: str) -> Ran:
        with monkeypatch.context() as terminal:
            terminal.setattr("chamber.cli.base.is_interactive", lambda: True)
            terminal.setattr("sys.stdin", io.StringIO(answers))
            return fair("feedback", made["path"], *more)

    def status() -> str:
        return str(fair("delivery", "show", made["delivery"], "--json").json["status"])

    refused = answered("1\nn\n")
    assert "Did the office get it?" in refused.err
    assert "已约见" in refused.out
    assert (refused.code, status()) == (130, "草稿")
    assert fair("lead", "show", "CF-2021-0001", "--json").json.get("office_progress") is None
    assert answered("2\ny\n").code == 0
    assert status() == "草稿"
    fair("undo")
    assert answered("1\ny\n").code == 0
    assert (status(), answered("").code) == ("已反馈", 0)


def test_a_delivery_that_is_too_far_along_says_so_in_the_readers_language(fair: Run, tmp_path: Path) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    made = fair("export", "leads", "--office", "驻呼", "-o", str(tmp_path), "--json").json["delivery"]
    assert f"{made} is draft; this is possible for: sent." in fair("receipt", made, "--by", "李主任").err
    assert "当前为「草稿」；只有已发送状态" in fair("--lang", "zh", "receipt", made, "--by", "李主任").err


def test_only_a_workbook_can_be_locked_and_the_refusal_speaks_the_readers_language(fair: Run, tmp_path: Path) -> None:
    fair("office", "add", "赤峰市驻呼联络处", "--divisions", "赤峰市")
    wanted = ("export", "leads", "--office", "驻呼", "--as", "csv", "--password", "x", "-o", str(tmp_path))
    told = fair("--lang", "zh", *wanted)
    assert told.code == 1
    assert "打开密码：只有 xlsx 文件能加密。" in told.err
