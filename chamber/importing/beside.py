"""What is on file beside a row of a plan, for whoever looks at it: the record it is about, and those it may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from chamber import records
from chamber.entity import entity_of
from chamber.i18n import _, language
from chamber.importing.existing import along_of, says_same
from chamber.importing.plan import Plan
from chamber.workspace import Reader, Workspace

_TELLING = {
    "members": ("legal_representative", "phones", "address", "home_division", "uscc"),
    "contacts": ("enterprise", "unit", "position", "mobiles", "landlines", "home_division"),
    "leads": ("investor", "amount", "target_division", "contact", "stage"),
    "attendance": ("unit", "position", "phone", "role"),
}
"""What tells records of one name apart, by target."""


@dataclass(frozen=True, slots=True)
class Beside:
    """`record` names the record a row is about ('' for none), `so_far` is path → what it says where the row says
    something else, `near` is id → the record it may be, in a line. Texts in the active language."""

    record: str = ""
    so_far: Mapping[str, str] = field(default_factory=dict)
    near: Mapping[int, str] = field(default_factory=dict)


def beside(ws: Workspace, plan: Plan, row: int) -> Beside:
    """What is on file beside a row; empty for a row that has nothing to do with what is there."""
    judged = plan.rows[row]
    if judged.match is None and not judged.near:
        return Beside()
    with ws.read() as reader:
        near = {one.id: _line(plan, one) for one in records.get_many(reader, plan.target.entity, judged.near)}
        if judged.match is None:
            return Beside(near=near)
        found = records.get_many(reader, plan.target.entity, [judged.match])
        return (
            Beside(_named(plan, found[0]), _so_far(reader, plan, row, found[0]), near) if found else Beside(near=near)
        )


def _named(plan: Plan, record: Any) -> str:
    return f"{getattr(record, 'code', None) or ''} {getattr(record, plan.target.title)}".strip()


def _so_far(reader: Reader, plan: Plan, row: int, record: Any) -> dict[str, str]:
    along = along_of(reader, plan, [record.id]).get(record.id, {})
    contact = next((one for one in along.get("person", ()) if one.id == plan.rows[row].contact), None)
    holders = {"": record, "membership": along.get("membership"), "person": contact}
    found: dict[str, str] = {}
    for path, value in plan.values.of(row).items():
        prefix, _dot, name = path.rpartition(".")
        holder = holders.get(prefix)
        if holder is not None and not says_same(plan, holder, name, value, path):
            found[path] = plan.target.fields[path].field.kind.show(getattr(holder, name), language())
    return found


def _line(plan: Plan, record: Any) -> str:
    """A record that has the name of a row, by what else is known of it."""
    described = entity_of(plan.target.entity)
    told = [
        kind.show(value, language())
        for name in _TELLING[plan.target.name]
        if not (kind := described.field(name).kind).is_empty(value := getattr(record, name))
    ]
    return f"{getattr(record, 'code', None) or record.id}  {'  '.join(told) or _('nothing but the name')}"
