"""How rows end: keys, modes, duplicates, rejections, the same file again."""

from __future__ import annotations

import json

import pytest

from chamber.importing import editing
from chamber.importing.plan import DIFFERENT, SAME, Decision, Ending, Mode
from chamber.importing.ports import Defaults
from tests.chamber.importing.sheets import bring_in, counts, csv, messages, plan_of, stored, uscc, xlsx

HEADER = "企业名称,统一社会信用代码,联系电话,地址"


def test_the_code_decides_whatever_the_name(workspace):
    bring_in(workspace, "members", csv(HEADER, f"甲公司,{uscc(1)},,"))
    plan, outcome = bring_in(workspace, "members", csv(HEADER, f"甲某公司,{uscc(1)},,", f"甲公司,{uscc(2)},,"))
    assert [row.ending for row in plan.rows] == [Ending.DUPLICATE, Ending.CREATED]
    assert outcome.action is not None
    assert len(stored(workspace, "enterprise")) == 2


def test_a_name_alone_never_decides_but_warns(workspace):
    bring_in(workspace, "members", csv("企业名称", "甲公司"))
    plan, _ = bring_in(workspace, "members", csv("企业名称,简称", "甲公司,甲"))
    assert counts(plan) == {"created": 1}
    assert (2, "", "possible_duplicate") in messages(plan)
    assert len(stored(workspace, "enterprise")) == 2


def test_the_name_with_a_phone_decides_and_brackets_are_no_matter(workspace):
    bring_in(workspace, "members", csv(HEADER, "甲（集团）公司,,0471-4310001,"))
    plan = plan_of(workspace, "members", csv(HEADER, "甲(集团)公司,,0471-4310001,新街1号"))
    assert counts(plan) == {"duplicate": 1}


def test_the_phone_of_the_contact_person_ties_a_member_too(workspace):
    bring_in(workspace, "members", csv("企业名称,联系人,手机", "甲公司,王某,13900001111"))
    plan = plan_of(workspace, "members", csv("企业名称,联系人,手机,简称", "甲公司,王某,13900001111,甲"))
    assert plan.rows[0].match is not None


def test_a_placeholder_phone_ties_nothing_together(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        csv("姓名,手机", "王某,13800000000", "王某,13800000000", "李某,12345678", "李某,12345678"),
    )
    assert counts(plan) == {"created": 4}


def test_names_of_nothing_but_signs_are_one_only_when_they_are_written_alike(workspace):
    lines = csv("姓名,手机", "★,13900001111", "※,13900001111", "★,13900001111")
    assert [row.ending.value for row in plan_of(workspace, "contacts", lines).rows] == [
        "created",
        "created",
        "duplicate",
    ]
    bring_in(workspace, "contacts", csv("姓名,手机", "★,13900001111"))
    first, other, again = plan_of(workspace, "contacts", lines).rows
    assert (first.match is not None, other.match, again.twin) == (True, None, 0)


def test_in_one_file_the_same_name_and_address_are_one_record(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        csv(HEADER, "甲公司,,,某街1号", "乙公司,,,某街1号", "甲公司,,0471-4310001,某街1号", "甲公司,,,某街2号"),
    )
    assert [row.ending.value for row in plan.rows] == ["created", "created", "duplicate", "created"]
    assert plan.rows[2].twin == 0
    assert (4, "", "differs") in messages(plan)
    assert (5, "", "possible_duplicate") in messages(plan)


def test_two_right_codes_that_differ_are_never_one(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "members",
        csv(HEADER, f"甲公司,{uscc(1)},0471-4310001,某街", f"甲公司,{uscc(2)},0471-4310001,某街"),
    )
    assert counts(plan) == {"created": 2}


def test_a_wrong_check_digit_is_kept_with_a_warning(sqlite_workspace):
    wrong = uscc(1)[:-1] + ("0" if uscc(1)[-1] != "0" else "1")
    plan, _ = bring_in(sqlite_workspace, "members", csv(HEADER, f"甲公司,{wrong},,"))
    assert stored(sqlite_workspace, "enterprise")[0]["uscc"] == wrong
    assert (2, "B", "check_digit") in messages(plan)


def test_an_old_registration_number_goes_into_its_own_field(sqlite_workspace):
    bring_in(sqlite_workspace, "members", csv(HEADER, "甲公司,150402000012345,,"))
    row = stored(sqlite_workspace, "enterprise")[0]
    assert (row["uscc"], row["old_registration_number"], row["business_division"]) == (
        None,
        "150402000012345",
        "150402",
    )


def test_update_overwrites_what_the_sheet_gives_and_fill_only_blanks(workspace):
    bring_in(workspace, "members", csv("企业名称,统一社会信用代码,地址,网址", f"甲公司,{uscc(1)},老街,"))
    again = csv("企业名称,统一社会信用代码,地址,网址", f"甲公司,{uscc(1)},新街,example.com")
    filled, _ = bring_in(workspace, "members", again, Mode.FILL)
    row = stored(workspace, "enterprise")[0]
    assert (row["address"], row["website"], counts(filled)) == ("老街", "example.com", {"updated": 1})
    updated, _ = bring_in(workspace, "members", again + b"\r\n", Mode.UPDATE)
    assert (stored(workspace, "enterprise")[0]["address"], counts(updated)) == ("新街", {"updated": 1})
    same, outcome = bring_in(workspace, "members", again + b"\r\n\r\n", Mode.UPDATE)
    assert (counts(same), outcome.action) == ({"unchanged": 1}, None)


def test_a_blank_cell_never_empties_a_field(workspace):
    bring_in(workspace, "members", csv("企业名称,统一社会信用代码,地址", f"甲公司,{uscc(1)},老街"))
    bring_in(workspace, "members", csv("企业名称,统一社会信用代码,地址,简称", f"甲公司,{uscc(1)},-,甲"), Mode.UPDATE)
    row = stored(workspace, "enterprise")[0]
    assert (row["address"], row["short_name"]) == ("老街", "甲")


def test_a_name_changed_by_an_update_becomes_a_former_name(sqlite_workspace):
    bring_in(sqlite_workspace, "members", csv("企业名称,统一社会信用代码", f"老名公司,{uscc(1)}"))
    bring_in(sqlite_workspace, "members", csv("企业名称,统一社会信用代码", f"新名公司,{uscc(1)}"), Mode.UPDATE)
    row = stored(sqlite_workspace, "enterprise")[0]
    assert (row["name"], json.loads(row["former_names"])) == ("新名公司", ["老名公司"])


def test_the_same_content_under_another_name_changes_nothing_and_says_so(workspace):
    data = csv("企业名称", "甲公司", "乙公司")
    first, done = bring_in(workspace, "members", data)
    second, again = bring_in(workspace, "members", data)
    assert counts(first) == {"created": 2}
    assert (counts(second), second.again, again.action) == ({"unchanged": 2}, done.action, None)
    assert len(stored(workspace, "enterprise")) == 2


def test_undo_empties_the_database_and_the_file_may_come_again(workspace):
    from chamber.history.service import undo

    data = csv("企业名称,联系人,手机,商会职务", "甲公司,王某,13900001111,会长", "乙公司,李某,13900002222,理事")
    _, outcome = bring_in(workspace, "members", data)
    assert [len(stored(workspace, table)) for table in ("enterprise", "person", "membership", "post")] == [2, 2, 2, 2]
    undo(workspace, outcome.action)
    tables = ("enterprise", "person", "membership", "post", "imported_file", "search_entry")
    with workspace.read() as reader:
        left = {table: reader.db.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
    assert set(left.values()) == {0}
    assert counts(bring_in(workspace, "members", data)[0]) == {"created": 2}


def test_an_enterprise_we_knew_becomes_a_member(workspace):
    from chamber import records

    records.add(workspace, "enterprise", {"name": "甲公司", "uscc": uscc(1)})
    plan, _ = bring_in(workspace, "members", csv("企业名称,统一社会信用代码,入会日期", f"甲公司,{uscc(1)},2020年5月"))
    assert counts(plan) == {"updated": 1}
    member = stored(workspace, "membership")[0]
    assert (member["joined_on"], member["status"]) == ("2020-05", "正常")


def test_a_row_without_a_name_is_rejected_with_its_reason(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv(HEADER, f",{uscc(1)},,某街", "甲公司,,,"))
    assert [row.ending.value for row in plan.rows] == ["rejected", "created"]
    assert (2, "", "required") in messages(plan)


def test_a_longer_line_is_rejected_and_a_shorter_one_filed_with_a_note(sqlite_workspace):
    plan = plan_of(
        sqlite_workspace,
        "contacts",
        csv(
            "姓名,手机,备注",
            "王某,13900001111,好,多一格",
            "李某,13900002222",
            "赵某,13900003333,好",
            "钱某,13900004444,好",
        ),
    )
    assert [row.ending.value for row in plan.rows] == ["rejected", "created", "created", "created"]
    assert {(2, "", "long"), (3, "", "short")} <= messages(plan)


def test_what_a_field_cannot_hold_stays_as_written(sqlite_workspace):
    plan, _ = bring_in(sqlite_workspace, "members", csv("企业名称,行业,成立日期,暗号", "甲公司,养蜂,1970-01-01,芝麻"))
    assert {(2, "B", "choice"), (2, "C", "placeholder")} <= messages(plan)
    extra = json.loads(stored(sqlite_workspace, "enterprise")[0]["extra"])
    assert extra == {"暗号": "芝麻", "_raw": {"industry": "养蜂", "established_on": "1970-01-01"}}


def test_no_home_city_is_invented_from_a_registration(sqlite_workspace):
    bring_in(sqlite_workspace, "members", csv(HEADER, f"赤峰甲公司,{uscc(1)},0476-8330001,内蒙古赤峰市敖汉旗某街"))
    row = stored(sqlite_workspace, "enterprise")[0]
    assert (row["home_division"], row["business_division"]) == (None, "150430")


def test_an_explicit_district_wins_over_the_code(sqlite_workspace):
    bring_in(
        sqlite_workspace,
        "members",
        csv(HEADER, f"甲公司,{uscc(1, '150402')},,赤峰市松山区某街", f"乙公司,{uscc(2, '150402')},,某街"),
    )
    assert [row["business_division"] for row in stored(sqlite_workspace, "enterprise")] == ["150404", "150402"]


def test_a_bare_amount_takes_the_unit_of_the_sheet(sqlite_workspace):
    data = xlsx(
        ["意向项目台账"],
        ["单位：万元"],
        ["序号", "项目名称", "投资方", "总投资"],
        [1, "某项目", "甲公司", "70,000"],
        [2, "他项目", "乙公司", "约2亿元"],
        ["合计", None, None, 90000],
    )
    bring_in(sqlite_workspace, "leads", data)
    assert [(row["amount_low"], row["amount_qualifier"]) for row in stored(sqlite_workspace, "lead")] == [
        (700_000_000_00, None),
        (200_000_000_00, "约"),
    ]


def test_a_target_outside_the_city_of_the_others_is_noted(sqlite_workspace):
    rows = [f"第{number}项目,甲公司,{place}" for number, place in enumerate(("敖汉旗", "红山区", "克旗", "锡林浩特市"))]
    plan = plan_of(sqlite_workspace, "leads", csv("项目名称,投资方,拟落地旗县区", *rows))
    assert [plan.values.get("target_division", row) for row in range(4)] == ["150430", "150402", "150425", "152502"]
    assert (5, "C", "outside") in messages(plan)


class _Same(Defaults):
    def decide_duplicate(self, plan, row):
        return Decision(SAME, plan.rows[row].near[0])


def test_a_person_may_say_that_it_is_the_same(workspace):
    bring_in(workspace, "members", csv("企业名称", "甲公司"))
    plan, _ = bring_in(workspace, "members", csv("企业名称,地址", "甲公司,某街"), Mode.UPDATE, questions=_Same())
    assert counts(plan) == {"updated": 1}
    assert [row["address"] for row in stored(workspace, "enterprise")] == ["某街"]


def test_guests_of_a_sign_in_sheet_are_linked_to_whom_we_know(workspace):
    from chamber import records

    bring_in(workspace, "contacts", csv("姓名,手机", "王勇某,13900001111"))
    with workspace.read() as reader:
        values, _ = records.parse_values(
            workspace, reader, "event", {"name": "推介会", "kinds": "推介会", "starts_at": "2021-04-10 09:00"}
        )
    code = records.add(workspace, "event", values).code
    data = csv(
        "姓名,单位,电话,签到",
        "王　勇某,甲公司,１３９００００１１１１,√",
        "王勇某,甲商会,139-0000-1111,√",
        "李某（代）,乙公司,139****4444,",
    )
    plan, _ = bring_in(workspace, "attendance", data, event=code)
    assert [row.ending.value for row in plan.rows] == ["created", "duplicate", "created"]
    first, second = stored(workspace, "attendance")
    assert (first["person_id"] is not None, first["presence"]) == (True, "到场")
    assert (second["name"], second["stands_in_for"], second["phone"]) == ("李某", "代", None)
    assert (4, "C", "masked") in messages(plan)


def test_one_contact_person_of_two_enterprises_is_filed_once(workspace):
    bring_in(workspace, "members", csv("企业名称,联系人,手机", "甲公司,王某,13900001111", "乙公司,王某,13900001111"))
    assert len(stored(workspace, "person")) == 1
    assert len(stored(workspace, "enterprise")) == 2


# Changing the plan


def test_a_corrected_cell_is_read_again_with_its_row(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv(HEADER, f",{uscc(1)},,", "乙公司,,,"))
    mended = editing.edit_cell(sqlite_workspace, plan, 0, 0, "甲公司")
    assert counts(plan) == {"created": 1, "rejected": 1}
    assert counts(mended) == {"created": 2}
    assert mended.values.get("name", 0) == "甲公司"


def test_a_column_taken_for_another_field_gives_up_the_old_one(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv("企业名称,甲列", "甲公司,乙公司"))
    other = editing.remap(sqlite_workspace, plan, "B", "name")
    assert [column.field for column in other.columns] == ["", "name"]
    assert other.values.get("name", 0) == "乙公司"


def test_a_row_left_out_is_rejected_by_hand_and_may_come_back(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "members", csv("企业名称", "甲公司", "乙公司"))
    without = editing.skip(sqlite_workspace, plan, 0)
    assert counts(without) == {"created": 1, "rejected": 1}
    assert counts(editing.skip(sqlite_workspace, without, 0, False)) == {"created": 2}


def test_a_twin_may_be_called_different(sqlite_workspace):
    plan = plan_of(sqlite_workspace, "contacts", csv("姓名,手机", "王某,13900001111", "王某,13900001111"))
    assert counts(plan) == {"created": 1, "duplicate": 1}
    assert counts(editing.decide(sqlite_workspace, plan, 1, Decision(DIFFERENT))) == {"created": 2}


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_accounts_for_every_row(workspace, mode):
    bring_in(workspace, "members", csv(HEADER, f"甲公司,{uscc(1)},,老街"))
    data = csv(HEADER, f"甲公司,{uscc(1)},,新街", f"甲公司,{uscc(1)},,", "乙公司,,,", ",,0471-4310001,")
    plan, _ = bring_in(workspace, "members", data, mode)
    assert sum(plan.counts.values()) == len(plan.rows) == 4


def test_what_was_written_meanwhile_is_matched_again(workspace):
    from chamber import records
    from chamber.importing.applying import apply

    plan = plan_of(workspace, "members", csv("企业名称,统一社会信用代码", f"甲公司,{uscc(1)}"))
    records.add(workspace, "enterprise", {"name": "甲公司", "uscc": uscc(1)})
    apply(workspace, plan)
    assert len(stored(workspace, "enterprise")) == 1


def test_stopping_leaves_nothing(workspace):
    from chamber.importing.applying import apply
    from chamber.progress import Cancelled

    plan = plan_of(workspace, "members", csv("企业名称", "甲公司"))

    def stop(stage: str, done: int, of: int) -> None:
        if stage.startswith("Bringing"):
            raise Cancelled("Stopped. Nothing was changed.")

    with pytest.raises(Cancelled):
        apply(workspace, plan, stop)
    assert stored(workspace, "enterprise") == []
    assert stored(workspace, "imported_file") == []


def test_a_number_a_spreadsheet_has_shortened_is_never_stored(sqlite_workspace):
    bring_in(
        sqlite_workspace,
        "contacts",
        xlsx(["姓名", "身份证号"], ["王某", 1.50422198001011e17], ["李某", "150422198001011234"]),
    )
    first, second = stored(sqlite_workspace, "person")
    assert (first["id_number"], second["id_number"]) == (None, "150422198001011234")
    assert "_raw" in json.loads(first["extra"])


def test_notes_of_a_block_on_the_right_name_its_own_columns(sqlite_workspace):
    from chamber.importing.reporting import warnings

    data = xlsx(
        ["姓名", "手机", None, "姓名", "手机"],
        ["王某", "13900001111", None, "赵某", "13900003333"],
        ["李某", "13900002222", None, "钱某", "139****4444"],
    )
    plan = plan_of(sqlite_workspace, "contacts", data)
    assert counts(plan) == {"created": 4}
    assert [(note["column"], note["row"]) for note in warnings(plan)] == [("E", 3)]


def test_a_number_given_to_two_names_is_rejected_the_second_time(workspace):
    plan, _ = bring_in(
        workspace, "members", csv("会员编号,企业名称", "M00007,甲公司", "M00007,乙公司", "M00007,甲公司")
    )
    assert [row.ending.value for row in plan.rows] == ["created", "rejected", "duplicate"]
    assert (3, "", "taken") in messages(plan)


def test_lead_numbers_that_came_in_are_not_given_again(workspace):
    data = csv("线索编号,项目名称,投资方", "L-2021-0001,甲项目,甲公司", ",乙项目,乙公司")
    bring_in(workspace, "leads", data)
    assert [row["code"] for row in stored(workspace, "lead")] == ["L-2021-0001", "L-2021-0002"]


def test_a_repeated_contact_with_another_unit_is_told_apart_from_its_twin(sqlite_workspace):
    data = csv("姓名,单位,手机", "王某,甲公司,13900001111", "王某,乙公司,13900001111", "王某,甲公司,13900001111")
    plan = plan_of(sqlite_workspace, "contacts", data)
    assert counts(plan) == {"created": 1, "duplicate": 2}
    assert (3, "", "differs") in messages(plan)
    assert (4, "", "differs") not in messages(plan)


def test_the_gender_beside_a_name_is_no_part_of_it(sqlite_workspace):
    bring_in(sqlite_workspace, "contacts", csv("姓名,手机", "李某（女）,13900001111"))
    assert [(row["name"], row["gender"]) for row in stored(sqlite_workspace, "person")] == [("李某", "女")]


def test_two_addresses_are_not_run_together(sqlite_workspace):
    _plan, _ = bring_in(sqlite_workspace, "members", csv("企业名称,注册地址,经营地址", "甲公司,某街1号,他街2号"))
    row = stored(sqlite_workspace, "enterprise")[0]
    assert row["address"] in ("某街1号", "他街2号")
    assert json.loads(row["extra"])


def test_what_is_there_already_is_named_in_words(workspace):
    bring_in(workspace, "members", csv("企业名称,电话", "甲公司,0471-4310001"))
    plan = plan_of(workspace, "members", csv("企业名称,电话,联系人,商会职务", "甲公司,0471-4310001,张某,理事"))
    assert plan.rows[0].reasons[-1].params == {"fields": "职务、联系人"}


def test_a_repeated_member_brings_its_other_contacts(workspace):
    from chamber.history.service import undo

    lines = [
        "企业名称,电话,联系人,职务,手机",
        "甲公司,0471-4310001,张某,总经理,13900000021",
        "甲公司,0471-4310001,李某,副总,13900000022",
        "甲公司,0471-4310001,张某,总经理,13900000021",
        "乙公司,0471-4310002,王某,董事长,13900000023",
    ]
    plan, outcome = bring_in(workspace, "members", csv(*lines))
    assert counts(plan) == {"created": 2, "duplicate": 2}
    assert [reason.code for reason in plan.rows[1].reasons] == ["twin", "contact"]
    assert [reason.code for reason in plan.rows[2].reasons] == ["twin"]
    people = stored(workspace, "person")
    assert [(one["name"], one["position"]) for one in people] == [
        ("张某", "总经理"),
        ("王某", "董事长"),
        ("李某", "副总"),
    ]
    assert people[0]["enterprise_id"] == people[2]["enterprise_id"]
    undo(workspace, outcome.action)
    assert stored(workspace, "person") == []


_CONTACTS = "企业名称,电话,联系人,职务,手机"


@pytest.mark.parametrize("mode", [Mode.UPDATE, Mode.FILL])
def test_further_contacts_of_a_member_on_file_are_filed_too(workspace, mode):
    from chamber.history.service import undo

    bring_in(workspace, "members", csv(_CONTACTS, "甲公司,0471-4310001,张某,总经理,13900000021"))
    lines = [
        _CONTACTS,
        "甲公司,0471-4310001,张某,总经理,13900000021",
        "甲公司,0471-4310001,李某,副总,13900000022",
        "甲公司,0471-4310001,李某,副总,13900000022",
        "甲公司,0471-4310001,赵某,会计,",
        "甲公司,0471-4310001,赵某,会计,",
    ]
    plan, outcome = bring_in(workspace, "members", csv(*lines), mode)
    assert plan.rows[0].ending is Ending.UNCHANGED
    assert [reason.code for reason in plan.rows[1].reasons] == ["twin", "contact"]
    assert [one["name"] for one in stored(workspace, "person")] == ["张某", "李某", "赵某"]
    assert {one["enterprise_id"] for one in stored(workspace, "person")} == {stored(workspace, "enterprise")[0]["id"]}
    assert plan_of(workspace, "members", csv(*lines, ""), mode=mode).writes == 0
    undo(workspace, outcome.action)
    assert [one["name"] for one in stored(workspace, "person")] == ["张某"]


def test_a_contact_on_file_is_updated_filled_or_said_to_differ(workspace):
    bring_in(workspace, "members", csv(_CONTACTS, "甲公司,0471-4310001,张某,,13900000021"))
    changed = csv(_CONTACTS, "甲公司,0471-4310001,张某,总经理,13900000029")
    added = plan_of(workspace, "members", changed)
    assert counts(added) == {"duplicate": 1}
    assert added.rows[0].reasons[-1].params == {"fields": "联系人 · 职务、联系人 · 手机"}
    plan, _ = bring_in(workspace, "members", changed, Mode.FILL)
    assert plan.rows[0].changes == ("person.position",)
    plan, _ = bring_in(workspace, "members", csv(_CONTACTS, "甲公司,0471-4310001,张某,,13900000029"), Mode.UPDATE)
    assert plan.rows[0].changes == ("person.mobiles",)
    (person,) = stored(workspace, "person")
    assert person["position"] == "总经理"
    assert "13900000029" in person["mobiles"]


def test_a_phone_of_nobody_is_the_enterprises_and_what_else_is_said_is_kept(workspace):
    header = "企业名称,联系人,手机,职务,法定代表人"
    plan, _ = bring_in(
        workspace,
        "members",
        csv(header, "甲公司,,13900000021,会计,", "乙公司,,13900000022,,孙某", "丙公司,钱某,13900000023,,"),
    )
    first, second, _third = stored(workspace, "enterprise")
    assert "13900000021" in first["phones"]
    assert json.loads(first["extra"]) == {"_raw": {"person.position": "会计"}}
    assert (2, "D", "nobody") in messages(plan)
    assert second["phones"] is None
    assert [one["name"] for one in stored(workspace, "person")] == ["孙某", "钱某"]


def test_two_right_codes_are_two_whatever_the_name(workspace):
    bring_in(workspace, "members", csv(HEADER, f"甲公司,{uscc(1)},,"))
    plan = plan_of(workspace, "members", csv(HEADER, f"甲公司,{uscc(2)},,", f"甲公司,{uscc(3)},,"))
    assert not any(row.asks or row.near or row.namesake is not None for row in plan.rows)


def test_a_contact_of_two_enterprises_is_filed_once_and_that_is_said(workspace):
    lines = csv(_CONTACTS, "甲公司,,张某,,13900000021", "乙公司,,张某,,13900000021", "丙公司,,张某,,13900000022")
    plan, _ = bring_in(workspace, "members", lines)
    assert [[reason.code for reason in row.reasons] for row in plan.rows] == [[], ["contact_known"], []]
    assert len(stored(workspace, "person")) == 2
    plan = plan_of(workspace, "members", csv(_CONTACTS, "丁公司,,张某,,13900000021"))
    assert [reason.code for reason in plan.rows[0].reasons] == ["contact_known"]
