"""Every name a field may be called by in a filter: its own, its label in both languages, what sheets call it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from chamber import lists
from chamber.errors import Invalid
from chamber.i18n import _, both, meant
from chamber.lists import ListColumn

_EVERYDAY: Mapping[str, tuple[str, ...]] = {
    "金额": ("amount", "minimum_amount", "budget"),
    "电话": ("phones", "phone", "contact_phones", "mobiles", "contacts"),
    "手机": ("mobiles", "contact_phones", "phones", "phone", "contacts"),
    "状态": ("status", "stage", "presence"),
    "负责人": ("owner", "officers"),
    "编号": ("code", "number"),
}
"""A word everybody says → the field it means, the first of these that a view has: its own before one beside it."""


@lru_cache
def names_of(view: str) -> Mapping[str, str]:
    """Name → key of the column of a view. An earlier way of naming wins; a part that fits several fields is no name."""
    columns = lists.filterable(view)
    names: dict[str, str] = {}
    own = [one for one in columns if "." not in one.key]
    _named(names, own, (_own, _labels))
    for some in (own, columns):
        known = {one.field.name: one.key for one in some}
        for word, fields in _EVERYDAY.items():
            if key := next((known[name] for name in fields if name in known), ""):
                names.setdefault(word, key)
    _named(names, columns, (_own, _labels, _tails, _synonyms))
    for part, key in _parts(columns):
        names.setdefault(part, key)
    names.pop("", None)
    return names


def _named(
    names: dict[str, str], columns: Sequence[ListColumn], ways: Sequence[Callable[[ListColumn], Iterator[str]]]
) -> None:
    for way in ways:
        for one in columns:
            for name in way(one):
                names.setdefault(_typed(name), one.key)


def key_of(view: str, name: str) -> str:
    """The key of the column a name means. Raises `Invalid` with names that are near."""
    names = names_of(view)
    found = names.get(_typed(name))
    if found is None:
        near = get_close_matches(_typed(name), names, 3, 0.5)
        raise Invalid({name: meant(_("There is no such field."), near)})
    return found


def _typed(name: str) -> str:
    """A name as it can be typed before a colon: letters, digits and underscores."""
    return "".join(c if c.isalnum() else "_" if c in " ._-/" else "" for c in name).strip("_").casefold()


def _own(one: ListColumn) -> Iterator[str]:
    yield one.key


def _labels(one: ListColumn) -> Iterator[str]:
    for label in one.labels:
        yield from both(label)


def _tails(one: ListColumn) -> Iterator[str]:
    if "." in one.key:
        yield one.key.rpartition(".")[2]


def _synonyms(one: ListColumn) -> Iterator[str]:
    yield from one.field.synonyms


def _parts(columns: Sequence[ListColumn]) -> Iterator[tuple[str, str]]:
    """`home` for `home_division`, `due` for `next_due`: a word of a field's name that only one field of the view has."""
    found = [(part, one.key) for one in columns for part in one.field.name.split("_") if len(part) > 1]
    counts = Counter(part for part, _key in found)
    # A field of the record itself comes before one of a record beside it.
    own = Counter(part for part, key in found if "." not in key)
    for part, key in found:
        if counts[part] == 1 or (own[part] == 1 and "." not in key):
            yield part, key
