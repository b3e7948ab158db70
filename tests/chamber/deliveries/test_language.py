"""The language of a sheet, and another form of it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from chamber.deliveries import service, wording
from chamber.deliveries.delta import CONSENT_WITHDRAWN
from tests.chamber.deliveries.conftest import Liaison


def sheets(path: str) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.fixture
def three(books: Liaison) -> Liaison:
    books.lead("杂粮加工", amount="3000万元", target_division="敖汉旗")
    books.lead("光伏电站", amount="约1.2亿元", target_division="宁城县")
    books.lead("冷链物流", amount="", target_division="敖汉旗")
    return books


def test_the_sheet_is_chinese_unless_asked_for_in_english(three: Liaison, tmp_path: Path) -> None:
    chinese = service.make_delivery(three.ws, three.office, path=tmp_path)
    assert list(sheets(chinese.path)) == ["线索台账", "汇总"]
    english = service.make_delivery(three.ws, three.office, path=tmp_path, lang="en")
    assert english.id != chinese.id
    found = sheets(english.path)
    assert list(found) == ["Leads", "Summary"]
    head = found["Leads"][3]
    assert head[:3] == ["No.", "Project", "Investor"]
    assert found["Leads"][1][0] == "3 leads reported (3 new)"
    assert found["Leads"][4][head.index("Change")] == "new"
    assert ["registered", 3, "约15000"] in [row[:3] for row in found["Summary"]]


def test_an_english_sheet_comes_back_like_a_chinese_one(three: Liaison, tmp_path: Path) -> None:
    from chamber.deliveries.applying import apply_feedback
    from chamber.deliveries.feedback import plan_feedback

    done = service.make_delivery(three.ws, three.office, path=tmp_path, lang="en")
    service.send(three.ws, done.id)
    book = openpyxl.load_workbook(done.path)
    sheet = book["Leads"]
    head = [cell.value for cell in sheet[4]]
    sheet.cell(5, head.index("Taken up") + 1, "taken up")
    sheet.cell(5, head.index("Latest") + 1, "已约下周面谈")
    back = tmp_path / "back.xlsx"
    book.save(back)
    planned = plan_feedback(three.ws, back)
    apply_feedback(three.ws, planned)
    (lead_id,) = {one.lead_id for one in planned.updates}
    assert planned.conflicts == ()
    lead = three.get("lead", lead_id)
    assert (lead.office_status, lead.office_progress) == ("已受理", "已约下周面谈")


def test_another_form_alone_is_no_change(three: Liaison, tmp_path: Path) -> None:
    service.send(three.ws, service.make_delivery(three.ws, three.office, path=tmp_path).id)
    assert service.draft(three.ws, three.office, full=True, form="full").count("变更") == 0


def test_the_remarks_of_an_english_sheet_are_english() -> None:
    assert wording.note_of("45天无进展：等待用地指标", "en") == "45 days without progress: 等待用地指标"
    assert wording.note_of("45天无进展", "en") == "45 days without progress"
    assert wording.note_of("45天无进展", "zh") == "45天无进展"
    assert "withdrew" in wording.note_of(CONSENT_WITHDRAWN, "en")
