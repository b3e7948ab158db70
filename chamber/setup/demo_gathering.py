"""The demo's offices, policies and events. Of the gathering of 2021-04-10 the facts are public (a newspaper page of that
month); people appear by their roles. Its guests, and whatever else is here, are invented."""

from __future__ import annotations

from random import Random
from typing import Any

from chamber.fields import Linked
from chamber.setup import demo_words as words
from chamber.setup.demo_members import People, Phones, money, quantity
from chamber.text.values import Phone

Row = dict[str, Any]
GUESTS = 200
LIAISON_OFFICE = "赤峰市政府驻呼联络处"

HOUSE: Row = {
    "name": "呼和浩特市赤峰商会",
    "home_division": "150400",
    "host_division": "150100",
    "reporter": "秘书处（演示）",
    "phone": "0471-0000000",
    "timezone": "Asia/Shanghai",
}

GATHERING: Row = {
    "name": "赤峰市招商引资、引才引智推介会暨呼和浩特市赤峰商会庆祝建党100周年联谊会",
    "kinds": ("招商引资推介会", "引才引智推介会", "联谊会", "专题讲座"),
    "theme": "同在首府 情系赤峰",
    "hosts": ({"role": "主办", "name": "呼和浩特市赤峰商会"}, {"role": "主办", "name": LIAISON_OFFICE}),
    "home_division": "150400",
    "starts_at": "2021-04-10T01:00:00Z",
    "ends_at": "2021-04-10T08:30:00Z",
    "venue": "呼和浩特市",
    "agenda": (
        {"topic": "致辞", "speaker": "会长", "office": "全国内蒙古商会联合会", "kind": "致辞"},
        {
            "topic": "赤峰市经济社会发展情况和招商引资、引才引智政策推介",
            "speaker": "主任",
            "office": LIAISON_OFFICE,
            "kind": "推介",
        },
        {
            "topic": "《新形势下商会如何发挥作用 企业家如何赚钱》",
            "speaker": "秘书长",
            "office": "中国内蒙古商会联合会",
            "kind": "讲座",
        },
        {"topic": "讲话", "speaker": "副主席", "office": "赤峰市工商联", "kind": "讲话"},
        {"topic": "商会工作计划", "speaker": "会长", "office": "呼和浩特市赤峰商会", "kind": "报告"},
    ),
    "planned": quantity("220人"),
    "headcount": quantity("近200人"),
    "status": "已举办",
    "notes": "活动、主题、议程和人数见2021年4月的公开报道；主办分工、起止时间、嘉宾名单和由此产生的线索均为虚构演示数据。",
}

OTHER_EVENTS: tuple[Row, ...] = (
    {
        "name": "2020年度理事会（虚构）",
        "kinds": ("理事会",),
        "starts_at": "2020-12-19T01:30:00Z",
        "ends_at": "2020-12-19T04:00:00Z",
        "venue": "商会会议室",
        "headcount": quantity("53人"),
        "status": "已归档",
        "notes": words.SOURCE,
    },
    {
        "name": "家乡植树志愿日暨主题党日（虚构）",
        "kinds": ("公益志愿", "主题党日"),
        "starts_at": "2021-04-24T00:30:00Z",
        "venue": "翁牛特旗",
        "headcount": quantity("60余人"),
        "outputs": "植树500棵",
        "status": "已举办",
        "notes": words.SOURCE,
    },
    {
        "name": "会员企业回乡考察敖汉旗、宁城县（虚构）",
        "kinds": ("考察回乡",),
        "starts_at": "2021-05-22T00:00:00Z",
        "ends_at": "2021-05-23T10:00:00Z",
        "venue": "敖汉旗、宁城县",
        "planned": quantity("30人"),
        "budget": money("2万元"),
        "status": "报名中",
        "notes": words.SOURCE,
    },
)

POLICIES: tuple[Row, ...] = (
    {
        "title": "招商引资政策要点（演示）",
        "kind": "招商引资",
        "key_points": "固定资产投资达到约定数额的项目，按约定给予支持。",
    },
    {"title": "引才引智政策要点（演示）", "kind": "引才引智", "key_points": "全职引进和柔性引进分类支持。"},
    {"title": "返乡创业扶持要点（演示）", "kind": "金融", "key_points": "返乡创业贷款贴息。"},
    {"title": "工业用地保障要点（演示）", "kind": "用地", "key_points": "先租后让，弹性年期。"},
)

OFFICES: tuple[Row, ...] = (
    {"name": LIAISON_OFFICE, "kind": "驻外联络处", "divisions": ("150400",), "rhythm": "周", "deadline": "周五 10:00"},
    {
        "name": "赤峰市投资促进局",
        "kind": "招商局",
        "divisions": ("150400",),
        "takes_kinds": ("投资", "返乡创业"),
        "rhythm": "半月",
    },
    {
        "name": "赤峰市工商联",
        "kind": "工商联",
        "divisions": ("150400",),
        "takes_kinds": ("贸易合作", "返乡创业"),
        "rhythm": "月",
        "deadline": "25日 17:00",
    },
    {
        "name": "赤峰市人才办",
        "kind": "人才办",
        "divisions": ("150400",),
        "takes_kinds": ("引才", "引智"),
        "rhythm": "月",
        "deadline": "25日 17:00",
    },
    {"name": "敖汉旗招商局", "kind": "招商局", "divisions": ("150430",)},
    {"name": "宁城县投资促进中心", "kind": "招商局", "divisions": ("150429",)},
    {
        "name": "红山区与松山区工商联对接组",
        "kind": "工商联",
        "divisions": ("150402", "150404"),
        "minimum_amount": money("500万元"),
    },
)

_OFFICIALS = (
    ("主任", LIAISON_OFFICE, "政府嘉宾"),
    ("副主席", "赤峰市工商联", "政府嘉宾"),
    ("会长", "全国内蒙古商会联合会", "商协会嘉宾"),
    ("秘书长", "中国内蒙古商会联合会", "商协会嘉宾"),
)
"""Real offices: the role stands where a name would."""


def policies(event_code: str) -> list[Row]:
    return [
        {**policy, "issuer": "演示（虚构）", "home_division": "150400", "events": (event_code,), "valid_from": None}
        for policy in POLICIES
    ]


def guests(random: Random, people: People, phones: Phones, event: Linked, contacts: list[tuple[int, Row]]) -> list[Row]:
    """The list of the gathering: officials by role, members, investors and others with invented names."""
    rows = [
        {
            "event": event,
            "name": f"{unit}{role}",
            "unit": unit,
            "position": role,
            "role": kind,
            "invitation": "接受",
            "presence": "到场",
        }
        for role, unit, kind in _OFFICIALS
    ]
    for person_id, person in random.sample(contacts, 130):
        rows.append(
            _guest(
                random, event, person["name"], person["enterprise"].text, person["position"], person["mobiles"], "会员"
            )
            | {"person": Linked(person["name"], person_id), "enterprise": person["enterprise"]}
        )
    roles = (("投资人", 28), ("商协会嘉宾", 12), ("媒体", 6), ("志愿者", 12), ("工作人员", 8))
    for role, count in roles:
        for number in range(count):
            unit = f"{random.choice(words.TRADE_FIRST)}{role}示例单位{number + 1}"
            rows.append(_guest(random, event, people.name(), unit, "", (phones.next(),), role))
    return rows[:GUESTS]


def _guest(
    random: Random, event: Linked, name: str, unit: str, position: str, phone: tuple[Phone, ...], role: str
) -> Row:
    presence = random.choices(("到场", "现场加入", "请假", "未到"), (80, 6, 5, 9))[0]
    came = presence in ("到场", "现场加入")
    invitation = {"现场加入": "未邀请", "请假": "婉拒", "未到": "无回复"}.get(presence, "接受")
    return {
        "event": event,
        "name": name,
        "unit": unit,
        "position": position,
        "phone": phone,
        "role": role,
        "invitation": invitation,
        "presence": presence,
        "table": f"{random.randint(1, 20)}" if came else "",
        "checked_in_at": f"2021-04-10T00:{random.randint(20, 59):02d}:00Z" if came else "",
        "policies_of_interest": (random.choice(POLICIES)["title"],) if came and random.random() < 0.3 else (),
        "notes": words.SOURCE,
    }
