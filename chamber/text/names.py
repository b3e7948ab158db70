"""Names of companies taken apart, so that two ways of writing the same company meet and two companies do not.

`内蒙古蒙牛乳业(集团)股份有限公司`: the legal form is a suffix, a region a component wherever it stands, what follows the
legal form a branch. The core that remains is never a key by itself: the same core in another region, a branch, another
number or side (左旗/右旗) is another company.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from chamber.text.divisions import covers
from chamber.text.patterns import pattern
from chamber.text.simplified import to_simplified

_DROPPED = pattern(r"[\s\u200b-\u200d\ufeff·•・‧,，.。、;；:：'\"“”‘’《》<>*#_\-—–]+")
_BRACKETS = str.maketrans("[]{}【】〔〕〈〉「」", "()()()()()()")
_FORM = (
    r"(?:集团)?(?:股份有限责任|股份有限|有限责任|责任有限|股份合作|有限)(?:集团)?(?:总)?公司|集团(?:总)?公司|(?:总|母)公司"
    r"|(?:农民|农牧民)?专业合作社(?:联合社)?|股份合作社|有限合伙企业|合伙企业|个人独资企业|集团"
)
_LEGAL = pattern(rf"(?=[集股有责总母农专合个])(?:{_FORM})(?:\((?:有限合伙|普通合伙|特殊普通合伙|集团|个人独资|筹)\))?")
_PLAIN_COMPANY = pattern(r"(?<![分子总])公司(?=$|\()")
_BRANCH = pattern(
    r"(?:第?[0-9一二三四五六七八九十]+)?(?:分公司|子公司|分店|分厂|分社|分部|分局|分院|支行|分行|支公司|分理处|营业所|储蓄所"
    r"|办事处|联络处|代表处|营业部|经营部|门市部|销售部|加油站|邮政所|收费站|项目部)$"
)
_SAID_BY_BRACKET = {"集团", "有限合伙", "普通合伙", "特殊普通合伙", "个人独资", "筹", "有限公司", "公司"}
_GROUP = pattern("集团|企业集团")
_NUMBER = pattern(r"[0-9]+|[零〇一二三四五六七八九十百]+")
_INDUSTRY = pattern(
    r"(?:农业|牧业|林业|农牧业?|畜牧业?|种业|乳业|肉业|食品|饮品|酒业|粮油|餐饮|矿业|煤业|煤炭|冶金|化工|能源|电力|热力|石油|燃气"
    r"|天然气|新材料|建材|材料|机械|设备|制造|汽车|电子|电气|电器|纺织|服装|服饰|印刷|包装|医药|制药|药业|生物|建筑|建设|安装|工程"
    r"|市政|路桥|装饰|装潢|园林|绿化|环保|水利|房地产|置业|物业|商贸|贸易|工贸|经贸|商业|实业|物资|百货|超市|五金|进出口|物流|运输"
    r"|货运|客运|仓储|酒店|宾馆|旅游|旅行社|文化|传媒|广告|教育|培训|体育|科技|技术|信息|网络|软件|通信|数据|咨询|管理|服务|企业"
    r"|投资|担保|小额贷款|典当|拍卖|租赁|人力资源|劳务|保安|家政|医疗|器械|养老|健康|检测|设计|测绘|勘察|开发|发展|产业|国际|控股)+$"
)
_SIDES = (
    *("左右", "东西", "南北", "前后", "上下", "内外", "新老旧", "大小中", "甲乙丙丁", "一二三四五六七八九十", "高低"),
    *("长短", "阴阳", "春夏秋冬", "金银铜铁", "红黄蓝绿白黑", "天地"),
)
_SIDE_OF = {char: group for group in _SIDES for char in group}

Guard = Literal["region", "branch", "number", "side", "form"]
"""Why two names that look alike are not the same company."""


@dataclass(frozen=True, slots=True)
class CompanyName:
    """A company's name taken apart. `regions` are codes of divisions (or names, when read without a gazetteer)."""

    normal: str
    core: str
    regions: tuple[str, ...] = ()
    legal_form: str = ""
    group: bool = False
    branch: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def trade(self) -> str:
        """The core without its trade: 宏达 of 宏达商贸."""
        return self.core.removesuffix(self.industry)

    @property
    def industry(self) -> str:
        """The words of the trade at the end of the core: 商贸; '' when there is nothing else."""
        match = _INDUSTRY.search(self.core)
        return match.group() if match and match.start() else ""

    @property
    def key(self) -> str:
        """Equal for two ways of writing the same company: regions, core and branch, without the legal form."""
        return f"{'+'.join(self.regions)}|{self.core}|{self.branch}"


def normalise(name: str) -> str:
    """NFKC, simplified, one kind of brackets, no spaces and marks: `內蒙古 蒙牛（集团）` → `内蒙古蒙牛(集团)`."""
    text = to_simplified(unicodedata.normalize("NFKC", name))
    if text.isalnum() and not text.isascii() and text.upper() == text:
        return text
    # What is dropped may leave a mark beside a letter it now joins, so the text is composed again.
    return unicodedata.normalize("NFKC", _DROPPED.sub("", text.translate(_BRACKETS)).upper())


class CompanyNames:
    """Takes names apart with the regions of a gazetteer: (name, code) pairs, full and short, the larger first."""

    def __init__(self, regions: Iterable[tuple[str, str]] = ()) -> None:
        self._regions: dict[str, str] = {}
        for name, code in regions:
            self._regions.setdefault(name, code)
        heads: dict[str, set[int]] = {}
        tails: dict[str, set[int]] = {}
        for name in self._regions:
            heads.setdefault(name[:2], set()).add(len(name))
            tails.setdefault(name[-2:], set()).add(len(name))
        self._heads = {head: sorted(lengths, reverse=True) for head, lengths in heads.items()}
        self._tails = {tail: sorted(lengths, reverse=True) for tail, lengths in tails.items()}

    def parse(self, name: str) -> CompanyName:
        """A company's name taken apart; any text is accepted."""
        normal = normalise(name)
        codes: list[str] = []
        body, form, branch, group = self._core(normal, codes)
        if not form and not branch:
            match = _BRANCH.search(body)
            if match and match.start() >= 2:
                branch, body = match.group(), body[: match.start()]
        core = body or normal
        numbers = tuple(_NUMBER.findall(core + branch))
        return CompanyName(normal, core, _most_specific(codes), form, group or "集团" in form, branch, numbers)

    def core(self, name: str) -> str:
        """Just the core, in half the time: what a name with a legal form has in common with its other spellings."""
        normal = normalise(name)
        return self._core(normal, [])[0] or normal

    def _core(self, normal: str, codes: list[str]) -> tuple[str, str, str, bool]:
        """Core, legal form, branch and whether it is a group; the regions' codes go into `codes`."""
        body, form, branch = _split_form(normal)
        body, group = self._brackets(body, codes)
        return self._trailing(self._leading(body, codes), codes), form, branch, group

    def _leading(self, body: str, codes: list[str]) -> str:
        """The body without the regions it begins with, as long as two characters remain."""
        while lengths := self._heads.get(body[:2]):
            for length in lengths:
                code = self._regions.get(body[:length], "") if len(body) - length >= 2 else ""
                if code:
                    break
            # 赤峰安康医药: once a city is named, 安康 is no other city but the trade name.
            if not code or not _related(codes, [code]):
                break
            codes.append(code)
            body = body[length:]
        return body

    def _trailing(self, body: str, codes: list[str]) -> str:
        for n in self._tails.get(body[-2:], ()):
            code = self._regions.get(body[-n:], "")
            if code and len(body) - n >= 3 and _related(codes, [code]):
                codes.append(code)
                return body[:-n]
        return body

    def _brackets(self, body: str, codes: list[str]) -> tuple[str, bool]:
        """The body without what its brackets say: regions, 集团, the form; other words stay."""
        if "(" not in body:
            return body.replace(")", ""), False
        group = False
        kept: list[str] = []
        for part in re.split(r"(\([^()]*\))", body):
            inner = part.strip("()")
            if not part.startswith("("):
                kept.append(inner)
            elif inner in self._regions:
                codes.append(self._regions[inner])
            elif inner in _SAID_BY_BRACKET:
                group = group or "集团" in inner
            else:
                kept.append(inner)
        return "".join(kept), group


def _split_form(normal: str) -> tuple[str, str, str]:
    """Body, legal form (有限责任公司 as 有限公司) and what follows it, the branch."""
    for usual in ("股份有限公司", "股份有限责任公司", "有限责任公司", "有限公司"):
        if normal.endswith(usual) and normal.count("公司") == 1 and "集团" not in normal and "合作" not in normal:
            body = normal[: -len(usual)]
            return (body, usual.replace("责任", ""), "") if len(body) > 1 else (normal, "", "")
    match = None
    for found in _LEGAL.finditer(normal):
        # `××集团有限公司`, `××集团××有限公司`: the last form of the first company is the one that counts.
        if match is not None and match.group() != "集团":
            break
        match = found if found.start() >= 2 else match
    if match is None:
        match = _PLAIN_COMPANY.search(normal)
    if match is None or match.start() < 2:
        return normal, "", ""
    if match.group() == "集团" and match.end() < len(normal):
        return normal, "", ""
    form = re.sub(r"\(.*\)", "", match.group()).replace("有限责任", "有限").replace("责任有限", "有限")
    return normal[: match.start()], form, normal[match.end() :].strip("()")


def _most_specific(codes: list[str]) -> tuple[str, ...]:
    """Regions without those that only say where another of them lies: 内蒙古 + 赤峰 → 赤峰."""
    if len(codes) < 2:
        return tuple(codes)
    kept = {code for code in codes if not any(other != code and covers(code, other) for other in codes)}
    return tuple(sorted(kept))


def guards(left: CompanyName, right: CompanyName) -> tuple[Guard, ...]:
    """Why two names may not be the same company; none for two ways of writing one."""
    found: list[Guard] = []
    if not _related(left.regions, right.regions):
        found.append("region")
    if left.branch != right.branch:
        found.append("branch")
    if left.numbers != right.numbers:
        found.append("number")
    if opposed(left.core, right.core) or opposed(left.branch, right.branch):
        found.append("side")
    if ("合作社" in left.legal_form) != ("合作社" in right.legal_form) or left.group != right.group:
        found.append("form")
    return tuple(found)


def _related(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one region lies in the other: 内蒙古 and 赤峰 do not exclude each other, 赤峰 and 呼和浩特 do."""
    return not left or not right or any(covers(a, b) or covers(b, a) for a in left for b in right)


def opposed(left: str, right: str) -> bool:
    """Whether two texts differ only in words that tell siblings apart: 巴林左旗 / 巴林右旗, 东街 / 西街."""
    if len(left) != len(right) or left == right:
        return False
    pairs = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    return len(pairs) <= 2 and any(other in _SIDE_OF.get(one, "") for one, other in pairs)


_PLAIN = CompanyNames()


def parse_company(name: str, names: CompanyNames = _PLAIN) -> CompanyName:
    """A company's name taken apart; regions are known only to a `names` made with a gazetteer."""
    return names.parse(name)


def same_key(name: str, names: CompanyNames = _PLAIN) -> str:
    """A text equal for two ways of writing the same company's name. Evidence, never identity."""
    return names.parse(name).key
