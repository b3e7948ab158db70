"""The summary sheet of an office's list."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from chamber.deliveries import service
from chamber.deliveries.feedback import plan_feedback
from chamber.deliveries.layout import Layout
from chamber.deliveries.recreating import recreate
from tests.chamber.deliveries.conftest import Liaison


def lines(path: str, sheet: str = "汇总") -> list[tuple[object, ...]]:
    return [row[:3] for row in openpyxl.load_workbook(path)[sheet].iter_rows(min_row=3, values_only=True) if row[0]]


@pytest.mark.parametrize("form", ["weekly", "full"])
def test_the_leads_are_counted_by_stage_place_and_industry(books: Liaison, tmp_path: Path, form: str) -> None:
    books.lead("杂粮加工", stage="签约", amount="约3000万元")
    books.lead("光伏电站", amount="5000万元")
    books.lead("饲草基地", amount="200万元", target_division="宁城县")
    done = service.make_delivery(books.ws, books.office, path=tmp_path, form=form)
    found = lines(done.path)
    stage = found.index(("按阶段", "项目数", "拟投资额（万元）"))
    assert found[stage + 1 : stage + 4] == [("线索登记", 2, "5200"), ("签约", 1, "约3000"), ("合计", 3, "约8200")]
    places = found[found.index(("按意向落地", "项目数", "拟投资额（万元）")) + 1 :]
    assert [row[1] for row in places[:3]] == [2, 1, 3]


def test_the_figures_may_be_left_out_and_stay_out_when_the_file_is_made_again(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    plain = service.make_delivery(books.ws, books.office, path=tmp_path / "a.xlsx", summary=False)
    assert len(openpyxl.load_workbook(plain.path).sheetnames) == 1
    assert service.make_delivery(books.ws, books.office, path=tmp_path / "b.xlsx", summary=False).id == plain.id
    assert len(openpyxl.load_workbook(recreate(books.ws, plain.id, tmp_path, "xlsx").path).sheetnames) == 1
    whole = service.make_delivery(books.ws, books.office, path=tmp_path / "c.xlsx")
    assert whole.id != plain.id
    assert openpyxl.load_workbook(whole.path).sheetnames[1] == "汇总"


def test_what_is_withdrawn_is_not_counted(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    gone = books.lead("光伏电站")
    service.send(books.ws, service.make_delivery(books.ws, books.office, path=tmp_path).id)
    books.edit("lead", gone, confidentiality="内部")
    done = service.make_delivery(books.ws, books.office, path=tmp_path, full=True)
    assert done.withdrawn == 1
    assert {row[1] for row in lines(done.path) if row[0] == "合计"} == {1}


def test_there_is_a_chart_for_each_table(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    with zipfile.ZipFile(service.make_delivery(books.ws, books.office, path=tmp_path).path) as book:
        assert len([name for name in book.namelist() if name.startswith("xl/charts/chart")]) == 3


def test_the_summary_is_not_taken_for_feedback(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = service.make_delivery(books.ws, books.office, path=tmp_path)
    service.send(books.ws, done.id)
    planned = plan_feedback(books.ws, Path(done.path))
    assert (len(planned.updates), len(planned.candidates)) == (0, 0)


def test_an_english_list_has_an_english_summary(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = service.make_delivery(books.ws, books.office, path=tmp_path, lang="en")
    assert lines(done.path, "Summary")[0] == ("By stage", "Leads", "Investment (CNY 10,000)")


def test_a_list_made_before_there_was_a_summary_stays_without(books: Liaison, tmp_path: Path) -> None:
    books.lead("杂粮加工")
    done = service.make_delivery(books.ws, books.office, path=tmp_path)
    old = books.get("delivery", done.id).layout.replace('"overview": true', '"overview": false')
    assert not Layout.load(old).overview
    with books.ws.write("test", "an older list") as writer:
        writer.update("delivery", [(done.id, {"layout": old})])
    assert openpyxl.load_workbook(recreate(books.ws, done.id, tmp_path / "old.xlsx").path).sheetnames == ["线索台账"]
