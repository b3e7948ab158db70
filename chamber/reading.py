"""Many records read in part, column by column: a fraction of the time of reading them whole."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar

from chamber.entity import entity_of
from chamber.fields import Link, Linked
from chamber.workspace import Reader
from db.queries import lists as store
from db.queries import lookup

T = TypeVar("T")
PART = 1_000
"""Records that are read at a time."""
_MOST = 2_000
"""Values of a column that are remembered."""


class Made(Generic[T]):
    """What is made of the stored values of one field: what is stored again and again is made once."""

    def __init__(self, make: Callable[[Sequence[Any]], T]) -> None:
        self._make = make
        self._made: dict[Any, T] = {}

    def of(self, count: int, stored: Sequence[Sequence[Any] | None]) -> list[T]:
        """For `count` records; `stored` are the columns of the field one by one, None for one that is empty."""
        if not any(stored):
            return self.make_all([(None,) * len(stored)]) * count
        columns = [values or (None,) * count for values in stored]
        single = len(columns) == 1
        keys: Sequence[Any] = columns[0] if single else list(zip(*columns, strict=True))
        made = self._made
        if len(made) > _MOST:
            self.forget()
        fresh = list(set(keys).difference(made))
        made.update(zip(fresh, self.make_all([(key,) for key in fresh] if single else fresh), strict=True))
        self.note(keys)
        found = list(map(made.__getitem__, keys))
        if 2 * len(fresh) > count:
            # Of what seldom comes again nothing is remembered: it would be most of what an export holds.
            self.forget()
        return found

    def make_all(self, stored: Sequence[Sequence[Any]]) -> list[T]:
        """What is made of each of these."""
        return list(map(self._make, stored))

    def note(self, keys: Sequence[Any]) -> None:
        """Take note of what is stored in each record of a part."""

    def forget(self) -> None:
        """Make room."""
        self._made.clear()


def some(reader: Reader, entity: str, ids: Sequence[int], names: Sequence[str]) -> Iterator[Any]:
    """Records in the order of `ids` with their `id` and the fields `names` only, links with their titles."""
    fields = [entity_of(entity).field(name) for name in dict.fromkeys(names)]
    shape = namedtuple("shape", ("id", *(field.name for field in fields)))  # type: ignore[misc]
    loaders: list[Made[Any]] = [Made(field.kind.load) for field in fields]
    columns = [column for field in fields for column in field.columns]
    for count, found in store.by_column(reader, entity, ("id", *columns), ids, PART):
        stored = iter(found[1:])
        values: list[Sequence[Any]] = [found[0] or ()]
        for field, loader in zip(fields, loaders, strict=True):
            loaded = loader.of(count, [next(stored) for _column in field.columns])
            values.append(_titled(reader, field.kind.entity, loaded) if isinstance(field.kind, Link) else loaded)
        yield from map(shape._make, zip(*values, strict=True))


def _titled(reader: Reader, entity: str, links: Sequence[Linked | None]) -> list[Linked | None]:
    """The links with the titles of what they name."""
    ids = sorted({one.id for one in links if one and one.id})
    titles = lookup.titles_of(reader, entity, entity_of(entity).title, ids) if ids else {}
    return [Linked(titles.get(one.id, ""), one.id) if one and one.id else one for one in links]
