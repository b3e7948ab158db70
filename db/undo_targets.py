"""Whether what an undo brings back still has its place: the rows it refers to, and its own number or name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from db.database import among
from db.models import MODELS
from db.session import Writer
from db.tables import columns_of, references_from, unique_columns_of
from db.undo_plan import TAKEN, TARGET_GONE, Groups, Kept, Plan


def settle_targets(writer: Writer, plan: Plan, groups: Groups) -> None:
    """Take out of the plan what has no place any more. Parents come first, as what refers to them depends on them."""
    for table in MODELS:
        if plan.to_restore[table]:
            _restored_names(writer, plan, table)
            _restored_references(writer, plan, table)
    for table in list(plan.to_change):
        _changed_names(writer, plan, table, groups)
        _changed_references(writer, plan, table, groups)


def _restored_names(writer: Writer, plan: Plan, table: str) -> None:
    names = columns_of(table)
    for column in unique_columns_of(table):
        place = names.index(column)
        wanted = {values[place]: row_id for row_id, values in plan.to_restore[table].items() if values[place]}
        for value, holder in _holders(writer, plan, table, column, wanted):
            _give_up(plan, table, wanted[value], TAKEN, (column,), (table, holder))


def _restored_references(writer: Writer, plan: Plan, table: str) -> None:
    names = columns_of(table)
    for reference, target in references_from(table):
        place = names.index(reference.column)
        wanted: defaultdict[int, list[int]] = defaultdict(list)
        for row_id, values in plan.to_restore[table].items():
            if values[place] is not None:
                wanted[values[place]].append(row_id)
        for gone in _missing(writer, plan, target, wanted):
            for row_id in wanted[gone]:
                if not reference.nullable:
                    _give_up(plan, table, row_id, TARGET_GONE, (reference.column,), (target, gone))
                    continue
                values = plan.to_restore[table][row_id]
                plan.to_restore[table][row_id] = (*values[:place], None, *values[place + 1 :])
                plan.kept.append(
                    Kept(table, row_id, TARGET_GONE, (reference.column,), (target, gone), _named(table, values))
                )


def _give_up(
    plan: Plan, table: str, row_id: int, reason: str, columns: tuple[str, ...], other: tuple[str, int]
) -> None:
    values = plan.to_restore[table].pop(row_id, None)
    if values is not None:
        plan.kept.append(Kept(table, row_id, reason, columns, other, _named(table, values)))


def _named(table: str, values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(columns_of(table), values, strict=True))


def _changed_names(writer: Writer, plan: Plan, table: str, groups: Groups) -> None:
    for column in unique_columns_of(table):
        changes = plan.to_change[table].items()
        wanted = {change.after[column]: row_id for row_id, change in changes if change.after.get(column)}
        for value, holder in _holders(writer, plan, table, column, wanted):
            _leave(plan, table, wanted[value], column, TAKEN, (table, holder), groups)


def _changed_references(writer: Writer, plan: Plan, table: str, groups: Groups) -> None:
    for reference, target in references_from(table):
        column = reference.column
        wanted: defaultdict[int, list[int]] = defaultdict(list)
        for row_id, change in plan.to_change[table].items():
            if change.after.get(column) is not None:
                wanted[change.after[column]].append(row_id)
        for gone in _missing(writer, plan, target, wanted):
            for row_id in wanted[gone]:
                _leave(plan, table, row_id, column, TARGET_GONE, (target, gone), groups)


def _leave(
    plan: Plan, table: str, row_id: int, column: str, reason: str, other: tuple[str, int], groups: Groups
) -> None:
    """Leave the field of a column as it is."""
    change = plan.to_change[table][row_id]
    fields = groups.get(table, {})
    left = [name for name in change.after if fields.get(name, name) == fields.get(column, column)]
    for name in left:
        del change.before[name], change.after[name]
    if not change.after:
        del plan.to_change[table][row_id]
    plan.kept.append(Kept(table, row_id, reason, tuple(left), other))


def _missing(writer: Writer, plan: Plan, table: str, ids: Iterable[int]) -> list[int]:
    """Of these rows, those that are neither stored nor coming back."""
    wanted = [row_id for row_id in ids if row_id not in plan.to_restore[table]]
    if not wanted:
        return []
    where, values = among(writer.db, "id", wanted)
    found = {row[0] for row in writer.db.execute_sql(f'SELECT id FROM "{table}" WHERE {where}', values).fetchall()}
    return [row_id for row_id in wanted if row_id not in found]


def _holders(writer: Writer, plan: Plan, table: str, column: str, wanted: dict[Any, int]) -> list[tuple[Any, int]]:
    """(value, id) of rows that hold a wanted value and keep it."""
    if not wanted:
        return []
    where, values = among(writer.db, f'"{column}"', list(wanted))
    rows = writer.db.execute_sql(f'SELECT "{column}", id FROM "{table}" WHERE {where}', values).fetchall()
    return [(value, holder) for value, holder in rows if holder not in plan.to_delete[table]]
