"""The columns of a table as they are looked at before they are mapped: title, values, whose they are, what they rule out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from chamber.importing import guessing, synonyms
from chamber.importing.looks import Looks
from chamber.importing.targets import Target
from chamber.importing.titles import Title


@dataclass(frozen=True, slots=True)
class Seen:
    """A column while it is being mapped."""

    place: int
    title: Title
    looks: Looks
    person: bool
    """Whether the columns before it speak of a contact person."""


# Of a contact person when the columns before speak of one; other shared titles (地址, 备注) stay with the main record.
FOLLOWS = frozenset(
    (
        "person.mobiles",
        "person.landlines",
        "person.email",
        "person.wechat",
        "person.position",
        "person.tags",
        "person.gender",
    )
)


def with_context(target: Target, titles: Sequence[Title], looks: Sequence[Looks]) -> list[Seen]:
    """Each column with whether a contact person was named before it."""
    seen: list[Seen] = []
    person = False
    group = ""
    for place, (title, look) in enumerate(zip(titles, looks, strict=True)):
        if group and title.outer != group:
            # Whoever a group of columns is about, the next is not.
            person = False
        group = title.outer
        found = [path for path, score in synonyms.candidates(title, target.name) if score >= synonyms.ENDING * 0.6]
        own = [path for path in found if "." not in path]
        if synonyms.about_a_person(title) or (not own and any(path.startswith("person.") for path in found)):
            person = True
        elif own and not any(path in FOLLOWS for path in found):
            person = False
        seen.append(Seen(place, title, look, person))
    return seen


def denied(target: Target, seen: Sequence[Seen]) -> dict[int, tuple[str, ...]]:
    """Column → the fields its values rule out whatever the title says: a name that is a phone number, two columns
    whose titles were swapped."""
    found: dict[int, tuple[str, ...]] = {}
    people = synonyms.name_paths(target)
    for column in seen:
        look = guessing.sure_look_of(column.looks)
        if look in ("mobile", "code", "mail"):
            ruled_out = (*people, target.title, target.party, *(target.phones if look != "mobile" else ()))
        elif look == "company":
            ruled_out = (*people, *target.phones)
        elif look == "person":
            ruled_out = target.phones
        else:
            continue
        found[column.place] = ruled_out
    for company in (target.party, target.title if target.name == "members" else ""):
        named = [column for column in seen if company and names(target, column, company)]
        swapped = any(
            guessing.sure_look_of(column.looks) == "company" and names(target, column, *people) for column in seen
        )
        for column in named:
            if swapped and guessing.sure_look_of(column.looks) == "person":
                found[column.place] = (*found.get(column.place, ()), company)
    return found


def names(target: Target, column: Seen, *paths: str) -> bool:
    """Whether a column's title names one of these fields before all others."""
    offers = synonyms.candidates(column.title, target.name)
    return bool(offers) and offers[0][0] in paths


def mistitled(target: Target, column: Seen, ruled_out: Mapping[int, Collection[str]]) -> bool:
    """Whether the values of a column speak against what its title says."""
    return column.place in ruled_out and names(target, column, *ruled_out[column.place])
