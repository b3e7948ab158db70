"""Duplicates among many enterprises: time, and how many of the pairs whose truth is known are found.

    python -m benchmarks.duplicates [COUNT]

Two enterprises in a hundred stand there a second time, written as another office would write them: another legal form, with
or without 集团, no region in front, another kind of brackets, a short name, a slip of one character; without the USCC; with the phone, the
legal representative or the address in common, as it comes. Beside them stand siblings that are not the same: the branch, the daughter,
the other banner, the other number, the owner's second company under the same phone. The floor is reading the same columns of
the same rows with sqlite3 alone. Then some hundred of the repeated ones are typed in again, and it is measured how long it takes to
be told who they may be.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.measured import Measured
from benchmarks.names import TRADE_CHARACTERS, Enterprise, enterprises, mobile
from benchmarks.search import percentile, say

AIM = {100_000: 2.0, 1_000_000: 25.0}
TYPED = 400
"""Of the repeated ones, how many are typed in again."""
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
_GIVEN = "建国志强秀英海燕文博晓明丽娟永刚春梅德胜玉兰雪峰"
_STREETS = ("哈达街", "玉龙大街", "西站大街", "钢铁街", "新惠路", "天义大街", "临潢路", "大板路")

Row = dict[str, Any]


def facts(one: Enterprise, chance: Random) -> Row:
    person = chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN)
    street = (
        f"{chance.choice(_STREETS)}{chance.randrange(1, 400)}号{chance.randrange(1, 30)}层{chance.randrange(1, 40)}室"
    )
    return {
        "name": one.name,
        "uscc": one.uscc,
        "business_division": one.home_division,
        "legal_representative": person,
        "phones": _phones(mobile(chance)),
        "address": f"{street}",
    }


def _phones(*numbers: str) -> str:
    return json.dumps([{"number": number} for number in numbers])


def again(row: Row, chance: Random) -> Row:
    """The same enterprise as another office writes it."""
    name: str = row["name"]
    for way in chance.sample(("form", "group", "brackets", "slip", "spaces", "none"), 2):
        if way == "form":
            name = (
                name.replace("有限责任公司", "有限公司")
                if "有限责任" in name
                else name.replace("有限公司", "有限责任公司")
            )
        elif way == "group":
            firm = name.replace("(集团)", "").replace("（集团）", "").replace("集团", "")
            name = firm if firm != name else name.replace("股份有限", "有限").replace("有限", "集团股份有限", 1)
        elif way == "brackets":
            name = (
                name.replace("(", "（").replace(")", "）")
                if "(" in name
                else name.replace("（", "(").replace("）", ")")
            )
        elif way == "spaces":
            name = f"{name[:4]} {name[4:]}"
        elif way == "slip" and len(name) > 9:
            at = chance.randrange(4, len(name) - 5)
            name = name[:at] + chance.choice(TRADE_CHARACTERS) + name[at + 1 :]
    kept = {"name": name, "business_division": row["business_division"]}
    shared = chance.sample(("phones", "legal_representative", "address"), chance.choice((1, 2, 2, 3)))
    for name_of in ("phones", "legal_representative", "address"):
        if name_of in shared:
            kept[name_of] = row[name_of]
    if chance.random() < 0.15:
        kept["uscc"] = row["uscc"]
    return kept


def sibling(row: Row, chance: Random) -> Row:
    """Another enterprise that looks like it."""
    name: str = row["name"]
    way = chance.choice(("branch", "daughter", "number", "owner", "neighbour"))
    other: Row = {"business_division": row["business_division"], "phones": row["phones"]}
    if way == "branch":
        return other | {"name": f"{name}第二分公司"}
    if way == "daughter":
        house = name.replace("集团", "", 1).partition("有限")[0]
        own = {"legal_representative": row["legal_representative"]}
        return other | own | {"name": f"{house}集团{chance.choice(('酒店', '物业', '食品', '运输'))}有限公司"}
    if way == "number":
        return other | {
            "name": name.replace("有限", "二厂有限", 1) if "有限" in name else f"{name}二厂",
            "legal_representative": row["legal_representative"],
        }
    stem = "".join(chance.choice(TRADE_CHARACTERS) for _ in range(2))
    if way == "owner":
        return other | {"name": f"{stem}文化传媒有限公司", "legal_representative": row["legal_representative"]}
    return {"name": f"{stem}烟酒店", "business_division": row["business_division"], "address": row["address"]}


def stored(count: int, seed: int = 2026) -> Iterator[tuple[Row, int]]:
    """`count` rows and for each the number of the row it repeats, 0 for its own."""
    chance = Random(seed)
    number = 0
    for one in enterprises(count):
        row = facts(one, chance)
        number += 1
        own = number
        yield row, 0
        if number >= count:
            return
        if chance.random() < 0.02:
            number += 1
            yield again(row, chance), own
        elif chance.random() < 0.02:
            number += 1
            yield sibling(row, chance), 0
        if number >= count:
            return


def build(path: Path, count: int) -> set[tuple[int, int]]:
    """A database of `count` enterprises; the pairs that are the same, by id."""
    from chamber.workspace import Workspace

    truth = set()
    ws = Workspace.open(path, user="benchmark")
    source = stored(count)
    while part := list(islice(source, 50_000)):
        with ws.write("import", "benchmark") as writer:
            ids = writer.insert("enterprise", [row for row, _of in part])
        truth |= {(of, own) for own, (_row, of) in zip(ids, part, strict=True) if of}
    ws.close()
    return truth


def floor(path: Path) -> float:
    started = time.perf_counter()
    with sqlite3.connect(path) as connection:
        for _row in connection.execute(
            "SELECT id, name, short_name, former_names, uscc, business_division, phones, legal_representative, address FROM enterprise"
        ):
            pass
    return time.perf_counter() - started


def measure(path: Path) -> None:
    """In a process of its own, so that the memory is its own."""
    from chamber.duplicates.service import pairs
    from chamber.workspace import Workspace

    ws = Workspace.open(path, user="benchmark")
    started, busy = time.perf_counter(), time.process_time()
    found = pairs(ws, "enterprise")
    taken, busy = time.perf_counter() - started, time.process_time() - busy
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        json.dumps([taken, busy, memory, [(one.left, one.right, str(one.verdict.tier)) for one in found]]) + "\n"
    )


def typed_again(path: Path, count: int, truth: set[tuple[int, int]]) -> tuple[list[float], float]:
    """Milliseconds until it was told who each may be, and of those it could be told the share that was."""
    from chamber.duplicates.looks import company
    from chamber.duplicates.rules import alike
    from chamber.duplicates.service import companies_of
    from chamber.workspace import Workspace
    from db.queries.duplicates import COMPANY

    own = {again: of for of, again in truth}
    chosen = set(Random(5).sample(sorted(own), min(TYPED, len(own))))
    rows = {number: row for number, (row, _of) in enumerate(stored(count), 1) if number in chosen}
    ws = Workspace.open(path, user="benchmark")
    times, told, known = [], 0, 0
    with ws.read() as reader:
        _told(reader, {"name": "赤峰宏达商贸有限公司"})
        for number, row in rows.items():
            new = company((0, *(row.get(column) for column in COMPANY)))
            if not alike(new, companies_of(reader, [own[number]])[own[number]]):
                continue
            known += 1
            values = _values(row)
            began = time.perf_counter()
            ids = _told(reader, values)
            times.append(1000 * (time.perf_counter() - began))
            told += own[number] in ids
    ws.close()
    return times, told / max(1, known)


def _values(row: Row) -> Row:
    """The values a form has read."""
    from chamber.text.phones import parse_phones

    values = dict(row)
    if "phones" in values:
        values["phones"] = parse_phones(json.loads(values["phones"])[0]["number"]).value
    return values


def _told(reader: Any, values: Row) -> set[int]:
    from chamber.duplicates.near import near

    return {one.id for one in near(reader, "enterprise", values)}


def of_a_database(url: str, _program: str) -> Iterator[Measured]:
    """The same two on the database of the other measurements, whose names repeat by chance only."""
    from chamber.duplicates.service import pairs
    from chamber.workspace import Workspace
    from db.queries import duplicates as store

    with closing(Workspace.open(url, user="benchmark")) as ws:
        with ws.read() as reader:
            size = int(reader.db.execute_sql("SELECT COUNT(*) FROM enterprise").fetchone()[0])
            began = time.perf_counter()
            for _rows in store.facts(reader, "enterprise", store.COMPANY):
                pass
            base = time.perf_counter() - began
            chance = Random(5)
            chosen = set(chance.sample(range(size), min(TYPED, size)))
            times = []
            _told(reader, {"name": "赤峰宏达商贸有限公司"})
            for number, one in enumerate(enterprises(size)):
                if number in chosen:
                    values = _values(again(facts(one, chance) | {"phones": _phones(one.phones[0])}, chance))
                    began = time.perf_counter()
                    _told(reader, values)
                    times.append(1000 * (time.perf_counter() - began))
        yield Measured("who a new enterprise may be, while it is typed, p95", percentile(times), 2)
        began = time.perf_counter()
        pairs(ws, "enterprise")
        taken = time.perf_counter() - began
        yield Measured("duplicates among all enterprises", taken, AIM.get(size), base, unit="s")


ALL = (of_a_database,)


def main() -> None:
    if len(sys.argv) > 2 and sys.argv[1] == "--measure":
        measure(Path(sys.argv[2]))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "duplicates.db"
        truth = build(path, count)
        say(f"{count:,} enterprises, {len(truth):,} of them a second time")
        _tell_pairs(path, count, truth)
        times, told = typed_again(path, count, truth)
        say(f"typing     {percentile(times):7.2f} ms p95, median {statistics.median(times):.2f} ms  aim 2 ms")
        say(f"told       {told:7.3f} of {len(times)} typed in again")


def _tell_pairs(path: Path, count: int, truth: set[tuple[int, int]]) -> None:
    """Say how long it took to find the pairs among all, and what of the truth is in them, as soon as it is known."""
    base = floor(path)
    command = [sys.executable, "-m", "benchmarks.duplicates", "--measure", str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True)
    taken, busy, memory, found = json.loads(said.stdout)
    pairs = {(left, right) for left, right, _tier in found}
    certain = {(left, right) for left, right, tier in found if tier == "certain"}
    aim = AIM.get(count)
    limit = f"  aim {aim:.0f} s" if aim else ""
    say(f"time       {taken:7.2f} s  ({busy:.2f} s of it computing; {taken / base:.1f}x of reading the rows){limit}")
    say(f"memory     {memory:7} MiB")
    say(f"recall     {len(pairs & truth) / max(1, len(truth)):7.3f}  aim 0.97")
    say(f"certain    {len(certain & truth) / max(1, len(certain)):7.3f} right, {len(certain):,} pairs  aim 0.99")
    say(f"proposed   {len(pairs & truth) / max(1, len(pairs)):7.3f} right, {len(pairs):,} pairs  aim 0.94")


if __name__ == "__main__":
    main()
