"""Who reported an undertaking first: leads of the same investor and project that are there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chamber import clock
from chamber.i18n import N_
from chamber.text.folding import fold
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace
from db.queries import invitations as store

_MOST = 200


@dataclass(frozen=True, slots=True)
class Earlier:
    """A lead of the same investor and project; `on` is the local day it was first reported (ISO)."""

    id: int
    code: str
    project: str
    stage: str
    by: str
    on: str


def earlier(ws: Workspace, reader: Reader, values: dict[str, Any]) -> tuple[Earlier, ...]:
    """Leads of the same investor whose project is written the same but for width, case and spaces, first one first."""
    investor, project = values.get("investor"), str(values.get("project") or "")
    if not investor or not project:
        return ()
    wanted = _key(project)
    return tuple(
        Earlier(
            row["id"],
            row["code"] or "",
            row["project"],
            row["stage"],
            row["by"] or "",
            clock.local(row["at"], ws.zone).date().isoformat() if row["at"] else "",
        )
        for row in store.of_investor(reader, investor.text, investor.id, _MOST)
        if _key(row["project"]) == wanted
    )


def notices(ws: Workspace, reader: Reader, values: dict[str, Any]) -> tuple[Problem, ...]:
    """A warning when somebody reported it before."""
    found = earlier(ws, reader, values)
    if not found:
        return ()
    first = found[0]
    told = {"code": first.code, "by": first.by or "?", "on": first.on}
    return (Problem("earlier", N_("The same investor and project is {code}, first reported by {by} on {on}."), told),)


def _key(project: str) -> str:
    return "".join(fold(project).split())
