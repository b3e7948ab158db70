"""One entry of the journal for many rows: those filed or removed together under ids that follow each other.

`row_id` to `last_id` are its rows. `public` is a JSON object of their columns: a list of values, or the one value all of
them have; a column that holds nothing is left out. `private` has a line for each row: `["salt",{…}]` with its personal
columns, their digest alone once they are erased, or nothing. A list of a thousand rows is half as long this way, and
written in a tenth of the time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from db.statements import is_sqlite

if TYPE_CHECKING:
    from peewee import Database

Row = dict[str, Any]
Columns = Sequence[tuple[str, Sequence[Any]]]
"""The columns of some rows, each with its values, in the order of the table; `id` is none of them."""

LEAST, MOST = 32, 500
"""So many rows make one entry. Whoever wants one of them reads them all, so not more; the second may grow, never shrink,
as blocks of this size are looked for."""

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pieces(ids: Sequence[int], least: int | None = None, most: int | None = None) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether they are one entry) of places in `ids`, in order; those left for entries of their own come
    as long as they lie beside each other. `least` and `most`: `LEAST` and `MOST` rows unless told."""
    least, most = least or LEAST, most or MOST
    breaks = [at for at in range(1, len(ids)) if ids[at] != ids[at - 1] + 1]
    alone = 0
    for start, end in zip([0, *breaks], [*breaks, len(ids)], strict=True):
        for at in range(start, end, most):
            until = min(at + most, end)
            if until - at >= least:
                if alone < at:
                    yield alone, at, False
                yield at, until, True
                alone = until
    if alone < len(ids):
        yield alone, len(ids), False


def public_of(columns: Columns, start: int = 0, end: int | None = None) -> str:
    """What `public` says of the rows from `start` to `end`."""
    told: dict[str, Any] = {}
    for name, values in columns:
        part = values[start:end]
        if part.count(part[0]) < len(part):
            told[name] = list(part)
        elif part[0] is not None:
            told[name] = part[0]
    return encode(told)


def span(row_id: int, last_id: int | None) -> int | str:
    """The rows of an entry as the digest of its action covers them."""
    return row_id if last_id is None else f"{row_id}-{last_id}"


def size(row_id: int, last_id: int | None) -> int:
    """How many rows an entry is about."""
    return 1 if last_id is None else last_id - row_id + 1


def personal_digest(private: str) -> str:
    """What the chain covers of one row's personal part."""
    return hashlib.sha256(private.encode()).hexdigest()


def lines_digest(private: str | None) -> str:
    """What the chain covers of the personal parts of a block, whether some of them are erased or not."""
    if private is None:
        return ""
    lines = [personal_digest(line) if is_kept(line) else line for line in private.split("\n")]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def is_kept(line: str) -> bool:
    """Whether a row's personal columns are there; else there were none, or they are erased."""
    return line.startswith("[")


def values_in(row_id: int, public: str, private: str | None, wanted: Sequence[int]) -> Iterator[tuple[int, Row, bool]]:
    """Row, its columns, whether its personal ones are erased, of the wanted rows of a block, in order."""
    columns: dict[str, Any] = json.loads(public)
    lines = private.split("\n") if private is not None else None
    for one in wanted:
        at = one - row_id
        values = {name: told[at] if isinstance(told, list) else told for name, told in columns.items()}
        row = {name: value for name, value in values.items() if value is not None}
        line = lines[at] if lines else ""
        if is_kept(line):
            row |= json.loads(line)[1]
        yield one, row, bool(line) and not is_kept(line)


def same_rows(
    row_id: int, public: str, private: str | None, columns: Columns, lines: Sequence[str] | None
) -> list[int]:
    """Of the rows of a block those that read, letter for letter, as these columns and personal parts (as `members` gives
    them) say; `columns` and `lines` are of all its rows in order."""
    count = len(columns[0][1]) if columns else 0
    same = [True] * count
    if public != public_of(columns):
        kept: dict[str, Any] = json.loads(public)
        for name, now in columns:
            was = kept.pop(name, None)
            then = was if isinstance(was, list) else [was] * count
            if then != list(now):
                same = [one and old == new for one, old, new in zip(same, then, now, strict=True)]
        if any(value is not None for value in kept.values()):
            return []
    kept_lines = private.split("\n") if private is not None else [""] * count
    now_lines = lines or [""] * count
    return [
        row_id + at
        for at, (one, kept_line, line) in enumerate(zip(same, kept_lines, now_lines, strict=True))
        if one
        and kept_line.partition(",")[2] == (f"{{{line}}}]" if line else "")
        and (is_kept(kept_line) or not kept_line)
    ]


def erased(private: str, places: Sequence[int], about: Callable[[Row], bool]) -> tuple[str, int]:
    """`private` without the personal columns of the rows at these places that are so, and how many that were."""
    lines = private.split("\n")
    count = 0
    for at in places:
        if is_kept(lines[at]) and about(json.loads(lines[at])[1]):
            lines[at] = personal_digest(lines[at])
            count += 1
    return "\n".join(lines), count


def holding(db: Database, table: str, ids: Sequence[int], action_id: int | None = None) -> list[tuple[int, int]]:
    """(entry, row) for each of these rows in each block it is in, of one action or of any, oldest entry first."""
    given, mark, asked = (
        ("json_each(?) AS each", "?", json.dumps(list(ids)))
        if is_sqlite(db)
        else ("unnest(%s::bigint[]) AS each(value)", "%s", list(ids))
    )
    only = f" AND j.action_id = {mark}" if action_id is not None else ""
    # No block begins further before a row it holds: the index is asked for no more than these.
    sql = (
        f"SELECT j.id, each.value FROM {given} JOIN journal AS j ON j.entity = {mark} "
        f"AND j.row_id > each.value - {MOST} AND j.row_id <= each.value AND j.last_id >= each.value "
        f"WHERE j.last_id IS NOT NULL{only} ORDER BY j.id, each.value"
    )
    values = (asked, table) if action_id is None else (asked, table, action_id)
    found: list[tuple[int, int]] = db.execute_sql(sql, values).fetchall()
    return found
