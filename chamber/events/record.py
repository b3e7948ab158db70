"""An event and who was invited and came (DOMAIN.md section 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chamber.entity import Record, entity
from chamber.fields import (
    Amount,
    Choice,
    Choices,
    Code,
    Column,
    Count,
    CountByName,
    DateTime,
    Link,
    Linked,
    PersonName,
    Phones,
    Place,
    Privacy,
    Rows,
    Tags,
    Text,
    described,
)
from chamber.i18n import N_
from chamber.text.values import Money, Phone, Quantity

EVENT_KINDS = {
    "招商引资推介会": "investment fair",
    "引才引智推介会": "talent fair",
    "联谊会": "get-together",
    "会员大会": "general assembly",
    "理事会": "board meeting",
    "专题讲座": "lecture",
    "主题党日": "party day",
    "公益志愿": "volunteering",
    "考察回乡": "study tour home",
    "走访": "visit",
    "签约仪式": "signing ceremony",
}
CANCELLED = "取消"
NOT_INVITED = "未邀请"
EVENT_STATUSES = {
    "筹备": "in preparation",
    "报名中": "open",
    "已举办": "held",
    "已归档": "archived",
    CANCELLED: "cancelled",
}
ROLES = {
    "会员": "member",
    "政府嘉宾": "government guest",
    "商协会嘉宾": "association guest",
    "投资人": "investor",
    "媒体": "press",
    "志愿者": "volunteer",
    "工作人员": "staff",
}
INVITATIONS = {
    NOT_INVITED: "not invited",
    "已邀请": "invited",
    "接受": "accepted",
    "婉拒": "declined",
    "无回复": "no answer",
}
PRESENCES = {"未知": "unknown", "到场": "came", "未到": "absent", "请假": "excused", "现场加入": "walk-in"}
CAME = ("到场", "现场加入")
"""The presences that count as having come."""


@entity(name="event", noun="event", label=N_("Event"), plural=N_("Events"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """活动: one gathering, of one or more kinds."""

    code: str = described(Code(), N_("Code"), given=True, listed=True, width=10, synonyms=("活动编号",))
    name: str = described(
        Text(), N_("Name"), required=True, listed=True, width=36, synonyms=("活动名称", "名称", "活动")
    )
    kinds: tuple[str, ...] = described(
        Choices(EVENT_KINDS, {"推介会": "招商引资推介会", "招商会": "招商引资推介会", "讲座": "专题讲座"}),
        N_("Kinds"),
        required=True,
        listed=True,
        width=20,
        synonyms=("活动类型", "类型"),
    )
    theme: str = described(Text(), N_("Theme"), width=24, synonyms=("主题", "活动主题"))
    hosts: tuple[Mapping[str, str], ...] = described(
        Rows(Column("role", N_("Role"), 8), Column("name", N_("Name"), 30)), N_("Hosts"), synonyms=("主办单位",)
    )
    home_division: str = described(Place(), N_("Hometown"), width=12, synonyms=("家乡城市", "推介地区"))
    starts_at: str = described(
        DateTime(),
        N_("Starts at"),
        required=True,
        listed=True,
        width=16,
        synonyms=("开始时间", "时间", "活动时间", "日期"),
    )
    ends_at: str = described(DateTime(), N_("Ends at"), width=16, synonyms=("结束时间",))
    venue: str = described(Text(), N_("Venue"), listed=True, width=20, synonyms=("地点", "活动地点"))
    agenda: tuple[Mapping[str, str], ...] = described(
        Rows(
            Column("time", N_("Time"), 6),
            Column("topic", N_("Topic"), 34),
            Column("speaker", N_("Speaker"), 12),
            Column("office", N_("Speaker's office"), 26),
            Column("kind", N_("Kind"), 10),
        ),
        N_("Programme"),
        synonyms=("议程", "活动议程"),
    )
    planned: Quantity | None = described(CountByName(), N_("Planned"), width=8, synonyms=("计划人数",))
    headcount: Quantity | None = described(
        Count(), N_("Headcount"), listed=True, width=8, synonyms=("人数", "参会人数", "规模")
    )
    budget: Money | None = described(Amount(), N_("Budget"), synonyms=("预算", "经费预算"))
    cost: Money | None = described(Amount(), N_("Cost"), synonyms=("费用", "支出", "实际支出"))
    outputs: str = described(Text(multiline=True), N_("Outputs"), synonyms=("成果", "活动成果"))
    status: str = described(
        Choice(EVENT_STATUSES), N_("Status"), default="筹备", listed=True, width=8, synonyms=("状态", "活动状态")
    )
    follows: Linked | None = described(Link("event"), N_("Repeats"), given=True)
    notes: str = described(Text(multiline=True), N_("Notes"), privacy=Privacy.SECRET, synonyms=("备注",))
    created_at: str = described(DateTime(), N_("Filed at"), given=True, width=16)
    sort_key: str = described(Text(), N_("Sort key"), given=True)


@entity(name="attendance", noun="guest", label=N_("Guest"), plural=N_("Guests"), code="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """参会: a person of ours or free text, invited to or present at an event."""

    event: Linked | None = described(Link("event"), N_("Event"), required=True, given=True)
    person: Linked | None = described(Link("person"), N_("Contact"), given=True)
    enterprise: Linked | None = described(Link("enterprise"), N_("Enterprise"), given=True)
    name: str = described(
        PersonName(),
        N_("Full name"),
        required=True,
        listed=True,
        width=12,
        synonyms="姓名|嘉宾|嘉宾姓名|参会人|参会人员|参会嘉宾|与会人员|来宾|名字|来宾姓名|签到人|用户昵称|参会者昵称|name|full name|guest name",
    )
    unit: str = described(
        Text(),
        N_("Unit"),
        listed=True,
        width=28,
        synonyms="代表团|单位|单位名称|工作单位|公司|公司名称|企业名称|所在单位|参会单位|参加单位|报名单位|派出单位|嘉宾单位|来宾单位|代表单位|会员单位|会员企业|unit|company|organization|organisation",
    )
    position: str = described(
        Text(),
        N_("Position"),
        listed=True,
        width=12,
        synonyms=(
            "职务|职位|岗位|职称|企业职务|公司职务|单位职务|现任职务|现职务|行政职务|工作职务|担任职务|position|title|job title"
        ),
    )
    phone: tuple[Phone, ...] = described(
        Phones(),
        N_("Phone"),
        privacy=Privacy.CONTACT,
        listed=True,
        width=14,
        synonyms="手机|手机号|手机号码|电话|联系电话|联系方式|phone|mobile|mobile phone|phone number|tel",
    )
    role: str = described(
        Choice(ROLES, {"嘉宾": "政府嘉宾", "领导": "政府嘉宾", "记者": "媒体", "会员企业": "会员"}),
        N_("Role"),
        listed=True,
        width=10,
        synonyms=("身份", "角色", "类别", "人员类别", "人员类型", "嘉宾类别", "嘉宾类型", "参会身份"),
    )
    invitation: str = described(
        Choice(
            INVITATIONS,
            {
                "是": "接受",
                "yes": "接受",
                "no": "婉拒",
                "参会": "接受",
                "参加": "接受",
                "出席": "接受",
                "否": "婉拒",
                "不参会": "婉拒",
                "不参加": "婉拒",
            },
        ),
        N_("Invitation"),
        default=NOT_INVITED,
        listed=True,
        width=8,
        synonyms=(
            "邀请状态",
            "邀请",
            "rsvp",
            "attending",
            "回执",
            "是否参会",
            "是否参加",
            "是否出席",
            "能否参会",
            "参会回执",
        ),
    )
    presence: str = described(
        Choice(
            PRESENCES,
            {
                "已到": "到场",
                "true": "到场",
                "yes": "到场",
                "false": "未到",
                "no": "未到",
                "签到": "到场",
                "已签到": "到场",
                "已签": "到场",
                "已到场": "到场",
                "出席": "到场",
                "☑": "到场",
                "X": "未到",
                "✗": "未到",
                "✘": "未到",
                "未签": "未到",
                "√": "到场",
                "✓": "到场",
                "✔": "到场",
                "到": "到场",
                "是": "到场",
                "缺席": "未到",
                "否": "未到",
                "×": "未到",
                "未签到": "未到",
            },
        ),
        N_("Presence"),
        default="未知",
        listed=True,
        width=8,
        synonyms="到场|到场情况|签到|签到栏|签名|签字|签到签字|签到签名|签名签到|本人签字|本人签名|是否到场|出席情况|参会情况|到会情况|报到情况|出席|到会|签到状态|签到情况|是否签到|是否到会|实到|signed in|checked in|check-in status|attended",
    )
    table: str = described(Text(), N_("Table"), width=6, synonyms=("桌号", "桌次", "table", "table no"))
    seat: str = described(Text(), N_("Seat"), width=6, synonyms=("座位", "座位号", "座次"))
    stands_in_for: str = described(PersonName(), N_("Stands in for"), width=10, synonyms=("代", "代谁参会", "代参会"))
    checked_in_at: str = described(
        DateTime(), N_("Signed in at"), width=16, synonyms=("签到时间", "到达时间", "报到时间")
    )
    policies_of_interest: tuple[str, ...] = described(
        Tags(), N_("Policies of interest"), synonyms=("感兴趣的政策", "关注政策")
    )
    notes: str = described(
        Text(multiline=True),
        N_("Notes"),
        privacy=Privacy.SECRET,
        synonyms=("备注", "说明", "notes", "remark", "remarks", "comments"),
    )
    created_at: str = described(DateTime(), N_("Filed at"), given=True, width=16)
    sort_key: str = described(Text(), N_("Sort key"), given=True)

    came = property(lambda self: self.presence in CAME, doc="Whether the guest was there.")
