"""An import of 100,000 members end to end against its floor, and what belongs to it, in one table.

    python -m benchmarks.import [--rows 100000] [--into DATABASE] [--sqlite-utils PROGRAM]

The floor, measured in the same run: reading the file alone plus a raw `sqlite3.executemany` of the same rows. The
import reads, finds the table, maps, parses, matches, journals and indexes for search; then it is taken back. `--into`
names a large database that is copied beside it and imported into, to be held against the import into an empty one.
sqlite-utils is a tool of the benchmark only: its insert of the same csv (as UTF-8, which is all it reads) stands
beside ours when it is found. Times are processor time of user and system, so a busy machine changes little.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.measured import Measured, peak, table

HEADER = [
    "企业名称",
    "统一社会信用代码",
    "法定代表人",
    "联系电话",
    "注册资本（万元）",
    "成立日期",
    "所属区县",
    "企业地址",
    "经营范围",
    "登记状态",
    "联系人",
    "备注",
]
AIM = {"xlsx": 4.0, "csv": 7.0}
BESIDE = 0.7
MEMORY = 250
INTO = 2.0
BULK = 1.25
_CITIES = {
    "150402": "赤峰市红山区",
    "150430": "赤峰市敖汉旗",
    "150425": "赤峰市克什克腾旗",
    "150105": "呼和浩特市赛罕区",
    "150203": "包头市昆都仑区",
}
_TRADES = ["商贸", "农牧业", "建筑工程", "科技", "物流", "餐饮管理", "矿业", "新能源"]
_SCOPES = [
    "许可项目：无；一般项目：批发零售",
    "牲畜饲养；农产品的生产、销售、加工、运输、贮藏",
    "建筑材料销售；工程管理服务；技术服务、技术开发",
]
_NAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
_GIVEN = "安邦昌达恒丰广和嘉利隆茂宁平瑞盛泰旺祥兴永裕元泽"


def rows(count: int) -> list[list[str]]:
    """Invented enterprises; every code has its right check digit."""
    from chamber.text.uscc import check_digit

    chance = random.Random(20210410)
    found = []
    for number in range(count):
        code, place = chance.choice(list(_CITIES.items()))
        trade = "".join(chance.choices(_GIVEN, k=3))
        body = f"91{code}MA{number:07d}"
        person = chance.choice(_NAMES) + "".join(chance.choices(_GIVEN, k=2))
        found.append(
            [
                f"{place[:2]}{trade}{chance.choice(_TRADES)}有限公司",
                body + check_digit(body),
                person,
                f"1{chance.choice('3589')}{chance.randrange(10**9):09d}",
                str(chance.choice([50, 100, 500, 1000, 2000])),
                f"{chance.randrange(1995, 2021)}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
                place.partition("市")[2],
                f"内蒙古自治区{place}{trade}路{chance.randrange(1, 300)}号",
                chance.choice(_SCOPES),
                "存续",
                person,
                "",
            ]
        )
    return found


def write(folder: Path, count: int) -> dict[str, Path]:
    import xlsxwriter

    lines = rows(count)
    paths = {"xlsx": folder / "members.xlsx", "csv": folder / "members.csv"}
    with paths["csv"].open("w", newline="", encoding="gb18030") as out:
        csv.writer(out).writerows([HEADER, *lines])
    book = xlsxwriter.Workbook(str(paths["xlsx"]), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADER, *lines]):
        sheet.write_row(number, 0, row)
    book.close()
    return paths


def floor(path: Path, kind: str, folder: Path) -> float:
    """Seconds for the reader alone and a raw insert of what it read."""
    started = time.process_time()
    read: list[list[Any]]
    if kind == "csv":
        with path.open(newline="", encoding="gb18030") as source:
            read = list(csv.reader(source))
    else:
        from python_calamine import CalamineWorkbook

        read = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    db = sqlite3.connect(folder / f"floor-{kind}.db")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"CREATE TABLE t ({', '.join(f'c{place}' for place in range(len(HEADER)))})")
    with db:
        db.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(HEADER))})", read)
    db.close()
    return time.process_time() - started


def run(path: Path, database: Path) -> None:
    """The import and its undo, in a process of their own: seconds by stage and the peak of the memory, as JSON."""
    from chamber.history.service import undo
    from chamber.importing.applying import apply
    from chamber.importing.preparing import prepare
    from chamber.workspace import Workspace

    ws = Workspace.open(database)
    started = time.process_time()
    plan = prepare(ws, "members", path)
    prepared = time.process_time()
    plan, _ = apply(ws, plan)
    ended = time.process_time()
    held = peak()
    written = plan.writes
    del plan
    undo(ws)
    undone = time.process_time()
    ws.close()
    found = {"prepare": prepared - started, "apply": ended - prepared, "undo": undone - ended, "peak": held}
    sys.stdout.write(json.dumps(found | {"rows": written}))


def imported(path: Path, database: Path) -> dict[str, Any]:
    """What `run` says."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.import", "--one", str(path), str(database)],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    found["whole"] = found["prepare"] + found["apply"]
    return found


def beside(path: Path, folder: Path, program: str) -> float:
    """Seconds sqlite-utils takes to insert the csv."""
    copy = folder / "utf-8.csv"
    copy.write_text(path.read_text(encoding="gb18030"), encoding="utf-8", newline="")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [program, "insert", str(folder / "beside.db"), "members", str(copy), "--csv", "--silent"],
        check=True,
        capture_output=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def bulk(folder: Path, count: int) -> Measured:
    """The write path of one table, without journal and index, against the driver's own `executemany`."""
    from chamber.workspace import Workspace
    from db.database import insert_many

    names = ("id", "code", "name", "uscc", "address", "legal_representative", "business_scope", "registration_status")
    table_rows = [
        (place, f"B{place}", row[0], row[1], row[7], row[2], row[8], row[9])
        for place, row in enumerate(rows(count), start=1)
    ]
    times: dict[str, float] = {}
    for way in ("floor", "ours"):
        ws = Workspace.open(folder / f"bulk-{way}.db")
        db = ws.store.db
        with ws.read(), db.atomic():
            started = time.process_time()
            if way == "ours":
                insert_many(db, "enterprise", names, table_rows)
            else:
                sql = f"INSERT INTO enterprise ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
                db.connection().executemany(sql, table_rows)
            times[way] = time.process_time() - started
        ws.close()
    return Measured("one table in bulk", times["ours"], BULK, times["floor"], "s", True)


def measured(folder: Path, count: int, into: str, program: str | None) -> Iterator[Measured]:
    """Every line of the table."""
    into_empty = 0.0
    for kind, path in write(folder, count).items():
        least = floor(path, kind, folder)
        found = imported(path, folder / f"{kind}.db")
        parts = f"{found['rows']} rows; to the plan {found['prepare']:.1f} s, writing {found['apply']:.1f} s"
        yield Measured(f"import of a {kind}", found["whole"], AIM[kind], least, "s", True, parts)
        yield Measured(f"memory while importing the {kind}", found["peak"], MEMORY, unit="MiB")
        yield Measured(f"undo of that import ({kind})", found["undo"], 1.0, found["whole"], "s", True)
        (folder / f"{kind}.db").unlink()
        into_empty = found["whole"]
        if kind == "csv" and program:
            yield Measured(
                "the csv beside sqlite-utils", found["whole"], BESIDE, beside(path, folder, program), "s", True
            )
        if kind == "csv" and into:
            copy = folder / "into.db"
            shutil.copyfile(into, copy)
            found = imported(path, copy)
            yield Measured(f"import into {Path(into).name}", found["whole"], INTO, into_empty, "s", True)
            yield Measured(f"undo of it in {Path(into).name}", found["undo"], 1.0, found["whole"], "s", True)
            copy.unlink()
    yield bulk(folder, count)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--into", default="", help="a large SQLite database; it is copied, never written to")
    parser.add_argument("--sqlite-utils", default=shutil.which("sqlite-utils"), help="the program to compare with")
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        run(*options.one)
        return
    if not options.sqlite_utils:
        sys.stdout.write("sqlite-utils is not installed: nothing is measured beside it.\n")
    if not options.into:
        sys.stdout.write("No database is given with --into: nothing is imported into one.\n")
    with tempfile.TemporaryDirectory() as name:
        found = []
        for one in measured(Path(name), options.rows, options.into, options.sqlite_utils):
            sys.stdout.write(f"  {one.path}: {one.shown}\n")
            sys.stdout.flush()
            found.append(one)
        sys.stdout.write(f"\n{table(found)}\n")


if __name__ == "__main__":
    main()
