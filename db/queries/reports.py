"""What reports are computed from, read in bulk: leads with their moves and funds, guests of a fair."""

from __future__ import annotations

from typing import Any

from db.database import placeholders
from db.session import Reader

Row = dict[str, Any]
_MONEY = ("low", "high", "currency", "qualifier", "text")
LEAD = (
    "id",
    "code",
    "kind",
    "project",
    "investor",
    "investor_id",
    "contact_id",
    "introducer",
    "industry",
    "target_division",
    "event_id",
    "stage",
    "signed_on",
    "registered_on",
    "started_on",
    "merged_into_id",
    "created_at",
    "first_reported_at",
    *(f"amount_{part}" for part in _MONEY),
    *(f"signed_amount_{part}" for part in _MONEY),
)


def leads(reader: Reader) -> list[Row]:
    """Every lead with what reports ask of it, by id."""
    return _rows(reader, LEAD, f"SELECT {', '.join(LEAD)} FROM lead ORDER BY id")


def moves(reader: Reader) -> list[tuple[int, str, str]]:
    """(lead, stage, ISO day) of every change of stage, each lead's oldest first."""
    sql = "SELECT lead_id, to_stage, on_date FROM stage_change ORDER BY lead_id, on_date, id"
    return [(row[0], row[1], row[2]) for row in reader.db.execute_sql(sql).fetchall()]


def funds(reader: Reader) -> list[Row]:
    """Funds in place by lead and month."""
    names = ("lead_id", "month", "verified", *(f"amount_{part}" for part in _MONEY))
    return _rows(reader, names, f"SELECT {', '.join(names)} FROM fund ORDER BY lead_id, month, id")


def guests(reader: Reader, event_id: int) -> list[Row]:
    """The guests of an event as its result needs them."""
    names = ("id", "person_id", "enterprise_id", "invitation", "presence", "role", "policies_of_interest")
    sql = f"SELECT {', '.join(names)} FROM attendance WHERE event_id = {placeholders(reader.db, 1)} ORDER BY id"
    return _rows(reader, names, sql, (event_id,))


def members_by_home(reader: Reader) -> list[tuple[str, str, str, int]]:
    """(home division or '', status, year of joining or '', how many) of memberships."""
    sql = (
        "SELECT COALESCE(e.home_division, ''), m.status, COALESCE(SUBSTR(m.joined_on, 1, 4), ''), COUNT(*) "
        "FROM membership m JOIN enterprise e ON e.id = m.enterprise_id GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    )
    return [(row[0], row[1], row[2], int(row[3])) for row in reader.db.execute_sql(sql).fetchall()]


def last_sent(reader: Reader, void: str) -> dict[int, tuple[str, str]]:
    """Office → (number, stamp) of its last delivery that was sent and whose status is not `void`."""
    sql = (
        "SELECT d.office_id, d.number, d.sent_at FROM office o JOIN delivery d ON d.id = "
        "(SELECT x.id FROM delivery x WHERE x.office_id = o.id AND x.sent_at IS NOT NULL "
        f"AND x.status <> {placeholders(reader.db, 1)} "
        "ORDER BY x.sent_at DESC, x.id DESC LIMIT 1)"
    )
    return {row[0]: (row[1], row[2]) for row in reader.db.execute_sql(sql, (void,)).fetchall()}


def _rows(reader: Reader, names: tuple[str, ...], sql: str, values: tuple[Any, ...] = ()) -> list[Row]:
    return [dict(zip(names, row, strict=True)) for row in reader.db.execute_sql(sql, values).fetchall()]
