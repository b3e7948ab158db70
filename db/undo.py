"""Taking an action back, row by row and value by value: what was changed since stays as it is and is reported.

A plan is made first from the journal and the rows as they are now; then created rows go, changed columns go back and
deleted rows return under their ids, as one new action. References are checked at its end, so their order is free.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from db import journal
from db.database import chunks
from db.models import MODELS
from db.session import Writer
from db.tables import columns_of
from db.undo_bonds import spare_what_is_needed
from db.undo_plan import CHANGED, GONE, Groups, Kept, Plan, plan_of
from db.undo_targets import settle_targets

_PART = 5_000

Told = Callable[[int, int], None]
"""Hears how many of how many entries are read or rows taken back; may raise to give it up."""


def _untold(_done: int, _of: int) -> None:
    """Nobody asks."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """What was taken back: table → ids of rows that went, changed back or returned; and what was kept, with reasons."""

    deleted: Mapping[str, tuple[int, ...]]
    changed: Mapping[str, tuple[int, ...]]
    restored: Mapping[str, tuple[int, ...]]
    kept: tuple[Kept, ...]

    @property
    def total(self) -> int:
        return sum(len(ids) for part in (self.deleted, self.changed, self.restored) for ids in part.values())


@dataclass(frozen=True, slots=True)
class Since:
    """Who changed a row after an action, and when (UTC stamp)."""

    user: str
    at: str


def reverse(
    writer: Writer, action_id: int, groups: Groups, planned: Told = _untold, carried_out: Told = _untold
) -> Reversal:
    """Take an action back inside the open one. `groups`: table → column → the field it belongs to, which moves as one."""
    plan = plan_of(writer, action_id, groups, planned)
    settle_targets(writer, plan, groups)
    spare_what_is_needed(writer, plan)
    _carry_out(writer, plan, carried_out)
    return Reversal(
        _tuples(plan.to_delete),
        _tuples(plan.to_change),
        _tuples(plan.to_restore),
        tuple(plan.kept),
    )


def _carry_out(writer: Writer, plan: Plan, told: Told) -> None:
    writer.defer_references()
    whole = (plan.to_delete, plan.to_change, plan.to_restore)
    done, of = 0, sum(len(rows) for tables in whole for rows in tables.values())
    for table in reversed(MODELS):
        for ids in chunks(sorted(plan.to_delete[table]), _PART):
            told(done, of)
            writer.take_out(table, ids)
            done += len(ids)
    for table, changes in plan.to_change.items():
        for moved in chunks(list(changes.items()), _PART):
            told(done, of)
            writer.replace(table, [(row_id, change.before, change.after) for row_id, change in moved])
            done += len(moved)
    for table in MODELS:
        names = columns_of(table)
        for part in chunks(list(plan.to_restore[table].items()), _PART):
            told(done, of)
            done += len(part)
            rows = [dict(zip(names, values, strict=True)) for _, values in part]
            writer.insert_with_ids(table, [row_id for row_id, _ in part], rows)


def _tuples(part: Mapping[str, Iterable[int]]) -> dict[str, tuple[int, ...]]:
    return {table: tuple(ids) for table in MODELS if (ids := part.get(table))}


def changed_since(writer: Writer, action_id: int, kept: Iterable[Kept]) -> dict[tuple[str, int], Since]:
    """(table, id) → by whom the row was changed last, for rows kept because somebody changed them."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for one in kept:
        if one.reason in (CHANGED, GONE):
            wanted[one.table].append(one.row_id)
    last: dict[tuple[str, int], int] = {}
    for table, ids in wanted.items():
        for row_id, found, _ in journal.traces(writer.db, table, ids):
            if action_id < found < writer.action_id:
                last[table, row_id] = found
    ids = sorted(set(last.values()))
    by = {row["id"]: Since(row["user"], row["at"]) for row in journal.actions(writer.db, len(ids), ids=ids)}
    return {key: by[found] for key, found in last.items()}
