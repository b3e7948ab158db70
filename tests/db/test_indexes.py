"""Indexes that are left for afterwards while very many rows come in are all there again, whatever happens."""

from __future__ import annotations

import pytest

from chamber.workspace import Reader, Workspace
from db import session


def _indexes(reader: Reader) -> list[tuple[str, str]]:
    sql = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'enterprise' ORDER BY rowid"
    found: list[tuple[str, str]] = reader.db.execute_sql(sql).fetchall()
    return found


def _fill(workspace: Workspace, count: int, *, fails: bool = False) -> list[tuple[str, str]]:
    """Files enterprises; the indexes there were meanwhile."""
    with workspace.write("import", "import {file}", file="x") as writer:
        with writer.filling({"enterprise": count}):
            meanwhile = _indexes(writer)
            rows = [
                {"code": f"Q{at}", "name": f"公司{at}", "sort_key": str(at), "created_at": "x"} for at in range(count)
            ]
            writer.insert("enterprise", rows)
            if fails:
                raise RuntimeError
        return meanwhile


@pytest.fixture(autouse=True)
def _few_are_worth_it(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    if not workspace.store.is_sqlite:
        pytest.skip("indexes are left alone on PostgreSQL")
    monkeypatch.setattr(session, "WORTH_LEAVING", 10)


def test_indexes_are_made_again_as_they_were(workspace: Workspace) -> None:
    with workspace.read() as reader:
        before = _indexes(reader)
    meanwhile = _fill(workspace, 20)
    with workspace.read() as reader:
        assert _indexes(reader) == before
        assert reader.db.execute_sql("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert 0 < len(meanwhile) < len(before)


def test_indexes_are_there_after_a_failure(workspace: Workspace) -> None:
    with workspace.read() as reader:
        before = _indexes(reader)
    with pytest.raises(RuntimeError):
        _fill(workspace, 20, fails=True)
    with workspace.read() as reader:
        assert _indexes(reader) == before


def test_a_table_with_more_rows_than_come_keeps_its_indexes(workspace: Workspace) -> None:
    first = _fill(workspace, 5)
    with workspace.write("import", "import {file}", file="x") as writer:
        writer.insert(
            "enterprise", [{"code": f"R{at}", "name": "甲", "sort_key": "", "created_at": "x"} for at in range(30)]
        )
    with workspace.write("import", "import {file}", file="x") as writer, writer.filling({"enterprise": 12}):
        assert _indexes(writer) == first
