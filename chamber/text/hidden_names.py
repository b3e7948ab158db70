"""The name of a contact inside free text: hidden there as in the contact's own cell, and put back when the text comes home.

Only the name as it is on file is known, and its pinyin. It stays where it begins the name of the firm (唐强食品有限公司):
that is public, and the list would be of no use without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from chamber.text.masks import mask_name
from chamber.text.patterns import pattern
from chamber.text.persons import parse_person
from chamber.text.pinyin import syllables

_HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
_ALL_HAN = pattern(rf"{_HAN}{{2,}}")
_RUN = pattern(rf"{_HAN}+(?:·{_HAN}+)*|[A-Za-z]+(?:[ .'’-]+[A-Za-z]+)*")
_LETTERS = pattern("[A-Za-z]{2}")
_BETWEEN = pattern("[、，,；;/／|｜\n]")
# What people write where no name is known, or who it is instead of a name: hiding these words would hide no person.
_WORDS = (
    "待定 暂无 未知 不详 没有 本人 企业 公司 企业方 联系人 负责人 经办人 法人 法人代表 老板 老总 客服 前台 办公室 招商部 总经办 行政部 秘书处 项目部 "
    "先生 女士 经理 总经理 副总经理 董事长 总裁 主任 会长 秘书长 厂长 院长 教授 博士 老师 工程师"
)
_NOBODY = frozenset(_WORDS.split())
_FIRM = rf"{_HAN}*(?:[（(]{_HAN}{{2,6}}[)）])?{_HAN}*?(?:公司|集团|合作社|企业|商行|工厂|厂|店|工作室|中心|农场|牧场|事务所)"
_FIRM_LATIN = r"[ ,.&A-Za-z-]+\b(?:ltd|limited|inc|co|corp|llc|gmbh|company|group)\b"
_BRAND = 2
"""How many characters behind a name are enough to tell the firm from the person."""


@dataclass(frozen=True, slots=True)
class Names:
    """Who the contact of a lead is, as on file: none, one or several; `firm` is the investor, whose name may hold theirs
    (several, one a line)."""

    contact: str = ""
    firm: str = ""

    def __bool__(self) -> bool:
        return bool(self.contact)

    def hide(self, text: str) -> str:
        """The text with the names masked."""
        sought = _sought(self.contact, self.firm) if may_be_named(self.contact, text) else None
        return sought.sub(lambda found: found[0] if found["firm"] else mask_name(found[0]), text) if sought else text

    def is_masked_in(self, text: str) -> bool:
        """Whether a mask of these names stands in a text."""
        signs = _first_signs(self.contact) if "**" in text else ""
        return bool(signs) and re.search(rf"[{signs}]\*\*(?!\*)", text) is not None

    def put_back(self, text: str, original: str) -> str:
        """A text that was masked and written on, with the names in the place of their masks, written as in the `original`
        where they stand in it."""
        if "**" not in text or not self.contact:
            return text
        sought = _sought(self.contact, self.firm)
        written: dict[str, list[str]] = {}
        for found in sought.finditer(original) if sought else ():
            if not found["firm"]:
                written.setdefault(mask_name(found[0]), []).append(found[0])
        for name in names_in(self.contact):
            written.setdefault(mask_name(name), [name])
        for mask, forms in written.items():
            is_mask = re.compile(re.escape(mask) + r"(?!\*)")
            if is_mask.search(original):
                # It is ours as it stands: somebody wrote it so.
                continue
            for _found in range(len(is_mask.findall(text))):
                name = forms.pop(0) if len(forms) > 1 else forms[0]
                text = is_mask.sub(name.replace("\\", r"\\"), text, count=1)
        return text


NOBODY = Names()


def may_be_named(contact: str, text: str) -> bool:
    """Whether the names of a contact can be in a text: a quick look before a thorough one. A title may stand behind a
    name, but the name begins it; in pinyin it takes letters."""
    if not contact or contact[:2] in text:
        return bool(contact)
    return not _ALL_HAN.fullmatch(contact) or _LETTERS.search(text) is not None


@lru_cache(maxsize=4096)
def names_in(contact: str) -> tuple[str, ...]:
    """The names in a contact as it is on file, without titles and numbers; those of one character are none."""
    found: list[str] = []
    for part in _BETWEEN.split(contact):
        for name in _RUN.findall(parse_person(part).name):
            letters = sum(character.isalpha() for character in name)
            if letters >= (3 if name.isascii() else 2) and name not in _NOBODY:
                found.append(name)
    return tuple(dict.fromkeys(found))


def _sought(contact: str, firm: str) -> re.Pattern[str] | None:
    """What finds the names in a text; its group `firm` is filled where a name is that of the firm."""
    # Few firms are called like their contact: for all others one expression does.
    is_called_so = any(name.casefold() in firm.casefold() for name in names_in(contact))
    return _seeker(contact, firm if is_called_so else "")


@lru_cache(maxsize=4096)
def _seeker(contact: str, firm: str) -> re.Pattern[str] | None:
    names = sorted(names_in(contact), key=len, reverse=True)
    if not names:
        return None
    firms = [
        firm[found.start() : found.start() + len(name) + _BRAND]
        for name in names
        for found in re.finditer(re.escape(name) + (_FIRM_LATIN if name.isascii() else _FIRM), firm, re.IGNORECASE)
    ]
    # Without an alternative nothing is a firm: this one fits nowhere.
    kept = "|".join(map(re.escape, firms)) or "(?!)"
    forms = [form for name in names for form in (_as_written(name), *_spelt(name))]
    return re.compile(f"(?P<firm>{kept})|{'|'.join(forms)}", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _first_signs(contact: str) -> str:
    """What a mask of the names may begin with, in Latin letters too."""
    names = names_in(contact)
    letters = "".join(reading[0] for name in names for readings in syllables(name, True) for reading in readings)
    signs = {*(name[0] for name in names), *letters.lower(), *letters.upper()}
    return "".join(sorted(sign for sign in signs if sign.isalpha()))


def _as_written(name: str) -> str:
    if not name.isascii():
        return re.escape(name)
    words = r"[ .'’-]+".join(map(re.escape, re.findall("[A-Za-z]+", name)))
    return rf"(?<![A-Za-z]){words}(?![A-Za-z])"


def _spelt(name: str) -> list[str]:
    """The pinyin of a name, the surname first or last: Tang Qiang, TANG Qiang, Qiang Tang, Tangqiang; of one with a
    double surname, Ouyang Xiu."""
    if not _ALL_HAN.fullmatch(name) or len(name) > 4:
        return []
    said = ["(?:" + "|".join(one.replace("v", "[vuü]") for one in readings) + ")" for readings in syllables(name, True)]
    # In one word only with a capital: `make` is not 马克.
    forms = ["(?=(?-i:[A-Z]))" + "['’-]?".join(said)]
    for size in (1, 2)[: len(said) - 1]:
        surname, given = (r"[ '’-]?".join(part) for part in (said[:size], said[size:]))
        forms += [rf"{surname}[ ,'’-]+{given}", rf"{given}[ ,]+{surname}"]
    return [rf"(?<![A-Za-z]){form}(?![A-Za-z])" for form in forms]
