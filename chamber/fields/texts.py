"""Fields written as words: text, codes, names, mail, phones, tags, yes or no."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, ClassVar, cast

from chamber.fields.base import Context, Kind
from chamber.i18n import N_
from chamber.text.cells import EXPONENT, UNSEEN
from chamber.text.patterns import pattern
from chamber.text.phones import parse_phones, show_phones
from chamber.text.ticked import BOXES
from chamber.text.uscc import is_valid, parse_uscc
from chamber.text.values import AFTER_NUMBER, BEFORE_NUMBER, Parsed, Phone, Problem, bare_number

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_BLANK = {"", "-", "--", "—", "/", "无", "暂无", "***", "N/A", "n/a", "#N/A", "null", "NULL", "None"}
_BLANK |= {"(空)", "（空）", "(跳过)", "（跳过）"}  # what a form on the web writes for a question nobody answered


_OUTER = "".join(filter(str.isspace, map(chr, range(0x3001)))) + UNSEEN
"""What is no part of a text at its ends: every white space, and what nobody sees."""


def plain(cell: object) -> str:
    """A cell as text: whole floats without `.0`, outer white space gone, inner line ends unified."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip(_OUTER)


def _unspaced(cell: object) -> str:
    """A cell without spaces, NFKC also where a space stood between a letter and its mark."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", plain(cell)).replace(" ", ""))


_HAN = r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff（）()、]"
_SPREAD = pattern(rf"{_HAN}(?:[ \u3000]+{_HAN}){{1,5}}")
_UPRIGHT = pattern(rf"{_HAN}(?:\s*\n\s*{_HAN})+")
_BODY = pattern(r"(?:公司|集团|合作社|商会|协会|学会|[厂店行社局院校所部]|中心)[)）]?$")


def one_line(text: str, between: str = " ") -> str:
    """A text that a cell broke into lines on one. A name broken inside (赤峰某某 / 有限公司) or written from top to bottom
    is joined, as is one spread to fill its column (局  长); what may be two things gets `between`."""
    if (" " in text or "\u3000" in text) and _SPREAD.fullmatch(text):
        return re.sub(r"[ \u3000]+", "", text)
    if "\n" not in text:
        return text
    if _UPRIGHT.fullmatch(text):
        return re.sub(r"\s*\n\s*", "", text)
    first, *others = (line.strip() for line in text.split("\n") if line.strip())
    for line in others:
        inside = line[0] in "（()）" or (_BODY.search(line) and not _BODY.search(first))
        first = f"{first}{line}" if inside else f"{first}{between}{line}"
    return first


def lines_of(cells: Sequence[object]) -> str | None:
    """The cells that hold something as one text, a line each; None where one is no text or has lines of its own."""
    texts = [cell for cell in cells if cell is not None]
    if not all(type(text) is str for text in texts):
        return None
    joined = "\n".join(cast("list[str]", texts))
    return joined if joined.count("\n") == max(0, len(texts) - 1) else None


_LOOKED_AT = pattern(rf"[^\S\n]|[{re.escape(UNSEEN)}{BOXES}]|#[A-Z]")
"""What is in a text that is not its own value: white space, at its ends or inside, marks nobody sees, boxes to tick, errors."""
_ERROR = pattern(r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)")


def _sheet_error(text: str) -> Parsed[str] | None:
    """What a formula of a spreadsheet leaves when it fails (#REF!); None for any other text."""
    if not _ERROR.fullmatch(text):
        return None
    return Parsed(None, (Problem("formula", N_("A formula of the sheet failed: {text}"), {"text": text}, "doubt"),))


class Text(Kind):
    """Free text. `multiline` asks for a text area in forms."""

    _nothing: ClassVar[frozenset[str]] = frozenset(_BLANK - {"无", "/"})

    def __init__(self, *, multiline: bool = False) -> None:
        self.multiline = multiline  # type: ignore[misc]

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        text = plain(cell)
        if text in self._nothing:
            return Parsed("")
        if text[0] == "#" and (error := _sheet_error(text)):
            return error
        return Parsed(text if self.multiline else one_line(text))

    def at_once(self, cells: Sequence[object]) -> list[Any] | None:
        if type(self).parse not in (Text.parse, PersonName.parse):
            return None
        lines = lines_of(cells)
        if lines is None or _LOOKED_AT.search(lines):
            return None
        nothing = self._nothing
        return [None if cell in nothing else cell for cell in cells]


class Password(Text):
    """A password: exactly as it was typed, and never shown."""

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        return Parsed("" if cell is None else str(cell))


class Code(Text):
    """A code or number given by us or by an authority; kept as text, inner spaces removed."""

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        if EXPONENT.fullmatch(plain(cell)) or (isinstance(cell, (int, float)) and abs(cell) >= 10**15):
            # A spreadsheet keeps 15 digits of a number.
            message = N_("A spreadsheet has shortened this number: {text}; its end is lost")
            return Parsed(None, (Problem("shortened", message, {"text": plain(cell)}, "doubt"),))
        text = _unspaced(cell)
        return Parsed("" if text in _BLANK else text)


class PersonName(Text):
    """A person's name: ideographic and inner spaces between Han characters are layout, not name."""

    _nothing: ClassVar[frozenset[str]] = frozenset(_BLANK)
    _inner: ClassVar[re.Pattern[str]] = pattern(
        r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])[\s\u3000]+(?=[\u3400-\u9fff\U00020000-\U0003ffff])"
    )

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        text = plain(cell)
        if text[:1] == "#" and (error := _sheet_error(text)):
            return error
        if text in self._nothing:
            return Parsed("")
        name = one_line(text, "、")
        if self._inner.search(name):
            from chamber.text.persons import with_commas

            name = self._inner.sub("", with_commas(name))
        return Parsed(name)


class UsccCode(Kind):
    """统一社会信用代码 (GB 32100-2015), 18 characters; a wrong check digit is kept with a warning."""

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        return parse_uscc(cell)

    def at_once(self, cells: Sequence[object]) -> list[Any] | None:
        lines = lines_of(cells)
        if lines is None or not all(map(is_valid, filter(None, lines.split("\n")))):
            return None
        return [cell or None for cell in cells]

    def load(self, stored: Sequence[Any]) -> str:
        return stored[0] or ""

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (value or None,)


class Email(Text):
    """A mail address; something without @ is kept with a warning."""

    def parse(self, cell: object, context: Context) -> Parsed[str]:
        text = _unspaced(cell)
        if text in _BLANK:
            return Parsed("")
        if not re.fullmatch(r"[^@\s,;]+@[^@\s]+\.[^@\s]+(?:[,;][^@\s,;]+@[^@\s]+\.[^@\s]+)*", text):
            return Parsed(text, (Problem("email", N_("Not a mail address: {text}"), {"text": text}),))
        return Parsed(text)


def phones_json(phones: Sequence[Phone]) -> str:
    """Phone numbers as they are stored. Most are one bare number, and an import has many."""
    if len(phones) == 1:
        (phone,) = phones
        if not phone.label and not phone.extension and phone.number.isalnum():
            return f"{BEFORE_NUMBER}{phone.number}{AFTER_NUMBER}"
    return _encode([phone.to_json() for phone in phones])


_MOBILES = pattern(r"(?:1[3-9][0-9]{9}(?:\n|$))*")


class Phones(Kind):
    """Phone numbers, several in one cell, with labels and extensions."""

    def empty(self) -> tuple[Phone, ...]:
        return ()

    def parse(self, cell: object, context: Context) -> Parsed[tuple[Phone, ...]]:
        return parse_phones(cell)

    def at_once(self, cells: Sequence[object]) -> list[Any] | None:
        lines = lines_of(cells)
        if lines is None or not _MOBILES.fullmatch(lines):
            return None
        return [(Phone(cell),) if cell else None for cell in cast("Sequence[str | None]", cells)]

    def show(self, value: Any, lang: str = "zh") -> str:
        return show_phones(value or ())

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (phones_json(value) if value else None,)

    def load(self, stored: Sequence[Any]) -> tuple[Phone, ...]:
        return tuple(Phone(**item) for item in json.loads(stored[0])) if stored[0] else ()

    def lines(self, columns: Sequence[Sequence[Any]], lang: str = "zh") -> Sequence[str]:
        # Hardly two rows have the same numbers, and most have one and nothing else: it is read without taking JSON apart.
        return [
            bare_number(text) or show_phones(self.load((text,))).replace("\n", " ") if text else ""
            for text in columns[0]
        ]

    def to_json(self, value: Any) -> Any:
        return [phone.to_json() for phone in value or ()]


class Tags(Kind):
    """A list of short texts, written with 、 or commas or semicolons or on lines of their own."""

    _split: ClassVar[re.Pattern[str]] = pattern(r"[、,，;；\n┋]+")

    def empty(self) -> tuple[str, ...]:
        return ()

    def parse(self, cell: object, context: Context) -> Parsed[tuple[str, ...]]:
        text = plain(cell)
        if text in _BLANK:
            return Parsed(())
        text = one_line(text) if _UPRIGHT.fullmatch(text) else text
        seen = dict.fromkeys(part.strip(_OUTER) for part in self._split.split(text))
        seen.pop("", None)
        return Parsed(tuple(seen))

    def show(self, value: Any, lang: str = "zh") -> str:
        return "、".join(value or ())

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (json.dumps(list(value), ensure_ascii=False) if value else None,)

    def load(self, stored: Sequence[Any]) -> tuple[str, ...]:
        return tuple(json.loads(stored[0])) if stored[0] else ()

    def to_json(self, value: Any) -> Any:
        return list(value or ())


class Flag(Kind):
    """Yes or no: 是/否, 有/无, √/×, yes/no, 1/0."""

    _yes: ClassVar[frozenset[str]] = frozenset({"是", "有", "√", "✓", "✔", "1", "y", "yes", "true", "对", "已", "同意"})
    _no: ClassVar[frozenset[str]] = frozenset(
        {"", "否", "无", "×", "✗", "0", "n", "no", "false", "不", "未", "-", "不同意"}
    )

    def empty(self) -> bool:
        return False

    def is_empty(self, value: Any) -> bool:
        return not value

    def parse(self, cell: object, context: Context) -> Parsed[bool]:
        text = unicodedata.normalize("NFKC", plain(cell)).lower()
        if text in self._yes:
            return Parsed(True)
        if text in self._no:
            return Parsed(False)
        return Parsed(False, (Problem("flag", N_("Neither yes nor no: {text}"), {"text": text}),))

    def show(self, value: Any, lang: str = "zh") -> str:
        if lang == "en":
            return "yes" if value else "no"
        return "是" if value else "否"

    def load(self, stored: Sequence[Any]) -> bool:
        return bool(stored[0])

    def dump(self, value: Any) -> tuple[Any, ...]:
        return (bool(value),)
