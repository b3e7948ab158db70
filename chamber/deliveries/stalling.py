"""Leads without progress: when a list says so, and when it says so again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from chamber import clock
from chamber.text.hidden_names import Names
from chamber.text.hidden_numbers import without_numbers
from chamber.workspace import Reader, Workspace
from db.queries import deliveries as store

STALLED_AFTER = 30
"""Calendar days without progress after which a lead is reported as stalled (DOMAIN.md section 6)."""
_ENDED = ("投产", "停止谈判", "流转外地", "并入他项")
_NOTE = re.compile(r"(\d+)天无进展(?:：(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stall:
    """A lead that has not moved for `days`, nor since the day `since`; `reason` as the list says it."""

    days: int
    since: date
    reason: str

    @classmethod
    def told(cls, note: str, made_at: str, zone: str) -> Stall:
        """As a row of a list that was made at a time (UTC) said it."""
        made = clock.local(made_at, zone).date()
        found = _NOTE.fullmatch(note)
        days = int(found[1]) if found else 0
        return cls(days, made - timedelta(days), (found[2] or "") if found else "")

    @property
    def note(self) -> str:
        return f"{self.days}天无进展" + (f"：{self.reason}" if self.reason else "")

    def hiding(self, names: Names) -> Stall:
        """The same with names hidden in the reason."""
        return replace(self, reason=names.hide(self.reason)) if self.reason else self

    def is_news(self, told: Stall) -> bool:
        """Whether a list has to say it although `told` said it: once every thirty days, once after each progress, and
        when there is another reason."""
        if told.since != self.since or told.reason != self.reason:
            return True
        return self.days // STALLED_AFTER > told.days // STALLED_AFTER


def stalled(ws: Workspace, reader: Reader, leads: Sequence[Any], *, reasons_too: bool) -> dict[int, Stall]:
    """Of leads the ones still under way that did not move for a month. `reasons_too`: whether the office may read why;
    numbers in it are hidden as in any text of a list."""
    moving = {lead.id: lead for lead in leads if lead.stage not in _ENDED}
    moved = store.last_progress(reader, list(moving))
    today = ws.today
    found = {}
    for lead_id, lead in moving.items():
        last = moved.get(lead_id) or lead.first_reported_at
        if not last:
            continue
        day = clock.local(last, ws.zone).date() if "T" in last else date.fromisoformat(last[:10])
        days = (today - day).days
        if days >= STALLED_AFTER:
            reason = without_numbers(lead.stall_reason) if reasons_too and lead.stall_reason else ""
            found[lead_id] = Stall(days, day, reason)
    return found
