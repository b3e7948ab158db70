"""The search index on SQLite: a contentless FTS5 table whose row ids are those of `search_entry`.

Without stored content an entry leaves the index only with the very tokens it went in with; they are made again from
the entry. FTS5 answers in the order of row ids, which is why ids put kinds and members in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from db import search_common
from db.search_common import WORTH_LEARNING
from db.search_entry import (
    CODE,
    COLUMNS,
    KINDS,
    LAST,
    MOST_OF_A_CODE,
    Asking,
    Formula,
    Row,
    Tokenizer,
    kind_range,
    within,
)
from db.statements import Readable, chunks, executemany

if TYPE_CHECKING:
    from peewee import Database

EVERYTHING = (0, 1 << 62)

PENDING = 12 * 1024 * 1024
"""Bytes of tokens FTS5 gathers before it writes a segment; only bulk loading ever gets near."""

TOGETHER = 1_000
"""Entries whose tokens are made together: beyond these it gets no quicker, only larger."""

INSERT_TOKENS = "INSERT INTO search_token (rowid, tokens) VALUES (?, ?)"
DELETE_TOKENS = "INSERT INTO search_token (search_token, rowid, tokens) VALUES ('delete', ?, ?)"
IDS = "SELECT rowid AS hit FROM search_token WHERE search_token MATCH ? AND rowid >= ? AND rowid < ? LIMIT ?"
FIND = f"SELECT {COLUMNS} FROM ({IDS}) CROSS JOIN search_entry ON id = hit"
READ = f"SELECT {COLUMNS} FROM (SELECT value AS hit FROM json_each(?)) CROSS JOIN search_entry ON id = hit"

INDEX_CODES = f"CREATE INDEX IF NOT EXISTS search_entry_code ON search_entry ({CODE})"
BY_CODE = f"SELECT {COLUMNS} FROM search_entry WHERE {CODE} >= ? AND {CODE} < ? ORDER BY {CODE} LIMIT"

HOLDING = " WHERE instr(code || text, ?)"

PARTS = "SELECT count(*) FROM search_token_idx GROUP BY segid"
GATHER = "INSERT INTO search_token (search_token, rank) VALUES ('merge', ?)"

MAIN_PART = 2 / 3
"""While one part of the index holds so much of it, what lies beside that is little."""

GATHERED = 200
"""Pages put in order at once: some 15 ms, for which others wait who write."""


def create(db: Database) -> None:
    for statement in (
        "CREATE TABLE search_entry (id INTEGER PRIMARY KEY, code TEXT NOT NULL, title TEXT NOT NULL, "
        "detail TEXT NOT NULL, text TEXT NOT NULL)",
        "CREATE TABLE search_version (version INTEGER NOT NULL)",
        "CREATE VIRTUAL TABLE search_token USING fts5(tokens, content='', detail=none, columnsize=0, tokenize='ascii')",
    ):
        db.execute_sql(statement)
    db.execute_sql("INSERT INTO search_token (search_token, rank) VALUES ('hashsize', ?)", (PENDING,))
    index_codes(db)
    search_common.create(db)


def index_codes(db: Database) -> None:
    db.execute_sql(INDEX_CODES)


def insert(db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None:
    """Insert new entries, given in the order of their ids."""
    executemany(db, f"INSERT INTO search_entry ({COLUMNS}) VALUES (?, ?, ?, ?, ?)", rows)
    insert_tokens(db, rows, tokenizer)


def insert_tokens(db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None:
    executemany(db, INSERT_TOKENS, _with_tokens(rows, tokenizer))


def _with_tokens(rows: Sequence[Row], tokenizer: Tokenizer) -> Iterator[tuple[int, str]]:
    for part in chunks(rows, TOGETHER):
        yield from zip([row[0] for row in part], tokenizer(part), strict=True)


def loaded(db: Database, count: int, tokenizer: Tokenizer) -> None:
    """After `count` entries went in: learn again what is common. It looks at a sample, so once for all of them."""
    if count >= WORTH_LEARNING:
        search_common.learn(db, tokenizer)


def remove(db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None:
    """Remove entries as they are stored, given in the order of their ids."""
    executemany(db, DELETE_TOKENS, _with_tokens(rows, tokenizer))
    executemany(db, "DELETE FROM search_entry WHERE id = ?", [row[:1] for row in rows])


def forget_tokens(db: Database) -> None:
    search_common.forget(db)
    db.execute_sql("INSERT INTO search_token (search_token) VALUES ('delete-all')")


def is_scattered(db: Readable) -> bool:
    """Whether the index lies in several large parts, as loading leaves it: each token is looked up in all of them."""
    sizes = [size for (size,) in db.execute_sql(PARTS).fetchall()]
    return bool(sizes) and max(sizes) < MAIN_PART * sum(sizes)


def gather(db: Database) -> bool:
    """Put some pages of the parts together into one; False when nothing was left to do."""
    before = db.connection().total_changes
    db.execute_sql(GATHER, (-GATHERED,))
    # FTS5 says it like this: one change is the statement itself.
    return bool(db.connection().total_changes - before >= 2)


def candidates(
    db: Readable, formula: Formula, kinds: Sequence[str], limit: int, how: Asking, known: Sequence[int] = ()
) -> Iterator[Row]:
    """Loosely first, and exactly from there on when so many were looked at that most of them can't have been any good.
    `known`: the ids of the first of them."""
    # What must be held is looked for in a number of entries: the fewer others are among them the better.
    loosened = search_common.loosen(db, formula, how.kept) if how.loosely and not how.holding else formula
    exact, loose = match_text(formula), match_text(loosened)
    most = min(search_common.worth_looking_at(db, formula, loosened), limit) if loose != exact else 0
    for start, end in _ranges(kinds) if kinds else (EVERYTHING,):
        seen = 0
        if first := [entry_id for entry_id in known if start <= entry_id < end]:
            yield from _read(db, READ, (json.dumps(first),))
            seen, start = len(first), first[-1] + 1
        if most > seen:
            for row in _rows(db, loose, start, end, most - seen, how.holding):
                yield row
                seen, start = seen + 1, row[0] + 1
            if seen < most or seen == limit:
                continue
        yield from _rows(db, exact, start, end, limit - seen, how.holding)


def at_first(
    db: Readable, formula: Formula, kinds: Sequence[str], few: int, limit: int, how: Asking
) -> tuple[bool, Iterator[Row]]:
    """Whether there are fewer than `few` candidates; and these. That takes no look at the entries."""
    match, ids = match_text(search_common.loosen(db, formula) if how.loosely else formula), list[int]()
    for start, end in _ranges(kinds) if kinds else (EVERYTHING,):
        ids += [entry_id for (entry_id,) in db.execute_sql(IDS, (match, start, end, few - len(ids))).fetchall()]
        if len(ids) == few:
            return False, candidates(db, formula, kinds, limit, how, ids)
    return True, _read(db, READ, (json.dumps(ids),)) if ids else iter(())


def by_code(db: Readable, text: str, kinds: Sequence[str], limit: int) -> list[Row]:
    """Entries whose code begins with a text, in the order of their codes."""
    sql = f"SELECT * FROM ({BY_CODE} {MOST_OF_A_CODE}) WHERE {within(kinds)} LIMIT ?" if kinds else f"{BY_CODE} ?"
    found: list[Row] = db.execute_sql(sql, (text, text + LAST, limit)).fetchall()
    return found


def _rows(db: Readable, match: str, start: int, end: int, limit: int, holding: str) -> Iterator[Row]:
    """Rows as SQLite comes upon them: what nobody asks for isn't read."""
    sql, values = (
        (FIND + HOLDING, (match, start, end, limit, holding)) if holding else (FIND, (match, start, end, limit))
    )
    return _read(db, sql, values)


def _read(db: Readable, sql: str, values: tuple[str | int, ...]) -> Iterator[Row]:
    cursor = db.execute_sql(sql, values)
    try:
        yield from cursor
    finally:
        cursor.close()


def has_tokens(db: Database, row: Row, tokens: str) -> bool:
    """Whether the index leads from every token to the entry."""
    match = " AND ".join(f'"{token}"' for token in dict.fromkeys(tokens.split()))
    sql = "SELECT 1 FROM search_token WHERE search_token MATCH ? AND rowid = ?"
    return not match or db.execute_sql(sql, (match, row[0])).fetchone() is not None


def match_text(formula: Formula) -> str:
    """FTS5's query language; tokens are letters and digits, so quoting needs no escape."""
    words = []
    for alternatives in formula:
        choices = [
            " AND ".join(
                f'"{group[0]}"' if len(group) == 1 else "(" + " OR ".join(f'"{token}"' for token in group) + ")"
                for group in groups
            )
            for groups in alternatives
        ]
        words.append(choices[0] if len(choices) == 1 else "(" + " OR ".join(f"({choice})" for choice in choices) + ")")
    return " AND ".join(words)


def _ranges(kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Ranges of ids of kinds in the order of `KINDS`, neighbours joined."""
    places = sorted({KINDS.index(kind) for kind in kinds})
    joined = []
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        ends = [place for _, place in run]
        joined.append((kind_range(KINDS[ends[0]])[0], kind_range(KINDS[ends[-1]])[1]))
    return joined
