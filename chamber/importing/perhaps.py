"""Rows whose company may be on file, or in an earlier row, under a name that puts its region elsewhere: 赤峰市敖汉旗宏达商贸
and 内蒙古敖汉宏达商贸有限公司. Nothing is matched by that: it is said, and a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chamber.divisions import company_names
from chamber.duplicates import looks
from chamber.duplicates.near import near
from chamber.duplicates.record import Company
from chamber.duplicates.rules import alike
from chamber.duplicates.service import companies_of
from chamber.entity import entity_of
from chamber.i18n import N_, _, listed
from chamber.importing.plan import Ending, Plan
from chamber.text.values import Problem
from chamber.workspace import Reader
from db.queries import duplicates as store
from db.queries import lookup

_READ, _ASKED = 12, 2_000
"""Microseconds for a name on file when all are gone through, and for a row that is asked about by itself."""
_LONGEST = 5_000_000
"""Microseconds this may take. Beyond, with a large sheet and a large database, the screen of duplicates has to do."""
_MOST_IN_FILE = 20_000
_MOST = 20
_TOLD = 3
_ON_FILE = N_("{title} ({code}) may be the same: {reasons}.")
_IN_FILE = N_("Row {row} may be the same: {reasons}.")


def tell_of_kin(reader: Reader, plan: Plan) -> None:
    """Say of each row that would be filed new which company on file, or which earlier row, it may be."""
    if plan.target.name != "members" or "name" not in plan.values.columns:
        return
    on_file, few = lookup.count(reader, "enterprise"), len(plan.rows) <= _MOST_IN_FILE
    if not on_file and not few:
        return
    rows = [
        row
        for row, judged in enumerate(plan.rows)
        if judged.ending is Ending.CREATED
        and judged.match is None
        and not judged.near
        and row not in plan.edits.decisions
    ]
    if not rows:
        return
    found = _on_file(reader, plan, rows, on_file)
    known = companies_of(reader, sorted({one for ids in found.values() for one in ids}))
    for row, ids in found.items():
        new = _company(plan, row)
        alikes = {one: reasons for one in ids if one in known and (reasons := alike(new, known[one]))}
        if alikes:
            _say(reader, plan, row, alikes)
    if few:
        _in_file(plan, [row for row in rows if not plan.rows[row].asks])


def _on_file(reader: Reader, plan: Plan, rows: Sequence[int], count: int) -> Mapping[int, tuple[int, ...]]:
    """Row → enterprises, of so many on file, whose names it may mean. What was found for a name is kept with the plan: a preview judges anew
    with every change."""
    names: Sequence[str] = plan.values.columns["name"]
    asked = plan.asked
    new = [row for row in rows if (plan.basis, names[row]) not in asked]
    if not count:
        return {}
    if min(count * _READ, len(new) * _ASKED) > _LONGEST:
        asked.update({(plan.basis, names[row]): () for row in new})
    elif count * _READ < len(new) * _ASKED:
        asked.update({(plan.basis, names[row]): () for row in new})
        asked.update({(plan.basis, name): ids for name, ids in _by_core(reader, [names[row] for row in new]).items()})
    else:
        for row in new:
            hits = near(reader, "enterprise", _of_enterprise(plan, row))
            asked[plan.basis, names[row]] = tuple(one.id for one in hits[:_MOST])
    return {row: ids for row in rows if (ids := asked[plan.basis, names[row]])}


def _by_core(reader: Reader, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Name → the enterprises with the same core, all of them gone through once."""
    core = company_names().core
    wanted: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names):
        wanted[core(name)].append(name)
    found: defaultdict[str, list[int]] = defaultdict(list)
    for part in store.facts(reader, "enterprise", store.NAMES):
        for record_id, name, short, former, _uscc in part:
            for other in dict.fromkeys((core(name), *map(core, filter(None, (short, *looks.words(former)))))):
                for meant in wanted.get(other, ()):
                    found[meant].append(record_id)
    return {name: tuple(ids[:_MOST]) for name, ids in found.items()}


def _in_file(plan: Plan, rows: Sequence[int]) -> None:
    """The same among the rows themselves: of those with one core the later is asked about."""
    core = company_names().core
    alikes: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        alikes[core(plan.values.get("name", row))].append(row)
    for some in alikes.values():
        known: dict[int, Company] = {}
        for row in some[:_MOST] if len(some) > 1 else ():
            new = _company(plan, row)
            for earlier, other in known.items():
                if reasons := alike(new, other):
                    judged = plan.rows[row]
                    params = {"row": plan.row_name(earlier), "reasons": listed(map(_, reasons))}
                    judged.namesake = earlier
                    judged.reasons = (*judged.reasons, Problem("possible_duplicate", _IN_FILE, params))
                    break
            known[row] = new


def _say(reader: Reader, plan: Plan, row: int, alikes: Mapping[int, tuple[str, ...]]) -> None:
    judged = plan.rows[row]
    told = sorted(alikes, key=lambda one: (-len(alikes[one]), one))[:_TOLD]
    titles = {one["id"]: one for one in reader.rows("enterprise", told, ("code", "name"))}
    judged.near = tuple(told)
    for one in told:
        params = {
            "title": titles[one]["name"],
            "code": titles[one]["code"] or "",
            "reasons": listed(map(_, alikes[one])),
        }
        judged.reasons = (*judged.reasons, Problem("possible_duplicate", _ON_FILE, params))


def _of_enterprise(plan: Plan, row: int) -> dict[str, Any]:
    fields = entity_of("enterprise").by_name
    return {path: value for path, value in plan.values.of(row).items() if path in fields}


def _company(plan: Plan, row: int) -> Company:
    stored = entity_of("enterprise").dump(_of_enterprise(plan, row))
    return looks.company((0, *(stored.get(column) for column in store.COMPANY)))
