"""Who reported an undertaking first: when, at which event, introduced by whom, as the chained journal has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from chamber import clock
from chamber.fields import Linked
from chamber.i18n import N_
from chamber.leads.record import Lead
from chamber.records import get_many
from chamber.text.folding import fold
from chamber.text.names import same_key
from chamber.text.pinyin import sort_key
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace
from db.queries import leads as store

_MOST = 200


@dataclass(frozen=True, slots=True)
class Report:
    """One report of an undertaking. `at` is when it was reported (a stamp), `on` that day (local, ISO), `by` who filed it.

    `filed_at` (a stamp), `action` and `seal` are the journal's: when it was really written down, in which action, and
    the hash that chains it to everything before. They are empty for a lead whose filing the journal does not have.
    """

    id: int
    code: str
    project: str
    investor: str
    stage: str
    by: str
    on: str
    event: str
    introducer: str
    at: str = ""
    filed_at: str = ""
    action: int = 0
    seal: str = ""


def report_of(ws: Workspace, reader: Reader, lead: Lead) -> Report:
    """How a lead was reported."""
    return reports_of(ws, reader, [lead])[0]


def reports_of(ws: Workspace, reader: Reader, leads: Sequence[Lead]) -> list[Report]:
    """The same for several, in their order."""
    filed = store.filed_in(reader, [lead.id for lead in leads])
    found = []
    for lead in leads:
        by, at, action, seal = filed.get(lead.id, ("", "", 0, ""))
        reported = lead.first_reported_at or lead.created_at
        found.append(
            Report(
                id=lead.id,
                code=lead.code,
                project=lead.project,
                investor=lead.investor.text,
                stage=lead.stage,
                by=by,
                on=clock.local(reported, ws.zone).date().isoformat() if reported else "",
                event=lead.event.text if lead.event else "",
                introducer=lead.introducer.text,
                at=reported,
                filed_at=at,
                action=action,
                seal=seal,
            )
        )
    return found


def earlier(ws: Workspace, reader: Reader, values: dict[str, Any], without: int = 0) -> tuple[Report, ...]:
    """Reports of the same undertaking, the first one first: one investor (however its name is written), one project."""
    investor, project = values.get("investor") or Linked(""), str(values.get("project") or "")
    if not investor or not project:
        return ()
    ids = store.alike(reader, sort_key(project), investor.id, _MOST)
    leads: Iterable[Lead] = get_many(reader, "lead", [one for one in ids if one != without])
    same = [lead for lead in leads if _key(lead.project) == _key(project) and _same(lead.investor, investor)]
    return tuple(sorted(reports_of(ws, reader, same), key=lambda one: (one.at, one.id)))


def _same(left: Linked, right: Linked) -> bool:
    if left.id and left.id == right.id:
        return True
    return fold(left.text) == fold(right.text) or same_key(left.text) == same_key(right.text)


def _key(project: str) -> str:
    return "".join(fold(project).split())


def notices(ws: Workspace, reader: Reader, values: dict[str, Any]) -> tuple[Problem, ...]:
    """A warning when it was reported before."""
    found = earlier(ws, reader, values)
    if not found:
        return ()
    first = found[0]
    told = {
        "code": first.code,
        "by": first.by or "?",
        "on": first.on,
        "event": first.event or "-",
        "introducer": first.introducer or "-",
    }
    message = N_(
        "The same investor and project is {code}, first reported by {by} on {on} (event: {event}; introduced by: {introducer})."
    )
    return (Problem("earlier", message, told),)
