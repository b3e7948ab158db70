"""A policy that a fair presents (DOMAIN.md section 2)."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.entity import Record, entity
from chamber.fields import Choice, Code, Date, DateTime, Place, Tags, Text, described
from chamber.i18n import N_
from chamber.text.values import PartialDate

POLICY_KINDS = {
    "招商引资": "investment",
    "引才引智": "talent",
    "税费": "taxes and fees",
    "用地": "land",
    "金融": "finance",
}


@entity(name="policy", noun="policy", label=N_("Policy"), plural=N_("Policies"), title="title")
@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Record):
    """政策; `events` holds the codes of the events where it was presented."""

    code: str = described(Code(), N_("Code"), given=True, listed=True, width=8)
    title: str = described(
        Text(), N_("Policy title"), required=True, listed=True, width=36, synonyms=("政策名称", "标题", "文件名称")
    )
    issuer: str = described(Text(), N_("Issuer"), listed=True, width=20, synonyms=("发文单位", "发布单位"))
    document_number: str = described(Text(), N_("Document number"), width=18, synonyms=("文号", "发文字号"))
    valid_from: PartialDate | None = described(Date(), N_("Valid from"), width=10, synonyms=("生效日期",))
    valid_until: PartialDate | None = described(Date(), N_("Valid until"), width=10, synonyms=("失效日期", "有效期至"))
    kind: str = described(Choice(POLICY_KINDS), N_("Kind"), listed=True, width=8, synonyms=("政策类型", "类型"))
    home_division: str = described(Place(), N_("Hometown"), width=12, synonyms=("适用地区",))
    key_points: str = described(Text(multiline=True), N_("Key points"), width=40, synonyms=("要点", "主要内容"))
    link: str = described(Text(), N_("File or link"), width=24, synonyms=("链接", "附件"))
    events: tuple[str, ...] = described(Tags(), N_("Presented at"), width=16, synonyms=("推介活动",))
    created_at: str = described(DateTime(), N_("Filed at"), given=True, width=16)
    sort_key: str = described(Text(), N_("Sort key"), given=True)
