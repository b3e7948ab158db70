"""Which pairs are worth judging: records that share a piece of evidence, never every one with every other.

Each record gives some keys, column by column for a whole part of the table; records with a key in common meet. A key that
very many share (a chain's trade name, the switchboard of an office tower) tells nothing and is passed over. A key is kept
as one number, its hash before the place of its record, so that a million records need some bytes each and equal keys lie
side by side once sorted.
"""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, compress, pairwise
from typing import Any

from chamber.duplicates.looks import LEAST_ADDRESS
from chamber.text.persons import person_key

_DIGITS = re.compile(r"[0-9]{7,}")

COMMON = 24
"""How many records may share a key before it is no evidence."""

_PLACE_BITS = 26
"""Room for 67 million records; 37 bits remain for the hash, and who meets by accident is judged like the others."""
_PLACES = 1 << _PLACE_BITS
_HASHES = (1 << (63 - _PLACE_BITS)) - 1

_HEADS = (slice(1), slice(1, 2), slice(2), slice(1, 3), slice(0, 3, 2))
"""Of the characters a name begins with: single ones go beside an address, two beside a person, as many share both. A slip
spares one of each."""

Pairs = set[tuple[int, int]]


class Meetings:
    """Who shares a key with whom. Records come in the order of their ids."""

    def __init__(self) -> None:
        self.ids = array("q")
        self._keys: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))

    def put(self, kind: str, keys: Iterable[Hashable], places: Iterable[int]) -> None:
        """Keys of one kind, each with the place of its record among `ids`; a blank one is none."""
        self._keys[kind].extend(
            [(hash(key) & _HASHES) << _PLACE_BITS | place for key, place in zip(keys, places, strict=False) if key]
        )

    def put_phones(
        self, kind: str, stored: Sequence[str | None], places: Sequence[int], beside: Sequence[str] | None = None
    ) -> None:
        """Numbers of stored phones, each a key; with what stands `beside`, only together with it."""
        found = [
            (number, at) for text, at in zip(stored, places, strict=True) if text for number in _DIGITS.findall(text)
        ]
        keys = (
            [(number, beside[at - places[0]]) for number, at in found] if beside else [number for number, _at in found]
        )
        self.put(kind, keys, [at for _number, at in found])

    def pairs(self) -> Pairs:
        """The ids of every pair that meets, the smaller first. The keys are used up."""
        found: Pairs = set()
        while self._keys:
            _kind, keys = self._keys.popitem()
            for places in _shared(sorted(keys)):
                found.update(combinations([self.ids[place] for place in places], 2))
        return found


def _shared(keys: list[int]) -> Iterator[list[int]]:
    """The places of records that share a key, in order, for every key that some share and not too many."""
    run: list[int] = []
    last = -1
    for at in [at for at, (one, other) in enumerate(pairwise(keys)) if one ^ other < _PLACES]:
        if at != last + 1 or not run or keys[at] ^ keys[last] >= _PLACES:
            yield from _sound(run)
            run = [keys[at] % _PLACES]
        run.append(keys[at + 1] % _PLACES)
        last = at
    yield from _sound(run)


def _sound(run: list[int]) -> Iterator[list[int]]:
    places = sorted(set(run))
    if 1 < len(places) <= COMMON:
        yield places


class Companies(Meetings):
    """Enterprises that share a USCC, a phone, an address, a name in their city, or a person beside a name that begins alike.

    Rows are those of `db.queries.duplicates.COMPANY`. Every enterprise comes by here, so nothing is taken apart further
    than meeting needs; judging takes care of the rest.
    """

    def __init__(self, core_of: Callable[[str], str]) -> None:
        super().__init__()
        self._core_of = core_of
        self._cities: list[str] = []
        self._heads: tuple[list[str], ...] = tuple([] for _pick in _HEADS)
        self._cores = array("q")
        self._homeless: list[int] = []
        self._known: dict[str, str] = {}

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        ids, names, shorts, formers, codes, divisions, phones, people, addresses = zip(*rows, strict=True)
        places = range(len(self.ids), len(self.ids) + len(rows))
        self.ids.extend(ids)
        one_of = self._known.setdefault
        cores = [self._core_of(name) for name in names]
        cities = [one_of(city, city) for city in [(division or "")[:4] for division in divisions]]
        self._cities += cities
        for head, pick in zip(self._heads, _HEADS, strict=True):
            head += [one_of(part, part) for part in [core[pick] for core in cores]]
        self._cores.extend(map(hash, cores))
        self._homeless += [place for city, place in zip(cities, places, strict=True) if not city]
        self.put("code", codes, places)
        self.put("name", zip(cores, cities, strict=True), places)
        self.put_phones("phone", phones, places)
        self._put_people(people, places)
        told = [text and len(text) >= LEAST_ADDRESS for text in addresses]
        where = list(compress(places, told))
        for head in self._heads[:2]:
            self.put("address", zip(compress(addresses, told), [head[place] for place in where], strict=True), where)
        for at, short, former in zip(places, shorts, formers, strict=True):
            if short or former:
                others = [*([short] if short else ()), *(json.loads(former) if former else ())]
                self.put("name", [(self._core_of(other), self._cities[at]) for other in others], [at] * len(others))

    def add_contacts(self, rows: Iterable[tuple[int, str, str | None]]) -> None:
        """(enterprise, name, mobiles) of contacts, when all enterprises are in."""
        enterprises, names, mobiles = zip(*rows, strict=True) if rows else ((), (), ())
        places = [bisect_left(self.ids, enterprise) for enterprise in enterprises]
        self._put_people(names, places)
        self.put_phones("phone", mobiles, places)

    def _put_people(self, names: Sequence[str | None], places: Sequence[int]) -> None:
        named = [place for name, place in zip(names, places, strict=True) if name]
        known = list(filter(None, names))
        cities = [self._cities[place] for place in named]
        for at, head in enumerate(self._heads[2:]):
            self.put(f"person{at}", zip(known, cities, [head[place] for place in named], strict=True), named)

    def pairs(self) -> Pairs:
        found = super().pairs()
        found |= self._without_city()
        return found

    def _without_city(self) -> Pairs:
        """A core without its city meets where one of the two has no city to tell."""
        alone: defaultdict[int, list[int]] = defaultdict(list)
        for place in self._homeless:
            alone[self._cores[place]].append(place)
        if not alone:
            return set()
        others: defaultdict[int, list[int]] = defaultdict(list)
        for place in [place for place, core in enumerate(self._cores) if core in alone]:
            if self._cities[place]:
                others[self._cores[place]].append(place)
        ids = self.ids
        return {
            (min(ids[one], ids[other]), max(ids[one], ids[other]))
            for core, places in alone.items()
            if len(places) + len(others[core]) <= COMMON
            for one in places
            for other in others[core]
        }


class Individuals(Meetings):
    """Contacts that share an ID number, a mobile, WeChat, an e-mail; or the name beside a unit, a landline, a birthday.

    Rows are those of `db.queries.duplicates.INDIVIDUAL`.
    """

    def __init__(self, core_of: Callable[[str], str]) -> None:
        super().__init__()
        self._core_of = core_of

    def add(self, rows: Sequence[tuple[Any, ...]], units: Mapping[int, str]) -> None:
        """`units` are the names of enterprises by id."""
        ids, named, mobiles, landlines, enterprises, written, numbers, emails, wechats, birthdays, _posts = zip(
            *rows, strict=True
        )
        places = range(len(self.ids), len(self.ids) + len(rows))
        self.ids.extend(ids)
        names = [person_key(name) for name in named]
        self.put("number", numbers, places)
        self.put_phones("mobile", mobiles, places)
        self.put_phones("landline", landlines, places, names)
        self.put("wechat", [text and text.casefold() for text in wechats], places)
        self.put("email", [text and text.casefold() for text in emails], places)
        self.put("birthday", [day and (name, day) for name, day in zip(names, birthdays, strict=True)], places)
        where = [units.get(enterprise) or unit for enterprise, unit in zip(enterprises, written, strict=True)]
        at_work = [unit and (name, self._core_of(unit)) for name, unit in zip(names, where, strict=True)]
        self.put("unit", at_work, places)
