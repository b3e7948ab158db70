"""What records of a list must meet, as SQL of both backends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from db.database import among, placeholders
from db.queries.shapes import View
from db.session import Reader
from db.tables import columns_of, text_columns_of

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


_TIE = re.compile(r"x\.(\w+) = (t\.\w+)(.*)")
"""How rows that belong to a record are tied to it, and what else holds for them."""


def where_of(
    reader: Reader, view: View, conditions: Sequence[Condition], *, of_few: bool = False
) -> tuple[str, list[Any]]:
    """The WHERE clause and its values. `of_few`: it is asked of a few rows, one by one; else what belongs to records is
    looked through once, which for all rows takes a small part of the time."""
    values: list[Any] = []
    parts = [_met(reader, view, condition, values, of_few) for condition in conditions]
    return (" WHERE " + " AND ".join(parts) if parts else ""), values


def _met(reader: Reader, view: View, condition: Condition, values: list[Any], of_few: bool) -> str:
    """The SQL of a condition; its parameters are added to `values`."""
    if condition.op in ("all", "any"):
        inner = [_met(reader, view, one, values, of_few) for one in condition.value]
        return "(" + (" AND " if condition.op == "all" else " OR ").join(inner or ["1 = 1"]) + ")"
    if condition.op == "not":
        return f"NOT COALESCE({_met(reader, view, condition.value, values, of_few)}, FALSE)"
    if condition.column not in view.joined and condition.column.partition(".")[0] in view.related:
        return _met_beside(reader, view, condition, values, of_few)
    # A number has no empty text to compare with (PostgreSQL refuses to).
    own = text_columns_of(view.table)
    is_text = condition.column in own or (condition.column in view.joined and not condition.column.endswith(".id"))
    return _compared(reader, view.sql_of(condition.column), is_text, condition, values)


def _met_beside(reader: Reader, view: View, condition: Condition, values: list[Any], of_few: bool) -> str:
    """Met by a row that belongs to the record; empty: there is no row that is filled in."""
    table, _dot, name = condition.column.partition(".")
    if name not in columns_of(table):
        raise KeyError(condition.column)
    asked = Condition(condition.column, "filled") if condition.op == "empty" else condition
    met = _compared(reader, f'x."{name}"', name in text_columns_of(table), asked, values)
    tie = None if of_few or condition.op == "empty" else _TIE.fullmatch(view.related[table])
    if tie:
        return f'{tie[2]} IN (SELECT x.{tie[1]} FROM "{table}" x WHERE {met}{tie[3]})'
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
