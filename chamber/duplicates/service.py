"""Pairs that may be the same, one at a time beside each other, and what a person said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from chamber import clock
from chamber.divisions import company_names
from chamber.duplicates import looks
from chamber.duplicates.candidates import Companies, Individuals
from chamber.duplicates.record import Company, Individual, Pair, Verdict
from chamber.duplicates.rules import may_be_same, same_company, same_person
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.records import title_of
from chamber.workspace import Reader, Workspace
from db.database import chunks
from db.queries import duplicates as store
from db.queries import lookup
from db.queries.members import numbers_of

KINDS = ("enterprise", "person")
"""The records that can be looked through and merged."""

Tell = Callable[[int, int], None]
R = TypeVar("R", Company, Individual)
V = TypeVar("V")


def pairs(ws: Workspace, entity: str, tell: Tell | None = None) -> list[Pair]:
    """Pairs of `entity` ('enterprise' or 'person') that may be the same, the surest first.

    Pairs a person called different are left out. `tell(done, of)` hears how far it is.
    """
    with ws.read() as reader:
        judged = _companies(reader, tell) if entity == "enterprise" else _individuals(reader, tell)
        different = store.called_different(reader, entity)
        found = [(*pair, verdict) for pair, verdict in judged.items() if pair not in different]
        return _named(reader, entity, sorted(found, key=_surest_first))


def _companies(reader: Reader, tell: Tell | None) -> dict[tuple[int, int], Verdict]:
    meetings = Companies(company_names().core)
    total = lookup.count(reader, "enterprise")
    for rows in store.facts(reader, "enterprise", store.COMPANY):
        meetings.add(rows)
        if tell:
            tell(len(meetings.ids), total)
    for contacts in store.contacts(reader):
        meetings.add_contacts(contacts)
    # What the names alone rule out is most of it, and reading no more than names is quick.
    found = _judge(meetings.pairs(), lambda ids: _names_of(reader, ids), may_be_same)
    return _judge(found, lambda ids: companies_of(reader, ids), same_company)


def _names_of(reader: Reader, ids: list[int]) -> dict[int, Company]:
    return {row[0]: looks.named(row) for row in store.facts_of(reader, "enterprise", store.NAMES, ids)}


def companies_of(reader: Reader, ids: list[int]) -> dict[int, Company]:
    """What is compared of these enterprises, by id."""
    people = looks.by_enterprise(store.contacts_of(reader, ids))
    return {
        row[0]: looks.company(row, people.get(row[0], ()))
        for row in store.facts_of(reader, "enterprise", store.COMPANY, ids)
    }


def _individuals(reader: Reader, tell: Tell | None) -> dict[tuple[int, int], Verdict]:
    meetings = Individuals(company_names().core)
    total = lookup.count(reader, "person")
    for rows in store.facts(reader, "person", store.INDIVIDUAL):
        meetings.add(rows, _units(reader, rows))
        if tell:
            tell(len(meetings.ids), total)
    return _judge(meetings.pairs(), lambda ids: individuals_of(reader, ids), same_person)


def individuals_of(reader: Reader, ids: list[int]) -> dict[int, Individual]:
    """What is compared of these contacts, by id."""
    rows = store.facts_of(reader, "person", store.INDIVIDUAL, ids)
    units = _units(reader, rows)
    return {row[0]: looks.individual(row, units) for row in rows}


def _units(reader: Reader, rows: Sequence[tuple[Any, ...]]) -> dict[int, str]:
    """The names of the enterprises these contacts belong to."""
    at = 1 + store.INDIVIDUAL.index("enterprise_id")
    return lookup.titles_of(reader, "enterprise", "name", sorted({row[at] for row in rows if row[at]}))


def _judge(
    meeting: Iterable[tuple[int, int]], load: Callable[[list[int]], dict[int, R]], judge: Callable[[R, R], V | None]
) -> dict[tuple[int, int], V]:
    """What is said of each pair; those of which nothing is said are left out."""
    found = {}
    for part in chunks(sorted(meeting), 20_000):
        known = load(sorted({record for pair in part for record in pair}))
        for left, right in part:
            said = judge(known[left], known[right])
            if said:
                found[left, right] = said
    return found


def _surest_first(one: tuple[int, int, Verdict]) -> tuple[float, int, int]:
    left, right, verdict = one
    return -verdict.score, left, right


def _named(reader: Reader, entity: str, found: list[tuple[int, int, Verdict]]) -> list[Pair]:
    described = entity_of(entity)
    ids = sorted({record for left, right, _verdict in found for record in (left, right)})
    titles = lookup.titles_of(reader, entity, described.title, ids)
    codes = lookup.titles_of(reader, entity, "code", ids)
    if entity == "enterprise":
        codes |= numbers_of(reader, ids)
    return [
        Pair(entity, left, right, titles[left], titles[right], codes[left] or "", codes[right] or "", verdict)
        for left, right, verdict in found
    ]


def named_anew(ws: Workspace, found: Sequence[Pair], record_id: int) -> dict[int, Pair]:
    """The pairs of a record with the names and codes of now, by their place in `found`; others are left out."""
    places = [place for place, one in enumerate(found) if record_id in (one.left, one.right)]
    if not places:
        return {}
    with ws.read() as reader:
        known = [(found[place].left, found[place].right, found[place].verdict) for place in places]
        return dict(zip(places, _named(reader, found[places[0]].entity, known), strict=True))


def call_different(ws: Workspace, entity: str, left: int, right: int) -> Outcome:
    """Remember that two records are not the same: they are not proposed again. Raises `Invalid`, `NotFound`."""
    if left == right:
        raise Invalid({"": _("Those are one and the same record.")})
    one, other = sorted((left, right))
    with ws.write(
        "differ",
        N_("{left} and {right} are not the same"),
        left=_title(ws, entity, left),
        right=_title(ws, entity, right),
    ) as writer:
        if (one, other) in store.called_different(writer, entity):
            return Outcome(None)
        row = {"entity": entity, "left_id": one, "right_id": other, "at": clock.stamp(), "by": ws.user}
        writer.insert("not_duplicate", [row])
        return Outcome(writer.action_id, {entity: (one, other)})


def _title(ws: Workspace, entity: str, record_id: int) -> str:
    with ws.read() as reader:
        return title_of(reader, entity, record_id)
