"""Who a new enterprise or contact may be already, asked while it is typed: a few look-ups, however many are on file.

The search index is asked for the tokens a duplicate would have, and only what it gives is judged. Nothing is kept for
this beside the index, so filing and importing cost no more for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chamber.divisions import company_names
from chamber.duplicates import looks
from chamber.duplicates.record import Company, Individual
from chamber.duplicates.rules import alike, one_apart, same_person
from chamber.duplicates.service import companies_of, individuals_of
from chamber.entity import entity_of
from chamber.i18n import N_, _, listed
from chamber.search import asking
from chamber.text.folding import fold
from chamber.text.names import normalise
from chamber.text.values import Problem
from chamber.workspace import Reader
from db import search
from db.queries import duplicates as store

_MOST = 40
"""Records looked at for each question."""
_FEW = 12
"""The same where a question is a guess."""
_RARE = 0.0003
"""The share of all that have two neighbouring characters of a name, if these are not common: fewer than have any token."""
_TOLD = 3
_LEAST_HALF = 2
_PLACE = 2
"""Characters that 赤峰 and 赤峰市 share."""

Word = tuple[asking.Choice, ...]
Question = tuple[search.Formula, ...]
"""Ways to ask the same, the best first: the next is asked when one finds nothing."""


@dataclass(frozen=True, slots=True)
class Near:
    """A record on file that may be the new one; `reasons` are msgids."""

    id: int
    code: str
    title: str
    reasons: tuple[str, ...]


def near(reader: Reader, entity: str, values: Mapping[str, Any]) -> list[Near]:
    """The records on file that one with these field values may be: an enterprise by the name alone or with what else is
    known, a contact by the name with a number or a unit. Likeliest first."""
    if not str(values.get("name") or "").strip():
        return []
    known = {key: value for key, value in values.items() if key in entity_of(entity).by_name}
    stored = entity_of(entity).dump(known)
    found = _companies(reader, stored) if entity == "enterprise" else _individuals(reader, stored)
    return sorted(found, key=lambda one: (-len(one.reasons), one.id))


def notices(reader: Reader, entity: str, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """The same as words for whoever is filing it."""
    message = N_("{title} ({code}) may be the same: {reasons}.")
    return tuple(
        Problem("near", message, {"title": one.title, "code": one.code, "reasons": listed(map(_, one.reasons))})
        for one in near(reader, entity, values)[:_TOLD]
    )


def _companies(reader: Reader, stored: Mapping[str, Any]) -> Iterator[Near]:
    new = looks.company((0, *(stored.get(column) for column in store.COMPANY)))
    hits = _hits(reader, "enterprise", _of_company(new, stored))
    if len(hits) >= _MOST:
        # A trade name the whole country has: those of the same place may be beyond the first.
        hits |= _hits(reader, "enterprise", _nearer_home(new, stored), loosely=False)
    hits = {record_id: row for record_id, row in hits.items() if _worth_reading(new, row)}
    if not hits:
        guesses = _hits(reader, "enterprise", _by_address(new, stored), most=_FEW)
        hits = {record_id: row for record_id, row in guesses.items() if _worth_reading(new, row)}
    for record_id, other in companies_of(reader, sorted(hits)).items():
        reasons = alike(new, other)
        if reasons:
            yield Near(record_id, hits[record_id][1], hits[record_id][2], reasons)


def _hits(
    reader: Reader, kind: str, questions: Iterator[Question], *, most: int = _MOST, loosely: bool = True
) -> dict[int, search.Row]:
    """Record id → what the index holds of it, for all questions together."""
    found: dict[int, search.Row] = {}
    asked: set[search.Formula] = set()
    for question in questions:
        for formula in question:
            if not formula or not all(formula):
                continue
            wanted = search.loosened(reader.db, formula, _RARE) if loosely else formula
            if wanted in asked:
                continue
            asked.add(wanted)
            rows = list(search.candidates(reader.db, wanted, (kind,), most))
            found |= {search.record_of(row)[1]: row for row in rows}
            if rows:
                break
    return found


def _of_company(new: Company, stored: Mapping[str, Any]) -> Iterator[Question]:
    """The name, its parts where a region may stand between them, the phones; and beside the legal representative each
    half of the name: a slip spares one."""
    name, written = new.name, fold(str(stored["name"]))
    whole = _word(name.core, written)
    cut = _cut(fold(name.core), fold(name.normal)) or len(name.trade)
    parts = tuple(filter(None, (_word(part, written) for part in (name.core[:cut], name.core[cut:]))))
    yield ((whole,) if whole else (), parts)
    for number in new.phones:
        yield ((asking.phone(number, tail=True),),)
    half = len(name.core) // 2
    if half < _LEAST_HALF:
        return
    halves = _word(name.core[:half], written), _word(name.core[half:], written)
    representative = fold(stored.get("legal_representative") or "")
    if representative:
        yield ((_word(representative, representative), (*halves[0], *halves[1])),)


def _by_address(new: Company, stored: Mapping[str, Any]) -> Iterator[Question]:
    """The index holds no addresses: either half of the name, and the few it gives are held against this one's."""
    written, half = fold(str(stored["name"])), len(new.name.core) // 2
    if new.address and half >= _LEAST_HALF:
        for part in (_word(new.name.core[:half], written), _word(new.name.core[half:], written)):
            yield ((part,),)


def _nearer_home(new: Company, stored: Mapping[str, Any]) -> Iterator[Question]:
    """The name with the place before it."""
    written = fold(str(stored["name"]))
    place = fold(new.name.normal).partition(fold(new.name.core))[0][:_PLACE]
    if place:
        yield ((_word(place, written), _word(new.name.core, written)),)


def _cut(core: str, whole: str) -> int:
    """Where a name's brackets part its core; 0 where they don't."""
    if core in whole:
        return 0
    return next((at for at in range(len(core) - 1, 0, -1) if core[:at] in whole and core[at:] in whole), 0)


def _word(part: str, written: str) -> Word:
    """What asks for a part of a name, in the characters it was written in too where they were made simpler (乾, 干)."""
    plain = fold(part)
    if not plain:
        return ()
    simple = fold(normalise(written))
    at = simple.find(plain)
    raw = written[at : at + len(plain)] if at >= 0 and len(simple) == len(written) else plain
    return tuple(choice for text in dict.fromkeys((plain, raw)) for choice in asking.written(text))


def _worth_reading(new: Company, row: search.Row) -> bool:
    """Whether a hit's names can be the new one's at all; told by what the index holds, without reading the record."""
    _id, _code, title, _detail, text = row
    name, core = new.name, company_names().core(title)
    return (
        (core.startswith(name.trade) and (core.startswith(name.core) or name.core.startswith(core)))
        or one_apart(core, name.core)
        or (abs(len(title) - len(name.normal)) < 2 and one_apart(normalise(title), name.normal))
        or name.trade in text
        or any(core in other for other in new.others)
    )


def _individuals(reader: Reader, stored: Mapping[str, Any]) -> Iterator[Near]:
    linked = stored.get("enterprise_id")
    units = {row["id"]: row["name"] for row in reader.rows("enterprise", [linked], ("name",))} if linked else {}
    new = looks.individual((0, *(stored.get(column) for column in store.INDIVIDUAL)), units)
    ids = set(_hits(reader, "person", _of_individual(new)))
    if new.unit:
        ids.update(store.namesakes(reader, stored["name"], linked, _MOST))
    verdicts = {one.id: same_person(new, one) for one in individuals_of(reader, sorted(ids)).values()}
    found = {record_id: verdict.reasons for record_id, verdict in verdicts.items() if verdict is not None}
    for row in reader.rows("person", list(found), ("code", "name")):
        yield Near(row["id"], row["code"] or "", row["name"], found[row["id"]])


def _of_individual(new: Individual) -> Iterator[Question]:
    for number in (*new.mobiles, *new.landlines):
        yield ((asking.phone(number, tail=True),),)
