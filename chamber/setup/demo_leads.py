"""The demo's leads: every kind at every stage, each walked there step by step on the days it would have taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from chamber.events.record import CAME
from chamber.fields import Linked
from chamber.i18n import N_
from chamber.leads import service
from chamber.leads.record import LEAD_KINDS
from chamber.records import add_in
from chamber.setup import demo_words as words
from chamber.setup.demo_members import money, quantity
from chamber.text.values import PartialDate
from chamber.workspace import Workspace

Row = dict[str, Any]
PATH = ("线索登记", "研判", "对接洽谈", "实地考察", "签约", "注册落地", "开工", "投产")
EXITS = ("暂缓", "停止谈判", "流转外地", "并入他项")
SIGNED = PATH[4:]
GATHERING_DAY = date(2021, 4, 10)
LAST_DAY = date(2021, 5, 13)
_MORE = (
    *(("投资", "线索登记"),) * 4,
    *(("投资", "研判"),) * 3,
    *(("投资", "对接洽谈"),) * 3,
    *(("返乡创业", "线索登记"),) * 2,
    *(("返乡创业", "研判"),) * 2,
    ("贸易合作", "对接洽谈"),
    ("投资", "实地考察"),
)
"""Leads beside one of every kind at every stage, so that there are most at the start of the path, as in life."""


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """Something done at a moment (UTC). `order` parts what happens at the same one."""

    moment: datetime
    order: int
    act: Callable[[Workspace], None] = field(compare=False)


def steps(random: Random, event: Linked, guests: list[Row], firms: dict[int, Row]) -> list[Step]:
    """What happened to all the leads, in order of time. `guests` came to the gathering, with their persons known."""
    came = [guest for guest in guests if guest.get("person") and guest["presence"] in CAME]
    random.shuffle(came)
    everything = [(kind, stage) for kind in LEAD_KINDS for stage in (*PATH, *EXITS)]
    found: list[Step] = []
    for number, (kind, stage) in enumerate((*everything, *_MORE)):
        found += _story(random, number, kind, stage, event, came[number % len(came)], firms)
    return sorted(found)


def _story(
    random: Random, number: int, kind: str, stage: str, event: Linked, guest: Row, firms: dict[int, Row]
) -> list[Step]:
    """One lead from its filing to its stage."""
    walked = _walk(random, stage)
    days = _days(random, walked)
    values = _values(random, number, kind, walked, days[0], event, guest, firms)
    owner = values["owner"]
    made: dict[str, int] = {}

    def file(ws: Workspace) -> None:
        ws.user = owner
        with ws.write("add", N_("add {what} {title}"), what="lead", title=values["project"]) as writer:
            made["id"] = add_in(ws, writer, "lead", [values])[0]

    found = [Step(_moment(random, days[0]), number, file)]
    for place, reached in enumerate(walked[1:], 1):
        found.append(_advance(random, number, made, owner, reached, days[place]))
    for text in random.sample(words.LOGS, random.randint(0, 3)):
        between = days[0] + timedelta(days=random.randint(0, max((days[-1] - days[0]).days, 1)))
        found.append(_log(random, number, made, owner, text, min(between, LAST_DAY)))
    if stage in PATH[6:] and values["signed_amount"]:
        found.append(_funds(random, number, made, owner, values, days[-1]))
    if stage in PATH[:-1]:
        found.append(_plan(random, number, made, owner, days[-1]))
    return found


def _walk(random: Random, stage: str) -> tuple[str, ...]:
    if stage in PATH:
        return PATH[: PATH.index(stage) + 1]
    return (*PATH[: random.randint(2, 4)], stage)


def _days(random: Random, walked: tuple[str, ...]) -> list[date]:
    """The day of each step; a lead that came to signing began before the gathering, most others at it."""
    if walked[-1] in SIGNED:
        day = date(2019, 4, 1) + timedelta(days=random.randint(0, 240))
        longest = (LAST_DAY - day).days // len(walked)
        least = 15
    else:
        day = GATHERING_DAY if random.random() < 0.8 else GATHERING_DAY + timedelta(days=random.randint(2, 12))
        longest, least = max((LAST_DAY - day).days // len(walked), 2), 1
    days = [day]
    for _step in walked[1:]:
        days.append(min(days[-1] + timedelta(days=random.randint(least, max(longest, least))), LAST_DAY))
    return days


def _moment(random: Random, day: date) -> datetime:
    """Some time of a working day in Hohhot, in UTC; never before the gathering's programme is over."""
    return datetime(day.year, day.month, day.day, random.randint(5, 6), random.randint(0, 59), tzinfo=UTC)


def _values(
    random: Random,
    number: int,
    kind: str,
    walked: tuple[str, ...],
    day: date,
    event: Linked,
    guest: Row,
    firms: dict[int, Row],
) -> Row:
    project, summary, amount, land, jobs = words.PROJECTS[kind][number % len(words.PROJECTS[kind])]
    banner = words.BANNERS[number % len(words.BANNERS)]
    firm = firms.get(guest["enterprise"].id or 0, {})
    at_gathering = day == GATHERING_DAY
    source = "推介会" if at_gathering else random.choice(("走访", "会员引荐", "联络处", "来电来访"))
    past_assessment = len(walked) > 2
    signed = any(step in SIGNED for step in walked)
    return {
        "kind": kind,
        "project": f"{project}（演示{number + 1:02d}）",
        "summary": summary,
        "investor": guest["enterprise"],
        "investor_profile": f"{firm.get('business', '')}，{firm['employees'].text if firm.get('employees') else ''}（虚构）",
        "origin_division": "150100",
        "capital": "内资",
        "industry": firm.get("industry", ""),
        "amount": money(amount),
        "fixed_assets": money("2000万元") if amount and number % 3 == 0 and kind == "投资" else None,
        "land_mu": quantity(land),
        "jobs": quantity(jobs),
        "target_division": banner,
        "contact": guest["person"],
        "contact_phones": guest["phone"],
        "contact_position": guest["position"],
        "source": source,
        "event": event if at_gathering else None,
        "introducer": Linked("") if number % 3 else guest["person"],
        "owner": random.choice(words.OWNERS),
        "progress": "已与投资方建立联系" if len(walked) > 1 else "",
        "assessment": "跟进" if past_assessment else "待补充" if len(walked) == 2 else "",
        "expected_signing": PartialDate("2021-06") if walked[-1] in PATH[2:4] else None,
        "agreement": random.choice(("意向", "框架", "正式合同")) if signed else "",
        "signed_amount": money(amount) if signed else None,
        "degree": "硕士" if kind == "引才" else "",
        "mode": {"引才": "全职", "引智": "技术咨询"}.get(kind, ""),
        "confidentiality": "内部" if number % 17 == 5 else "可报联络处",
        "tags": words.TAGS,
        "notes": words.SOURCE,
    }


def _advance(random: Random, number: int, made: dict[str, int], owner: str, stage: str, day: date) -> Step:
    def act(ws: Workspace) -> None:
        ws.user = owner
        service.advance(ws, made["id"], stage, on=day, note=words.REASONS.get(stage, ""))

    moment = _moment(random, day).replace(hour=7)
    return Step(moment, 1000 * (1 + (*PATH, *EXITS).index(stage)) + number, act)


def _log(random: Random, number: int, made: dict[str, int], owner: str, text: str, day: date) -> Step:
    how = random.choice(("电话", "微信", "拜访", "来访"))

    def act(ws: Workspace) -> None:
        ws.user = owner
        service.log(ws, made["id"], text, how=how)

    return Step(_moment(random, day).replace(hour=8), number, act)


def _plan(random: Random, number: int, made: dict[str, int], owner: str, day: date) -> Step:
    action = random.choice(words.NEXT_STEPS)
    due = PartialDate.of(date(2021, 5, 6) + timedelta(days=random.randint(0, 28)))

    def act(ws: Workspace) -> None:
        ws.user = owner
        service.plan_next(ws, made["id"], action, due)

    return Step(_moment(random, day).replace(hour=9), number, act)


def _funds(random: Random, number: int, made: dict[str, int], owner: str, values: Row, day: date) -> Step:
    contract = values["signed_amount"].low // 1_000_000
    amounts = [money(f"{contract * random.choice((10, 20, 30)) // 100}万元") for _ in range(2)]

    def act(ws: Workspace) -> None:
        ws.user = owner
        with ws.write("add", N_("add {what} {title}"), what="fund", title=values["project"]) as writer:
            lead = Linked(values["project"], made["id"])
            rows = [
                {
                    "lead": lead,
                    "month": PartialDate(f"2021-{month:02d}"),
                    "amount": amount,
                    "evidence": "银行回单（虚构）",
                    "verified": month == 2,
                }
                for month, amount in enumerate(amounts, 2)
            ]
            add_in(ws, writer, "fund", rows)

    later = max(day, date(2021, 3, 31))
    return Step(_moment(random, later).replace(hour=9), number, act)


def give_consent(ws: Workspace, office: Linked, lead_id: int) -> None:
    """One contact has agreed that the liaison office may have name and phone."""
    with ws.read() as reader:
        row = reader.row("lead", lead_id) or {}
    with ws.write("add", N_("add {what} {title}"), what="consent", title=str(row.get("contact"))) as writer:
        values = {
            "person": Linked(str(row.get("contact")), row.get("contact_id")),
            "office": office,
            "categories": ("姓名", "电话"),
            "separate": True,
            "how": "签到处书面同意",
            "obtained_on": PartialDate.of(GATHERING_DAY),
            "evidence": "纸质同意书（虚构）",
        }
        add_in(ws, writer, "consent", [values])


__all__ = ["Step", "give_consent", "steps"]
