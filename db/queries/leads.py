"""Leads: the stages and moves a chamber works with, what is due, counts by stage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db import tallies
from db.database import among, chunks, placeholders
from db.journal import RAW, entry_of, traces
from db.pen import CREATED, UPDATED
from db.session import Reader

Row = dict[str, Any]


def stages(reader: Reader) -> list[tuple[str, int, str, bool]]:
    """(name, position, 'path' or 'exit', whether a reason is asked for), in order."""
    sql = "SELECT name, position, kind, needs_reason FROM stage ORDER BY position"
    return [
        (name, position, kind, bool(reason)) for name, position, kind, reason in reader.db.execute_sql(sql).fetchall()
    ]


def moves_from(reader: Reader, stage: str) -> list[str]:
    """The stages a lead may go to from `stage`, in the order they were laid down."""
    sql = f"SELECT to_stage FROM stage_move WHERE from_stage = {placeholders(reader.db, 1)} ORDER BY id"
    return [row[0] for row in reader.db.execute_sql(sql, (stage,)).fetchall()]


def changes_of(reader: Reader, lead_id: int) -> list[Row]:
    """The stage history of a lead, oldest first."""
    names = ("id", "from_stage", "to_stage", "on_date", "at", "by", "note")
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = f"SELECT {quoted} FROM stage_change WHERE lead_id = {placeholders(reader.db, 1)} ORDER BY on_date, id"
    return [dict(zip(names, row, strict=True)) for row in reader.db.execute_sql(sql, (lead_id,)).fetchall()]


def moving_ids(reader: Reader, stage: str, limit: int) -> list[int]:
    """Ids of leads in a stage, the oldest first."""
    sql = f"SELECT id FROM lead WHERE stage = {placeholders(reader.db, 1)} ORDER BY id LIMIT {int(limit)}"
    return [row[0] for row in reader.db.execute_sql(sql, (stage,)).fetchall()]


def counts_by_stage(reader: Reader) -> dict[str, int]:
    """Stage → how many leads are in it."""
    return tallies.of(reader.db, "lead")


def of_enterprise(reader: Reader, enterprise_id: int, limit: int) -> list[int]:
    """Ids of leads in which an enterprise is the investor, the newest first."""
    sql = f"SELECT id FROM lead WHERE investor_id = {placeholders(reader.db, 1)} ORDER BY id DESC LIMIT {int(limit)}"
    return [row[0] for row in reader.db.execute_sql(sql, (enterprise_id,)).fetchall()]


def of_people(reader: Reader, person_ids: Sequence[int], limit: int) -> list[int]:
    """Ids of leads these people are the contact of or brought in, the newest first."""
    if not person_ids:
        return []
    marks = placeholders(reader.db, len(person_ids))
    sql = (
        f"SELECT id FROM lead WHERE contact_id IN ({marks}) UNION SELECT id FROM lead WHERE introducer_id IN ({marks}) "
        f"ORDER BY id DESC LIMIT {int(limit)}"
    )
    return [row[0] for row in reader.db.execute_sql(sql, (*person_ids, *person_ids)).fetchall()]


def alike(reader: Reader, project_key: str, enterprise_id: int | None, limit: int) -> list[int]:
    """Leads that may be one undertaking: the project sorts the same, or the investor is this enterprise; oldest first."""
    mark = placeholders(reader.db, 1)
    sql = f"SELECT id FROM (SELECT id FROM lead WHERE sort_key = {mark} UNION SELECT id FROM lead WHERE investor_id = {mark}) AS near"
    rows = reader.db.execute_sql(f"{sql} ORDER BY id LIMIT {int(limit)}", (project_key, enterprise_id)).fetchall()
    return [row[0] for row in rows]


def filed_in(reader: Reader, ids: Sequence[int]) -> dict[int, tuple[str, str, int, str]]:
    """Lead → who filed it, when, in which action and its hash, as the journal has it."""
    filed: dict[int, int] = {}
    for row_id, action, op in traces(reader.db, "lead", ids):
        if op == CREATED:
            filed.setdefault(row_id, action)
    where, values = among(reader.db, "id", sorted(set(filed.values())))
    rows = reader.db.execute_sql(f'SELECT id, "user", at, hash FROM action WHERE {where}', values).fetchall()
    actions = {action: (user, at, action, seal) for action, user, at, seal in rows}
    return {row_id: actions[action] for row_id, action in filed.items()}


def held_before(reader: Reader, ids: Sequence[int], since: int = 0) -> dict[int, list[Row]]:
    """Lead → what its columns held before each change after an action, oldest first; what was erased is left out."""
    found: dict[int, list[Row]] = {}
    mark = placeholders(reader.db, 1)
    for part in chunks(ids):
        sql = (
            f"SELECT {RAW} FROM journal WHERE entity = 'lead' AND op = {mark} AND action_id > {mark} "
            f"AND last_id IS NULL AND row_id IN ({placeholders(reader.db, len(part))}) ORDER BY id"
        )
        for raw in reader.db.execute_sql(sql, (UPDATED, since, *part)).fetchall():
            entry = entry_of(raw)
            found.setdefault(entry.row_id, []).append(entry.before)
    return found
