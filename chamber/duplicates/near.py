"""Who a new enterprise may be already, asked while it is typed: a few look-ups in the search index, however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chamber.divisions import company_names
from chamber.duplicates import looks
from chamber.duplicates.rules import alike
from chamber.duplicates.service import companies_of
from chamber.entity import entity_of
from chamber.i18n import N_, _, listed
from chamber.search.index import find
from chamber.text.values import Problem
from chamber.workspace import Reader
from db.queries import duplicates as store

_MOST = 20
"""Hits looked at for each question."""
_TOLD = 3
_LEAST_HALF = 2


@dataclass(frozen=True, slots=True)
class Near:
    """An enterprise on file that may be the new one; `reasons` are msgids."""

    id: int
    code: str
    title: str
    reasons: tuple[str, ...]


def near(reader: Reader, values: Mapping[str, Any]) -> list[Near]:
    """The enterprises on file that one with these field values may be, by the name alone or with what else is known."""
    name = str(values.get("name") or "").strip()
    if not name:
        return []
    known = {key: value for key, value in values.items() if key in entity_of("enterprise").by_name}
    stored = entity_of("enterprise").dump(known)
    new = looks.company((0, *(stored.get(column) for column in store.COMPANY)))
    hits = {
        hit.record_id: hit for text in _questions(name, stored) for hit in find(reader.db, text, ("enterprise",), _MOST)
    }
    others = companies_of(reader, sorted(hits))
    found = []
    for record_id, other in others.items():
        reasons = alike(new, other)
        if reasons:
            found.append(Near(record_id, hits[record_id].code, hits[record_id].title, reasons))
    return sorted(found, key=lambda one: (-len(one.reasons), one.id))


def _questions(name: str, stored: Mapping[str, Any]) -> list[str]:
    """The name as written, its core (the trade alone where brackets part it), and the phones; each half of the core too (a slip spares one of them) where something else is known that a
    name with a slip could be believed by."""
    parsed = company_names().parse(name)
    core = parsed.core if parsed.core in parsed.normal else parsed.trade
    half = len(core) // 2
    believable = stored.get("legal_representative") or stored.get("address")
    halves = [core[:half], core[half:]] if half >= _LEAST_HALF and believable else []
    return list(dict.fromkeys((name, core, *halves, *looks.digits(stored.get("phones")))))


def notices(reader: Reader, values: Mapping[str, Any]) -> tuple[Problem, ...]:
    """The same as words for whoever is filing it."""
    message = N_("{title} ({code}) may be the same: {reasons}.")
    return tuple(
        Problem("near", message, {"title": one.title, "code": one.code, "reasons": listed(map(_, one.reasons))})
        for one in near(reader, values)[:_TOLD]
    )
