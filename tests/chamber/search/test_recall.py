"""Whatever part of a name is typed, in whatever way, the record is among the hits."""

import random
from collections.abc import Iterator

import pytest
from peewee import Database

from chamber.search.index import Doc, find, index_docs
from chamber.text import pinyin
from chamber.text.folding import fold
from db.database import connected, open_database
from db.search import create

TRADES = ("鑫源", "恒达", "长乐", "盛华", "单安", "安源", "重兴")
KINDS = ("商贸", "银行服务", "绿化工程", "西安饭店", "会计咨询")
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "经营部", "（集团）有限公司", "")
NAMES = [f"{place}{trade}{kind}{form}" for place in ("赤峰", "敖汉旗", "厦门") for trade in TRADES for kind in KINDS
         for form in FORMS[: 2 + len(trade + kind) % 5]]  # fmt: skip


@pytest.fixture
def db(blank_url: str) -> Iterator[Database]:
    database = open_database(blank_url)
    with connected(database):
        create(database)
        with database.atomic():
            index_docs(database, [Doc("enterprise", number, "", name) for number, name in enumerate(NAMES)])
        yield database


def parts(items: list[str], chance: random.Random, least: int, most: int) -> str:
    size = min(len(items), chance.randint(least, most))
    start = chance.randrange(len(items) - size + 1)
    return "".join(items[start : start + size])


def test_every_part_of_a_name_finds_it(db: Database) -> None:
    chance = random.Random(4)
    for number, name in chance.sample(list(enumerate(NAMES)), 40):
        spelled = pinyin.spell(fold(name))[0]
        for typed in (
            name,
            parts(list(fold(name)), chance, 2, 6),
            parts([syllable[0] for syllable in spelled], chance, 3, 8),
            parts(spelled, chance, 2, 6),
            "".join(spelled),
        ):
            found = {hit.record_id for hit in find(db, typed, limit=400)}
            assert number in found, (name, typed)
