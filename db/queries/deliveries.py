"""Deliveries: their rows, what an office knows, when a lead last moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from db.database import chunks, placeholders
from db.journal import traces
from db.session import Reader

Row = dict[str, Any]
_ROW = ("delivery_id", "position", "lead_id", "row_key", "mark", "cells", "changes", "private")


def rows_of(reader: Reader, delivery_id: int) -> Iterator[Row]:
    """The rows of a delivery in order, cells as JSON text."""
    sql = (
        f"SELECT {', '.join(_ROW)} FROM delivery_row WHERE delivery_id = {placeholders(reader.db, 1)} ORDER BY position"
    )
    cursor = reader.db.execute_sql(sql, (delivery_id,))
    while part := cursor.fetchmany(2_000):
        for row in part:
            yield dict(zip(_ROW, row, strict=True))


def cells_of(reader: Reader, delivery_id: int) -> Iterator[tuple[str, int, str, str | None]]:
    """(key, lead, cells, personal cells) of the rows of a delivery in order, cells as JSON text."""
    mark = placeholders(reader.db, 1)
    sql = f"SELECT row_key, lead_id, cells, private FROM delivery_row WHERE delivery_id = {mark} ORDER BY position"
    cursor = reader.db.execute_sql(sql, (delivery_id,))
    while part := cursor.fetchmany(2_000):
        yield from part


def sent_rows(reader: Reader, office_id: int, statuses: Sequence[str], until: str | None = None) -> Iterator[Row]:
    """All rows ever sent to an office, oldest delivery first; `until` is a stamp, for what it knew then."""
    names = ", ".join(f"r.{name}" for name in _ROW)
    mark = placeholders(reader.db, 1)
    cut = f" AND d.sent_at <= {mark}" if until else ""
    sql = (
        f"SELECT {names}, d.mode, d.number, d.sent_at, d.made_at FROM delivery_row r JOIN delivery d ON d.id = r.delivery_id "
        f"WHERE d.office_id = {mark} AND d.status IN ({placeholders(reader.db, len(statuses))}){cut} ORDER BY d.sent_at, d.id, r.position"
    )
    values = (office_id, *statuses, *((until,) if until else ()))
    cursor = reader.db.execute_sql(sql, values)
    while part := cursor.fetchmany(2_000):
        for row in part:
            yield dict(zip((*_ROW, "mode", "number", "sent_at", "made_at"), row, strict=True))


def made_by(reader: Reader, delivery_id: int) -> int | None:
    """The action that made a delivery."""
    return min((action for _, action, _ in traces(reader.db, "delivery", [delivery_id])), default=None)


def leads_touched_since(reader: Reader, delivery_id: int) -> set[int]:
    """Ids of the leads that anything was written to after the delivery was made."""
    mark = placeholders(reader.db, 1)
    made = made_by(reader, delivery_id)
    if made is None:
        return set()
    sql = f"SELECT DISTINCT row_id, last_id FROM journal WHERE entity = 'lead' AND action_id > {mark}"
    rows = reader.db.execute_sql(sql, (made,)).fetchall()
    return {row_id for first, last in rows for row_id in range(first, (last or first) + 1)}


def deliveries_of(reader: Reader, office_id: int, statuses: Sequence[str]) -> list[int]:
    """Ids of an office's deliveries in these statuses, newest first."""
    mark = placeholders(reader.db, 1)
    sql = f"SELECT id FROM delivery WHERE office_id = {mark} AND status IN ({placeholders(reader.db, len(statuses))}) ORDER BY COALESCE(sent_at, made_at) DESC, id DESC"
    return [row[0] for row in reader.db.execute_sql(sql, (office_id, *statuses)).fetchall()]


def lead_ids(reader: Reader, prefixes: Sequence[str], include_unplaced: bool, secret: str) -> list[int]:
    """Ids of leads whose confidentiality is not `secret` and that lie in divisions starting so (or nowhere yet), by code."""
    mark = placeholders(reader.db, 1)
    parts = [f"(target_division >= {mark} AND target_division < {mark})"] * len(prefixes)
    if include_unplaced:
        parts.append("target_division IS NULL")
    if not parts:
        return []
    values = [value for prefix in prefixes for value in (prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1))]
    told = f"(confidentiality IS NULL OR confidentiality <> {mark})"
    sql = f"SELECT id FROM lead WHERE {told} AND ({' OR '.join(parts)}) ORDER BY code"
    return [row[0] for row in reader.db.execute_sql(sql, (secret, *values)).fetchall()]


def last_progress(reader: Reader, ids: Sequence[int]) -> dict[int, str]:
    """Lead id → stamp or date of its last change of stage or log entry."""
    found: dict[int, str] = {}
    for part in chunks(ids):
        marks = placeholders(reader.db, len(part))
        for sql in (
            f"SELECT lead_id, MAX(on_date) FROM stage_change WHERE lead_id IN ({marks}) GROUP BY lead_id",
            f"SELECT lead_id, MAX(at) FROM activity WHERE lead_id IN ({marks}) GROUP BY lead_id",
        ):
            for lead_id, at in reader.db.execute_sql(sql, tuple(part)).fetchall():
                found[lead_id] = max(found.get(lead_id, ""), at or "")
    return found


def consents_for(reader: Reader, office_id: int) -> list[Row]:
    """Consents towards an office, oldest first."""
    mark = placeholders(reader.db, 1)
    names = ("id", "person_id", "purpose", "categories", "separate", "obtained_on", "withdrawn_on")
    sql = f"SELECT {', '.join(names)} FROM consent WHERE office_id = {mark} ORDER BY obtained_on, id"
    return [dict(zip(names, row, strict=True)) for row in reader.db.execute_sql(sql, (office_id,)).fetchall()]


def feedback_files(reader: Reader, sha256: str) -> list[Row]:
    """Feedback that was merged from a file of this very content."""
    names = ("id", "delivery_id", "at", "by")
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = f"SELECT {quoted} FROM feedback_file WHERE sha256 = {placeholders(reader.db, 1)} ORDER BY id"
    return [dict(zip(names, row, strict=True)) for row in reader.db.execute_sql(sql, (sha256,)).fetchall()]


def feedback_outcomes(reader: Reader, office_id: int) -> list[str]:
    """What came of every sheet of an office that was merged (JSON)."""
    sql = (
        "SELECT f.outcome FROM feedback_file f JOIN delivery d ON d.id = f.delivery_id "
        f"WHERE d.office_id = {placeholders(reader.db, 1)} AND f.outcome IS NOT NULL"
    )
    return [row[0] for row in reader.db.execute_sql(sql, (office_id,)).fetchall()]


def leads_named(reader: Reader, projects: Sequence[str]) -> dict[tuple[str, str], str]:
    """(project, investor) → lead number of the first lead written exactly so."""
    found: dict[tuple[str, str], str] = {}
    for part in chunks(projects):
        marks = placeholders(reader.db, len(part))
        sql = f"SELECT project, investor, code FROM lead WHERE project IN ({marks}) ORDER BY id"
        for project, investor, code in reader.db.execute_sql(sql, tuple(part)).fetchall():
            found.setdefault((project, investor or ""), code or "")
    return found
