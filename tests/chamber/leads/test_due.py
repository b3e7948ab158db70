"""When leads are due is kept while things are written: it is always what is worked out afresh."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from chamber import calendar_file, calendars, checking, records, settings
from chamber.errors import ChamberError
from chamber.fields import Linked
from chamber.history.service import actions, label, redo, undo
from chamber.leads import clocks, due, service
from chamber.progress import Cancelled
from chamber.text.values import PartialDate
from chamber.workspace import Workspace
from db.database import open_database
from db.migrate import migrate
from db.migrations import NAMES
from db.queries import due as store

from .conftest import MakeLead


def right(ws: Workspace) -> bool:
    """Whether every lead is stored as it is worked out afresh, and the days are counted as they are stored."""
    return not [one for one in checking.check(ws).troubles if one.area in ("due", "tallies")]


def stored(ws: Workspace, lead_id: int) -> tuple[str | None, str | None, str | None]:
    with ws.read() as reader:
        one = store.of(reader, [lead_id])[lead_id]
    return one.due_on, one.duty, one.step_on


def test_a_new_lead_is_due_for_its_first_response(workspace: Workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead(next_due=PartialDate("2021-05-20"))
    assert stored(workspace, lead_id) == ("2021-04-21", "response", "2021-05-20")
    assert right(workspace)


def test_a_lead_that_left_is_due_for_nothing_and_comes_back_by_undo(workspace: Workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead()
    service.advance(workspace, lead_id, "暂缓", note="市场")
    assert stored(workspace, lead_id) == (None, None, None)
    undo(workspace)
    assert stored(workspace, lead_id)[0] == "2021-04-21"
    assert right(workspace)


def test_a_lead_that_was_removed_is_not_kept(workspace: Workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead()
    records.remove(workspace, "lead", [lead_id])
    with workspace.read() as reader:
        assert store.of(reader, [lead_id]) == {}
    undo(workspace)
    assert stored(workspace, lead_id)[0] == "2021-04-21"
    assert right(workspace)


def test_another_interval_moves_every_lead_and_undo_moves_it_back(workspace: Workspace, make_lead: MakeLead) -> None:
    ids = [make_lead(project=name) for name in ("甲", "乙")]
    settings.put(workspace, "lead.response_days", 2)
    assert {stored(workspace, one)[0] for one in ids} == {"2021-04-22"}
    undo(workspace)
    assert {stored(workspace, one)[0] for one in ids} == {"2021-04-21"}
    assert right(workspace)


def test_preferences_that_are_saved_together_are_one_action(workspace: Workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead()
    together = {"lead.response_days": "2", "lead.report_days": "10", "lead.stall_days": "30"}
    done = settings.put_all(workspace, together)
    assert actions(workspace, 1)[0].id == done.action
    assert label(actions(workspace, 1)[0]) == "修改2项设置"
    assert stored(workspace, lead_id)[0] == "2021-04-22"
    assert settings.put_all(workspace, together).action is None
    undo(workspace)
    assert settings.everything(workspace)["lead.report_days"] == 14
    assert right(workspace)


def test_a_calendar_that_is_loaded_moves_the_leads_of_its_year(
    workspace: Workspace, make_lead: MakeLead, tmp_path: Path
) -> None:
    lead_id = make_lead(first_reported_at="2028-03-03T02:00:00Z")
    (line,) = clocks.due(workspace, days=3000)
    assert (line.on.isoformat(), line.estimated) == ("2028-03-06", True)
    file = tmp_path / "2028.csv"
    file.write_text("2028-03-04,1\n", "utf-8")
    calendar_file.load(workspace, file)
    assert stored(workspace, lead_id)[0] == "2028-03-04"
    assert not clocks.due(workspace, days=3000)[0].estimated
    undo(workspace)
    assert stored(workspace, lead_id)[0] == "2028-03-06"
    assert right(workspace)


def test_loading_a_calendar_can_be_stopped_and_leaves_nothing(
    workspace: Workspace, make_lead: MakeLead, tmp_path: Path
) -> None:
    lead_id = make_lead(first_reported_at="2028-03-03T02:00:00Z")
    file = tmp_path / "2028.csv"
    file.write_text("2028-03-04,1\n", "utf-8")

    def stop(stage: str, done: int, of: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        calendar_file.load(workspace, file, stop)
    assert calendars.loaded(workspace) == ()
    assert stored(workspace, lead_id)[0] == "2028-03-06"


def test_a_log_entry_that_goes_to_another_lead_moves_both(workspace: Workspace, make_lead: MakeLead) -> None:
    one, other = make_lead(project="甲"), make_lead(project="乙")
    entry = service.log(workspace, one, "已回电").changed["activity"][0]
    with workspace.write("edit", "edit") as writer:
        writer.update("activity", [(entry, {"lead_id": other})])
    assert (stored(workspace, one)[1], stored(workspace, other)[1]) == ("response", "assessment")
    assert right(workspace)


def test_a_database_of_before_is_filled_when_it_is_migrated(blank_url: str) -> None:
    database = open_database(blank_url)
    earlier = NAMES.index("m0007_due")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.migrate.NAMES", NAMES[:earlier])
        migrate(database, "2021-04-20T02:00:00Z")
        with database.connection_context(), database.atomic():
            database.execute_sql(
                "INSERT INTO lead (id, code, kind, project, investor, stage, first_reported_at) VALUES "
                "(1, 'CF-1', '投资', '甲', '乙公司', '线索登记', '2021-04-12T02:00:00Z'), "
                "(2, 'CF-2', '投资', '丙', '乙公司', '投产', '2021-04-12T02:00:00Z')"
            )
            database.execute_sql(
                "INSERT INTO tally (name, value, count) VALUES ('lead', '线索登记', 1), ('lead', '投产', 1)"
            )
    if not database.is_closed():
        database.close()
    with closing(Workspace.open(blank_url)) as ws:
        assert stored(ws, 1)[0] == "2021-04-13"
        assert stored(ws, 2)[0] is None
        assert not due.is_stale(ws)
        assert right(ws)


def test_check_tells_of_a_wrong_day_and_a_rebuild_puts_it_right(workspace: Workspace, make_lead: MakeLead) -> None:
    lead_id = make_lead()
    with workspace.store.reading() as reader, reader.db.atomic():
        reader.db.execute_sql("UPDATE lead_clock SET due_on = '2030-01-01'")
    assert not right(workspace)
    checking.rebuild_search(workspace)
    assert right(workspace)
    assert stored(workspace, lead_id)[0] == "2021-04-21"


def test_a_calendar_that_came_with_a_newer_program_is_taken_up_when_somebody_looks(
    workspace: Workspace, make_lead: MakeLead
) -> None:
    lead_id = make_lead()
    with workspace.store.reading() as reader, reader.db.atomic():
        reader.db.execute_sql("UPDATE lead_clock SET due_on = '2021-04-30'")
        reader.db.execute_sql("UPDATE derived SET value = 'another'")
    assert due.is_stale(workspace)
    assert due.ensure(workspace) == 1
    assert stored(workspace, lead_id)[0] == "2021-04-21"
    assert not due.is_stale(workspace)


def test_today_overdue_and_ahead_are_counted_whole_whatever_is_listed(
    workspace: Workspace, make_lead: MakeLead
) -> None:
    for number in range(5):
        make_lead(project=f"旧{number}", first_reported_at=f"2021-04-0{number + 1}T02:00:00Z")
    make_lead(project="今", first_reported_at="2021-04-19T02:00:00Z")
    make_lead(project="明")
    found = clocks.agenda(workspace, days=7, most=(10, 2, 10))
    assert (found.today_count, found.overdue_count, found.ahead_count) == (1, 5, 1)
    assert [one.project for one in (*found.today, *found.overdue, *found.ahead)] == ["今", "旧4", "旧3", "明"]


def test_a_lead_stands_on_one_line_with_what_else_of_it_is_due(workspace: Workspace, make_lead: MakeLead) -> None:
    make_lead(next_action="寄资料", next_due=PartialDate("2021-04-23"))
    (line,) = clocks.due(workspace, days=7)
    assert (line.duty, line.on.isoformat()) == ("response", "2021-04-21")
    assert line.also is not None
    assert (line.also.words, line.also.on.isoformat()) == ("寄资料", "2021-04-23")
    assert clocks.due(workspace, days=2)[0].also is None
    assert [one.duty for one in clocks.each(clocks.due(workspace, days=7))] == ["response", "step"]


STEPS = ("add", "advance", "back", "leave", "reopen", "log", "tell", "report", "explain", "plan", "assess", "interval")


@examples(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from((*STEPS, "remove", "calendar", "zone", "undo", "redo", "undo", "redo")), st.integers(0, 5)
        ),
        max_size=14,
    )
)
def test_whatever_is_done_leads_are_due_when_they_are_worked_out_to_be(
    sqlite_workspace: Workspace, tmp_path: Path, steps: list[tuple[str, int]]
) -> None:
    ws = sqlite_workspace
    for step, number in steps:
        # Many steps can't be done where the lead is; then nothing has changed.
        with suppress(ChamberError):
            do(ws, step, number, tmp_path)
    assert right(ws)


def do(ws: Workspace, step: str, number: int, folder: Path) -> None:
    with ws.read() as reader:
        ids = [row[0] for row in reader.db.execute_sql("SELECT id FROM lead ORDER BY id").fetchall()]
    lead_id = ids[number % len(ids)] if ids else 0
    if step == "undo":
        undo(ws)
    elif step == "redo":
        redo(ws)
    elif step == "interval":
        settings.put(ws, ("lead.response_days", "lead.report_days", "lead.stall_days")[number % 3], number + 1)
    elif step == "zone":
        with ws.write("edit", "edit") as writer:
            zone = {"timezone": ("Asia/Shanghai", "America/New_York")[number % 2]}
            known = writer.row("chamber", 1)
            if known:
                writer.update("chamber", [(1, zone)])
            else:
                writer.insert_with_ids("chamber", [1], [{"name": "商会", "home_division": "150400", **zone}])
    elif step == "calendar":
        file = folder / "days.csv"
        file.write_text(f"2021-04-2{number},0\n2021-05-0{number + 1},1\n", "utf-8")
        calendar_file.load(ws, file)
    elif step == "add":
        filed = {"first_reported_at": f"2021-04-1{number}T20:00:00Z"}
        records.add(ws, "lead", {"project": f"项目{number}", "investor": Linked("某公司"), **filed})
    elif step == "remove":
        records.remove(ws, "lead", [lead_id])
    elif step == "advance":
        service.advance(ws, lead_id, ("研判", "对接洽谈", "实地考察")[number % 3])
    elif step == "back":
        service.advance(ws, lead_id, "线索登记")
    elif step == "leave":
        service.advance(ws, lead_id, "暂缓", note="等待")
    elif step == "reopen":
        service.reopen(ws, lead_id)
    elif step == "plan":
        service.plan_next(ws, lead_id, "联系", PartialDate(f"2021-05-0{number + 1}") if number else None)
    elif step == "assess":
        records.edit(ws, "lead", lead_id, {"assessment": "跟进" if number % 2 else ""})
    else:
        purpose = {"tell": "反馈引荐人", "report": "进展报告", "explain": "无进展说明"}.get(step, "")
        service.log(ws, lead_id, "情况", purpose=purpose, at=f"2021-04-{14 + number}T20:00:00Z")
