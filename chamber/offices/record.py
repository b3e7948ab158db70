"""A liaison office or another unit that receives lead lists (DOMAIN.md section 2)."""

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
    DateTime,
    Deadline,
    Places,
    Privacy,
    Rows,
    Text,
    described,
)
from chamber.i18n import N_
from chamber.leads.record import LEAD_KINDS
from chamber.members.industries import INDUSTRIES
from chamber.text.values import Money

OFFICE_KINDS = {
    "驻外联络处": "liaison",
    "招商局": "investment",
    "工商联": "federation",
    "商务局": "commerce",
    "人才办": "talent",
    "园区": "park",
    "其他": "other",
}
_OTHER_KIND_WORDS = {
    "联络处": "驻外联络处",
    "投资促进局": "招商局",
    "liaison office": "驻外联络处",
    "investment bureau": "招商局",
    "federation of industry and commerce": "工商联",
    "commerce bureau": "商务局",
    "talent office": "人才办",
}
RHYTHMS = {"周": "weekly", "半月": "fortnightly", "月": "monthly"}
FORMATS = {"xlsx": "xlsx", "csv": "csv", "json": "json"}
TREATMENTS = {"原文": "as it is", "脱敏": "masked", "不给": "withheld"}


@entity(name="office", noun="office", label=N_("Office"), plural=N_("Offices"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Record):
    """对接单位; a city among `divisions` covers its counties. `takes_*` empty means everything."""

    code: str = described(Code(), N_("Code"), given=True, listed=True, width=5)
    name: str = described(
        Text(), N_("Name"), required=True, listed=True, width=30, synonyms=("单位名称", "名称", "对接单位")
    )
    kind: str = described(
        Choice(OFFICE_KINDS, _OTHER_KIND_WORDS),
        N_("Kind"),
        required=True,
        default="驻外联络处",
        listed=True,
        width=10,
        synonyms=("类型", "单位类型"),
    )
    divisions: tuple[str, ...] = described(
        Places(), N_("Serves"), required=True, listed=True, width=20, synonyms=("负责地区", "地区", "辖区")
    )
    contacts: tuple[Mapping[str, str], ...] = described(
        Rows(
            Column("name", N_("Full name"), 10),
            Column("position", N_("Position"), 10),
            Column("phone", N_("Phone"), 14),
        ),
        N_("Contacts"),
        privacy=Privacy.CONTACT,
    )
    takes_kinds: tuple[str, ...] = described(Choices(LEAD_KINDS), N_("Takes kinds"), width=16, synonyms=("接收类型",))
    takes_industries: tuple[str, ...] = described(
        Choices(INDUSTRIES), N_("Takes industries"), width=16, synonyms=("接收行业",)
    )
    minimum_amount: Money | None = described(Amount(), N_("Minimum amount"), width=12, synonyms=("最低金额",))
    treatments: tuple[Mapping[str, str], ...] = described(
        Rows(Column("field", N_("Field name"), 16), Column("treatment", N_("Treatment"), 8)),
        N_("Per field"),
        help=N_("One field a line, as: contact_phones | 不给"),
    )
    rhythm: str = described(
        Choice(RHYTHMS), N_("Rhythm"), default="周", listed=True, width=6, synonyms=("报送周期", "周期")
    )
    deadline: str = described(
        Deadline(),
        N_("Deadline"),
        default="周五 10:00",
        width=10,
        help=N_("Such as 周五 10:00, or 25日 17:00 for a monthly one"),
        synonyms=("报送时限", "截止时间"),
    )
    file_format: str = described(Choice(FORMATS), N_("File format"), default="xlsx", width=6)
    recipient: str = described(Text(), N_("Salutation in letters"), width=20, synonyms=("抬头",))
    officers: tuple[Mapping[str, str], ...] = described(
        Rows(Column("user", N_("User name"), 12), Column("name", N_("Name"), 10)),
        N_("Officers at the terminal"),
        help=N_(
            "One a line, as: user name | name. With --user of that name the program shows this office's leads only"
        ),
    )
    notes: str = described(Text(multiline=True), N_("Notes"), privacy=Privacy.SECRET, synonyms=("备注",))
    created_at: str = described(DateTime(), N_("Filed at"), given=True, width=16)
    sort_key: str = described(Text(), N_("Sort key"), given=True)
