"""Exports of 100,000 leads against their floors, and the memory they take: one table.

    python -m benchmarks.export [--database PATH] [--size 100000]

The floor of an xlsx is XlsxWriter's constant_memory writing the very cells of our file, with the same formats, each
row's cells first read from a list in memory. The floor of a csv is the sqlite3 shell (the `sqlite3` and `csv` modules
where there is none) writing the same cells from a table of them. Each of ours and each floor is a process of its own.
Times are seconds of CPU, user and system, and so hold on a busy machine; an export is timed from the open database to
the file, its record and journal written. Memory is the peak of the process less what it held before it began.

`--database` is one of `benchmarks.build`, or none to build it; it is copied, not written to.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.measured import Measured, peak, table

XLSX, CSV, MEMORY = 0.35, 2.2, 60.0
OFFICE = "赤峰市驻呼联络处"


def plain(database: Path, target: Path, what: str) -> dict[str, float]:
    """A plain table of ours."""
    from chamber.exporting.tables import export_table
    from chamber.workspace import Workspace

    ws = Workspace.open(database)
    kind = target.suffix.lstrip(".")
    apart = _masks("chamber.exporting.shown")
    return _measured(lambda: export_table(ws, what, file_format=kind, path=target)) | apart


def _masks(module: str) -> dict[str, float]:
    """What hiding numbers and addresses in texts takes (`masks`, seconds of CPU) where `module` does it."""
    found = {"masks": 0.0}
    home = importlib.import_module(module)

    def timed(name: str) -> None:
        whole: Callable[[str], Any] = getattr(home, name)

        def run(text: str) -> Any:
            began = time.process_time()
            try:
                return whole(text)
            finally:
                found["masks"] += time.process_time() - began

        setattr(home, name, run)

    timed("may_hold_numbers")
    timed("without_numbers")
    return found


def delivery(database: Path, target: Path, _what: str) -> dict[str, float]:
    """An office's full ledger; `keep` is what recording it cell by cell takes, `fill` the file, `lock` the longest time
    others wait (seconds of the clock in the transaction)."""
    from chamber import records
    from chamber.deliveries import service
    from chamber.workspace import Workspace

    ws = Workspace.open(database)
    with ws.read() as reader:
        values, _warnings = records.parse_values(ws, reader, "office", {"name": OFFICE, "divisions": "赤峰市"})
    office = records.add(ws, "office", values).id
    apart = _masks("chamber.deliveries.cells")

    def timed(name: str, clock: Callable[[], float] = time.process_time) -> None:
        whole: Callable[..., Any] = getattr(service, name)

        def run(*given: Any, **named: Any) -> Any:
            began, since = time.process_time(), time.perf_counter()
            found = whole(*given, **named)
            apart[name], apart[f"{name} clock"] = time.process_time() - began, time.perf_counter() - since
            return found

        setattr(service, name, run)

    for name in ("_keep", "fill", "plan_draft"):
        timed(name)
    kind = target.suffix.lstrip(".")
    form = "full" if kind == "xlsx" else "weekly"
    found = _measured(lambda: service.make_delivery(ws, office, full=True, form=form, file_format=kind, path=target))
    return found | apart


def xlsx_floor(source: Path, target: Path, _what: str) -> dict[str, float]:
    """XlsxWriter with the cells and the styles of a workbook of ours."""
    import xlsxwriter

    cells: list[list[Any]] = json.loads(source.read_text("utf-8"))

    def write() -> None:
        book = xlsxwriter.Workbook(str(target), {"constant_memory": True, "strings_to_formulas": False})
        sheet = book.add_worksheet()
        is_ledger = len(cells[0]) < _WIDE
        boxed = {"font_name": "宋体", "font_size": 9, "border": 1, "text_wrap": True} if is_ledger else {}
        look = {"valign": "vcenter"} | boxed
        text = book.add_format(look | {"num_format": "@"})
        number = book.add_format(look | {"num_format": "#,##0.####"})
        for at, row in enumerate(cells):
            if is_ledger:
                sheet.set_row(at, 25)
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(at, column, cell, text)
                elif cell is not None:
                    sheet.write_number(at, column, cell, number)
                elif is_ledger:
                    sheet.write_blank(at, column, None, text)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, len(cells) - 1, len(cells[0]) - 1)
        book.close()

    return _measured(write)


_WIDE = 40
"""Columns of a plain table, which leaves cells without text out; a ledger has fewer, with a border around each."""


def csv_floor(source: Path, target: Path, _what: str) -> dict[str, float]:
    """The sqlite3 shell with the cells of a csv of ours."""
    with source.open(newline="", encoding="utf-8-sig") as file:
        cells = list(csv.reader(file))
    kept = target.with_suffix(".db")
    kept.unlink(missing_ok=True)
    store = sqlite3.connect(kept)
    store.execute(f"CREATE TABLE t ({', '.join(f'c{place}' for place in range(len(cells[0])))})")
    store.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(cells[0]))})", cells)
    store.commit()
    shell = shutil.which("sqlite3")
    if shell:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with target.open("wb") as out:
            subprocess.run([shell, str(kept), ".mode csv", "SELECT * FROM t"], stdout=out, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {"cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "peak": 0.0}

    def write() -> None:
        with target.open("w", newline="", encoding="utf-8-sig") as out:
            csv.writer(out).writerows(store.execute("SELECT * FROM t"))

    return _measured(write)


def _measured(work: Callable[[], object]) -> dict[str, float]:
    held = peak()
    began = time.process_time()
    work()
    return {"cpu": time.process_time() - began, "peak": peak() - held}


RUNS = {"plain": plain, "delivery": delivery, "xlsx-floor": xlsx_floor, "csv-floor": csv_floor}


def _run(name: str, source: Path, target: Path, what: str = "leads") -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.export", "--one", name, str(source), str(target), what]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(out.stdout)
    return found


def _cells(path: Path, target: Path) -> Path:
    """The cells of a workbook of ours as JSON: texts, numbers, None."""
    from openpyxl import load_workbook

    sheet = load_workbook(path, read_only=True).worksheets[0]
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    target.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return target


def measure(database: Path, folder: Path) -> Iterator[Measured]:
    """Everything, each on a copy of the database of its own."""

    def fresh() -> Path:
        copy = folder / "copy.db"
        for path in folder.glob("copy.db*"):
            path.unlink()
        shutil.copyfile(database, copy)
        return copy

    for kind, aim in (("xlsx", XLSX), ("csv", CSV)):
        for name, told in (("plain", "table"), ("delivery", "office's list")):
            target = folder / f"{name}.{kind}"
            ours = _run(name, fresh(), target)
            source = _cells(target, folder / "cells.json") if kind == "xlsx" else target
            floor = _run(f"{kind}-floor", source, folder / f"floor.{kind}")["cpu"]
            size = f"{target.stat().st_size / 2**20:.0f} MiB"
            file = ours.get("fill", ours["cpu"])
            yield Measured(f"{told} as {kind}", file, aim, floor, "s", as_ratio=True, note=f"the file, {size}")
            yield Measured(f"{told} as {kind}, hiding numbers in texts", ours["masks"], unit="s", note="of all of it")
            yield Measured(f"{told} as {kind}, memory", ours["peak"], MEMORY, unit="MiB")
            if name == "delivery":
                yield Measured(f"{told} as {kind}, worked out", ours["plan_draft"], unit="s")
                yield Measured(f"{told} as {kind}, recorded cell by cell", ours["_keep"], unit="s")
                yield Measured(f"{told} as {kind}, others wait", ours["_keep clock"], unit="s", note="by the clock")
                yield Measured(f"{told} as {kind}, all of it", ours["cpu"], None, floor, "s", as_ratio=True)
    for what in ("members", "contacts"):
        ours = _run("plain", fresh(), folder / f"{what}.xlsx", what)
        yield Measured(f"{what} as xlsx, memory", ours["peak"], MEMORY, unit="MiB", note=f"{ours['cpu']:.1f} s")


def main(given: Sequence[str]) -> None:
    if given[:1] == ["--one"]:
        name, source, target, what = given[1:]
        sys.stdout.write(json.dumps(RUNS[name](Path(source), Path(target), what)))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", type=Path)
    parser.add_argument("--size", type=int, default=100_000)
    options = parser.parse_args(given)
    from benchmarks import build
    from benchmarks.search import say

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CHAMBER_HOME"] = name
        os.environ["CHAMBER_NOW"] = f"{build.TODAY.isoformat()}T02:00:00Z"
        database = options.database
        if database is None:
            database = folder / "built.db"
            build.build(str(database), options.size)
        found = []
        for one in measure(database, folder):
            say(f"  {one.path}: {one.shown}")
            found.append(one)
        say(table(found))


if __name__ == "__main__":
    main(sys.argv[1:])
