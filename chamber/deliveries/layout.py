"""The columns of the sheets an office gets: keys, titles, who fills them, how wide they print."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column. `key` is a field of the lead, `number` (序号), `mark` or `changes`; `feedback` columns are the
    office's to fill; `numeric` cells are 万元 or counts where they are plain numbers; `width` in characters. `title_en`
    is an English title of the office's own, '' for the usual one."""

    key: str
    title: str
    width: int = 12
    feedback: bool = False
    numeric: bool = False
    wrap: bool = False
    title_en: str = ""


# The thirteen columns of the investment bureaus' weekly form in their order (DOMAIN.md section 7), then ours.
WEEKLY = (
    SheetColumn("number", "序号", 5),
    SheetColumn("project", "项目名称", 16, wrap=True),
    SheetColumn("investor", "投资方", 15, wrap=True),
    SheetColumn("fixed_assets", "固定资产投资", 9, numeric=True),
    SheetColumn("investor_profile", "投资方简介", 15, wrap=True),
    SheetColumn("summary", "项目内容", 22, wrap=True),
    SheetColumn("land_mu", "需用土地（亩）", 8, numeric=True),
    SheetColumn("contact", "企业联系人", 8),
    SheetColumn("contact_phones", "联系方式", 13),
    SheetColumn("area", "片区", 7),
    SheetColumn("progress", "进度、备注", 16, wrap=True),
    SheetColumn("industry", "产业类型", 9, wrap=True),
    SheetColumn("assessment", "研判结果", 7),
    SheetColumn("amount", "拟投资额", 9, numeric=True),
    SheetColumn("target_division", "意向落地", 8),
    SheetColumn("code", "线索编号", 13),
    SheetColumn("mark", "变动", 6),
    SheetColumn("changes", "变动说明", 14, wrap=True),
)
FULL = (
    SheetColumn("number", "序号", 5),
    SheetColumn("code", "线索编号", 13),
    SheetColumn("kind", "类型", 7),
    SheetColumn("project", "项目名称", 16, wrap=True),
    SheetColumn("investor", "投资方", 15, wrap=True),
    SheetColumn("amount", "拟投资额", 9, numeric=True),
    SheetColumn("fixed_assets", "固定资产投资", 9, numeric=True),
    SheetColumn("investor_profile", "投资方简介", 14, wrap=True),
    SheetColumn("summary", "项目内容", 20, wrap=True),
    SheetColumn("requirements", "其他要素", 10, wrap=True),
    SheetColumn("land_mu", "需用土地（亩）", 8, numeric=True),
    SheetColumn("target_division", "意向落地", 8),
    SheetColumn("contact", "企业联系人", 8),
    SheetColumn("contact_phones", "联系方式", 13),
    SheetColumn("area", "片区", 7),
    SheetColumn("stage", "阶段", 8),
    SheetColumn("progress", "进度、备注", 14, wrap=True),
    SheetColumn("next_action", "下一步", 10, wrap=True),
    SheetColumn("industry", "产业类型", 9, wrap=True),
    SheetColumn("assessment", "研判结果", 7),
    SheetColumn("signed_on", "签约时间", 10),
    SheetColumn("signed_amount", "签约金额", 9, numeric=True),
    SheetColumn("mark", "变动", 6),
    SheetColumn("changes", "变动说明", 14, wrap=True),
)
FEEDBACK = (
    SheetColumn("office_status", "受理情况", 8, feedback=True),
    SheetColumn("office_handler", "跟进人", 8, feedback=True),
    SheetColumn("office_unit", "跟进单位", 12, feedback=True, wrap=True),
    SheetColumn("office_progress", "最新进展", 18, feedback=True, wrap=True),
    SheetColumn("office_date", "反馈日期", 10, feedback=True),
)
PERSONAL_KEYS = ("contact", "contact_phones", "contact_position")
"""Keys whose cells are personal: kept apart in the store so that they can be erased."""
TITLES_EN = {
    "requirements": "Requirements",
    "next_action": "Next step",
    "signed_on": "Signed",
    "signed_amount": "Signed amount",
    "number": "No.",
    "code": "Lead",
    "mark": "Change",
    "kind": "Kind",
    "project": "Project",
    "investor": "Investor",
    "amount": "Investment",
    "fixed_assets": "Fixed assets",
    "investor_profile": "Investor profile",
    "summary": "Content",
    "land_mu": "Land (mu)",
    "target_division": "Where",
    "contact": "Contact",
    "contact_phones": "Phone",
    "area": "Area",
    "stage": "Stage",
    "progress": "Progress, notes",
    "industry": "Industry",
    "assessment": "Assessment",
    "changes": "What changed",
    "office_status": "Taken up",
    "office_handler": "Handler",
    "office_unit": "Unit",
    "office_progress": "Latest",
    "office_date": "Date",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet was made: everything that is needed to make the same one again.

    `overview`: whether it has a second sheet with the figures; lists made before there was one stay without. `line`,
    `signature` and `footer` are the office's own words (`chamber.deliveries.template`), empty for the usual ones.
    `folded`: whether long lines above the rows are broken between their labels, as those of earlier lists are not.
    `staged`: whether a form without a column for the stage says it before the progress.
    `words`: what an English sheet says for the Chinese values of a column (key → value → word); see `spoken`.
    """

    form: str
    title: str
    reporting_unit: str
    reporter: str
    phone: str
    reported_on: str
    summary: str
    columns: tuple[SheetColumn, ...]
    notes: tuple[str, ...]
    lang: str = "zh"
    overview: bool = False
    line: str = ""
    signature: tuple[str, ...] = field(default=())
    footer: str = ""
    staged: bool = True
    folded: bool = False
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def answered(self) -> bool:
        """Whether the office has columns to fill in."""
        return any(column.feedback for column in self.columns)

    @property
    def below(self) -> tuple[str, ...]:
        """The lines under the rows."""
        return (*self.notes, *self.signature)

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @classmethod
    def load(cls, text: str) -> Layout:
        data = json.loads(text)
        data["columns"] = tuple(SheetColumn(**column) for column in data["columns"])
        data["notes"] = tuple(data["notes"])
        data["signature"] = tuple(data.get("signature", ()))
        return cls(**data)


def plain_title(title: str) -> str:
    """A title without what people change when they retype one: spaces, brackets, marks, full-width forms, capitals."""
    text = unicodedata.normalize("NFKC", title)
    return re.sub(r"[\s()（）:：、,.。_\-/]+", "", text).lower()


def official(form: str) -> tuple[SheetColumn, ...]:
    """The columns of the official form, 'weekly' or 'full'."""
    return (*(WEEKLY if form == "weekly" else FULL), *FEEDBACK)
