"""Merging a returned sheet of 10,000 rows against reading it.

The floor, measured in the same process: reading the file alone, as every list is read. Merging reads it, tells the rows,
compares every cell with what was sent and what there is now, and writes the answers with journal, log and search row.
Run it with

    python -m benchmarks.feedback [ROWS [ANSWERED]]
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measured import Measured, peak, table

AIM = 3.0
_PART = 1000


def build(folder: Path, count: int, answered: int) -> None:
    """A chamber whose office got `count` invented leads, and the sheet as it comes back: reversed, `answered` filled in."""
    from chamber import records
    from chamber.deliveries import service
    from chamber.fields import Linked
    from chamber.workspace import Workspace

    ws = Workspace.open(folder / "chamber.db")
    with ws.write("setup", "set up") as writer:
        chamber = {"name": "呼和浩特市赤峰商会", "home_division": "150400", "host_division": "150100"}
        records.add_in(ws, writer, "chamber", [chamber])
        with ws.read() as reader:
            texts = {"name": "赤峰市驻呼联络处", "divisions": "赤峰市"}
            values, _warnings = records.parse_values(ws, reader, "office", texts)
        office = records.add_in(ws, writer, "office", [values])[0]
    with ws.read() as reader:
        texts = {"target_division": "敖汉旗", "amount": "约3000万元", "summary": "建设杂粮加工厂，年产五千吨"}
        shared, _warnings = records.parse_values(ws, reader, "lead", texts)
    for start in range(0, count, _PART):
        with ws.write("add", "leads") as writer:
            rows = [
                shared | {"project": f"杂粮加工项目{number}", "investor": Linked(f"虚构投资{number}有限公司")}
                for number in range(start, min(start + _PART, count))
            ]
            records.add_in(ws, writer, "lead", rows)
    done = service.make_delivery(ws, office, path=folder, file_format="csv", full=True)
    service.send(ws, done.id)
    _return(Path(done.path), folder / "returned.xlsx", answered)


def _return(sent: Path, target: Path, answered: int) -> None:
    import xlsxwriter

    with sent.open(newline="", encoding="utf-8-sig") as source:
        table = list(csv.reader(source))
    head = next(index for index, row in enumerate(table) if "受理情况" in row)
    status, latest, key = (table[head].index(title) for title in ("受理情况", "最新进展", "chamber:key"))
    rows = [row for row in table[head + 1 :] if len(row) > key and row[key]]
    for number, row in enumerate(rows[:answered]):
        row[status], row[latest] = "已受理", f"第{number}家已约见"
    book = xlsxwriter.Workbook(str(target), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([*table[: head + 1], *reversed(rows)]):
        sheet.write_row(number, 0, row)
    book.close()


def run(folder: Path) -> None:
    """Seconds of CPU to read, to plan (which reads too), to write; MiB at the peak after reading and at the end; counts."""
    from chamber.deliveries.applying import apply_feedback
    from chamber.deliveries.feedback import plan_feedback
    from chamber.deliveries.returned import read_returned
    from chamber.workspace import Workspace

    path = folder / "returned.xlsx"
    ws = Workspace.open(folder / "chamber.db")
    began = time.process_time()
    read_returned(path)
    read = time.process_time()
    held = peak()
    plan = plan_feedback(ws, path)
    planned = time.process_time()
    done = apply_feedback(ws, plan)
    ended = time.process_time()
    again = len(plan_feedback(ws, path).taken)
    sys.stdout.write(
        f"{read - began:.2f} {planned - read:.2f} {ended - planned:.2f} {held:.0f} {peak():.0f} "
        f"{len(done.changed)} {again}\n"
    )


def measured(folder: Path, count: int, answered: int) -> Iterator[Measured]:
    """Builds the sheet and merges it, in a process of its own."""
    build(folder, count, answered)
    command = [sys.executable, "-m", "benchmarks.feedback", "--one", str(folder)]
    out = subprocess.run(command, capture_output=True, text=True, check=True)
    read, plan, write, held, most, changed, again = out.stdout.split()
    note = f"plan {plan} s, write {write} s, {changed} leads answered, the second time {again}"
    yield Measured(
        f"merging a returned sheet of {count:,} rows", float(plan) + float(write), AIM, float(read), "s", True, note
    )
    yield Measured("memory while merging", float(most), unit="MiB", note=f"{held} MiB when it is read")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    answered = int(sys.argv[2]) if len(sys.argv) > 2 else count // 10
    with tempfile.TemporaryDirectory() as name:
        os.environ["CHAMBER_HOME"] = name
        sys.stdout.write(table(measured(Path(name), count, answered)) + "\n")


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "--one":
        run(Path(sys.argv[2]))
    else:
        main()
