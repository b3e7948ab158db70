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
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any

from chamber.duplicates.looks import LEAST_ADDRESS
from chamber.duplicates.record import Individual

_DIGITS = re.compile(r"[0-9]{7,}")

COMMON = 24
"""How many records may share a key before it is no evidence."""

_PLACE_BITS = 26
"""Room for 67 million records; 37 bits remain for the hash, and who meets by accident is judged like the others."""
_PLACES = 1 << _PLACE_BITS
_HASHES = (1 << (63 - _PLACE_BITS)) - 1

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
        self._characters: tuple[list[str], list[str]] = ([], [])
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
        # A person many share meets only beside a name that begins alike; a slip spares one of the two.
        for characters, at in zip(self._characters, (0, 1), strict=True):
            characters += [one_of(character, character) for character in [core[at : at + 1] for core in cores]]
        self._cores.extend(map(hash, cores))
        self._homeless += [place for city, place in zip(cities, places, strict=True) if not city]
        self.put("code", codes, places)
        self.put("name", zip(cores, cities, strict=True), places)
        self.put("address", [text if text and len(text) >= LEAST_ADDRESS else None for text in addresses], places)
        self._put_phones(phones, places)
        self._put_people(people, places)
        for at, short, former in zip(places, shorts, formers, strict=True):
            if short or former:
                others = [*([short] if short else ()), *(json.loads(former) if former else ())]
                self.put("name", [(self._core_of(other), self._cities[at]) for other in others], [at] * len(others))

    def add_contacts(self, rows: Iterable[tuple[int, str, str | None]]) -> None:
        """(enterprise, name, mobiles) of contacts, when all enterprises are in."""
        enterprises, names, mobiles = zip(*rows, strict=True) if rows else ((), (), ())
        places = [bisect_left(self.ids, enterprise) for enterprise in enterprises]
        self._put_people(names, places)
        self._put_phones(mobiles, places)

    def _put_people(self, names: Sequence[str | None], places: Sequence[int]) -> None:
        named = [place for name, place in zip(names, places, strict=True) if name]
        known = list(filter(None, names))
        cities = [self._cities[place] for place in named]
        for at, characters in enumerate(self._characters):
            beside = [characters[place] for place in named]
            self.put(f"person{at}", zip(known, cities, beside, strict=True), named)

    def _put_phones(self, stored: Sequence[str | None], places: Sequence[int]) -> None:
        found = [
            (number, at) for text, at in zip(stored, places, strict=True) if text for number in _DIGITS.findall(text)
        ]
        self.put("phone", [number for number, _at in found], [at for _number, at in found])

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


def individual_keys(one: Individual) -> Iterator[Hashable]:
    """The keys of a contact: ID number, mobiles, WeChat, e-mail, and the name with the unit or a landline."""
    if one.id_number:
        yield "id", one.id_number
    for mobile in one.mobiles:
        yield "mobile", mobile
    for landline in one.landlines:
        yield "landline", landline, one.name
    if one.wechat:
        yield "wechat", one.wechat
    if one.email:
        yield "email", one.email
    if one.unit:
        yield "unit", one.name, one.unit
    if one.birthday:
        yield "birthday", one.name, one.birthday
