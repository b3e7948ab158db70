"""A day's work by commands: guests, leads, search, history, undo."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chamber.cli.conftest import Run


@pytest.mark.parametrize(
    ("text", "name"), [("zx", "曾祥"), ("曾", "曾祥"), ("5679", "单小龙"), ("sxl", "单小龙"), ("zengx", "曾祥")]
)
def test_a_guest_is_signed_in_by_name_initials_or_phone_tail(text: str, name: str, fair: Run) -> None:
    assert fair("event", "checkin", "E2021-01", text, "--json").json["name"] == name
    assert fair("event", "checkin", "E2021-01", text, "--json").json["again"] is True
    assert fair("event", "show", "E2021-01", "--json").json["attendance"]["came"] == 1


def test_a_text_that_fits_nobody_or_several_signs_nobody_in(fair: Run) -> None:
    assert fair("event", "checkin", "E2021-01", "王五").code == 3
    assert fair("event", "checkin", "E2021-01", "1390000567").code == 4
    assert fair("event", "show", "E2021-01", "--json").json["attendance"]["came"] == 0


def test_a_walk_in_is_on_the_list_and_has_come(fair: Run) -> None:
    fair("event", "guest", "E2021-01", "巴特尔", "--walk-in")
    found = fair("event", "guests", "E2021-01", "--json").json
    assert [one["presence"] for one in found if one["name"] == "巴特尔"] == ["现场加入"]


def test_a_lead_from_a_guest_knows_investor_contact_and_event(fair: Run) -> None:
    lead = fair("lead", "show", "CF-2021-0001", "--json").json
    assert lead["investor"] == "内蒙古禾沐食品有限公司"
    assert lead["contact"] == "曾祥"
    assert lead["event"] == "推介会"
    assert lead["source"] == "推介会"
    assert [one["name"] for one in fair("contact", "list", "--json").json] == ["曾祥"]


def test_a_lead_advances_step_by_step_and_keeps_its_history(fair: Run) -> None:
    moved = fair("lead", "advance", "CF-2021-0001", "assessment", "--json")
    assert moved.json["stage"] == "研判"
    assert fair("lead", "advance", "CF-2021-0001", "洽谈", "--on", "2021-04-20").code == 0
    steps = fair("lead", "show", "CF-2021-0001", "--json").json["history"]
    assert [step["stage"] for step in steps] == ["线索登记", "研判", "对接洽谈"]


def test_an_illegal_move_says_which_are_possible_and_changes_nothing(fair: Run) -> None:
    refused = fair("--lang", "zh", "lead", "advance", "CF-2021-0001", "投产")
    assert (refused.code, refused.out) == (1, "")
    assert "研判" in refused.err
    assert fair("lead", "show", "CF-2021-0001", "--json").json["stage"] == "线索登记"


def test_leaving_the_path_needs_a_reason_and_can_be_reopened(fair: Run) -> None:
    assert fair("lead", "advance", "CF-2021-0001", "暂缓", "--json").error["fields"].keys() == {"note"}
    assert fair("lead", "advance", "CF-2021-0001", "暂缓", "--note", "等资金").code == 0
    assert fair("lead", "reopen", "CF-2021-0001", "--json").json["stage"] == "线索登记"
    assert fair("lead", "reopen", "CF-2021-0001").code == 1


def test_a_next_step_is_due_on_its_day_and_what_is_latest_comes_first(fair: Run) -> None:
    fair("lead", "log", "CF-2021-0001", "打了电话", "--next", "再约", "--due", "2021-04-18")
    fair("lead", "add", "以后再说", "--investor", "乙公司", "--next-action", "问候", "--next-due", "2021-09-01")
    due = fair("lead", "due", "--json").json
    assert (due[0]["project"], due[0]["what"], due[0]["days"]) == ("小米加工", "再约", 2)
    assert "问候" not in [one["what"] for one in due]


@pytest.mark.parametrize("text", ["曾祥", "zx", "5678", "CF-2021-0001", "小米"])
def test_search_finds_by_name_initials_phone_and_code(text: str, fair: Run) -> None:
    hits = fair("search", text, "--json").json
    assert hits
    assert {"kind", "code", "title", "detail"} <= hits[0].keys()


def test_search_keeps_to_a_kind_and_refuses_an_unknown_one(fair: Run) -> None:
    assert {hit["kind"] for hit in fair("search", "禾沐", "--kind", "member", "--json").json} == {"member"}
    assert fair("search", "禾沐", "--kind", "membr").code == 1
    assert fair("search", "不存在的", "--json").json == []


def test_history_tells_each_action_and_undo_takes_the_last_one_back(fair: Run) -> None:
    fair("lead", "advance", "CF-2021-0001", "研判")
    newest = fair("history", "--json").json[0]
    assert (newest["kind"], newest["user"]) == ("advance", "tester")
    assert "CF-2021-0001" in fair("history", "CF-2021-0001", "--json").json[0]["label"]
    assert fair("undo", "--json").json["of"] == newest["action"]
    assert fair("lead", "show", "CF-2021-0001", "--json").json["stage"] == "线索登记"
    assert fair("redo").code == 0
    assert fair("lead", "show", "CF-2021-0001", "--json").json["stage"] == "研判"


def test_the_user_option_says_who_acts(fair: Run) -> None:
    fair("--user", "小高", "lead", "log", "CF-2021-0001", "见面")
    assert fair("history", "--json").json[0]["user"] == "小高"


def test_a_guest_is_taken_off_the_list(fair: Run) -> None:
    assert fair("event", "uninvite", "E2021-01", "sxl").code == 2
    assert fair("event", "uninvite", "E2021-01", "sxl", "--yes").code == 0
    assert [one["name"] for one in fair("event", "guests", "E2021-01", "--json").json] == ["曾祥"]


def test_an_office_held_in_the_chamber_is_recorded(fair: Run) -> None:
    assert fair("member", "post", "禾沐", "副会长", "--term", "第二届", "--since", "2019-03").code == 0
    assert fair("member", "post", "禾沐", "大王").code == 1
    posts = fair("member", "show", "禾沐", "--json").json["posts"]
    assert [(one["title"], one["since"]) for one in posts] == [("副会长", "2019-03")]


def test_files_are_kept_with_members_events_and_leads(fair: Run, tmp_path: Path) -> None:
    paper = tmp_path / "合同 甲.pdf"
    paper.write_bytes(b"signed")
    for noun, code in (("member", "Q00001"), ("event", "E2021-01"), ("lead", "CF-2021-0001")):
        assert fair(noun, "attach", code, str(paper), "--title", "合同", "--json").json["code"] == code
        kept = {"title": "合同", "location": str(paper), "present": True}
        assert fair(noun, "files", code, "--json").json == [kept]
