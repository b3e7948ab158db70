"""A lead, its log and the funds that arrived (DOMAIN.md section 2)."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.entity import Record, entity
from chamber.fields import (
    Amount,
    Choice,
    Code,
    Count,
    Date,
    DateTime,
    Flag,
    Link,
    Linked,
    LinkedText,
    Number,
    Phones,
    Place,
    Privacy,
    Tags,
    Text,
    described,
)
from chamber.i18n import N_
from chamber.members.industries import INDUSTRIES, INDUSTRY_ALIASES, section_of
from chamber.text.values import Money, PartialDate, Phone, Quantity

LEAD_KINDS = {
    "投资": "investment",
    "引才": "talent",
    "引智": "expertise",
    "贸易合作": "trade",
    "返乡创业": "return and start up",
}
TALENT_KINDS = ("引才", "引智")
CAPITALS = {"内资": "domestic", "外资": "foreign", "港澳台": "Hong Kong, Macao, Taiwan"}
SOURCES = {
    "推介会": "fair",
    "走访": "visit",
    "会员引荐": "member's introduction",
    "联络处": "liaison office",
    "来电来访": "call or visit",
    "其他": "other",
}
ASSESSMENTS = {"跟进": "pursue", "不跟进": "drop", "待补充": "more needed"}
AGREEMENTS = {"意向": "intent", "战略合作": "strategic", "框架": "framework", "正式合同": "contract"}
AGREEMENT_ALIASES = {"框架协议": "框架", "意向协议": "意向", "意向书": "意向", "战略合作协议": "战略合作"}
AGREEMENT_ALIASES |= dict.fromkeys(("合同", "正式协议", "投资合同", "投资协议"), "正式合同")
INTERNAL = "内部"
"""The confidentiality of a lead that goes to no office."""
CONFIDENTIALITIES = {INTERNAL: "internal", "可报联络处": "for liaison offices", "可公开": "public"}
OFFICE_STATUSES = {"待受理": "to be taken up", "已受理": "taken up", "退回": "returned", "重复": "duplicate"}
TALENT_MODES = {"全职": "full time", "柔性": "flexible", "项目合作": "project", "技术咨询": "consulting"}
WAYS = {
    "来访": "they visited",
    "拜访": "we visited",
    "电话": "phone",
    "微信": "WeChat",
    "会议": "meeting",
    "考察": "site visit",
}

PURPOSES = {
    "回应": "response",
    "反馈引荐人": "feedback to the introducer",
    "进展报告": "report",
    "无进展说明": "reason for no progress",
}
"""What a log entry did for a clock of its lead (DOMAIN.md section 6)."""
ANSWERING = ("反馈引荐人", "进展报告")
"""The purposes that feed back to the introducer, and report."""

# The path and the exits as the first migration seeds them; a chamber may change them, so rules read them as data.
STAGES = {
    "线索登记": "registered",
    "研判": "assessment",
    "对接洽谈": "negotiation",
    "实地考察": "site visit",
    "签约": "signed",
    "注册落地": "incorporated",
    "开工": "construction",
    "投产": "in production",
    "暂缓": "on hold",
    "停止谈判": "talks ended",
    "流转外地": "passed on",
    "并入他项": "merged",
}
STAGE_ALIASES = {
    alias: stage
    for stage, aliases in {
        "线索登记": "登记 线索",
        "对接洽谈": "洽谈 在谈 对接 洽谈中 正在洽谈 对接中",
        "实地考察": "考察 考察中 已考察",
        "签约": "已签约",
        "注册落地": "落地 注册 已落地 已注册",
        "开工": "建设中 已开工 在建",
        "投产": "已投产",
        "停止谈判": "停止",
        "流转外地": "流转",
        "并入他项": "并入",
    }.items()
    for word in (stage, *aliases.split())
    for alias in (word, f"{word}项目")
}

_FEEDBACK = N_("Office's feedback")
_TALENT = N_("Talent")
_CONTRACT = N_("Contract and progress")


@entity(name="lead", noun="lead", label=N_("Lead"), plural=N_("Leads"), title="project")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(Record):
    """线索: who might invest or come, in what, and how far along it is."""

    code: str = described(
        Code(),
        N_("Lead number"),
        given=True,
        listed=True,
        width=15,
        synonyms="线索编号|lead number",
    )
    kind: str = described(
        Choice(
            LEAD_KINDS,
            {
                "招商引资": "投资",
                "投资项目": "投资",
                "引进人才": "引才",
                "人才": "引才",
                "贸易": "贸易合作",
                "返乡": "返乡创业",
            },
        ),
        N_("Kind"),
        required=True,
        default="投资",
        listed=True,
        width=8,
        synonyms="线索类型|线索类别|类别|项目类型|kind",
    )
    project: str = described(
        Text(),
        N_("Project"),
        required=True,
        listed=True,
        width=30,
        synonyms="项目名称|项目|项目全称|线索名称|合作项目|投资项目|意向项目|意向投资项目|拟投项目|拟投资项目|洽谈项目|在谈项目|签约项目|招商项目|project|project name",
    )
    summary: str = described(
        Text(multiline=True),
        N_("Summary"),
        width=40,
        synonyms="项目内容|建设内容|项目概况|项目概述|项目情况|项目描述|项目介绍|建设内容及规模|建设规模及内容|主要建设内容|合作内容|项目简介|summary",
    )
    investor: Linked = described(
        LinkedText("enterprise"),
        N_("Investor"),
        required=True,
        listed=True,
        width=26,
        synonyms="投资方|投资企业|投资单位|投资方名称|投资主体|投资商|投资人|投资者|合作方|引进企业|意向企业|企业名称|企业|公司|公司名称|单位名称|客商|客商名称|investor|company|company name",
    )
    investor_profile: str = described(
        Text(multiline=True), N_("Investor profile"), width=30, synonyms="投资方简介|企业简介|投资方情况"
    )
    origin_division: str = described(
        Place(),
        N_("Origin"),
        width=12,
        synonyms="来源地|来源地区|投资方来源|投资方所在地|企业所在地|企业注册地|资金来源地",
    )
    capital: str = described(Choice(CAPITALS), N_("Capital"), width=6, synonyms="资金性质|内外资|内资/外资")
    industry: str = described(
        Choice(INDUSTRIES, INDUSTRY_ALIASES, section_of),
        N_("Industry"),
        width=14,
        synonyms="产业类型|产业类别|产业|产业门类|产业领域|所属产业|行业|行业门类|行业类别|行业分类|行业领域|所属行业|投资领域|industry",
    )
    amount: Money | None = described(
        Amount(),
        N_("Planned investment"),
        listed=True,
        width=14,
        synonyms="拟投资额|拟投资|投资规模|计划投资额|投资额|总投资|计划总投资|投资总额|计划投资|项目总投资|投资金额|预计投资|意向投资|协议投资额|amount|investment|investment amount|total investment",
    )
    fixed_assets: Money | None = described(
        Amount(),
        N_("Of it fixed assets"),
        width=14,
        synonyms="其中固定资产投资|固定资产投资|固投|固定资产|其中固定资产",
    )
    land_mu: Quantity | None = described(
        Count(),
        N_("Land needed (mu)"),
        width=10,
        synonyms="需用土地|用地|用地需求|占地面积|用地面积|占地|需用土地（亩）",
    )
    plant_m2: Quantity | None = described(Count(), N_("Plant (m2)"), width=10, synonyms="厂房|厂房面积|建筑面积")
    jobs: Quantity | None = described(
        Count(), N_("Jobs"), width=8, synonyms="用工|用工人数|就业|带动就业|吸纳就业|就业人数|用工需求"
    )
    requirements: str = described(
        Text(multiline=True), N_("Other requirements"), width=24, synonyms="其他要素|要素需求|诉求"
    )
    target_division: str = described(
        Place(),
        N_("Where at home"),
        listed=True,
        width=12,
        synonyms="意向落地|落地旗县|意向落地旗县区|拟落地|落户地|落地旗县区|落地地区|项目落地地|旗县区|建设地点|意向地区|意向旗县区|意向地|意向落户地|意向落地区域|拟落地区域|拟落地地区|拟落户地|拟落户地区|落户地区|落户旗县区|落户旗县|落户区域|落地区域|落地园区|落户园区|拟选址|项目选址|选址|拟建地点|项目地点|项目地址|location|target county|target district|target location",
    )
    contact: Linked = described(
        LinkedText("person"),
        N_("Contact person"),
        privacy=Privacy.CONTACT,
        width=10,
        synonyms="联系人|联络人|联系人姓名|企业联系人|对接人|投资方联系人|姓名|人才姓名|contact|contact name|full name",
    )
    contact_phones: tuple[Phone, ...] = described(
        Phones(),
        N_("Contact's phone"),
        privacy=Privacy.CONTACT,
        width=14,
        synonyms="联系方式|联系电话|电话|电话号码|手机|手机号|手机号码|联系人电话|联系人手机|联络方式|phone|mobile|mobile phone|phone number|tel",
    )
    contact_position: str = described(
        Text(),
        N_("Contact's position"),
        width=10,
        synonyms="联系人职务|职务|职位|职称|职务/职称|企业职务|公司职务|单位职务|job title|position",
    )
    source: str = described(Choice(SOURCES), N_("Source"), width=10, synonyms="线索来源|来源|信息来源|项目来源|source")
    event: Linked | None = described(Link("event"), N_("Source event"), width=20, synonyms="来源活动")
    introducer: Linked = described(
        LinkedText("person"),
        N_("Introducer"),
        width=10,
        synonyms="引荐人|推荐人|介绍人|引荐单位|推荐单位|信息提供人|introducer",
    )
    first_reported_at: str = described(
        DateTime(), N_("First reported at"), width=16, synonyms="首报时间|首次报送时间|登记时间|报送时间"
    )
    owner: str = described(
        Text(),
        N_("Owner"),
        listed=True,
        width=10,
        synonyms="跟踪人|跟进人|责任人|负责人|项目负责人|招商专员|招商人员|服务专员|owner",
    )
    lead_unit: str = described(
        Text(),
        N_("Lead unit"),
        width=18,
        synonyms="牵头单位|责任单位|牵头部门|责任部门|落实单位|包联单位|跟踪单位",
    )
    stage: str = described(
        Choice(STAGES, STAGE_ALIASES),
        N_("Stage"),
        required=True,
        default="线索登记",
        listed=True,
        width=10,
        synonyms="阶段|项目阶段|进展阶段|目前阶段|stage",
    )
    progress: str = described(
        Text(multiline=True),
        N_("Progress"),
        width=30,
        synonyms="进度|进度、备注|进展情况|进展|项目进展|目前进展|最新进展|推进情况|跟进情况|对接情况|洽谈情况|最新情况|备注",
    )
    assessment: str = described(Choice(ASSESSMENTS), N_("Assessment"), width=8, synonyms="研判结果|研判")
    assessment_reason: str = described(Text(), N_("Reason of the assessment"), width=20, synonyms="研判理由|研判意见")
    area: str = described(Text(), N_("Area"), width=10, synonyms="片区")
    next_action: str = described(
        Text(),
        N_("Next step"),
        listed=True,
        width=20,
        synonyms="下一步|下一步工作|下一步计划|下一步打算|下一步安排|下步工作|下步计划|下步打算|下一步工作计划|下一步工作安排|下步工作计划|下步工作安排|下周计划|下周工作|下周工作计划|下周工作安排|下月计划|下月工作计划|下阶段工作|下阶段计划|下一阶段工作|下一阶段计划",
    )
    next_due: PartialDate | None = described(
        Date(), N_("Next step due"), listed=True, width=10, synonyms="下一步时间|计划完成时间"
    )
    expected_signing: PartialDate | None = described(
        Date(),
        N_("Expected signing"),
        width=10,
        synonyms="预计签约时间|预计签约日期|预计签约|拟签约时间|拟签约日期|计划签约时间|计划签约日期",
    )
    signed_on: PartialDate | None = described(
        Date(), N_("Signed on"), width=10, group=_CONTRACT, synonyms="签约时间|签约日期"
    )
    signed_amount: Money | None = described(
        Amount(), N_("Signed amount"), width=14, group=_CONTRACT, synonyms="签约金额|签约额|合同金额|合同额|协议金额"
    )
    agreement: str = described(
        Choice(AGREEMENTS, AGREEMENT_ALIASES),
        N_("Agreement"),
        width=8,
        group=_CONTRACT,
        synonyms="协议类型|合同类型|签约类型|协议性质|签约性质",
    )
    registered_on: PartialDate | None = described(
        Date(), N_("Incorporated on"), width=10, group=_CONTRACT, synonyms="注册落地时间|注册时间|落地时间"
    )
    started_on: PartialDate | None = described(
        Date(), N_("Construction since"), width=10, group=_CONTRACT, synonyms="开工时间|开工日期"
    )
    commissioned_on: PartialDate | None = described(
        Date(), N_("In production since"), width=10, group=_CONTRACT, synonyms="投产时间|投产日期"
    )
    confidentiality: str = described(
        Choice(CONFIDENTIALITIES), N_("Confidentiality"), default="可报联络处", width=10, synonyms="密级|保密级别"
    )
    stall_reason: str = described(Text(), N_("Reason for no progress"), width=20, synonyms="无进展原因|未推进原因")
    degree: str = described(Text(), N_("Degree"), width=8, group=_TALENT, synonyms="学位|学历|最高学历|学历学位|degree")
    field: str = described(
        Text(), N_("Field"), width=12, group=_TALENT, synonyms="专业|专业领域|研究领域|研究方向|field"
    )
    current_post: str = described(
        Text(),
        N_("Current post"),
        width=16,
        group=_TALENT,
        synonyms="现任职务|现单位及职务|现任单位及职务|current post",
    )
    mode: str = described(
        Choice(TALENT_MODES),
        N_("Mode"),
        width=8,
        group=_TALENT,
        synonyms="引进方式|合作方式|意向方式|引才方式|mode",
    )
    needs: str = described(
        Text(multiline=True),
        N_("Needs"),
        width=20,
        group=_TALENT,
        synonyms="个人诉求|人才需求|需求|意向需求",
    )
    arrival_on: PartialDate | None = described(
        Date(), N_("Arrival"), width=10, group=_TALENT, synonyms="到岗时间|预计到岗时间"
    )
    office_status: str = described(
        Choice(OFFICE_STATUSES), N_("Office's status"), width=8, group=_FEEDBACK, synonyms="受理情况|受理状态"
    )
    office_handler: str = described(Text(), N_("Office's handler"), width=10, group=_FEEDBACK, synonyms="联络处跟进人")
    office_unit: str = described(Text(), N_("Office's unit"), width=16, group=_FEEDBACK, synonyms="跟进单位")
    office_progress: str = described(
        Text(multiline=True), N_("Office's progress"), width=30, group=_FEEDBACK, synonyms="联络处反馈|反馈进展"
    )
    office_date: PartialDate | None = described(
        Date(), N_("Office's date"), width=10, group=_FEEDBACK, synonyms="反馈日期"
    )
    tags: tuple[str, ...] = described(Tags(), N_("Tags"), synonyms="标签")
    notes: str = described(Text(multiline=True), N_("Notes"), privacy=Privacy.SECRET, synonyms="内部备注")
    created_at: str = described(DateTime(), N_("Filed at"), given=True, width=16)
    sort_key: str = described(Text(), N_("Sort key"), given=True)
    merged_into: Linked | None = described(Link("lead"), N_("Merged into"), given=True)


@entity(name="fund", noun="fund", label=N_("Funds in place"), plural=N_("Funds in place"), title="month", code="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Fund(Record):
    """到位资金 of one month, claimed or verified."""

    lead: Linked | None = described(Link("lead"), N_("Lead"), required=True, given=True)
    month: PartialDate | None = described(Date(), N_("Month"), required=True, width=8, synonyms=("月份",))
    amount: Money | None = described(Amount(), N_("Amount"), required=True, width=14, synonyms=("到位资金", "金额"))
    evidence: str = described(Text(), N_("Evidence"), width=20, synonyms=("凭证",))
    verified: bool = described(Flag(), N_("Verified"), width=6, synonyms=("已核实",))


@entity(name="activity", noun="activity", label=N_("Log entry"), plural=N_("Log"), title="text", code="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(Record):
    """跟进记录 on a lead, an enterprise or a person; `author` and `at` stay those of the original."""

    at: str = described(DateTime(), N_("When"), required=True, listed=True, width=16, synonyms=("时间", "日期"))
    how: str = described(Choice(WAYS), N_("How"), default="电话", listed=True, width=6, synonyms=("方式",))
    purpose: str = described(
        Choice(PURPOSES, {"反馈": "反馈引荐人", "报告": "进展报告"}), N_("Served as"), width=10, synonyms=("用途",)
    )
    lead: Linked | None = described(Link("lead"), N_("Lead"), given=True)
    enterprise: Linked | None = described(Link("enterprise"), N_("Enterprise"), given=True)
    person: Linked | None = described(Link("person"), N_("Person"), given=True)
    batches: int | None = described(Number(), N_("Batches"), width=6, synonyms=("批次",))
    people: int | None = described(Number(), N_("People met"), width=6, synonyms=("人次",))
    text: str = described(
        Text(multiline=True), N_("Text"), required=True, listed=True, width=40, synonyms=("内容", "跟进内容")
    )
    difficulties: str = described(Text(multiline=True), N_("Difficulties"), width=24, synonyms=("困难", "存在问题"))
    author: str = described(Text(), N_("Author"), listed=True, width=10, synonyms=("记录人", "跟进人"))
    office: Linked | None = described(Link("office"), N_("Office"), given=True)
    created_at: str = described(DateTime(), N_("Filed at"), given=True)
