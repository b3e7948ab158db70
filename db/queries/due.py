"""When each lead asks for something next: a row a lead, worked out from others and therefore outside the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import Database

from db.database import among, chunks, executemany, insert_many, is_sqlite, placeholders
from db.session import Reader
from db.tallies import Tallies

TABLE = "lead_clock"
BASIS = "lead_clock"
_COLUMNS = ("due_on", "duty", "duty_on", "step_on", "estimated")
_LEAD = ("code", "project", "investor", "owner", "stage", "next_action")
PART = 5_000
"""Leads worked on at a time."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The soonest of duty and planned step (`due_on`), the soonest duty, and the step; ISO dates, None for nothing.

    `estimated` (0 or 1) is about the duty.
    """

    due_on: str | None = None
    duty: str | None = None
    duty_on: str | None = None
    step_on: str | None = None
    estimated: int = 0

    def row(self) -> tuple[Any, ...]:
        return self.due_on, self.duty, self.duty_on, self.step_on, self.estimated


@dataclass(frozen=True, slots=True)
class DueRow:
    """A lead that asks for something, with what a line about it shows."""

    stored: Stored
    lead_id: int
    code: str
    project: str
    investor: str
    owner: str
    stage: str
    next_action: str


def of(reader: Reader, ids: Sequence[int]) -> dict[int, Stored]:
    """What is stored of these leads."""
    found: dict[int, Stored] = {}
    for part in chunks(ids, PART):
        where, values = among(reader.db, "lead_id", part)
        sql = f"SELECT lead_id, {', '.join(_COLUMNS)} FROM {TABLE} WHERE {where}"
        found.update((row[0], Stored(*row[1:])) for row in reader.db.execute_sql(sql, values).fetchall())
    return found


def between(reader: Reader, first: int, last: int) -> dict[int, Stored]:
    """What is stored of the leads of a range of ids."""
    mark = placeholders(reader.db, 1)
    sql = f"SELECT lead_id, {', '.join(_COLUMNS)} FROM {TABLE} WHERE lead_id BETWEEN {mark} AND {mark}"
    return {row[0]: Stored(*row[1:]) for row in reader.db.execute_sql(sql, (first, last)).fetchall()}


def lines(
    reader: Reader, since: str, until: str, *, most: int = 0, latest_first: bool = False, owner: str = ""
) -> list[DueRow]:
    """Leads that ask for something from `since` up to and including `until` (ISO), soonest first; up to `most` if given."""
    mark = placeholders(reader.db, 1)
    values: list[Any] = [since, until]
    sql = (
        f"SELECT l.id, {', '.join(f'''COALESCE(l.{name}, '')''' for name in _LEAD)}, "
        f"{', '.join(f'd.{name}' for name in _COLUMNS)} FROM {TABLE} d JOIN lead l ON l.id = d.lead_id "
        f"WHERE d.due_on >= {mark} AND d.due_on <= {mark}"
    )
    if owner:
        sql += f" AND l.owner = {mark}"
        values.append(owner)
    way = " DESC" if latest_first else ""
    sql += f" ORDER BY d.due_on{way}, d.lead_id{way}" + (f" LIMIT {int(most)}" if most else "")
    rows = reader.db.execute_sql(sql, tuple(values)).fetchall()
    return [DueRow(Stored(*row[7:]), *row[:7]) for row in rows]


def spans(reader: Reader, size: int = PART) -> Iterator[tuple[int, int]]:
    """Ranges of ids that hold all leads and all that is stored of some, about `size` wide."""
    ends = "SELECT MIN(id), MAX(id) FROM lead UNION ALL SELECT MIN(lead_id), MAX(lead_id) FROM lead_clock"
    rows = [row for row in reader.db.execute_sql(ends).fetchall() if row[0] is not None]
    if rows:
        first, last = min(row[0] for row in rows), max(row[1] for row in rows)
        for start in range(first, last + 1, size):
            yield start, min(start + size - 1, last)


def write(db: Database, tallies: Tallies, before: dict[int, Stored], after: dict[int, Stored]) -> int:
    """Make the rows of `before` those of `after`; gives how many changed."""
    gone = [lead_id for lead_id in before if lead_id not in after]
    new = [lead_id for lead_id in after if lead_id not in before]
    moved = [lead_id for lead_id, stored in after.items() if lead_id in before and before[lead_id] != stored]
    if gone:
        where, values = among(db, "lead_id", gone)
        db.execute_sql(f"DELETE FROM {TABLE} WHERE {where}", values)
        tallies.deleted(TABLE, len(gone), {"due_on": [before[lead_id].due_on for lead_id in gone]})
    if new:
        insert_many(db, TABLE, ("lead_id", *_COLUMNS), [(lead_id, *after[lead_id].row()) for lead_id in new])
        tallies.inserted(TABLE, len(new), {"due_on": [after[lead_id].due_on for lead_id in new]})
    if moved:
        sets = ", ".join(f"{name} = {placeholders(db, 1)}" for name in _COLUMNS)
        rows = [(*after[lead_id].row(), lead_id) for lead_id in moved]
        executemany(db, f"UPDATE {TABLE} SET {sets} WHERE lead_id = {placeholders(db, 1)}", rows)
        tallies.updated(
            TABLE,
            ((one, {"due_on": before[one].due_on}, {"due_on": after[one].due_on}) for one in moved),
        )
    return len(gone) + len(new) + len(moved)


def basis(reader: Reader, *, alone: bool = False) -> str:
    """What the stored rows were worked out from; '' when they never were.

    In a write transaction on PostgreSQL it is held to its end (`alone`: against other writers of rows too), so that nobody
    works out rows from what somebody else is changing.
    """
    held = "" if is_sqlite(reader.db) or not reader.db.in_transaction() else f" FOR {'UPDATE' if alone else 'SHARE'}"
    sql = f"SELECT value FROM derived WHERE name = {placeholders(reader.db, 1)}{held}"
    row = reader.db.execute_sql(sql, (BASIS,)).fetchone()
    return str(row[0]) if row else ""


def set_basis(db: Database, value: str) -> None:
    sql = (
        f"INSERT INTO derived (name, value) VALUES ({placeholders(db, 2)}) "
        "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    )
    db.execute_sql(sql, (BASIS, value))


def hold(db: Database, ids: Sequence[int]) -> None:
    """On PostgreSQL wait for whoever else is writing about these leads, so that each sees what the other did."""
    if is_sqlite(db):
        return
    for part in chunks(sorted(ids), PART):
        where, values = among(db, "id", part)
        db.execute_sql(f"SELECT id FROM lead WHERE {where} ORDER BY id FOR NO KEY UPDATE", values).fetchall()


def leads_of(reader: Reader, table: str, ids: Sequence[int]) -> set[int]:
    """The leads these rows of `table` belong to."""
    found: set[int] = set()
    for part in chunks(ids, PART):
        found.update(row["lead_id"] for row in reader.rows(table, part, ("lead_id",)) if row["lead_id"] is not None)
    return found
