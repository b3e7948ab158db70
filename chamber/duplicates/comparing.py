"""Two records that may be one, side by side: where they differ, where they agree, and what hangs on each."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.duplicates.merging import OWN, Choice, differences
from chamber.duplicates.record import Pair
from chamber.entity import entity_of
from chamber.fields import Field
from chamber.i18n import _, language, listed
from chamber.records import get
from chamber.workspace import Reader, Workspace
from db.tables import references_to

_NOT_COUNTED = ("document", "membership")
"""What hangs on a record and is told elsewhere, or lies outside."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`differing` as for merging (`keep` is the left one); `agreeing` as (field, what both say); `left` and `right` in words
    what would move with each ('' for nothing)."""

    differing: list[Choice]
    agreeing: list[tuple[Field, str]]
    left: str
    right: str


def compare(ws: Workspace, pair: Pair) -> Comparison:
    """Look at both records of a pair. Raises `NotFound` when one is gone."""
    with ws.read() as reader:
        left, right = get(reader, pair.entity, pair.left), get(reader, pair.entity, pair.right)
        hangs = [_hanging(reader, pair.entity, one) for one in (pair.left, pair.right)]
    differing = differences(entity_of(pair.entity), left, right)
    apart = {one.field.name for one in differing} | OWN
    agreeing = [
        (field, field.kind.show(value, language()))
        for field in entity_of(pair.entity).fields
        if field.name not in apart and not field.kind.is_empty(value := getattr(left, field.name))
    ]
    return Comparison(differing, agreeing, *hangs)


def _hanging(reader: Reader, entity: str, record_id: int) -> str:
    """How many records of which kind refer to this one."""
    counts: dict[str, int] = {}
    for reference in references_to(entity):
        if reference.table not in _NOT_COUNTED:
            found = len(reader.referring(reference.table, reference.column, [record_id]))
            counts[reference.table] = counts.get(reference.table, 0) + found
    return listed(f"{_(entity_of(table).label)} {count}" for table, count in counts.items() if count)
