"""统一社会信用代码 (GB 32100-2015, 18 characters) and the 15-digit registration numbers of before (GS 15-2006)."""

from __future__ import annotations

import re
from operator import mul

from chamber.i18n import N_
from chamber.text.cells import EXPONENT, as_text, in_full, is_blank
from chamber.text.patterns import pattern
from chamber.text.values import Parsed, Problem, Severity

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = bytes(_ALPHABET.find(char) % len(_ALPHABET) for char in map(chr, range(256)))
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_FORM = pattern(rf"[1-9A-HJ-NP-RTUWXY][0-9A-HJ-NP-RTUWXY][0-9]{{6}}[{_ALPHABET}]{{10}}")
_LABEL = pattern(r"^(?:统一)?(?:社会)?信用代码:?|^USCC:?", re.IGNORECASE)
# What a licence prints around it: (三证合一), (1-1) of a copy, 副本.
_ASIDE = pattern(r"^\([^()]*\)|\s*(?:\([^()]*\)|副本)$")
_JUNK = pattern(r"[\s\-_.·'\"`:]+")
# None of these letters exists in a code; each may stand for the digit it looks like.
_MISTAKEN = str.maketrans("OIZS", "0125")


def is_valid(code: str) -> bool:
    """Whether the form and the check digit (mod 31) are right.

    python-stdnum says the same (tests hold the two together) in 17 µs; an import of 100,000 rows cannot wait for it.
    """
    return len(code) == 18 and _FORM.fullmatch(code) is not None and check_digit(code) == code[17]


def check_digit(code: str) -> str:
    """The 18th character that belongs to the first 17; these must be of the code's alphabet."""
    return _ALPHABET[-sum(map(mul, code.encode().translate(_VALUES), _WEIGHTS)) % 31]


def is_old_number(text: str) -> bool:
    """Whether it has the form of an old registration number: 15 digits, the first six a division."""
    return re.fullmatch(r"[1-9]\d{14}", text) is not None


def is_valid_old_number(text: str) -> bool:
    """Whether the check digit (mod 11, 10) of an old registration number is right; many older ones have none."""
    if not is_old_number(text):
        return False
    rest = 10
    for char in text[:14]:
        rest = ((rest + int(char)) % 10 or 10) * 2 % 11
    return (rest + int(text[14])) % 10 == 1


def is_resident_id(text: str) -> bool:
    """Whether it is the ID number of a resident (18 characters, date of birth, check digit)."""
    if not re.fullmatch(r"[1-9]\d{5}(?:18|19|20|21)\d{9}[0-9X]", text):
        return False
    from stdnum.cn import ric
    from stdnum.exceptions import ValidationError

    try:
        ric.get_birth_date(text)
    except ValidationError:
        return False
    return bool(ric.calc_check_digit(text) == text[-1])


def parse_uscc(cell: object) -> Parsed[str]:
    """Read a code. A wrong check digit is kept with a warning (and a suggestion for O, I, Z, S); an old registration
    number comes back as the problem `old_number`, for another field."""
    text = in_full(as_text(cell))
    if len(text) == 18 and is_valid(text):
        return Parsed(text)
    if is_blank(text):
        return Parsed(None)
    code = _JUNK.sub("", _LABEL.sub("", _ASIDE.sub("", text).strip() or text)).upper()
    # 18 characters with one E among them are a code; a shortened number is shorter.
    if (EXPONENT.fullmatch(text) and len(text) != 18) or (isinstance(cell, float) and abs(cell) >= 1e15):
        return _refused("shortened", N_("A spreadsheet has shortened this code: {text}; its end is lost"), text)
    if is_valid(code):
        return Parsed(code)
    if is_old_number(code):
        return _refused("old_number", N_("An old registration number of 15 digits: {text}"), code, "warning")
    if is_resident_id(code):
        return _refused("resident_id", N_("The ID number of a person, not of an enterprise; not kept"), "")
    if len(code) != 18 or isinstance(cell, float) or not code.isascii() or not code.isalnum():
        return _refused("length", N_("Not a code of 18 characters: {text}"), text, kept=True)
    suggestion = code.translate(_MISTAKEN)
    if is_valid(suggestion):
        params = {"text": code, "suggestion": suggestion}
        return Parsed(
            code, (Problem("letters", N_("{text} has letters for digits; is it {suggestion}?"), params, "doubt"),)
        )
    return Parsed(code, (Problem("check_digit", N_("The check digit of {text} is wrong"), {"text": code}),))


def division_of(code: str) -> str:
    """The six-digit division a code or an old registration number was given in; '' when it has none."""
    if len(code) == 18 and code[2:8].isdigit():
        return "" if code[2:8] == "100000" else code[2:8]
    return code[:6] if is_old_number(code) and code[:6] != "100000" else ""


def _refused(code: str, message: str, text: str, severity: Severity = "doubt", *, kept: bool = False) -> Parsed[str]:
    return Parsed(None, (Problem(code, message, {"text": text}, severity, kept),))
