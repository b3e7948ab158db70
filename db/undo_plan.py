"""What taking an action back would do, from its journal and the rows as they are now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from db import journal
from db.blocks import holding, same_rows
from db.database import chunks, placeholders
from db.journal import Entry, Raw
from db.models import MODELS
from db.pen import CREATED, DELETED, UPDATED, members
from db.session import Writer
from db.tables import columns_of, personal_columns_of, required_columns_of

Row = dict[str, Any]
Groups = Mapping[str, Mapping[str, str]]

CHANGED = "changed"
"""Somebody changed it since."""
GONE = "gone"
"""The row was removed since."""
NEEDED = "needed"
"""Another row refers to it; `other` says which."""
TARGET_GONE = "target-gone"
"""What it referred to is not there any more; `other` says what it was."""
TAKEN = "taken"
"""Another row has its number or name by now."""
ERASED = "erased"
"""Its personal values were erased and don't come back; the rest of the row did."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A row, or some of its columns, that the undo leaves as it is. `row`: its columns where it is not stored."""

    table: str
    row_id: int
    reason: str
    columns: tuple[str, ...] = ()
    other: tuple[str, int] | None = None
    row: Row | None = None


@dataclass(slots=True)
class Change:
    """Columns of a row as they are and as they would be."""

    before: Row
    after: Row


@dataclass(slots=True)
class Plan:
    """Created rows to delete, columns to set back, deleted rows to restore (values in the order of `columns_of`)."""

    to_delete: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    to_change: defaultdict[str, dict[int, Change]] = field(default_factory=lambda: defaultdict(dict))
    to_restore: defaultdict[str, dict[int, tuple[Any, ...]]] = field(default_factory=lambda: defaultdict(dict))
    kept: list[Kept] = field(default_factory=list)
    staying: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Rows the action wrote that stay as somebody made them since: what they own stays with them."""


@dataclass(slots=True)
class _Net:
    """What an action did to one row altogether."""

    table: str
    row_id: int
    op: str
    before: Row
    after: Row
    erased: bool

    def then(self, entry: Entry) -> _Net | None:
        """This and a later entry about the same row as one; None when nothing is left of it."""
        erased = self.erased or entry.erased
        if entry.op == CREATED:
            # Deleted and filed again under its id: every column may have changed.
            before, after = _whole(self.table, self.before), _whole(self.table, entry.after)
            return _Net(self.table, self.row_id, UPDATED, before, after, erased)
        if entry.op == UPDATED:
            before = entry.before | self.before if self.op == UPDATED else self.before
            return _Net(self.table, self.row_id, self.op, before, self.after | entry.after, erased)
        if self.op == CREATED:
            return None
        return _Net(self.table, self.row_id, DELETED, entry.before | self.before, {}, erased)


def _whole(table: str, row: Row) -> Row:
    return {name: row.get(name) for name in columns_of(table) if name != "id"}


def plan_of(writer: Writer, action_id: int, groups: Groups, told: Callable[[int, int], None]) -> Plan:
    """The plan for an action, looking at each row alone: what others need of it is not settled yet. `told` hears how many
    of its entries are read, of how many."""
    plan = Plan()
    read, of = 0, journal.actions(writer.db, 1, ids=[action_id])[0]["entries"]
    several = _written_more_than_once(writer, action_id)
    together: dict[tuple[str, int], _Net | None] = {}
    for page in journal.pages_of(writer.db, action_id):
        told(read, of)
        read += sum(map(journal.size_of, page))
        alone = []
        for entry in _looked_into(writer, plan, page, several):
            key = entry.table, entry.row_id
            if key not in several:
                alone.append(_net(entry))
            else:
                earlier = together.get(key)
                together[key] = earlier.then(entry) if earlier else _net(entry)
        _judge(writer, plan, alone, groups)
    _judge(writer, plan, [net for net in together.values() if net], groups)
    return plan


def _looked_into(
    writer: Writer, plan: Plan, page: Sequence[Raw], several: Container[tuple[str, int]]
) -> Iterator[Entry]:
    """The entries of a page, but for rows that were filed new and are as they were: these only have to go."""
    untouched = _as_filed(writer, [raw for raw in page if raw[4] == CREATED and raw[8] is None])
    for raw in page:
        table, row_id, op, last_id = raw[2], raw[3], raw[4], raw[8]
        if last_id is not None:
            rows = range(row_id, last_id + 1)
            same = (
                {one for one in as_filed_together(writer, raw) if (table, one) not in several} if op == CREATED else ()
            )
            plan.to_delete[table].update(same)
            if len(same) < len(rows):
                yield from journal.entries_in(raw, [one for one in rows if one not in same])
        elif (table, row_id) in untouched and (table, row_id) not in several:
            plan.to_delete[table].add(row_id)
        else:
            yield journal.entry_of(raw)


def as_filed_together(writer: Writer, raw: Raw) -> Collection[int]:
    """The rows of a block that read now, letter for letter, as the journal wrote them down."""
    table, first, public, private = raw[2], raw[3], raw[5], raw[6]
    rows = range(first, (raw[8] or first) + 1)
    columns = writer.columns(table, rows)
    ids = columns.pop("id")
    if len(ids) < len(rows):
        return ()
    if ids != list(rows):
        places = sorted(range(len(ids)), key=ids.__getitem__)
        columns = {name: [values[at] for at in places] for name, values in columns.items()}
    personal = personal_columns_of(table)
    _, lines = members([one for one in columns.items() if one[0] in personal], personal)
    return same_rows(first, public, private, [one for one in columns.items() if one[0] not in personal], lines)


def _as_filed(writer: Writer, raws: Sequence[Raw]) -> set[tuple[str, int]]:
    """Of rows that were filed new, those that read now, letter for letter, as the journal wrote them down. A row that
    does not may still be the same (an older program wrote in another order)."""
    by_table: defaultdict[str, dict[int, Raw]] = defaultdict(dict)
    for raw in raws:
        by_table[raw[2]][raw[3]] = raw
    same: set[tuple[str, int]] = set()
    for table, filed in by_table.items():
        columns = writer.columns(table, list(filed))
        ids = columns.pop("id")
        public, hidden = members(list(columns.items()), personal_columns_of(table))
        for row_id, shown, secret in zip(ids, public, hidden or [""] * len(ids), strict=True):
            raw = filed[row_id]
            kept = raw[6].partition(",")[2] if raw[6] is not None else ""
            if raw[5] == f"[{{}},{{{shown}}}]" and kept == (f"{{}},{{{secret}}}]" if secret else ""):
                same.add((table, row_id))
    return same


def _written_more_than_once(writer: Writer, action_id: int) -> set[tuple[str, int]]:
    mark = placeholders(writer.db, 1)
    alone = (
        f"SELECT entity, row_id FROM journal WHERE action_id = {mark} AND last_id IS NULL "
        "GROUP BY entity, row_id HAVING COUNT(*) > 1"
    )
    several = {(table, row_id) for table, row_id in writer.db.execute_sql(alone, (action_id,)).fetchall()}
    # Where blocks begin and other entries of their rows lie.
    sql = f"SELECT entity, row_id, last_id FROM journal WHERE action_id = {mark} AND last_id IS NOT NULL ORDER BY entity, row_id"
    reached: dict[str, int] = {}
    for table, first, last in writer.db.execute_sql(sql, (action_id,)).fetchall():
        several.update((table, row_id) for row_id in range(first, min(last, reached.get(table, 0)) + 1))
        reached[table] = max(last, reached.get(table, 0))
    for table in reached:
        sql = f"SELECT row_id FROM journal WHERE action_id = {mark} AND entity = {mark} AND last_id IS NULL"
        singles = [row[0] for row in writer.db.execute_sql(sql, (action_id, table)).fetchall()]
        for part in chunks(singles):
            several.update((table, row_id) for _, row_id in holding(writer.db, table, part, action_id))
    return several


def _net(entry: Entry) -> _Net:
    return _Net(entry.table, entry.row_id, entry.op, entry.before, entry.after, entry.erased)


def _judge(writer: Writer, plan: Plan, nets: Iterable[_Net], groups: Groups) -> None:
    by_table: defaultdict[str, list[_Net]] = defaultdict(list)
    for net in nets:
        by_table[net.table].append(net)
    for table in MODELS:
        if table not in by_table:
            continue
        stored = {row["id"]: row for row in writer.rows(table, [net.row_id for net in by_table[table]])}
        for net in by_table[table]:
            _JUDGES[net.op](plan, net, stored.get(net.row_id), groups.get(table, {}))


def _judge_created(plan: Plan, net: _Net, stored: Row | None, fields: Mapping[str, str]) -> None:
    if stored is None:
        return
    if stored != dict.fromkeys(stored) | net.after | {"id": net.row_id}:
        differing = tuple(name for name, value in stored.items() if value != net.after.get(name) and name != "id")
        plan.kept.append(Kept(net.table, net.row_id, CHANGED, differing))
        plan.staying[net.table].add(net.row_id)
    else:
        plan.to_delete[net.table].add(net.row_id)


def _judge_updated(plan: Plan, net: _Net, stored: Row | None, fields: Mapping[str, str]) -> None:
    if stored is None:
        plan.kept.append(Kept(net.table, net.row_id, GONE, tuple(net.before), row=net.before))
        return
    change = Change({}, {})
    kept: list[str] = []
    for columns in _by_field(net.before, fields):
        if any(stored[name] != net.after[name] for name in columns):
            if any(stored[name] != net.before[name] for name in columns):
                kept += columns
            continue
        for name in columns:
            if stored[name] != net.before[name]:
                change.before[name], change.after[name] = stored[name], net.before[name]
    if change.after:
        plan.to_change[net.table][net.row_id] = change
    if kept:
        plan.kept.append(Kept(net.table, net.row_id, CHANGED, tuple(kept)))
        plan.staying[net.table].add(net.row_id)
    if net.erased:
        plan.kept.append(Kept(net.table, net.row_id, ERASED, tuple(personal_columns_of(net.table))))


def _judge_deleted(plan: Plan, net: _Net, stored: Row | None, fields: Mapping[str, str]) -> None:
    if stored is not None:
        return
    if net.erased and any(net.before.get(name) is None for name in required_columns_of(net.table)):
        # Without what was erased there is no row to bring back.
        plan.kept.append(Kept(net.table, net.row_id, ERASED, tuple(personal_columns_of(net.table)), row=net.before))
        return
    plan.to_restore[net.table][net.row_id] = tuple(
        net.row_id if name == "id" else net.before.get(name) for name in columns_of(net.table)
    )
    if net.erased:
        plan.kept.append(Kept(net.table, net.row_id, ERASED, tuple(personal_columns_of(net.table)), row=net.before))


_JUDGES = {CREATED: _judge_created, UPDATED: _judge_updated, DELETED: _judge_deleted}


def _by_field(columns: Iterable[str], fields: Mapping[str, str]) -> Iterator[list[str]]:
    """The columns, those of one field together: an amount goes back whole or not at all."""
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for name in columns:
        grouped[fields.get(name, name)].append(name)
    yield from grouped.values()
