"""An import of 100,000 members end to end against its floor.

The floor, measured in the same run: reading the file alone plus a raw `sqlite3.executemany` of the same rows. The
import reads, finds the table, maps, parses, matches, journals and indexes for search; then it is taken back. With
sqlite-utils installed its insert of the same csv (as UTF-8, which is all it reads) stands beside ours. Run it with

    python benchmarks/import.py [ROWS]
"""

from __future__ import annotations

import csv
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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
                place[3:],
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

    table = rows(count)
    paths = {"xlsx": folder / "members.xlsx", "csv": folder / "members.csv"}
    with paths["csv"].open("w", newline="", encoding="gb18030") as out:
        csv.writer(out).writerows([HEADER, *table])
    book = xlsxwriter.Workbook(str(paths["xlsx"]), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADER, *table]):
        sheet.write_row(number, 0, row)
    book.close()
    return paths


def floor(path: Path, kind: str, folder: Path) -> float:
    """Seconds for the reader alone and a raw insert of what it read."""
    started = time.perf_counter()
    if kind == "csv":
        with path.open(newline="", encoding="gb18030") as source:
            table = list(csv.reader(source))
    else:
        from python_calamine import CalamineWorkbook

        table = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    db = sqlite3.connect(folder / f"floor-{kind}.db")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"CREATE TABLE t ({', '.join(f'c{place}' for place in range(len(HEADER)))})")
    with db:
        db.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(HEADER))})", table)
    db.close()
    return time.perf_counter() - started


def run(path: Path, database: Path) -> None:
    """The import, in a process of its own: seconds by stage and the peak of its memory."""
    from chamber.history.service import undo
    from chamber.importing.applying import apply
    from chamber.importing.preparing import prepare
    from chamber.workspace import Workspace

    ws = Workspace.open(database)
    started = time.perf_counter()
    plan = prepare(ws, "members", path)
    prepared = time.perf_counter()
    plan, _ = apply(ws, plan)
    ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    written = plan.writes
    del plan
    undo(ws)
    undone = time.perf_counter() - ended
    sys.stdout.write(f"{prepared - started:.2f} {ended - prepared:.2f} {undone:.2f} {peak:.0f} {written}\n")


def beside(path: Path, folder: Path) -> float | None:
    """Seconds sqlite-utils takes to insert the csv, None when it is not installed."""
    program = shutil.which("sqlite-utils")
    if program is None:
        return None
    copy = folder / "utf-8.csv"
    copy.write_text(path.read_text(encoding="gb18030"), encoding="utf-8", newline="")
    started = time.perf_counter()
    subprocess.run(
        [program, "insert", str(folder / "beside.db"), "members", str(copy), "--csv", "--silent"],
        check=True,
        capture_output=True,
    )
    return time.perf_counter() - started


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind, path in write(folder, count).items():
            least = floor(path, kind, folder)
            out = subprocess.run(
                [sys.executable, __file__, "--one", str(path), str(folder / f"{kind}.db")],
                capture_output=True,
                text=True,
                check=True,
            )
            plan, write_, undone, peak, written = out.stdout.split()
            whole = float(plan) + float(write_)
            sys.stdout.write(
                f"{kind}: floor {least:.2f} s, plan {plan} s, write {write_} s, {whole / least:.1f}x (aim {AIM[kind]}x), {written} rows, peak {peak} MiB, undo {undone} s\n"
            )
            if kind == "csv" and (other := beside(path, folder)) is not None:
                sys.stdout.write(f"csv: sqlite-utils insert {other:.2f} s\n")


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "--one":
        run(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
