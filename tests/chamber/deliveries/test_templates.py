"""An office's sheet may have its own columns and words; what the office may have, and what comes home, stays the same."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string, get_column_letter
from rich.cells import cell_len

from chamber.deliveries import service
from chamber.deliveries.applying import apply_feedback
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.layout import official, plain_title
from chamber.deliveries.letter import write_letter
from chamber.deliveries.marks import CHANGED
from chamber.deliveries.offered import REQUIRED, offered, refusal
from chamber.deliveries.recreating import recreate
from chamber.deliveries.template import Template, refusals, usual
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.exporting.ledger import pages_wide
from chamber.history.service import undo
from chamber.i18n import use_language
from chamber.offices import sheets
from chamber.privacy import service as consents
from chamber.privacy.erasure import erase
from tests.chamber.deliveries.conftest import Liaison


@pytest.fixture(autouse=True)
def english(bare_machine: Path) -> None:
    use_language("en")


def template(books: Liaison, form: str = "weekly") -> Template:
    return sheets.sheet_of(books.ws, books.office, form).template


def keep(books: Liaison, made: Template) -> None:
    sheets.keep(books.ws, books.office, made)


def send(books: Liaison, folder: Path, **how: Any) -> service.DeliveryDone:
    done = service.make_delivery(books.ws, books.office, path=folder, **how)
    service.send(books.ws, done.id)
    return done


def head(path: str) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [str(cell.value) for cell in sheet[4] if cell.value][:-1]


def texts(path: str) -> list[str]:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]


def refused(books: Liaison, made: Template) -> str:
    with pytest.raises(Invalid) as error:
        keep(books, made)
    return str(error.value)


# What a template says


@pytest.mark.parametrize("form", ["weekly", "full"])
def test_the_official_form_is_the_template_of_who_has_none(form: str) -> None:
    assert usual(form).sheet_columns() == official(form)
    assert Template.load(form, usual(form).dump()) == usual(form)


@pytest.mark.parametrize("form", ["weekly", "full"])
def test_every_field_of_a_lead_is_offered_or_refused_for_a_reason(form: str) -> None:
    inner = {"created_at", "sort_key", "merged_into"}
    fields = {field.name for field in entity_of("lead").fields} - inner
    assert {name for name in fields if name not in offered(form)} == {name for name in fields if refusal(name)}
    assert not inner & set(offered(form))


@pytest.mark.parametrize("form", ["weekly", "full"])
def test_all_that_is_offered_can_be_taken_in_at_once(form: str) -> None:
    made = usual(form)
    for key in offered(form):
        made = made.take_in(key)
    assert refusals(made, frozenset(), usual(form)) == {}
    titles = [plain_title(column.title) for column in made.sheet_columns()]
    assert len(set(titles)) == len(titles) == len(offered(form))


def test_a_template_changes_the_columns_their_order_and_titles(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", origin_division="呼和浩特市", jobs="近200人")
    made = template(books).leave_out("investor_profile").take_in("jobs").take_in("origin_division", 1)
    made = made.change("project", title="项目", width=30).move("code", 0)
    keep(books, made.say("title", "zh", "{单位}线索（第{期次}期）").say("signature", "zh", "签发人：\n签收人："))
    done = send(books, tmp_path)
    titles = head(done.path)
    assert titles[:4] == ["线索编号", "序号", "来源地", "项目"]
    assert "投资方简介" not in titles
    assert titles.index("用工") < titles.index("变动")
    written = texts(done.path)
    assert written[0] == "呼和浩特市赤峰商会线索（第1期）"
    assert {"签发人：", "签收人：", "呼和浩特市", "近200人"} <= set(written)
    books.lead("光伏电站")
    assert texts(send(books, tmp_path).path)[0] == "呼和浩特市赤峰商会线索（第2期）"


def test_a_template_is_changed_in_one_action_that_is_undone(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    before = service.make_delivery(books.ws, books.office, path=tmp_path / "a.xlsx")
    outcome = sheets.keep(books.ws, books.office, template(books).leave_out("area").say("footer", "zh", "内部资料"))
    assert outcome.action is not None
    assert "片区" not in head(service.make_delivery(books.ws, books.office, path=tmp_path / "b.xlsx").path)
    undo(books.ws, outcome.action)
    assert template(books).is_official
    after = service.make_delivery(books.ws, books.office, path=tmp_path / "c.xlsx")
    assert head(after.path) == head(before.path)


def test_keeping_what_is_there_changes_nothing_and_resetting_leaves_nothing(books: Liaison) -> None:
    assert sheets.keep(books.ws, books.office, template(books)).action is None
    keep(books, template(books).leave_out("area"))
    assert sheets.keep(books.ws, books.office, template(books)).action is None
    assert sheets.reset(books.ws, books.office).action is not None
    assert template(books).is_official


def test_each_form_has_its_own_template(books: Liaison) -> None:
    keep(books, template(books).leave_out("area"))
    assert template(books, "full").is_official


def test_a_draft_is_made_anew_when_only_the_words_changed(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    first = service.make_delivery(books.ws, books.office, path=tmp_path)
    keep(books, template(books).say("footer", "zh", "内部资料"))
    second = service.make_delivery(books.ws, books.office, path=tmp_path)
    assert second.number != first.number
    assert service.make_delivery(books.ws, books.office, path=tmp_path).number == second.number


def test_a_correction_has_the_number_of_the_list_it_corrects(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    keep(books, template(books).say("title", "zh", "第{期次}期"))
    first = send(books, tmp_path)
    books.lead("光伏电站")
    assert texts(send(books, tmp_path).path)[0] == "第2期"
    books.edit("lead", lead, project="杂粮深加工")
    assert texts(send(books, tmp_path, correction=first.id).path)[0] == "第1期"
    books.lead("风电塔筒")
    assert texts(send(books, tmp_path).path)[0] == "第3期"


def test_many_columns_go_onto_pages_beside_each_other() -> None:
    wide = [column for column in offered("weekly").values() if column.key != "summary"]
    assert pages_wide(official("weekly")[:15]) == 1
    assert pages_wide(official("weekly")) == pages_wide(official("full")) == 2
    assert pages_wide(wide) == 4


@pytest.mark.parametrize(("form", "lang"), [("weekly", "zh"), ("full", "zh"), ("weekly", "en"), ("full", "en")])
def test_a_printed_page_can_be_read(local_books: Liaison, tmp_path: Path, form: str, lang: str) -> None:
    local_books.lead("杂粮加工")
    path = service.make_delivery(local_books.ws, local_books.office, path=tmp_path, form=form, lang=lang).path
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.pageOrder) == (2, "overThenDown")
    with zipfile.ZipFile(path) as book:
        read = re.findall(
            r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', book.read("xl/worksheets/sheet1.xml").decode()
        )
    # The last column is the hidden key.
    widths = [float(width) for first, last, width in read for _at in range(int(first), int(last) + 1)][:-1]
    on_each = sheet.print_title_cols
    assert on_each is not None
    beside = widths[: column_index_from_string(on_each.replace("$", "").split(":")[1])]
    # A width of one is seven pixels; A4 landscape has 1046 between its margins.
    pixels = 7 * (sum(widths) + sum(beside))
    points = 9 * min(1.0, 1046 / (pixels / 2))
    assert points >= 7
    for cell, width in zip(sheet[4], widths, strict=False):
        assert all(len(word) <= width for word in str(cell.value).split() if word.isascii())


def test_every_page_beside_another_has_the_whole_reporting_line(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    made = template(books)
    for column in offered("weekly").values():
        if column.key != "summary":
            made = made.take_in(column.key)
    keep(books, made)
    sheet = openpyxl.load_workbook(service.make_delivery(books.ws, books.office, path=tmp_path).path).worksheets[0]
    on_each = sheet.print_title_cols
    assert on_each is not None
    last = column_index_from_string(on_each.replace("$", "").split(":")[1])
    width = int(sum(float(sheet.column_dimensions[get_column_letter(at)].width) for at in range(1, last + 1)))
    merged = {area.min_row: area.max_col for area in sheet.merged_cells.ranges}
    assert [merged[row] for row in (1, 2, 3)] == [last] * 3
    line = sheet.cell(3, 1)
    assert line.alignment.wrap_text
    lines = -(-cell_len(str(line.value)) * 10 // 9 // width)
    assert lines > 1
    assert sheet.row_dimensions[3].height >= lines * 12


def test_an_english_sheet_is_signed_in_chinese_words_when_there_are_no_others(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    keep(books, template(books).say("signature", "zh", "签收人：").say("title", "zh", "{单位}线索"))
    told = texts(service.make_delivery(books.ws, books.office, path=tmp_path, lang="en").path)
    assert "签收人：" in told
    assert told[0] == "呼和浩特市赤峰商会 - investment leads, weekly report"
    keep(books, template(books).say("signature", "en", "Received by:"))
    told = texts(service.make_delivery(books.ws, books.office, path=tmp_path, lang="en").path)
    assert ("Received by:" in told, "签收人：" in told) == (True, False)


# What is refused


@pytest.mark.parametrize("key", REQUIRED)
def test_what_tells_the_lead_and_its_change_must_stay(local_books: Liaison, key: str) -> None:
    assert "must stay" in refused(local_books, template(local_books).leave_out(key))


@pytest.mark.parametrize("name", ["政治面貌", "身份证号", "notes", "标签", "confidentiality"])
def test_what_never_leaves_cannot_be_taken_in(local_books: Liaison, name: str) -> None:
    with pytest.raises(Invalid, match="never leaves"):
        sheets.sheet_of(local_books.ws, local_books.office).key(name)


def test_a_template_of_another_hand_cannot_smuggle_anything_in(local_books: Liaison) -> None:
    assert "never leaves" in refused(local_books, template(local_books).take_in("notes"))
    assert "no such column" in refused(local_books, template(local_books).take_in("created_at"))
    assert "consent" in refused(local_books, template(local_books).take_in("introducer"))


def test_what_the_office_is_not_given_cannot_be_taken_in_and_goes_when_that_is_ordered(
    local_books: Liaison, tmp_path: Path
) -> None:
    local_books.lead("杂粮加工", jobs="近200人", owner="秘书处甲")
    keep(local_books, template(local_books).take_in("jobs"))
    local_books.edit("office", local_books.office, treatments="jobs | 不给\nowner | 不给")
    assert "不给" in refused(local_books, template(local_books).take_in("owner"))
    keep(local_books, template(local_books).leave_out("area"))
    done = send(local_books, tmp_path)
    assert "用工" not in head(done.path)
    assert not any("200" in text for text in texts(done.path))


@pytest.mark.parametrize(
    ("key", "title", "why"),
    [
        ("area", "投资方", "Another column"),
        ("area", "Investor", "Another column"),
        ("area", "chamber:key", "Another column"),
        ("area", "（）", "no letters"),
        ("area", "长" * 41, "at most"),
        ("area", "片\x07区", "letters and marks"),
    ],
)
def test_a_title_that_could_not_be_read_back_is_refused(local_books: Liaison, key: str, title: str, why: str) -> None:
    assert why in refused(local_books, template(local_books).change(key, title=title))


@pytest.mark.parametrize("width", [1, 2, 61, -5])
def test_a_width_nobody_can_read_is_refused(local_books: Liaison, width: int) -> None:
    assert "characters wide" in refused(local_books, template(local_books).change("area", width=width))


def test_words_with_an_unknown_brace_are_refused_with_those_there_are(local_books: Liaison) -> None:
    said = refused(local_books, template(local_books).say("title", "zh", "{期数}"))
    assert "{期数}" in said
    assert "{期次}" in said


@pytest.mark.parametrize("words", ["第{期次期", "第期次}期", "第｛期次期", "{{期次}}"])
def test_a_brace_that_stands_alone_is_refused_in_the_words(local_books: Liaison, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        keep(local_books, template(local_books).say("title", "zh", words))
    assert "{期次}" in " ".join(refused.value.fields.values())


def test_braces_in_a_columns_title_are_refused_as_nothing_is_filled_in_there(local_books: Liaison) -> None:
    plain = template(local_books)
    for changed in (plain.change("project", title="{单位}项目"), plain.change("project", english="Project of {unit}")):
        with pytest.raises(Invalid):
            keep(local_books, changed)


def test_in_english_the_english_names_are_listed_too(local_books: Liaison) -> None:
    with pytest.raises(Invalid) as refused:
        keep(local_books, template(local_books).say("title", "en", "No. {number}"))
    assert "{issue}" in " ".join(refused.value.fields.values())


def test_full_width_braces_and_english_names_are_filled_in_too(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("杂粮加工")
    keep(local_books, template(local_books).say("title", "zh", "｛单位｝ {UNIT} { 年 }"))
    assert texts(send(local_books, tmp_path).path)[0] == "呼和浩特市赤峰商会 呼和浩特市赤峰商会 2021"


# What an office may have


def test_a_contacts_position_is_masked_until_the_office_has_consent_for_it(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222", contact_position="总经理")
    keep(books, template(books).take_in("contact_position"))
    done = send(books, tmp_path)
    assert "总经理" not in texts(done.path)
    consents.record(books.ws, [books.person], books.office, {"categories": ("姓名", "职务")})
    planned = service.draft(books.ws, books.office)
    assert planned.rows[0].cells["contact_position"] == "总经理"
    assert planned.rows[0].cells["contact_phones"] == "139****2222"


def test_a_withdrawn_consent_is_told_once_also_when_the_column_was_left_out_since(
    books: Liaison, tmp_path: Path
) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")
    consents.record(books.ws, [books.person], books.office)
    send(books, tmp_path)
    keep(books, template(books).leave_out("contact").leave_out("contact_phones"))
    consents.withdraw(books.ws, books.person, books.office)
    done = send(books, tmp_path)
    assert done.withdrawn == 1
    assert any("撤回同意" in text for text in texts(done.path))
    assert not service.draft(books.ws, books.office).rows


@pytest.fixture
def named(books: Liaison, tmp_path: Path) -> int:
    """A lead whose text told its contact to an office whose lists have no column for it."""
    lead = books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222", summary="找张三丰")
    consents.record(books.ws, [books.person], books.office)
    keep(books, template(books).leave_out("contact").leave_out("contact_phones"))
    assert "找张三丰" in texts(send(books, tmp_path).path)
    return lead


def test_a_withdrawn_consent_reaches_an_office_whose_lists_never_had_the_contact(
    books: Liaison, named: int, tmp_path: Path
) -> None:
    gone = consents.withdraw(books.ws, books.person, books.office)
    assert [(one.to, one.categories) for one in gone.received] == [("赤峰市驻呼联络处", ("姓名",))]
    done = send(books, tmp_path)
    assert (done.rows, done.withdrawn) == (1, 1)
    assert "联系人撤回同意，请删除此前清单文字中的姓名" in texts(done.path)
    assert "找张**" in texts(done.path)
    assert not service.draft(books.ws, books.office).rows
    # It is told again when it was given again.
    consents.record(books.ws, [books.person], books.office)
    assert "找张三丰" in texts(send(books, tmp_path).path)
    consents.withdraw(books.ws, books.person, books.office)
    assert service.draft(books.ws, books.office).count("撤回") == 1


def test_what_only_the_other_form_told_is_withdrawn_once(books: Liaison, named: int, tmp_path: Path) -> None:
    books.edit("lead", named, requirements="张三丰要地")
    done = service.make_delivery(books.ws, books.office, full=True, form="full", path=tmp_path)
    service.send(books.ws, done.id)
    books.edit("lead", named, summary="小米")
    send(books, tmp_path)
    keep(books, template(books).leave_out("contact").leave_out("contact_phones"))
    consents.withdraw(books.ws, books.person, books.office)
    assert send(books, tmp_path).withdrawn == 1
    assert not service.draft(books.ws, books.office).rows


def test_an_erased_contact_is_withdrawn_from_such_an_office_too(books: Liaison, named: int, tmp_path: Path) -> None:
    assert [one.to for one in erase(books.ws, books.person).received] == ["赤峰市驻呼联络处"]
    done = send(books, tmp_path)
    assert (done.rows, done.withdrawn) == (1, 1)
    assert not service.draft(books.ws, books.office).rows


def test_a_contact_who_was_replaced_after_withdrawing_is_withdrawn_all_the_same(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")
    consents.record(books.ws, [books.person], books.office)
    send(books, tmp_path)
    consents.withdraw(books.ws, books.person, books.office)
    other = books.add("person", name="李无名", mobiles="13900003333")
    books.edit("lead", lead, contact="李无名", contact_phones="13900003333")
    consents.record(books.ws, [other], books.office)
    (row,) = service.draft(books.ws, books.office).rows
    assert (row.mark, row.cells["contact"]) == ("撤回", "李无名")
    send(books, tmp_path)
    assert not service.draft(books.ws, books.office).rows


def test_a_stage_that_is_not_given_does_not_come_in_front_of_the_progress(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", progress="已见面")
    books.edit("office", books.office, treatments="stage | 不给")
    done = send(books, tmp_path)
    assert "已见面" in texts(done.path)
    assert not any("线索登记" in text for text in texts(done.path))


# What went out stays


def test_a_past_list_is_made_again_byte_for_byte_after_the_template_was_changed(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    keep(books, template(books).change("project", title="项目").say("footer", "zh", "内部资料"))
    done = send(books, tmp_path)
    before = Path(done.path).read_bytes()
    keep(books, template(books).leave_out("investor").move("project", 5).say("title", "zh", "别的"))
    assert recreate(books.ws, done.id, tmp_path / "again.xlsx").path.read_bytes() == before


def test_a_column_taken_in_later_is_no_change_of_every_lead(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", jobs="近200人")
    send(books, tmp_path)
    keep(books, template(books).take_in("jobs").leave_out("area").take_in("stage"))
    assert not service.draft(books.ws, books.office).rows


def test_what_changed_while_a_column_was_left_out_is_told_when_it_is_back(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工", area="东片")
    send(books, tmp_path)
    keep(books, template(books).leave_out("area"))
    books.edit("lead", lead, area="西片", amount="5000万元")
    row = service.draft(books.ws, books.office).rows[0]
    assert set(row.changes) == {"amount"}
    send(books, tmp_path)
    keep(books, usual("weekly"))
    row = service.draft(books.ws, books.office).rows[0]
    assert (row.mark, dict(row.changes)) == (CHANGED, {"area": ("东片", "西片")})
    assert service.known_on(books.ws, books.office, date(2021, 4, 20))[0]["area"] == "东片"


def test_the_stage_moves_between_columns_of_its_own_and_before_the_progress(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", progress="已见面")
    apart, alone = template(books).take_in("stage"), template(books).take_in("stage").leave_out("progress")
    for made in (apart, usual("weekly"), alone, usual("weekly"), apart, alone, apart):
        keep(books, made)
        assert [row.changes for row in service.draft(books.ws, books.office).rows if row.mark == CHANGED] == []
        send(books, tmp_path, full=True)


def answered(path: str, title: str, text: str) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    column = next(cell.column for cell in sheet[4] if cell.value == title)
    sheet.cell(5, column).value = text
    back = Path(path).with_name("back.xlsx")
    book.save(back)
    return back


def test_a_sheet_of_an_older_template_comes_home(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    made = template(books).change("office_progress", title="办理情况").change("project", title="名称").move("mark", 0)
    keep(books, made.say("signature", "zh", "签收人："))
    done = send(books, tmp_path)
    keep(books, template(books).leave_out("office_progress").change("project", title="项目"))
    back = answered(done.path, "办理情况", "已约见")
    book = openpyxl.load_workbook(back)
    sheet = book.worksheets[0]
    signed = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "签收人：")
    sheet[signed.coordinate] = "签收人：李主任 4月20日"
    book.save(back)
    plan = plan_feedback(books.ws, back)
    assert [(one.field, one.theirs) for one in plan.updates] == [("office_progress", "已约见")]
    assert (plan.candidates, plan.not_returned, plan.unknown_columns) == ((), (), ())
    apply_feedback(books.ws, plan)
    assert books.get("lead", lead).office_progress == "已约见"


def test_what_a_list_only_tells_is_not_changed_by_what_comes_back(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    keep(books, template(books).take_in("first_reported_at").take_in("event"))
    done = send(books, tmp_path)
    assert plan_feedback(books.ws, answered(done.path, "首报时间", "2019-01-01 08:00")).updates == ()


def test_a_title_with_a_sign_a_spreadsheet_would_compute_goes_through_csv(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    keep(books, template(books).change("office_progress", title="=进展"))
    done = send(books, tmp_path, file_format="csv")
    table = list(csv.reader(Path(done.path).read_text("utf-8-sig").splitlines()))
    at = table[0].index("\t=进展")
    table[1][at] = "已约见"
    with Path(done.path).open("w", newline="", encoding="utf-8-sig") as target:
        csv.writer(target).writerows(table)
    assert [one.theirs for one in plan_feedback(books.ws, Path(done.path)).updates] == ["已约见"]


def test_json_and_letter_obey_the_template(books: Liaison, tmp_path: Path) -> None:
    from docx import Document

    books.lead("杂粮加工")
    made = template(books).change("project", title="项目").change("office_progress", title="办理情况")
    made = made.leave_out("office_status").leave_out("area")
    keep(books, made)
    done = send(books, tmp_path, file_format="json")
    found = json.loads(Path(done.path).read_text("utf-8"))
    assert found["columns"]["project"] == "项目"
    assert "area" not in found["rows"][0]
    letter = write_letter(books.ws, done.id, tmp_path)
    text = "\n".join(one.text for one in Document(str(letter)).paragraphs)
    assert "填写跟进人及办理情况后退回" in text
    for key in ("office_handler", "office_unit", "office_progress", "office_date"):
        made = made.leave_out(key)
    keep(books, made)
    books.lead("光伏电站")
    done = send(books, tmp_path)
    assert not any("灰色栏" in said for said in texts(done.path))
    text = "\n".join(one.text for one in Document(str(write_letter(books.ws, done.id, tmp_path))).paragraphs)
    assert "退回" not in text


def test_an_english_sheet_has_the_english_titles_and_words(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", jobs="近200人")
    made = template(books).change("project", title="项目", english="Undertaking").take_in("jobs")
    keep(books, made.say("title", "zh", "线索").say("title", "en", "Leads, {issue}"))
    done = send(books, tmp_path, lang="en")
    assert {"Undertaking", "Jobs"} <= set(head(done.path))
    assert texts(done.path)[0] == "Leads, 1"
    back = answered(done.path, "Latest", "已约见")
    assert [one.theirs for one in plan_feedback(books.ws, back).updates] == ["已约见"]
