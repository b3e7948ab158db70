"""The journal under everything: actions, the rows they changed, and the chain of hashes over both.

An entry keeps a row's changed columns before and after. Personal columns lie apart, with a random salt, so that they
can be erased later without breaking the chain: the chain covers the public part and a digest of the personal part.
Rows that were filed or removed by the hundred share entries (`blocks`); here each has its own again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from peewee import Database

from db import blocks
from db.blocks import encode, personal_digest
from db.database import among, chunks, executemany, placeholders
from db.pen import CREATED, SALT_BYTES, entry_text, inner_digest

if TYPE_CHECKING:
    from db.pen import Pen
    from db.session import ActionHead

Row = dict[str, Any]
Raw = tuple[int, int, str, int, str, str, str | None, str | None, int | None]
"""A stored entry: its id, action, table, row, what was done, public and private part, the latter's digest if it is gone,
the last row of a block."""

RAW = "id, action_id, entity, row_id, op, public, private, private_digest, last_id"
_PAGE, _BLOCKS = 5_000, 32
"""Rows the entries of a page are about, and entries read at once of an action with blocks."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One changed row. `before`/`after` hold public columns, `erased` tells that the personal ones are gone."""

    id: int
    action_id: int
    table: str
    row_id: int
    op: str
    before: Row
    after: Row
    erased: bool = False


def begin(db: Database, head: ActionHead) -> int:
    """Open an action at the end of the chain; on PostgreSQL writers queue here, as the chain needs one order."""
    from db.database import is_sqlite

    if not is_sqlite(db):
        db.execute_sql("SELECT pg_advisory_xact_lock(20210410)")
    last = db.execute_sql("SELECT id, hash FROM action ORDER BY id DESC LIMIT 1").fetchone()
    action_id = (last[0] if last else 0) + 1
    params, salt = encode(dict(head.params)), os.urandom(SALT_BYTES).hex()
    values = (action_id, head.at, head.user, head.host, head.kind, head.label, params, head.undoes)
    sql = f'INSERT INTO action (id, at, "user", host, kind, label, params, undoes, previous, entries, digest, hash, params_salt, params_digest) VALUES ({placeholders(db, 14)})'
    db.execute_sql(sql, (*values, last[1] if last else "", 0, "", "", salt, _params_digest(salt, params)))
    if head.undoes is not None:
        mark = placeholders(db, 1)
        db.execute_sql(f"UPDATE action SET undone_by = {mark} WHERE id = {mark}", (action_id, head.undoes))
    return action_id


def seal(db: Database, pen: Pen) -> None:
    """Close the action: its digest and its hash over the one before."""
    mark = placeholders(db, 1)
    row = db.execute_sql(f"SELECT {_HEAD} FROM action WHERE id = {mark}", (pen.action_id,)).fetchone()
    digest = pen.digest()
    sql = f"UPDATE action SET entries = {mark}, digest = {mark}, hash = {mark} WHERE id = {mark}"
    db.execute_sql(sql, (pen.count, digest, _action_hash(row, digest, pen.count), pen.action_id))


_HEAD = 'id, at, "user", host, kind, label, COALESCE(params_digest, params), undoes, previous'
"""What the hash of an action covers; its parameters by a salted digest, so that a name among them can be erased."""


def _params_digest(salt: str, params: str) -> str:
    return hashlib.sha256(f"{salt}{params}".encode()).hexdigest()


def _action_hash(head: Sequence[Any], digest: str, entries: int) -> str:
    text = "\x1f".join("" if value is None else str(value) for value in (*head, entries, digest))
    return hashlib.sha256(text.encode()).hexdigest()


def entries_of(db: Database, action_id: int) -> Iterator[Entry]:
    """The entries of an action in order, one a row, personal columns joined in where they still exist."""
    for page in pages_of(db, action_id):
        for raw in page:
            yield from entries_in(raw)


def pages_of(db: Database, action_id: int) -> Iterator[list[Raw]]:
    """The entries of an action in order as they are stored, about some thousand rows at a time."""
    mark = placeholders(db, 1)
    sql = f"SELECT 1 FROM journal WHERE action_id = {mark} AND last_id IS NOT NULL LIMIT 1"
    most = _BLOCKS if db.execute_sql(sql, (action_id,)).fetchone() else _PAGE
    page: list[Raw] = []
    held, at = 0, 0
    while True:
        sql = f"SELECT {RAW} FROM journal WHERE action_id = {mark} AND id > {mark} ORDER BY id LIMIT {most}"
        rows = db.execute_sql(sql, (action_id, at)).fetchall()
        page += rows
        held += sum(size_of(raw) for raw in rows)
        if page and (held >= _PAGE or len(rows) < most):
            yield page
            page, held = [], 0
        if len(rows) < most:
            return
        at = rows[-1][0]


def size_of(raw: Raw) -> int:
    """How many rows a stored entry is about."""
    return blocks.size(raw[3], raw[8])


def entries_about(db: Database, table: str, row_ids: Sequence[int], limit: int = 1000) -> list[Entry]:
    """The newest entries about rows, newest first."""
    found: list[Entry] = []
    mark = placeholders(db, 1)
    for part in chunks(row_ids):
        sql = (
            f"SELECT {RAW} FROM journal WHERE entity = {mark} AND row_id IN ({placeholders(db, len(part))}) "
            f"AND last_id IS NULL ORDER BY id DESC LIMIT {int(limit)}"
        )
        found.extend(entry_of(row) for row in db.execute_sql(sql, (table, *part)).fetchall())
        for raw, rows in _blocks_about(db, table, part):
            found.extend(entries_in(raw, rows))
    return sorted(found, key=lambda entry: -entry.id)[:limit]


def _blocks_about(db: Database, table: str, row_ids: Sequence[int]) -> Iterator[tuple[Raw, list[int]]]:
    """The blocks in which any of these rows is, oldest first, each with those it holds."""
    mark = placeholders(db, 1)
    for entry_id, found in groupby(blocks.holding(db, table, row_ids), itemgetter(0)):
        raw = db.execute_sql(f"SELECT {RAW} FROM journal WHERE id = {mark}", (entry_id,)).fetchone()
        yield raw, [row_id for _, row_id in found]


def entries_in(raw: Raw, rows: Sequence[int] | None = None) -> Iterator[Entry]:
    """A stored entry with its columns, one for each row it is about, or for these of a block."""
    entry_id, action_id, table, row_id, op, public, private, _, last_id = raw
    if last_id is None:
        yield entry_of(raw)
        return
    wanted = range(row_id, last_id + 1) if rows is None else rows
    for one, values, erased in blocks.values_in(row_id, public, private, wanted):
        before, after = ({}, values) if op == CREATED else (values, {})
        yield Entry(entry_id, action_id, table, one, op, before, after, erased)


def entry_of(row: Raw) -> Entry:
    """A stored entry about one row with its columns."""
    entry_id, action_id, table, row_id, op, public, private, private_digest, _ = row
    before, after = json.loads(public)
    if private is not None:
        _, private_before, private_after = json.loads(private)
        before.update(private_before)
        after.update(private_after)
    return Entry(entry_id, action_id, table, row_id, op, before, after, private is None and private_digest is not None)


def actions(
    db: Database, limit: int = 100, before_id: int | None = None, ids: Sequence[int] | None = None
) -> list[Row]:
    """Actions, newest first, each a row of the `action` table with `params` decoded."""
    mark = placeholders(db, 1)
    where: str = ""
    values: tuple[int, ...] = ()
    if ids is not None:
        if not ids:
            return []
        where, values = f"WHERE id IN ({placeholders(db, len(ids))})", tuple(ids)
    elif before_id is not None:
        where, values = f"WHERE id < {mark}", (before_id,)
    names = ("id", "at", "user", "host", "kind", "label", "params", "undoes", "undone_by", "entries")
    quoted = ", ".join(f'"{name}"' for name in names)
    rows = db.execute_sql(f"SELECT {quoted} FROM action {where} ORDER BY id DESC LIMIT {int(limit)}", values).fetchall()
    return [dict(zip(names, row, strict=True)) | {"params": json.loads(row[6])} for row in rows]


def erase(
    db: Database, table: str, row_ids: Sequence[int], about: Callable[[Sequence[Row]], bool] = lambda sides: True
) -> int:
    """Erase the personal columns the journal keeps about rows; digests stay, so the chain still holds. Returns how many.

    `about` chooses among the entries by their personal columns before and after.
    """
    erased = 0
    mark = placeholders(db, 1)
    for part in chunks(row_ids):
        sql = (
            f"SELECT id, private FROM journal WHERE entity = {mark} AND private IS NOT NULL AND last_id IS NULL "
            f"AND row_id IN ({placeholders(db, len(part))})"
        )
        found = db.execute_sql(sql, (table, *part)).fetchall()
        rows = [(entry_id, private) for entry_id, private in found if about(json.loads(private)[1:])]
        executemany(
            db,
            f"UPDATE journal SET private = NULL, private_digest = {mark} WHERE id = {mark}",
            [(personal_digest(private), entry_id) for entry_id, private in rows],
        )
        erased += len(rows)
        for raw, held in _blocks_about(db, table, part):
            if raw[6] is not None:
                places = [row_id - raw[3] for row_id in held]
                private, count = blocks.erased(raw[6], places, lambda row: about([row]))
                db.execute_sql(f"UPDATE journal SET private = {mark} WHERE id = {mark}", (private, raw[0]))
                erased += count
    return erased


def erase_words(
    db: Database, entries: Sequence[tuple[str, Sequence[int]]], word: str, instead: Callable[[str], str]
) -> int:
    """Put `instead(text)` in the place of each parameter in the actions that wrote these rows (table, ids), and in those
    with this `word` in them that took something back; the chain still holds. Returns in how many it differed."""
    mark = placeholders(db, 1)
    wanted: set[int] = set()
    for table, row_ids in entries:
        for part in chunks(row_ids):
            wanted.update(action for _, action, _ in traces(db, table, part))
    sql = f"SELECT id, params FROM action WHERE undoes IS NOT NULL AND params LIKE {mark} AND params_digest IS NOT NULL"
    found = dict(db.execute_sql(sql, (f"%{word}%",)).fetchall())
    for part in chunks(sorted(wanted)):
        sql = f"SELECT id, params FROM action WHERE id IN ({placeholders(db, len(part))}) AND params_digest IS NOT NULL"
        found |= dict(db.execute_sql(sql, tuple(part)).fetchall())
    changes = [
        (changed, action_id)
        for action_id, params in found.items()
        if (changed := encode(_replaced(json.loads(params), instead))) != params
    ]
    executemany(db, f"UPDATE action SET params = {mark}, params_salt = NULL WHERE id = {mark}", changes)
    return len(changes)


def _replaced(value: Any, instead: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(one, instead) for name, one in value.items()}
    return instead(value) if isinstance(value, str) else value


def broken_links(db: Database, told: Callable[[int, int], None] = lambda done, of: None) -> list[int]:
    """Ids of actions whose hash does not follow from their entries and the action before. `told` hears how many entries
    were looked at, of how many."""
    broken = []
    previous = ""
    seen, of = 0, int(db.execute_sql("SELECT COALESCE(SUM(entries), 0) FROM action").fetchone()[0])
    names = f"{_HEAD}, entries, digest, hash, params, params_salt, params_digest"
    for row in db.execute_sql(f"SELECT {names} FROM action ORDER BY id").fetchall():
        head, (entries, digest, stored, params, salt, params_digest) = row[:9], row[9:]
        found = hashlib.sha256()
        count = 0
        for page in pages_of(db, head[0]):
            told(seen + count, of)
            found.update("".join(map(_digested, page)).encode())
            count += sum(map(size_of, page))
        seen += count
        if (
            head[8] != previous
            or (salt is not None and _params_digest(salt, params) != params_digest)
            or count != entries
            or found.hexdigest() != digest
            or _action_hash(head, digest, entries) != stored
        ):
            broken.append(head[0])
        previous = stored
    return broken


def _digested(raw: Raw) -> str:
    _, _, table, row_id, op, public, private, private_digest, last_id = raw
    if last_id is None:
        return entry_text(table, row_id, op, public, inner_digest(private) or private_digest or "")
    return entry_text(table, blocks.span(row_id, last_id), op, public, blocks.lines_digest(private))


def traces(db: Database, table: str, row_ids: Sequence[int]) -> list[tuple[int, int, str]]:
    """(row, action, what was done) of every entry about these rows, oldest first."""
    found: list[tuple[int, int, int, str]] = []
    mark = placeholders(db, 1)
    for part in chunks(row_ids):
        marks = placeholders(db, len(part))
        sql = f"SELECT id, row_id, action_id, op FROM journal WHERE entity = {mark} AND row_id IN ({marks}) AND last_id IS NULL"
        found += db.execute_sql(sql, (table, *part)).fetchall()
        held = blocks.holding(db, table, part)
        heads = _heads(db, {entry_id for entry_id, _ in held})
        found += [(entry_id, row_id, *heads[entry_id]) for entry_id, row_id in held]
    return [one[1:] for one in sorted(found)]


def _heads(db: Database, entry_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    where, values = among(db, "id", sorted(entry_ids))
    sql = f"SELECT id, action_id, op FROM journal WHERE {where}"
    return {entry_id: (action, op) for entry_id, action, op in db.execute_sql(sql, values).fetchall()}
