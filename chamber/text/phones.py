"""Phone numbers as cells hold them: several, with labels, extensions, and tails that stand for a whole number.

`办公0471-4310000-8001，手机：139 0000 1111`, `(025)89264966/83009712`, `58987131/51/53`. A number without area code
stays as it is; an area code is never invented. Masked numbers (`139****4444`) and what a spreadsheet has shortened
(`1.39E+10`) are reported, never kept as numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from functools import lru_cache

from chamber.i18n import N_
from chamber.text.cells import EXPONENT, as_text, in_full, is_blank
from chamber.text.masks import mask_name, mask_phone
from chamber.text.patterns import pattern
from chamber.text.values import Parsed, Phone, Problem

__all__ = ["is_area_code", "mask_name", "mask_phone", "parse_phones", "show_phones"]

_REST = r"(?:\d{7,8}|\d{3,4}[-\s]\d{4})(?!\d)"
_AREA = r"(?:10|2\d|[3-9]\d{2})"
_NUMBER = pattern(
    r"(?P<masked>\d[\d\- ]*\*{2,}[\d*]*|(?<!\d)1[3-9]\d[\d\- ]*[xX×]{3,}\d*)"
    r"|(?:(?<!\d)(?:\(?(?:\+|00)?86\)?[-\s]*)?|(?<!\d))0?(?P<mobile>1[3-9](?:[-\s]?\d){9})(?!\d)"
    r"|(?<!\d)(?P<service>[48]00[-\s]?\d{3,4}[-\s]?\d{3,4})(?!\d)"
    rf"|(?<!\d)(?:(?:\+|00)?86[-\s]*)?[(\[]?0(?P<area>{_AREA})[)\]]?[-\s]*(?P<rest>{_REST})"
    rf"|(?:\+|(?<!\d)00|(?<![\d-])(?=86[-\s]))86[-\s]*[(\[]?(?P<area86>{_AREA})[)\]]?[-\s]*(?P<rest86>{_REST})"
    r"|(?:\+|(?<!\d)00)(?P<foreign>[1-9]\d{0,2}(?:[-\s]?\(?\d\)?){6,12})(?!\d)"
    r"|(?<!\d)(?P<wrong>\d{3,5}-\d{7,8})(?!\d)"
    rf"|(?<!\d)(?P<cut>0{_AREA}[-\s]\d{{5,6}})(?![\d-])"
    rf"|(?<!\d)(?P<local>(?=[2-8]){_REST})"
    r"|(?<!\d)(?P<digits>\d{3,})(?!\d)"
)
_EXTENSION = pattern(
    r"\s*\(?\s*(?:转分机|分机号?|转|[*#]|ext\.?|-|—|x(?=\d))\s*:?\s*(\d{1,6})(?![\d\-])\s*\)?", re.IGNORECASE
)
# A letter grown on a number: a digit nobody could read (5898713x) or a slip of the hand (139000O0092).
_STRAY = pattern(r"(?!x\d)[A-Za-z](?![A-Za-z])")
_TYPED = pattern(
    r"(?<![A-Za-z\d])(?=[\d-]*[OoIl])(?:[1Il][\dOoIl]{10}|[0Oo][\dOoIl]{2,3}[-\s]?[\dOoIl]{7,8})(?![A-Za-z\d])"
)
_ALIKE = str.maketrans("OoIl", "0011")
_TAIL = pattern(r"\s*[/、\\]\s*(\d{1,4})(?![\d\-*])")
_MORE_EXTENSIONS = pattern(r"\s*[/、,]\s*(\d{2,6})(?![\d\-])")
# 139.0000.1111, 0476/8222222: the head of a number parted by what else is a full stop or parts two numbers.
_PARTED = pattern(
    r"(?<![\d.])(\d{3,4})\.(?=\d{3})|(?<!\d)(0\d{2,3})/(?=\d{7,8}(?!\d))|(?<=\d{3}[.-]\d{4})\.(?=\d{4}(?!\d))|(?<=0\d{3}\.\d{3})\.(?=\d{4}(?!\d))"
)
_RUN_TOGETHER = pattern(r"(?<!\d)1[3-9]\d{9}(?=1[3-9]\d{9}(?!\d))")
_MAIL = pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CHAT = pattern(r"(?:[QＱqｑ]{2}|扣扣)(?:号码?)?\s*[:：]?\s*\Z|[A-Za-z_]\Z")
_NUMBERED = pattern(r"(?:^|(?<=[\s;,]))\d{1,2}[、.):]")
_DASHES = str.maketrans(dict.fromkeys("—–―─−‐‑‒﹣", "-"))
_SEPARATORS = " \t\n\r;,/、|\\:.。·-—_~()[]{}<>*+#?'\"&和或"
_GENERIC = pattern(r"(?:联系|办公)?电话(?:号码?)?|联系方式|号码|(?:tel|phone|mob(?:ile)?|t)(?=\W|$)\.?", re.IGNORECASE)
_INNER = pattern(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_SPACED = pattern(r"\d(?:[ \u3000]\d){6,}")
"""Each digit in a box of its own: 1 3 9 0 0 …"""
_AREAS = pattern(
    "0(?:10|2[0-57-9]|3(?:1\\d|35|49|5\\d|7\\d|9[1-68])|4(?:1\\d|2[1-9]|3\\d|40|5\\d|6[4-9]|7\\d|8[23])"
    "|5(?:1\\d|2[37]|3\\d|4[36]|5\\d|6[1-6]|7\\d|80|9\\d)|6(?:3[1-5]|6[0-38]|9[12])"
    "|7(?:01|1\\d|2[248]|3\\d|4[3-6]|5\\d|6\\d|7\\d|9\\d)|8(?:1[2-8]|2[5-7]|3\\d|40|5\\d|7\\d|8[36-8]|9[1-8])"
    "|9(?:0[1-36-9]|1\\d|3\\d|4[13]|5[1-5]|7\\d|9\\d))"
)


@dataclass(slots=True)
class _Found:
    """A number and where it stood; `made` from a tail or an extension behind the one before it."""

    phone: Phone
    start: int
    end: int
    code: str = ""
    made: bool = False


_MESSAGES = {
    "masked": N_("Masked, not a usable number: {text}"),
    "area": N_("There is no such area code: {text}; kept as written"),
    "phone": N_("Not a phone number: {text}; kept as written"),
    "short": N_("Too short for a phone number: {text}"),
    "letter": N_("A letter among the digits of a phone number: {text}; kept as written"),
    "account": N_("The name of an account, no phone number: {text}"),
    "unsure": N_("The sheet doubts this phone number: {text}"),
}
_NO_NUMBER = frozenset(("masked", "short", "letter", "account"))
"""Problems of what is no number to keep."""


def parse_phones(cell: object, area_code: str | None = None) -> Parsed[tuple[Phone, ...]]:
    """Read the phone numbers of a cell. `area_code` (0471), if the sheet gives one, completes local numbers."""
    if isinstance(cell, (date, time)):
        text = as_text(cell)
        return Parsed(
            None, (Problem("phone", N_("A date where a phone number should be: {text}"), {"text": text}, "doubt"),)
        )
    if type(cell) is str and cell.isascii() and _is_mobile(cell):
        # Most cells; the number is kept in memory once, as the cell.
        return Parsed((Phone(cell),))
    text = as_text(cell)
    if _SPACED.fullmatch(text):
        text = "".join(text.split())
    return _parse(text.translate(_DASHES), area_code or "")


def is_area_code(text: str) -> bool:
    """Whether a place in China has this area code (0471)."""
    return _AREAS.fullmatch(text) is not None


def show_phones(phones: Sequence[Phone]) -> str:
    """The numbers as one cell that reads back the same: `办公:0471-4310000-8001；13900001111`."""
    return "；".join(_show(phone) for phone in phones)


def _show(phone: Phone) -> str:
    label = f"{phone.label}:" if phone.label else ""
    if not phone.extension:
        # What kind of number it is takes a while to tell, and lists show hundreds.
        return label + phone.number
    join = "-" if phone.kind in ("landline", "local") else "转"
    return f"{label}{phone.number}{join}{phone.extension}"


def _is_mobile(text: str) -> bool:
    return len(text) == 11 and text.isdigit() and text[0] == "1" and text[1] in "3456789"


@lru_cache(maxsize=8192)
def _parse(text: str, area_code: str) -> Parsed[tuple[Phone, ...]]:
    if _is_mobile(text):
        return Parsed((Phone(text),))
    if is_blank(text):
        return Parsed(None)
    text = written = in_full(text)
    if EXPONENT.search(text):
        return _unread(N_("A spreadsheet has shortened this number: {text}; type it in full"), text)
    typed = _TYPED.search(text)
    if typed and _NUMBER.fullmatch(typed[0].translate(_ALIKE)):
        message = N_("Letters among the digits: {text}; is it {suggestion}? Kept as written")
        params = {"text": typed[0], "suggestion": typed[0].translate(_ALIKE)}
        return Parsed(None, (Problem("letter", message, params, "doubt"),))
    text = re.sub(r"(\d{7})\.0\Z", r"\1", text)
    mails = _MAIL.findall(text)
    together = _RUN_TOGETHER.search(text)
    text = _PARTED.sub(r"\1\2-", _RUN_TOGETHER.sub(r"\g<0> ", _MAIL.sub(" ", text)))
    found = _find(text)
    if any(one.code == "short" for one in found):
        # Beside broken pieces of a number, 110 is another piece.
        for one in found:
            one.code = one.code or ("short" if len(one.phone.number) < 7 else "")
    if not found:
        return _unread(N_('No phone number found in "{text}"'), written, kept=True)
    problems = tuple(
        Problem(one.code, _MESSAGES[one.code], {"text": text[one.start : one.end] or one.phone.number}, "doubt")
        for one in found
        if one.code
    )
    if together:
        message = N_("Two numbers with nothing between them: {text}")
        problems += (Problem("unsure", message, {"text": written}, "doubt"),)
    leftover = "、".join(filter(None, (*mails, _label(found, text))))
    if leftover:
        problems += (Problem("words", N_("Words beside the phone numbers were not kept: {text}"), {"text": leftover}),)
    phones: dict[tuple[str, str], Phone] = {}
    for one in found:
        if one.code not in _NO_NUMBER:
            phone = _completed(one.phone, area_code)
            phones.setdefault((phone.number, phone.extension), phone)
    return Parsed(tuple(phones.values()) or None, problems)


def _unread(message: str, text: str, *, kept: bool = False) -> Parsed[tuple[Phone, ...]]:
    return Parsed(None, (Problem("phone", message, {"text": text}, "doubt", kept),))


def _completed(phone: Phone, area_code: str) -> Phone:
    return replace(phone, number=f"{area_code}-{phone.number}") if area_code and phone.kind == "local" else phone


def _find(text: str) -> list[_Found]:
    """Every number of the text with its extension, those made from tails included, in order."""
    found: list[_Found] = []
    position = 0
    while match := _NUMBER.search(text, position):
        one = _read(match)
        if match.lastgroup in ("local", "digits") and _CHAT.search(text, position, match.start()):
            one.code = "account"
        _inherit_area(one, found, text)
        found.append(one)
        position = match.end()
        if one.code == "masked":
            continue
        if stray := _STRAY.match(text, position):
            # A mobile is complete by itself; of any other number the letter may stand for a digit.
            one.code = "unsure" if one.phone.kind == "mobile" else "letter"
            position = one.end = stray.end()
            continue
        if one.code in ("short", "account"):
            continue
        while tail := _TAIL.match(text, position):
            number = one.phone.number[: -len(tail[1])] + tail[1]
            found.append(_Found(Phone(number), tail.end(), tail.end(), one.code, made=True))
            position = tail.end()
        extension = _EXTENSION.match(text, position)
        if extension and not (one.phone.kind == "mobile" and "转" not in extension.group()):
            found[-1].phone = replace(found[-1].phone, extension=extension[1])
            position = extension.end()
            while (more := _MORE_EXTENSIONS.match(text, position)) and len(more[1]) == len(extension[1]):
                another = replace(found[-1].phone, extension=more[1])
                position = more.end()
                found.append(_Found(another, position, position, found[-1].code, made=True))
        if text[position : position + 1] == "?" and not found[-1].code:
            found[-1].code = "unsure"
            position += 1
        found[-1].end = position
    return found


def _read(match: re.Match[str]) -> _Found:
    kind = match.lastgroup or ""
    kind = {"rest": "area", "rest86": "area86"}.get(kind, kind)
    code = ""
    if kind in ("area", "area86"):
        area = "0" + match[kind]
        number = f"{area}-{_digits(match['rest' if kind == 'area' else 'rest86'])}"
        code = "" if _AREAS.fullmatch(area) else "area"
    elif kind == "foreign":
        number, code = _foreign("+" + _digits(match[kind]))
    elif kind == "wrong":
        number, code = match[kind], "area"
    elif kind == "cut":
        number, code = "-".join(re.split(r"[-\s]", match[kind])), "phone"
    else:
        number = _digits(match[kind])
        if kind == "masked":
            code = "masked"
        elif Phone(number).kind == "unknown":
            code = "phone" if len(number) >= 7 else "short"
        elif kind == "service" and len(number) == 10:
            number = f"{number[:3]}-{number[3:6]}-{number[6:]}"
    return _Found(Phone(number), match.start(), match.end(), code)


def _foreign(number: str) -> tuple[str, str]:
    """A number of another country in the international notation; as written, and a problem, if it has no such form."""
    # Loaded for the first such number only: it takes 60 ms.
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number, "phone"
    shown = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL).replace("-", " ")
    return (shown, "") if phonenumbers.is_possible_number(parsed) else (number, "phone")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _inherit_area(one: _Found, found: list[_Found], text: str) -> None:
    """`(025)89264966/83009712`: a slash joins two ends of one number, the area code belongs to both."""
    if not found or one.phone.kind != "local" or text[found[-1].end : one.start].strip() not in ("/", "\\"):
        return
    area, dash, local = found[-1].phone.number.rpartition("-")
    if found[-1].phone.kind == "landline" and len(local) == len(one.phone.number):
        one.phone = replace(one.phone, number=f"{area}{dash}{one.phone.number}")


def _label(found: list[_Found], text: str) -> str:
    """Give each number the words that belong to it; returns the words that belong to none."""
    edges = [0, *(one.end for one in found)]
    gaps = ["" if one.made else text[end : one.start] for end, one in zip(edges, found, strict=False)]
    gaps.append(text[edges[-1] :])
    for index in range(1, len(gaps)):
        bracket = re.match(r"\s*[(\[]([^()\[\]]*)[)\]]", gaps[index])
        if bracket and found[index - 1].end > found[index - 1].start:
            found[index - 1].phone = _labelled(found[index - 1].phone, _words(bracket[1]))
            gaps[index] = gaps[index][bracket.end() :]
    lost = [gap.strip(_SEPARATORS) for gap in gaps if re.search(r"\d", _NUMBERED.sub(" ", gap))]
    words = [_words(gap) for gap in gaps]
    if not words[0] and words[-1]:
        words = ["", *words]
        trailing = ""
        words = [*words[2:], ""]
    else:
        trailing = words[-1]
    for one, word in zip(found, words, strict=False):
        one.phone = _labelled(one.phone, word)
    if trailing and not found[-1].phone.label:
        found[-1].phone = replace(found[-1].phone, label=trailing)
        trailing = ""
    return "、".join(filter(None, (trailing, *lost)))


def _labelled(phone: Phone, word: str) -> Phone:
    return replace(phone, label=word) if word and not phone.label else phone


def _words(gap: str) -> str:
    """The words of a gap between numbers without separators, digits and words that say nothing (电话, Tel)."""
    text, before = re.sub(r"[\d*+()\[\];\n]+", " ", gap), ""
    while text != before:
        before = text
        text = " ".join(_GENERIC.sub("", _INNER.sub("", text)).strip(_SEPARATORS).split())[:24]
    return text
