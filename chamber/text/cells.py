"""What every reader of cells needs first: a cell as text, and which texts mean that nothing was written."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from chamber.text.patterns import pattern

_BLANK = pattern(
    r"[-—–_/\\.。?〃*\s]*|\(?[空无缺]\)?|\(跳过\)|暂?无(?:数据|信息)?|未知|不详|未填写?|未提供|未公[开示]|[#(]?n/?a\)?|n\.a\.?|nan|nil|\(?null\)?|none",
    re.IGNORECASE,
)
UNSEEN = "\x00\xad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Marks that nobody sees and nobody typed, as web pages and address books leave them at the ends of what is copied; those
that join letters are not among them."""
_EDGES = " \t\r\n\u3000\xa0\u200c\u200d" + UNSEEN

EXPONENT = pattern(r"[-+]?\d+(?:\.\d+)?E\+?\d{2,3}", re.IGNORECASE)
"""A number a spreadsheet has shortened: `1.50412E+10`."""


_EXACT = pattern(r"(\d)\.(\d{6,16})E(\d{1,2})", re.IGNORECASE)


def in_full(text: str) -> str:
    """`1.3900001111E10`, as programs write numbers and lose nothing, in digits: `13900001111`. Any other text as it is."""
    found = _EXACT.fullmatch(text)
    if found is None or not 0 <= int(found[3]) - len(found[2]) <= 2:
        return text
    return f"{found[1]}{found[2]}".ljust(int(found[3]) + 1, "0")


def as_text(cell: object) -> str:
    """A cell as one NFKC text: whole floats without `.0`, no white space or invisible marks around it."""
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e17 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    text = str(cell)
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip(_EDGES)


def as_written(cell: object) -> str:
    """A cell as text, unaltered but for the white space around it."""
    return str(cell).strip(_EDGES) if isinstance(cell, str) else as_text(cell)


def is_blank(text: str) -> bool:
    """Whether a text only says that there is nothing: '', -, 暂无, ***, N/A. `text` is from `as_text`."""
    return not text or (len(text) < 12 and _BLANK.fullmatch(text) is not None)
