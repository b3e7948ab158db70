"""What the clocks of leads hang on, read in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from db.database import placeholders
from db.session import Reader


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A lead with the days of what was done about it: stamps in UTC, `moved_on` an ISO date; '' when never.

    `moves` counts its stage history, the first entry included.
    """

    id: int
    code: str
    project: str
    investor: str
    owner: str
    stage: str
    assessment: str
    stall_reason: str
    next_action: str
    next_due: str
    filed_at: str
    moves: int
    moved_on: str
    logged_at: str
    fed_back_at: str
    reported_at: str


_LEAD = ("code", "project", "investor", "owner", "stage", "assessment", "stall_reason", "next_action", "next_due")


def clocks(reader: Reader, ids: Sequence[int] | None = None) -> Iterator[ClockRow]:
    """Leads (all that are still on their way, or these) with what their clocks hang on, by id."""
    mark = placeholders(reader.db, 1)
    if ids is None:
        chosen = "l.stage <> '投产' AND l.stage NOT IN (SELECT name FROM stage WHERE kind = 'exit')"
        values: tuple[Any, ...] = ()
    else:
        chosen = f"l.id IN ({placeholders(reader.db, len(ids))})"
        values = tuple(ids)
    names = ", ".join(f"COALESCE(l.{name}, '')" for name in _LEAD)
    sql = (
        f"SELECT l.id, {names}, COALESCE(l.first_reported_at, l.created_at), "
        "COALESCE(s.moves, 0), COALESCE(s.moved_on, ''), COALESCE(a.logged_at, ''), COALESCE(a.fed_back_at, ''), "
        "COALESCE(a.reported_at, '') FROM lead l "
        "LEFT JOIN (SELECT lead_id, COUNT(*) AS moves, MAX(on_date) AS moved_on FROM stage_change GROUP BY lead_id) s "
        "ON s.lead_id = l.id "
        "LEFT JOIN (SELECT lead_id, MAX(at) AS logged_at, "
        f"MIN(CASE WHEN purpose = {mark} THEN at END) AS fed_back_at, "
        f"MAX(CASE WHEN purpose = {mark} THEN at END) AS reported_at "
        "FROM activity WHERE lead_id IS NOT NULL GROUP BY lead_id) a ON a.lead_id = l.id "
        f"WHERE {chosen} ORDER BY l.id"
    )
    cursor = reader.db.execute_sql(sql, ("反馈引荐人", "进展报告", *values))
    while part := cursor.fetchmany(5_000):
        for row in part:
            yield ClockRow(*row)
