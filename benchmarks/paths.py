"""What a screen waits for: lists, home, funnel, search, measured on the use cases the screens call."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from benchmarks import names
from benchmarks.measured import Measured, middle
from benchmarks.search import KINDS, Target, floor, percentile
from chamber import lists
from chamber.home import home
from chamber.leads.service import funnel
from chamber.lists import Condition
from chamber.members.service import home_tree
from chamber.search import index
from chamber.workspace import Workspace
from db.database import is_postgresql

QUERIES = 100
LARGE = 500_000
"""Enterprises from which the targets for a million are the ones to meet."""


def is_filled(url: str) -> bool:
    if not is_postgresql(url) and not Path(url).exists():
        return False
    with closing(Workspace.open(url)) as ws, ws.read() as reader:
        return bool(reader.db.execute_sql("SELECT 1 FROM enterprise LIMIT 1").fetchone())


def screens(url: str, _program: str) -> Iterator[Measured]:
    """Home, funnel, home cities, pages of lists, their orders and filters."""
    with closing(Workspace.open(url)) as ws:
        least = _read_a_page(ws)
        yield Measured("home screen", middle(lambda: home(ws)), 100)
        yield Measured("funnel", middle(lambda: funnel(ws)), 15)
        yield Measured("enterprises by home city", middle(lambda: home_tree(ws)), 100)
        yield Measured("members by home city", middle(lambda: home_tree(ws, members_only=True)), 100)
        for view in ("enterprise", "member", "lead"):
            yield Measured(f"first page of {view} list", middle(lambda view=view: _first(ws, view)), 30, least)  # type: ignore[misc]
        whole = lists.window(ws, "enterprise")
        at = len(whole) // 2
        columns = lists.default_columns("enterprise")
        yield Measured(
            "a page anywhere, ids known (100 rows)",
            middle(lambda: lists.page(ws, whole, at, at + 100, columns)),
            1,
            least,
        )
        yield Measured("ids of the whole list, in the background", middle(lambda: lists.window(ws, "enterprise"), 3))
        yield from _orders(ws, least)
        yield from _filters(ws, least)


def _first(ws: Workspace, view: str) -> object:
    return lists.page(ws, lists.first_page(ws, view), 0, 100)


def _read_a_page(ws: Workspace) -> float:
    """The floor of a page: its hundred rows by an index on the driver's connection, nothing made of them."""
    with ws.read() as reader:
        connection = reader.db.connection()
        return middle(lambda: connection.execute("SELECT * FROM enterprise ORDER BY sort_key, id LIMIT 100").fetchall())


def _orders(ws: Workspace, least: float) -> Iterator[Measured]:
    for view in ("enterprise", "member", "lead"):
        times = {
            column.label: middle(
                lambda view=view, key=column.key: lists.first_page(ws, view, (), lists.sort_order(view, key)),  # type: ignore[misc]
                3,
            )
            for column in lists.default_columns(view)
        }
        worst = max(times, key=times.__getitem__)
        told = f"slowest: {worst}"
        yield Measured(f"{view} list by any shown column, median", statistics.median(times.values()), 30, least)
        yield Measured(f"{view} list by any shown column, worst", times[worst], 30, least, note=told)


FILTERS: dict[str, tuple[str, Condition]] = {
    "enterprises of the home city": ("enterprise", Condition("home_division", "prefix", "1504")),
    "members of one banner": ("member", Condition("home_division", "prefix", "150430")),
    "leads in two stages": ("lead", Condition("stage", "in", ["对接洽谈", "签约"])),
    "leads above 50,000,000": ("lead", Condition("amount_low", ">", 5_000_000_000)),
    "leads of an owner": ("lead", Condition("owner", "=", "秘书处甲")),
    "a project that is not there": ("lead", Condition("project", "contains", "没有这个项目")),
}


def _filters(ws: Workspace, least: float) -> Iterator[Measured]:
    for name, (view, condition) in FILTERS.items():
        took = middle(lambda view=view, condition=condition: lists.first_page(ws, view, (condition,)), 3)  # type: ignore[misc]
        yield Measured(f"filter: {name}", took, 30, least)


def search(url: str, _program: str) -> Iterator[Measured]:
    """The p95 of all queries together, and of every kind by itself, the worst of them beside its target."""
    with closing(Workspace.open(url)) as ws, ws.read() as reader:
        size = int(reader.db.execute_sql("SELECT COUNT(*) FROM enterprise").fetchone()[0])
        chance = random.Random(7)
        targets = [
            Target("enterprise", number, each.name, each.phones[0], each.uscc, False)
            for number, each in enumerate(names.enterprises(size), 1)
            if chance.random() < 4 * QUERIES / size
        ]
        worst, label = 0.0, ""
        high: list[float] = []
        every: list[float] = []
        for kind in KINDS:
            asked = [typed for target in targets if (typed := kind.typed(chance, target))][:QUERIES]
            if asked:
                times = [_once(reader.db, typed) for typed in asked]
                took = percentile(times)
                every += times
                high.append(took)
                if took > worst:
                    worst, label = took, kind.label
        target = {True: (30.0, 10.0), False: (5.0, 1.0)}[is_postgresql(url)][size < LARGE]
        least = statistics.median(floor(url))
        yield Measured("search, p95 of all queries together", percentile(every), target, least)
        yield Measured("search, p95, median of the kinds of query", statistics.median(high), target, least)
        yield Measured("search, p95, worst kind of query", worst, target, least, note=f"slowest: {label}")


def _once(db: object, typed: str) -> float:
    import time

    began = time.perf_counter()
    index.find(db, typed, limit=50)  # type: ignore[arg-type]
    return 1000 * (time.perf_counter() - began)


ALL: tuple[Callable[[str, str], Iterator[Measured]], ...] = (screens, search)
