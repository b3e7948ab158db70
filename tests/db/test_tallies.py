"""What the home screen and the funnel read is kept while rows are written: it is always what a count gives."""

from __future__ import annotations

from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber import checking
from chamber.history.service import redo, undo
from chamber.home import home
from chamber.leads.service import funnel
from chamber.members.service import home_tree
from chamber.workspace import Workspace
from db import tallies

NUMBERS = count(1)


def enterprise(number: int, home_division: str | None = "150430") -> dict[str, Any]:
    return {"code": f"Q{number:05d}", "name": f"赤峰第{number}商贸有限公司", "home_division": home_division}


def lead(number: int, stage: str = "线索登记") -> dict[str, Any]:
    return {
        "code": f"CF-2021-{number:04d}",
        "kind": "投资",
        "project": "肉羊项目",
        "investor": "某公司",
        "stage": stage,
    }


def filed(ws: Workspace, table: str, *rows: dict[str, Any]) -> tuple[int, list[int]]:
    """The action and the ids of rows written in it."""
    with ws.write("add", "add") as writer:
        return writer.action_id, writer.insert(table, rows)


def right(ws: Workspace) -> bool:
    with ws.read() as reader:
        return not tallies.wrong(reader.db)


def test_rows_are_counted_as_they_are_filed(workspace: Workspace) -> None:
    filed(workspace, "enterprise", enterprise(1), enterprise(2), enterprise(3, "150423"), enterprise(4, None))
    with workspace.read() as reader:
        assert tallies.of(reader.db, "enterprise") == {"": 1, "150423": 1, "150430": 2}
        assert tallies.total(reader.db, "enterprise") == 4


def test_a_lead_that_moves_is_counted_where_it_went(workspace: Workspace) -> None:
    _action, (one, _two) = filed(workspace, "lead", lead(1), lead(2))
    with workspace.write("edit", "edit") as writer:
        writer.update("lead", [(one, {"stage": "研判", "owner": "秘书处甲"})])
    counts = {stage.name: count for stage, count in funnel(workspace)}
    assert (counts["线索登记"], counts["研判"]) == (1, 1)
    assert right(workspace)


def test_undo_takes_back_what_was_counted_and_redo_brings_it(workspace: Workspace) -> None:
    action, _ids = filed(workspace, "enterprise", enterprise(1), enterprise(2, None))
    undo(workspace, action)
    assert home(workspace).enterprises == 0
    assert home_tree(workspace) == ()
    redo(workspace)
    assert home(workspace).enterprises == 2
    assert right(workspace)


def test_a_deleted_row_is_no_longer_counted(workspace: Workspace) -> None:
    _action, ids = filed(workspace, "enterprise", enterprise(1), enterprise(2))
    filed(workspace, "membership", {"number": "M00001", "enterprise_id": ids[0], "status": "正常"})
    with workspace.write("remove", "remove") as writer:
        writer.delete("enterprise", ids[:1])
    found = home(workspace)
    assert (found.enterprises, found.members) == (1, 0)
    assert right(workspace)


def test_an_action_that_fails_counts_nothing(workspace: Workspace) -> None:
    class Stopped(Exception):
        pass

    try:
        with workspace.write("add", "add") as writer:
            writer.insert("enterprise", [enterprise(1)])
            raise Stopped
    except Stopped:
        pass
    assert home(workspace).enterprises == 0
    assert right(workspace)


def test_check_tells_of_wrong_tallies_and_a_rebuild_puts_them_right(workspace: Workspace) -> None:
    filed(workspace, "enterprise", enterprise(1))
    with workspace.store.reading() as reader, reader.db.atomic():
        reader.db.execute_sql("UPDATE tally SET count = 7 WHERE name = 'enterprise'")
    assert [trouble.area for trouble in checking.check(workspace).troubles] == ["tallies"]
    checking.rebuild_search(workspace)
    assert checking.check(workspace).is_whole


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["add", "move", "remove"]), st.sampled_from([None, "150430", "150423"])), max_size=8
    )
)
def test_whatever_is_done_the_tallies_are_what_a_count_gives(
    sqlite_workspace: Workspace, steps: list[tuple[str, str | None]]
) -> None:
    ws, ids = sqlite_workspace, list[int]()
    for step, home_division in steps:
        with ws.write(step, step) as writer:
            if step == "add":
                ids += writer.insert("enterprise", [enterprise(next(NUMBERS), home_division)])
            elif ids and step == "move":
                writer.update("enterprise", [(ids[-1], {"home_division": home_division})])
            elif ids:
                writer.delete("enterprise", [ids.pop()])
    assert right(ws)
