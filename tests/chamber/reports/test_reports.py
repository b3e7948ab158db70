"""What came of fairs and leads."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from chamber.errors import Usage
from chamber.fields import Linked
from chamber.offices.schedule import next_deadline
from chamber.records import add
from chamber.reports import service
from chamber.reports.sheet import Report, Table, percent
from chamber.reports.workbook import report_xlsx
from chamber.workdays import Calendar
from chamber.workspace import Workspace


def document(ws: Workspace, name: str, **wanted):
    return service.make(ws, name, **wanted).document


def test_the_example_of_the_rates() -> None:
    assert percent(30, 66) == "45.5 %"
    assert percent(18, 66) == "27.3 %"
    assert percent(1, 0) == "-"


def test_a_rate_prints_its_formula_numerator_and_denominator_as_of_a_day(workspace, make_lead) -> None:
    make_lead("甲", "签约", on=date(2021, 4, 12))
    make_lead("乙", "注册落地", on=date(2021, 4, 14))
    make_lead("丙", "开工", on=date(2021, 4, 16))

    now = {one["name"]: one for one in document(workspace, "rates")["rates"]}
    then = {one["name"]: one for one in document(workspace, "rates", as_of=date(2021, 4, 15))["rates"]}

    assert (now["立项率"]["numerator"], now["立项率"]["denominator"], now["立项率"]["rate"]) == (2, 3, "66.7 %")
    assert (then["开工率"]["numerator"], then["开工率"]["denominator"]) == (0, 2)
    assert all(one["formula"] and one["as_of"] == "2021-04-15" for one in then.values())


def test_registered_is_not_the_same_as_came(workspace, fair_id) -> None:
    event = Linked("", fair_id)
    for name, invitation, presence in (
        ("张一", "接受", "到场"),
        ("张二", "接受", "未到"),
        ("张三", "婉拒", "未知"),
        ("张四", "无回复", "未知"),
        ("张五", "未邀请", "现场加入"),
    ):
        add(workspace, "attendance", {"event": event, "name": name, "invitation": invitation, "presence": presence})

    found = document(workspace, "fair", events=[fair_id])

    assert {name: found[name] for name in ("invited", "registered", "came", "walk_ins")} == {
        "invited": 4,
        "registered": 2,
        "came": 2,
        "walk_ins": 1,
    }


def test_the_sheet_of_a_fair_keeps_talent_beside_investment(workspace, fair_id, make_lead) -> None:
    event = Linked("", fair_id)
    make_lead("风电", "签约", amount="3000万元", event=event, introducer=Linked("李介绍"), target_division="150430")
    make_lead("养殖", amount="约500万元", event=event)
    make_lead("博士", "签约", kind="引才", event=event)

    found = document(workspace, "fair", events=[fair_id])

    assert (found["investment"]["leads"], found["investment"]["signed"]) == (2, 1)
    assert (found["talent"]["leads"], found["talent"]["signed"]) == (1, 1)
    assert found["investment"]["amount"][0]["text"] == "约3500万元"
    assert {row["stage"]: row["leads"] for row in found["by_stage"]}["签约"] == 2
    assert [row["introducer"] for row in found["by_introducer"]] == ["李介绍", ""]
    assert [row["division"]["name"] for row in found["by_division"] if row["division"]] == ["敖汉旗"]
    window = found["conversion"][0]
    assert (window["days"], window["signed"], window["rate"], window["complete"]) == (30, 2, "66.7 %", False)


def test_a_signing_counts_for_the_first_event_and_added_capital_only_as_the_addition(
    workspace, fair_id, make_lead
) -> None:
    values = {"name": "第二场（虚构）", "kinds": ("招商引资推介会",), "starts_at": "2021-04-17T01:00:00Z"}
    second = add(workspace, "event", values).id
    make_lead("风电", "签约", amount="3000万元", event=Linked("", fair_id))
    make_lead("风电", "签约", on=date(2021, 4, 18), amount="5000万元", event=Linked("", second))

    first_sheet, second_sheet = document(workspace, "fair", events=[fair_id, second])["events"]

    assert (first_sheet["signed"], first_sheet["signed_amount"][0]["low"]) == (1, "30000000")
    assert (second_sheet["signed"], second_sheet["signed_amount"][0]["low"]) == (0, "20000000")


def test_the_funnel_of_a_past_day_has_the_leads_where_they_were(workspace, make_lead) -> None:
    make_lead("甲", "签约", on=date(2021, 4, 15))
    make_lead("乙")

    def counts(day: date) -> dict[str, int]:
        stages = document(workspace, "funnel", as_of=day)["stages"]
        return {one["stage"]: one["leads"] for one in stages if one["leads"]}

    assert counts(date(2021, 4, 9)) == {}
    assert counts(date(2021, 4, 14)) == {"线索登记": 2}
    assert counts(date(2021, 4, 20)) == {"签约": 1, "线索登记": 1}
    median = {one["stage"]: one["median_days"] for one in document(workspace, "funnel")["stages"]}
    assert median["线索登记"] == 5


def test_the_workbook_has_numbers_charts_and_a_print_set_up(workspace, fair_id, make_lead) -> None:
    make_lead("=1+1", amount="100万元", event=Linked("", fair_id))

    content = report_xlsx(service.make(workspace, "fair", events=[fair_id]))

    sheet = openpyxl.load_workbook(BytesIO(content)).active
    assert sheet is not None
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("portrait", 9)
    assert sheet.print_area
    assert any("/charts/" in name for name in zipfile.ZipFile(BytesIO(content)).namelist())
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_wide_report_lies_on_its_side_and_a_page_begins_with_a_table() -> None:
    rows = tuple((f"甲{number}", number) for number in range(30))
    tables = tuple(Table(title, ("名称", "线索"), rows, chart=1) for title in ("一", "二", "三"))
    long = openpyxl.load_workbook(BytesIO(report_xlsx(Report("x", "长", date(2021, 4, 20), (), tables, (), {})))).active
    assert long is not None
    begins = [long.cell(one.id + 1, 1).value for one in long.row_breaks.brk]
    assert [title for title in begins if title] == ["二", "三"]

    wide = Table("宽", tuple("一二三四五六"), (("很长的单位名称" * 4,) * 6,))
    sheet = openpyxl.load_workbook(
        BytesIO(report_xlsx(Report("x", "宽", date(2021, 4, 20), (), (wide,), (), {})))
    ).active
    assert sheet is not None
    assert sheet.page_setup.orientation == "landscape"


def test_a_fair_must_be_named(workspace) -> None:
    with pytest.raises(Usage):
        service.make(workspace, "fair")


@pytest.mark.parametrize(
    ("rhythm", "deadline", "after", "due"),
    [
        ("周", "周五 10:00", "2021-04-20T10:00", "2021-04-23T10:00"),
        ("周", "周五 10:00", "2021-04-23T10:00", "2021-04-30T10:00"),
        ("周", "周一 9:00", "2021-04-29T10:00", "2021-05-06T09:00"),
        ("周", "周五 10:00", "2026-09-30T10:00", "2026-10-08T10:00"),
        ("月", "25日 17:00", "2021-04-20T10:00", "2021-04-25T17:00"),
        ("月", "月末 17:00", "2021-02-20T10:00", "2021-03-01T17:00"),
        ("半月", "15日、月末 12:00", "2021-04-15T12:00", "2021-04-30T12:00"),
    ],
)
def test_a_deadline_moves_past_holidays(rhythm: str, deadline: str, after: str, due: str) -> None:
    moment, estimated = next_deadline(rhythm, deadline, datetime.fromisoformat(after), Calendar())
    assert moment == datetime.fromisoformat(due)
    assert not estimated
