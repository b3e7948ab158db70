"""Which tokens many entries share, so that SQLite need not walk their lists, and PostgreSQL looks at the entries instead.

FTS5 intersects lists in the order it is given them and reads the long ones nearly whole; a name is found by its rarest
grams and the others are compared afterwards. What is common, and how common, is learnt from a sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import prod, sqrt
from time import monotonic
from typing import TYPE_CHECKING

from db.search_entry import COLUMNS, RANGES, Choice, Formula, Row, Tokenizer
from db.statements import Readable, executemany, is_sqlite, placeholders

if TYPE_CHECKING:
    from peewee import Database

WORTH_LEARNING = 500
"""Entries written at once from which on it is worth asking whether the index has outgrown what is known of it."""

SAMPLE = 2_000
"""Entries looked at."""

COMMON = 0.005
"""Share of the entries from which on a token is common."""

RARE = 0.001
"""The share a token is taken to have that is not known as common."""

LOOKED_AT = 120
"""Candidates asked for loosely at most; who has read them all and wants more gets exact ones."""

LEAST_LOOKED_AT = 16
"""So many in any case."""

STEPS = 1_500
"""So many entries of a list SQLite walks over while one candidate is read and judged."""

ASKED_SINGLY = 4
"""Times a process asks for the shares of some tokens before it asks for all, a few thousand: one search needs few."""

TRUSTED = 5.0
"""Seconds for which a process does not ask whether another has learnt again."""

GROWTH = 1.5
"""Learn again when there are so many times the entries of last time: what came since then may be of another kind."""


def create(db: Database) -> None:
    db.execute_sql("DROP TABLE IF EXISTS search_common")
    db.execute_sql(
        "CREATE TABLE search_common (token TEXT PRIMARY KEY, share REAL NOT NULL)"
        + (" WITHOUT ROWID" if is_sqlite(db) else "")
    )
    db.execute_sql("CREATE TABLE IF NOT EXISTS search_learnt (entries INTEGER NOT NULL)")
    forget(db)


def forget(db: Database) -> None:
    """Have the next `learn` take a sample, whatever was learnt."""
    db.execute_sql("DELETE FROM search_common")
    db.execute_sql("DELETE FROM search_learnt")
    _learnt.pop(db.database, None)


def learn(db: Database, tokenizer: Tokenizer) -> None:
    """Take a sample if the index has grown much since the last; it costs a tenth of a second."""
    row = db.execute_sql("SELECT entries FROM search_learnt").fetchone()
    spans = dict(_spans(db))
    entries = sum(map(len, spans.values()))
    if entries < SAMPLE or (row and entries < GROWTH * row[0]):
        return
    looked_at: list[Row] = []
    for kind, ids in spans.items():
        steps = max(1, SAMPLE * len(ids) // entries)
        looked_at += [_nearest(db, kind, ids[step * len(ids) // steps]) for step in range(steps)]
    counts: Counter[str] = Counter()
    for tokens in tokenizer(looked_at):
        counts.update(set(tokens.split()))
    size = len(looked_at)
    common = [(token, count / size) for token, count in counts.items() if count >= max(2, COMMON * size)]
    forget(db)
    executemany(db, f"INSERT INTO search_common (token, share) VALUES ({placeholders(db, 2)})", common)
    db.execute_sql(f"INSERT INTO search_learnt (entries) VALUES ({placeholders(db, 1)})", (entries,))


def _spans(db: Database) -> Iterator[tuple[str, range]]:
    """The ids records have, of each kind that has any: those that come first and the others share them."""
    mark = placeholders(db, 1)
    sql = f"SELECT min(id), max(id) FROM search_entry WHERE id >= {mark} AND id < {mark}"
    for kind, ranges in RANGES.items():
        ends = [(start, db.execute_sql(sql, (start, end)).fetchone()) for start, end in ranges]
        ids = [entry_id - start for start, found in ends for entry_id in found if entry_id is not None]
        if ids:
            yield kind, range(min(ids), max(ids) + 1)


def _nearest(db: Database, kind: str, record_id: int) -> Row:
    """The entry of the first record from this one on."""
    mark = placeholders(db, 1)
    sql = f"SELECT {COLUMNS} FROM search_entry WHERE id >= {mark} AND id < {mark} ORDER BY id LIMIT 1"
    found = ((start, db.execute_sql(sql, (start + record_id, end)).fetchone()) for start, end in RANGES[kind])
    nearest: Row = min(((row[0] - start, row) for start, row in found if row is not None))[1]
    return nearest


def loosen(db: Readable, formula: Formula, kept: str = "", rare: float = RARE) -> Formula:
    """The formula with its rarest tokens, as many as are needed to expect few entries that have them. Groups with a
    token that holds `kept` stay. `rare`: the share those are taken to have that are not known as common."""
    tokens = {token for word in formula for choice in word for group in choice for token in group}
    if len(tokens) < 2:
        return formula
    known = _known(db, tokens)
    entries, shares = known.entries, known.shares
    if not entries:
        return formula
    if all(len(word) == 1 for word in formula):
        # Words that each mean one thing are as good as one word.
        return ((_rarest(tuple(group for word in formula for group in word[0]), shares, entries, kept, rare),),)
    few = tuple(word for word in formula if all(_share(choice, shares) <= RARE for choice in word))
    return tuple(tuple(_rarest(choice, shares, entries, kept, rare) for choice in word) for word in few or formula)


def worth_looking_at(db: Readable, formula: Formula, loose: Formula) -> int:
    """How many of the candidates of a loosened formula may be looked at for what asking exactly costs, twice over: had
    most of them been any good, so many would have been enough."""
    left_out = {group for word in formula for choice in word for group in choice}
    left_out -= {group for word in loose for choice in word for group in choice}
    known = _known(db, {token for group in left_out for token in group})
    walked = known.entries * sum(_of_group(group, known.shares) for group in left_out)
    return max(LEAST_LOOKED_AT, min(LOOKED_AT, int(2 * walked / STEPS)))


def expected(db: Readable, formula: Formula) -> float:
    """How many entries have a formula's tokens at most, as far as these are known as common."""
    tokens = {token for word in formula for choice in word for group in choice for token in group}
    known = _known(db, tokens)
    entries, shares = known.entries, known.shares
    return entries * min(
        sum(min(sum(shares.get(token, 0.0) for token in group) for group in choice) for choice in word)
        for word in formula
    )


def density(db: Readable, formula: Formula) -> tuple[float, int]:
    """The share of the entries that are expected to have a formula's tokens, 0 if they are not common; and how many
    entries there were when that was learnt."""
    tokens = {token for word in formula for choice in word for group in choice for token in group}
    known = _known(db, tokens)
    entries, shares = known.entries, known.shares
    if not entries or not any(shares.get(token) for token in tokens):
        return 0.0, entries
    return prod(min(1.0, sum(_of_all(choice, shares) for choice in word)) for word in formula), entries


def _of_all(choice: Choice, shares: dict[str, float]) -> float:
    """The share expected to have all groups. Neighbours come together more often than chance would have it."""
    first, *rest = sorted(min(1.0, _of_group(group, shares)) for group in choice)
    return first * prod(map(sqrt, rest))


class _Learnt:
    """At how many entries was learnt, and the shares of what is common: of all (`is_whole`), or of tokens that were
    asked for since, 0 for what is not. No dataclass: a search on the command line would wait for these to load."""

    def __init__(self, entries: int) -> None:
        self.entries = entries
        self.asked_at = 0.0
        self.shares: dict[str, float] = {}
        self.asked = 0
        self.is_whole = False


_learnt: dict[str, _Learnt] = {}
"""By database. What is no longer right makes a search slower, not wrong."""


def _known(db: Readable, tokens: set[str]) -> _Learnt:
    """What was learnt, with the shares of at least these tokens if they are common. Who asks again and again is given
    all of it once: every question costs a server's answer."""
    known, now = _learnt.get(db.database), monotonic()
    if known is None or now - known.asked_at > TRUSTED:
        row = db.execute_sql("SELECT entries FROM search_learnt").fetchone()
        entries = int(row[0]) if row else 0
        if known is None or known.entries != entries:
            known = _learnt[db.database] = _Learnt(entries)
        known.asked_at = now
    if not known.entries or known.is_whole:
        return known
    new = [token for token in tokens if token not in known.shares]
    if new and known.asked < ASKED_SINGLY:
        known.asked += 1
        sql = f"SELECT token, share FROM search_common WHERE token IN ({placeholders(db, len(new))})"
        found = dict(db.execute_sql(sql, tuple(new)).fetchall())
        known.shares.update({token: found.get(token, 0.0) for token in new})
    elif new:
        known.shares = dict(db.execute_sql("SELECT token, share FROM search_common").fetchall())
        known.is_whole = True
    return known


def _share(choice: Choice, shares: dict[str, float]) -> float:
    """The share of the rarest of its groups."""
    return min(_of_group(group, shares) for group in choice)


def _of_group(group: tuple[str, ...], shares: dict[str, float], rare: float = RARE) -> float:
    return sum(shares.get(token) or rare for token in group)


def _rarest(choice: Choice, shares: dict[str, float], entries: int, kept: str, rare: float) -> Choice:
    """As long as looking at fewer candidates is worth walking one more list."""
    expected, taken = float(entries), list[int]()
    # Of those equally rare every second first: neighbours share characters, and come together more often than chance.
    ordered = sorted((_of_group(group, shares, rare), place % 2, place) for place, group in enumerate(choice))
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
