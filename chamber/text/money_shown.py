"""Amounts of money written out: in Chinese, in English, and as the 万元 of official sheets."""

from __future__ import annotations

import re
from decimal import Decimal

from chamber.text.currencies import currency_name, is_currency
from chamber.text.qualifiers import in_english
from chamber.text.values import Money

_WAN, _YI = 10**6, 10**10  # in 分
_SCALE_WORDS = {1: "", _WAN // 100: "万", _YI // 100: "亿"}


def in_wan(money: Money) -> str:
    """The amount in a column of 万元: `3000`, `约3000`, `3000-5000`, `500以上`; other currencies say theirs."""
    if money.currency != "CNY":
        return in_chinese(money)
    ends = [f"{Decimal(fen) / _WAN:f}" for fen in _ends(money)]
    number = "-".join(_trimmed(end) for end in ends)
    return _qualified(number, money.qualifier, "")


def wan_value(money: Money) -> Decimal | None:
    """The plain number of 万元 for a numeric cell; None when the amount is a range, qualified or foreign."""
    if money.currency != "CNY" or money.qualifier or money.low is None or money.low != money.high:
        return None
    return Decimal(money.low) / _WAN


def _ends(money: Money) -> list[int]:
    """The one or two amounts (分) that are written."""
    ends = [fen for fen in (money.low, money.high) if fen is not None]
    if money.qualifier in ("余", "多") or len(set(ends)) < 2:
        return ends[:1]
    return ends


def in_chinese(money: Money) -> str:
    ends = _ends(money)
    name = currency_name(money.currency)
    scales = [_scale(fen) for fen in ends]
    if len(set(scales)) == 1 or 0 in ends:
        scale = max(scales)
        number = "-".join(_trimmed(f"{Decimal(fen) / (scale * 100):f}") for fen in ends)
        return _qualified(number, money.qualifier, _SCALE_WORDS[scale] + name)
    parts = [
        _trimmed(f"{Decimal(fen) / (scale * 100):f}") + _SCALE_WORDS[scale] + name
        for fen, scale in zip(ends, scales, strict=True)
    ]
    return _qualified("-".join(parts), money.qualifier, "")


def _scale(fen: int) -> int:
    """亿 when two decimals are enough for it, 万 when four are, else 元."""
    if fen >= _YI and fen % (_YI // 100) == 0:
        return _YI // 100
    if fen >= _WAN and fen % (_WAN // 10**4) == 0:
        return _WAN // 100
    return 1


def _trimmed(number: str) -> str:
    return number.rstrip("0").rstrip(".") if "." in number else number


def _qualified(number: str, qualifier: str, unit: str) -> str:
    if qualifier in ("约", "近"):
        return qualifier + number + unit
    if qualifier in ("余", "多"):
        # 5000余万元 but 3亿余元: the word follows a round number, else its 万 or 亿.
        scale = unit[0] if unit[:1] in ("万", "亿") and not re.fullmatch(r"\d+0", number) else ""
        return number + scale + qualifier + unit.removeprefix(scale)
    return number + unit + qualifier


def in_english_words(money: Money) -> str:
    code = money.currency if is_currency(money.currency) else ""
    ends = [_trimmed(f"{Decimal(fen) / 100:,f}") for fen in _ends(money)]
    return f"{in_english(money.qualifier)}{code} {'-'.join(ends)}".strip()
