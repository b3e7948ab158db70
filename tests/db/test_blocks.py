"""Rows filed or removed together share an entry of the journal, and each is told, erased and taken back alone."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chamber import records
from chamber.fields import Linked
from chamber.history import service as history
from chamber.history.changes import history as history_of
from chamber.workspace import Workspace, Writer
from db import blocks, journal
from db.blocks import pieces
from db.pen import CREATED, DELETED
from db.queries import deliveries, leads, privacy
from db.undo_plan import as_filed_together
from tests.db.plans import asked, full_scans

COUNT = 1_200


@given(st.lists(st.integers(1, 40), unique=True).map(sorted), st.integers(1, 5), st.integers(5, 9))
def test_pieces_are_all_places_once_and_together_only_what_follows(ids: list[int], least: int, most: int) -> None:
    found = list(pieces(ids, least, most))
    assert [at for start, end, _ in found for at in range(start, end)] == list(range(len(ids)))
    for start, end, together in found:
        follow = ids[end - 1] - ids[start] == end - 1 - start
        assert not together or (follow and least <= end - start <= most)
    assert all(one[2] or other[2] for one, other in pairwise(found))


def _filed(ws: Workspace, count: int = COUNT) -> list[int]:
    """People filed in one action, every third with a phone."""
    with ws.write("import", "import") as writer:
        rows = [_person(writer, number) for number in range(count)]
        return writer.insert("person", rows)


def _person(writer: Writer, number: int) -> dict[str, Any]:
    phone = f'[{{"number":"1380000{number:04d}"}}]' if number % 3 == 0 else None
    return {"code": f"P-{number}", "name": f"某{number}", "sort_key": f"mou {number}", "mobiles": phone}


def _stored(ws: Workspace) -> list[dict[str, Any]]:
    with ws.read() as reader:
        ids = [row[0] for row in reader.db.execute_sql("SELECT id FROM person ORDER BY id").fetchall()]
        return reader.rows("person", ids)


def _entries(ws: Workspace, sql: str = "SELECT COUNT(*) FROM journal") -> int:
    with ws.read() as reader:
        return int(reader.db.execute_sql(sql).fetchone()[0])


def _broken(ws: Workspace) -> list[int]:
    with ws.read() as reader:
        return journal.broken_links(reader.db)


def test_many_rows_are_few_entries_and_each_is_read_as_its_own(workspace: Workspace) -> None:
    before = _entries(workspace)
    ids = _filed(workspace)
    assert _entries(workspace) - before <= COUNT / blocks.LEAST
    rows = _stored(workspace)
    with workspace.read() as reader:
        action = history.actions(workspace, 1)[0]
        told = list(journal.entries_of(reader.db, action.id))
        assert [entry.row_id for entry in told] == ids
        assert {entry.op for entry in told} == {CREATED}
        for entry, row in zip(told, rows, strict=True):
            assert entry.after == {name: value for name, value in row.items() if value is not None and name != "id"}
            assert entry.before == {}
        (found,) = journal.entries_about(reader.db, "person", [ids[700]])
        assert found.after["name"] == "某700"
        assert journal.traces(reader.db, "person", ids[:3]) == [(row_id, action.id, CREATED) for row_id in ids[:3]]
    assert _broken(workspace) == []


def test_the_history_of_one_row_of_many(workspace: Workspace) -> None:
    ids = _filed(workspace)
    records.edit(workspace, "person", ids[40], {"name": "他人"})
    changed, added = history_of(workspace, "person", ids[40])
    assert [change.what for change in (added, changed)] == ["added", "changed"]
    assert any((one.old, one.new) == ("某40", "他人") for one in changed.fields)
    assert any((one.old, one.new) == ("", "某40") for one in added.fields)


def test_undo_and_redo_of_many_rows_bring_back_every_value(workspace: Workspace) -> None:
    _filed(workspace)
    rows = _stored(workspace)
    assert history.undo(workspace).reversed == {"person": COUNT}
    assert _stored(workspace) == []
    removed = history.actions(workspace, 1)[0]
    with workspace.read() as reader:
        assert [entry.op for entry in journal.entries_of(reader.db, removed.id)] == [DELETED] * COUNT
    history.redo(workspace)
    assert _stored(workspace) == rows
    assert _broken(workspace) == []


def test_what_was_changed_since_stays_and_is_named(workspace: Workspace) -> None:
    ids = _filed(workspace)
    filed = history.actions(workspace, 1)[0].id
    records.edit(workspace, "person", ids[5], {"name": "改"})
    records.edit(workspace, "person", ids[600], {"mobiles": ()})
    records.remove(workspace, "person", [ids[7]])
    done = history.undo(workspace, filed)
    assert done.reversed == {"person": COUNT - 3}
    assert sorted(name.split()[1] for name, _ in done.kept) == ["改", "某600"]
    assert [row["id"] for row in _stored(workspace)] == [ids[5], ids[600]]
    assert _broken(workspace) == []


def test_rows_that_are_as_they_were_filed_are_told_by_the_block_alone(workspace: Workspace) -> None:
    ids = _filed(workspace, blocks.MOST)
    with workspace.write("tag", "tag") as writer:
        writer.update("person", [(ids[3], {"mobiles": None}), (ids[5], {"code": "P-x"})])
        (raw,) = (raw for page in journal.pages_of(writer.db, writer.action_id - 1) for raw in page)
        same = as_filed_together(writer, raw)
    assert list(same) == [row_id for row_id in ids if row_id not in (ids[3], ids[5])]


def test_a_row_edited_and_set_back_goes_with_the_others(workspace: Workspace) -> None:
    ids = _filed(workspace)
    filed = history.actions(workspace, 1)[0].id
    records.edit(workspace, "person", ids[5], {"unit": "某单位"})
    history.undo(workspace)
    assert history.undo(workspace, filed).reversed == {"person": COUNT}


def test_rows_written_again_in_the_same_action(workspace: Workspace) -> None:
    with workspace.write("import", "import") as writer:
        ids = writer.insert("person", [_person(writer, number) for number in range(100)])
        writer.update("person", [(row_id, {"name": "甲"}) for row_id in ids[:50]])
        writer.take_out("person", ids[40:90])
        writer.insert_with_ids("person", ids[80:84], [_person(writer, number) for number in range(80, 84)])
    assert _broken(workspace) == []
    assert history.undo(workspace).reversed == {"person": 54}
    assert _stored(workspace) == []
    history.redo(workspace)
    assert [row["id"] for row in _stored(workspace)] == [*ids[:40], *ids[80:84], *ids[90:]]
    assert [row["name"] for row in _stored(workspace)][:41] == ["甲"] * 40 + ["某80"]
    assert _broken(workspace) == []


def test_one_row_is_erased_and_the_chain_still_holds(workspace: Workspace) -> None:
    ids = _filed(workspace)
    with workspace.write("erase", "erase") as writer:
        assert writer.erase("person", [ids[300]]) == 1
        assert writer.erase("person", [ids[303]], lambda sides: False) == 0
        writer.update("person", [(ids[300], {"mobiles": None, "name": "已删除"})])
    with workspace.read() as reader:
        assert _held(reader.db) == {ids[300]: True, ids[301]: False, ids[303]: False}
        kept = [row[0] or "" for row in reader.db.execute_sql("SELECT private FROM journal").fetchall()]
    assert sum("13800000300" in one for one in kept) == 1, "what the erasing action itself wrote of the row before"
    assert _broken(workspace) == []
    with workspace.write("erase", "erase") as writer:
        assert writer.erase("person", [ids[300]]) == 1, "only that entry was left"
        writer.update("person", [(ids[300], {"unit": "无"})])
    assert _broken(workspace) == []
    history.undo(workspace, next(one.id for one in history.actions(workspace, 9) if one.kind == "import"))
    assert _broken(workspace) == []


def _held(db: Any) -> dict[int, bool]:
    """Which of three rows is told without its personal columns by the entry that filed it."""
    action = db.execute_sql("SELECT action_id FROM journal WHERE last_id IS NOT NULL ORDER BY id LIMIT 1").fetchone()[0]
    told = {entry.row_id: entry for entry in journal.entries_of(db, action)}
    wanted = [row_id for row_id in told if row_id - min(told) in (300, 301, 303)]
    assert all(("name" in told[row_id].after) is not told[row_id].erased for row_id in wanted)
    return {row_id: told[row_id].erased for row_id in wanted}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal SET public = REPLACE(public, 'P-700', 'P-007') WHERE last_id IS NOT NULL",
        "UPDATE journal SET private = REPLACE(private, '13800000303', '13800000304') WHERE last_id IS NOT NULL",
        "UPDATE journal SET last_id = last_id - 1 WHERE last_id IS NOT NULL",
    ],
)
def test_a_change_from_outside_is_found(workspace: Workspace, change: str) -> None:
    _filed(workspace)
    with workspace.read() as reader, reader.db.atomic():
        reader.db.execute_sql(change)
    assert _broken(workspace) == [history.actions(workspace, 1)[0].id]


def _delivery(writer: Writer) -> dict[str, Any]:
    office = writer.insert("office", [{"name": "某联络处", "kind": "驻外联络处", "divisions": "[]"}])[0]
    text = dict.fromkeys(("number", "mode", "form", "template", "status", "made_at", "made_by"), "x")
    return text | {"office_id": office}


def test_leads_filed_together_are_known_by_whoever_filed_them(workspace: Workspace) -> None:
    person = records.add(workspace, "person", {"name": "引荐人"}).id
    first = records.add(workspace, "lead", {"project": "早", "investor": Linked("某")}).id
    with workspace.write("import", "import") as writer:
        rows = [
            {
                "code": f"X-{number}",
                "kind": "企业投资意向",
                "project": "肉羊",
                "investor": "某",
                "sort_key": "rou yang",
                "stage": "收集",
                "introducer_id": person if number == 33 else None,
            }
            for number in range(40)
        ]
        ids = writer.insert("lead", rows)
        action = writer.action_id
    with workspace.read() as reader:
        assert {one: told[2] for one, told in leads.filed_in(reader, ids).items()} == dict.fromkeys(ids, action)
        assert privacy.rows_held_once(reader, "lead", "introducer_id", person) == [ids[33]]
        assert deliveries.leads_touched_since(reader, 999) == set()
    assert first not in ids
    with workspace.write("list", "list") as writer:
        sent = writer.insert("delivery", [_delivery(writer)])[0]
    with workspace.write("import", "import") as writer:
        later = writer.insert("lead", [row | {"code": f"Y-{at}", "introducer_id": None} for at, row in enumerate(rows)])
    with workspace.read() as reader:
        assert deliveries.leads_touched_since(reader, sent) == set(later)


def test_no_entry_is_looked_for_by_reading_them_all(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = _filed(workspace, 100)
    queries = asked(workspace, monkeypatch, lambda ws: history_of(ws, "person", ids[50]))
    assert any("last_id" in sql for sql, _ in queries)
    assert full_scans(workspace, queries) == []
