"""Currencies as Chinese sheets write them. Codes are ISO 4217, old ones included; the first name is the one shown."""

from __future__ import annotations

import re

from chamber.text.patterns import pattern

_NAMES: dict[str, str] = {
    "CNY": "人民币元 人民币 RMB CNY ¥",
    "USD": "美元 美金 USD US$ $",
    "HKD": "港元 香港元 港币 港圆 HKD HK$",
    "MOP": "澳门元 澳门币 葡币 MOP",
    "TWD": "新台币 台币 TWD NT$",
    "JPY": "日元 日圆 日币 JPY",
    "EUR": "欧元 EUR €",
    "GBP": "英镑 GBP £",
    "KRW": "韩元 韩币 韩圆 KRW",
    "SGD": "新加坡元 新加坡币 新元 新币 坡币 SGD",
    "AUD": "澳大利亚元 澳元 澳币 AUD",
    "CAD": "加拿大元 加元 加币 CAD",
    "NZD": "新西兰元 纽元 NZD",
    "CHF": "瑞士法郎 CHF",
    "SEK": "瑞典克朗 SEK",
    "NOK": "挪威克朗 NOK",
    "DKK": "丹麦克朗 丹麦克郎 DKK",
    "RUB": "俄罗斯卢布 卢布 RUB",
    "MNT": "蒙古图格里克 图格里克 MNT",
    "KZT": "哈萨克斯坦坚戈 坚戈 KZT",
    "MYR": "马来西亚林吉特 林吉特 MYR",
    "THB": "泰铢 THB",
    "PHP": "菲律宾比索 PHP",
    "IDR": "印尼盾 印度尼西亚卢比 IDR",
    "INR": "印度卢比 INR",
    "AED": "阿联酋迪拉姆 迪拉姆 AED",
    "VND": "越南盾 VND",
    "BRL": "巴西雷亚尔 雷亚尔 BRL",
    "ZAR": "南非兰特 兰特 ZAR",
    "DEM": "德国马克 西德马克 马克 DEM",
    "FRF": "法国法郎 FRF",
    "ITL": "意大利里拉 里拉 ITL",
    "NLG": "荷兰盾 NLG",
    "BEF": "比利时法郎 BEF",
    "ATS": "奥地利先令 ATS",
}
_CODES = {name.upper(): code for code, names in _NAMES.items() for name in names.split()}
_SHOWN = {code: names.split()[0] for code, names in _NAMES.items()} | {"CNY": "元"}

# Traditional characters of currency names; 圓 and 圆 are made 元 before.
_SIMPLIFIED = str.maketrans("幣歐鎊韓門亞紐盧", "币欧镑韩门亚纽卢")

CURRENCY = "(?:" + "|".join(re.escape(name) for name in sorted(_CODES, key=len, reverse=True)) + ")"
"""The regular expression of a currency's name, sign or code (ignore case)."""

STRANGE = pattern(
    r"\s*(?!每)(?:(?![至到零一二三四五六七八九十百千万亿])[\u3400-\u9fff]){0,6}?(?:(?<![单公多百])元|币|盾|镑|铢|卢比|第纳尔|法郎|先令|比索|克朗|里亚尔|兹罗提|索姆|福林)(?![\u3400-\u9fff])"
)
"""What looks like the name of a currency behind a number, known to us or not."""


def simplified(text: str) -> str:
    """Currency names in simplified characters."""
    return text.translate(_SIMPLIFIED)


def currency_code(name: str) -> str:
    """The ISO code of a name that matched `CURRENCY`."""
    return _CODES[name.upper()]


def currency_name(code: str) -> str:
    """The Chinese name shown after an amount: 元, 美元, 港元 …; an unknown code stays itself."""
    return _SHOWN.get(code, code)


def is_currency(code: str) -> bool:
    """Whether `code` is one of ours."""
    return code in _SHOWN
