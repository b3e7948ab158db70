"""A person the chamber knows (DOMAIN.md section 2)."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.entity import Record, entity
from chamber.fields import (
    Choice,
    Code,
    Date,
    DateTime,
    Email,
    Flag,
    Link,
    Linked,
    PersonName,
    Phones,
    Place,
    Privacy,
    Tags,
    Text,
    described,
)
from chamber.i18n import N_
from chamber.text.values import PartialDate, Phone

GENDERS = {"男": "male", "女": "female"}
CALENDARS = {"公历": "Gregorian", "农历": "lunar"}


@entity(name="person", noun="contact", label=N_("Contact"), plural=N_("Contacts"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """联系人. A name alone is enough to file somebody at the door."""

    code: str = described(Code(), N_("Code"), given=True, listed=True, width=9)
    name: str = described(
        PersonName(),
        N_("Full name"),
        required=True,
        listed=True,
        width=12,
        synonyms=(
            "姓名|联系人|联系人姓名|联络员|名字|中文名|客户姓名|人员姓名|负责人|联络人|嘉宾姓名|参会人|参会人员|参会嘉宾|户主姓名|name"
            "|contact|contact name|contact person"
        ),
    )
    gender: str = described(
        Choice(GENDERS, {"先生": "男", "女士": "女", "m": "男", "f": "女"}),
        N_("Gender"),
        width=4,
        synonyms=("性别", "gender", "sex"),
    )
    enterprise: Linked | None = described(
        Link("enterprise"),
        N_("Enterprise"),
        listed=True,
        width=26,
        synonyms=(
            "单位|单位名称|工作单位|任职单位|就职单位|服务单位|公司|公司名称|企业名称|所在单位|企业|所属单位|参会单位|参加单位|报名单位|派出单位|代表单位|company|company name"
            "|会员单位|会员企业|organization|organization name|organisation|employer"
        ),
    )
    unit: str = described(Text(), N_("Unit as written"), width=26)
    position: str = described(
        Text(),
        N_("Position"),
        listed=True,
        width=12,
        synonyms=(
            "职务|职位|岗位|职称|联系人职务|联系人职位|职务/职称|企业职务|企业职位|公司职务|公司职位|单位职务|现任职务|现职务|行政职务|工作职务|担任职务|所任职务"
            "|任职|企业任职|公司任职|工作岗位|position|title|job title|organization title|post"
        ),
    )
    mobiles: tuple[Phone, ...] = described(
        Phones(),
        N_("Mobiles"),
        privacy=Privacy.CONTACT,
        listed=True,
        width=14,
        synonyms=(
            "手机|手机号|手机号码|移动电话|联系电话|联系方式|电话|电话号码|mobile|phone|mobile phone"
            "|mobile number|cell phone|phone number|tel"
        ),
    )
    landlines: tuple[Phone, ...] = described(
        Phones(),
        N_("Landlines"),
        privacy=Privacy.CONTACT,
        width=14,
        synonyms=(
            "固话|固定电话|办公电话|座机|直线|直线电话|直拨|直播|总机|单位电话|办公室电话|家庭电话|宅电|传真"
            "|小灵通|商务电话|工作电话|商务传真|telephone|office phone|business phone|work phone|landline|fax|business fax"
        ),
    )
    wechat: str = described(
        Text(), N_("WeChat"), privacy=Privacy.CONTACT, width=14, synonyms=("微信", "微信号", "wechat", "wechat id")
    )
    email: str = described(
        Email(),
        N_("Email"),
        privacy=Privacy.CONTACT,
        width=22,
        synonyms=(
            "电子邮件",
            "邮箱",
            "电子邮箱",
            "E-mail",
            "email",
            "email address",
            "电邮",
            "电子邮件地址",
            "邮箱地址",
        ),
    )
    home_division: str = described(
        Place(),
        N_("Home city"),
        listed=True,
        width=12,
        synonyms=("籍贯", "原籍", "家乡", "祖籍", "老家", "户籍地", "户籍", "户籍所在地", "hometown", "home city"),
    )
    ethnicity: str = described(Text(), N_("Ethnicity"), width=8, synonyms=("民族",))
    political_status: str = described(
        Text(), N_("Political status"), privacy=Privacy.SECRET, width=8, synonyms=("政治面貌", "政治面目")
    )
    education: str = described(Text(), N_("Education"), width=8, synonyms=("学历", "文化程度", "最高学历", "education"))
    birthday: PartialDate | None = described(
        Date(),
        N_("Birthday"),
        privacy=Privacy.CONTACT,
        width=10,
        synonyms=("出生日期", "生日", "出生年月", "birthday", "date of birth"),
    )
    birthday_calendar: str = described(Choice(CALENDARS), N_("Birthday calendar"), width=6)
    id_number: str = described(
        Code(),
        N_("ID number"),
        privacy=Privacy.SECRET,
        width=18,
        synonyms=("身份证号", "身份证号码", "身份证", "证件号码", "公民身份号码"),
    )
    address: str = described(
        Text(),
        N_("Address"),
        privacy=Privacy.CONTACT,
        width=24,
        synonyms=("家庭住址", "住址", "地址", "通讯地址", "联系地址", "address"),
    )
    volunteer: bool = described(Flag(), N_("Volunteer"), width=6, synonyms=("志愿者", "是否志愿者"))
    do_not_contact: bool = described(Flag(), N_("Do not contact"), width=6, synonyms=("禁止联系", "勿扰"))
    tags: tuple[str, ...] = described(
        Tags(), N_("Tags"), synonyms=("标签", "分类", "类别", "部门", "科室", "处室", "tags", "department")
    )
    notes: str = described(
        Text(multiline=True),
        N_("Notes"),
        privacy=Privacy.SECRET,
        width=24,
        synonyms=("备注", "说明", "notes", "remark", "remarks", "comments"),
    )
    created_at: str = described(DateTime(), N_("Filed at"), given=True, width=16)
    sort_key: str = described(Text(), N_("Sort key"), given=True)
