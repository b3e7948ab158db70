"""An enterprise, its membership and its posts (DOMAIN.md section 2)."""

from __future__ import annotations

from dataclasses import dataclass

from chamber.entity import Record, entity
from chamber.fields import (
    Amount,
    Choice,
    Choices,
    Code,
    Count,
    Date,
    DateTime,
    Email,
    Link,
    Linked,
    LinkedText,
    Number,
    Phones,
    Place,
    Privacy,
    Tags,
    Text,
    UsccCode,
    described,
)
from chamber.i18n import N_
from chamber.members.industries import INDUSTRIES, INDUSTRY_ALIASES, section_of
from chamber.text.values import Money, PartialDate, Phone, Quantity

SIZES = {"大型": "large", "中型": "medium", "小型": "small", "微型": "micro"}
PARTY_ORGANIZATIONS = {"有": "yes", "无": "no", "联合支部": "joint branch"}
MEMBERSHIP_KINDS = {
    "企业会员": "enterprise",
    "个体工商户": "sole trader",
    "团体会员": "association",
    "个人会员": "individual",
}
MEMBERSHIP_STATUSES = {
    "申请中": "applying",
    "待缴费": "dues pending",
    "正常": "in good standing",
    "欠费": "in arrears",
    "暂停": "suspended",
    "退会": "left",
    "除名": "expelled",
}
LEFT = ("退会", "除名")
"""The statuses of who is no member any more."""
MEMBERSHIP_DOCUMENTS = {
    "申请表": "application form",
    "备案表": "filing form",
    "执照副本": "licence copy",
    "身份证复印件": "ID copy",
    "照片": "photograph",
    "简介": "profile",
}
TITLES = {
    "名誉会长": "honorary president",
    "荣誉会长": "emeritus president",
    "创会会长": "founding president",
    "会长": "president",
    "执行会长": "executive president",
    "轮值主席": "rotating chair",
    "常务副会长": "standing vice-president",
    "副会长": "vice-president",
    "常务理事": "standing director",
    "理事": "director",
    "监事长": "chief supervisor",
    "副监事长": "deputy chief supervisor",
    "监事": "supervisor",
    "秘书长": "secretary-general",
    "专职秘书长": "full-time secretary-general",
    "副秘书长": "deputy secretary-general",
    "顾问": "adviser",
    "会员": "member",
}


@entity(name="enterprise", noun="member", label=N_("Enterprise"), plural=N_("Enterprises"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Enterprise(Record):
    """企业: an enterprise, member or not. `home_division` is of its people, never derived from an address."""

    code: str = described(Code(), N_("Code"), given=True, width=9, listed=True)
    name: str = described(
        Text(),
        N_("Enterprise name"),
        required=True,
        listed=True,
        width=34,
        synonyms=(
            "企业名称|企业名|公司名|公司名称|单位名称|单位全称|会员单位名称|会员企业名称|客户|客户单位|客商|商户|商户名称|店名|店铺名称|会员名称|会员单位|会员企业|企业|公司|单位|客户名称|公司全称|企业全称"
            "|名称|机构名称|商户名称|company|company name|organization|organisation|enterprise|member"
            "|member name|name"
        ),
    )
    short_name: str = described(
        Text(), N_("Short name"), synonyms=("简称", "企业简称", "公司简称", "证券简称", "short name")
    )
    former_names: tuple[str, ...] = described(
        Tags(), N_("Former names"), width=24, synonyms=("曾用名", "原名", "原企业名称", "former name")
    )
    uscc: str = described(
        UsccCode(),
        N_("USCC"),
        width=18,
        synonyms=(
            "统一社会信用代码|统一社会信用代码/注册号|社会信用代码/注册号|信用代码/注册号|社会信用代码|统一代码|信用代码|统一信用代码|营业执照号|税号|纳税人识别号|USCC"
            "|unified social credit code|credit code"
        ),
    )
    home_division: str = described(
        Place(),
        N_("Home city"),
        listed=True,
        width=14,
        synonyms=("籍贯", "原籍地", "原籍", "家乡", "家乡所在地", "祖籍", "老家", "hometown", "home city"),
    )
    business_division: str = described(
        Place(),
        N_("Registered in"),
        width=14,
        synonyms=(
            "注册地|所属地区|所属区县|所属区|所在地区|登记地|注册地区|行政区划|所在区域|所在地|地区|省|市|县"
            "|区|省份|城市|区县|所在省份|所在省|所在市|所在城市|所属省份|所属城市|所属行政区"
        ),
    )
    address: str = described(
        Text(),
        N_("Business address"),
        width=30,
        synonyms=(
            "经营地址|地址|注册地址|企业地址|公司地址|单位地址|经营场所|公司住所|企业住所|通讯地址|联系地址"
            "|办公地址|详细地址|住所|企业注册地址|address|company address|business address|registered address"
        ),
    )
    industry: str = described(
        Choice(INDUSTRIES, INDUSTRY_ALIASES, section_of),
        N_("Industry"),
        width=14,
        listed=True,
        synonyms=("行业门类", "行业", "所属行业", "行业类别", "行业类型", "行业分类", "industry"),
    )
    registration_type: str = described(
        Text(),
        N_("Registration type"),
        synonyms=("登记类型", "企业类型", "公司类型", "企业性质", "经济类型", "单位性质"),
    )
    size: str = described(Choice(SIZES), N_("Size"), width=6, synonyms=("规模", "企业规模", "size"))
    registered_capital: Money | None = described(
        Amount(),
        N_("Registered capital"),
        synonyms=("注册资本", "注册资金", "注册资本金", "registered capital", "capital"),
    )
    annual_revenue: Money | None = described(
        Amount(),
        N_("Annual revenue"),
        synonyms=("年营业额", "营业额", "年产值", "产值", "年销售额", "年收入", "营业收入", "年营业收入"),
    )
    employees: Quantity | None = described(
        Count(),
        N_("Employees"),
        width=8,
        synonyms="员工数|员工人数|员工总数|职工数|职工人数|职工总数|从业人数|从业人员|从业人员数|在职人数|企业人数|参保人数|人员规模|employees|number of employees|staff",
    )
    business: str = described(
        Text(multiline=True),
        N_("Main business"),
        width=24,
        synonyms="主营业务|主营|主营产品|主营范围|主要业务|经营项目|经营内容|主要产品|main business|business",
    )
    seeks: str = described(Text(multiline=True), N_("Seeks"), width=24, synonyms=("合作需求", "需求", "企业需求"))
    offers: str = described(Text(multiline=True), N_("Offers"), width=24, synonyms=("合作供给", "供给", "可提供资源"))
    legal_representative: str = described(
        Text(),
        N_("Legal representative"),
        width=10,
        synonyms="法定代表人|法人代表|法人|法人姓名|企业法人|法人/负责人|负责人|经营者|经营者姓名|legal representative",
    )
    phones: tuple[Phone, ...] = described(
        Phones(),
        N_("Phones"),
        privacy=Privacy.CONTACT,
        listed=True,
        synonyms=(
            "电话|联系电话|企业电话|公司电话|单位电话|固定电话|更多电话|其他电话|其他号码|更多号码|办公电话"
            "|电话号码|手机|有效手机号|更多手机号|联系方式|联系方法|phone|tel|telephone|phone number|company phone|office phone"
        ),
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
            "企业邮箱",
            "E-mail",
            "email",
            "email address",
            "电邮",
            "更多邮箱",
            "电子邮件地址",
            "邮箱地址",
        ),
    )
    website: str = described(
        Text(), N_("Website"), width=22, synonyms=("网址", "官网", "网站", "企业网址", "公司网址", "website")
    )
    established_on: PartialDate | None = described(
        Date(),
        N_("Established on"),
        width=10,
        synonyms="成立日期|成立时间|成立年月|注册年月|创办时间|创立时间|创建时间|建企时间|注册日期|注册时间|开业日期|设立日期|established|date of establishment|founded",
    )
    registration_status: str = described(
        Text(), N_("Registration status"), width=8, synonyms=("登记状态", "经营状态", "企业状态", "存续状态")
    )
    business_scope: str = described(
        Text(multiline=True), N_("Business scope"), width=30, synonyms=("经营范围", "业务范围", "business scope")
    )
    old_registration_number: str = described(
        Code(),
        N_("Old registration number"),
        width=15,
        synonyms=("原注册号", "注册号", "工商注册号", "工商登记号", "营业执照注册号"),
    )
    party_organization: str = described(
        Choice(
            PARTY_ORGANIZATIONS, {"是": "有", "已建": "有", "已建立": "有", "否": "无", "未建": "无", "未建立": "无"}
        ),
        N_("Party organization"),
        width=8,
        synonyms=("党组织", "是否建立党组织", "是否成立党组织", "有无党组织", "党组织情况"),
    )
    party_members: int | None = described(Number(), N_("Party members"), width=6, synonyms=("党员数", "党员人数"))
    tags: tuple[str, ...] = described(Tags(), N_("Tags"), synonyms=("标签", "分类", "类别", "tags"))
    notes: str = described(
        Text(multiline=True),
        N_("Notes"),
        privacy=Privacy.SECRET,
        width=24,
        synonyms=("备注", "说明", "notes", "remark", "remarks", "comments"),
    )
    source: str = described(Text(), N_("Data source"), synonyms=("数据来源", "来源", "信息来源"))
    verified_on: PartialDate | None = described(
        Date(), N_("Verified on"), width=10, synonyms=("最后核实日期", "核实日期", "核实时间")
    )
    created_at: str = described(DateTime(), N_("Filed at"), given=True, width=16)
    sort_key: str = described(Text(), N_("Sort key"), given=True)


@entity(
    name="membership",
    noun="membership",
    label=N_("Membership"),
    plural=N_("Memberships"),
    title="number",
    code="number",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Record):
    """会籍: an enterprise's membership; its number is never reused."""

    number: str = described(
        Code(),
        N_("Member no."),
        listed=True,
        width=10,
        synonyms=(
            "会员编号",
            "会员编码",
            "会员号",
            "会员证号",
            "入会编号",
            "member number",
            "member no",
            "membership number",
        ),
    )
    enterprise: Linked | None = described(Link("enterprise"), N_("Enterprise"), required=True, given=True)
    kind: str = described(
        Choice(
            MEMBERSHIP_KINDS,
            {
                "企业": "企业会员",
                "单位": "企业会员",
                "单位会员": "企业会员",
                "团体": "团体会员",
                "个人": "个人会员",
                "个体户": "个体工商户",
                "个体": "个体工商户",
            },
        ),
        N_("Kind of membership"),
        default="企业会员",
        width=10,
        synonyms=("会员类型", "会员类别", "会员性质", "会员种类", "类型"),
    )
    status: str = described(
        Choice(
            MEMBERSHIP_STATUSES,
            {
                "在会": "正常",
                "有效": "正常",
                "在册": "正常",
                "正式会员": "正常",
                "已退会": "退会",
                "退出": "退会",
                "已除名": "除名",
                "待审核": "申请中",
                "审核中": "申请中",
                "欠缴": "欠费",
            },
        ),
        N_("Membership status"),
        required=True,
        default="正常",
        listed=True,
        width=8,
        synonyms=("会员状态", "会籍状态", "会籍"),
    )
    joined_on: PartialDate | None = described(
        Date(),
        N_("Joined on"),
        width=10,
        synonyms=("入会日期", "入会时间", "入会年月", "加入时间", "joined", "date joined", "member since"),
    )
    left_on: PartialDate | None = described(Date(), N_("Left on"), width=10, synonyms=("退会日期", "退会时间"))
    introducer: str = described(Text(), N_("Introduced by"), width=10, synonyms=("介绍人", "入会介绍人", "推荐人"))
    representative: Linked = described(
        LinkedText("person"), N_("Representative"), width=10, synonyms=("入会代表", "会员代表", "企业代表", "代表人")
    )
    documents: tuple[str, ...] = described(
        Choices(MEMBERSHIP_DOCUMENTS), N_("Documents"), synonyms=("入会材料", "材料")
    )


@entity(name="post", noun="post", label=N_("Post"), plural=N_("Posts"), title="title", code="")
@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Record):
    """职务 in the chamber, of a person or an enterprise, for a term."""

    term: str = described(Text(), N_("Term"), width=8, synonyms=("届次", "届别"))
    title: str = described(
        Choice(TITLES, {f"{title}{word}": title for title in TITLES for word in ("单位", "企业")}),
        N_("Title"),
        required=True,
        listed=True,
        width=10,
        synonyms=(
            "职务",
            "商会职务",
            "会内职务",
            "会内职位",
            "商会任职",
            "本会职务",
            "协会职务",
            "商会职位",
            "商会担任职务",
            "担任商会职务",
            "申请担任职务",
            "申请职务",
            "拟任职务",
            "推荐任职",
            "推荐职务",
            "拟任商会职务",
            "会员类别",
            "会员级别",
            "会员等级",
            "会员身份",
        ),
    )
    person: Linked | None = described(Link("person"), N_("Person"))
    enterprise: Linked | None = described(Link("enterprise"), N_("Enterprise"))
    since: PartialDate | None = described(Date(), N_("From"), width=10)
    until: PartialDate | None = described(Date(), N_("Until"), width=10)
