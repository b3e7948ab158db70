"""Stored rows as what is compared."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from chamber.divisions import parse_company
from chamber.duplicates.record import Company, Individual
from chamber.text.folding import fold
from chamber.text.names import normalise
from chamber.text.persons import person_key
from chamber.text.uscc import is_valid
from chamber.text.values import Phone

_PREFECTURE = 4
LEAST_ADDRESS = 10
"""A shorter address is a town or a district: it tells nobody apart."""


def named(row: tuple[Any, ...]) -> Company:
    """What the names of an enterprise and its USCC say, of a row of `db.queries.duplicates.NAMES`."""
    row_id, name, short, former, uscc = row
    others = [parse_company(other) for other in (short, *words(former)) if other]
    return Company(
        id=row_id,
        name=parse_company(name),
        others=tuple({key for other in others for key in (other.normal, other.key)}),
        uscc=uscc if uscc and is_valid(uscc) else "",
    )


def company(row: tuple[Any, ...], people: Iterable[tuple[str, str | None]] = ()) -> Company:
    """Of a row of `db.queries.duplicates.COMPANY`; `people` are the (name, mobiles) of its contacts."""
    *names, division, phones, representative, address = row
    known, bare = list(people), named(tuple(names))
    signs = person_key(representative) if representative else ""
    return replace(
        bare,
        city=city_of(bare.name.regions, division),
        phones=frozenset((*digits(phones), *(one for _name, mobiles in known for one in digits(mobiles)))),
        representative=signs,
        people=frozenset((*([signs] if signs else ()), *(person_key(one) for one, _mobiles in known))),
        address=address_key(address),
    )


def city_of(regions: tuple[str, ...], division: str | None) -> str:
    """The prefecture of a company: that of its registration, else the one its name tells; '' when neither is known."""
    for code in (division or "", *regions):
        if len(code) >= _PREFECTURE and code[2:4] not in ("", "00"):
            return code[:_PREFECTURE]
    return ""


def address_key(address: str | None) -> str:
    """Equal for two ways of writing one address; '' for one that says no more than a district."""
    if not address:
        return ""
    plain = normalise(address)
    return plain if len(plain) >= LEAST_ADDRESS else ""


def individual(row: tuple[Any, ...], units: Mapping[int, str]) -> Individual:
    """Of a row of `db.queries.duplicates.INDIVIDUAL`; `units` are the names of enterprises by id."""
    row_id, name, mobiles, landlines, enterprise, unit, id_number, email, wechat, birthday, position = row
    where = units.get(enterprise) or unit
    return Individual(
        id=row_id,
        name=person_key(name),
        mobiles=frozenset(digits(mobiles)),
        landlines=frozenset(digits(landlines)),
        unit=parse_company(where).key if where else "",
        id_number=id_number or "",
        email=(email or "").casefold(),
        wechat=(wechat or "").casefold(),
        birthday=birthday or "",
        position=fold(position) if position else "",
    )


def digits(stored: str | None) -> list[str]:
    """The digits of stored phones; what is masked is no evidence."""
    if not stored:
        return []
    return [found for one in json.loads(stored) if "*" not in one["number"] and (found := Phone(one["number"]).digits)]


def words(stored: str | None) -> list[str]:
    return list(json.loads(stored)) if stored else []


def by_enterprise(rows: Iterable[tuple[int, str, str | None]]) -> dict[int, list[tuple[str, str | None]]]:
    found: defaultdict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for enterprise, name, mobiles in rows:
        found[enterprise].append((name, mobiles))
    return found
