"""Events: guests of one, counts, where an enterprise or a person has been."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.database import placeholders
from db.session import Reader

Row = dict[str, Any]


def guests(reader: Reader, event_id: int) -> list[Row]:
    """What is needed to recognise the guests of an event at the door, by name."""
    names = ("id", "name", "unit", "position", "phone", "role", "presence", "stands_in_for", "person_id")
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = f"SELECT {quoted} FROM attendance WHERE event_id = {placeholders(reader.db, 1)} ORDER BY sort_key, id"
    return [dict(zip(names, row, strict=True)) for row in reader.db.execute_sql(sql, (event_id,)).fetchall()]


def tally(reader: Reader, event_id: int) -> list[tuple[str, str, str, int]]:
    """(role, invitation, presence, how many) of an event's guests."""
    sql = (
        "SELECT COALESCE(role, ''), COALESCE(invitation, ''), COALESCE(presence, ''), COUNT(*) FROM attendance "
        f"WHERE event_id = {placeholders(reader.db, 1)} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    return [(row[0], row[1], row[2], int(row[3])) for row in reader.db.execute_sql(sql, (event_id,)).fetchall()]


def policies_of(reader: Reader, event_code: str) -> list[int]:
    """Ids of the policies presented at an event."""
    escaped = event_code.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = f"SELECT id FROM policy WHERE events LIKE {placeholders(reader.db, 1)} ESCAPE '\\' ORDER BY code"
    return [row[0] for row in reader.db.execute_sql(sql, (f'%"{escaped}"%',)).fetchall()]


def leads_of(reader: Reader, event_id: int, limit: int) -> list[int]:
    """Ids of the leads an event brought, by code."""
    sql = f"SELECT id FROM lead WHERE event_id = {placeholders(reader.db, 1)} ORDER BY code LIMIT {int(limit)}"
    return [row[0] for row in reader.db.execute_sql(sql, (event_id,)).fetchall()]


def attended(reader: Reader, enterprise_id: int, person_ids: Sequence[int], limit: int) -> list[int]:
    """Attendance ids of an enterprise and its people, the newest first."""
    mark = placeholders(reader.db, 1)
    parts, values = [], []
    if enterprise_id:
        parts.append(f"SELECT id FROM attendance WHERE enterprise_id = {mark}")
        values.append(enterprise_id)
    if person_ids:
        parts.append(f"SELECT id FROM attendance WHERE person_id IN ({placeholders(reader.db, len(person_ids))})")
        values.extend(person_ids)
    if not parts:
        return []
    sql = " UNION ".join(parts) + f" ORDER BY id DESC LIMIT {int(limit)}"
    return [row[0] for row in reader.db.execute_sql(sql, tuple(values)).fetchall()]


def coming(reader: Reader, since: str, cancelled: str, limit: int) -> list[int]:
    """Ids of events that start after a stamp and whose status is not `cancelled`, the next one first."""
    mark = placeholders(reader.db, 1)
    kept = f"starts_at >= {mark} AND COALESCE(status, '') <> {mark}"
    sql = f"SELECT id FROM event WHERE {kept} ORDER BY starts_at, id LIMIT {int(limit)}"
    return [row[0] for row in reader.db.execute_sql(sql, (since, cancelled)).fetchall()]


def person_by_phone(reader: Reader, number: str, limit: int = 5) -> list[int]:
    """Ids of people with this very number among their mobiles."""
    sql = f"SELECT id FROM person WHERE mobiles LIKE {placeholders(reader.db, 1)} ORDER BY id LIMIT {int(limit)}"
    return [row[0] for row in reader.db.execute_sql(sql, (f'%"{number}"%',)).fetchall()]
