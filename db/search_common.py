"""Which tokens many entries share, so that SQLite need not walk their lists.

FTS5 intersects lists in the order it is given them and reads the long ones nearly whole; a name is found by its rare
grams alone and the others are compared afterwards. What is common is learnt from a sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from peewee import Database

from db.search_entry import COLUMNS, RANGES, Entry, Formula, entry_of

SAMPLE = 2_000
"""Entries looked at."""

COMMON = 0.005
"""Share of the entries from which on a token is common."""

GROWTH = 2
"""Learn again when there are so many times the entries of last time."""


def create(db: Database) -> None:
    db.execute_sql("CREATE TABLE search_common (token TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute_sql("CREATE TABLE search_learnt (entries INTEGER NOT NULL)")


def learn(db: Database, tokenizer: Callable[[Entry], str]) -> None:
    """Take a sample if the index has grown much since the last; it costs a tenth of a second."""
    row = db.execute_sql("SELECT entries FROM search_learnt").fetchone()
    spans = list(_spans(db))
    entries = sum(last - first + 1 for first, last in spans)
    if entries < SAMPLE or (row and entries < GROWTH * row[0]):
        return
    counts: Counter[str] = Counter()
    looked_at = 0
    for first, last in spans:
        size = last - first + 1
        steps = max(1, SAMPLE * size // entries)
        for step in range(steps):
            found = db.execute_sql(
                f"SELECT {COLUMNS} FROM search_entry WHERE id >= ? ORDER BY id LIMIT 1", (first + step * size // steps,)
            ).fetchone()
            counts.update(set(tokenizer(entry_of(found)).split()))
            looked_at += 1
    common = [(token,) for token, count in counts.items() if count >= max(2, COMMON * looked_at)]
    db.execute_sql("DELETE FROM search_common")
    db.connection().executemany("INSERT INTO search_common (token) VALUES (?)", common)
    db.execute_sql("DELETE FROM search_learnt")
    db.execute_sql("INSERT INTO search_learnt (entries) VALUES (?)", (entries,))


def _spans(db: Database) -> Iterator[tuple[int, int]]:
    """First and last id in each range that has any."""
    for ranges in RANGES.values():
        for start, end in ranges:
            sql = "SELECT min(id), max(id) FROM search_entry WHERE id >= ? AND id < ?"
            first, last = db.execute_sql(sql, (start, end)).fetchone()
            if first is not None:
                yield first, last


def loosen(db: Database, formula: Formula) -> Formula:
    """The formula without its common tokens, wherever rarer ones are left."""
    tokens = {token for word in formula for choice in word for group in choice for token in group}
    if len(tokens) < 2:
        return formula
    marks = ", ".join("?" * len(tokens))
    rows = db.execute_sql(f"SELECT token FROM search_common WHERE token IN ({marks})", tuple(tokens)).fetchall()
    common = {row[0] for row in rows}
    if not common:
        return formula
    if len(formula) == 1:
        return (tuple(_rarer(choice, common) for choice in formula[0]),)
    words = [
        part for word in formula for part in (tuple(((group,),) for group in word[0]) if len(word) == 1 else (word,))
    ]
    rare = tuple(
        word for word in words if common.isdisjoint(token for choice in word for group in choice for token in group)
    )
    return rare or formula


def _rarer(choice: tuple[tuple[str, ...], ...], common: set[str]) -> tuple[tuple[str, ...], ...]:
    rare = tuple(group for group in choice if common.isdisjoint(group))
    return rare or choice
