"""Writing the entries of one action: encoded column by column, digested in order, never all of them in memory.

Many rows filed or removed together under ids that follow each other become one entry (`blocks`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice, repeat
from json.encoder import encode_basestring as quoted
from typing import Any

from peewee import Database

from db.blocks import Columns, encode, lines_digest, personal_digest, pieces, public_of, span
from db.database import insert_many

Row = dict[str, Any]
CREATED, UPDATED, DELETED = "c", "u", "d"
SALT_BYTES = 12
PART = 5_000
_FIRST = 64
"""Values of a column looked at to tell whether it repeats itself."""

_COLUMNS = ("action_id", "entity", "row_id", "op", "public", "private", "last_id")
_WHOLE: Mapping[str, tuple[Callable[[str], str], Callable[[str, str], str]]] = {
    CREATED: ("[{{}},{{{}}}]".format, '["{}",{{}},{{{}}}]'.format),
    DELETED: ("[{{{}}},{{}}]".format, '["{}",{{{}}},{{}}]'.format),
}
"""What a row is on the side where it is, with nothing on the other: the public part, the personal part with its salt."""


class Pen:
    """Writes the entries of one action and digests them in order."""

    def __init__(self, db: Database, action_id: int) -> None:
        self.db = db
        self.action_id = action_id
        self.count = 0
        self._digest = hashlib.sha256()

    def created(self, table: str, ids: Sequence[int], columns: Columns, personal: frozenset[str]) -> None:
        self._whole(table, CREATED, ids, columns, personal)

    def deleted(self, table: str, ids: Sequence[int], columns: Columns, personal: frozenset[str]) -> None:
        self._whole(table, DELETED, ids, columns, personal)

    def updated(self, table: str, entries: Iterable[tuple[int, Row, Row]], personal: frozenset[str]) -> None:
        """Rows of which some columns change: (id, before, after). The dicts are the pen's own."""
        rows = iter(entries)
        while part := list(islice(rows, PART)):
            salts = _salts(len(part))
            publics: list[str] = []
            privates: list[str | None] = []
            for salt, (_, before, after) in zip(salts, part, strict=True):
                private = None
                if personal:
                    hidden_before, hidden_after = _take(before, personal), _take(after, personal)
                    if hidden_before or hidden_after:
                        private = encode([salt, hidden_before, hidden_after])
                publics.append(encode([before, after]))
                privates.append(private)
            self._write(table, UPDATED, [row_id for row_id, _, _ in part], publics, privates)

    def _whole(self, table: str, op: str, ids: Sequence[int], columns: Columns, personal: frozenset[str]) -> None:
        for start, end, together in pieces(ids):
            if together:
                self._block(table, op, (ids[start], ids[end - 1]), columns, personal, (start, end))
                continue
            for at in range(start, end, PART):
                self._singles(table, op, ids, columns, personal, (at, min(at + PART, end)))

    def _block(
        self,
        table: str,
        op: str,
        ids: tuple[int, int],
        columns: Columns,
        personal: frozenset[str],
        places: tuple[int, int],
    ) -> None:
        """The rows from one id to another, at these places of the columns, as one entry."""
        public = public_of([one for one in columns if one[0] not in personal], *places)
        _, hidden = members([one for one in columns if one[0] in personal], personal, *places)
        private = None
        if hidden is not None:
            salts = _salts(len(hidden))
            private = "\n".join(
                [f'["{salt}",{{{text}}}]' if text else "" for salt, text in zip(salts, hidden, strict=True)]
            )
        first, last = ids
        row = (self.action_id, table, first, op, public, private, last)
        insert_many(self.db, "journal", _COLUMNS, [row])
        self._digest.update(entry_text(table, span(first, last), op, public, lines_digest(private)).encode())
        self.count += last - first + 1

    def _singles(
        self,
        table: str,
        op: str,
        ids: Sequence[int],
        columns: Columns,
        personal: frozenset[str],
        places: tuple[int, int],
    ) -> None:
        show_public, show_private = _WHOLE[op]
        start, end = places
        part = ids[start:end]
        public, hidden = members(columns, personal, start, end)
        privates: list[str | None] = [None] * len(part)
        if hidden is not None:
            salts = _salts(len(part))
            privates = [show_private(salt, text) if text else None for salt, text in zip(salts, hidden, strict=True)]
        self._write(table, op, part, list(map(show_public, public)), privates)

    def _write(
        self, table: str, op: str, ids: Sequence[int], publics: Sequence[str], privates: Sequence[str | None]
    ) -> None:
        always = repeat(self.action_id), repeat(table)
        rows = zip(*always, ids, repeat(op), publics, privates, repeat(None), strict=False)
        insert_many(self.db, "journal", _COLUMNS, rows)
        digests = map(inner_digest, privates) if any(privates) else repeat("")
        digested = map(entry_text, repeat(table), ids, repeat(op), publics, digests)
        self._digest.update("".join(digested).encode())
        self.count += len(ids)

    def digest(self) -> str:
        return self._digest.hexdigest()


def members(
    columns: Columns, personal: frozenset[str], start: int = 0, end: int | None = None
) -> tuple[list[str], list[str] | None]:
    """Each row from `start` to `end` as the inside of a JSON object, its public columns and the personal ones apart
    (None when none of these holds anything). Columns that hold nothing are left out."""
    public: list[list[str]] = []
    hidden: list[list[str]] = []
    size = 0
    for name, values in columns:
        part = values[start:end]
        size = len(part)
        told = _told(name, part)
        if told is not None:
            (hidden if name in personal else public).append(told)
    return _joined(public, size), _joined(hidden, size) if hidden else None


def _joined(parts: Sequence[Sequence[str]], size: int) -> list[str]:
    return [",".join(filter(None, told)) for told in zip(*parts, strict=True)] if parts else [""] * size


def _told(name: str, values: Sequence[Any]) -> list[str] | None:
    """`"name":value` of each row, '' where there is nothing; None where no row has anything."""
    kinds = set(map(type, values))
    kinds.discard(type(None))
    if not kinds:
        return None
    show: Callable[[Any], str] = quoted if kinds == {str} else str if kinds == {int} else encode
    head = f"{quoted(name)}:"
    if len(kinds) == 1 and float not in kinds and _repeats(values):
        told = {value: head + show(value) for value in set(values) if value is not None}
        return [told.get(value, "") for value in values]
    return ["" if value is None else head + show(value) for value in values]


def _repeats(values: Sequence[Any]) -> bool:
    """Whether a column seems to say the same few things again and again, as most columns of a list do."""
    return len(set(values[:_FIRST])) < _FIRST // 2 <= len(values) // 2


def _salts(count: int) -> list[str]:
    text, size = os.urandom(SALT_BYTES * count).hex(), 2 * SALT_BYTES
    return [text[at : at + size] for at in range(0, size * count, size)]


def _take(row: Row, personal: frozenset[str]) -> Row:
    """Move the personal columns out of `row`."""
    return {name: row.pop(name) for name in personal if name in row}


def inner_digest(private: str | None) -> str:
    """What the chain covers of the personal part of an entry about one row."""
    return personal_digest(private) if private is not None else ""


def entry_text(table: str, rows: int | str, op: str, public: str, private_digest: str) -> str:
    """An entry as the digest of its action covers it; `rows`: see `blocks.span`."""
    return f"{table}\x1f{rows}\x1f{op}\x1f{public}\x1f{private_digest}\x1e"
