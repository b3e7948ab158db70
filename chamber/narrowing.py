"""Filters for what stands in a name, asked of the search index before a table is read for them."""

from __future__ import annotations

from collections.abc import Sequence

from chamber.workspace import Reader
from db.queries.lists import Condition


def narrowed(reader: Reader, kind: str, conditions: Sequence[Condition]) -> Sequence[Condition]:
    """The conditions on records of a kind; beside a text that few names hold, which records these are. The search index
    leads to them, where a database would read the whole table to find none."""
    if all(one.op != "contains" for one in conditions):
        return conditions
    from chamber.indexing import NAMES
    from chamber.search.index import holding

    names = NAMES.get(kind, ())
    for one in conditions:
        ids = holding(reader.db, kind, one.value) if one.op == "contains" and one.column in names else None
        if ids is not None:
            return (*conditions, Condition("id", "in", tuple(ids)))
    return conditions
