"""Filters in words: `home:敖汉旗 title:副会长 due:<7d 商贸` as the conditions of a list, or of a search over every kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chamber import lists
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.filters.meaning import Asked, condition
from chamber.filters.names import names_of
from chamber.i18n import _, listed
from chamber.lists import Condition, entity_name
from chamber.narrowing import Best
from chamber.records import context
from chamber.search.index import Hit, find
from chamber.search.words import Term, Words, parse
from chamber.workspace import Reader, Workspace
from db.queries import lists as store

SEARCHED = ("enterprise", "person", "event", "lead", "office", "policy")
MOST = 500
"""Rows of free text that come first, the best ones; a list reads the others behind them."""

Finder = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Filter:
    """The conditions of a filter. `capped`: free text fits more than the `MOST` that come first."""

    conditions: tuple[Condition, ...] = ()
    capped: bool = False


def read(ws: Workspace, view: str, text: str, finder: Finder | None = None) -> Filter:
    """What a view shows under a filter. `finder` gives the ids free text fits, best first; the search index unless
    given. Raises `WordsError` for what can't be taken apart, `Invalid` for what a field can't be."""
    if not text.strip():
        return Filter()
    words = parse(text, names_of(view))
    with ws.read() as reader:
        conditions = conditions_of(ws, reader, view, words.filters)
        if not words.text:
            return Filter(conditions)
        free, capped = _free(reader, view, words.text, finder, narrowed=bool(conditions))
        return Filter((*conditions, free), capped)


def conditions_of(ws: Workspace, reader: Reader, view: str, terms: Sequence[Term]) -> tuple[Condition, ...]:
    where = context(ws, reader)
    title = entity_of(entity_name(view)).title
    found = []
    for term in terms:
        if term.field is None:
            found.append(Condition("", "not", Condition(title, "contains", term.values[0])))
        else:
            found.append(condition(Asked.of(view, term.field, where), term))
    return tuple(found)


def _free(reader: Reader, view: str, text: str, finder: Finder | None, *, narrowed: bool) -> tuple[Condition, bool]:
    entity = entity_name(view)
    if finder is None and entity not in SEARCHED:
        return Condition(entity_of(entity).title, "contains", text), False
    ids = list(finder(text)) if finder else [hit.record_id for hit in find(reader.db, text, [entity], MOST)]
    capped = len(ids) >= MOST
    if capped and narrowed and not text.isascii() and " " not in text:
        # The best few of all may hold none of those the filters leave; these are looked through instead.
        return Condition(entity_of(entity).title, "contains", text), False
    return Condition("id", "ranked", Best(ids, text if capped and finder is None else "")), capped


def search_filtered(ws: Workspace, text: str, kinds: Sequence[str], limit: int) -> list[Hit]:
    """Records of every kind that has all the fields a filter names. Raises `WordsError`, `Invalid`."""
    words = parse(text, {name: name for kind in kinds for name in names_of(kind)})
    knowing = [
        kind for kind in kinds if all(term.field is None or term.field in names_of(kind) for term in words.filters)
    ]
    if not knowing:
        named = listed(dict.fromkeys(term.field for term in words.filters if term.field))
        raise Invalid({"": _("No kind of record has all of these fields: {names}").format(names=named)})
    with ws.read() as reader:
        if not words.filters:
            return find(reader.db, words.text, knowing, limit)
        hits = find(reader.db, words.text, knowing, MOST) if words.text else None
        return _best(ws, reader, words, knowing, hits, limit)


def _best(
    ws: Workspace, reader: Reader, words: Words, kinds: Sequence[str], hits: list[Hit] | None, limit: int
) -> list[Hit]:
    kept: dict[str, list[int]] = {}
    for kind, conditions in _understood(ws, reader, words, kinds):
        if hits is None:
            kept[kind] = list(store.ids(reader, kind, conditions, lists.default_order(kind), limit))
        else:
            wanted = [hit.record_id for hit in hits if hit.kind == kind]
            kept[kind] = list(store.ids(reader, kind, (*conditions, Condition("id", "in", wanted))))
    if hits is not None:
        met = {kind: set(ids) for kind, ids in kept.items()}
        return [hit for hit in hits if hit.record_id in met.get(hit.kind, ())][:limit]
    # What one kind leaves of its share goes to the others: fewer than the limit are all there are.
    share = max(1, limit // max(1, sum(map(bool, kept.values()))))
    spare = limit - sum(min(share, len(ids)) for ids in kept.values())
    found: list[Hit] = []
    for kind, ids in kept.items():
        taken = ids[: share + max(0, spare)]
        spare -= max(0, len(taken) - share)
        found.extend(_shown(reader, kind, taken))
    return found


def _understood(
    ws: Workspace, reader: Reader, words: Words, kinds: Sequence[str]
) -> list[tuple[str, tuple[Condition, ...]]]:
    """The conditions for each kind whose fields can be what is asked: 正常 is a status of members, not of events. Raises
    `Invalid` where no kind's can."""
    found = []
    refused: Invalid | None = None
    for kind in kinds:
        names = names_of(kind)
        terms = [replace(term, field=names[term.field]) if term.field else term for term in words.filters]
        try:
            found.append((kind, conditions_of(ws, reader, kind, terms)))
        except Invalid as error:
            refused = refused or error
    if refused and not found:
        raise refused
    return found


def _shown(reader: Reader, kind: str, ids: list[int]) -> list[Hit]:
    """Records as hits that no text has found."""
    from chamber.indexing import documents

    docs = documents(reader, kind, ids)
    return [Hit(kind, doc.record_id, doc.code, doc.title, doc.detail) for doc in docs]


__all__ = ["MOST", "Filter", "conditions_of", "read", "search_filtered"]
