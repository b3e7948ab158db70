"""What the search index stores of a record, and how its ids put kinds and importance in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

KINDS = ("enterprise", "person", "event", "lead", "office", "request", "policy", "delivery", "visit", "due")
"""The kinds of record that can be found. The place of a kind is part of stored ids: only append."""

_RECORDS = 1 << 29
"""Ids of one kind and rank: 537 million."""

Choice = tuple[tuple[str, ...], ...]
"""Groups of tokens: of every group any token."""

Formula = tuple[tuple[Choice, ...], ...]
"""What tokens must be there: of every word; of a word any choice; of a choice every group; of a group any token."""


PAGE = 70
"""Candidates that are read at first, where nothing else is said."""


class Asking(NamedTuple):
    """How entries are asked for. `loosely`: faster, but entries that have only the formula's rarer tokens, and those
    that hold `kept`, may be among them. `holding`: what must stand in their code or text. `page`: so many are read at
    first, for seldom more are wanted."""

    loosely: bool = False
    kept: str = ""
    holding: str = ""
    page: int = PAGE


EXACTLY = Asking()


def _ranges(place: int) -> tuple[tuple[int, int], tuple[int, int]]:
    start = 2 * place * _RECORDS
    return (start, start + _RECORDS), (start + _RECORDS, start + 2 * _RECORDS)


RANGES: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {kind: _ranges(place) for place, kind in enumerate(KINDS)}
"""Kind → the half-open ranges of ids: those first, the others."""

COLUMNS = "id, code, title, detail, text"

CODE = "lower(replace(code, '-', ''))"
"""A code as it is typed, with or without its lines: entries have an index of it."""

MOST_OF_A_CODE = 2_000
"""Entries looked at whose code begins as typed, when only some kinds are wanted."""

LAST = "\U0010ffff"
"""Behind whatever may follow."""

Row = tuple[int, str, str, str, str]
"""One record as it is found, the values of `COLUMNS`: `code`, `title` and `detail` are shown, `text` is what else the
tokenizer reads. Searching handles hundreds and an import hundreds of thousands, so they are no objects."""

Tokenizer = Callable[[Sequence[Row]], Sequence[str]]
"""The tokens of each of these entries, separated by spaces."""


def id_of(kind: str, record_id: int, first: bool) -> int:
    """The place of a record in the index: kind, then `first`, which puts it before the others of its kind (members
    before strangers), then record."""
    return RANGES[kind][0 if first else 1][0] + record_id


def either_rank(entry_id: int) -> int:
    """What the two ids have in common that an entry may have, one if it comes first and one if not: the lower."""
    return entry_id & ~_RECORDS


def kind_range(kind: str) -> tuple[int, int]:
    """The half-open range of all ids of a kind."""
    first, others = RANGES[kind]
    return first[0], others[1]


def within(kinds: Iterable[str]) -> str:
    """A condition that an entry is of one of these kinds."""
    return " OR ".join(f"id >= {start} AND id < {end}" for start, end in map(kind_range, kinds))


def kind_of(row: Row) -> str:
    return KINDS[row[0] // (2 * _RECORDS)]


def kinds_of(ids: Iterable[int]) -> set[str]:
    """The kinds of the entries of these ids."""
    return {KINDS[place] for place in {entry_id // (2 * _RECORDS) for entry_id in ids}}


def is_first(row: Row) -> bool:
    return not row[0] & _RECORDS


def record_of(row: Row) -> tuple[str, int]:
    """Kind and id of the record."""
    return KINDS[row[0] // (2 * _RECORDS)], row[0] % _RECORDS
