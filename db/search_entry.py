"""What the search index stores of a record, and how its ids put kinds and importance in order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

KINDS = ("enterprise", "person", "event", "lead", "office", "request", "policy", "delivery", "visit", "due")
"""The kinds of record that can be found. The place of a kind is part of stored ids: only append."""

_RECORDS = 1 << 29
"""Ids of one kind and rank: 537 million."""

Choice = tuple[tuple[str, ...], ...]
"""Groups of tokens: of every group any token."""

Formula = tuple[tuple[Choice, ...], ...]
"""What tokens must be there: of every word; of a word any choice; of a choice every group; of a group any token."""


class Entry(NamedTuple):
    """One record as it is found: `code`, `title` and `detail` are shown, `text` is what else the tokenizer reads.

    `first` puts it before the others of its kind (members before strangers).
    """

    kind: str
    record_id: int
    first: bool
    code: str
    title: str
    detail: str
    text: str

    @property
    def id(self) -> int:
        """Its place in the index: kind, then `first`, then record."""
        return RANGES[self.kind][0 if self.first else 1][0] + self.record_id


class Asking(NamedTuple):
    """How entries are asked for. `loosely`: faster, but entries that have only the formula's rarer tokens, and those
    that hold `kept`, may be among them. `holding`: what must stand in their code or text."""

    loosely: bool = False
    kept: str = ""
    holding: str = ""


EXACTLY = Asking()


def _ranges(place: int) -> tuple[tuple[int, int], tuple[int, int]]:
    start = 2 * place * _RECORDS
    return (start, start + _RECORDS), (start + _RECORDS, start + 2 * _RECORDS)


RANGES: dict[str, tuple[tuple[int, int], tuple[int, int]]] = {kind: _ranges(place) for place, kind in enumerate(KINDS)}
"""Kind → the half-open ranges of ids: those first, the others."""

COLUMNS = "id, code, title, detail, text"

Row = tuple[int, str, str, str, str]
"""What is stored of an entry: the values of `COLUMNS`. Searching handles hundreds, so it takes no objects."""


def kind_range(kind: str) -> tuple[int, int]:
    """The half-open range of all ids of a kind."""
    first, others = RANGES[kind]
    return first[0], others[1]


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


def entry_of(row: Row) -> Entry:
    kind, record_id = record_of(row)
    return Entry(kind, record_id, is_first(row), *row[1:])


def row_of(entry: Entry) -> Row:
    return entry.id, entry.code, entry.title, entry.detail, entry.text
