"""Where a person is spoken of, what left the house about them, and the entries of the journal that hold them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from db.database import chunks, placeholders
from db.journal import RAW, entries_in
from db.pen import DELETED
from db.session import Reader

Row = dict[str, Any]


def consents(reader: Reader, person_ids: Sequence[int], office_id: int | None, *, in_force: bool = False) -> list[Row]:
    """Consents of people, towards one office or all, oldest first."""
    names = ("id", "person_id", "office_id", "purpose", "categories", "separate", "withdrawn_on")
    found: list[Row] = []
    mark = placeholders(reader.db, 1)
    for part in chunks(person_ids):
        sql = f"SELECT {', '.join(names)} FROM consent WHERE person_id IN ({placeholders(reader.db, len(part))})"
        sql += f" AND office_id = {mark}" if office_id is not None else ""
        sql += " AND withdrawn_on IS NULL" if in_force else ""
        values = (*part, *(() if office_id is None else (office_id,)))
        rows = reader.db.execute_sql(f"{sql} ORDER BY obtained_on, id", values).fetchall()
        found += [dict(zip(names, row, strict=True)) for row in rows]
    return found


def leads_of(reader: Reader, person_id: int, numbers: Sequence[str] = ()) -> list[int]:
    """Leads whose contact is this person, or that hold one of these phone numbers."""
    mark = placeholders(reader.db, 1)
    parts = [f"contact_id = {mark}", *[f"contact_phones LIKE {mark}"] * len(numbers)]
    values = (person_id, *(f'%"{number}"%' for number in numbers))
    sql = f"SELECT id FROM lead WHERE {' OR '.join(parts)} ORDER BY code, id"
    return [row[0] for row in reader.db.execute_sql(sql, values).fetchall()]


def introduced_by(reader: Reader, person_id: int) -> list[int]:
    """Leads this person introduced."""
    sql = f"SELECT id FROM lead WHERE introducer_id = {placeholders(reader.db, 1)} ORDER BY code, id"
    return [row[0] for row in reader.db.execute_sql(sql, (person_id,)).fetchall()]


def attendance_of(reader: Reader, person_id: int, name: str, numbers: Sequence[str]) -> list[int]:
    """The person's places on guest lists: those linked to them, and those of their name with one of these numbers."""
    mark = placeholders(reader.db, 1)
    parts = [f"person_id = {mark}", *[f"(name = {mark} AND phone LIKE {mark})"] * len(numbers)]
    values = (person_id, *(value for number in numbers for value in (name, f'%"{number}"%')))
    sql = f"SELECT id FROM attendance WHERE {' OR '.join(parts)} ORDER BY id"
    return [row[0] for row in reader.db.execute_sql(sql, values).fetchall()]


def rows_held_once(reader: Reader, table: str, column: str, row_id: int) -> list[int]:
    """Rows of a table whose `column` pointed at a row at some time, as the journal tells; gone ones too."""
    mark = placeholders(reader.db, 1)
    sql = (
        f"SELECT {RAW} FROM journal WHERE entity = {mark} AND (last_id IS NULL AND (public LIKE {mark} OR private LIKE {mark}) "
        f"OR last_id IS NOT NULL AND (public LIKE {mark} AND public LIKE {mark} OR private LIKE {mark})) ORDER BY id"
    )
    wanted, named, number = f'%"{column}":{int(row_id)}%', f'%"{column}":%', f"%{int(row_id)}%"
    found: dict[int, None] = {}
    cursor = reader.db.execute_sql(sql, (table, wanted, wanted, named, number, wanted))
    while raw := cursor.fetchone():
        for entry in entries_in(raw):
            if row_id in (entry.before.get(column), entry.after.get(column)):
                found[entry.row_id] = None
    return list(found)


def removed_of(reader: Reader, table: str, owners: Mapping[str, Collection[int]]) -> list[int]:
    """Rows of a table that are gone and pointed at one of these (column → ids) when they went."""
    mark = placeholders(reader.db, 1)
    cursor = reader.db.execute_sql(
        f"SELECT {RAW} FROM journal WHERE entity = {mark} AND op = {mark} ORDER BY id", (table, DELETED)
    )
    found: dict[int, None] = {}
    while raw := cursor.fetchone():
        for entry in entries_in(raw):
            if any(entry.before.get(column) in ids for column, ids in owners.items()):
                found[entry.row_id] = None
    return list(found)


def sent_about(reader: Reader, lead_ids: Sequence[int]) -> list[Row]:
    """Every row of a list that was ever made with one of these leads, oldest list first."""
    names = ("id", "delivery_id", "lead_id", "mark", "cells", "changes", "private")
    found: list[Row] = []
    for part in chunks(lead_ids):
        sql = (
            f"SELECT {', '.join(f'r.{name}' for name in names)}, d.number, d.status, d.office_id, d.sent_at, d.made_at, "
            "d.received_by, d.received_on FROM delivery_row r JOIN delivery d ON d.id = r.delivery_id "
            f"WHERE r.lead_id IN ({placeholders(reader.db, len(part))}) ORDER BY d.made_at, d.id, r.position"
        )
        heads = (*names, "number", "status", "office_id", "sent_at", "made_at", "received_by", "received_on")
        found += [dict(zip(heads, row, strict=True)) for row in reader.db.execute_sql(sql, tuple(part)).fetchall()]
    return found


def exports_with(reader: Reader, kind: str, ids: Sequence[int]) -> list[Row]:
    """The plain exports of a kind that held one of these records, oldest first."""
    names = ("id", "at", "by", "kind", "rows", "with_contacts", "file_name", "record_ids")
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = f"SELECT {quoted} FROM export_log WHERE kind = {placeholders(reader.db, 1)} ORDER BY id"
    wanted = set(ids)
    rows = (dict(zip(names, row, strict=True)) for row in reader.db.execute_sql(sql, (kind,)).fetchall())
    return [row for row in rows if wanted.intersection(json.loads(row["record_ids"]))]
