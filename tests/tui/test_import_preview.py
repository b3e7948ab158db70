"""The walk through an import: choose the file, look, correct, write, take back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from textual import events
from textual.widgets import Input, OptionList

from chamber.importing.dropped import completions, path_of
from chamber.importing.saved import load
from db.queries.matching import newest_action
from tests.chamber.importing.sheets import csv, uscc, xlsx
from tests.tui.conftest import app_on, ready, sees, text_of, until
from tui.screens.import_preview import ImportPreview


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "会员 名单.csv"
    path.write_bytes(
        csv(
            "企业名称,统一社会信用代码,联系电话,暗号",
            f"甲公司,{uscc(1)},0471-4310001,芝麻",
            ",,暂无,",
            "内蒙古恒源商贸有限公司,,139****1111,",
        )
    )
    return path


async def open_preview(pilot, path: Path) -> ImportPreview:
    app = pilot.app
    await until(pilot, lambda: ready(app))
    await pilot.press("2")
    await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen" and app.screen.list.window is not None)
    await pilot.press("f12")
    await until(pilot, lambda: type(app.screen).__name__ == "ImportFile")
    app.screen.query_one(Input).value = f"'{path}'"
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, ImportPreview) and app.screen.is_mounted)
    return app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_sheet_is_shown_beside_what_will_happen(filled_url, roster, lang, size):
    app = app_on(filled_url, lang)
    async with app.run_test(size=size) as pilot:
        await open_preview(pilot, roster)
        await until(pilot, lambda: sees(app, "甲公司", "A 企业名称"))
        row = {"en": "Row 2: will be created", "zh": "第 2 行：新增"}[lang]
        await until(pilot, lambda: sees(app, row))


async def test_a_cell_is_corrected_a_row_left_out_and_the_rest_written(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, roster)
        await pilot.press("down", "f2")
        await until(pilot, lambda: type(app.screen).__name__ == "AskText")
        app.screen.query_one(Input).value = "乙公司"
        await pilot.press("enter")
        await until(pilot, lambda: preview.plan.values.get("name", 1) == "乙公司")
        await pilot.press("down", "delete")
        await until(pilot, lambda: 2 in preview.plan.edits.skipped)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: type(app.screen).__name__ == "Confirm")
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen")
        await until(pilot, lambda: sees(app, "乙公司", "甲公司"))
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not sees(app, "乙公司"))


async def test_the_next_note_is_a_cell_to_be_corrected_at_once(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        preview = await open_preview(pilot, roster)
        noted = {(row, problem.letter) for row, found in preview.plan.problems.items() for problem in found}
        assert {letter for _row, letter in noted} == {"C"}
        seen = set()
        for _press in range(6):
            await pilot.press("ctrl+g")
            seen.add((preview.grid.row, preview.plan.columns[preview.grid.column].letter))
        assert noted <= seen


async def test_a_possible_duplicate_is_decided(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, roster)
        await pilot.press("ctrl+end", "f8")
        await until(pilot, lambda: type(app.screen).__name__ == "Choose")
        await until(pilot, lambda: sees(app, "The same as Q00001  13804710000"))
        await pilot.press("home", "enter")
        await until(pilot, lambda: preview.plan.edits.decisions)
        assert preview.plan.rows[2].match is not None
        await until(pilot, lambda: sees(app, "On file: Q00001 内蒙古恒源商贸有限公司"))


async def test_the_last_question_answered_the_sheet_still_says_what_it_shows(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, roster)
        await pilot.press("f9", "down", "down", "enter")
        await until(pilot, lambda: sees(app, "Shown: Rows that may be duplicates"))
        await pilot.press("f8")
        await until(pilot, lambda: type(app.screen).__name__ == "Choose")
        await pilot.press("home", "enter")
        await until(pilot, lambda: preview.plan.edits.decisions and not preview.grid.shown)
        await until(pilot, lambda: sees(app, "Shown: Rows that may be duplicates"))


async def test_enter_alone_does_not_call_two_the_same(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, roster)
        await pilot.press("ctrl+end", "f8")
        await until(pilot, lambda: type(app.screen).__name__ == "Choose")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        assert not preview.plan.edits.decisions
        assert preview.plan.rows[2].ending.value == "created"


async def test_what_is_on_file_stands_beside_what_the_sheet_says(filled_url, tmp_path):
    path = tmp_path / "更新.csv"
    path.write_bytes(
        csv(
            "企业名称,电话,行业,籍贯,联系人,手机",
            "内蒙古恒源商贸有限公司,13804710000,制造业,宁城县,曾祥,13947110000",
            "内蒙古恒源商贸有限公司,13804710000,制造业,宁城县,王新,13947119999",
        )
    )
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, path)
        await until(pilot, lambda: sees(app, "not taken, stays: 敖汉旗"))
        await pilot.press("f4", "down", "enter")
        await until(pilot, lambda: preview.plan.mode.value == "update")
        await until(pilot, lambda: sees(app, "宁城县  (changes, so far: 敖汉旗)"))
        await pilot.press("down")
        await until(pilot, lambda: sees(app, "王新  (new)", "13947119999  (new)"))


async def test_the_rest_of_a_long_row_is_read_with_keys(filled_url, tmp_path):
    path = tmp_path / "长.csv"
    titles = [f"备注{number}" for number in range(30)]
    path.write_bytes(
        csv(",".join(["企业名称", *titles]), ",".join(["甲公司", *(f"其{number}" for number in range(30))]))
    )
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_preview(pilot, path)
        await until(pilot, lambda: sees(app, "Row 2: will be created"))
        for _page in range(8):
            await pilot.press("ctrl+down")
        await until(pilot, lambda: sees(app, "其29"))
        for _page in range(8):
            await pilot.press("ctrl+up")
        await until(pilot, lambda: sees(app, "Row 2: will be created"))


async def test_a_locked_workbook_asks_for_its_password(filled_url, tmp_path):
    plain = xlsx(["企业名称"], ["甲公司"], more={"二": [["企业名称", "注册资本"], ["乙公司", "1万元"]]})
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(plain)).encrypt("chifeng", locked)
    path = tmp_path / "锁.xlsx"
    path.write_bytes(locked.getvalue())
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("members")
        await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen")
        for word in ("wrong", "chifeng"):
            await pilot.press("f12")
            await until(pilot, lambda: type(app.screen).__name__ == "ImportFile")
            app.screen.query_one(Input).value = str(path)
            await pilot.press("enter")
            await until(pilot, lambda: type(app.screen).__name__ == "AskText")
            await pilot.press(*word, "enter")
            if word == "wrong":
                await until(pilot, lambda: sees(app, "The password does not open"))
        await until(pilot, lambda: isinstance(app.screen, ImportPreview) and sees(app, "乙公司"))
        await pilot.press("ctrl+o", "up", "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview) and sees(app, "甲公司"))


async def test_rows_of_several_sheets_are_named_with_them_and_one_sheet_is_read_alone(filled_url, tmp_path):
    path = tmp_path / "多表.xlsx"
    head, same = ["企业名称", "手机"], ["甲公司", "13900000001"]
    path.write_bytes(xlsx(head, same, ["乙公司", "13900000002"], title="红山区", more={"松山区": [head, same]}))
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_preview(pilot, path)
        await pilot.press("ctrl+end")
        await until(pilot, lambda: sees(app, "Row 松山区 2: duplicate", "The same as row 红山区 2"))
        await pilot.press("ctrl+o")
        await until(
            pilot, lambda: type(app.screen).__name__ == "ChooseSheets" and sees(app, "All that belong together")
        )
        await pilot.press("end", "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview) and sees(app, "Row 2: will be created"))
        assert app.screen.plan.source.sheets == ("松山区",)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: type(app.screen).__name__ == "ChooseSheets")
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview) and sees(app, "& 1 duplicate"))


async def test_any_sheets_of_a_workbook_are_ticked_and_read_together(filled_url, tmp_path):
    path = tmp_path / "多表.xlsx"
    head = ["企业名称", "手机"]
    more = {"松山区": [["企业名称", "地址"], ["乙公司", "某街1号"]], "无关": [["会议", "时间"], ["年会", "2021-04-10"]]}
    path.write_bytes(xlsx(head, ["甲公司", "13900000001"], title="红山区", more=more))
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        preview = await open_preview(pilot, path)
        assert preview.plan.source.sheets == ("红山区",)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: sees(app, "[x] 红山区", "[ ] 松山区"))
        await pilot.press("down", "f4")
        await until(pilot, lambda: sees(app, "[x] 松山区"))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview) and sees(app, "乙公司"))
        assert app.screen.plan.source.sheets == ("红山区", "松山区")


async def test_a_change_in_the_preview_is_taken_back_there_and_nothing_that_is_filed(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, roster)
        await pilot.press("down", "down", "delete")
        await until(pilot, lambda: preview.plan.edits.skipped)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: not preview.plan.edits.skipped)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: preview.plan.edits.skipped)
        await pilot.press("ctrl+z", "ctrl+z")
        await until(pilot, lambda: sees(app, "Nothing was changed here."))
        with app._workspace.read() as reader:
            assert newest_action(reader) == preview.plan.basis


async def test_a_sheet_without_records_says_so(filled_url, tmp_path):
    path = tmp_path / "空表.csv"
    path.write_bytes(csv("序号,企业名称,联系电话", "1,,", "2,,"))
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_preview(pilot, path)
        await until(pilot, lambda: sees(app, "The sheet holds no records."))


async def test_a_unit_that_is_no_enterprise_of_ours_is_kept_as_written_and_said_so(filled_url, tmp_path):
    path = tmp_path / "联系.csv"
    path.write_bytes(csv("姓名,单位,手机", "曾祥,某新公司,13947110000"))
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("contacts")
        await until(pilot, lambda: type(app.screen).__name__ == "ContactsScreen")
        await pilot.press("f12")
        await until(pilot, lambda: type(app.screen).__name__ == "ImportFile")
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        await pilot.press("f4", "down", "enter")
        await until(pilot, lambda: sees(app, "某新公司  (kept as written)", "On file: P00001 曾祥"))


async def test_the_preview_says_whose_guests_they_are(filled_url, tmp_path):
    path = tmp_path / "签到表.csv"
    path.write_bytes(csv("姓名,单位,电话", "吴某,某局,13900000077"))
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: ready(app))
        app.go("events")
        await until(pilot, lambda: sees(app, "李伟"))
        await pilot.press("f12")
        await until(pilot, lambda: type(app.screen).__name__ == "ImportFile")
        app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ImportPreview) and sees(app, "Guests of: 招商引资推介会"))


async def test_a_long_title_of_a_dialog_is_cut_with_a_sign_one_cell_wide(filled_url, tmp_path):
    path = tmp_path / "长.csv"
    path.write_bytes(csv(f"企业名称,{'很长的列名' * 8}", f"甲公司,{'很长的内容' * 8}"))
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_preview(pilot, path)
        for key, dialog in (("f7", "Choose"), ("f2", "AskText")):
            await pilot.press("end", key)
            await until(pilot, lambda dialog=dialog: type(app.screen).__name__ == dialog and sees(app, "很长的列名"))
            assert "…" not in text_of(app)
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, ImportPreview))


async def test_a_cell_is_amended_not_written_anew(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, roster)
        await pilot.press("f2")
        await until(pilot, lambda: type(app.screen).__name__ == "AskText")
        await pilot.press("backspace", "backspace", "厂", "enter")
        await until(pilot, lambda: preview.plan.values.get("name", 0) == "甲厂")


async def test_a_column_is_taken_for_another_field(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, roster)
        await pilot.press("end", "f7")
        await until(pilot, lambda: type(app.screen).__name__ == "Choose")
        paths = ["-", *preview.plan.target.fields]
        app.screen.query_one(OptionList).highlighted = paths.index("notes")
        await pilot.press("enter")
        await until(pilot, lambda: preview.plan.columns[3].field == "notes")


async def test_a_field_is_found_among_many_by_typing_a_part_of_it(filled_url, roster, lang):
    app = app_on(filled_url, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        preview = await open_preview(pilot, roster)
        await pilot.press("end", "f7")
        await until(pilot, lambda: isinstance(app.focused, Input))
        await pilot.press("q", "q", "q")
        await until(pilot, lambda: sees(app, {"zh": "没有相符的", "en": "Nothing fits"}[lang]))
        await pilot.press("enter", "backspace", "backspace", "backspace", *{"zh": "bz", "en": "notes"}[lang])
        label = preview.plan.target.fields["notes"].label
        await until(pilot, lambda: sees(app, label) and app.screen.query_one(OptionList).option_count < 5)
        box = app.screen.query_one(OptionList)
        box.highlighted = [box.get_option_at_index(at).prompt for at in range(box.option_count)].index(label)
        await pilot.press("enter")
        await until(pilot, lambda: preview.plan.columns[3].field == "notes")


async def test_leaving_the_preview_changes_nothing(filled_url, roster):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await open_preview(pilot, roster)
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen")
        assert "甲公司" not in text_of(app)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("'/tmp/a b.xlsx'", "/tmp/a b.xlsx"),
        ('"/tmp/a b.xlsx" "/tmp/c.xlsx"', "/tmp/a b.xlsx"),
        ("file:///tmp/%E5%90%8D%E5%8D%95.xlsx", "/tmp/名单.xlsx"),
        ("/tmp/a\\ b.xlsx ", "/tmp/a b.xlsx"),
        ("/tmp/名单.xlsx\n/tmp/other.xlsx", "/tmp/名单.xlsx"),
        ("“/tmp/名单.xlsx”", "/tmp/名单.xlsx"),
    ],
)
def test_a_dropped_path_is_understood(text, path):
    assert path_of(text) == Path(path)


def test_a_blank_text_is_no_path():
    assert path_of("  \n ") is None


def test_completions_are_folders_and_spreadsheets(tmp_path):
    (tmp_path / "名单").mkdir()
    for name in ("名单.xlsx", "名单.pdf", "其他.csv"):
        (tmp_path / name).touch()
    assert [one.name for one in completions(f"{tmp_path}/名")] == ["名单", "名单.xlsx"]
    assert [one.name for one in completions(f"{tmp_path}/")] == ["名单", "其他.csv", "名单.xlsx"]
    assert completions("/nowhere/at/all") == []


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Three members, two of one name, a total below them; a sheet of another kind beside it."""
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(
        xlsx(
            ["会员名单"],
            ["企业名称", "联系人", "手机"],
            ["甲公司", "张某", "13900000001"],
            ["乙公司", "李某", "5898713x"],
            ["甲公司", "王某", "13900000003"],
            ["合计", "3家"],
            more={"秘书处": [["姓名", "职务"], ["周某", "秘书长"]]},
        )
    )
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_is_left_aside_is_named_and_every_mark_is_explained(filled_url, messy, lang, size):
    app = app_on(filled_url, lang)
    async with app.run_test(size=size) as pilot:
        await open_preview(pilot, messy)
        said = {
            "en": ("+ 3 will be created", "? 1 may be a duplicate", "2 lines are no records", "Left aside: 秘书处"),
            "zh": ("+ 3 新增", "? 1 疑似重复", "2 行不是记录", "未读的表：秘书处"),
        }[lang]
        await until(pilot, lambda: sees(app, *said))


async def test_a_row_is_called_the_same_as_an_earlier_one(filled_url, messy):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, messy)
        await pilot.press("ctrl+end", "f8")
        await until(pilot, lambda: type(app.screen).__name__ == "Choose" and sees(app, "The same as row 3"))
        await pilot.press("home", "enter")
        await until(pilot, lambda: preview.plan.rows[2].twin == 0)
        assert preview.plan.rows[2].ending.value == "duplicate"
        await until(pilot, lambda: sees(app, "& 1 duplicate"))
        await pilot.press("f8", "down", "enter")
        await until(pilot, lambda: preview.plan.rows[2].ending.value == "created")


async def test_the_lines_that_are_no_records_can_be_read(filled_url, messy):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_preview(pilot, messy)
        await pilot.press("f9", "up", "enter")
        await until(pilot, lambda: sees(app, "Row 1: title  会员名单", "Row 6: a total  合计  3家"))


async def test_the_sheet_says_which_rows_it_shows(filled_url, messy):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        preview = await open_preview(pilot, messy)
        await pilot.press("f9", "down", "enter")
        await until(pilot, lambda: sees(app, "Shown: Rows with notes"))
        assert list(preview.grid.shown) == [1, 2]


async def test_leaving_with_changes_asks_first(filled_url, messy):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        preview = await open_preview(pilot, messy)
        await pilot.press("delete")
        await until(pilot, lambda: preview.plan.edits.skipped)
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "Confirm" and sees(app, "1 change made here is lost"))
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is preview)
        await pilot.press("escape")
        await until(pilot, lambda: type(app.screen).__name__ == "Confirm")
        await pilot.press("right", "enter")
        await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen")


async def test_columns_and_rejected_rows_are_saved_as_files(filled_url, messy, tmp_path):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        preview = await open_preview(pilot, messy)
        await pilot.press("delete")
        await until(pilot, lambda: preview.plan.edits.skipped)
        for number, name in enumerate(("columns.json", "rejected.csv")):
            await pilot.press("ctrl+w", *["down"] * number, "enter")
            await until(pilot, lambda: type(app.screen).__name__ == "AskText")
            app.screen.query_one(Input).value = str(tmp_path / name)
            await pilot.press("enter")
            await until(pilot, (tmp_path / name).exists)
    assert load(tmp_path / "columns.json")["A"] == ("name", "")
    assert "甲公司,张某,13900000001" in (tmp_path / "rejected.csv").read_text(encoding="utf-8-sig")


async def test_a_roll_copied_from_a_chat_is_pasted_as_it_is(filled_url):
    app = app_on(filled_url, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: ready(app))
        await pilot.press("2")
        await until(pilot, lambda: type(app.screen).__name__ == "MembersScreen" and app.screen.list.window is not None)
        await pilot.press("f12")
        await until(pilot, lambda: type(app.screen).__name__ == "ImportFile")
        text = "#接龙\n1. 王某 某某商贸有限公司 13900000121\n2. 李某，某某集团董事长"
        app.screen.query_one(Input).post_message(events.Paste(text))
        await until(pilot, lambda: isinstance(app.screen, ImportPreview))
        assert app.screen.plan.source.name == "pasted text"
        await until(pilot, lambda: sees(app, "某某商贸有限公司", "王某"))
