"""Who could be invited, and who sits where."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from db.database import among, placeholders
from db.session import Reader

Row = dict[str, Any]
_CANDIDATE = ("id", "name", "unit", "position", "mobiles", "landlines", "enterprise_id", "enterprise", "home", "title")


def candidates(
    reader: Reader,
    homes: Sequence[str],
    titles: Sequence[str],
    industries: Sequence[str],
    not_at: int | None,
    event_id: int,
    members_only: bool,
    people: Sequence[int] | None = None,
    enterprises: Sequence[int] | None = None,
    *,
    not_asked: str,
    left: Sequence[str],
) -> list[Row]:
    """People who may be contacted and are not on the event's list, by name; `homes` are prefixes of division codes,
    `not_at` an event whose invited people are left out; `people`, `enterprises`: only these and people of these. Who was
    not invited is `not_asked`, and a membership of a status in `left` is none.

    A post is the person's own, or their enterprise's when it names nobody."""
    mark = placeholders(reader.db, 1)
    parts = [
        "COALESCE(p.do_not_contact, FALSE) = FALSE",
        f"NOT EXISTS (SELECT 1 FROM attendance a WHERE a.person_id = p.id AND a.event_id = {mark})",
    ]
    values: list[Any] = [event_id]
    if homes:
        home = "COALESCE(p.home_division, e.home_division)"
        parts.append("(" + " OR ".join([f"({home} >= {mark} AND {home} < {mark})"] * len(homes)) + ")")
        values += [end for code in homes for end in (code, code[:-1] + chr(ord(code[-1]) + 1))]
    if titles:
        among_titles = f"IN ({placeholders(reader.db, len(titles))})"
        parts.append(f"(o.title {among_titles} OR u.title {among_titles})")
        values += (*titles, *titles)
    if industries:
        parts.append(f"e.industry IN ({placeholders(reader.db, len(industries))})")
        values += industries
    if not_at is not None:
        parts.append(
            f"NOT EXISTS (SELECT 1 FROM attendance b WHERE b.person_id = p.id AND b.event_id = {mark} "
            f"AND COALESCE(b.invitation, {mark}) <> {mark})"
        )
        values += (not_at, not_asked, not_asked)
    for column, only in (("p.id", people), ("p.enterprise_id", enterprises)):
        if only is not None:
            met, given = among(reader.db, column, only)
            parts.append(met)
            values += given
    if members_only:
        parts.append(
            "EXISTS (SELECT 1 FROM membership m WHERE m.enterprise_id = p.enterprise_id "
            f"AND m.status NOT IN ({placeholders(reader.db, len(left))}))"
        )
        values += left
    sql = (
        "SELECT p.id, p.name, COALESCE(p.unit, ''), COALESCE(p.position, ''), p.mobiles, p.landlines, "
        "p.enterprise_id, COALESCE(e.name, ''), COALESCE(p.home_division, e.home_division, ''), "
        "COALESCE(MIN(o.title), MIN(u.title), '') "
        "FROM person p LEFT JOIN enterprise e ON e.id = p.enterprise_id "
        "LEFT JOIN post o ON o.person_id = p.id AND o.until IS NULL "
        "LEFT JOIN post u ON u.enterprise_id = p.enterprise_id AND u.person_id IS NULL AND u.until IS NULL "
        f"WHERE {' AND '.join(parts)} "
        "GROUP BY p.id, p.name, p.unit, p.position, p.mobiles, p.landlines, p.enterprise_id, e.name, "
        "p.home_division, e.home_division, p.sort_key ORDER BY p.sort_key, p.id"
    )
    rows = reader.db.execute_sql(sql, tuple(values)).fetchall()
    return [dict(zip(_CANDIDATE, row, strict=True)) for row in rows]


def seated(reader: Reader, event_id: int, table: str, seat: str) -> list[tuple[int, str]]:
    """(attendance, name) of who has this seat at this table of an event."""
    mark = placeholders(reader.db, 1)
    sql = f'SELECT id, name FROM attendance WHERE event_id = {mark} AND "table" = {mark} AND seat = {mark} ORDER BY id'
    return [(row[0], row[1]) for row in reader.db.execute_sql(sql, (event_id, table, seat)).fetchall()]
