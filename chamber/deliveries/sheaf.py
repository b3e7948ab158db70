"""The rows of a list as they are kept, packed: a hundred thousand leads in some MiB instead of hundreds."""

from __future__ import annotations

import json
import marshal
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from itertools import islice
from typing import Any, NamedTuple, overload

from chamber.deliveries.delta import SheetRow
from chamber.deliveries.layout import PERSONAL_KEYS
from chamber.progress import Progress, unheard

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

    @classmethod
    def of(cls, row: SheetRow) -> KeptRow:
        personal = personal_cells(row)
        changes: dict[str, Any] = {key: list(pair) for key, pair in row.changes.items() if key not in PERSONAL_KEYS}
        changes |= {key: [] for key in row.changes if key in PERSONAL_KEYS}
        if row.note:
            changes["note"] = row.note
        return cls(
            row.lead_id,
            row.mark or None,
            _encode({key: text for key, text in row.cells.items() if key not in personal}),
            _encode(changes) if changes else None,
            _encode(personal) if personal else None,
        )


def personal_cells(row: SheetRow) -> dict[str, str]:
    """The cells that lie apart from the others."""
    return {key: text for key, text in row.cells.items() if text and key in PERSONAL_KEYS}


def opened(rows: Sequence[KeptRow]) -> list[SheetRow]:
    """The rows as they are read; erased personal cells are empty."""
    made = []
    for row, cells in zip(rows, cells_of(rows), strict=True):
        changes = json.loads(row.changes) if row.changes else {}
        note = changes.pop("note", "")
        pairs = {key: (pair[0], pair[1]) if pair else ("", "") for key, pair in changes.items()}
        made.append(SheetRow(row.lead_id, cells, row.mark or "", pairs, note))
    return made


def cells_of(rows: Sequence[KeptRow]) -> list[dict[str, str]]:
    """The cells of each row; erased personal ones are not among them."""
    found = decoded([row.cells for row in rows])
    if any(row.private for row in rows):
        for cells, personal in zip(found, decoded([row.private or "{}" for row in rows]), strict=True):
            cells |= personal
    return found


def decoded(texts: Iterable[str]) -> list[dict[str, str]]:
    """Many JSON objects read at once: their keys are one and the same text, not one each."""
    found: list[dict[str, str]] = json.loads(f"[{','.join(texts)}]")
    return found


class Sheaf(Sequence[SheetRow]):
    """Rows that are made once and read in order, again and again; never more than one pack of them lies open.

    `marks` counts the rows by what they are marked with.
    """

    def __init__(self, rows: Iterable[KeptRow] = ()) -> None:
        self.marks: Counter[str] = Counter()
        self._packs: list[bytes] = []
        self._size = 0
        self._open: tuple[int, list[SheetRow]] = (-1, [])
        self._heard: tuple[Progress, str] = (unheard, "")
        coming = iter(rows)
        while part := list(islice(coming, PART)):
            self._size += len(part)
            self.marks.update(row.mark or "" for row in part)
            self._packs.append(zlib.compress(marshal.dumps([tuple(row) for row in part]), _LEVEL))

    @classmethod
    def of(cls, rows: Iterable[SheetRow]) -> Sheaf:
        return cls(map(KeptRow.of, rows))

    def parts(self) -> Iterator[list[KeptRow]]:
        """The rows as they are kept, some at a time."""
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
            [(row.lead_id, row.mark, row.cells, row.private) for row in ours]
            == [(row.lead_id, row.mark, row.cells, row.private) for row in theirs]
            for ours, theirs in zip(self.parts(), others.parts(), strict=True)
        )

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[SheetRow]:
        for part in self.parts():
            yield from opened(part)

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
            self._open = number, opened(self._part(number))
        return self._open[1][offset]

    def _part(self, number: int) -> list[KeptRow]:
        progress, stage = self._heard
        progress(stage, number * PART, self._size)
        return [KeptRow._make(told) for told in marshal.loads(zlib.decompress(self._packs[number]))]
