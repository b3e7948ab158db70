"""The rows of a list as they are kept, packed: a hundred thousand leads in some MiB instead of hundreds."""

from __future__ import annotations

import json
import marshal
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar, overload

from chamber.deliveries.delta import SheetRow
from chamber.deliveries.layout import PERSONAL_KEYS
from chamber.progress import Progress, unheard

T = TypeVar("T")
PART = 1_000
"""Rows of one pack."""
_LEVEL = 1
_encode = json.JSONEncoder(ensure_ascii=False).encode


class KeptRow(NamedTuple):
    """A row as it lies in the store: `cells`, `changes` and `private` are JSON, the personal cells apart from the
    others so that they can be erased. Of a personal cell the changes only tell that it changed."""

    lead_id: int
    mark: str | None
    cells: str
    changes: str | None
    private: str | None


def changes_kept(row: SheetRow) -> str | None:
    """What changed of a row, and what is remarked, as it is kept; None for nothing."""
    changes: dict[str, Any] = {key: list(pair) for key, pair in row.changes.items() if key not in PERSONAL_KEYS}
    changes |= {key: [] for key in row.changes if key in PERSONAL_KEYS}
    if row.note:
        changes["note"] = row.note
    return _encode(changes) if changes else None


def changes_told(kept: str | None) -> tuple[dict[str, tuple[str, str]], str]:
    """What changed of a row (key → old, new; of personal cells only that they did), and what is remarked."""
    if kept is None:
        return {}, ""
    changes: dict[str, Any] = json.loads(kept)
    note: str = changes.pop("note", "")
    return {key: (pair[0], pair[1]) if pair else ("", "") for key, pair in changes.items()}, note


def decoded(texts: Iterable[str]) -> list[dict[str, str]]:
    """Many JSON objects read at once: their keys are one and the same text, not one each."""
    found: list[dict[str, str]] = json.loads(f"[{','.join(texts)}]")
    return found


def cells_of(rows: Sequence[tuple[str, str | None]]) -> list[dict[str, str]]:
    """The cells of rows that are kept, of each (cells, personal cells); erased personal ones are not among them."""
    found = decoded([cells for cells, _private in rows])
    if any(private for _cells, private in rows):
        for cells, personal in zip(found, decoded([private or "{}" for _cells, private in rows]), strict=True):
            cells |= personal
    return found


def _by_column(rows: Sequence[Mapping[str, str]], keys: Sequence[str]) -> dict[str, Sequence[str]]:
    """The texts of rows that all have these keys, column by column."""
    if len(keys) < 2:
        return {key: [row[key] for row in rows] for key in keys}
    return dict(zip(keys, zip(*map(itemgetter(*keys), rows), strict=True), strict=True))


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a list, column by column.

    `columns` has, by key, the texts of all rows, '' where one has no such cell; `shapes` the keys of the cells that
    rows have, and where there are several of these, `shape` which of them each has. `changes` is JSON.
    """

    leads: Sequence[int]
    marks: Sequence[str]
    changes: Sequence[str | None]
    columns: Mapping[str, Sequence[str]]
    shapes: Sequence[Sequence[str]]
    shape: Sequence[int]

    @classmethod
    def of(
        cls,
        leads: Sequence[int],
        marks: Sequence[str],
        changes: Sequence[str | None],
        cells: Sequence[Mapping[str, str]],
    ) -> Part:
        keys = tuple(cells[0])
        # Nearly always all rows of a list were made alike, but for personal cells that lie last or were erased since.
        if all(one.keys() == cells[0].keys() for one in cells):
            return cls(leads, marks, changes, _by_column(cells, keys), (keys,), ())
        shapes: dict[tuple[str, ...], int] = {}
        shape = [shapes.setdefault(tuple(one), len(shapes)) for one in cells]
        every = dict.fromkeys(key for keys in shapes for key in keys)
        columns = {key: [one.get(key, "") for one in cells] for key in every}
        return cls(leads, marks, changes, columns, tuple(shapes), shape)

    @classmethod
    def unpacked(cls, pack: bytes) -> Part:
        return cls(*marshal.loads(zlib.decompress(pack)))

    def packed(self) -> bytes:
        told: tuple[Any, ...] = (self.leads, self.marks, self.changes, self.columns, self.shapes, self.shape)
        return zlib.compress(marshal.dumps(told), _LEVEL)

    def __len__(self) -> int:
        return len(self.leads)

    def cells(self) -> list[dict[str, str]]:
        """The cells of each row."""
        (keys, *others) = self.shapes
        if not others:
            rows: Iterable[Sequence[str]] = zip(*map(self.columns.__getitem__, keys), strict=True)
            return [dict(zip(keys, row, strict=True)) for row in rows] if keys else [{} for _row in self.leads]
        return [{key: self.columns[key][at] for key in self.shapes[shape]} for at, shape in enumerate(self.shape)]

    def rows(self) -> list[SheetRow]:
        """The rows one by one; of a personal cell they only tell that it changed."""
        told = zip(self.leads, self.cells(), self.marks, map(changes_told, self.changes), strict=True)
        return [SheetRow(lead_id, cells, mark, *changes) for lead_id, cells, mark, changes in told]

    def kept(self) -> list[KeptRow]:
        """The rows as they lie in the store."""
        made = []
        for lead_id, mark, changes, cells in zip(self.leads, self.marks, self.changes, self.cells(), strict=True):
            personal = {key: text for key in PERSONAL_KEYS if (text := cells.get(key))}
            for key in personal:
                del cells[key]
            made.append(
                KeptRow(lead_id, mark or None, _encode(cells), changes, _encode(personal) if personal else None)
            )
        return made

    def is_like(self, other: Part) -> bool:
        """Whether it holds the same cells with the same marks in the same order."""
        if tuple(self.leads) != tuple(other.leads) or tuple(self.marks) != tuple(other.marks):
            return False
        return self.cells() == other.cells()


class Sheaf(Sequence[SheetRow]):
    """Rows that are made once and read in order, again and again; never more than one pack of them lies open.

    `marks` counts the rows by what they are marked with.
    """

    def __init__(self, parts: Iterable[Part] = ()) -> None:
        self.marks: Counter[str] = Counter()
        self._packs: list[bytes] = []
        self._size = 0
        self._open: tuple[int, list[SheetRow]] = (-1, [])
        self._heard: tuple[Progress, str] = (unheard, "")
        for part in parts:
            self._size += len(part)
            self.marks.update(part.marks)
            self._packs.append(part.packed())

    @classmethod
    def of(cls, rows: Iterable[SheetRow]) -> Sheaf:
        return cls(
            Part.of(
                [row.lead_id for row in some],
                [row.mark for row in some],
                [changes_kept(row) for row in some],
                [row.cells for row in some],
            )
            for some in _some(rows)
        )

    @classmethod
    def of_kept(cls, rows: Iterable[KeptRow]) -> Sheaf:
        """The rows as they were made; erased personal cells are not among them."""
        return cls(
            Part.of(
                [row.lead_id for row in some],
                [row.mark or "" for row in some],
                [row.changes for row in some],
                cells_of([(row.cells, row.private) for row in some]),
            )
            for some in _some(rows)
        )

    def parts(self) -> Iterator[Part]:
        """The rows some at a time."""
        for number in range(len(self._packs)):
            yield self._part(number)

    def heard(self, progress: Progress, stage: str) -> Sheaf:
        """The same rows; who reads them tells `progress` how far the work of this stage (a msgid) is."""
        same = copy(self)
        same._heard = progress, stage
        return same

    def same(self, others: Sheaf) -> bool:
        """Whether two lists hold the same cells with the same marks in the same order."""
        return len(self) == len(others) and all(
            ours.is_like(theirs) for ours, theirs in zip(self.parts(), others.parts(), strict=True)
        )

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[SheetRow]:
        for part in self.parts():
            yield from part.rows()

    @overload
    def __getitem__(self, at: int) -> SheetRow: ...

    @overload
    def __getitem__(self, at: slice) -> list[SheetRow]: ...

    def __getitem__(self, at: int | slice) -> SheetRow | list[SheetRow]:
        if isinstance(at, slice):
            return [self[index] for index in range(*at.indices(self._size))]
        if not -self._size <= at < self._size:
            raise IndexError(at)
        number, offset = divmod(at % self._size, PART)
        if self._open[0] != number:
            self._open = number, self._part(number).rows()
        return self._open[1][offset]

    def _part(self, number: int) -> Part:
        progress, stage = self._heard
        progress(stage, number * PART, self._size)
        return Part.unpacked(self._packs[number])


def _some(rows: Iterable[T]) -> Iterator[list[T]]:
    coming = iter(rows)
    while part := list(islice(coming, PART)):
        yield part
