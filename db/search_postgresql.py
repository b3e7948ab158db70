"""The search index on PostgreSQL: the tokens as a `tsvector` beside the entry, a GIN index for each range of ids.

GIN answers in no useful order, so each kind, and within it those that come first, has an index of its own, and they
are asked one after the other until there is enough. `enable_seqscan` is off inside the function because the planner,
seeing a LIMIT, would rather read the table and hope.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peewee import Database

from db.database import chunks, placeholders
from db.search_entry import COLUMNS, KINDS, RANGES, Entry, Formula, Row, row_of

Tokenizer = Callable[[Entry], str]

FIND = (
    f"SELECT {COLUMNS} FROM search_entry JOIN search_find(%s::tsquery, %s, %s) WITH ORDINALITY AS found (hit, place) "
)
FIND += "ON id = hit ORDER BY place"


def create(db: Database) -> None:
    db.execute_sql(
        "CREATE TABLE search_entry (id bigint PRIMARY KEY, code text NOT NULL, title text NOT NULL, "
        "detail text NOT NULL, text text NOT NULL, tokens tsvector)"
    )
    db.execute_sql("ALTER TABLE search_entry ALTER COLUMN tokens SET STATISTICS 0")
    db.execute_sql("CREATE TABLE search_version (version integer NOT NULL)")
    branches = []
    for place, kind in enumerate(KINDS):
        for rank, (start, end) in zip(("first", "other"), RANGES[kind], strict=True):
            db.execute_sql(
                f"CREATE INDEX search_entry_{kind}_{rank} ON search_entry USING gin (tokens) "
                f"WITH (fastupdate = off) WHERE id >= {start} AND id < {end}"
            )
            branches.append(
                f"(SELECT id FROM search_entry WHERE {place} = ANY (kinds) AND tokens @@ query "
                f"AND id >= {start} AND id < {end} LIMIT most)"
            )
    db.execute_sql(
        "CREATE FUNCTION search_find(query tsquery, kinds integer[], most integer) RETURNS SETOF bigint "
        "LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off SET jit = off AS $$ "
        + " UNION ALL ".join(branches)
        + " LIMIT most $$"
    )


def insert(db: Database, entries: Sequence[Entry], tokenizer: Tokenizer) -> None:
    """Insert new entries by COPY."""
    with db.connection().cursor() as cursor, cursor.copy(f"COPY search_entry ({COLUMNS}, tokens) FROM STDIN") as copy:
        for entry in entries:
            copy.write_row((*row_of(entry), _vector(tokenizer(entry))))


def insert_tokens(db: Database, entries: Sequence[Entry], tokenizer: Tokenizer) -> None:
    with db.connection().cursor() as cursor:
        cursor.executemany(
            "UPDATE search_entry SET tokens = %s::tsvector WHERE id = %s",
            [(_vector(tokenizer(entry)), entry.id) for entry in entries],
        )


def remove(db: Database, entries: Sequence[Entry], tokenizer: Tokenizer) -> None:
    for part in chunks(entries):
        db.execute_sql(
            f"DELETE FROM search_entry WHERE id IN ({placeholders(db, len(part))})", tuple(entry.id for entry in part)
        )


def forget_tokens(db: Database) -> None:
    db.execute_sql("UPDATE search_entry SET tokens = NULL")


def candidates(db: Database, formula: Formula, kinds: Sequence[str], limit: int) -> list[Row]:
    places = sorted(KINDS.index(kind) for kind in kinds or KINDS)
    return list(db.execute_sql(FIND, (query_text(formula), places, limit)).fetchall())


def has_tokens(db: Database, entry: Entry, tokens: str) -> bool:
    row = db.execute_sql("SELECT tokens = %s::tsvector FROM search_entry WHERE id = %s", (_vector(tokens), entry.id))
    found = row.fetchone()
    return bool(found and found[0])


def query_text(formula: Formula) -> str:
    """The formula in the language of `tsquery`; tokens are letters and digits, so quoting needs no escape."""
    words = [
        "(" + " | ".join("(" + " & ".join(_any(group) for group in groups) + ")" for groups in alternatives) + ")"
        for alternatives in formula
    ]
    return " & ".join(words)


def _any(group: Sequence[str]) -> str:
    return "(" + " | ".join(f"'{token}'" for token in group) + ")"


def _vector(tokens: str) -> str:
    quoted = tokens.replace(" ", "' '")
    return f"'{quoted}'" if tokens else ""
