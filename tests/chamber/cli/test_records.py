"""The five verbs of every noun."""

from __future__ import annotations

import pytest

from tests.chamber.cli.conftest import Run

ADDED = {
    "member": ("内蒙古禾沐食品有限公司",),
    "contact": ("曾祥",),
    "event": ("推介会", "--kinds", "联谊会", "--starts-at", "2021-04-10 09:00"),
    "lead": ("小米加工", "--investor", "禾沐食品"),
    "office": ("赤峰市驻呼联络处", "--divisions", "赤峰市"),
    "policy": ("招商引资政策要点",),
}


@pytest.mark.parametrize("noun", ADDED)
def test_every_noun_is_added_listed_shown_edited_and_removed(noun: str, run_on_both: Run) -> None:
    run = run_on_both
    added = run(noun, "add", *ADDED[noun], "--json")
    assert added.code == 0, added.err
    code = added.json["code"]
    assert [code in (one.get("code"), one.get("number")) for one in run(noun, "list", "--json").json] == [True]
    assert ADDED[noun][0] in run(noun, "show", code).out
    assert run(noun, "show", ADDED[noun][0], "--json").code == 0
    field = "document_number" if noun == "policy" else "notes"
    edited = run(noun, "edit", code, "--set", f"{field}=加注", "--json")
    assert edited.json["action"]
    assert run(noun, "show", code, "--json").json[field] == "加注"
    assert run(noun, "edit", code, "--set", f"{field}=加注", "--json").json["action"] is None
    assert run(noun, "remove", code, "--yes", "--json").code == 0
    assert run(noun, "list", "--json").json == []
    assert run(noun, "show", code).code == 3


def test_a_member_has_the_values_the_documentation_promises(run: Run) -> None:
    run("member", "add", "内蒙古禾沐食品有限公司", "--home-division", "敖汉旗", "--registered-capital", "约3000万元",
        "--employees", "近200人", "--established-on", "2020-04", "--phones", "0471-4310000转8001", "--status", "欠费")  # fmt: skip
    found = run("member", "show", "禾沐", "--json").json
    assert found["home_division"] == {"code": "150430", "name": "敖汉旗", "path": "内蒙古自治区/赤峰市/敖汉旗"}
    assert found["registered_capital"] == {
        "low": "30000000", "high": "30000000", "currency": "CNY", "qualifier": "约", "text": "约3000万元",
    }  # fmt: skip
    assert found["employees"] == {"value": 200, "qualifier": "近", "text": "近200人"}
    assert found["established_on"] == "2020-04"
    assert found["phones"] == [{"number": "0471-4310000", "label": "", "extension": "8001"}]
    assert (found["number"], found["status"]) == ("M00001", "欠费")


def test_an_enterprise_can_be_filed_without_membership_and_admitted_later(run: Run) -> None:
    run("member", "add", "内蒙古禾沐食品有限公司", "--no-membership")
    assert run("member", "list", "--json").json == []
    assert len(run("member", "list", "--everyone", "--json").json) == 1
    assert run("member", "admit", "禾沐", "--json").json["code"] == "M00001"
    assert run("member", "admit", "禾沐").code == 4
    assert run("member", "leave", "禾沐", "--yes").code == 0
    assert run("member", "leave", "禾沐", "--yes").code == 1
    assert run("member", "renew", "禾沐", "--json").json["code"] == "M00001"


def test_what_cannot_be_read_is_refused_field_by_field_and_nothing_is_filed(run: Run) -> None:
    refused = run(
        "lead", "add", "小米加工", "--investor", "禾沐", "--kind", "买卖", "--target-division", "不存在旗", "--json"
    )
    assert (refused.code, refused.out) == (1, "")
    assert set(refused.error["fields"]) == {"kind", "target_division"}
    assert run("lead", "list", "--json").json == []


def test_a_uscc_with_a_wrong_check_digit_is_kept_with_a_warning(run: Run) -> None:
    added = run("member", "add", "内蒙古禾沐食品有限公司", "--uscc", "911501000000000000")
    assert added.code == 0
    assert "USCC" in added.err
    assert run("member", "show", "禾沐", "--json").json["uscc"] == "911501000000000000"


def test_lists_are_filtered_by_fields_and_divisions_cover_what_lies_in_them(run: Run) -> None:
    run("member", "add", "甲公司", "--home-division", "敖汉旗")
    run("member", "add", "乙公司", "--home-division", "红山区", "--status", "欠费")
    run("member", "add", "丙公司", "--home-division", "通辽市")

    def names(*where: str) -> list[str]:
        options = [part for pair in where for part in ("--where", pair)]
        return sorted(one["name"] for one in run("member", "list", *options, "--json").json)

    assert names("home_division=赤峰市") == ["乙公司", "甲公司"]
    assert names("home-division=赤峰市", "status=欠费") == ["乙公司"]
    assert names("name=丙") == ["丙公司"]
    unknown = run("member", "list", "--where", "colour=red")
    assert (unknown.code, unknown.out) == (1, "")
    assert "colour" in unknown.err


def test_columns_line_up_with_chinese_in_them(run: Run) -> None:
    run("contact", "add", "曾祥", "--position", "总经理")
    run("contact", "add", "Smith", "--position", "director")
    table = run("contact", "list", "--columns", "name,position", "--sort", "code").out.splitlines()
    assert table == ["Full name  Position", "曾祥       总经理", "Smith      director"]


def test_removing_asks_and_without_anybody_to_ask_refuses(run: Run) -> None:
    run("contact", "add", "曾祥")
    refused = run("contact", "remove", "曾祥")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert len(run("contact", "list", "--json").json) == 1


def test_a_wrong_name_gets_the_near_ones(run: Run) -> None:
    run("office", "add", "赤峰市政府驻呼联络处", "--divisions", "赤峰市")
    missed = run("office", "show", "驻呼连络处", "--json")
    assert (missed.code, missed.out) == (3, "")
    assert missed.error["near"] == ["赤峰市政府驻呼联络处"]


def test_a_name_that_fits_several_is_a_conflict(run: Run) -> None:
    run("contact", "add", "王志远")
    run("contact", "add", "王志远方")
    assert run("contact", "show", "志远").code == 4
    assert run("contact", "show", "王志远").code == 0


def test_names_a_text_fits_are_told_with_the_codes_to_choose_by(run: Run) -> None:
    for name in ("红山甲商贸有限公司", "红山乙商贸有限公司"):
        run("member", "add", name)
    refused = run("member", "show", "红山")
    assert refused.code == 4
    assert "红山甲商贸有限公司 (Q00001), 红山乙商贸有限公司 (Q00002)" in refused.err


def test_a_value_that_is_refused_is_not_said_to_be_kept(run: Run) -> None:
    refused = run("lead", "add", "小米加工", "--investor", "某某", "--amount", "很多", "--next-due", "改天")
    assert refused.code == 1
    assert ('No amount found in "很多"' in refused.err, "kept" in refused.err) == (True, False)


def test_the_key_lists_are_sorted_by_is_told_nobody(fair: Run) -> None:
    for noun, which in (("member", "M00001"), ("contact", "曾祥"), ("event", "E2021-01"), ("lead", "CF-2021-0001")):
        assert "sort_key" not in fair(noun, "show", which, "--json").json
        assert "sort_key" not in fair(noun, "list", "--json").json[0]


def test_what_is_doubtful_about_a_value_stands_in_the_json_too(run: Run) -> None:
    filed = run("member", "add", "红山甲商贸有限公司", "--uscc", "911504301234567890", "--json")
    assert filed.json["warnings"] == ["USCC: The check digit of 911504301234567890 is wrong"]
    assert filed.err == ""


def test_notes_are_punctuated_as_their_language_is(run: Run) -> None:
    said = run("--lang", "zh", "member", "add", "红山甲商贸有限公司", "--uscc", "911504301234567890").err
    assert said.startswith("提示：统一社会信用代码：")


def test_tags_are_offered_only_for_records_that_have_them(run: Run) -> None:
    assert "--untag" in run("lead", "edit", "--help").out
    assert "--untag" not in run("event", "edit", "--help").out


def test_signing_in_tells_how_to_take_it_back(fair: Run) -> None:
    action = fair("event", "checkin", "E2021-01", "曾祥").err.splitlines()[-1].rpartition(" ")[2]
    assert fair("undo", action).code == 0
    assert fair("event", "guests", "E2021-01", "--json").json[1].get("presence", "未知") == "未知"


def test_a_table_has_a_seat(fair: Run) -> None:
    assert fair("event", "seat", "E2021-01", "--per-table", "0").code == 2
