"""Which pairs are worth judging: records that share a piece of evidence, never every one with every other.

Each record gives some keys; records with a key in common meet. A key that very many share (a chain's trade name, the
switchboard of an office tower) tells nothing and is passed over.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from chamber.duplicates.looks import LEAST_ADDRESS
from chamber.duplicates.record import Individual

_DIGITS = re.compile(r"[0-9]{7,}")

COMMON = 24
"""How many records may share a key before it is no evidence."""


def company_keys(
    row: tuple[Any, ...], people: Iterable[tuple[str, str | None]], core: str, core_of: Callable[[str], str]
) -> Iterator[Hashable]:
    """The keys of a row of `db.queries.duplicates.COMPANY`: its USCC, phones, people in its city, name, address.

    Every enterprise comes by here, so nothing is taken apart further than meeting needs; judging takes care of the rest.
    """
    _id, _name, short, former, uscc, division, phones, representative, address = row
    city = division[:4] if division else ""
    if uscc:
        yield uscc
    if phones:
        yield from _DIGITS.findall(phones)
    yield core, city
    # People and addresses that many share meet only beside a name that begins alike; a slip spares one of the two.
    heads = core[:1], f"?{core[1:2]}"
    if representative:
        yield from ((representative, city, head) for head in heads)
    if address and len(address) >= LEAST_ADDRESS:
        yield from ((address, head) for head in heads)
    for contact, mobiles in people:
        yield from ((contact, city, head) for head in heads)
        if mobiles:
            yield from _DIGITS.findall(mobiles)
    if short:
        yield core_of(short), city
    for other in json.loads(former) if former else ():
        yield core_of(other), city


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


class Meetings:
    """Who shares a key with whom. `put` every record once, then ask for the `pairs`."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._more: dict[int, array[int]] = {}
        self._named: dict[int, int | array[int]] = {}
        self._homeless: dict[int, array[int]] = {}

    def put(self, record_id: int, keys: Iterable[Hashable]) -> None:
        known, more = self._first, self._more
        for key in map(hash, keys):
            first = known.setdefault(key, record_id)
            if first != record_id:
                others = more.get(key)
                if others is None:
                    others = more[key] = array("q", (first,))
                if others[-1] != record_id:
                    others.append(record_id)

    def put_named(self, record_id: int, core: str, homeless: bool) -> None:
        """A core without its city: it meets only where one of the two has no city to tell."""
        key = hash(core)
        if homeless:
            self._homeless.setdefault(key, array("q")).append(record_id)
            return
        first = self._named.setdefault(key, record_id)
        if isinstance(first, array):
            first.append(record_id)
        elif first != record_id:
            self._named[key] = array("q", (first, record_id))

    def pairs(self) -> set[tuple[int, int]]:
        """Every pair that meets, the smaller id first."""
        found = {
            (left, right) if left < right else (right, left)
            for ids in self._more.values()
            if len(ids) <= COMMON
            for at, left in enumerate(ids)
            for right in ids[at + 1 :]
        }
        for key, alone in self._homeless.items():
            named = self._named.get(key, ())
            others = (named,) if isinstance(named, int) else named
            if len(alone) + len(others) <= COMMON:
                found.update((min(one, other), max(one, other)) for one in alone for other in others)
        return found
