"""Lists as windows onto the database: the ids in order, pages by key, rows by id, counts.

A view joins a table with what its list shows of others. Columns of the table go by their own name, joined ones as
`view.column`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from db.database import chunks, placeholders
from db.models import columns_of, text_columns_of
from db.session import Reader

Row = dict[str, Any]
Op = Literal["=", "!=", "<", "<=", ">", ">=", "in", "prefix", "contains", "empty", "filled", "has"]


@dataclass(frozen=True, slots=True)
class Condition:
    """`column op value`. `prefix`: the text starts so (divisions: `1504` covers the city's counties); `has`: a JSON
    list holds the value; `in`: one of a sequence."""

    column: str
    op: Op
    value: Any = None


@dataclass(frozen=True, slots=True)
class Order:
    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """`source` is the FROM clause with alias `t` for the table; `joined` maps extra columns to their SQL."""

    table: str
    source: str
    joined: dict[str, str]


VIEWS: dict[str, View] = {
    "enterprise": View(
        "enterprise",
        '"enterprise" t LEFT JOIN membership m ON m.enterprise_id = t.id',
        {
            "membership.number": "m.number",
            "membership.status": "m.status",
            "membership.kind": "m.kind",
            "membership.joined_on": "m.joined_on",
            "membership.representative": "m.representative",
            "membership.id": "m.id",
        },
    ),
    "member": View(
        "enterprise",
        '"enterprise" t JOIN membership m ON m.enterprise_id = t.id',
        {
            "membership.number": "m.number",
            "membership.status": "m.status",
            "membership.kind": "m.kind",
            "membership.joined_on": "m.joined_on",
            "membership.representative": "m.representative",
            "membership.id": "m.id",
        },
    ),
    "person": View(
        "person",
        '"person" t LEFT JOIN enterprise e ON e.id = t.enterprise_id',
        {"enterprise.name": "e.name", "enterprise.home_division": "e.home_division"},
    ),
    "event": View("event", '"event" t', {}),
    "attendance": View(
        "attendance",
        '"attendance" t LEFT JOIN event v ON v.id = t.event_id',
        {"event.code": "v.code", "event.name": "v.name"},
    ),
    "policy": View("policy", '"policy" t', {}),
    "lead": View(
        "lead", '"lead" t LEFT JOIN event v ON v.id = t.event_id', {"event.code": "v.code", "event.name": "v.name"}
    ),
    "activity": View("activity", '"activity" t', {}),
    "fund": View("fund", '"fund" t', {}),
    "post": View(
        "post",
        '"post" t LEFT JOIN person p ON p.id = t.person_id LEFT JOIN enterprise e ON e.id = t.enterprise_id',
        {"person.name": "p.name", "enterprise.name": "e.name"},
    ),
    "membership": View(
        "membership", '"membership" t LEFT JOIN enterprise e ON e.id = t.enterprise_id', {"enterprise.name": "e.name"}
    ),
    "office": View("office", '"office" t', {}),
    "delivery": View(
        "delivery",
        '"delivery" t LEFT JOIN office o ON o.id = t.office_id',
        {"office.name": "o.name", "office.code": "o.code"},
    ),
    "consent": View(
        "consent",
        '"consent" t LEFT JOIN person p ON p.id = t.person_id LEFT JOIN office o ON o.id = t.office_id',
        {"person.name": "p.name", "office.name": "o.name"},
    ),
    "stage_change": View("stage_change", '"stage_change" t', {}),
}


def _sql_of(view: View, column: str) -> str:
    if column in view.joined:
        return view.joined[column]
    if column not in columns_of(view.table):
        raise KeyError(column)
    return f't."{column}"'


def _where(reader: Reader, view: View, conditions: Sequence[Condition]) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    mark = placeholders(reader.db, 1)
    for condition in conditions:
        column = _sql_of(view, condition.column)
        # A number has no empty text to compare with (PostgreSQL refuses to).
        own = text_columns_of(view.table)
        is_text = condition.column in own or (condition.column in view.joined and not condition.column.endswith(".id"))
        if condition.op == "empty":
            parts.append(f"({column} IS NULL OR {column} = '')" if is_text else f"{column} IS NULL")
        elif condition.op == "filled":
            parts.append(f"({column} IS NOT NULL AND {column} <> '')" if is_text else f"{column} IS NOT NULL")
        elif condition.op == "in":
            options = list(condition.value)
            parts.append(f"{column} IN ({placeholders(reader.db, len(options))})" if options else "1 = 0")
            values.extend(options)
        elif condition.op == "prefix":
            # A range instead of LIKE, so that an index serves it on both backends.
            parts.append(f"({column} >= {mark} AND {column} < {mark})")
            values.extend((condition.value, _after(condition.value)))
        elif condition.op in ("contains", "has"):
            wanted = f'"{condition.value}"' if condition.op == "has" else str(condition.value)
            escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            parts.append(f"{column} LIKE {mark} ESCAPE '\\'")
            values.append(f"%{escaped}%")
        elif condition.op == "!=":
            parts.append(f"({column} IS NULL OR {column} <> {mark})")
            values.append(condition.value)
        else:
            parts.append(f"{column} {condition.op} {mark}")
            values.append(condition.value)
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def _after(prefix: str) -> str:
    """The first text that no longer starts with `prefix`."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


def _order(view: View, order: Sequence[Order]) -> str:
    parts = []
    last = False
    for one in order:
        parts.append(f"{_sql_of(view, one.column)} {'DESC' if one.descending else 'ASC'}")
        last = one.descending
    parts.append(f"t.id {'DESC' if last else 'ASC'}")
    return " ORDER BY " + ", ".join(parts)


def ids(
    reader: Reader,
    view: str,
    conditions: Sequence[Condition] = (),
    order: Sequence[Order] = (),
    limit: int | None = None,
) -> array[int]:
    """The ids of a list in order: the whole window in 8 bytes a row, or its first `limit`."""
    shape = VIEWS[view]
    where, values = _where(reader, shape, conditions)
    sql = f"SELECT t.id FROM {shape.source}{where}{_order(shape, order)}" + (
        f" LIMIT {int(limit)}" if limit is not None else ""
    )
    cursor = reader.db.execute_sql(sql, tuple(values))
    found = array("q")
    while part := cursor.fetchmany(10_000):
        found.extend(row[0] for row in part)
    return found


def count(reader: Reader, view: str, conditions: Sequence[Condition] = ()) -> int:
    shape = VIEWS[view]
    where, values = _where(reader, shape, conditions)
    return int(reader.db.execute_sql(f"SELECT COUNT(*) FROM {shape.source}{where}", tuple(values)).fetchone()[0])


def rows(reader: Reader, view: str, wanted: Sequence[int]) -> list[Row]:
    """The rows of these ids in their order, joined columns included; what is gone is left out."""
    shape = VIEWS[view]
    names = [*columns_of(shape.table), *shape.joined]
    selected = ", ".join(_sql_of(shape, name) for name in names)
    found: dict[int, Row] = {}
    for part in chunks(wanted):
        sql = f"SELECT {selected} FROM {shape.source} WHERE t.id IN ({placeholders(reader.db, len(part))})"
        for values in reader.db.execute_sql(sql, tuple(part)).fetchall():
            row = dict(zip(names, values, strict=True))
            found[row["id"]] = row
    return [found[row_id] for row_id in wanted if row_id in found]


def tally(reader: Reader, view: str, column: str, conditions: Sequence[Condition] = ()) -> list[tuple[Any, int]]:
    """(value, how many) of a column, in the order of values."""
    shape = VIEWS[view]
    where, values = _where(reader, shape, conditions)
    name = _sql_of(shape, column)
    sql = f"SELECT {name}, COUNT(*) FROM {shape.source}{where} GROUP BY {name} ORDER BY {name}"
    return [(row[0], int(row[1])) for row in reader.db.execute_sql(sql, tuple(values)).fetchall()]
