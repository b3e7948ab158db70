"""Consent of a person that an office may have their contact data (个人信息保护法 art. 23)."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.entity import Record, entity
from chamber.fields import Choice, Choices, Date, DateTime, Flag, Link, Linked, Text, described
from chamber.i18n import N_
from chamber.text.values import PartialDate

ERASED = "【已删除】"
"""What stands where a person's name was erased."""
PURPOSES = {"招商线索对接": "leads for investment and talent", "活动联络": "contact about events", "其他": "other"}
LEADS = "招商线索对接"
"""The purpose of lead lists: a consent for another purpose frees nothing in them."""
CATEGORIES = {"姓名": "name", "电话": "phone", "微信": "WeChat", "邮箱": "email", "职务": "position"}


@entity(name="consent", noun="consent", label=N_("Consent"), plural=N_("Consents"), title="purpose", code="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Record):
    """同意 for one recipient and purpose. Only `separate` consent counts, until it is withdrawn."""

    person: Linked | None = described(Link("person"), N_("Person"), required=True, listed=True, width=12)
    office: Linked | None = described(Link("office"), N_("Office"), required=True, listed=True, width=24)
    purpose: str = described(Choice(PURPOSES), N_("Purpose"), default=LEADS, listed=True, width=14)
    categories: tuple[str, ...] = described(
        Choices(CATEGORIES), N_("Categories"), default=("姓名", "电话"), listed=True, width=14
    )
    separate: bool = described(Flag(), N_("Separate consent"), listed=True, width=8, default=True)
    how: str = described(Text(), N_("How obtained"), listed=True, width=14)
    obtained_on: PartialDate | None = described(Date(), N_("Obtained on"), required=True, listed=True, width=10)
    evidence: str = described(Text(), N_("Evidence"), width=20)
    withdrawn_on: PartialDate | None = described(Date(), N_("Withdrawn on"), listed=True, width=10)
    created_at: str = described(DateTime(), N_("Filed at"), given=True)
