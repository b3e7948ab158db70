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

_OPEN = "l.stage <> '投产' AND l.stage NOT IN (SELECT name FROM stage WHERE kind = 'exit')"


def awaiting(reader: Reader, until: str, most: int) -> list[int]:
    """Ids of leads on their way that may ask for something by a day (ISO): up to `most` whose next step is due, the
    earliest first, and up to `most` others, the newest first."""
    mark = placeholders(reader.db, 1)
    steps = (
        f"SELECT l.id FROM lead l WHERE l.next_due <= {mark} AND {_OPEN} ORDER BY l.next_due, l.id LIMIT {int(most)}"
    )
    newest = f"SELECT l.id FROM lead l WHERE {_OPEN} ORDER BY l.created_at DESC, l.id DESC LIMIT {int(most)}"
    found = [row[0] for row in reader.db.execute_sql(steps, (until,)).fetchall()]
    found += [row[0] for row in reader.db.execute_sql(newest).fetchall()]
    return list(dict.fromkeys(found))


def clocks(reader: Reader, ids: Sequence[int] | None = None) -> Iterator[ClockRow]:
    """Leads (all that are still on their way, or these) with what their clocks hang on, by id."""
    mark = placeholders(reader.db, 1)
    own = tuple(ids or ())
    if ids is None:
        chosen, of_these = _OPEN, ""
    elif not own:
        return
    else:
        these = placeholders(reader.db, len(own))
        chosen, of_these = f"l.id IN ({these})", f"AND lead_id IN ({these}) "
    names = ", ".join(f"COALESCE(l.{name}, '')" for name in _LEAD)
    sql = (
        f"SELECT l.id, {names}, COALESCE(l.first_reported_at, l.created_at), "
        "COALESCE(s.moves, 0), COALESCE(s.moved_on, ''), COALESCE(a.logged_at, ''), COALESCE(a.fed_back_at, ''), "
        "COALESCE(a.reported_at, '') FROM lead l "
        "LEFT JOIN (SELECT lead_id, COUNT(*) AS moves, MAX(on_date) AS moved_on FROM stage_change "
        f"WHERE lead_id IS NOT NULL {of_these}GROUP BY lead_id) s ON s.lead_id = l.id "
        "LEFT JOIN (SELECT lead_id, MAX(at) AS logged_at, "
        f"MIN(CASE WHEN purpose = {mark} THEN at END) AS fed_back_at, "
        f"MAX(CASE WHEN purpose = {mark} THEN at END) AS reported_at "
        f"FROM activity WHERE lead_id IS NOT NULL {of_these}GROUP BY lead_id) a ON a.lead_id = l.id "
        f"WHERE {chosen} ORDER BY l.id"
    )
    values: tuple[Any, ...] = (*own, "反馈引荐人", "进展报告", *own, *own)
    cursor = reader.db.execute_sql(sql, values)
    while part := cursor.fetchmany(5_000):
        for row in part:
            yield ClockRow(*row)
