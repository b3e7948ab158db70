"""What an office gets, and what it doesn't."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from chamber.deliveries import rendering, service
from chamber.deliveries.marks import CHANGED, NEW, WITHDRAWN
from chamber.deliveries.recreating import Likeness, recreate
from chamber.errors import BadFile, Conflict, NotAllowed
from chamber.exporting import streaming
from chamber.privacy.erasure import erase
from tests.chamber.deliveries.conftest import Liaison


def marks(books: Liaison, *, full: bool = False) -> dict[str, str]:
    planned = service.draft(books.ws, books.office, full=full)
    return {row.cells["project"]: row.mark for row in planned.rows}


def send(books: Liaison, folder: Path) -> service.DeliveryDone:
    done = service.make_delivery(books.ws, books.office, path=folder)
    service.send(books.ws, done.id)
    return done


def test_the_first_list_is_full_and_everything_in_it_is_new(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = service.make_delivery(books.ws, books.office, path=tmp_path)
    assert (done.rows, done.new, done.changed, done.withdrawn) == (1, 1, 0, 0)
    assert books.get("delivery", done.id).mode == "全量"
    assert Path(done.path).exists()


def test_a_draft_is_no_baseline_but_a_sent_one_is(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    service.make_delivery(books.ws, books.office, path=tmp_path)
    assert marks(books) == {"杂粮加工": NEW}
    send(books, tmp_path)
    assert marks(books) == {}
    assert marks(books, full=True) == {"杂粮加工": ""}


def test_a_delta_tells_what_is_new_changed_and_withdrawn(books: Liaison, tmp_path: Path) -> None:
    changed, gone = books.lead("杂粮加工"), books.lead("光伏电站")
    books.lead("不变的项目")
    send(books, tmp_path)
    books.edit("lead", changed, amount="5000万元")
    books.edit("lead", gone, confidentiality="内部")
    books.lead("新来的项目")
    planned = service.draft(books.ws, books.office)
    assert {row.cells["project"]: row.mark for row in planned.rows} == {
        "杂粮加工": CHANGED,
        "光伏电站": WITHDRAWN,
        "新来的项目": NEW,
    }
    change = next(row for row in planned.rows if row.mark == CHANGED)
    assert change.changes == {"amount": ("约3000", "5000")}


def test_a_number_that_went_out_before_it_was_seen_is_not_said_again(
    local_books: Liaison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = local_books.lead("杂粮加工", summary="找王总188*4712*3456", next_action="打188*4712*3456")
    with monkeypatch.context() as early:
        early.setattr("chamber.deliveries.cells.without_numbers", lambda text: text)
        send(local_books, tmp_path)
    assert marks(local_books) == {}
    local_books.edit("lead", lead, summary="已见面")
    (row,) = service.draft(local_books.ws, local_books.office).rows
    assert row.changes == {"summary": ("找王总188****3456", "已见面")}
    local_books.edit("lead", lead, confidentiality="内部")
    (row,) = service.draft(local_books.ws, local_books.office).rows
    assert (row.mark, row.cells["summary"]) == (WITHDRAWN, "找王总188****3456")


def test_making_a_draft_again_gives_the_same_cells_and_the_same_bytes(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    first = service.make_delivery(books.ws, books.office, path=tmp_path)
    content = Path(first.path).read_bytes()
    second = service.make_delivery(books.ws, books.office, path=tmp_path)
    assert (second.number, second.sha256, second.action) == (first.number, first.sha256, None)
    assert Path(second.path).read_bytes() == content


def test_the_record_of_a_draft_tells_of_the_file_that_was_written_last(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    first = service.make_delivery(books.ws, books.office, path=tmp_path, file_format="csv")
    again = service.make_delivery(books.ws, books.office, path=tmp_path, file_format="xlsx")
    assert (again.id, again.path) != (first.id, first.path)
    kept = books.get("delivery", first.id)
    assert (kept.file_name, kept.file_format, kept.sha256) == (Path(again.path).name, "xlsx", again.sha256)
    assert service.make_delivery(books.ws, books.office, path=tmp_path, file_format="xlsx").action is None


def test_a_draft_that_is_sent_meanwhile_keeps_the_record_of_what_was_sent(
    books: Liaison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.lead("杂粮加工")
    first = service.make_delivery(books.ws, books.office, path=tmp_path, file_format="csv")
    fill = rendering.fill

    def slow_fill(*given: Any) -> None:
        fill(*given)
        service.send(books.ws, first.id)

    monkeypatch.setattr(service, "fill", slow_fill)
    with pytest.raises(Conflict):
        service.make_delivery(books.ws, books.office, path=tmp_path, file_format="xlsx")
    kept = books.get("delivery", first.id)
    assert (kept.status, kept.file_format, kept.sha256) == ("已发送", "csv", first.sha256)
    assert not list(tmp_path.glob("*.xlsx*"))


def test_a_past_delivery_is_made_again_cell_for_cell(books: Liaison, tmp_path: Path) -> None:
    lead = books.lead("杂粮加工")
    done = send(books, tmp_path)
    before = Path(done.path).read_bytes()
    books.edit("lead", lead, project="另一个名字")
    again = recreate(books.ws, done.id, tmp_path / "again.xlsx")
    assert again.path.read_bytes() == before
    assert (again.likeness, again.sha256) == (Likeness.BYTES, done.sha256)
    assert done.sha256 in again.words


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-8"])
def test_a_past_csv_is_made_again_in_the_encoding_it_was_sent_in(books: Liaison, tmp_path: Path, encoding: str) -> None:
    books.lead("㐂𠮷杂粮加工")
    done = service.make_delivery(books.ws, books.office, path=tmp_path, file_format="csv", encoding=encoding)
    before = Path(done.path).read_bytes()
    again = recreate(books.ws, done.id, tmp_path / "again.csv")
    assert (again.path.read_bytes(), again.likeness) == (before, Likeness.BYTES)


def test_a_file_made_by_an_earlier_version_is_said_to_have_the_same_cells_but_other_bytes(
    books: Liaison, tmp_path: Path
) -> None:
    books.lead("杂粮加工")
    done = send(books, tmp_path)
    with books.ws.write("edit", "as an earlier version made it") as writer:
        writer.update("delivery", [(done.id, {"sha256": "0" * 64})])
    again = recreate(books.ws, done.id, tmp_path / "again.xlsx")
    assert again.likeness is Likeness.CELLS
    assert "0" * 64 in again.words
    assert again.to_json()["same"] == "cells"
    assert recreate(books.ws, done.id, tmp_path / "again.csv", "csv").likeness is Likeness.KIND


def test_a_file_made_again_after_an_erasure_says_that_cells_are_gone(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")
    done = send(books, tmp_path)
    erase(books.ws, books.person)
    assert recreate(books.ws, done.id, tmp_path / "again.xlsx").likeness is Likeness.ERASED


@pytest.mark.parametrize(
    ("field", "value", "leaves"),
    [
        ("confidentiality", "内部", False),
        ("confidentiality", "可公开", True),
        ("target_division", "赤峰市", True),
        ("target_division", "通辽市", False),
        ("target_division", "", True),
    ],
)
def test_only_what_the_office_may_have_is_listed(local_books: Liaison, field: str, value: str, leaves: bool) -> None:
    local_books.lead("杂粮加工", **{field: value})
    assert bool(marks(local_books)) is leaves


def test_an_office_of_a_banner_gets_no_lead_without_a_place(local_books: Liaison) -> None:
    local_books.lead("不知落在哪里", target_division="")
    banner = local_books.add("office", name="敖汉旗招商局", kind="招商局", divisions="敖汉旗")
    assert not service.draft(local_books.ws, banner).rows


def test_kinds_industries_and_the_minimum_amount_narrow_the_list(local_books: Liaison) -> None:
    local_books.lead("小项目", amount="100万元")
    local_books.lead("大项目", amount="1.2亿元")
    local_books.lead("人才", kind="引才")
    picky = local_books.add(
        "office",
        name="赤峰市投资促进局",
        kind="招商局",
        divisions="赤峰市",
        takes_kinds="投资",
        minimum_amount="1000万元",
    )
    assert [row.cells["project"] for row in service.draft(local_books.ws, picky).rows] == ["大项目"]


def test_contact_data_is_masked_until_that_office_has_consent(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")
    row = service.draft(books.ws, books.office).rows[0]
    assert (row.cells["contact"], row.cells["contact_phones"]) == ("张**", "139****2222")
    books.add(
        "consent",
        person="张三丰",
        office="赤峰市驻呼联络处",
        obtained_on="2021-04-10",
        how="签到时勾选",
        separate="是",
        categories="姓名、电话",
    )
    row = service.draft(books.ws, books.office).rows[0]
    assert (row.cells["contact"], row.cells["contact_phones"]) == ("张三丰", "13900002222")


def test_consent_for_one_office_frees_nothing_for_another(local_books: Liaison) -> None:
    local_books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")
    other = local_books.add("office", name="赤峰市工商联", kind="工商联", divisions="赤峰市")
    local_books.add(
        "consent",
        person="张三丰",
        office="赤峰市驻呼联络处",
        obtained_on="2021-04-10",
        separate="是",
        categories="姓名、电话",
    )
    assert service.draft(local_books.ws, other).rows[0].cells["contact_phones"] == "139****2222"


def test_a_withdrawn_consent_becomes_a_withdrawn_line_without_the_number(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工", contact="张三丰", contact_phones="13900002222")
    consent = books.add(
        "consent",
        person="张三丰",
        office="赤峰市驻呼联络处",
        obtained_on="2021-04-10",
        separate="是",
        categories="姓名、电话",
    )
    send(books, tmp_path)
    books.edit("consent", consent, withdrawn_on="2021-04-19")
    rows = service.draft(books.ws, books.office).rows
    assert [row.mark for row in rows] == [WITHDRAWN]
    assert "13900002222" not in str(rows)


def test_no_unmasked_number_is_anywhere_in_the_bytes_of_the_file(books: Liaison, tmp_path: Path) -> None:
    books.lead(
        "杂粮加工",
        contact="张三丰",
        contact_phones="13900002222",
        summary="找张三丰 13900002222 或 139 0000 2222",
        progress="来电13900002222",
    )
    for file_format in ("xlsx", "csv", "json"):
        done = service.make_delivery(books.ws, books.office, path=tmp_path, file_format=file_format)
        content = Path(done.path).read_bytes()
        if file_format == "xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(book.read(name) for name in book.namelist())
        assert b"13900002222" not in content.replace(b" ", b"")
        assert done.masked == 4


HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "+86 138",
    "-近200",
    "@x",
    "＝1+1",
    "123456789012345678",
    "第一行\n第二行",
    "㐂𠮷",
    "x" * 32_767,
]


def test_hostile_text_stays_text(local_books: Liaison, tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE):
        local_books.lead(f"项目{number}", summary=text)
    done = service.make_delivery(local_books.ws, local_books.office, path=tmp_path)
    sheet = openpyxl.load_workbook(done.path).active
    assert sheet is not None
    column = [cell.value for cell in sheet[4]].index("项目内容") + 1
    cells = [sheet.cell(5 + number, column) for number in range(len(HOSTILE))]
    assert [cell.value for cell in cells] == HOSTILE
    with zipfile.ZipFile(done.path) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_the_sheet_has_the_official_form(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("杂粮加工")
    sheet = openpyxl.load_workbook(service.make_delivery(local_books.ws, local_books.office, path=tmp_path).path).active
    assert sheet is not None
    assert str(sheet["A2"].value).startswith("共上报在谈项目1个（新增1个")
    assert "填报单位：呼和浩特市赤峰商会" in str(sheet["A3"].value)
    assert str(sheet["A3"].value).endswith("单位：万元")
    titles = [cell.value for cell in sheet[4]][:13]
    assert titles == [
        "序号",
        "项目名称",
        "投资方",
        "固定资产投资",
        "投资方简介",
        "项目内容",
        "需用土地（亩）",
        "企业联系人",
        "联系方式",
        "片区",
        "进度、备注",
        "产业类型",
        "研判结果",
    ]
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.protection.sheet
    opened = {cell.value for cell in sheet[4] if cell.column and not sheet.cell(5, cell.column).protection.locked}
    assert opened == {"受理情况", "跟进人", "跟进单位", "最新进展", "反馈日期"}


def test_a_delivery_goes_from_draft_to_receipt_and_not_backwards(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = service.make_delivery(books.ws, books.office, path=tmp_path)
    with pytest.raises(NotAllowed):
        service.acknowledge(books.ws, done.id, "李某")
    service.send(books.ws, done.id)
    service.acknowledge(books.ws, done.id, "李某")
    found = books.get("delivery", done.id)
    assert (found.status, found.received_by, found.received_on.text) == ("已签收", "李某", "2021-04-20")
    with pytest.raises(NotAllowed):
        service.send(books.ws, done.id)


def test_a_voided_delivery_is_no_baseline(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = send(books, tmp_path)
    service.void(books.ws, done.id, "发错了单位")
    assert marks(books) == {"杂粮加工": NEW}


def test_a_file_that_cannot_be_written_leaves_no_delivery(local_books: Liaison, tmp_path: Path) -> None:
    local_books.lead("杂粮加工")
    blocked = tmp_path / "a file"
    blocked.write_text("x")
    with pytest.raises(BadFile):
        service.make_delivery(local_books.ws, local_books.office, path=blocked / "list.xlsx")
    with local_books.ws.read() as reader:
        assert reader.rows("delivery", [1]) == []


def test_a_text_that_no_cell_can_hold_is_refused_and_goes_out_whole_as_csv(books: Liaison, tmp_path: Path) -> None:
    long = "长" * 32_768
    lead = books.lead("杂粮加工", summary=long)
    with pytest.raises(BadFile, match="32768"):
        service.make_delivery(books.ws, books.office, path=tmp_path / "list.xlsx")
    assert not (tmp_path / "list.xlsx").exists()
    done = send_as(books, tmp_path, "csv")
    assert long in Path(done.path).read_text("utf-8-sig")
    books.edit("lead", lead, summary="短")
    told = send_as(books, tmp_path, "xlsx")
    cells = [str(cell.value) for row in openpyxl.load_workbook(told.path).worksheets[0].iter_rows() for cell in row]
    assert any(len(text) == 32_767 and text.endswith("）") for text in cells)


def test_a_list_of_an_early_version_that_cut_a_text_is_made_again_cut(
    local_books: Liaison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    local_books.lead("杂粮加工", summary="长" * 32_768)
    with monkeypatch.context() as early:
        cut = lambda texts: [streaming.escaped(text[: streaming.LONGEST]) for text in texts]  # noqa: E731
        early.setattr("chamber.exporting.ledger.all_escaped", cut)
        done = service.make_delivery(local_books.ws, local_books.office, path=tmp_path / "list.xlsx")
    again = recreate(local_books.ws, done.id, tmp_path / "again.xlsx")
    assert again.likeness is Likeness.BYTES
    assert Path(again.path).read_bytes() == Path(done.path).read_bytes()
    with pytest.raises(BadFile):
        service.make_delivery(local_books.ws, local_books.office, path=tmp_path / "more.xlsx", full=True)


def send_as(books: Liaison, folder: Path, file_format: str) -> service.DeliveryDone:
    done = service.make_delivery(books.ws, books.office, path=folder, file_format=file_format)
    service.send(books.ws, done.id)
    return done
