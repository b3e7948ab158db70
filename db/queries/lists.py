"""Lists as windows onto the database: the ids in order, pages by key, rows by id, counts.

A view joins a table with what its list shows of others. Columns of the table go by their own name, joined ones as
`view.column`. Only the tables a question speaks of are read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from db.database import among, is_sqlite, placeholders
from db.queries.conditions import Condition, Op, where_of
from db.queries.shapes import INDEXED, LOOKED_AT, VIEWS, WITHIN, Beside, View, spoken_of
from db.session import Reader
from db.tables import columns_of, required_columns_of

Row = dict[str, Any]

MOST_VALUES = 200
"""Values of a column whose rows are merged for a page; more are sorted."""


@dataclass(frozen=True, slots=True)
class Order:
    column: str
    descending: bool = False


def ids(
    reader: Reader,
    view: str,
    conditions: Sequence[Condition] = (),
    order: Sequence[Order] = (),
    limit: int | None = None,
) -> array[int]:
    """The ids of a list in order: the whole window in 8 bytes a row, or its first `limit`.

    Records with nothing in the column that is ordered by come last, whichever way.
    """
    if any(one.op in ("in", "ranked") and not one.value for one in conditions):
        return array("q")
    shape = VIEWS[view]
    beside = _beside(shape, order)
    if beside is not None and shape.inner <= {beside.source[-1]}:
        return _by_what_stands_beside(reader, shape, beside, conditions, order, limit)
    where, values = where_of(reader, shape, conditions)
    by = _blank_last(shape, order)
    narrowed = bool(where or shape.inner)
    named = any(one.column == "id" and one.op in ("in", "ranked") for one in conditions)
    if limit is not None and narrowed and not named:
        first = _merged(reader, shape, conditions, order, limit)
        if first is None:
            first = _among_the_first(reader, shape, conditions, order, by, limit)
        if first is not None:
            return first
    if not narrowed:
        return _walked(reader, shape, order, by, limit)
    sql = f"SELECT t.id FROM {shape.source(where, by)}{where} ORDER BY {_sorted(reader, by)}"
    return _ids(reader, sql + _limit(limit), values)


def _walked(reader: Reader, view: View, order: Sequence[Order], by: str, limit: int | None) -> array[int]:
    """All records or the first, in the order an index may have."""
    walked, filled = _as_indexed(reader, view, order, by)
    source = view.source(by)
    found = _ids(reader, f"SELECT t.id FROM {source}{filled} ORDER BY {walked}{_limit(limit)}")
    if filled and (limit is None or len(found) < limit):
        blank = filled.replace(" NOT NULL", " NULL")
        left = _limit(None if limit is None else limit - len(found))
        found += _ids(reader, f"SELECT t.id FROM {source}{blank} ORDER BY {walked}{left}")
    return found


def _ids(reader: Reader, sql: str, values: Sequence[Any] = ()) -> array[int]:
    cursor = reader.db.execute_sql(sql, tuple(values))
    found = array("q")
    while part := cursor.fetchmany(10_000):
        found.extend([row[0] for row in part])
    return found


def _limit(limit: int | None) -> str:
    return "" if limit is None else f" LIMIT {int(limit)}"


def _order(view: View, order: Sequence[Order], *own: str) -> str:
    """What to order by; rows of one value are in the order the index of the column has them in, then in that of ids."""
    parts, last = [], False
    for one in order:
        last = one.descending
        parts.append(_way(view.ordered_by(one.column), last))
    within = WITHIN.get((view.table, order[0].column)) if len(order) == 1 else None
    if within:
        parts.append(_way(view.sql_of(within), last))
    return ", ".join([*parts, *(_way(sql, last) for sql in own or ("t.id",))])


_LAST = " NULLS LAST"
_NEVER_BLANK = ("id", "sort_key", "created_at")


def _blank_last(view: View, order: Sequence[Order]) -> str:
    """What to order by, with records that have nothing in the first column after the others."""
    by = _order(view, order)
    if not order or order[0].column in (*_NEVER_BLANK, *required_columns_of(view.table)):
        return by
    first = _way(view.ordered_by(order[0].column), order[0].descending)
    return f"{first}{_LAST}{by.removeprefix(first)}"


def _as_indexed(reader: Reader, view: View, order: Sequence[Order], by: str) -> tuple[str, str]:
    """The same order as an index has it, and the WHERE it needs for that: SQLite goes through an index twice for blank ones
    last, PostgreSQL backwards begins with them, so there they are asked for apart."""
    if is_sqlite(reader.db) or _LAST not in by or not order[0].descending:
        return by, ""
    return by.replace(_LAST, "", 1), f" WHERE {view.ordered_by(order[0].column)} IS NOT NULL"


def _way(sql: str, descending: bool) -> str:
    return f"{sql} {'DESC' if descending else 'ASC'}"


def _sorted(reader: Reader, by: str) -> str:
    """The same order, said such that SQLite sorts what meets the conditions.

    It would walk an index that has the order, and look up row by row whether one meets them: of a million that takes
    three times as long as reading the table once.
    """
    return f"+{by}" if is_sqlite(reader.db) else by


def _merged(
    reader: Reader, view: View, conditions: Sequence[Condition], order: Sequence[Order], limit: int
) -> array[int] | None:
    """The first of several values of a column whose index has the rows of each in the order wanted: the first of every
    value, merged. None when this is not such a question."""
    key = order[0].column if len(order) == 1 else ""
    asked = [
        one for one in conditions if one.op in ("prefix", "=") and key and WITHIN.get((view.table, one.column)) == key
    ]
    if not asked:
        return None
    one = asked[0]
    found = [one.value] if one.op == "=" else _values(reader, view, one.column, one.value)
    if not found or len(found) > MOST_VALUES:
        return None if found else array("q")
    others = [other for other in conditions if other is not one]
    by, ordered = _order(view, order), view.sql_of(key)
    parts: list[str] = []
    values: list[Any] = []
    for number, value in enumerate(found):
        where, given = where_of(reader, view, [Condition(one.column, "=", value), *others], of_few=True)
        values += given
        source = view.source(where, by)
        parts.append(
            f"SELECT * FROM (SELECT t.id AS id, {ordered} AS k FROM {source}{where} ORDER BY {by}{_limit(limit)}) p{number}"
        )
    end = "DESC" if order[0].descending else "ASC"
    sql = f"SELECT id FROM ({' UNION ALL '.join(parts)}) q ORDER BY k {end}, id {end}{_limit(limit)}"
    return _ids(reader, sql, values)


def _values(reader: Reader, view: View, column: str, prefix: str) -> list[Any]:
    """The values of an indexed column that start so, from one to the next, the first few of many."""
    start, values = where_of(reader, view, [Condition(column, "prefix", prefix)])
    least = f'SELECT MIN(t."{column}") FROM "{view.table}" t{start}'
    mark = placeholders(reader.db, 1)
    sql = (
        f'WITH RECURSIVE found(v) AS ({least} UNION ALL SELECT (SELECT MIN(t."{column}") FROM "{view.table}" t '
        f'WHERE t."{column}" > found.v AND t."{column}" < {mark}) FROM found WHERE found.v IS NOT NULL) '
        f"SELECT v FROM found WHERE v IS NOT NULL LIMIT {MOST_VALUES + 1}"
    )
    return [row[0] for row in reader.db.execute_sql(sql, (*values, values[-1])).fetchall()]


def _among_the_first(
    reader: Reader,
    view: View,
    conditions: Sequence[Condition],
    order: Sequence[Order],
    by: str,
    limit: int,
) -> array[int] | None:
    """The page, if it is among the first few rows of the table in this order, which an index hands out.

    When many rows meet the conditions the page is there at once; else a database would first gather all that do, to sort
    them.
    """
    if not order or order[0].column not in INDEXED.get(view.table, ()):
        return None
    # What belongs to these few rows is looked up: gathering all that a whole city has would take longer than the page.
    where, values = where_of(reader, view, conditions, of_few=True)
    names = spoken_of("t", view.source(where, by), where, by, "t.id")
    columns = ", ".join(f't."{name}"' for name in names)
    walked, filled = _as_indexed(reader, view, order, by)
    looked_at = LOOKED_AT
    while True:
        first = f'(SELECT {columns} FROM "{view.table}" t{filled} ORDER BY {walked}{_limit(looked_at)}) t'
        source = _led(reader, view.source(where, by, own=first))
        found = _ids(reader, f"SELECT t.id FROM {source}{where} ORDER BY {by}{_limit(limit)}", values)
        if len(found) == limit:
            return found
        # Ten times the rows are worth a look when a tenth of the page was among them.
        if looked_at > LOOKED_AT or len(found) * 10 < limit:
            return None
        looked_at *= 10


def _led(reader: Reader, source: str) -> str:
    """A FROM clause said such that SQLite begins with its first table."""
    return source.replace(" JOIN ", " CROSS JOIN ").replace("LEFT CROSS", "LEFT") if is_sqlite(reader.db) else source


def _beside(view: View, order: Sequence[Order]) -> Beside | None:
    """The joined table whose column comes first in the order, if the list can be read in its order."""
    if not order or order[0].column not in view.joined:
        return None
    alias, _dot, name = view.joined[order[0].column].partition(".")
    return view.beside.get(alias) if name else None


def _by_what_stands_beside(
    reader: Reader,
    view: View,
    beside: Beside,
    conditions: Sequence[Condition],
    order: Sequence[Order],
    limit: int | None,
) -> array[int]:
    """In the order of a joined column; records with nothing in it come last, whichever way."""
    where, values = where_of(reader, view, conditions)
    column, by = view.sql_of(order[0].column), _order(view, order, *beside.ties)
    if limit is not None and len(order) == 1 and column in beside.indexed and (where or not beside.always):
        early = _among_the_first_beside(reader, view, beside, conditions, by, limit)
        if early is not None:
            return early
    plain = _order(view, order, *beside.ties[:-1], "t.id")
    if where:
        source = view.source(where, plain)
        sql = f"SELECT t.id FROM {source}{where} ORDER BY {column} IS NULL, {_sorted(reader, plain)}{_limit(limit)}"
        return _ids(reader, sql, values)
    sql = f"SELECT {beside.id} FROM {_from_beside(reader, view, beside, by)} WHERE {column} IS NOT NULL ORDER BY {by}"
    found = _ids(reader, sql + _limit(limit))
    if limit is not None and len(found) == limit:
        return found
    left = _limit(None if limit is None else limit - len(found))
    if beside.always:
        source = _from_beside(reader, view, beside, by)
        sql = f"SELECT {beside.id} FROM {source} WHERE {column} IS NULL ORDER BY {by}{left}"
    else:
        sql = f"SELECT t.id FROM {view.source(column, plain)} WHERE {column} IS NULL ORDER BY {plain}{left}"
    return found + _ids(reader, sql)


def _from_beside(reader: Reader, view: View, beside: Beside, *spoken: str, first: str = "") -> str:
    """The FROM clause that begins with the table beside, and reads the record only if it is spoken of."""
    alias = beside.source[-1]
    others = [
        join for other, join in view.joins.items() if other != alias and any(f"{other}." in sql for sql in spoken)
    ]
    needed = others or any("t." in sql for sql in (beside.id, *spoken))
    return _led(reader, " ".join([first or beside.source, *([beside.back] if needed else ()), *others]))


def _among_the_first_beside(
    reader: Reader, view: View, beside: Beside, conditions: Sequence[Condition], by: str, limit: int
) -> array[int] | None:
    """The page, if it is among the first few rows of the table beside, in the order of its index. One of them may belong
    to many records, so only a few are looked at first."""
    where, values = where_of(reader, view, conditions, of_few=True)
    alias = beside.source[-1]
    first_by = ", ".join(part for part in by.split(", ") if part.startswith(f"{alias}."))
    columns = ", ".join(f'{alias}."{name}"' for name in spoken_of(alias, where, by, beside.back, beside.id))
    given = f"{first_by.partition(' ')[0]} IS NOT NULL"
    for looked_at in (LOOKED_AT // 100, LOOKED_AT // 10, LOOKED_AT):
        first = f"(SELECT {columns} FROM {beside.source} WHERE {given} ORDER BY {first_by}{_limit(looked_at)}) {alias}"
        source = _from_beside(reader, view, beside, where, by, first=first)
        found = _ids(reader, f"SELECT {beside.id} FROM {source}{where} ORDER BY {by}{_limit(limit)}", values)
        if len(found) == limit:
            return found
    return None


def count(reader: Reader, view: str, conditions: Sequence[Condition] = ()) -> int:
    shape = VIEWS[view]
    where, values = where_of(reader, shape, conditions)
    sql = f"SELECT COUNT(*) FROM {shape.source(where)}{where}"
    return int(reader.db.execute_sql(sql, tuple(values)).fetchone()[0])


def values_of(reader: Reader, view: str, names: Sequence[str], wanted: Sequence[int]) -> list[tuple[Any, ...]]:
    """The id and the values of some columns, joined ones too, of these ids in their order; what is gone is left out."""
    shape = VIEWS[view]
    return _selected(reader, shape, list(map(shape.sql_of, names)), wanted)


def _selected(reader: Reader, shape: View, told: Sequence[str], wanted: Sequence[int]) -> list[tuple[Any, ...]]:
    selected = ", ".join(["t.id", *told])
    met, given = among(reader.db, "t.id", wanted)
    sql = f"SELECT {selected} FROM {shape.source(selected)} WHERE {met}"
    found = {row[0]: row for row in reader.db.execute_sql(sql, given).fetchall()}
    return [found[row_id] for row_id in wanted if row_id in found]


def rows(reader: Reader, view: str, wanted: Sequence[int]) -> list[Row]:
    """The rows of these ids in their order, joined columns included; what is gone is left out."""
    shape = VIEWS[view]
    names = [*columns_of(shape.table), *shape.joined]
    return [dict(zip(names, row[1:], strict=True)) for row in values_of(reader, view, names, wanted)]


def by_column(
    reader: Reader, view: str, names: Sequence[str], wanted: Sequence[int], size: int
) -> Iterator[tuple[int, list[Sequence[Any] | None]]]:
    """The same column by column, `size` ids at a time: how many rows, and the values of each of `names`, None for one
    that held nothing so far.

    Most columns of a wide table never do: they are looked at together, which costs a fraction of fetching each.
    """
    shape = VIEWS[view]
    filled: list[str] = []
    for start in range(0, len(wanted), size):
        part = wanted[start : start + size]
        others = [f"{shape.sql_of(name)} IS NOT NULL" for name in names if name not in filled]
        rows = _selected(reader, shape, [*map(shape.sql_of, filled), " OR ".join(others) or "NULL"], part)
        if any(row[-1] for row in rows):
            told = _filled(reader, shape, names, part).union(filled)
            filled = [name for name in names if name in told]
            rows = _selected(reader, shape, list(map(shape.sql_of, filled)), part)
        columns = dict(zip(filled, list(zip(*rows, strict=True))[1:], strict=False))
        yield len(rows), [columns.get(name) for name in names]


def _filled(reader: Reader, shape: View, names: Sequence[str], wanted: Sequence[int]) -> frozenset[str]:
    """Which of these columns hold something in any of the rows."""
    met, given = among(reader.db, "t.id", wanted)
    counts = ", ".join(f"COUNT({shape.sql_of(name)})" for name in names)
    found = reader.db.execute_sql(f"SELECT {counts} FROM {shape.source(counts)} WHERE {met}", given).fetchone()
    return frozenset(name for name, count in zip(names, found, strict=True) if count)


def tally(reader: Reader, view: str, column: str, conditions: Sequence[Condition] = ()) -> list[tuple[Any, int]]:
    """(value, how many) of a column, in the order of values."""
    shape = VIEWS[view]
    where, values = where_of(reader, shape, conditions)
    name = shape.sql_of(column)
    sql = f"SELECT {name}, COUNT(*) FROM {shape.source(where, name)}{where} GROUP BY {name} ORDER BY {name}"
    return [(row[0], int(row[1])) for row in reader.db.execute_sql(sql, tuple(values)).fetchall()]


__all__ = [
    "LOOKED_AT",
    "VIEWS",
    "Condition",
    "Op",
    "Order",
    "by_column",
    "count",
    "ids",
    "rows",
    "tally",
    "values_of",
]
