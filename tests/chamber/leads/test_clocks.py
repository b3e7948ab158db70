"""The clocks of leads, by the working calendar, through the use cases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chamber import calendar_file, calendars, settings
from chamber.errors import BadFile, NotFound
from chamber.ics import tasks_ics
from chamber.leads import clocks, service
from chamber.records import edit
from chamber.workspace import Workspace

from .conftest import MakeLead


def duties(ws: Workspace, lead_id: int) -> dict[str, str]:
    return {task.duty: task.on.isoformat() for task in clocks.of_lead(ws, lead_id)}


def test_a_lead_filed_before_the_long_holiday_gets_the_published_dates(workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead(first_reported_at="2026-09-30T02:00:00Z")

    assert duties(workspace, lead_id) == {
        "response": "2026-10-08",
        "assessment": "2026-10-10",
        "feedback": "2026-10-08",
        "report": "2026-10-14",
        "stall": "2026-10-30",
    }
    assert not any(task.estimated for task in clocks.of_lead(workspace, lead_id))


def test_a_year_without_a_calendar_is_estimated_and_comes_right_when_it_is_loaded(
    workspace, make_lead: MakeLead, tmp_path: Path
) -> None:
    lead_id = make_lead(first_reported_at="2028-03-03T02:00:00Z")
    before = {task.duty: task for task in clocks.of_lead(workspace, lead_id)}
    assert before["response"].on == date(2028, 3, 6)
    assert before["response"].estimated
    file = tmp_path / "2028.csv"
    file.write_text("date,works\n2028-03-04,1\n2028-03-06,0\n2028-03-07,0\n", "utf-8")

    calendar_file.load(workspace, file)

    after = {task.duty: task for task in clocks.of_lead(workspace, lead_id)}
    assert after["response"].on == date(2028, 3, 4)
    assert after["assessment"].on == date(2028, 3, 9)
    assert not after["response"].estimated


def test_loading_a_year_again_replaces_it(workspace, tmp_path: Path) -> None:
    file = tmp_path / "2028.csv"
    for day in ("2028-03-06,放假", "2028-03-07,放假"):
        file.write_text(day, "gb18030")
        calendar_file.load(workspace, file)
    known = calendars.calendar(workspace)
    assert known.is_workday(date(2028, 3, 6))
    assert not known.is_workday(date(2028, 3, 7))


def test_a_file_that_is_no_calendar_is_refused_with_its_line(workspace, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("date,works\n2028-02-30,1\n", "utf-8")
    with pytest.raises(BadFile, match="2028-02-30"):
        calendar_file.load(workspace, file)
    with pytest.raises(NotFound):
        calendar_file.load(workspace, tmp_path / "missing.csv")


def test_a_duty_goes_when_it_is_done(workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead(first_reported_at="2021-04-12T02:00:00Z")

    service.log(workspace, lead_id, "已回电", at="2021-04-13T02:00:00Z")
    assert set(duties(workspace, lead_id)) == {"assessment", "feedback", "report", "stall"}
    service.log(workspace, lead_id, "已告知引荐人", purpose="反馈引荐人", at="2021-04-14T02:00:00Z")
    edit(workspace, "lead", lead_id, {"assessment": "跟进"})
    service.log(workspace, lead_id, "报告进展", purpose="进展报告", at="2021-04-16T02:00:00Z")
    assert duties(workspace, lead_id) == {"report": "2021-04-30", "stall": "2021-05-16"}
    service.log(workspace, lead_id, "等待规划批复", purpose="无进展说明")
    assert set(duties(workspace, lead_id)) == {"report"}


def test_a_lead_that_left_or_produces_asks_for_nothing(workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead()
    service.advance(workspace, lead_id, "暂缓", note="市场变化")
    assert clocks.of_lead(workspace, lead_id) == ()


def test_intervals_are_settings(workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead(first_reported_at="2021-04-12T02:00:00Z")
    settings.put(workspace, "lead.response_days", "3")
    assert duties(workspace, lead_id)["response"] == "2021-04-15"


def test_the_list_of_the_day_has_the_next_duty_of_each_lead_latest_first(workspace, make_lead: MakeLead) -> None:
    old = make_lead(project="甲", first_reported_at="2021-04-01T02:00:00Z", owner="王秘书")
    make_lead(project="乙", first_reported_at="2021-04-19T02:00:00Z")

    found = clocks.due(workspace, days=0)

    assert [(task.project, task.duty, task.days) for task in found] == [("甲", "response", 18), ("乙", "response", 0)]
    assert [task.lead_id for task in clocks.due(workspace, owner="王秘书")] == [old]
    assert len(clocks.due(workspace, days=60, every_duty=True)) == 10


def test_reminders_keep_their_identity(workspace, make_lead: MakeLead) -> None:
    import icalendar

    lead_id = make_lead()
    tasks = clocks.of_lead(workspace, lead_id)
    first, second = tasks_ics(workspace, tasks), tasks_ics(workspace, tasks)
    assert first == second
    entries = icalendar.Calendar.from_ical(first).walk("VEVENT")
    assert len({str(entry["uid"]) for entry in entries}) == len(tasks) == 5
