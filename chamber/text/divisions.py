"""Codes and names of administrative divisions (GB/T 2260): pure rules on six-digit codes and nine-digit townships."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from chamber.text.patterns import pattern

Level = Literal["province", "prefecture", "county", "township"]

_PEOPLES = (
    "(?:阿昌|白|保安|布朗|布依|朝鲜|达斡尔|傣|德昂|东乡|侗|独龙|俄罗斯|鄂伦春|鄂温克|高山|仡佬|哈尼|哈萨克|赫哲|回|基诺|京"
    "|景颇|柯尔克孜|拉祜|黎|傈僳|珞巴|满|毛南|门巴|蒙古|苗|仫佬|纳西|怒|普米|羌|撒拉|畲|水|塔吉克|塔塔尔|土|土家|佤"
    "|维吾尔|乌孜别克|锡伯|瑶|彝|裕固|藏|壮)族"
)
_AUTONOMOUS = pattern(rf"(?:(?:{_PEOPLES})+|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|各族)?自治(?=[州县旗])")
_SUFFIX = pattern(r"(?:地区|林区|矿区|特区|新区|[市州盟区县旗])$")


def level_of(code: str) -> Level:
    """What a code stands for, by its form."""
    if len(code) == 9:
        return "township"
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


@lru_cache(maxsize=8192)
def prefix_of(code: str) -> str:
    """The digits every code inside the division begins with: 150400 → 1504."""
    if len(code) == 6:
        return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code
    return code


def covers(outer: str, inner: str) -> bool:
    """Whether `inner` is `outer` or lies inside it (a city covers its counties, they their townships)."""
    return inner.startswith(prefix_of(outer))


def code_range(code: str) -> tuple[str, str]:
    """The half-open range of codes inside a division, itself included, as text: 150400 → ('1504', '1505')."""
    prefix = prefix_of(code)
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def short_name(name: str) -> str:
    """A name as people say it: 赤峰市 → 赤峰, 恩施土家族苗族自治州 → 恩施. Names of one character stay whole."""
    plain = _AUTONOMOUS.sub("", name)
    short = _SUFFIX.sub("", plain)
    return short if len(short) >= 2 else name


def other_names(name: str) -> set[str]:
    """Ways an official name is shortened: without its suffix, or keeping the suffix alone (恩施州, 鄂伦春旗)."""
    return {short_name(name), _AUTONOMOUS.sub("", name)} - {name}
