"""Whatever is done and taken back in whatever order, the tables hold what they should, and nothing is left at the end."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber import records
from chamber.errors import ChamberError, NotFound
from chamber.fields import Linked
from chamber.history import service as history
from chamber.workspace import Workspace
from db import blocks, journal
from db.models import MODELS
from db.search import counts
from db.tables import columns_of

State = dict[str, list[dict[str, Any]]]

names = st.text(alphabet="赤峰红山元宝松翁牛特旗", min_size=1, max_size=4)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("enterprise"), names),
        st.tuples(st.just("person"), names),
        st.tuples(st.just("lead"), names),
        st.tuples(st.just("member"), names),
        st.tuples(st.just("edit"), names),
        st.tuples(st.just("remove"), st.integers(0, 9)),
        st.tuples(st.just("undo"), st.none()),
        st.tuples(st.just("redo"), st.none()),
    ),
    max_size=14,
)


def _ids(ws: Workspace, table: str) -> list[int]:
    with ws.read() as reader:
        return [row[0] for row in reader.db.execute_sql(f'SELECT id FROM "{table}" ORDER BY id').fetchall()]


def _state(ws: Workspace) -> State:
    with ws.read() as reader:
        found = {
            table: reader.rows(
                table, [row[0] for row in reader.db.execute_sql(f'SELECT id FROM "{table}" ORDER BY id').fetchall()]
            )
            for table in MODELS
        }
        assert journal.broken_links(reader.db) == []
        assert counts(reader.db)["enterprise"] == len(found["enterprise"])
        assert counts(reader.db)["person"] == len(found["person"])
        assert counts(reader.db)["lead"] == len(found["lead"])
    return found


def _take(ws: Workspace, kind: str, detail: Any) -> None:
    """One step of a person; what a rule refuses changes nothing."""
    enterprises = _ids(ws, "enterprise")
    link = Linked("", enterprises[-1]) if enterprises else None
    if kind in ("enterprise", "person"):
        records.add(ws, kind, {"name": detail} | ({"enterprise": link} if kind == "person" and link else {}))
    elif kind == "lead":
        records.add(ws, "lead", {"project": detail, "investor": Linked(detail, link.id if link else None)})
    elif kind == "member" and link:
        records.add(ws, "membership", {"enterprise": link})
    elif kind == "edit" and link and link.id:
        records.edit(ws, "enterprise", link.id, {"name": detail})
    elif kind == "remove":
        everything = [(table, one) for table in ("enterprise", "person", "lead") for one in _ids(ws, table)]
        if everything:
            table, one = everything[detail % len(everything)]
            records.remove(ws, table, [one])


@pytest.fixture(params=["each its own entry", "together whenever they can"])
def shared(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether rows share entries of the journal, however few they are."""
    if request.param.startswith("together"):
        monkeypatch.setattr(blocks, "LEAST", 1)
        monkeypatch.setattr(blocks, "MOST", 2)


@pytest.mark.usefixtures("shared")
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps)
def test_undo_and_redo_walk_along_the_states_there_were(sqlite_template: Path, taken: list[tuple[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(sqlite_template, Path(folder) / "chamber.db")
        with closing(Workspace.open(Path(folder) / "chamber.db")) as ws:
            _walk(ws, taken)


def _walk(ws: Workspace, taken: list[tuple[str, Any]]) -> None:
    empty = _state(ws)
    past: list[State] = []
    future: list[State] = []
    for kind, detail in taken:
        before = _state(ws)
        if kind == "undo" and past:
            history.undo(ws)
            assert _state(ws) == past.pop()
            future.append(before)
        elif kind == "redo" and future:
            history.redo(ws)
            assert _state(ws) == future.pop()
            past.append(before)
        elif kind not in ("undo", "redo"):
            _do(ws, kind, detail, before, past, future)
    while past:
        history.undo(ws)
        assert _state(ws) == past.pop()
    assert _state(ws) == empty
    with pytest.raises(NotFound):
        history.undo(ws)


def _do(ws: Workspace, kind: str, detail: Any, before: State, past: list[State], future: list[State]) -> None:
    """A step forward. Undone steps stay behind it: they could still be redone, but no longer give an earlier state."""
    last = history.actions(ws, 1)
    try:
        _take(ws, kind, detail)
    except ChamberError:
        assert _state(ws) == before
        return
    if history.actions(ws, 1) != last:
        past.append(before)
        future.clear()


def test_every_column_of_every_table_takes_part(sqlite_workspace: Workspace) -> None:
    assert all(columns_of(table)[0] == "id" for table in MODELS)
    assert set(_state(sqlite_workspace)) == set(MODELS)
