"""Which rows of a sheet have anything in common with another row or with what is there. Most have not, and are new."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from chamber.importing.existing import Known
from chamber.importing.keys import names_of
from chamber.importing.plan import Plan


def tied(plan: Plan, known: Known) -> set[int]:
    """The rows that share a name or a number with another row or a record of ours, or about which a person has decided.

    Every other key of a row has its name in it, so no other row can have that key either.
    """
    values = plan.values
    found = set(plan.edits.decisions)
    found.update(_sharing(names_of(plan.target, values), known.names))
    numbers = {key[1] for key in known.numbers}
    for path in ("uscc", plan.target.number, "id_number"):
        column = values.columns.get(path)
        if column:
            found.update(_sharing((number or "" for number in column), numbers))
    return found


def _sharing(texts: Iterable[str], known: Collection[str]) -> Iterator[int]:
    """The places of texts that come more than once or are known; blank ones share nothing.

    Only their hashes are kept, eight bytes each: two that are equal by chance make a row be looked at, nothing more.
    """
    hashes = array("q", map(hash, texts))
    wanted = {one for one, other in pairwise(sorted(hashes)) if one == other}
    wanted.update(map(hash, known))
    wanted.discard(hash(""))
    return (place for place, one in enumerate(hashes) if one in wanted)
