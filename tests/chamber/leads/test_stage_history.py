"""Whatever is done to a lead, its history, its days and the funnel tell the same story."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber.fields import Linked
from chamber.history import service as history
from chamber.leads import service
from chamber.records import add
from chamber.reports.funnel import funnel
from chamber.reports.past import leads_at
from chamber.reports.sheet import Report
from chamber.workspace import Workspace

START = date(2021, 3, 1)
TODAY = date(2021, 4, 20)

Told = list[list[tuple[str | None, str, str]]]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_moves_undo_and_redo_keep_history_days_and_funnel_consistent(
    sqlite_template: Path, data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(sqlite_template, f"{folder}/chamber.db")
        with closing(Workspace.open(f"{folder}/chamber.db")) as ws:
            walk(ws, data)


def walk(ws: Workspace, data: st.DataObject) -> None:
    ids = [
        add(ws, "lead", {"project": name, "investor": Linked(name), "first_reported_at": f"{START}T02:00:00Z"}).id
        for name in ("甲", "乙")
    ]
    done: list[Told] = []
    undone: list[Told] = []
    for _step in range(data.draw(st.integers(1, 14))):
        what = data.draw(st.sampled_from(["move", "move", "move", "undo", "undo", "redo", "redo"]))
        before = told(ws, ids)
        if what == "move":
            lead_id = data.draw(st.sampled_from(ids))
            found = service.detail(ws, lead_id)
            if not found.moves:
                continue
            wanted = data.draw(st.sampled_from([stage.name for stage in found.moves]))
            since = date.fromisoformat(found.history[-1].on)
            on = data.draw(st.dates(since, TODAY))
            service.advance(ws, lead_id, wanted, on=on, note="理由")
            done.append(before)
            undone.clear()
        elif what == "undo" and done:
            history.undo(ws)
            assert told(ws, ids) == done.pop()
            undone.append(before)
        elif what == "redo" and undone:
            history.redo(ws)
            assert told(ws, ids) == undone.pop()
            done.append(before)
        check(ws, ids)


def told(ws: Workspace, ids: list[int]) -> Told:
    """The steps of each lead, to see that undo and redo walk along them."""
    return [[(step.from_stage, step.to_stage, step.on) for step in service.detail(ws, one).history] for one in ids]


def check(ws: Workspace, ids: list[int]) -> None:
    for lead_id in ids:
        found = service.detail(ws, lead_id)
        assert found.history[-1].to_stage == found.lead.stage
        for before, after in zip(found.history, found.history[1:], strict=False):
            assert after.from_stage == before.to_stage
            assert before.on <= after.on
    for day in (START, START + timedelta(days=20), TODAY):
        with ws.read() as reader:
            leads = leads_at(reader, day, ws.zone)
        for lead in leads:
            assert sum(days for _stage, days in lead.stays(day)) == (day - START).days
        counted = counts(funnel(ws, as_of=day))
        assert sum(counted.values()) == len(leads)
        for lead in leads:
            steps = [step for step in service.detail(ws, lead.id).history if step.on <= day.isoformat()]
            assert steps[-1].to_stage == lead.stage
    assert counts(funnel(ws)) == {stage.name: count for stage, count in service.funnel(ws)}


def counts(report: Report) -> dict[str, int]:
    """Stage → leads, as the funnel tells it."""
    assert isinstance(report.document, Mapping)
    return {one["stage"]: one["leads"] for one in report.document["stages"]}
