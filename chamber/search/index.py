"""Putting records into the search index, and finding them. Functions take peewee's database of an open session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from chamber.search import packed, ranking
from chamber.search.query import Plan, is_anchored_step, query_plan
from chamber.search.tokens import document
from chamber.search.version import TOKENIZER_VERSION
from db import search as store

if TYPE_CHECKING:
    from db.database import Database

MOST_READ = 2_000
"""Candidates looked at for one step when many turn out not to match."""

OTHERS = 5
"""Hits every other kind gets when one kind alone would fill the page."""


Found = dict[int, tuple[ranking.Match, store.Row]]
"""Id in the index → how it matches and what is stored."""

Judged = dict[int, ranking.Match | None]
"""Id in the index → how it matches, None if it does not."""

SPARE = 14
"""Candidates asked for beyond the page when it may be that all there are fit on it: some may not match."""


@dataclass(frozen=True, slots=True)
class Doc:
    """A record as it is found. `kind` is one of `db.search.KINDS`; `weight` above 0 puts it first (members).

    `code`, `title` and `detail` are shown; the record is found by its code, title, other names (old, short, of the
    investor …), phones, 统一社会信用代码 and other codes. `person`: the names are people's.
    """

    kind: str
    record_id: int
    code: str
    title: str
    detail: str = ""
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    uscc: str = ""
    codes: tuple[str, ...] = ()
    person: bool = False
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found. `spans`: matched parts of the title, [start, end). `matched`: what matched instead."""

    kind: str
    record_id: int
    code: str
    title: str
    detail: str
    spans: tuple[ranking.Span, ...]
    matched: str


def index_docs(db: Database, docs: Iterable[Doc]) -> None:
    """Put records in, replacing what was there of them. The more at once, the cheaper; best kind by kind."""
    refresh(db)
    store.put_many(db, map(_entry, docs), _tokens)


def drop_docs(db: Database, keys: Iterable[tuple[str, int]]) -> None:
    """Take records (kind, id) out."""
    refresh(db)
    store.remove_many(db, list(dict.fromkeys(keys)), _tokens)


def refresh(db: Database, told: Callable[[int, int], None] = lambda done, of: None) -> bool:
    """Make the tokens anew if an older version of the program made them; True if it did. Needs a write transaction.

    `told` hears how many entries are done, of how many.
    """
    found = store.version(db)
    if found == TOKENIZER_VERSION:
        return False
    store.rebuild(db, _tokens, TOKENIZER_VERSION, told)
    return True


def rebuild(db: Database) -> None:
    """Make all tokens anew from what the index itself holds."""
    store.rebuild(db, _tokens, TOKENIZER_VERSION)


def clear(db: Database) -> None:
    """Empty the index, to be filled again from the records."""
    store.clear(db)
    store.set_version(db, TOKENIZER_VERSION)


def check(db: Database, records: dict[str, int]) -> list[store.Problem]:
    """What is wrong with the index; `records` says how many there are of each kind that is indexed."""
    return store.check(db, _tokens, TOKENIZER_VERSION, records)


def find(db: Database, text: str, kinds: Sequence[str] | None = None, limit: int = 50) -> list[Hit]:
    """The best matches of a text, best first: exact, prefix, inside; in each, members first, then short titles.

    If one kind would fill the page, every other kind still shows its best few.
    """
    plan = query_plan(text)
    searched = tuple(kinds) if kinds else store.every_kind(db)
    found: Found = {}
    judged: Judged = {}
    read: list[store.Row] = []
    others: Iterator[store.Row] = iter(())
    if plan.everything:
        others = store.candidates(db, plan.everything, searched, MOST_READ, loosely=True)
        read = list(islice(others, limit + SPARE))
        if len(read) < limit + SPARE:
            _take(plan, read, len(read), found, judged)
            return _hits(found, limit)
    for step in plan.steps:
        known = chain(read, others) if step == plan.everything else None
        if _gather(db, plan, step, searched, limit, found, judged, known):
            _add_others(db, plan, step, kinds or store.kinds_present(db), found, judged)
            break
    return _hits(found, limit)


def _take(plan: Plan, rows: Iterable[store.Row], limit: int, found: Found, judged: Judged) -> int:
    """Add rows that match until there are `limit`; returns how many were looked at. None is judged twice."""
    count = 0
    for row in rows:
        count += 1
        key = row[0]
        if key in judged:
            match = judged[key]
        else:
            match = judged[key] = ranking.judge(plan.words, row[2], row[1], row[4])
        if match:
            found[key] = match, row
            if len(found) >= limit:
                break
    return count


def _gather(
    db: Database,
    plan: Plan,
    step: store.Formula,
    kinds: Sequence[str],
    limit: int,
    found: Found,
    judged: Judged,
    rows: Iterable[store.Row] | None = None,
) -> bool:
    """Add the matches among a step's candidates, if these aren't known yet; True when the limit was reached, so there
    may be more."""
    # The start of a name is a common token; without it a step would only repeat a later one.
    loosely = not is_anchored_step(step)
    looked = _take(plan, rows or store.candidates(db, step, kinds, MOST_READ, loosely), limit, found, judged)
    if looked >= MOST_READ and loosely and len(found) < limit:
        # Asking exactly is dear, but too many of the loose candidates were no good.
        _take(plan, store.candidates(db, step, kinds, MOST_READ), limit, found, judged)
    return len(found) >= limit


def _add_others(
    db: Database, plan: Plan, step: store.Formula, kinds: Sequence[str], found: Found, judged: Judged
) -> None:
    """The best few of the kinds that got no place on the page."""
    shown = {store.kind_of(row) for _, row in found.values()}
    for kind in kinds:
        if kind not in shown:
            others: Found = {}
            _gather(db, plan, plan.beyond(step), (kind,), OTHERS, others, judged)
            found.update(others)


def _hits(found: Found, limit: int) -> list[Hit]:
    return [_hit(match, row) for match, row in _best(found, limit)]


def _best(found: Found, limit: int) -> list[tuple[ranking.Match, store.Row]]:
    """The first `limit`; what a kind is guaranteed pushes out the last of the kind with the most."""
    order = sorted((match.quality, not store.is_first(row), len(row[2]), key) for key, (match, row) in found.items())
    ordered = [found[key] for *_, key in order]
    if len(ordered) <= limit:
        return ordered
    kept = ordered[:limit]
    per_kind = Counter(store.kind_of(row) for _, row in kept)
    for pair in ordered[limit:]:
        kind = store.kind_of(pair[1])
        largest, most = per_kind.most_common(1)[0]
        if per_kind[kind] < OTHERS < most:
            del kept[max(place for place, (_, row) in enumerate(kept) if store.kind_of(row) == largest)]
            per_kind[largest] -= 1
            per_kind[kind] += 1
            kept.append(pair)
    return kept


def _entry(doc: Doc) -> store.Entry:
    text = packed.pack(doc.names, doc.phones, doc.uscc, doc.codes, doc.person)
    return store.Entry(doc.kind, doc.record_id, doc.weight > 0, doc.code, doc.title, doc.detail, text)


def _tokens(entry: store.Entry) -> str:
    names, phones, uscc, codes, person = packed.unpack(entry.text)
    if entry.code:
        codes.insert(0, entry.code)
    return document(entry.title, names, phones, uscc, codes, person)


def _hit(match: ranking.Match, row: store.Row) -> Hit:
    _, code, title, detail, _ = row
    kind, record_id = store.record_of(row)
    return Hit(kind, record_id, code, title, detail, ranking.spans(title, match.found), match.matched)
