"""Pairs that may be the same, one at a time beside each other, and what a person said of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from chamber import clock
from chamber.divisions import company_names
from chamber.duplicates import looks
from chamber.duplicates.candidates import Meetings, company_keys, individual_keys
from chamber.duplicates.record import Company, Individual, Pair, Verdict
from chamber.duplicates.rules import same_company, same_person
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

_DIVISION = 1 + store.COMPANY.index("business_division")

KINDS = ("enterprise", "person")
"""The records that can be looked through and merged."""

Tell = Callable[[int, int], None]


def pairs(ws: Workspace, entity: str, tell: Tell | None = None) -> list[Pair]:
    """Pairs of `entity` ('enterprise' or 'person') that may be the same, the surest first.

    Pairs a person called different are left out. `tell(done, of)` hears how far it is.
    """
    with ws.read() as reader:
        judged = _companies(reader, tell) if entity == "enterprise" else _individuals(reader, tell)
        different = store.called_different(reader, entity)
        found = [(left, right, verdict) for left, right, verdict in judged if (left, right) not in different]
        return _named(reader, entity, found)


def _companies(reader: Reader, tell: Tell | None) -> list[tuple[int, int, Verdict]]:
    people = looks.by_enterprise(store.contacts(reader))
    meetings, core_of = Meetings(), company_names().core
    total = lookup.count(reader, "enterprise")
    for number, row in enumerate(store.facts(reader, "enterprise", store.COMPANY), 1):
        core = core_of(row[1])
        meetings.put(row[0], company_keys(row, people.get(row[0], ()), core, core_of))
        meetings.put_named(row[0], core, not row[_DIVISION])
        if tell and number % 5_000 == 0:
            tell(number, total)
    del people
    return _judge(meetings.pairs(), lambda ids: companies_of(reader, ids), same_company)


def companies_of(reader: Reader, ids: list[int]) -> dict[int, Company]:
    """What is compared of these enterprises, by id."""
    people = looks.by_enterprise(store.contacts_of(reader, ids))
    return {
        row[0]: looks.company(row, people.get(row[0], ()))
        for row in store.facts_of(reader, "enterprise", store.COMPANY, ids)
    }


def _individuals(reader: Reader, tell: Tell | None) -> list[tuple[int, int, Verdict]]:
    meetings = Meetings()
    total = lookup.count(reader, "person")
    done = 0
    for part in chunks(list(store.facts(reader, "person", store.INDIVIDUAL)), 10_000):
        for one in _individuals_in(reader, part).values():
            meetings.put(one.id, individual_keys(one))
        done += len(part)
        if tell:
            tell(done, total)
    return _judge(
        meetings.pairs(),
        lambda ids: individuals_of(reader, ids),
        same_person,
    )


def individuals_of(reader: Reader, ids: list[int]) -> dict[int, Individual]:
    """What is compared of these contacts, by id."""
    return _individuals_in(reader, store.facts_of(reader, "person", store.INDIVIDUAL, ids))


def _individuals_in(reader: Reader, rows: Sequence[tuple[Any, ...]]) -> dict[int, Individual]:
    at = 1 + store.INDIVIDUAL.index("enterprise_id")
    units = lookup.titles_of(reader, "enterprise", "name", sorted({row[at] for row in rows if row[at]}))
    return {row[0]: looks.individual(row, units) for row in rows}


def _judge(
    meeting: Iterable[tuple[int, int]], load: Callable[[list[int]], dict[int, Any]], judge: Callable[[Any, Any], Any]
) -> list[tuple[int, int, Verdict]]:
    found = []
    for part in chunks(sorted(meeting), 20_000):
        known = load(sorted({record for pair in part for record in pair}))
        for left, right in part:
            verdict = judge(known[left], known[right])
            if verdict is not None:
                found.append((left, right, verdict))
    return sorted(found, key=lambda one: (-one[2].score, one[0], one[1]))


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
