"""Titles of columns: the word without its ornaments, and what the ornaments say (a unit, whose it is)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from chamber.text.money import money_unit
from chamber.text.simplified import to_simplified

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】|《([^《》]*)》")
_ORNAMENT = re.compile(r"[\s*＊:：_.。·、,，;；?？!！#\"'“”‘’]+")
# How forms on the web ask: 您的企业名称是, 请填写联系电话.
_ASKED = re.compile(
    r"^(?:\d{1,2})?(?:请(?:填写|输入|选择|提供)?)?(?:您的?|你的?|您在(?=企业|公司|单位)|您所在的?|贵(?:公司|单位|企业)的?)?(?=..)|(?<=..)(?:是什么|是多少|叫什么|是|为)$"
)
# Phone 1 - Value, Organization 1 - Title: how address books on the web call the parts of what they hold several of.
_EXPORTED = re.compile(r"(.+?) \d+ - (?:Value|Name|Formatted|(Title))", re.IGNORECASE)
_TRAILING_UNIT = re.compile(r"(?:[:/_,\s]|(?<=[额资金本入值]))(?:人民币)?([十百千万亿]+(?:元|美元|欧元|港元|日元)?)$")
_SCALED = re.compile("[十百千万亿]")
_OF = re.compile(r"(?<=企业|公司|单位|个人|本人)的(?=..)")
_UNIT_WORDS = re.compile(r"单位[:：]?\s*([^\s)）]*)")
_COUNTED = re.compile(r"[股亩㎡%人个家户吨]")
_SCALES = {
    "10k": "万", "10000": "万", "10thousand": "万", "tenthousand": "万", "k": "千", "thousand": "千", "1000": "千",
    "million": "百万", "mn": "百万", "100million": "亿", "billion": "十亿", "bn": "十亿",
}  # fmt: skip
_CURRENCIES = {"USD": "美元", "US$": "美元", "$": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元"}
_CURRENCY = r"CNY|RMB|yuan|USD|US\$|HKD|EUR|JPY|\$"
_ENGLISH_UNIT = re.compile(
    rf"[(\[,]\s*(?:in\s+)?(?P<before>{_CURRENCY})?\s*(?P<scale>10k|100 ?million|10 ?thousand|ten thousand|10,?000|1,?000|k|thousand|million|mn|billion|bn)"
    rf"\s*(?P<after>{_CURRENCY})?\s*[)\]]",
    re.IGNORECASE,
)
"""English units of money in brackets; one of counted things (1,000 shares) is none."""
ORDINALS = frozenset({"序号", "序", "no", "行号", "序列", "排序", "排序号", "项次", "id", "顺序号"})


@dataclass(frozen=True, slots=True)
class Title:
    """A column's title taken apart.

    `word` is the innermost title without brackets, spaces, unit and the number of a repeat (电话2); `outer` the titles above it; `aside` what stood in
    brackets (填写全称, 客户联系人); `unit` an amount's unit such as 万元.
    """

    text: str
    word: str
    outer: str
    aside: str
    unit: str


@lru_cache(maxsize=2048)
def taken_apart(path: tuple[str, ...], unit_of_sheet: str = "") -> Title:
    """The title of a column from its path, outermost first; `unit_of_sheet` from a line such as 单位：万元."""
    parts = [part for part in path if part]
    text = "/".join(part.replace("\n", "") for part in parts)
    if not parts:
        return Title("", "", "", "", unit_of_sheet)
    inner = unicodedata.normalize("NFKC", parts[-1])
    if exported := _EXPORTED.fullmatch(inner):
        inner = "job title" if exported[2] else exported[1]
    trailing = _TRAILING_UNIT.search(inner)
    inner = inner[: trailing.start()] if trailing else inner
    if len(parts) > 1 and _TRAILING_UNIT.fullmatch(f"/{inner}"):
        # 总投资/亿元 is no title of two levels.
        return taken_apart((*parts[:-2], f"{parts[-2]}({inner})"), unit_of_sheet)
    asides = [next(filter(None, groups), "") for groups in _BRACKETS.findall(inner)]
    unit = next((found for part in reversed(parts) if (found := unit_in(part))), trailing[1] if trailing else "")
    aside = " ".join(one for one in asides if one and not unit_in(f"({one})") and not _COUNTED.fullmatch(one))
    word = fold_title(_BRACKETS.sub("", inner)) or fold_title(inner)
    word = _OF.sub("", _ASKED.sub("", re.sub(r"(?<=[\u3400-\u9fff])\d$", "", word))) or word
    outer = "/".join(fold_title(part) for part in parts[:-1])
    return Title(text, word, outer, fold_title(aside), unit or unit_of_sheet)


def unit_in(title: str) -> str:
    """The unit of money a title gives: `总投资（万元）` → 万元; '' for none."""
    plain = unicodedata.normalize("NFKC", title)
    if foreign := _ENGLISH_UNIT.search(plain):
        scale = _SCALES[re.sub(r"[\s,]+", "", foreign["scale"].lower())]
        currency = (foreign["after"] or foreign["before"] or "CNY").upper()
        return scale + _CURRENCIES.get(currency, "元")
    places = [next(filter(None, groups), "") for groups in _BRACKETS.findall(plain)]
    places += _UNIT_WORDS.findall(plain)
    places += plain.rsplit("/", 1)[1:]
    pieces = [piece for place in places for piece in re.split(r"[、,，;；/ :：]", place.replace("单位", ""))]
    units = [piece for piece in pieces if piece and not re.search(r"\d", piece) and money_unit(piece)]
    # Of 人民币：万元 the part that scales.
    return next((unit for unit in units if _SCALED.search(unit)), units[0] if units else "")


def fold_title(text: str) -> str:
    """A title as synonyms are compared: NFKC, simplified, lower case, without spaces and punctuation."""
    folded = _ORNAMENT.sub("", to_simplified(unicodedata.normalize("NFKC", text))).lower()
    return (folded.replace("-", "") if folded.isascii() else folded).strip("()[]-—/")


def is_ordinal(title: Title) -> bool:
    """Whether a column only numbers the rows."""
    return title.word in ORDINALS
