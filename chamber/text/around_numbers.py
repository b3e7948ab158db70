"""What stands before and behind a number in a text and tells what it is: somebody's phone, an amount, a code."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from chamber.text.patterns import pattern

# What follows an amount, and never a phone number (元旦 may).
_UNIT = (
    r"(?:\.\d+)?\s?(?:万元|亿元|[美港欧日澳]元|元(?![旦宵])|余元|多元|余万|多万|平方|平米|公顷|㎡|m²|m2|%|％|RMB|CNY"
)
SURELY_AMOUNT = pattern(_UNIT + ")")
AMOUNT = pattern(
    _UNIT
    + r"|万(?=[吨亩头只株台套件平㎡千立])|亿|亩|吨|公斤|公里|千瓦|立方|[kK][wW]|[头只株棵台套辆件部](?![人门长])|人次|[万多余]人|余)"
)
LENGTH = pattern(r"\s?(?:毫米|厘米|公分|米|mm|cm|MM|CM|㎜|㎝|m(?![A-Za-z]))")
DECIMALS = pattern(r"\.\d{1,2}(?!\d)(?![月日年号])")
_CODES = (
    r"编号|编码|代码|文号|证号|案号|单号|批号|注册号|备案号|许可证?号?|合同号|执照号?|发票号?|税号|账号|帐号|邮编"
    r"|料号|图号|货号|件号|房号|门牌号?|序列号|设备号|流水号|档案号|项目号|比例|CAS|尺寸|规格|长宽|型号|宗地号?|地块|图斑"
)
_AMOUNTS = (
    r"投资|投资额|资产|资本|资金|金额|产值|营业?额|营收|收入|利润|税收?|纳税|总额|合计|共计|预算|造价|估算|成本|贷款|融资|注资|出资|到位"
    r"|面积|占地|用地|土地|厂房|产能|年产|产量|规模|用工|就业|员工|职工|岗位|人民币|RMB|CNY"
)
_AS_FOLLOWS = r"(?:额|量|为|是|约|达|近|共|：|:|\s|每年|总|分别){0,4}"
# What stands before an amount.
_SUMMED = pattern(rf"(?:(?:{_AMOUNTS}){_AS_FOLLOWS}|共|[总累小]计|[¥￥$]\s?)$")
# What stands before a number that is not somebody's.
NOT_A_PHONE = pattern(
    rf"(?:(?:{_CODES}|{_AMOUNTS}){_AS_FOLLOWS}|第\s?|[№#¥￥$]\s?|\b[Nn][Oo]\.?\s?|[A-Za-z][-_]?|〔|\*)$"
)
# What stands before a number that is somebody's.
CALLED = pattern(
    r"(?:电话|手机|座机|固话|宅电|总机|分机|热线|传真|号码|联系方式|联络方式|致电|拨打?|短号|微\s?信号?|企鹅号?|扣扣号?|[QqＱｑ]{2}号?"
    r"|[QqＱｑ]号|加(?:我|他|她|好友)|支付宝(?:[账帐]号)?"
    r"|(?:(?<![A-Za-z])(?:tel|phone|mobile|mob|fax|cell|wechat|wx|vx))\.?|[☎☏📞📱✆℡])号?码?[\s:：是为(（]{0,3}$",
    re.IGNORECASE,
)
LABELLED = pattern(r"[:：号是为码☎☏📞📱✆]\s?$")
# Of telephones that are made or bought.
PIECES = pattern(r"\s?(?:[台部](?![人门长])|万[台部])")
AND = pattern(r"^\s?(?:[、，,;；/\\|]|和|或|及|与|以及)\s?$")


def are_round(digits: str, lengths: Sequence[int]) -> bool:
    """Whether both of two groups are round figures."""
    return digits[: lengths[0]].endswith("00") and digits.endswith("00")


def is_counting(digits: str) -> bool:
    """Whether the digits count up: 2345678."""
    return all(int(after) - int(before) == 1 for before, after in itertools.pairwise(digits))


def is_amount(parts: Sequence[str], before: str, behind: str) -> bool:
    """Whether digits in the form of a mobile number are an amount, or several (138 1200 1500万元): two things have to say
    so, of a unit behind them, a word for amounts before them, round figures and decimals."""
    thousands = [len(one) for one in parts] == [2, 3, 3, 3]
    if not thousands and any(one.startswith("0") for one in parts[1:]):
        return False
    single = len(parts) == 1
    unit = (SURELY_AMOUNT if single else AMOUNT).match(behind) is not None
    round_ = parts[0].endswith("000") if single else thousands or all(one.endswith("0") for one in parts[1:])
    return unit + round_ + bool(_SUMMED.search(before)) + bool(DECIMALS.match(behind)) > 1


def whole_from(text: str, start: int, end: int) -> int:
    """Where a number begins that was found from `start` to `end`: with the bracket that one in it closes, and without one
    that stands around more than the number."""
    closes = re.search("[)）]", text[start:end]) is not None
    if text[start] in "(（":
        return start if closes else start + 1
    opened = re.search("[(（]", text[start:end]) is not None
    return start - 1 if closes and not opened and text[max(0, start - 1) : start] in ("(", "（") else start
