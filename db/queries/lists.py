"""Lists as windows onto the database: the ids in order, pages by key, rows by id, counts.

A view joins a table with what its list shows of others. Columns of the table go by their own name, joined ones as
`view.column`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from db.database import among, chunks, is_sqlite, placeholders
from db.session import Reader
from db.tables import columns_of, text_columns_of

Row = dict[str, Any]
Op = Literal[
    "=", "!=", "<", "<=", ">", ">=", "in", "ranked", "prefix", "contains", "empty", "filled", "has", "all", "any", "not"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """`column op value`. `prefix`: the text starts so (divisions: `1504` covers the city's counties); `has`: a JSON
    list holds the value; `in`: one of a sequence; `ranked`: the same, best first. `all` and `any` have a sequence of
    conditions as value and `not` one; they have no column."""

    column: str
    op: Op
    value: Any = None


@dataclass(frozen=True, slots=True)
class Order:
    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """`source` is the FROM clause with alias `t` for the table; `joined` maps extra columns to their SQL.

    `related` maps tables whose rows belong to the record to how they (`x`) are tied to it (`t`): a condition on
    `table.column` is met when any of those rows meets it. `ordered` maps joined columns every record has a row for to
    the FROM clause that hands out their order.
    """

    table: str
    source: str
    joined: dict[str, str]
    related: dict[str, str] = field(default_factory=dict)
    ordered: dict[str, str] = field(default_factory=dict)


LOOKED_AT = 2_000
"""Rows looked at for a page before a database is asked for all that meet the conditions."""

INDEXED: dict[str, frozenset[str]] = {
    "enterprise": frozenset({"sort_key", "code", "industry", "created_at", "home_division"}),
    "person": frozenset({"sort_key", "code"}),
    "lead": frozenset(
        {"created_at", "sort_key", "code", "kind", "stage", "investor", "amount_low", "target_division", "next_due"}
    ),
    "event": frozenset({"starts_at", "code"}),
}
"""Table → columns whose order an index hands out."""

_BESIDE_ENTERPRISE = {
    "membership": "x.enterprise_id = t.id",
    "post": "x.enterprise_id = t.id AND x.until IS NULL",
}
_BESIDE_LEAD = "LEFT JOIN event v ON v.id = t.event_id LEFT JOIN lead_clock c ON c.lead_id = t.id"

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
        _BESIDE_ENTERPRISE,
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
        _BESIDE_ENTERPRISE,
    ),
    "person": View(
        "person",
        '"person" t LEFT JOIN enterprise e ON e.id = t.enterprise_id',
        {"enterprise.name": "e.name", "enterprise.home_division": "e.home_division"},
        {"enterprise": "x.id = t.enterprise_id", "post": "x.person_id = t.id AND x.until IS NULL"},
    ),
    "event": View("event", '"event" t', {}),
    "attendance": View(
        "attendance",
        '"attendance" t LEFT JOIN event v ON v.id = t.event_id',
        {"event.code": "v.code", "event.name": "v.name"},
    ),
    "policy": View("policy", '"policy" t', {}),
    "lead": View(
        "lead",
        f'"lead" t {_BESIDE_LEAD}',
        {
            "event.code": "v.code",
            "event.name": "v.name",
            "clock.due": "c.due_on",
            "clock.due_estimated": "CASE WHEN c.due_on = c.duty_on THEN c.estimated ELSE 0 END",
        },
        {
            "enterprise": "x.id = t.investor_id",
            "post": "x.enterprise_id = t.investor_id AND x.until IS NULL",
        },
        {"clock.due": 'lead_clock c JOIN "lead" t ON t.id = c.lead_id LEFT JOIN event v ON v.id = t.event_id'},
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
    values: list[Any] = []
    parts = [_met(reader, view, condition, values) for condition in conditions]
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def _met(reader: Reader, view: View, condition: Condition, values: list[Any]) -> str:
    """The SQL of a condition; its parameters are added to `values`."""
    if condition.op in ("all", "any"):
        inner = [_met(reader, view, one, values) for one in condition.value]
        return "(" + (" AND " if condition.op == "all" else " OR ").join(inner or ["1 = 1"]) + ")"
    if condition.op == "not":
        return f"NOT COALESCE({_met(reader, view, condition.value, values)}, FALSE)"
    if condition.column not in view.joined and condition.column.partition(".")[0] in view.related:
        return _met_beside(reader, view, condition, values)
    # A number has no empty text to compare with (PostgreSQL refuses to).
    own = text_columns_of(view.table)
    is_text = condition.column in own or (condition.column in view.joined and not condition.column.endswith(".id"))
    return _compared(reader, _sql_of(view, condition.column), is_text, condition, values)


def _met_beside(reader: Reader, view: View, condition: Condition, values: list[Any]) -> str:
    """Met by a row that belongs to the record; empty: there is no row that is filled in."""
    table, _dot, name = condition.column.partition(".")
    if name not in columns_of(table):
        raise KeyError(condition.column)
    asked = Condition(condition.column, "filled") if condition.op == "empty" else condition
    met = _compared(reader, f'x."{name}"', name in text_columns_of(table), asked, values)
    none = "NOT " if condition.op == "empty" else ""
    return f'{none}EXISTS (SELECT 1 FROM "{table}" x WHERE {view.related[table]} AND {met})'


def _compared(reader: Reader, column: str, is_text: bool, condition: Condition, values: list[Any]) -> str:
    mark = placeholders(reader.db, 1)
    match condition.op:
        case "empty":
            return f"({column} IS NULL OR {column} = '')" if is_text else f"{column} IS NULL"
        case "filled":
            return f"({column} IS NOT NULL AND {column} <> '')" if is_text else f"{column} IS NOT NULL"
        case "in" | "ranked":
            options = list(condition.value)
            if options and isinstance(options[0], int):
                met, given = among(reader.db, column, options)
                values.extend(given)
                return met
            values.extend(options)
            return f"{column} IN ({placeholders(reader.db, len(options))})" if options else "1 = 0"
        case "prefix":
            # A range instead of LIKE, so that an index serves it on both backends.
            values.extend((condition.value, _after(condition.value)))
            return f"({column} >= {mark} AND {column} < {mark})"
        case "contains" | "has":
            wanted = f'"{condition.value}"' if condition.op == "has" else str(condition.value)
            escaped = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            values.append(f"%{escaped}%")
            return f"{column} LIKE {mark} ESCAPE '\\'"
        case "!=":
            values.append(condition.value)
            return f"({column} IS NULL OR {column} <> {mark})"
        case _:
            values.append(condition.value)
            return f"{column} {condition.op} {mark}"


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
    if limit is not None:
        early = _among_the_first(reader, shape, where, values, order, limit)
        if len(early) == limit:
            return early
    if order and order[0].column in shape.ordered:
        return _by_what_stands_beside(reader, shape, where, values, order, limit)
    sql = f"SELECT t.id FROM {shape.source}{where}{_order(shape, order)}" + (
        f" LIMIT {int(limit)}" if limit is not None else ""
    )
    cursor = reader.db.execute_sql(sql, tuple(values))
    found = array("q")
    while part := cursor.fetchmany(10_000):
        found.extend(row[0] for row in part)
    return found


def _by_what_stands_beside(
    reader: Reader, view: View, where: str, values: Sequence[Any], order: Sequence[Order], limit: int | None
) -> array[int]:
    """In the order of a joined column that has an index; records with nothing in it come last, whichever way."""
    column, source = _sql_of(view, order[0].column), view.ordered[order[0].column]
    if is_sqlite(reader.db):
        # Said this way SQLite begins with the table whose index has the order.
        source = source.replace(" JOIN ", " CROSS JOIN ", 1)
    found = array("q")
    for given in ("IS NOT NULL", "IS NULL"):
        left = "" if limit is None else f" LIMIT {limit - len(found)}"
        and_given = f"{where} AND {column} {given}" if where else f" WHERE {column} {given}"
        sql = f"SELECT t.id FROM {source}{and_given}{_order(view, order)}{left}"
        cursor = reader.db.execute_sql(sql, tuple(values))
        while part := cursor.fetchmany(10_000):
            found.extend(row[0] for row in part)
        if limit is not None and len(found) >= limit:
            break
    return found


def _among_the_first(
    reader: Reader, view: View, where: str, values: Sequence[Any], order: Sequence[Order], limit: int
) -> array[int]:
    """What meets the conditions among the first few rows of the table in this order, which an index hands out.

    When many rows meet them the page is there at once; else a database would first gather all that do, to sort them.
    """
    inner = " JOIN " in view.source and " LEFT JOIN " not in view.source
    narrowed = where or inner
    if not narrowed or not order or order[0].column not in INDEXED.get(view.table, ()):
        return array("q")
    first = f'(SELECT t.* FROM "{view.table}" t{_order(view, order)} LIMIT {LOOKED_AT}) t'
    source = view.source.replace(f'"{view.table}" t', first, 1)
    if inner and is_sqlite(reader.db):
        # Said this way SQLite begins with the few rows, not with the table beside them.
        source = source.replace(" JOIN ", " CROSS JOIN ")
    sql = f"SELECT t.id FROM {source}{where}{_order(view, order)} LIMIT {int(limit)}"
    return array("q", (row[0] for row in reader.db.execute_sql(sql, tuple(values)).fetchall()))


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


def by_column(
    reader: Reader, view: str, names: Sequence[str], wanted: Sequence[int]
) -> tuple[int, list[Sequence[Any] | None]]:
    """The same column by column: how many rows, and the values of each of `names`, None where all are NULL.

    Most columns of a wide table are: they are found out by counting, which costs a fraction of fetching them.
    """
    shape = VIEWS[view]
    met, given = among(reader.db, "t.id", wanted)
    counts = ", ".join(f"COUNT({_sql_of(shape, name)})" for name in names)
    counted = reader.db.execute_sql(f"SELECT {counts} FROM {shape.source} WHERE {met}", given).fetchone()
    filled = [name for name, count in zip(names, counted, strict=True) if count]
    selected = ", ".join(_sql_of(shape, name) for name in ("id", *filled))
    rows = reader.db.execute_sql(f"SELECT {selected} FROM {shape.source} WHERE {met}", given).fetchall()
    found = {row[0]: row for row in rows}
    ordered = [found[row_id] for row_id in wanted if row_id in found]
    columns = dict(zip(("id", *filled), zip(*ordered, strict=True), strict=True)) if ordered else {}
    return len(ordered), [columns.get(name) if name in filled else None for name in names]


def tally(reader: Reader, view: str, column: str, conditions: Sequence[Condition] = ()) -> list[tuple[Any, int]]:
    """(value, how many) of a column, in the order of values."""
    shape = VIEWS[view]
    where, values = _where(reader, shape, conditions)
    name = _sql_of(shape, column)
    sql = f"SELECT {name}, COUNT(*) FROM {shape.source}{where} GROUP BY {name} ORDER BY {name}"
    return [(row[0], int(row[1])) for row in reader.db.execute_sql(sql, tuple(values)).fetchall()]
