"""Numbers in Arabic digits, Chinese numerals or both: 1.2亿, 1千2百万, 壹拾亿, 五千余万, 二〇二一."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from chamber.text.patterns import pattern

_FORMS = str.maketrans(
    "億萬餘約達圓圆仟佰拾壹壱弌贰貳弍弐叁叄參弎肆伍陆陸柒捌玖两兩〇○幾",
    "亿万余约达元元千百十一一一二二二二三三三三四五六六七八九二二零零几",
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_PIECE = r"\d++(?:\.\d++)?|[零一二三四五六七八九十百千万亿]"

PHRASE = rf"(?:{_PIECE}|\.\d++)(?:{_PIECE}|[余多来](?=[十百千万亿]|\Z)|(?<=[十百])几|个(?=[余多来]?[万亿]))*"
"""The regular expression of one number in a text that went through `plain_numerals`; never empty."""

_TOKEN = pattern(rf"{_PIECE}|\.\d+|[余多来几]")
_GROUPS = pattern(r"(?<=\d)[,'](?=\d{3}(?!\d))|(?<=\d) (?=\d{3}(?: \d{3})*(?:\.\d+)?(?:\s*[万亿元]|\Z))")
_SPOKEN = pattern(
    r"(?<![零一二三四五六七八九十百千万亿])(?P<before>(?:[一二三四五六七八九十百千万亿]*[十百千万亿])?)(?P<pair>一二|二三|三四|四五|五六|六七|七八|八九|三五)"
    r"(?P<unit>[十百千万亿]+|个[万亿])(?![一二三四五六七八九\d])"
)
# Only before a unit: 九点三十 is a time.
_POINT = pattern(r"([零一二三四五六七八九十百千\d]+)点([零一二三四五六七八九]+)(?=个?[百千]?[万亿]|十[万亿])")
_SMALL = pattern(r"\d+(?:\.\d+)?E-\d{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """`value`, with 余 or 多 when it is open within its last place; `scale` is its last 万 or 亿 (or 1)."""

    value: Decimal
    qualifier: str
    scale: int


def plain_numerals(text: str) -> str:
    """Traditional and banker's forms as plain ones, thousand separators gone, two numbers said as one apart: 壹拾億 → 一十亿,
    27,850.08 → 27850.08, 五六百万 → 五百万-六百万."""
    text = text.translate(_FORMS).replace("廿", "二十").replace("卅", "三十")
    if "点" in text:
        text = _POINT.sub(_decimal, text)
    text = _GROUPS.sub("", _SPOKEN.sub(_ends, text))
    return _SMALL.sub(lambda match: f"{Decimal(match.group()):f}", text)


def _decimal(spoken: re.Match[str]) -> str:
    """一点五 is 1.5."""
    whole = read_number(spoken[1])
    digits = "".join(str(_DIGITS[char]) for char in spoken[2])
    return spoken[0] if whole is None else f"{whole.value}.{digits}"


def _ends(spoken: re.Match[str]) -> str:
    """五六百万 is from 五百万 to 六百万, 一百二三十 from 一百二十 to 一百三十."""
    before, pair, unit = spoken["before"], spoken["pair"], spoken["unit"]
    return f"{before}{pair[0]}{unit}-{before}{pair[1]}{unit}"


def read_number(phrase: str) -> Numeral | None:
    """The number of a `PHRASE`. None when the pieces do not make one (`1.2.3`, 万万万)."""
    reader = _Reader()
    for piece in _TOKEN.findall(phrase):
        if piece in "余多来几":
            reader.qualifier = "多" if piece == "多" else "余"
        elif piece in _UNITS:
            reader.unit(_UNITS[piece])
        elif piece in _DIGITS:
            reader.digit(_DIGITS[piece])
        elif not reader.number(Decimal(piece)):
            return None
    return reader.result()


class _Reader:
    """Adds up a numeral piece by piece: `high` holds what 万 and 亿 have closed, `low` the thousands being read."""

    def __init__(self) -> None:
        self.high = Decimal(0)
        self.low = Decimal(0)
        self.current: Decimal | None = None
        self.qualifier = ""
        self.scale = 1
        self.last_unit = 1
        self.spoken = 0
        self.after_zero = False

    def number(self, value: Decimal) -> bool:
        if self.current is not None:
            return False
        self.current = value
        self.spoken = 1 if self.last_unit >= 10**4 and value < 10 and value == int(value) else 0
        return True

    def digit(self, value: int) -> None:
        # Digits read one by one (二零二一) make a number place by place.
        self.current = Decimal(value) if self.current is None or self.after_zero else self.current * 10 + value
        self.after_zero = value == 0 and self.last_unit > 1 and self.spoken == 0
        self.spoken += 1

    def unit(self, unit: int) -> None:
        if unit < 10**4:
            self.low += (1 if self.current is None else self.current) * unit
        else:
            given = self.current is not None or self.low > 0
            section = self.low + (self.current or 0)
            if unit == 10**8 and self.high < 10**8:
                self.high = (self.high + section if given or self.high else Decimal(1)) * unit
            elif given or not self.high:
                self.high += (section if given else 1) * unit
            else:
                self.high *= unit
            self.low = Decimal(0)
            self.scale = unit
        self.current = None
        self.last_unit = unit
        self.spoken = 0
        self.after_zero = False

    def result(self) -> Numeral | None:
        last = self.current or Decimal(0)
        # 三万五 (and 3万5) is 35,000: one digit right after a unit counts the next smaller one.
        if self.spoken == 1 and self.last_unit >= 100 and last and not self.after_zero:
            last *= self.last_unit // 10
        value = self.high + self.low + last
        scale = self.scale if not self.low and self.current is None else 1
        return Numeral(value, self.qualifier, scale) if value < 10**20 else None
