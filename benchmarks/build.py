"""Builds the database the benchmarks measure: everything in it is invented, the same size gives the same rows.

    python -m benchmarks.build DATABASE [--size 1000000]

A size of N is N enterprises (one in ten a member), N / 5 people, N leads with three changes of stage each, N / 200
events and N guests: 1,000,000 unless said otherwise. It is written the way the program writes, action by action,
with its journal and its search index.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import count, islice
from random import Random
from typing import Any

from benchmarks import names
from chamber.codes import keep_above
from chamber.indexing import gather
from chamber.setup.service import save_texts
from chamber.text.pinyin import sort_key
from chamber.workspace import Workspace
from db.migrations.m0001_start import EXITS, PATH

Row = dict[str, Any]
BATCH = 50_000
"""Rows of one action."""
TODAY = date(2021, 4, 20)
_FIRST = date(2015, 1, 5)
_DAYS = (TODAY - _FIRST).days
_STATUS = ["正常"] * 17 + ["欠费"] * 2 + ["退会"]
_INDUSTRIES = ["批发和零售业", "制造业", "农、林、牧、渔业", "建筑业", "采矿业", "住宿和餐饮业", "租赁和商务服务业"]
_KINDS = ["投资"] * 8 + ["引才", "引智"]
_PRESENCE = ["到场"] * 7 + ["缺席"] * 2 + [None]
_STEPS = ["约见投资方", "安排实地考察", "报送联络处", "核对用地需求"]
_AMOUNTS = [300, 500, 1_000, 2_000, 3_000, 5_000, 8_000, 12_000, 30_000, 100_000]


def enterprises(size: int) -> Iterator[Row]:
    chance = Random(31)
    for number, each in enumerate(names.enterprises(size), 1):
        yield {
            "code": f"Q{number:07d}",
            "name": each.name,
            "uscc": each.uscc,
            "home_division": each.home_division if chance.random() < 0.95 else None,
            "industry": chance.choice(_INDUSTRIES),
            "phones": _phones(*each.phones),
            "created_at": _stamp(_day(number, size)),
            "sort_key": sort_key(each.name),
        }


def memberships(size: int) -> Iterator[Row]:
    chance, numbers = Random(32), count(1)
    for enterprise_id, each in enumerate(names.enterprises(size), 1):
        if each.is_member:
            yield {
                "number": f"M{next(numbers):06d}",
                "enterprise_id": enterprise_id,
                "kind": "企业会员",
                "status": chance.choice(_STATUS),
                "joined_on": (_FIRST + timedelta(days=chance.randrange(_DAYS))).isoformat(),
            }


def people(size: int) -> Iterator[Row]:
    chance = Random(33)
    for number, each in enumerate(names.people(size // 5), 1):
        yield {
            "code": each.code,
            "name": each.name,
            "enterprise_id": chance.randrange(1, size + 1),
            "position": chance.choice(["总经理", "董事长", "办公室主任", "经理"]),
            "mobiles": _phones(each.mobile),
            "home_division": chance.choice(names.HOME_REGIONS)[1],
            "created_at": _stamp(_day(number, size // 5)),
            "sort_key": sort_key(each.name, person=True),
        }


def events(size: int) -> Iterator[Row]:
    total = _events(size)
    for number in range(1, total + 1):
        day = _day(number, total)
        name = f"{day.year}年第{number}次招商推介会"
        yield {
            "code": f"E{day.year}-{number:04d}",
            "name": name,
            "kinds": '["招商引资推介会"]',
            "starts_at": _stamp(day),
            "venue": "呼和浩特市",
            "status": "已举办",
            "created_at": _stamp(day),
            "sort_key": sort_key(name),
        }


def guests(size: int) -> Iterator[Row]:
    chance, total = Random(34), _events(size)
    people_count = size // 5
    named = [each.name for each in islice(names.people(people_count), 50_000)]
    keys = [sort_key(name, person=True) for name in named]
    for number in range(size):
        who = chance.randrange(len(named))
        yield {
            "event_id": number * total // size + 1,
            "person_id": who + 1 if who < people_count else None,
            "enterprise_id": chance.randrange(1, size + 1),
            "name": named[who],
            "role": "会员嘉宾",
            "invitation": "接受",
            "presence": chance.choice(_PRESENCE),
            "created_at": _stamp(_day(number, size)),
            "sort_key": keys[who],
        }


def leads(size: int) -> Iterator[Row]:
    chance = Random(35)
    for number, each in enumerate(names.leads(size), 1):
        day = _day(number, size)
        wan = chance.choice(_AMOUNTS)
        open_ = chance.random() < 0.02
        yield {
            "code": each.code,
            "kind": chance.choice(_KINDS),
            "project": each.project,
            "investor": each.investor,
            "investor_id": chance.randrange(1, size + 1) if chance.random() < 0.3 else None,
            "industry": chance.choice(_INDUSTRIES),
            "amount_low": wan * 1_000_000,
            "amount_high": wan * 1_000_000,
            "amount_currency": "CNY",
            "amount_text": f"{wan}万元",
            "target_division": chance.choice(names.HOME_REGIONS)[1],
            "event_id": chance.randrange(1, _events(size) + 1) if chance.random() < 0.2 else None,
            "stage": _walk(number)[-1],
            "owner": chance.choice(["秘书处甲", "秘书处乙", "秘书处丙"]),
            "next_action": chance.choice(_STEPS) if open_ else None,
            "next_due": (TODAY + timedelta(days=chance.randrange(-30, 60))).isoformat() if open_ else None,
            "first_reported_at": _stamp(day),
            "created_at": _stamp(day),
            "sort_key": sort_key(each.project),
        }


def stage_changes(size: int) -> Iterator[Row]:
    for number in range(1, size + 1):
        day, before = _day(number, size), None
        for place, stage in enumerate(_walk(number)):
            on = min(day + timedelta(days=place * (7 + number % 40)), TODAY)
            yield {
                "lead_id": number,
                "from_stage": before,
                "to_stage": stage,
                "on_date": on.isoformat(),
                "at": _stamp(on),
                "by": "秘书处甲",
            }
            before = stage


def _walk(number: int) -> tuple[str, str, str]:
    """The three stages a lead went through: two of the path one after the other, then the next or an exit."""
    chance = Random(number)
    start = min(int(chance.expovariate(0.7)), len(PATH) - 3)
    last = chance.choice(EXITS[:3]) if chance.random() < 0.3 else PATH[start + 2]
    return PATH[start], PATH[start + 1], last


def _events(size: int) -> int:
    return max(1, size // 200)


def _day(number: int, size: int) -> date:
    """Rows come in the order they were filed; the newest are of this week."""
    return _FIRST + timedelta(days=number * _DAYS // (size + 1))


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T02:00:00Z"


def _phones(*numbers: str) -> str:
    listed = [{"number": number, "label": "", "extension": ""} for number in numbers]
    return json.dumps(listed, ensure_ascii=False, separators=(",", ":"))


TABLES: dict[str, Callable[[int], Iterable[Row]]] = {
    "enterprise": enterprises,
    "membership": memberships,
    "person": people,
    "event": events,
    "attendance": guests,
    "lead": leads,
    "stage_change": stage_changes,
}
"""What is written, parents first."""


def build(database: str, size: int, say: Callable[[str], None] = lambda _line: None) -> None:
    """Fill an empty database; `say` is told what took how long."""
    os.environ.setdefault("CHAMBER_NOW", _stamp(TODAY))
    ws = Workspace.open(database, user="benchmark")
    save_texts(ws, {"name": "呼和浩特市赤峰商会", "home_division": "赤峰市", "host_division": "呼和浩特市"})
    # One connection all along: what makes it quicker holds only for it.
    with ws.read() as reader:
        if ws.store.is_sqlite:
            # A file that can be built anew has nothing to lose.
            reader.db.execute_sql("PRAGMA synchronous = OFF")
            reader.db.execute_sql("PRAGMA cache_size = -400000")
        for table, make in TABLES.items():
            began, written = time.perf_counter(), 0
            rows = iter(make(size))
            while part := list(islice(rows, BATCH)):
                with ws.write("import", "benchmark {table}", table=table) as writer:
                    writer.insert(table, part)
                    if table == "membership":
                        keep_above(writer, [row["number"] for row in part])
                    elif table in ("enterprise", "person"):
                        writer.at_least(f"code:{table}", written + len(part))
                written += len(part)
            say(f"{table}: {written:,} rows, {time.perf_counter() - began:.1f} s")
        if not ws.store.is_sqlite:
            # A server gathers these figures by itself after a while; the program never asks SQLite for them.
            reader.db.execute_sql("ANALYZE")
    # The program does so by itself, at leisure, when it was started.
    began = time.perf_counter()
    gather(ws)
    say(f"search index tidied, {time.perf_counter() - began:.1f} s")
    ws.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", help="path or postgresql:// URL of an empty database")
    parser.add_argument("--size", type=int, default=1_000_000)
    options = parser.parse_args()
    began = time.perf_counter()
    build(options.database, options.size, lambda line: print(line, file=sys.stderr, flush=True))  # noqa: T201
    print(f"built in {time.perf_counter() - began:.0f} s", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
