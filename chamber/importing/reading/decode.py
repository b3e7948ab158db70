"""Bytes of a text file to text: BOM, then strict UTF-8, then GB18030, as Chinese files come.

A file that is almost all UTF-8 with a few broken bytes stays UTF-8: GB18030 would take such bytes for other characters
without complaint.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORDS = re.compile(
    "名称|名稱|姓名|公司|单位|單位|电话|電話|手机|手機|地址|序号|序號|企业|企業|联系|聯繫|职务|項目|项目"
)
_WORDS_THERE = re.compile("名稱|姓名|公司|單位|電話|手機|地址|序號|企業|聯絡|職稱|編號")
_WINDOW = 1 << 16
_LOST = "�"
_CONTROLS = {code: None for code in range(32) if chr(code) not in "\t\n\r\v\f\x1a\0"}


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with its encoding; `lost` characters could not be read, `nulls` were taken out."""

    text: str
    encoding: str
    lost: int = 0
    nulls: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text of `data`, or None when it is no text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            if encoding == "utf-8-sig" and (misnamed := _misnamed(data[len(bom) :])) is not None:
                return _checked(misnamed, "gb18030")
            return _checked(data.decode(encoding, "replace"), encoding)
    if b"\0" in data:
        found = _without_bom(data)
        if found is not None:
            return found
    text = _strict(data, "utf-8")
    if text is not None:
        return _checked(text, "utf-8")
    if _is_nearly_utf8(data):
        return _checked(data.decode("utf-8", "replace"), "utf-8")
    if (taiwanese := in_big5(data)) is not None:
        return _checked(taiwanese, "big5")
    return _checked(data.decode("gb18030", "replace"), "gb18030")


def in_big5(data: bytes) -> str | None:
    """The text of a list from Taiwan or Hong Kong: read as Big5 its first lines hold words of lists, read as GB18030 none."""
    head = data[:4_000]
    if _WORDS.search(head.decode("gb18030", "replace")) or not _WORDS_THERE.search(head.decode("big5hkscs", "replace")):
        return None
    return _strict(data, "big5hkscs")


def _misnamed(data: bytes) -> str | None:
    """The text of a file to which some program put the mark of UTF-8 although it is GB18030."""
    if _strict(data, "utf-8") is not None or _is_nearly_utf8(data):
        return None
    return _strict(data, "gb18030")


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether the surroundings of the first broken byte are UTF-8 but for a few."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        data = data[max(0, error.start - _WINDOW) : error.start + _WINDOW]
    text = data.decode("utf-8", "replace")
    lost = text.count(_LOST)
    return lost * 20 <= len(text) - len(text.encode("ascii", "ignore")) - lost


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _without_bom(data: bytes) -> Decoded | None:
    """UTF-16 that lost its BOM: it must read as lines of ordinary characters."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding) if len(data) % 2 == 0 else None
        if text and "\0" not in text and "\n" in text:
            ordinary = sum(char < "\x7f" or "一" <= char <= "鿿" or "　" <= char <= "～" for char in text[:4000])
            if ordinary >= 0.9 * min(len(text), 4000):
                return Decoded(text, encoding)
    return None


def _checked(text: str, encoding: str) -> Decoded | None:
    nulls = text.count("\0")
    if nulls:
        text = text.replace("\0", "")
    lost = text.count(_LOST)
    sample = text[:100_000]
    controls = len(sample) - len(sample.translate(_CONTROLS))
    if controls > len(sample) // 100 or lost > max(2, len(text) // 50) or nulls > max(8, len(text) // 2):
        return None
    return Decoded(text, encoding, lost, nulls)
