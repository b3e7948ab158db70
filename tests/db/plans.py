"""What a use case asks the database, and how the database goes about it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any

import pytest

from chamber.workspace import Workspace
from db.models import MODELS

Asked = list[tuple[str, Any]]
SMALL = {
    "calendar_day",
    "chamber",
    "setting",
    "stage",
    "stage_move",
    "action",
    "office",
    "json_each",
    "search_version",
    "search_common",
    "search_learnt",
}
"""Tables that stay small, or of which only the newest rows are asked for."""


def asked(ws: Workspace, monkeypatch: pytest.MonkeyPatch, use: Callable[[Workspace], object]) -> Asked:
    """What a use case asks the database."""
    seen: Asked = []
    run = ws.store.db.execute_sql

    def listening(sql: str, params: Any = None, *rest: Any, **named: Any) -> Any:
        seen.append((sql, params))
        return run(sql, params, *rest, **named)

    with monkeypatch.context() as patch:
        patch.setattr(ws.store.db, "execute_sql", listening)
        use(ws)
    return [one for one in seen if one[0].lstrip().upper().startswith(("SELECT", "WITH"))]


def full_scans(ws: Workspace, queries: Asked) -> list[str]:
    """Steps of the plans that read a whole table, or put a whole table in order."""
    with ws.read() as reader:
        if ws.store.is_sqlite:
            plans = [
                (sql, [row[3] for row in reader.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()])
                for sql, params in queries
            ]
            return [f"{step}: {sql}" for sql, steps in plans for step in _sqlite(sql, steps)]
        reader.db.execute_sql("SET enable_seqscan = off")
        plans = [
            (sql, [row[0] for row in reader.db.execute_sql(f"EXPLAIN {sql}", params).fetchall()])
            for sql, params in queries
        ]
        return [f"{step}: {sql}" for sql, steps in plans for step in steps if _table(step) not in {"", *SMALL}]


def _sqlite(sql: str, steps: list[str]) -> list[str]:
    sorts = any(re.search(r"TEMP B-TREE FOR (ORDER|GROUP) BY", step) for step in steps)
    bounded = ("LIMIT" in sql and not sorts) or re.search(
        r"FROM \(SELECT (?:(?!\bWHERE\b)(?:[^()]|\((?!SELECT)[^()]*\)))* LIMIT \d+\)", sql
    )
    names = {alias: table for table, alias in re.findall(r'(?:FROM|JOIN) "?(\w+)"? (\w)\b', sql)}
    parts = Counter(re.findall(r"LIMIT \d+\) (\w+)", sql))
    found = []
    for step in steps:
        scan = re.match(r"SCAN (\w+)", step)
        if scan is None or names.get(scan[1], scan[1]) in SMALL or "VIRTUAL TABLE" in step or "SUBQUERY" in step:
            continue
        if step == scan[0] and (parts[scan[1]] or scan[1] not in {*names, *MODELS, "search_entry", "search_token"}):
            # What a sub-select gives; how it came by that is a step of its own.
            parts[scan[1]] -= 1
        elif scan[1] not in ("CONSTANT", "hit") and not bounded:
            found.append(step)
    return found


def _table(step: str) -> str:
    found = re.search(r"Seq Scan on (\w+)", step)
    return found[1] if found else ""


ONLY_SQLITE = {
    "SEARCH": re.compile(r"SEARCH search_entry USING INTEGER PRIMARY KEY \(rowid=\?\)|SEARCH (?!search_entry\b)"),
    "SCAN": re.compile(r"SCAN (search_token VIRTUAL TABLE INDEX \d+:M|json_each VIRTUAL|CONSTANT ROW|\()"),
}
IN_ORDER = re.compile(r"SEARCH search_entry USING INDEX search_entry_code \(<expr>>\? AND <expr><\?\)")
CUT_SHORT = re.compile(r"FROM search_entry WHERE (\S+\([^?]*) >= \? AND \1 < \? ORDER BY \1 LIMIT (\d+\)|\?$)")
ENDS = re.compile(r"\(SELECT (min|max)\(id\) FROM search_entry WHERE")
"""The first and last id of a range are looked up at its ends."""


def not_looked_up(ws: Workspace, queries: Asked) -> list[str]:
    """Steps of the plans that read anything but what an index leads to: whole tables, all entries of a kind."""
    with ws.read() as reader:
        if ws.store.is_sqlite:
            explained = [
                (sql, [step for *_ids, step in reader.db.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()])
                for sql, params in queries
                if not ENDS.search(sql)
            ]
            return [f"{step}: {sql}" for sql, steps in explained for step in steps if _is_long(step, sql, steps)]
        _pretend_a_million(reader.db)
        plans = [
            (sql, [row[0] for row in reader.db.execute_sql(f"EXPLAIN {sql}", params).fetchall()])
            for sql, params in queries
        ]
        return [
            f"{step}: {sql}" for sql, steps in plans for step in _long_steps(reader.db, steps, bool(ENDS.search(sql)))
        ]


def _is_long(step: str, sql: str, steps: list[str]) -> bool:
    found = re.match(r"(SEARCH|SCAN) (\w+)?", step)
    if IN_ORDER.fullmatch(step):
        # Read until there are enough, if nothing is put in order or passed over before that.
        return any("TEMP B-TREE" in each for each in steps) or not CUT_SHORT.search(sql)
    return bool(found and found[2] not in SMALL and not ONLY_SQLITE[found[1]].match(step))


def _pretend_a_million(db: Any) -> None:
    """Have the planner of PostgreSQL take every large table for one of more than a million rows."""
    names = ", ".join(f"'{name}'" for name in ("search_entry", *sorted(MODELS.keys() - SMALL)))
    db.execute_sql(f"UPDATE pg_class SET reltuples = 1000000, relpages = 3 WHERE relname IN ({names})")


def _long_steps(db: Any, steps: list[str], ends: bool) -> Iterator[str]:
    """Sequential scans; and of the entries whatever an index on their tokens does not lead to."""
    for place, step in enumerate(steps):
        if _table(step) not in {"", *SMALL}:
            yield step
        if re.search(r" on search_entry\b", step) and not ends:
            # Between the step and its index stands where the tokens come from, and what codes must hold.
            own = takewhile(lambda each, step=step: _indent(each) > _indent(step), steps[place + 1 :])  # type: ignore[misc]
            below = "\n".join(own)
            led = re.search(
                r"Bitmap Index Scan on search_entry_\w+_(first|other)\b.*\n *Index Cond: \(tokens @@", below
            )
            if not led and not _is_cut_short(steps, place) and _holds_entries(db, steps[place + 1]):
                yield step


def _is_cut_short(steps: list[str], place: int) -> bool:
    """Whether a step is read in the order of an index and right below a limit: a few entries are looked at one by one.
    One that passes entries over may look at all of them before it has so many."""
    own = list(takewhile(lambda step: "->" not in step, steps[place + 1 :]))
    if any(step.strip().startswith("Filter:") for step in own):
        return False
    above = next((step for step in reversed(steps[:place]) if _indent(step) < _indent(steps[place])), "")
    return "Index Scan using" in steps[place] and above.split("->")[-1].strip().startswith("Limit ")


def _indent(step: str) -> int:
    return len(step) - len(step.lstrip())


def _holds_entries(db: Any, met: str) -> bool:
    """Whether there is an entry in the range of ids an index is read in: no lead comes before the others."""
    ends = [int(end) for end in re.findall(r"id [<>]=? '?(\d+)", met)]
    return len(ends) != 2 or bool(
        db.execute_sql("SELECT 1 FROM search_entry WHERE id >= %s AND id < %s LIMIT 1", ends).fetchone()
    )
