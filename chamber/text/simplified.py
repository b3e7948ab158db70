"""Traditional characters as simplified ones, for comparing names. Not for showing: 乾 and 徵 are names of their own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def _lines() -> list[str]:
    return files("chamber.text").joinpath("simplified_table.txt").read_text(encoding="utf-8").splitlines()


@cache
def _table() -> dict[int, str]:
    _source, traditional, simplified = _lines()
    return str.maketrans(dict(zip(traditional, simplified, strict=True)))


@cache
def _traditional() -> frozenset[str]:
    # Not from the table: that is made with the first of them, and there is none in most chambers.
    return frozenset(_lines()[1])


def to_simplified(text: str) -> str:
    """The text with each traditional character as its simplified one: 內蒙古億利 → 内蒙古亿利."""
    if text.isascii() or _traditional().isdisjoint(text):
        return text
    return text.translate(_table())
