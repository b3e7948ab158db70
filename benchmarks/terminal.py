"""The running program as a person feels it: how long a list takes to show, Page Down, the longest pause of the event loop.

The app runs without a terminal, driven by keys; the database is not the one measured elsewhere but a copy, since an
import and a delivery are written to it. A pause is what a heartbeat on the event loop, which wants to run every two
milliseconds, had to wait: while it lasts no key is answered.
"""

from __future__ import annotations

import asyncio
import csv
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import names
from benchmarks.measured import Measured
from chamber import records
from chamber.workspace import Workspace
from db.database import is_postgresql

SIZE = (120, 40)
BEAT = 0.002
PATIENCE = 300.0
"""Seconds something may take to be shown before the measurement gives up."""
IMPORTED = 10_000
"""Rows of the import whose pauses are measured."""
PAUSE = 50.0
_TYPED = ("公", "赤峰", "有限公司", "商贸", "cf", "zsl", "chifeng", "nmg", "1380", "0022", "没有这个", "Q0")


class Heart:
    """Notes the longest wait of a task that wants to run every `BEAT` seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Heart:
        self._task = asyncio.create_task(self._beat())
        await asyncio.sleep(10 * BEAT)
        self.longest = 0.0
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._task:
            self._task.cancel()

    async def _beat(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT)
            self.longest = max(self.longest, time.perf_counter() - began - BEAT)


@asynccontextmanager
async def running(url: str) -> AsyncIterator[Any]:
    """The program on a database, its home screen shown; gives Textual's pilot."""
    from tui.app import ChamberApp
    from tui.running import SWITCH
    from tui.tidying import Tidier

    sys.setswitchinterval(SWITCH)  # as `tui.running` does
    app = ChamberApp(lambda _told: Workspace.open(url, user="benchmark"), lang="zh", ascii_borders=False)
    app.leisure.tidier = Tidier()
    async with app.run_test(size=SIZE) as pilot:
        await until(lambda: app._workspace is not None and _screen(app) == "HomeScreen")
        await settled(app)
        yield pilot


async def until(shown: Callable[[], object]) -> None:
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        try:
            if shown():
                return
        except Exception:  # noqa: BLE001 (a widget that is not there yet)
            pass
        await asyncio.sleep(BEAT)
    raise TimeoutError("never shown")


async def settled(app: Any) -> None:
    """Until nothing works in the background any more."""
    await asyncio.sleep(5 * BEAT)
    await until(lambda: all(worker.is_finished for worker in app.workers))
    await asyncio.sleep(5 * BEAT)


def _screen(app: Any) -> str:
    return type(app.screen).__name__


async def _to_members(pilot: Any) -> float:
    """Milliseconds from the key to the first rows."""
    app = pilot.app
    await pilot.press("1")
    await until(lambda: _screen(app) == "HomeScreen")
    await settled(app)
    began = time.perf_counter()
    app.simulate_key("2")
    await until(lambda: _screen(app) == "MembersScreen" and app.screen.list.row(0))
    took = 1000 * (time.perf_counter() - began)
    await settled(app)
    return took


async def _page_down(app: Any, pages: int = 40) -> list[float]:
    """Milliseconds each until the rows a page further on are there to be drawn."""
    rows, times = app.screen.list, []
    for _ in range(pages):
        at, began = rows.cursor, time.perf_counter()
        app.simulate_key("pagedown")
        await until(lambda at=at: rows.cursor > at and rows.row(rows.cursor))  # type: ignore[misc]
        times.append(1000 * (time.perf_counter() - began))
    return times


async def _search(pilot: Any) -> None:
    app = pilot.app
    await pilot.press("f3")
    await until(lambda: _screen(app) == "Search")
    for text in _TYPED:
        from textual.widgets import Input

        field = app.screen.query_one(Input)
        for end in range(1, len(text) + 1):
            field.value = text[:end]
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.15)
        await settled(app)
    await pilot.press("escape")


async def _scroll(pilot: Any) -> None:
    for key in (*["pagedown"] * 20, "end", *["pageup"] * 20, "home"):
        pilot.app.simulate_key(key)
        await asyncio.sleep(0.02)
    await settled(pilot.app)


async def _import(pilot: Any, path: Path) -> None:
    from textual.widgets import Input

    app = pilot.app
    await pilot.press("f12")
    await until(lambda: _screen(app) == "ImportFile")
    app.screen.query_one(Input).value = str(path)
    await pilot.press("enter")
    await until(lambda: _screen(app) == "ImportPreview")
    await settled(app)
    await pilot.press("ctrl+s")
    await until(lambda: _screen(app) == "Confirm")
    await pilot.press("enter")
    await until(lambda: _screen(app) == "MembersScreen")
    await settled(app)


async def _undo(pilot: Any) -> None:
    await pilot.press("ctrl+z")
    await settled(pilot.app)


async def _deliver(pilot: Any, office_id: int, folder: Path) -> None:
    from chamber.deliveries.service import make_delivery

    await _work(pilot, lambda: make_delivery(pilot.app.ws, office_id, path=folder))


async def _export(pilot: Any, path: Path) -> None:
    from chamber.exporting.tables import export_table

    await _work(pilot, lambda: export_table(pilot.app.ws, "leads", path=path))


async def _work(pilot: Any, work: Callable[[], object]) -> None:
    """A use case as a screen runs it: by a worker, which the program knows of, off the event loop."""
    from tui.base import background

    background(pilot.app.screen, work, lambda _done: None)
    await settled(pilot.app)


def _office(url: str) -> int:
    with closing(Workspace.open(url, user="benchmark")) as ws:
        with ws.read() as reader:
            values, _problems = records.parse_values(
                ws, reader, "office", {"name": "驻某地联络处", "divisions": "敖汉旗"}
            )
        return int(records.add(ws, "office", values).id or 0)


def _roster(path: Path) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write = csv.writer(file).writerow
        write(["企业名称", "统一社会信用代码", "联系电话"])
        for each in islice(names.enterprises(2 * IMPORTED, seed=99), IMPORTED):
            write([f"新{each.name}", "", each.phones[0]])
    return path


async def _measure(url: str, folder: Path) -> list[Measured]:
    found = []
    office_id = _office(url)
    roster = _roster(folder / "roster.csv")
    async with running(url) as pilot, Heart() as heart:
        mounted = [await _to_members(pilot) for _ in range(5)]
        found.append(Measured("list of members mounted", statistics.median(mounted), 60))
        await pilot.press("home")
        found.append(Measured("Page Down settled, p50", statistics.median(await _page_down(pilot.app)), 30))

        async def pause(what: str, work: Callable[[], Awaitable[None]]) -> None:
            heart.longest = 0.0
            await work()
            found.append(Measured(f"longest pause: {what}", 1000 * heart.longest, PAUSE))

        await pause("search as one types", lambda: _search(pilot))
        await pause("scrolling to the end and back", lambda: _scroll(pilot))
        await pause(f"import of {IMPORTED:,} rows", lambda: _import(pilot, roster))
        await pause("undo of it", lambda: _undo(pilot))
        await pause("export of all leads", lambda: _export(pilot, folder / "leads.xlsx"))
        await pause("list for an office", lambda: _deliver(pilot, office_id, folder))
    return found


def terminal(url: str, _program: str) -> Iterator[Measured]:
    """Lists, Page Down and pauses; on SQLite with a copy, on PostgreSQL not at all (what it writes can't be thrown away)."""
    if is_postgresql(url):
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "copy.db")
        shutil.copyfile(url, copy)
        yield from asyncio.run(_measure(str(copy), Path(folder)))


ALL: tuple[Callable[[str, str], Iterator[Measured]], ...] = (terminal,)
