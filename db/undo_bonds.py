"""Which created rows an undo must leave because others hold on to them."""

from __future__ import annotations

from typing import NamedTuple

from db.database import among
from db.models import MODELS
from db.session import Writer
from db.tables import Reference, references_to
from db.undo_plan import NEEDED, Kept, Plan


class _Bond(NamedTuple):
    """A stored row that refers to a row the action wrote."""

    parent: tuple[str, int]
    child: tuple[str, int]
    column: str
    owned: bool


def spare_what_is_needed(writer: Writer, plan: Plan) -> None:
    """Keep created rows that a staying row refers to, and what belongs to a row that stays. Until nothing moves."""
    bonds = _bonds(writer, plan)
    if not any(plan.staying.values()) and all(bond.child[1] in plan.to_delete[bond.child[0]] for bond in bonds):
        return
    moved = True
    while moved:
        moved = False
        open_bonds = []
        for bond in bonds:
            table, row_id = bond.parent
            going = row_id in plan.to_delete[table]
            if going and _stays(plan, bond):
                plan.to_delete[table].discard(row_id)
                plan.staying[table].add(row_id)
                plan.kept.append(Kept(table, row_id, NEEDED, (), bond.child))
                moved = True
            elif not going and bond.owned and bond.child[1] in plan.to_delete[bond.child[0]]:
                plan.to_delete[bond.child[0]].discard(bond.child[1])
                plan.staying[bond.child[0]].add(bond.child[1])
                moved = True
            else:
                open_bonds.append(bond)
        bonds = open_bonds


def _stays(plan: Plan, bond: _Bond) -> bool:
    """Whether the row that refers will still do so afterwards."""
    table, row_id = bond.child
    if row_id in plan.to_delete[table]:
        return False
    change = plan.to_change[table].get(row_id)
    return change is None or bond.column not in change.after


def _bonds(writer: Writer, plan: Plan) -> list[_Bond]:
    return [
        bond
        for table in MODELS
        if plan.to_delete[table]
        for reference in references_to(table)
        for bond in _of_rows(writer, table, reference, plan.to_delete[table])
    ] + [
        bond
        for table in MODELS
        if plan.staying[table]
        for reference in references_to(table)
        if reference.owned and plan.to_delete[reference.table]
        for bond in _of_rows(writer, table, reference, plan.staying[table])
    ]


def _of_rows(writer: Writer, table: str, reference: Reference, ids: set[int]) -> list[_Bond]:
    where, values = among(writer.db, f'"{reference.column}"', sorted(ids))
    sql = f'SELECT "{reference.column}", id FROM "{reference.table}" WHERE {where}'
    rows = writer.db.execute_sql(sql, values).fetchall()
    return [
        _Bond((table, parent), (reference.table, child), reference.column, reference.owned) for parent, child in rows
    ]
