"""Filters for what stands in a name, and for what a searched text finds, asked of the search index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chamber.workspace import Reader
from db.queries.lists import Condition

MOST_FOUND = 50_000
"""Records that are looked up for a text while a list waits: a second's work."""

ALL = 1 << 40
"""However many there are: for what nobody waits for at the keyboard."""


class Best(tuple[int, ...]):
    """The ids of the records that a text fits best, the best first; `text` is given where more fit it than these."""

    text: str

    def __new__(cls, ids: Iterable[int], text: str = "") -> Best:
        made = super().__new__(cls, ids)
        made.text = text
        return made


def searched(conditions: Sequence[Condition]) -> Best | None:
    """What a searched text fits best, where one is among the conditions."""
    return next((one.value for one in conditions if isinstance(one.value, Best)), None)


def widened(
    reader: Reader, kind: str, conditions: Sequence[Condition], most: int | None = None
) -> Sequence[Condition] | None:
    """The conditions with all that a searched text finds in place of the best; None where these may be more than
    `most` (`MOST_FOUND`). The same conditions where the best are all."""
    best = searched(conditions)
    if best is None or not best.text:
        return conditions
    from chamber.search.index import all_of

    ids = all_of(reader.db, kind, best.text, MOST_FOUND if most is None else most)
    if ids is None:
        return None
    return [Condition("id", "in", tuple(ids)) if one.value is best else one for one in conditions]


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
