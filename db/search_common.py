"""Which tokens many entries share, so that SQLite need not walk their lists.

FTS5 intersects lists in the order it is given them and reads the long ones nearly whole; a name is found by its rarest
grams and the others are compared afterwards. What is common, and how common, is learnt from a sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from math import sqrt
from typing import TYPE_CHECKING

from db.search_entry import COLUMNS, RANGES, Choice, Entry, Formula, entry_of
from db.statements import Readable

if TYPE_CHECKING:
    from peewee import Database

SAMPLE = 2_000
"""Entries looked at."""

COMMON = 0.005
"""Share of the entries from which on a token is common."""

RARE = 0.001
"""The share a token is taken to have that is not known as common."""

LOOKED_AT = 120
"""Candidates asked for loosely at most; who has read them all and wants more gets exact ones."""

STEPS = 1_500
"""So many entries of a list SQLite walks over while one candidate is read and judged."""

MOST_KNOWN = 20_000
"""Tokens whose shares a process remembers."""

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


def loosen(db: Readable, formula: Formula, kept: str = "") -> Formula:
    """The formula with its rarest tokens, as many as are needed to expect few entries that have them. Groups with a
    token that holds `kept` stay."""
    tokens = {token for word in formula for choice in word for group in choice for token in group}
    if len(tokens) < 2:
        return formula
    entries, shares = _known(db, tokens)
    if not entries or not any(shares.get(token) for token in tokens):
        return formula
    if all(len(word) == 1 for word in formula):
        # Words that each mean one thing are as good as one word.
        return ((_rarest(tuple(group for word in formula for group in word[0]), shares, entries, kept),),)
    if len(formula) == 1:
        return (tuple(_rarest(choice, shares, entries, kept) for choice in formula[0]),)
    rare = tuple(word for word in formula if all(_share(choice, shares) <= RARE for choice in word))
    return rare or formula


def expected(db: Readable, formula: Formula) -> float:
    """How many entries have a formula's tokens at most, as far as these are known as common."""
    tokens = {token for word in formula for choice in word for group in choice for token in group}
    entries, shares = _known(db, tokens)
    return entries * min(
        sum(min(sum(shares.get(token, 0.0) for token in group) for group in choice) for choice in word)
        for word in formula
    )


_learnt: dict[str, tuple[int, dict[str, float]]] = {}
"""Database → at how many entries was learnt, and the shares of tokens that were asked for since; 0: not common."""


def _known(db: Readable, tokens: set[str]) -> tuple[int, dict[str, float]]:
    """How many entries there were, and the shares of at least these tokens. Asked once a token: a share that is no
    longer right makes a search slower, not wrong."""
    row = db.execute_sql("SELECT entries FROM search_learnt").fetchone()
    entries = int(row[0]) if row else 0
    known, shares = _learnt.get(db.database, (0, {}))
    if known != entries or len(shares) > MOST_KNOWN:
        shares = {}
        _learnt[db.database] = entries, shares
    new = tokens - shares.keys()
    if entries and new:
        marks = ", ".join("?" * len(new))
        sql = f"SELECT token, share FROM search_common WHERE token IN ({marks})"
        shares |= dict.fromkeys(new, 0.0)
        shares |= dict(db.execute_sql(sql, tuple(new)).fetchall())
    return entries, shares


def _share(choice: Choice, shares: dict[str, float]) -> float:
    """The share of the rarest of its groups."""
    return min(_of_group(group, shares) for group in choice)


def _of_group(group: tuple[str, ...], shares: dict[str, float]) -> float:
    return sum(shares.get(token) or RARE for token in group)


def _rarest(choice: Choice, shares: dict[str, float], entries: int, kept: str) -> Choice:
    """As long as looking at fewer candidates is worth walking one more list."""
    expected, taken = float(entries), list[int]()
    # Of those equally rare every second first: neighbours share characters, and come together more often than chance.
    ordered = sorted((_of_group(group, shares), place % 2, place) for place, group in enumerate(choice))
    if kept:
        ordered.sort(key=lambda one: not _holds(choice[one[2]], kept))
    for share, _, place in ordered:
        saved = min(expected, LOOKED_AT) * (1 - share) * STEPS
        if taken and saved < share * entries and not (kept and _holds(choice[place], kept)):
            break
        near = place - 1 in taken or place + 1 in taken
        expected *= min(1.0, sqrt(share) if near else share)
        taken.append(place)
    return tuple(dict.fromkeys(choice[place] for place in taken))


def _holds(group: tuple[str, ...], kept: str) -> bool:
    return any(kept in token for token in group)
