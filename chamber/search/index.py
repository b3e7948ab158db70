"""Putting records into the search index, and finding them. Functions take peewee's database of an open session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, NamedTuple

from chamber.search import asking, packed, ranking
from chamber.search.grams import START
from chamber.search.query import Plan, is_anchored_step, query_plan
from chamber.search.version import TOKENIZER_VERSION
from chamber.text.folding import fold
from db import search as store
from db.search_entry import PAGE

if TYPE_CHECKING:
    from db.database import Database
    from db.statements import Readable

TOGETHER = 1_000
"""Records handled together while they are put in."""

MOST_READ = 2_000
"""Candidates looked at for one step when many turn out not to match."""

MOST_BEGINNING = 100
"""Candidates looked at for a step that asks for the start of a name: what is inside comes with a later one."""

MOST_EXACT = 60
"""The same for one that asks for the end, too."""

OTHERS = 5
"""Hits every other kind gets when one kind alone would fill the page."""

MOST_OTHERS, SEEN_OF_OTHERS = 240, 10
"""Candidates looked at for them, at most and most often."""


LEAST_HELD, MOST_HELD = 2, 400
"""A text so long at least is looked for among the names that hold its characters, if they are so few at most."""


Found = dict[int, tuple[ranking.Match, store.Row]]
"""Id in the index → how it matches and what is stored."""

SPARE = 14
"""Candidates asked for beyond the page when it may be that all there are fit on it: some may not match."""


class Doc(NamedTuple):
    """A record as it is found. `kind` is one of `db.search.KINDS`; `first` puts it before others of its kind (members).

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
    first: bool = False


class Hit(NamedTuple):
    """A record that was found. `spans`: matched parts of the title, [start, end). `matched`: what matched instead."""

    kind: str
    record_id: int
    code: str
    title: str
    detail: str
    spans: tuple[ranking.Span, ...] = ()
    matched: str = ""


def index_docs(db: Database, docs: Iterable[Doc]) -> None:
    """Put records in, replacing what was there of them. The more at once, the cheaper; best kind by kind."""
    refresh(db)
    store.put_many(db, chain.from_iterable(map(_rows, _parts(docs))), _tokens)


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


def find(db: Readable, text: str, kinds: Sequence[str] | None = None, limit: int = 50) -> list[Hit]:
    """The best matches of a text, best first: exact, prefix, inside; in each, members first, then short titles.

    If one kind would fill the page, every other kind still shows its best few.
    """
    plan = query_plan(text)
    searched = tuple(kinds) if kinds else store.every_kind(db)
    search = _Search(db, plan)
    rows: Iterator[store.Row] | None = None
    if plan.everything and not store.expects(db, plan.everything, limit + SPARE):
        are_all, rows = store.at_first(
            db, plan.everything, searched, limit + SPARE, MOST_READ, store.Asking(loosely=True)
        )
        if are_all:
            search.take(rows, limit + SPARE, ranking.INSIDE)
            if plan.code and len(search.found) < limit:
                search.take(store.by_code(db, plan.code, searched, limit), limit, ranking.INSIDE)
            return _hits(search.found, limit)
    for step in plan.steps:
        known = rows if step == plan.everything else None
        if search.gather_codes(step, searched, limit) or search.gather(step, searched, limit, known):
            search.add_exact(searched)
            search.add_others(step, searched or store.kinds_present(db))
            break
    return _hits(search.found, limit)


def all_of(db: Readable, kind: str, text: str, most: int) -> list[int] | None:
    """The ids of all records of a kind that a text finds, in no order; None where they may be more than `most`."""
    plan = query_plan(text)
    search = _Search(db, plan)
    for step in (plan.everything,) if plan.everything else plan.steps:
        are_all, rows = store.at_first(db, step, (kind,), most + 1, most + 1)
        if not are_all:
            return None
        search.take(rows, most + 1, ranking.INSIDE)
    return [store.record_of(row)[1] for _match, row in search.found.values()]


def holding(db: Readable, kind: str, text: str) -> list[int] | None:
    """The records of a kind one of whose names may hold a text as it is written: all that do, and a few others. None
    where that is not known, or too many share its characters."""
    # Names are indexed folded: of other characters one can't tell what stood between them.
    if len(text) < LEAST_HELD or text != fold(text) or not all(map(_is_han, text)):
        return None
    rows = store.candidates(db, (asking.written(text),), (kind,), MOST_HELD + 1)
    found = [store.record_of(row)[1] for row in islice(rows, MOST_HELD + 1)]
    return found if len(found) <= MOST_HELD else None


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


class _Search:
    """One search: what was found so far, and what is known of the candidates looked at. None is judged twice."""

    def __init__(self, db: Readable, plan: Plan) -> None:
        self.db = db
        self.plan = plan
        self.found: Found = {}
        self.judged: dict[int, ranking.Match | None] = {}
        self.is_crowded = False
        """Whether more names begin with the text than were looked at."""

    def take(self, rows: Iterable[store.Row], limit: int, least: ranking.Quality) -> int:
        """Add rows that match at least so well until there are `limit` in all; returns how many were looked at."""
        found, judged, words = self.found, self.judged, self.plan.words
        looked = 0
        for row in rows:
            looked += 1
            key = row[0]
            if key in judged:
                match = judged[key]
            else:
                match = judged[key] = ranking.judge(words, row[2], row[1], row[4])
            if match and match.quality <= least:
                found[key] = match, row
                if len(found) >= limit:
                    break
        return looked

    def gather(
        self, step: store.Formula, kinds: Sequence[str], limit: int, rows: Iterable[store.Row] | None = None
    ) -> bool:
        """Add the matches among a step's candidates, if these aren't known yet; True when the limit was reached, so
        there may be more."""
        anchored = is_anchored_step(step)
        most = MOST_BEGINNING if anchored else MOST_READ
        looked = self.take(
            rows or self._candidates(step, kinds, most), limit, ranking.PREFIX if anchored else ranking.INSIDE
        )
        is_full = len(self.found) >= limit
        self.is_crowded = self.is_crowded or (anchored and (is_full or looked >= most))
        return is_full

    def gather_codes(self, step: store.Formula, kinds: Sequence[str], limit: int) -> bool:
        """If a step asks for codes, those that begin as typed, of which there may be more than candidates are looked at;
        True when the limit was reached."""
        if not self.plan.code or step not in self.plan.holding:
            return False
        rows = store.by_code(self.db, self.plan.code, kinds, limit)
        self.take(rows, limit, ranking.INSIDE)
        if len(self.found) < limit:
            return False
        behind = [
            kind for kind in store.KINDS if any(store.kind_of(row) == kind and not store.is_first(row) for row in rows)
        ]
        if behind:
            # Those before them may have such a code beside the one that is shown.
            self.gather(step, behind, len(self.found) + limit)
        return True

    def add_exact(self, kinds: Sequence[str]) -> None:
        """Names that are all of the text, where so many begin with it that none was come upon."""
        if self.is_crowded and self.plan.exact and all(match.quality for match, _ in self.found.values()):
            rows = self._candidates(self.plan.exact, kinds, MOST_EXACT)
            self.take(rows, len(self.found) + OTHERS, ranking.EXACT)

    def add_others(self, step: store.Formula, kinds: Sequence[str]) -> None:
        """The best few of the kinds that got no place on the page."""
        shown = store.kinds_of(self.found)
        missing = [kind for kind in store.KINDS if kind in kinds and kind not in shown]
        beyond = self.plan.beyond(step)
        least = ranking.PREFIX if is_anchored_step(beyond) else ranking.INSIDE
        while missing:
            rows = self._candidates(beyond, missing, MOST_OTHERS, SEEN_OF_OTHERS)
            full = next((kind for kind, part in groupby(rows, store.kind_of) if self._has_few(part, least)), None)
            if full is None:
                break
            missing = missing[missing.index(full) + 1 :]

    def _has_few(self, rows: Iterable[store.Row], least: ranking.Quality) -> bool:
        enough = len(self.found) + OTHERS
        self.take(rows, enough, least)
        return len(self.found) >= enough

    def _candidates(
        self, step: store.Formula, kinds: Sequence[str], most: int, page: int = PAGE
    ) -> Iterator[store.Row]:
        how = store.Asking(loosely=True, kept=START, holding=self.plan.holding.get(step, ""), page=page)
        return store.candidates(self.db, step, kinds, most, how)


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


def _parts(docs: Iterable[Doc]) -> Iterator[list[Doc]]:
    given = iter(docs)
    while part := list(islice(given, TOGETHER)):
        yield part


def _rows(docs: Sequence[Doc]) -> Iterator[store.Row]:
    """Records as the index stores them."""
    kinds, ids, codes, titles, details, names, phones, usccs, further, person, first = zip(*docs, strict=True)
    places = map(store.id_of, kinds, ids, first)
    texts = map(packed.pack, names, phones, usccs, further, person)
    return zip(places, codes, titles, details, texts, strict=True)


def _tokens(rows: Sequence[store.Row]) -> list[str]:
    # Who only searches needs none of it.
    from chamber.search.documents import documents

    return documents(rows)


def _hit(match: ranking.Match, row: store.Row) -> Hit:
    _, code, title, detail, _ = row
    kind, record_id = store.record_of(row)
    return Hit(kind, record_id, code, title, detail, ranking.spans(title, match.found), match.matched)
