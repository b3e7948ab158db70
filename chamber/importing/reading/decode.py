"""Bytes of a text file to text: BOM, then strict UTF-8, then GB18030, as Chinese files come.

A file that is almost all UTF-8 with a few broken bytes stays UTF-8: GB18030 would take such bytes for other characters
without complaint.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
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
    return _checked(data.decode("gb18030", "replace"), "gb18030")


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
