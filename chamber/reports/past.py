"""Leads as they stood at the end of a day, from their stage history: stage, days in each stage, what was signed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from chamber import clock
from chamber.leads.record import TALENT_KINDS
from chamber.text.folding import fold
from chamber.text.values import Money, PartialDate
from chamber.workspace import Reader
from db.queries import leads as stage_store
from db.queries import reports as store

SIGNED, REGISTERED, STARTED = "签约", "注册落地", "开工"


@dataclass(frozen=True, slots=True)
class PastLead:
    """A lead at a day. `steps` are (stage, since), oldest first; `signed_on` … None when not by that day."""

    id: int
    code: str
    kind: str
    project: str
    investor: str
    investor_id: int | None
    contact_id: int | None
    introducer: str
    industry: str
    target_division: str
    event_id: int | None
    merged_into: int | None
    filed: date
    steps: tuple[tuple[str, date], ...]
    amount: Money | None
    signed_amount: Money | None
    signed_on: date | None
    registered_on: date | None
    started_on: date | None
    funds: tuple[tuple[str, Money, bool], ...]

    @property
    def stage(self) -> str:
        return self.steps[-1][0]

    @property
    def is_talent(self) -> bool:
        return self.kind in TALENT_KINDS

    @property
    def contract(self) -> Money | None:
        """What a signed lead counts with: the signed amount, else the planned one."""
        return self.signed_amount or self.amount

    @property
    def key(self) -> tuple[str, str]:
        """Investor and project, to recognise the same undertaking filed twice."""
        who = f"#{self.investor_id}" if self.investor_id else fold(self.investor)
        return who, fold(self.project)

    def stays(self, until: date) -> list[tuple[str, int]]:
        """(stage, days) one after another; the days add up to the lead's age at `until`."""
        ends = [since for _stage, since in self.steps[1:]] + [until]
        return [(stage, (end - since).days) for (stage, since), end in zip(self.steps, ends, strict=True)]


def leads_at(reader: Reader, until: date, zone: str) -> list[PastLead]:
    """Every lead filed by the end of `until`, by id. Amounts are those known today."""
    path = [name for name, _position, kind, _reason in stage_store.stages(reader) if kind == "path"]
    steps: defaultdict[int, list[tuple[str, date]]] = defaultdict(list)
    for lead_id, stage, on in store.moves(reader):
        day = date.fromisoformat(on)
        if day <= until:
            steps[lead_id].append((stage, day))
    funds: defaultdict[int, list[tuple[str, Money, bool]]] = defaultdict(list)
    for row in store.funds(reader):
        amount = _money(row, "amount")
        if amount is not None and PartialDate(row["month"]).first_day() <= until:
            funds[row["lead_id"]].append((row["month"], amount, bool(row["verified"])))
    found = []
    for row in store.leads(reader):
        own = steps.get(row["id"])
        if own:
            found.append(_lead(row, tuple(own), tuple(funds.get(row["id"], ())), path, until, zone))
    return found


def _lead(
    row: dict[str, Any],
    steps: tuple[tuple[str, date], ...],
    funds: tuple[tuple[str, Money, bool], ...],
    path: list[str],
    until: date,
    zone: str,
) -> PastLead:
    def reached(stage: str, written: str | None) -> date | None:
        """When a milestone was met: as written, else the day the stage or a later one was first reached."""
        if written:
            day = PartialDate(written).first_day()
            return day if day <= until else None
        later = set(path[path.index(stage) :]) if stage in path else {stage}
        return next((since for name, since in steps if name in later), None)

    stamp = row["first_reported_at"] or row["created_at"]
    return PastLead(
        id=row["id"],
        code=row["code"] or "",
        kind=row["kind"],
        project=row["project"],
        investor=row["investor"],
        investor_id=row["investor_id"],
        contact_id=row["contact_id"],
        introducer=row["introducer"] or "",
        industry=row["industry"] or "",
        target_division=row["target_division"] or "",
        event_id=row["event_id"],
        merged_into=row["merged_into_id"] if steps[-1][0] == "并入他项" else None,
        filed=clock.local(stamp, zone).date() if stamp else steps[0][1],
        steps=steps,
        amount=_money(row, "amount"),
        signed_amount=_money(row, "signed_amount"),
        signed_on=reached(SIGNED, row["signed_on"]),
        registered_on=reached(REGISTERED, row["registered_on"]),
        started_on=reached(STARTED, row["started_on"]),
        funds=funds,
    )


def _money(row: dict[str, Any], name: str) -> Money | None:
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if low is None and high is None:
        return None
    currency, qualifier = row[f"{name}_currency"] or "CNY", row[f"{name}_qualifier"] or ""
    return Money(low, high, currency, qualifier, row[f"{name}_text"] or "")
