"""Phone and ID numbers (and addresses) inside free text, however people write them: `138.0471.1234`, `1 3 8 0 …`, `一三八零…`, `８２４７１２３`.

A number of a person that gets through is worse than another number that is hidden. Left alone are what is no phone number
(amounts, areas, dates, codes of companies, numbers of leads and documents) and the 400 and 800 hotlines of enterprises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chamber.text.around_numbers import (
    AMOUNT,
    AND,
    CALLED,
    DECIMALS,
    LABELLED,
    NOT_A_PHONE,
    PIECES,
    are_round,
    is_amount,
    is_counting,
    whole_from,
)  # fmt: skip
from chamber.text.digit_signs import DIGIT, HAN, SIGNS, digit
from chamber.text.masks import hide_addresses, mask_id_numbers, mask_phone, may_hold_addresses
from chamber.text.odd_gaps import BETWEEN, JOINER, joined
from chamber.text.patterns import pattern
from chamber.text.phones import is_area_code
from chamber.text.spelt_numbers import hide_spelt, may_hold_spelt

# Spaces, dashes, dots, brackets and what can't be seen may stand between the digits of one number.
_GAP_SIGNS = r"\s\-\u00ad\u2010-\u2015\u2212－.．·•‧・_~～()（）\[\]【】\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f\u20e3"
# So may these, in a mobile number that is listed digit by digit or written in its usual groups.
_LISTING = r",，、/:：|｜"
_GAP = rf"(?:[{_GAP_SIGNS}]{{0,6}}|{JOINER}+)"
_RUN = pattern(rf"\d+|[{''.join(HAN)}]+|[{SIGNS}]+")
_CLUSTER = pattern(rf"{DIGIT}(?:{_GAP}{DIGIT}){{6,}}")
_QUICK = pattern(rf"{DIGIT}(?:[{BETWEEN}]{{0,20}}{DIGIT}){{6}}|[1Il][\dOoIl]{{10}}")
_GROUP = pattern(rf"\d+|[{''.join(HAN)}]|[{SIGNS}]")
_SEPARATE = rf"[{_LISTING}]\s?"
_LISTED = pattern(
    rf"(?<!{DIGIT})(?<!{DIGIT}[{_LISTING}])"
    rf"(?:{DIGIT}(?:{_SEPARATE}{DIGIT}){{10}}|{DIGIT}{{3}}{_SEPARATE}{DIGIT}{{4}}{_SEPARATE}{DIGIT}{{4}})"
    rf"(?![{_LISTING}]?{DIGIT})"
)
# Slips of the hand: 139OOOO8888, l3900008888.
_TYPED = pattern(r"(?<![A-Za-z\d])(?=\d*[OoIl])(?=[OoIl]*\d[\dOoIl]*\d[\dOoIl]*\d)[1Il][\dOoIl]{10}(?![A-Za-z\d])")
_ALIKE = str.maketrans("OoIl", "0011")

_DAY = r"(?:19|20)\d\d\s?([-./年])\s?(?:0?[1-9]|1[0-2])\s?(?:\{0}|月)\s?(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_DAYS = pattern(rf"(?<!\d)(?<!\d[-. ]){_DAY.format(1)}(?:[\s\-—~～至到]{{1,3}}{_DAY.format(2)})*")
_COMPACT_DAY = pattern(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_YEARS = pattern(r"(?:19|20)\d\d(?:19|20)\d\d")

_DASHES = frozenset("-－‐‑–—·_")

# How people group the digits of numbers, by how many there are.
_SHAPES = {
    7: {(7,), (3, 4)},
    8: {(8,), (4, 4)},
    11: {(11,), (3, 4, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5), (3, 8), (7, 4), (3, 5, 3), (3, 4, 2, 2)},
    18: {(18,), (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (6, 12), (14, 4)},
}
_MOBILE = pattern(r"1[3-9]\d{9}")
_LANDLINE = pattern(r"0(?:(?:10|2\d)\d{7,8}|[3-9]\d{2}\d{7,8})")
# Of an ID number: region and birthday, and the last sign when it is an X.
_RESIDENT = pattern(r"[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d")
_CHECK = pattern(r"[\s-]?[XxＸｘ](?![A-Za-z])")
_HOTLINE = pattern(r"[48]00\d{7}")
_ABROAD = pattern(r"[1-9]\d{7,14}")
_NEAR = pattern(r"(?:852|853)\d{8}|886\d{8,9}")
_DIALLED = pattern(r"00[1-9]\d{8,12}")
# Belongs to the number that follows.
_OPENING = pattern(r"[+＋]?[(（]?$")
_BEFORE, _AFTER = 16, 12
"""How many characters around a number say what it is."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits that stand together, `gap` before them."""

    digits: str
    start: int
    end: int
    gap: str
    han: bool


def may_hold_numbers(text: str) -> bool:
    """Whether a number or an address can be in a text: a quick look before a thorough one."""
    return _QUICK.search(text) is not None or may_hold_addresses(text) or may_hold_spelt(text)


def without_numbers(text: str) -> str:
    """Free text with the phone and ID numbers, e-mail addresses and WeChat names in it masked."""
    return _hidden(text, [])


def put_back(text: str, original: str) -> str:
    """A text that was masked and written on, with the numbers of the `original` in the place of their masks."""
    at = 0
    for written, mask in found_in(original) if "*" in text else ():
        found = text.find(mask, at)
        if found < 0:  # Somebody moved it, or took it out.
            found = text.find(mask)
        if found >= 0:
            text = text[:found] + written + text[found + len(mask) :]
            at = found + len(written)
    return text


def found_in(text: str) -> list[tuple[str, str]]:
    """What is hidden in a text: as it was written, and its mask."""
    kept: list[tuple[str, str]] = []
    _hidden(text, kept)
    return kept


def _hidden(text: str, kept: list[tuple[str, str]]) -> str:
    """The text masked; `kept` takes what was written and its mask, number by number."""
    if not may_hold_numbers(text):
        return text

    def keep(written: str, mask: str) -> str:
        kept.append((written, mask))
        return mask

    def hide(written: str, read: str = "") -> str:
        return keep(written, _masked(read or written))

    if not _QUICK.search(text := hide_spelt(hide_addresses(text, keep), keep, mask_phone)):
        return text
    text = _LISTED.sub(lambda found: hide(found[0]) if _is_listed_mobile(found) else found[0], text)
    text = _TYPED.sub(lambda found: hide(found[0], found[0].translate(_ALIKE)), text)
    # Written days are no digits; the length stays, so that places do.
    plain = _DAYS.sub(lambda found: "年" * len(found[0]), text)
    if not _QUICK.search(plain):
        return mask_id_numbers(text)
    runs = [("".join(map(digit, found[0])), *found.span()) for found in _RUN.finditer(plain)]
    plain = joined(plain, runs)
    parts, done = [], 0
    for start, end in _found(plain):
        start = whole_from(text, start, end)
        parts += [text[done:start], hide(text[start:end])]
        done = end
    return mask_id_numbers("".join(parts) + text[done:])


def _masked(written: str) -> str:
    digits = "".join(map(digit, written))
    if re.fullmatch(rf"(?:{_MOBILE.pattern}){{2,}}", digits):
        return "、".join(mask_phone(digits[at : at + 11]) for at in range(0, len(digits), 11))
    if len(digits) >= 17:
        return digits[:6] + "************"
    return mask_phone(re.sub(r"^(?:(?:00)?86|0)(?=1[3-9]\d{9}$)|^(?:00)?86(?=0)", "", digits))


def _is_listed_mobile(found: re.Match[str]) -> bool:
    digits = "".join(map(digit, found[0]))
    text, (start, end) = found.string, found.span()
    parts = ["".join(map(digit, one[0])) for one in _RUN.finditer(text, start, end)]
    return bool(_MOBILE.fullmatch(digits)) and not is_amount(
        parts, text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    )


def _found(text: str) -> Iterator[tuple[int, int]]:
    """Where the numbers stand that have to be hidden, in order."""
    last = 0
    for cluster in _CLUSTER.finditer(text):
        groups, end = [], cluster.start()
        for found in _GROUP.finditer(text, *cluster.span()):
            digits = "".join(map(digit, found[0]))
            groups.append(_Group(digits, found.start(), found.end(), text[end : found.start()], found[0] in HAN))
            end = found.end()
        at = _Numbers(text, groups, last)
        yield from at
        last = at.last


class _Numbers:
    """Goes through the groups of a cluster; `last` is where the number before ended that was somebody's."""

    def __init__(self, text: str, groups: Sequence[_Group], last: int) -> None:
        self.text, self.groups, self.last = text, groups, last

    def __iter__(self) -> Iterator[tuple[int, int]]:
        index = 0
        while index < len(self.groups):
            after = self._hotline(index)
            if after:
                index = after
                continue
            for wanted in (self._id_number, self._mobile, self._landline, self._abroad, self._local):
                after = wanted(index)
                if after:
                    break
            if after:
                self.last = self.groups[after - 1].end
                if wanted == self._id_number and (check := _CHECK.match(self.text, self.last)):
                    self.last = check.end()
                start = self.groups[index].start
                opening = _OPENING.search(self.text, max(0, start - 2), start)
                yield opening.start() if opening else start, self.last
            index = after or index + 1

    def _window(self, index: int, total: int) -> int:
        """The end of the groups from `index` that have so many digits together; 0 when none do."""
        count = 0
        for after in range(index, len(self.groups)):
            count += len(self.groups[after].digits)
            if count >= total:
                return after + 1 if count == total else 0
        return 0

    def _digits(self, index: int, after: int) -> str:
        return "".join(one.digits for one in self.groups[index:after])

    def _lengths(self, index: int, after: int) -> tuple[list[int], list[str]]:
        """How many digits stand together, and the gaps between; Chinese digits in a row stand together."""
        lengths: list[int] = []
        gaps: list[str] = []
        han = False
        for position, one in enumerate(self.groups[index:after]):
            if position and ((han and one.han and not one.gap) or (one.gap and not one.gap.strip(JOINER))):
                lengths[-1] += len(one.digits)
            else:
                lengths.append(len(one.digits))
                gaps.append(one.gap)
            han = one.han
        return lengths, gaps[1:]

    def _is_amount(self, index: int, after: int) -> bool:
        """138-0000-8888元 is none: amounts are not written with dashes, nor digit by digit."""
        lengths, gaps = self._lengths(index, after)
        dashed = lengths == [3, 4, 4] and all(gap.strip() in _DASHES for gap in gaps)
        parts = [one.digits for one in self.groups[index:after]]
        return not dashed and is_amount(parts, self._before(index), self._after(after))

    def _is_shaped(self, index: int, after: int, skip: int = 0, *, loose: bool = True) -> bool:
        """Whether digits are grouped as people do: in the usual way, one by one, or, `loose`, all alike and nothing else
        beside them. The first `skip` digits are a code of their own."""
        lengths, gaps = self._lengths(index, after)
        if all(one == 1 for one in lengths) or (sum(lengths) > 9 and not any(gaps)):
            return True
        rest = list(lengths)
        while rest and skip and rest[0] <= skip:
            skip -= rest.pop(0)
        if rest and skip:
            rest[0] -= skip
        if len(rest) < 2 or tuple(rest) in _SHAPES.get(sum(rest), ()):
            return True
        marks = {gap.strip() or gap[:1] for gap in gaps[1 - len(rest) :]}
        if not loose or len(marks) > 1 or "\n" in marks:
            return False
        mark = marks.pop()
        beside = [self.groups[index].gap] if index else []
        beside += [self.groups[after].gap] if after < len(self.groups) else []
        return not mark or all((gap.strip() or gap[:1]) != mark for gap in beside)

    def _before(self, index: int) -> str:
        start = self.groups[index].start
        return self.text[max(0, start - _BEFORE) : start]

    def _after(self, after: int) -> str:
        end = self.groups[after - 1].end
        return self.text[end : end + _AFTER]

    def _hotline(self, index: int) -> int:
        """400 and 800 numbers are given to enterprises only, to be called by everybody."""
        after = self._window(index, 10)
        if not after or not _HOTLINE.fullmatch(self._digits(index, after)):
            return 0
        return after if self._is_shaped(index, after) and len(self._lengths(index, after)[0]) in (1, 2, 3, 10) else 0

    def _id_number(self, index: int) -> int:
        for total in (18, 17):
            after = self._window(index, total)
            if not after or not _RESIDENT.match(self._digits(index, after)):
                continue
            if after - index == 1 and re.search(r"[A-Za-z]$", self._before(index)):
                continue
            if total == 18 or _CHECK.match(self._after(after)):
                return after
        return 0

    def _mobile(self, index: int) -> int:
        first = self.groups[index].digits
        for code in ("0086", "86", "0", ""):
            after = self._window(index, 11 + len(code)) if first.startswith(code[: len(first)]) else 0
            digits = self._digits(index, after)
            if not after or not digits.startswith(code) or not _MOBILE.fullmatch(digits, len(code)):
                continue
            if not self._is_shaped(index, after, len(code)):
                continue
            if not self.groups[index].han and not code and self._is_amount(index, after):
                continue
            return after
        # Several numbers with nothing between them.
        return index + 1 if re.fullmatch(r"(?:1[3-9]\d{9}){2,}", first) else 0

    def _landline(self, index: int) -> int:
        plus = self._before(index).rstrip().endswith(("+", "＋"))
        first = self.groups[index].digits
        for code in ("0086", "86", ""):
            if not first.startswith(code[: len(first)]):
                continue
            for total in (12, 11, 10):
                after = self._window(index, total + len(code))
                digits = self._digits(index, after)[len(code) :] if after else ""
                if (
                    after
                    and _LANDLINE.fullmatch(digits)
                    and self._is_shaped(index, after, len(code) + len(_area(digits)))
                ):
                    return after
                # +86 471 4310000: the zero of the area goes.
                after = self._window(index, total - 1 + len(code)) if code and (plus or first == code) else 0
                digits = "0" + self._digits(index, after)[len(code) :] if after else ""
                if after and _LANDLINE.fullmatch(digits) and is_area_code(_area(digits)):
                    return after
        # 4714310000: a spreadsheet took the zero away.
        whole = f"0{first}"
        lost = len(first) in (10, 11) and _LANDLINE.fullmatch(whole) and is_area_code(_area(whole))
        if lost and whole[len(_area(whole))] in "2345678" and self._is_free(index, index + 1, first):
            return index + 1
        return 0

    def _abroad(self, index: int) -> int:
        """A number with +, 00 or the code of a neighbour before it."""
        first = self.groups[index].digits
        if _DIALLED.fullmatch(first):
            return index + 1
        for total in (11, 12) if len(first) == 3 else ():
            near = self._window(index, total)
            if near and _NEAR.fullmatch(self._digits(index, near)):
                return near
        if not self._before(index).rstrip().endswith(("+", "＋")):
            return 0
        for total in range(15, 7, -1):
            after = self._window(index, total)
            if after and _ABROAD.fullmatch(self._digits(index, after)):
                return after
        return 0

    def _local(self, index: int) -> int:
        """A number without its area, or whatever stands behind the word for phone."""
        called = self._is_called(index)
        for total in range(12, 6, -1) if called else (8, 7):
            after = self._window(index, total)
            if not after or not self._is_shaped(index, after, loose=called):
                continue
            digits = self._digits(index, after)
            if called and not LABELLED.search(self._before(index)) and self._is_no_number(after, digits):
                continue
            if called or (digits[0] in "2345678" and self._is_free(index, after, digits)):
                return after
        return 0

    def _is_called(self, index: int) -> bool:
        between = self.text[self.last : self.groups[index].start] if self.last else ""
        if index == 0 and between and AND.match(between):
            return True
        return CALLED.search(self._before(index)) is not None

    def _is_no_number(self, after: int, digits: str) -> bool:
        """电话 20210410 沟通 speaks of a day, 电话：20210410 of a number; 手机 2000000 部 of an amount."""
        is_day = _COMPACT_DAY.fullmatch(digits) is not None
        return is_day or digits.endswith("00000") or PIECES.match(self._after(after)) is not None

    def _is_free(self, index: int, after: int, digits: str) -> bool:
        """Whether nothing says that digits without any word are something else."""
        before, behind = self._before(index), self._after(after)
        lengths, gaps = self._lengths(index, after)
        if _COMPACT_DAY.match(digits) or (_YEARS.fullmatch(digits) and len(lengths) > 1):
            return False
        if len(lengths) > 1 and re.match(r"(?:19|20)\d\d$", self.groups[index].digits):
            return False
        # GB/T 4754-2017 is a standard.
        if lengths == [4, 4] and re.match(r"(?:19|20)\d\d$", digits[4:]) and re.search(r"[A-Z]\s?$", before):
            return False
        if AMOUNT.match(behind) or DECIMALS.match(behind) or re.match(r"[A-Za-z](?![xX]?\d)", behind):
            return False
        if digits.endswith("00000") or (len(lengths) == 2 and are_round(digits, lengths)):
            return False
        if lengths == [8] and re.match(r"-[\dXx](?!\d)", behind):
            return False
        if index and re.search(r"\d[.．]$", before) and not any("." in gap for gap in gaps):
            return False
        if all(one == 1 for one in lengths) and is_counting(digits):
            return False
        return not NOT_A_PHONE.search(before)


def _area(digits: str) -> str:
    """The area code that a number begins with."""
    return digits[:3] if digits[1] in "12" else digits[:4]
