"""The search index: one entry for every record that can be found, and the tokens it is found by.

The store knows no language: what the tokens of an entry are, and what a typed text asks for, comes from above. On
SQLite the tokens live in a contentless FTS5 table, on PostgreSQL in a `tsvector` under GIN. Everything runs inside
the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from db import search_common, search_sqlite
from db.search_entry import (
    COLUMNS,
    EXACTLY,
    KINDS,
    RANGES,
    Asking,
    Formula,
    Row,
    Tokenizer,
    either_rank,
    id_of,
    is_first,
    kind_of,
    kind_range,
    kinds_of,
    record_of,
)
from db.statements import Readable, among, chunks, is_sqlite, placeholders

if TYPE_CHECKING:
    from peewee import Database

__all__ = [
    "KINDS", "Asking", "Formula", "Problem", "Row", "Tokenizer", "at_first", "by_code", "candidates", "check", "clear", "counts", "create", "every_kind", "expects", "gather",
    "id_of", "index_codes", "is_first", "is_scattered", "kind_of", "kinds_of", "kinds_present", "loosened", "put_many", "rebuild", "record_of", "remove_many", "set_version", "version",
]  # fmt: skip

CHUNK = 3_000
"""Entries held at once while loading. FTS5 writes a segment whenever ids go back: the fewer chunks the better."""

BULK = 1_000
"""Entries from which a removal is worth a look at what would stay."""


class Problem(NamedTuple):
    """What `check` found: `what` is `version`, `count` or `entry`; `detail` for the log."""

    what: str
    kind: str
    detail: str


def create(db: Database) -> None:
    """Make the tables of an empty index; for the migration."""
    _store(db).create(db)


def put_many(db: Database, rows: Iterable[Row], tokenizer: Tokenizer) -> None:
    """Write entries, replacing those of the same record; what is there as it is now costs no more than the look. Of two
    for one record the last counts."""
    store, count, given = _store(db), 0, iter(rows)
    while part := list(islice(given, CHUNK)):
        newest = {either_rank(row[0]): row for row in part}
        replaced = []
        for row in _present(db, list(newest)):
            key = either_rank(row[0])
            if newest[key] == row:
                del newest[key]
            else:
                replaced.append(row)
        _remove(db, replaced, tokenizer)
        store.insert(db, sorted(newest.values()), tokenizer)
        count += len(newest)
    store.loaded(db, count, tokenizer)


def remove_many(db: Database, keys: Sequence[tuple[str, int]], tokenizer: Tokenizer) -> None:
    """Take records (kind, id) out of the index; those that are not in it are passed over."""
    _remove(db, _present(db, [id_of(kind, record_id, True) for kind, record_id in keys]), tokenizer)


def _remove(db: Database, rows: Iterable[Row], tokenizer: Tokenizer) -> None:
    """Take entries, given as they are stored, out of the index."""
    present = sorted(rows)
    if is_sqlite(db) and len(present) >= BULK:
        total = db.execute_sql("SELECT count(*) FROM search_entry").fetchone()[0]
        if 2 * len(present) > total:
            # Each entry leaves with its tokens: it is less work to make those of the few that stay.
            where, values = among(db, "id", [row[0] for row in present])
            db.execute_sql(f"DELETE FROM search_entry WHERE {where}", values)
            rebuild(db, tokenizer, version(db))
            return
    if present:
        _store(db).remove(db, present, tokenizer)


def candidates(
    db: Readable, formula: Formula, kinds: Sequence[str], limit: int, how: Asking = EXACTLY
) -> Iterator[Row]:
    """Up to `limit` entries with the tokens, of all kinds if none is named: by kind as in `KINDS`, `first` ones before.
    They are read as they are asked for."""
    return _store(db).candidates(db, formula, kinds, limit, how)


def at_first(
    db: Readable, formula: Formula, kinds: Sequence[str], few: int, limit: int, how: Asking = EXACTLY
) -> tuple[bool, Iterator[Row]]:
    """Whether there are fewer than `few` entries with the tokens; and up to `limit` of them as `candidates` gives them."""
    return _store(db).at_first(db, formula, kinds, few, limit, how)


def by_code(db: Readable, text: str, kinds: Sequence[str], limit: int) -> list[Row]:
    """Up to `limit` entries whose code begins with a text (small letters and digits), in the order of their codes: of
    what many codes have in common the index of tokens gives the first it comes upon."""
    return _store(db).by_code(db, text, kinds, limit)


def index_codes(db: Database) -> None:
    """Make the index `by_code` is led by, if it isn't there."""
    _store(db).index_codes(db)


def loosened(db: Readable, formula: Formula, rare: float) -> Formula:
    """What to ask instead where that is quicker: all that have the formula's tokens are found by it, with a few others.
    `rare`: the share of the entries a token has that is not known as common."""
    return search_common.loosen(db, formula, rare=rare) if is_sqlite(db) else formula


def expects(db: Readable, formula: Formula, count: int) -> bool:
    """Whether the formula's tokens are known to be so common that so many entries have them."""
    return search_common.expected(db, formula) > count


def rebuild(
    db: Database, tokenizer: Tokenizer, version: int, told: Callable[[int, int], None] = lambda done, of: None
) -> None:
    """Make all tokens anew from the entries, and note by which version of the tokenizer. `told` hears how many entries
    are done, of how many."""
    store, total, done, last = _store(db), sum(counts(db).values()), 0, -1
    store.forget_tokens(db)
    while part := _after(db, last):
        told(done, total)
        store.insert_tokens(db, part, tokenizer)
        last = part[-1][0]
        done += len(part)
    store.loaded(db, done, tokenizer)
    set_version(db, version)


def is_scattered(db: Readable) -> bool:
    """Whether searching would be quicker after `gather`; PostgreSQL puts in order what it is given."""
    return is_sqlite(db) and search_sqlite.is_scattered(db)


def gather(db: Database) -> bool:
    """Bring parts of the index together that loading left side by side, for some milliseconds; True when there is more
    to do. It may be left at any time, and taken up again."""
    return search_sqlite.gather(db)


def clear(db: Database) -> None:
    """Empty the index; its version stays."""
    _store(db).forget_tokens(db)
    db.execute_sql("DELETE FROM search_entry")


def version(db: Readable) -> int:
    """The tokenizer's version the tokens were made by; 0 while the index is empty and new."""
    row = db.execute_sql("SELECT version FROM search_version").fetchone()
    return int(row[0]) if row else 0


def set_version(db: Database, number: int) -> None:
    db.execute_sql("DELETE FROM search_version")
    db.execute_sql(f"INSERT INTO search_version (version) VALUES ({placeholders(db, 1)})", (number,))


def counts(db: Database) -> dict[str, int]:
    """Entries by kind."""
    mark = placeholders(db, 1)
    sql = f"SELECT count(*) FROM search_entry WHERE id >= {mark} AND id < {mark}"
    return {kind: int(db.execute_sql(sql, kind_range(kind)).fetchone()[0]) for kind in KINDS}


def every_kind(db: Readable) -> tuple[str, ...]:
    """What to name as kinds when all are meant: SQLite is faster if none is named, PostgreSQL if only those present."""
    return () if is_sqlite(db) else tuple(kinds_present(db))


def kinds_present(db: Readable) -> list[str]:
    """The kinds that have any entry."""
    # A least id is looked up; whether any exists PostgreSQL might find out by reading the table.
    asked = ", ".join(
        f"(SELECT min(id) FROM search_entry WHERE id >= {start} AND id < {end})"
        for start, end in map(kind_range, KINDS)
    )
    found = db.execute_sql(f"SELECT {asked}").fetchone()
    return [kind for kind, least in zip(KINDS, found, strict=True) if least is not None]


def check(db: Database, tokenizer: Tokenizer, number: int, records: dict[str, int], sample: int = 500) -> list[Problem]:
    """Hold the index against the records by kind and the tokenizer's version, and a sample against its own tokens."""
    problems: list[Problem] = []
    if version(db) != number:
        problems.append(Problem("version", "", f"{version(db)} instead of {number}"))
    found = counts(db)
    problems.extend(
        Problem("count", kind, f"{found[kind]} entries for {expected} records")
        for kind, expected in records.items()
        if found[kind] != expected
    )
    if not problems:
        problems.extend(_check_sample(db, tokenizer, sample))
    return problems


class _Store(Protocol):
    """What a backend's module does."""

    def create(self, db: Database) -> None: ...
    def index_codes(self, db: Database) -> None: ...
    def by_code(self, db: Readable, text: str, kinds: Sequence[str], limit: int) -> list[Row]: ...
    def insert(self, db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None: ...
    def insert_tokens(self, db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None: ...
    def loaded(self, db: Database, count: int, tokenizer: Tokenizer) -> None: ...
    def remove(self, db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None: ...
    def forget_tokens(self, db: Database) -> None: ...
    def candidates(
        self, db: Readable, formula: Formula, kinds: Sequence[str], limit: int, how: Asking
    ) -> Iterator[Row]: ...
    def at_first(
        self, db: Readable, formula: Formula, kinds: Sequence[str], few: int, limit: int, how: Asking
    ) -> tuple[bool, Iterator[Row]]: ...
    def has_tokens(self, db: Database, row: Row, tokens: str) -> bool: ...


def _store(db: Readable) -> _Store:
    if is_sqlite(db):
        return search_sqlite
    from db import search_postgresql

    return search_postgresql


def _check_sample(db: Database, tokenizer: Tokenizer, sample: int) -> Iterator[Problem]:
    store = _store(db)
    total = sum(counts(db).values())
    step = max(1, total // sample)
    mark = placeholders(db, 1)
    sql = f"SELECT {COLUMNS} FROM search_entry WHERE id > {mark} ORDER BY id LIMIT 1 OFFSET {mark}"
    row = db.execute_sql(sql, (-1, 0)).fetchone()
    while row:
        if not store.has_tokens(db, row, tokenizer([row])[0]):
            kind, record_id = record_of(row)
            yield Problem("entry", kind, f"{record_id} is not found by its own tokens")
        row = db.execute_sql(sql, (row[0], step - 1)).fetchone()


def _present(db: Database, keys: Sequence[int]) -> Iterator[Row]:
    """The stored entries of records, given by their ids of the first rank. Most are new: what is above the highest id
    isn't asked for."""
    mark = placeholders(db, 1)
    for (first, _), (other, end) in RANGES.values():
        here = [key for key in keys if first <= key < other]
        for start, after in ((first, other), (other, end)) if here else ():
            sql = f"SELECT max(id) FROM search_entry WHERE id >= {mark} AND id < {mark}"
            highest = db.execute_sql(sql, (start, after)).fetchone()[0]
            ids = [key + start - first for key in here if highest is not None and key + start - first <= highest]
            for part in chunks(ids):
                marks = placeholders(db, len(part))
                sql = f"SELECT {COLUMNS} FROM search_entry WHERE id IN ({marks})"
                yield from db.execute_sql(sql, tuple(part)).fetchall()


def _after(db: Database, last: int) -> list[Row]:
    mark = placeholders(db, 1)
    sql = f"SELECT {COLUMNS} FROM search_entry WHERE id > {mark} ORDER BY id LIMIT {CHUNK}"
    found: list[Row] = db.execute_sql(sql, (last,)).fetchall()
    return found
