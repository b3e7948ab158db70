"""The search index on PostgreSQL: the tokens as a `tsvector` beside the entry, a GIN index for each range of ids.

GIN answers in no useful order, so each kind, and within it those that come first, has an index of its own, and they
are read one after the other until there is enough. Each reading stands in a materialized CTE: it still stops early, but
is planned as if all of it were wanted; seeing the LIMIT, the planner would rather read the table and hope.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from db import search_common
from db.search_common import WORTH_LEARNING
from db.search_entry import COLUMNS, KINDS, RANGES, Asking, Entry, Formula, Row, row_of
from db.statements import Readable, chunks, placeholders

if TYPE_CHECKING:
    from peewee import Database

Tokenizer = Callable[[Entry], str]

PAGE = 70
"""Candidates that are read at first."""

COMMON = 0.03
"""Share of the entries from which on it is quicker to look at them one by one than to fetch the list of a token."""

SPREAD = 3
"""So many times the entries are looked at that would hold a page if they lay evenly."""

MOST_WALKED = 3_000

PENDING = 65_536
"""KiB of new tokens an index may gather before it sorts them in; `insert` has them sorted in at its end."""


def create(db: Database) -> None:
    db.execute_sql(
        "CREATE TABLE search_entry (id bigint PRIMARY KEY, code text NOT NULL, title text NOT NULL, "
        "detail text NOT NULL, text text NOT NULL, tokens tsvector)"
    )
    db.execute_sql("ALTER TABLE search_entry ALTER COLUMN tokens SET STATISTICS 0")
    db.execute_sql("CREATE TABLE search_version (version integer NOT NULL)")
    search_common.create(db)
    for name, start, end in _indexes():
        db.execute_sql(
            f"CREATE INDEX {name} ON search_entry USING gin (tokens) WITH (gin_pending_list_limit = {PENDING}) "
            f"WHERE id >= {start} AND id < {end}"
        )


def _indexes(kinds: Iterable[str] = KINDS) -> Iterator[tuple[str, int, int]]:
    """Name and range of ids of each index of the kinds."""
    for kind in kinds:
        for rank, (start, end) in zip(("first", "other"), RANGES[kind], strict=True):
            yield f"search_entry_{kind}_{rank}", start, end


def insert(db: Database, entries: Sequence[Entry], tokenizer: Tokenizer) -> None:
    """Insert new entries by COPY."""
    with db.connection().cursor() as cursor, cursor.copy(f"COPY search_entry ({COLUMNS}, tokens) FROM STDIN") as copy:
        for entry in entries:
            copy.write_row((*row_of(entry), _vector(tokenizer(entry))))
    _sort_in(db, {entry.kind for entry in entries})


def insert_tokens(db: Database, entries: Sequence[Entry], tokenizer: Tokenizer) -> None:
    """Give tokens to entries that have none."""
    db.execute_sql("CREATE TEMPORARY TABLE IF NOT EXISTS search_new (id bigint, tokens tsvector) ON COMMIT DROP")
    with db.connection().cursor() as cursor, cursor.copy("COPY search_new (id, tokens) FROM STDIN") as copy:
        for entry in entries:
            copy.write_row((entry.id, _vector(tokenizer(entry))))
    db.execute_sql("UPDATE search_entry SET tokens = n.tokens FROM search_new n WHERE search_entry.id = n.id")
    db.execute_sql("TRUNCATE search_new")
    _sort_in(db, {entry.kind for entry in entries})


def loaded(db: Database, count: int, tokenizer: Tokenizer) -> None:
    """After `count` entries went in: learn again what is common."""
    if count >= WORTH_LEARNING:
        search_common.learn(db, tokenizer)


def _sort_in(db: Database, kinds: Iterable[str]) -> None:
    for name, _, _ in _indexes(kinds):
        db.execute_sql("SELECT gin_clean_pending_list(%s::regclass)", (name,))


def remove(db: Database, entries: Sequence[Entry], tokenizer: Tokenizer) -> None:
    for part in chunks(entries):
        db.execute_sql(
            f"DELETE FROM search_entry WHERE id IN ({placeholders(db, len(part))})", tuple(entry.id for entry in part)
        )


def forget_tokens(db: Database) -> None:
    search_common.forget(db)
    db.execute_sql("UPDATE search_entry SET tokens = NULL")


def candidates(db: Readable, formula: Formula, kinds: Sequence[str], limit: int, how: Asking) -> Iterator[Row]:
    """What is common among the first entries of each kind, what is rare by the index. That reads rare tokens first by
    itself, so nothing is won by asking loosely. A page first: seldom more is wanted."""
    ranges = tuple((start, end) for _, start, end in _indexes(sorted(kinds, key=KINDS.index) if kinds else KINDS))
    asked = (query_text(formula), how.holding) if how.holding else (query_text(formula),)
    share = search_common.density(db, formula)
    if share < COMMON:
        yield from _by_index(db, ranges, asked, limit)
        return
    for one in ranges:
        looked_at = min(int(SPREAD * PAGE / share), MOST_WALKED)
        rows = db.execute_sql(_walk(bool(how.holding)), (*one, looked_at, *asked, min(PAGE, limit))).fetchall()
        yield from rows
        seen = {row[0] for row in rows}
        yield from (row for row in _by_index(db, (one,), asked, limit) if row[0] not in seen)


def _by_index(db: Readable, ranges: tuple[tuple[int, int], ...], asked: tuple[str, ...], limit: int) -> Iterator[Row]:
    seen: set[int] = set()
    for most in sorted({min(PAGE, limit), limit}):
        rows = db.execute_sql(_find(ranges, len(asked) > 1), (*asked * len(ranges), most)).fetchall()
        yield from (row for row in rows if row[0] not in seen)
        if len(rows) < most:
            return
        seen.update(row[0] for row in rows)


def _walk(holding: bool) -> str:
    """Looks at so many entries from the beginning of a range."""
    held = " AND strpos(code || text, %s) > 0" if holding else ""
    return (
        f"SELECT {COLUMNS} FROM (SELECT {COLUMNS}, tokens FROM search_entry WHERE id >= %s AND id < %s "
        f"ORDER BY id LIMIT %s) looked_at WHERE tokens @@ %s::tsquery{held} LIMIT %s"
    )


@cache
def _find(ranges: tuple[tuple[int, int], ...], holding: bool) -> str:
    held = "AND strpos(code || text, %s) > 0" if holding else ""
    parts = ", ".join(
        f"r{place} AS MATERIALIZED (SELECT {COLUMNS} FROM search_entry "
        f"WHERE tokens @@ %s::tsquery AND id >= {start} AND id < {end} {held})"
        for place, (start, end) in enumerate(ranges)
    )
    return (
        f"WITH {parts} " + " UNION ALL ".join(f"SELECT * FROM r{place}" for place in range(len(ranges))) + " LIMIT %s"
    )


def has_tokens(db: Database, entry: Entry, tokens: str) -> bool:
    """Whether the entry is stored with exactly these tokens."""
    row = db.execute_sql("SELECT tokens = %s::tsvector FROM search_entry WHERE id = %s", (_vector(tokens), entry.id))
    found = row.fetchone()
    return bool(found and found[0])


def query_text(formula: Formula) -> str:
    """The formula in the language of `tsquery`; tokens are letters and digits, so quoting needs no escape."""
    words = [
        "(" + " | ".join("(" + " & ".join(_any(group) for group in groups) + ")" for groups in choices) + ")"
        for choices in formula
    ]
    return " & ".join(words)


def _any(group: Sequence[str]) -> str:
    return "(" + " | ".join(f"'{token}'" for token in group) + ")"


def _vector(tokens: str) -> str:
    quoted = tokens.replace(" ", "' '")
    return f"'{quoted}'" if tokens else ""
