"""The demo's members: some 150 invented enterprises from every banner, and the people in them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from stdnum.cn import uscc

from chamber.fields import Linked
from chamber.setup import demo_words as words
from chamber.text.money import parse_money
from chamber.text.quantities import parse_quantity
from chamber.text.values import Money, PartialDate, Phone, Quantity

Row = dict[str, Any]
MEMBERS = 150
_POSTS = (("副会长", 8), ("常务理事", 12), ("理事", 30), ("监事", 3))
"""Title → how many. Nobody is made president or secretary-general: those are real people's offices."""


@dataclass(slots=True)
class Phones:
    """Mobiles that are obviously invented: 139 0000 0001 and on."""

    given: int = 0

    def next(self) -> Phone:
        self.given += 1
        return Phone(f"1390000{self.given:04d}")


def money(text: str) -> Money | None:
    return parse_money(text).value if text else None


def quantity(text: str) -> Quantity | None:
    return parse_quantity(text).value if text else None


class People:
    """Invents names, each of them once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.used: set[str] = set()

    def name(self) -> str:
        while True:
            if self.random.random() < 0.12:
                name = self.random.choice(words.MONGOLIAN)
            else:
                name = self.random.choice(words.SURNAMES) + self.random.choice(words.GIVEN)
            if name not in self.used or len(self.used) > 900:
                self.used.add(name)
                return name


def enterprises(random: Random, people: People, phones: Phones) -> list[Row]:
    """The members' enterprises; every banner has at least ten."""
    names: set[str] = set()
    rows = []
    for number in range(MEMBERS):
        trade = words.TRADES[number % len(words.TRADES)]
        while True:
            brand = random.choice(words.TRADE_FIRST) + random.choice(words.TRADE_LAST)
            name = random.choice(words.PLACES) + brand + trade[1] + random.choice(words.FORMS)
            if name not in names:
                break
        names.add(name)
        rows.append(_enterprise(random, people, phones, number, name, brand, trade))
    return rows


def _enterprise(
    random: Random, people: People, phones: Phones, number: int, name: str, brand: str, trade: tuple[str, ...]
) -> Row:
    industry, _called, business, seeks, offers = trade
    district, district_name = random.choice(words.HOST_DISTRICTS)
    founded = random.randint(2003, 2019)
    staff = random.choice((8, 15, 26, 40, 65, 120, 210))
    capital = random.choice((100, 200, 300, 500, 800, 1000, 2000, 5000))
    return {
        "name": name,
        "short_name": brand,
        "uscc": _uscc(number) if number % 3 else "",
        "home_division": words.BANNERS[number % len(words.BANNERS)],
        "business_division": district,
        "address": f"呼和浩特市{district_name}示例路{number + 1}号",
        "industry": industry,
        "size": "微型" if staff < 10 else "小型" if staff < 100 else "中型",
        "registered_capital": money(f"{capital}万元"),
        "annual_revenue": money(f"约{capital * random.randint(1, 6)}万元") if number % 4 else None,
        "employees": quantity(f"{random.choice(('', '近', '约'))}{staff}人"),
        "business": business,
        "seeks": seeks,
        "offers": offers,
        "legal_representative": people.name(),
        "phones": (phones.next(),),
        "established_on": PartialDate(f"{founded}-{random.randint(1, 12):02d}"),
        "party_organization": random.choice(("", "", "无", "有", "联合支部")),
        "tags": words.TAGS,
        "source": words.SOURCE,
    }


def _uscc(number: int) -> str:
    """A code that checks out and was given to nobody: its organisation part begins with XN."""
    organisation = f"XN{number + 1:06d}"
    start = f"91150100{organisation}{_organisation_check(organisation)}"
    return start + uscc.calc_check_digit(start)


def _organisation_check(code: str) -> str:
    """GB 11714: weights 3 7 9 10 5 8 4 2, letters from A = 10."""
    total = sum(weight * int(character, 36) for weight, character in zip((3, 7, 9, 10, 5, 8, 4, 2), code, strict=True))
    check = 11 - total % 11
    return "X" if check == 10 else "0" if check == 11 else str(check)


def memberships(random: Random, ids: list[int], people: list[str]) -> list[Row]:
    """Their memberships: most in good standing, every status somewhere."""
    others = ("欠费", "待缴费", "暂停", "退会", "申请中", "除名")
    rows = []
    for place, enterprise_id in enumerate(ids):
        joined = PartialDate(f"{random.randint(2017, 2020)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}")
        status = others[place // 11 % len(others)] if place % 11 == 10 else "正常"
        rows.append(
            {
                "enterprise": Linked("", enterprise_id),
                "kind": "企业会员",
                "status": status,
                "joined_on": None if status == "申请中" else joined,
                "left_on": PartialDate("2020-12-31") if status in ("退会", "除名") else None,
                "representative": Linked(people[place]),
                "documents": ("申请表", "执照副本"),
            }
        )
    return rows


def contacts(random: Random, people: People, phones: Phones, firms: list[tuple[int, Row]]) -> list[Row]:
    """One or two people of every enterprise, the legal representative first."""
    rows = []
    for place, (enterprise_id, firm) in enumerate(firms):
        names = [(firm["legal_representative"], "董事长", firm["phones"])]
        if place % 2 == 0:
            names.append((people.name(), random.choice(words.POSITIONS), (phones.next(),)))
        for name, position, mobiles in names:
            rows.append(
                {
                    "name": name,
                    "gender": random.choice(("男", "男", "女")),
                    "enterprise": Linked(firm["name"], enterprise_id),
                    "position": position,
                    "mobiles": mobiles,
                    "home_division": firm["home_division"],
                    "ethnicity": "蒙古族"
                    if name in words.MONGOLIAN
                    else random.choice(("汉族", "汉族", "汉族", "满族", "回族")),
                    "education": random.choice(("", "大专", "本科", "硕士")),
                    "volunteer": random.random() < 0.2,
                    "tags": words.TAGS,
                    "notes": words.SOURCE,
                }
            )
    return rows


def posts(random: Random, firms: list[tuple[int, Row]]) -> list[Row]:
    """Offices held in the chamber by enterprises."""
    titles = [title for title, count in _POSTS for _ in range(count)]
    chosen = random.sample(firms, len(titles))
    return [
        {
            "term": "第二届",
            "title": title,
            "enterprise": Linked(firm["name"], enterprise_id),
            "since": PartialDate("2019-03"),
        }
        for title, (enterprise_id, firm) in zip(titles, chosen, strict=True)
    ]
