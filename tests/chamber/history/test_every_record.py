"""Every kind of record is filed, changed and removed with a journal that holds, and tells its history."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from chamber import records
from chamber.entity import entity_names, entity_of
from chamber.fields import Choice, Choices, Date, DateTime, Link, LinkedText, Place, Places
from chamber.history import service as history
from chamber.setup.service import chamber_record, save_texts
from chamber.workspace import Workspace
from db import journal


def _text(kind: Any, name: str) -> str:
    """Something a person could type into a field."""
    if isinstance(kind, Choice | Choices):
        return next(option for option in kind.options if option)
    if isinstance(kind, Place | Places):
        return "赤峰市"
    if isinstance(kind, Date):
        return "2021-04-10"
    if isinstance(kind, DateTime):
        return "2021-04-10 09:00"
    return "30万元" if name == "amount" else "同在首府"


def _values(ws: Workspace, entity: str) -> dict[str, Any]:
    """The required fields; what they link to is filed first."""
    values: dict[str, Any] = {}
    for field in entity_of(entity).fields:
        if not field.required:
            continue
        if isinstance(field.kind, Link) and not isinstance(field.kind, LinkedText):
            target = records.add(ws, field.kind.entity, _values(ws, field.kind.entity)).id
            values[field.name] = _linked(target)
        else:
            with ws.read() as reader:
                text = {field.name: _text(field.kind, field.name)}
                values |= records.parse_values(ws, reader, entity, text)[0]
    return values


def _linked(record_id: int) -> Any:
    from chamber.fields import Linked

    return Linked("", record_id)


@pytest.mark.parametrize("entity", [name for name in entity_names() if name != "chamber"])
def test_a_record_of_every_kind_comes_goes_and_comes_back(workspace: Workspace, entity: str) -> None:
    before = len(history.actions(workspace, 1_000))
    record_id = records.add(workspace, entity, _values(workspace, entity)).id
    with workspace.read() as reader:
        stored = reader.row(entity, record_id)
    records.remove(workspace, entity, [record_id])
    with workspace.read() as reader:
        assert reader.row(entity, record_id) is None
    told = history.history(workspace, entity, record_id)
    assert [change.what for change in told] == ["removed", "added"]
    history.undo(workspace)
    with workspace.read() as reader:
        assert reader.row(entity, record_id) == stored
        assert journal.broken_links(reader.db) == []
    assert len(history.actions(workspace, 1_000)) > before


def test_the_history_says_who_changed_what_from_what(workspace: Workspace) -> None:
    record_id = records.add(workspace, "enterprise", {"name": "旧名有限公司"}).id
    with workspace.read() as reader:
        texts = {"name": "新名有限公司", "employees": "近200人", "industry": "制造业"}
        values, _ = records.parse_values(workspace, reader, "enterprise", texts)
    records.edit(Workspace(workspace.store, "王秘书", "office-2"), "enterprise", record_id, values)
    changed, added = history.history(workspace, "enterprise", record_id)
    assert (changed.what, changed.user, changed.label) == ("changed", "王秘书", "edit Enterprise 旧名有限公司")
    assert [(one.label, one.old, one.new) for one in changed.fields] == [
        ("Enterprise name", "旧名有限公司", "新名有限公司"),
        ("Industry", "", "C Manufacturing"),
        ("Employees", "", "nearly 200"),
    ]
    assert added.what == "added"


def test_the_chamber_is_filed_once_and_changed_later(workspace: Workspace) -> None:
    assert chamber_record(workspace) is None
    save_texts(workspace, {"name": "呼和浩特市赤峰商会", "home_division": "赤峰市"})
    save_texts(workspace, {"reporter": "李四"})
    assert save_texts(workspace, {"reporter": "李四"}).action is None
    found = chamber_record(workspace)
    assert found is not None
    assert (found.name, found.home_division, found.reporter) == ("呼和浩特市赤峰商会", "150400", "李四")
    history.undo(workspace)
    history.undo(workspace)
    assert chamber_record(workspace) is None
    save_texts(workspace, {"name": "另一商会", "home_division": "赤峰市"})
    assert workspace.home_division == "150400"


def test_readers_in_threads_leave_no_connection_behind(workspace: Workspace) -> None:
    found: list[int] = []

    def look() -> None:
        for _ in range(3):
            with workspace.read() as reader:
                found.append(reader.db.execute_sql("SELECT 1").fetchone()[0])

    threads = [threading.Thread(target=look) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 90
    assert workspace.store.db.is_closed()
    in_use = getattr(workspace.store.db, "_in_use", {})
    assert not in_use
