"""Which tokens many entries share, so that SQLite need not walk their lists.

FTS5 intersects lists in the order it is given them and reads the long ones nearly whole; a name is found by its rarest
grams and the others are compared afterwards. What is common, and how common, is learnt from a sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from peewee import Database

from db.search_entry import COLUMNS, RANGES, Choice, Entry, Formula, entry_of

SAMPLE = 2_000
"""Entries looked at."""

COMMON = 0.005
"""Share of the entries from which on a token is common."""

RARE = 0.001
"""The share a token is taken to have that is not known as common."""

ENOUGH = 100
"""So few candidates are expected of the tokens asked for that no more of them are needed."""

GROWTH = 2
"""Learn again when there are so many times the entries of last time."""


def create(db: Database) -> None:
    db.execute_sql("DROP TABLE IF EXISTS search_common")
    db.execute_sql("CREATE TABLE search_common (token TEXT PRIMARY KEY, share REAL NOT NULL) WITHOUT ROWID")
    db.execute_sql("CREATE TABLE IF NOT EXISTS search_learnt (entries INTEGER NOT NULL)")
    forget(db)


def forget(db: Database) -> None:
    """Have the next `learn` take a sample, whatever was learnt."""
    db.execute_sql("DELETE FROM search_common")
    db.execute_sql("DELETE FROM search_learnt")


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
    common = [(token, count / looked_at) for token, count in counts.items() if count >= max(2, COMMON * looked_at)]
    forget(db)
    db.connection().executemany("INSERT INTO search_common (token, share) VALUES (?, ?)", common)
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
    """The formula with the rarest of its tokens only, as many as are needed to expect few entries that have them."""
    tokens = {token for word in formula for choice in word for group in choice for token in group}
    if len(tokens) < 2:
        return formula
    marks = ", ".join("?" * len(tokens))
    sql = f"SELECT token, share FROM search_common WHERE token IN ({marks})"
    shares = dict(db.execute_sql(sql, tuple(tokens)).fetchall())
    if not shares:
        return formula
    entries = db.execute_sql("SELECT entries FROM search_learnt").fetchone()[0]
    if all(len(word) == 1 for word in formula):
        # Words that each mean one thing are as good as one word.
        return ((_rarest(tuple(group for word in formula for group in word[0]), shares, entries),),)
    if len(formula) == 1:
        return (tuple(_rarest(choice, shares, entries) for choice in formula[0]),)
    rare = tuple(word for word in formula if all(_share(choice, shares) <= RARE for choice in word))
    return rare or formula


def _share(choice: Choice, shares: dict[str, float]) -> float:
    """The share of the rarest of its groups."""
    return min(sum(shares.get(token, RARE) for token in group) for group in choice)


def _rarest(choice: Choice, shares: dict[str, float], entries: int) -> Choice:
    expected, kept = float(entries), list[tuple[str, ...]]()
    for share, group in sorted((sum(shares.get(token, RARE) for token in group), group) for group in choice):
        if kept and expected <= ENOUGH:
            break
        expected *= min(1.0, share)
        kept.append(group)
    return tuple(kept)
