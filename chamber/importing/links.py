"""Names in a row that are records of ours: found by an exact and unambiguous name, people by name and phone."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from chamber.fields import Link, Linked, LinkedText
from chamber.importing.cells import Values
from chamber.importing.keys import usable
from chamber.importing.targets import Target
from chamber.text.folding import fold
from chamber.text.values import Phone
from chamber.workspace import Reader
from db.queries import matching


@dataclass(frozen=True, slots=True)
class Links:
    """What names lead to: enterprises by folded name, people by (name, digits), events by name or code."""

    enterprises: Mapping[str, int] = field(default_factory=dict)
    people: Mapping[tuple[str, str], int] = field(default_factory=dict)
    events: Mapping[str, int] = field(default_factory=dict)


# Path of a name → path of the phones that tell which person of that name.
_PEOPLE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "members": {
        "person.name": ("person.mobiles", "person.landlines"),
        "membership.representative": ("person.mobiles", "phones"),
    },
    "leads": {"contact": ("contact_phones",)},
    "attendance": {"name": ("phone",)},
    "contacts": {},
}


def spellings(name: str) -> set[str]:
    """The ways a name may have been filed: as written, with half- and with full-width brackets."""
    plain = unicodedata.normalize("NFKC", name)
    return {name, plain, plain.replace("(", "（").replace(")", "）")}


def phones_in(*columns: str | None) -> list[str]:
    """The digits in stored phone columns that can be matched by."""
    return [digits for text in columns if text for item in json.loads(text) if (digits := usable(Phone(**item)))]


def find_links(reader: Reader, target: Target, values: Values) -> Links:
    """Look up every name of the rows that may be a record of ours."""
    units = _named(target, values, "enterprise")
    if target.name == "attendance":
        units |= {text for text in values.columns.get("unit", ()) if text}
    return Links(
        _enterprises(reader, units), _people(reader, target, values), _events(reader, _named(target, values, "event"))
    )


def _named(target: Target, values: Values, entity: str) -> set[str]:
    """The texts in fields that point at an entity."""
    return {
        text
        for path, column in values.columns.items()
        if isinstance(kind := target.fields[path].field.kind, (Link, LinkedText)) and kind.entity == entity
        for text in column
        if text
    }


def _enterprises(reader: Reader, names: Iterable[str]) -> dict[str, int]:
    wanted = {spelling for name in names for spelling in spellings(name)}
    ids: dict[str, set[int]] = {}
    for name, rows in matching.by_values(reader, "enterprise", "name", wanted).items():
        ids.setdefault(fold(name), set()).update(row[0] for row in rows)
    return {name: next(iter(found)) for name, found in ids.items() if len(found) == 1}


def _people(reader: Reader, target: Target, values: Values) -> dict[tuple[str, str], int]:
    names = {name for path in _PEOPLE[target.name] for name in values.columns.get(path, ()) if name}
    found: dict[tuple[str, str], int] = {}
    for name, rows in matching.by_values(reader, "person", "name", names, ("id", "mobiles", "landlines")).items():
        for person_id, mobiles, landlines in rows:
            for digits in phones_in(mobiles, landlines):
                found.setdefault((name, digits), person_id)
    return found


def _events(reader: Reader, names: Iterable[str]) -> dict[str, int]:
    wanted = list(names)
    found = {
        name: rows[0][0] for name, rows in matching.by_values(reader, "event", "name", wanted).items() if len(rows) == 1
    }
    found.update((code, rows[0][0]) for code, rows in matching.by_values(reader, "event", "code", wanted).items())
    return found


def person_of(links: Links, target: Target, values: Values, row: int, path: str) -> int | None:
    """The person a row names, known by name and phone."""
    name = values.get(path, row)
    if not name or not links.people:
        return None
    for phones in _PEOPLE[target.name].get(path, ()):
        for phone in values.get(phones, row) or ():
            found = links.people.get((name, usable(phone)))
            if found:
                return found
    return None


def linked(links: Links, target: Target, values: Values, row: int, path: str) -> Any:
    """The value of a path with its link: what a record holds. None where the row says nothing."""
    value = values.get(path, row)
    if value is None:
        return None
    kind = target.fields[path].field.kind
    if isinstance(kind, LinkedText):
        return Linked(
            value,
            links.enterprises.get(fold(value))
            if kind.entity == "enterprise"
            else person_of(links, target, values, row, path),
        )
    if isinstance(kind, Link):
        found = links.enterprises.get(fold(value)) if kind.entity == "enterprise" else links.events.get(value)
        return Linked(value, found) if found else None
    return value
