"""What the search says of a record keeps step with what it is described by."""

from __future__ import annotations

import pytest

from chamber import records
from chamber.checking import check
from chamber.fields import Linked
from chamber.finding import search
from chamber.history.service import undo
from chamber.indexing import gather
from chamber.members.service import admit
from chamber.progress import Cancelled
from chamber.search import index
from chamber.workspace import Workspace
from db import search as store
from db import search_sqlite


def unit_of(ws: Workspace) -> list[str]:
    return [hit.detail for hit in search(ws, "张三丰", kind="person")]


def test_people_are_shown_with_the_new_name_of_their_enterprise(workspace: Workspace) -> None:
    firm = records.add(workspace, "enterprise", {"name": "赤峰松风粮油有限公司"}).id
    records.add(workspace, "person", {"name": "张三丰", "enterprise": Linked("", firm)})
    assert unit_of(workspace) == ["赤峰松风粮油有限公司"]
    records.edit(workspace, "enterprise", firm, {"name": "赤峰竹影粮油有限公司"})
    assert unit_of(workspace) == ["赤峰竹影粮油有限公司"]
    undo(workspace)
    assert unit_of(workspace) == ["赤峰松风粮油有限公司"]


def test_members_are_found_before_enterprises_that_are_none(workspace: Workspace) -> None:
    records.add(workspace, "enterprise", {"name": "赤峰恒源甲粮油有限公司"})
    later = records.add(workspace, "enterprise", {"name": "赤峰恒源乙粮油有限公司"}).id
    admit(workspace, {"name": "赤峰恒源丙粮油有限公司"})
    assert [hit.title[4] for hit in search(workspace, "恒源")] == ["丙", "甲", "乙"]
    records.add(workspace, "membership", {"enterprise": Linked("", later)})
    assert [hit.title[4] for hit in search(workspace, "恒源")] == ["乙", "丙", "甲"]
    undo(workspace)
    assert [hit.title[4] for hit in search(workspace, "恒源")] == ["丙", "甲", "乙"]


def test_an_index_of_the_version_before_puts_members_first_from_now_on(workspace: Workspace) -> None:
    records.add(workspace, "enterprise", {"name": "赤峰恒源甲粮油有限公司"})
    admit(workspace, {"name": "赤峰恒源乙粮油有限公司"})
    with workspace.read() as reader, reader.db.atomic():
        reader.db.execute_sql("UPDATE search_entry SET id = id - 536870912 WHERE id >= 536870912 AND id < 1073741824")
        index.rebuild(reader.db)
        reader.db.execute_sql("DELETE FROM schema_version WHERE version >= 14")
    assert [hit.title[4] for hit in search(workspace, "恒源")] == ["甲", "乙"]
    workspace.close()
    ws = Workspace.open(workspace.store.url)
    assert [hit.title[4] for hit in search(ws, "恒源")] == ["乙", "甲"]
    assert not check(ws).troubles
    ws.close()


def test_tidying_the_index_may_be_given_up_and_is_taken_up_again(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_sqlite, "GATHERED", 1)
    for start in (1_000, 2_000):
        names = [
            index.Doc("enterprise", number, f"Q{number}", f"赤峰恒源{number}") for number in range(start, start + 500)
        ]
        with workspace.read() as reader, reader.db.atomic():
            index.index_docs(reader.db, names)
    asked = iter(range(3))

    def leaves() -> None:
        if next(asked) == 2:
            raise Cancelled("")

    if workspace.store.is_sqlite:
        with pytest.raises(Cancelled):
            gather(workspace, leaves)
    assert len(search(workspace, "恒源", limit=2_000)) == 1_000
    gather(workspace)
    assert len(search(workspace, "恒源", limit=2_000)) == 1_000
    with workspace.read() as reader:
        assert not store.is_scattered(reader.db)
        assert index.check(reader.db, {"enterprise": 1_000}) == []
