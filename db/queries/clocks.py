"""What the clocks of leads hang on, read in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from db.database import among, chunks, placeholders
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

_PART = 5_000


def clocks(reader: Reader, ids: Sequence[int], purposes: tuple[str, str]) -> Iterator[ClockRow]:
    """These leads with what their clocks hang on; `purposes` of log entries feed back to the introducer, and report."""
    for part in chunks(ids, _PART):
        yield from _rows(reader, *among(reader.db, "{}", part), purposes)


def clocks_between(reader: Reader, first: int, last: int, purposes: tuple[str, str]) -> Iterator[ClockRow]:
    """The leads of a range of ids with what their clocks hang on; `purposes` as of `clocks`."""
    mark = placeholders(reader.db, 1)
    yield from _rows(reader, f"{{}} BETWEEN {mark} AND {mark}", (first, last), purposes)


def _rows(reader: Reader, these: str, values: tuple[Any, ...], purposes: tuple[str, str]) -> Iterator[ClockRow]:
    """`these` is a condition on the column put in for its `{}`."""
    mark = placeholders(reader.db, 1)
    names = ", ".join(f"COALESCE(l.{name}, '')" for name in _LEAD)
    of_lead = these.format("lead_id")
    sql = (
        f"SELECT l.id, {names}, COALESCE(l.first_reported_at, l.created_at, ''), "
        "COALESCE(s.moves, 0), COALESCE(s.moved_on, ''), COALESCE(a.logged_at, ''), COALESCE(a.fed_back_at, ''), "
        "COALESCE(a.reported_at, '') FROM lead l "
        "LEFT JOIN (SELECT lead_id, COUNT(*) AS moves, MAX(on_date) AS moved_on FROM stage_change "
        f"WHERE {of_lead} GROUP BY lead_id) s ON s.lead_id = l.id "
        "LEFT JOIN (SELECT lead_id, MAX(at) AS logged_at, "
        f"MIN(CASE WHEN purpose = {mark} THEN at END) AS fed_back_at, "
        f"MAX(CASE WHEN purpose = {mark} THEN at END) AS reported_at "
        f"FROM activity WHERE {of_lead} GROUP BY lead_id) a ON a.lead_id = l.id "
        f"WHERE {these.format('l.id')} ORDER BY l.id"
    )
    given = (*values, *purposes, *values, *values)
    yield from (ClockRow(*row) for row in reader.db.execute_sql(sql, given).fetchall())
