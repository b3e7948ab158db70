"""Recognising a guest at the door by what is quickly said or typed: a name, initials, the tail of a phone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from chamber.events.record import CAME, Attendance
from chamber.text.folding import fold
from chamber.text.pinyin import initials, spelling
from chamber.workspace import Reader
from db.queries import events as store

UNLISTED = 9
"""The rank of a contact who is not on the list: behind everybody who is."""


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest as the door needs it. `tail` is the end of the phone; a lower `rank` fits what was typed better.

    `person` is the contact of ours (id), 0 for nobody on file; a contact who is not on the list has the `id` 0.
    """

    id: int
    name: str
    unit: str
    position: str
    role: str
    presence: str
    digits: tuple[str, ...] = ()
    stands_in_for: str = ""
    rank: int = 0
    person: int = 0

    @property
    def came(self) -> bool:
        return self.presence in CAME

    @property
    def tail(self) -> str:
        return self.digits[0][-4:] if self.digits else ""

    @classmethod
    def of(cls, guest: Attendance) -> Guest:
        digits = tuple(phone.digits for phone in guest.phone)
        return cls(
            id=guest.id,
            name=guest.name,
            unit=guest.unit,
            position=guest.position,
            role=guest.role,
            presence=guest.presence,
            digits=digits,
            stands_in_for=guest.stands_in_for,
            person=(guest.person.id if guest.person else None) or 0,
        )


def guests_of(reader: Reader, event_id: int) -> list[Guest]:
    """Every guest of an event, by name."""
    return [_guest(row) for row in store.guests(reader, event_id)]


def _guest(row: dict[str, Any]) -> Guest:
    phones = json.loads(row["phone"]) if row["phone"] else []
    digits = tuple("".join(filter(str.isdigit, phone["number"])) for phone in phones)
    unit, position, role, presence, absent = (
        row[name] or "" for name in ("unit", "position", "role", "presence", "stands_in_for")
    )
    return Guest(row["id"], row["name"], unit, position, role, presence, digits, absent, person=row["person_id"] or 0)


def matching(guests: Sequence[Guest], text: str) -> list[Guest]:
    """The guests a text fits, the best first: whole name, phone, start of the name, initials, pinyin, unit."""
    wanted = fold(text)
    if not wanted:
        return []
    ranked = [replace(guest, rank=rank) for guest in guests if (rank := _rank(guest, wanted))]
    return sorted(ranked, key=lambda guest: (guest.rank, guest.came, len(guest.name) if guest.rank == 4 else 0))


@lru_cache(4_096)
def _initials(name: str) -> tuple[str, ...]:
    """Asked of every guest at every key."""
    return tuple(initials(name, person=True))


@lru_cache(4_096)
def _spelling(name: str) -> str:
    return spelling(name, person=True)


def _rank(guest: Guest, wanted: str) -> int:
    """1 is best, 0 no fit."""
    name = fold(guest.name)
    if wanted == name:
        return 1
    if wanted.isdigit():
        if len(wanted) >= 3 and any(digits.endswith(wanted) for digits in guest.digits):
            return 2
        return 7 if len(wanted) >= 4 and any(wanted in digits for digits in guest.digits) else 0
    if name.startswith(wanted):
        return 3
    if wanted.isascii():
        letters = _initials(guest.name)
        if any(each.startswith(wanted) for each in letters):
            return 4
        if len(wanted) < 2:
            return 0
        if _spelling(guest.name).startswith(wanted):
            return 5
        return 6 if any(wanted in each for each in letters) else 0
    if wanted in name or (guest.stands_in_for and wanted in fold(guest.stands_in_for)):
        return 5
    return 6 if wanted in fold(guest.unit) else 0


def twin(guests: Sequence[Guest], name: str, unit: str, numbers: Sequence[str]) -> Guest | None:
    """The guest on the list a new one certainly is: the same phone, or the same name (whatever spaces are in it) with
    nothing that tells the two apart."""
    wanted = _key(name)
    for guest in guests:
        if set(guest.digits) & set(numbers):
            return guest
        apart = (guest.digits and numbers) or (guest.unit and unit and _key(guest.unit) != _key(unit))
        if _key(guest.name) == wanted and not apart:
            return guest
    return None


def _key(text: str) -> str:
    return "".join(fold(text).split())
