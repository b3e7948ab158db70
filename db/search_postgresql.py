"""The search index on PostgreSQL: the tokens as a `tsvector` beside the entry, a GIN index for each range of ids.

GIN answers in no useful order, so each kind, and within it those that come first, has an index of its own, and they
are read one after the other, in one statement, until there is enough. Each reading stands in a materialized CTE: it
still stops early, but is planned as if all of it were wanted; seeing the LIMIT, the planner would rather read the table
and hope.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from math import sqrt
from typing import TYPE_CHECKING

from db import search_common
from db.search_common import WORTH_LEARNING
from db.search_entry import (
    CODE,
    COLUMNS,
    KINDS,
    LAST,
    MOST_OF_A_CODE,
    RANGES,
    Asking,
    Formula,
    Row,
    Tokenizer,
    kinds_of,
    within,
)
from db.statements import Readable, chunks, placeholders

if TYPE_CHECKING:
    from peewee import Database

WALKED = 15
"""To read the list of a token costs by how many entries have it, to walk until there is a page by how few: they cost the
same at a share of the square root of this, times the page, among so many entries."""

SPREAD = 3
"""So many times the entries are looked at that would hold a page if they lay evenly."""

MOST_WALKED = 3_000

PENDING = 65_536
"""KiB of new tokens an index may gather before it sorts them in; `insert` has them sorted in at its end."""


INDEX_CODES = f"CREATE INDEX IF NOT EXISTS search_entry_code ON search_entry ({CODE} text_pattern_ops)"
BY_CODE = f"SELECT {COLUMNS} FROM search_entry WHERE {CODE} ~>=~ %s AND {CODE} ~<~ %s ORDER BY {CODE} USING ~<~ LIMIT"
"""In the order of characters, whatever the language of the server."""


def create(db: Database) -> None:
    db.execute_sql(
        "CREATE TABLE search_entry (id bigint PRIMARY KEY, code text NOT NULL, title text NOT NULL, "
        "detail text NOT NULL, text text NOT NULL, tokens tsvector)"
    )
    db.execute_sql("ALTER TABLE search_entry ALTER COLUMN tokens SET STATISTICS 0")
    db.execute_sql("CREATE TABLE search_version (version integer NOT NULL)")
    index_codes(db)
    search_common.create(db)
    for name, start, end in _indexes():
        db.execute_sql(
            f"CREATE INDEX {name} ON search_entry USING gin (tokens) WITH (gin_pending_list_limit = {PENDING}) "
            f"WHERE id >= {start} AND id < {end}"
        )


def index_codes(db: Database) -> None:
    db.execute_sql(INDEX_CODES)


def _indexes(kinds: Iterable[str] = KINDS) -> Iterator[tuple[str, int, int]]:
    """Name and range of ids of each index of the kinds."""
    for kind in kinds:
        for rank, (start, end) in zip(("first", "other"), RANGES[kind], strict=True):
            yield f"search_entry_{kind}_{rank}", start, end


def insert(db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None:
    """Insert new entries by COPY."""
    with db.connection().cursor() as cursor, cursor.copy(f"COPY search_entry ({COLUMNS}, tokens) FROM STDIN") as copy:
        for row, tokens in zip(rows, tokenizer(rows), strict=True):
            copy.write_row((*row, _vector(tokens)))
    _sort_in(db, kinds_of(row[0] for row in rows))


def insert_tokens(db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None:
    """Give tokens to entries that have none."""
    db.execute_sql("CREATE TEMPORARY TABLE IF NOT EXISTS search_new (id bigint, tokens tsvector) ON COMMIT DROP")
    with db.connection().cursor() as cursor, cursor.copy("COPY search_new (id, tokens) FROM STDIN") as copy:
        for row, tokens in zip(rows, tokenizer(rows), strict=True):
            copy.write_row((row[0], _vector(tokens)))
    db.execute_sql("UPDATE search_entry SET tokens = n.tokens FROM search_new n WHERE search_entry.id = n.id")
    db.execute_sql("TRUNCATE search_new")
    _sort_in(db, kinds_of(row[0] for row in rows))


def loaded(db: Database, count: int, tokenizer: Tokenizer) -> None:
    """After `count` entries went in: learn again what is common."""
    if count >= WORTH_LEARNING:
        search_common.learn(db, tokenizer)


def _sort_in(db: Database, kinds: Iterable[str]) -> None:
    for name, _, _ in _indexes(kinds):
        db.execute_sql("SELECT gin_clean_pending_list(%s::regclass)", (name,))


def remove(db: Database, rows: Sequence[Row], tokenizer: Tokenizer) -> None:
    for part in chunks(rows):
        db.execute_sql(
            f"DELETE FROM search_entry WHERE id IN ({placeholders(db, len(part))})", tuple(row[0] for row in part)
        )


def forget_tokens(db: Database) -> None:
    search_common.forget(db)
    db.execute_sql("UPDATE search_entry SET tokens = NULL")


def candidates(db: Readable, formula: Formula, kinds: Sequence[str], limit: int, how: Asking) -> Iterator[Row]:
    """What is common among the first entries of each kind, what is rare by the index. That reads rare tokens first by
    itself, so nothing is won by asking loosely. A page first: seldom more is wanted."""
    ranges = tuple((start, end) for _, start, end in _indexes(sorted(kinds, key=KINDS.index) if kinds else KINDS))
    share, entries = search_common.density(db, formula)
    walks = bool(entries) and share >= sqrt(WALKED * how.page / entries)
    asked: list[str | int] = [query_text(formula)]
    if how.holding:
        asked.append(how.holding)
    if walks:
        asked += [min(int(SPREAD * how.page / share), MOST_WALKED), min(how.page, limit)]
    seen: set[int] = set()
    for most in sorted({min(how.page, limit), limit}):
        # What is among the first of a range comes once more by its index.
        room = len(ranges) * how.page if walks and most == limit else 0
        rows = db.execute_sql(_find(ranges, bool(how.holding), walks), (*asked, most + room)).fetchall()
        for row in rows:
            if row[0] not in seen:
                seen.add(row[0])
                yield row
            if len(seen) == limit:
                return
        if len(rows) < most + room:
            return


def at_first(
    db: Readable, formula: Formula, kinds: Sequence[str], few: int, limit: int, how: Asking
) -> tuple[bool, Iterator[Row]]:
    """Whether there are fewer than `few` candidates; and these."""
    rows = candidates(db, formula, kinds, limit, how)
    read = list(islice(rows, few))
    return len(read) < few, chain(read, rows)


def by_code(db: Readable, text: str, kinds: Sequence[str], limit: int) -> list[Row]:
    """Entries whose code begins with a text, in the order of their codes."""
    sql = f"SELECT * FROM ({BY_CODE} {MOST_OF_A_CODE}) found WHERE {within(kinds or KINDS)} LIMIT %s"
    found: list[Row] = db.execute_sql(sql, (text, text + LAST, limit)).fetchall()
    return found


@cache
def _find(ranges: tuple[tuple[int, int], ...], holding: bool, walks: bool) -> str:
    """Of each range what its index leads to; with `walks`, before that what is among its first entries.

    What is asked for is a query of its own, so that the plan does not depend on it: the server keeps a plan that would
    not be better for knowing, and to make one takes it longer than most searches take.
    """
    asked = ["%s::tsquery AS tokens"]
    wanted = "tokens @@ (SELECT a.tokens FROM asked a)"
    if holding:
        asked.append("%s::text AS held")
        wanted += " AND strpos(code || text, (SELECT a.held FROM asked a)) > 0"
    if walks:
        asked += ["%s::integer AS walked", "%s::integer AS page"]
    parts = {"asked": f"SELECT {', '.join(asked)}"}
    for place, (start, end) in enumerate(ranges):
        entries = f"search_entry WHERE id >= {start} AND id < {end}"
        if walks:
            first = f"SELECT {COLUMNS}, tokens FROM {entries} ORDER BY id LIMIT (SELECT a.walked FROM asked a)"
            page = "LIMIT (SELECT a.page FROM asked a)"
            parts[f"w{place}"] = f"SELECT {COLUMNS} FROM ({first}) first WHERE {wanted} {page}"
        parts[f"r{place}"] = f"SELECT {COLUMNS} FROM {entries} AND {wanted}"
    made = ", ".join(f"{name} AS MATERIALIZED ({part})" for name, part in parts.items())
    return f"WITH {made} {' UNION ALL '.join(f'SELECT * FROM {name}' for name in parts if name != 'asked')} LIMIT %s"


def has_tokens(db: Database, row: Row, tokens: str) -> bool:
    """Whether the entry is stored with exactly these tokens."""
    sql = "SELECT tokens = %s::tsvector FROM search_entry WHERE id = %s"
    found = db.execute_sql(sql, (_vector(tokens), row[0])).fetchone()
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
    quoted = "' '".join(tokens.split())
    return f"'{quoted}'" if quoted else ""
