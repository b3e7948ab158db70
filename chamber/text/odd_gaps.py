"""Numbers taken apart by signs that nobody expects between digits: `188*4712*3456`, `82-47-123`, `0476#824#7123`.

Digits grouped like a phone or ID number belong together whatever stands between them. What only looks so stays: sums
(`824+7123`), ranges (`3240→4125`), lists, lengths and widths (`385*1275米`), round figures.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chamber.text.around_numbers import AMOUNT, CALLED, LENGTH, NOT_A_PHONE, is_amount
from chamber.text.patterns import pattern

JOINER = "\u2060"
"""Stands in for what was between the digits of one number: it can't be seen, and is no sign people write."""
BETWEEN = r"\W_杠横线转加空格点井号星再接然后又xXbrnspBRNSP"
"""What a gap can be made of, for a quick look: signs, words people say between groups, marks of a page."""

_GAP = pattern(
    r"(?:<[^<>\n]{1,12}>|&nbsp;|横?杠|横线?|转|加|空格?|点|井号?|星号?|再|接|然后|又|[xX]|(?![\u25cb\u25ef])[\W_]){1,20}"
)
_PLAIN = frozenset("-－\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212.．·•‧・_~～()（）[]【】\u2060")
"""Signs that are looked for between the digits of any number anyway."""
_LISTING = frozenset(",，、/:：|｜;；")
_ENDING = frozenset("。；;！!？?")
_SUMS = frozenset("+＋=＝<>＜＞%％‰~～→←↑↓⇒×✕✖xX") | _LISTING
_OF_TWO = frozenset("*＊#＃@＠^&＆_\\★☆●◆■\"'’“”`$￥")
"""Signs that part a number in two; others between two groups say a range, a decimal or a product."""

_MOBILE = pattern(r"1[3-9]\d{9}")
_RESIDENT = pattern(r"[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d")
_CHECK = pattern(r"[\W_]{0,4}[XxＸｘ](?![A-Za-z])")
_THOUSANDS = (2, 3, 3, 3)
_OF_MOBILE = frozenset(
    {(4, 3, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5), (3, 8), (7, 4), (8, 3), (3, 5, 3), (3, 4, 2, 2), (3, 2, 2, 4),
     (3, 2, 2, 2, 2), (3, 2, 3, 3), (2, 2, 2, 2, 2, 1), (2, 2, 2, 2, 3), (1, 2, 2, 2, 2, 2), (1, 3, 3, 4), _THOUSANDS}
)  # fmt: skip
_OF_TWO_PARTS = frozenset({(3, 8), (7, 4), (5, 6), (6, 5)})
_OF_LOCAL = frozenset(
    {(3, 4), (4, 3), (4, 4), (2, 2, 3), (2, 3, 2), (3, 2, 2), (2, 2, 2, 2), (3, 3, 2), (2, 3, 3), (3, 2, 3)}
)
_OF_HOUSE = pattern(r"\s?(?:号(?!码)|[栋室座层楼条])")
_OF_ID = frozenset({(6, 8), (6, 4, 4), (6, 4, 2, 2), (6, 2, 2, 2, 2), (3, 3, 4, 4)})


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits with nothing between them; `gap` is what stands before, blanks around it taken off, and whether
    it is `wide`: wider than what is looked for anyway."""

    digits: str
    start: int
    end: int
    gap: str
    wide: bool


def joined(text: str, groups: Sequence[tuple[str, int, int]]) -> str:
    """The text, as long as it was, with joiners between the digits of each number that odd signs take apart.

    `groups` are the runs of digits in it: what they read, where they start and end.
    """
    parts: list[str] = []
    done = 0
    for start, end in _odd(text, groups):
        parts += [text[done:start], JOINER * (end - start)]
        done = end
    return "".join(parts) + text[done:] if parts else text


def _odd(text: str, runs: Sequence[tuple[str, int, int]]) -> list[tuple[int, int]]:
    """Where signs stand that belong to a number, in order."""
    found: list[tuple[int, int]] = []
    groups: list[_Group] = []
    before = 0
    for digits, start, end in runs:
        gap = text[before:start] if groups else ""
        if groups and not _GAP.fullmatch(gap):
            found += _Chain(text, groups).gaps()
            groups = []
        groups.append(_Group(digits, start, end, gap.strip() or gap[:1], len(gap) > 6))
        before = end
    return found + _Chain(text, groups).gaps()


class _Chain:
    """Groups with nothing but signs between them."""

    def __init__(self, text: str, groups: Sequence[_Group]) -> None:
        self.text, self.groups = text, groups

    def gaps(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        index = 0
        while index < len(self.groups) - 1:
            after = next(filter(None, (self._window(index, *one) for one in self._kinds)), 0)
            if after:
                inside = self.groups[index:after]
                found += [(one.end, two.start) for one, two in itertools.pairwise(inside)]
            index = after or index + 1
        return found

    @property
    def _kinds(self) -> tuple[tuple[tuple[int, ...], Callable[[int, int], bool]], ...]:
        return (
            ((18, 17), self._is_id),
            ((11,), self._is_mobile),
            ((12, 11, 10), self._is_landline),
            ((12, 11, 10, 9, 8, 7), self._is_called),
            ((8, 7), self._is_local),
        )

    def _window(self, index: int, totals: Sequence[int], belongs: Callable[[int, int], bool]) -> int:
        """The end of the groups from `index` that are such a number together; 0 when none are."""
        for total in totals:
            count = 0
            for after in range(index, len(self.groups)):
                count += len(self.groups[after].digits)
                if count >= total:
                    if count == total and after > index and belongs(index, after + 1):
                        return after + 1
                    break
        return 0

    def _digits(self, index: int, after: int) -> str:
        return "".join(one.digits for one in self.groups[index:after])

    def _shape(self, index: int, after: int) -> tuple[int, ...]:
        return tuple(len(one.digits) for one in self.groups[index:after])

    def _gaps(self, index: int, after: int) -> list[str]:
        return [one.gap for one in self.groups[index + 1 : after]]

    def _mark(self, index: int, after: int) -> str:
        """The one sign between all these groups and not beside them; '' when there is none."""
        marks = set(self._gaps(index, after))
        mark = marks.pop()
        beside = [self.groups[index].gap] if index else []
        beside += [self.groups[after].gap] if after < len(self.groups) else []
        return "" if marks or mark in beside or "\n" in mark else mark

    def _round(self, index: int, after: int) -> int:
        """How many groups are round figures, as parts of a phone number seldom are."""
        return sum(one.digits.endswith("0") for one in self.groups[index:after])

    def _before(self, index: int) -> str:
        start = self.groups[index].start
        return self.text[max(0, start - 16) : start]

    def _behind(self, after: int) -> str:
        end = self.groups[after - 1].end
        return self.text[end : end + 12]

    def _is_amount(self, index: int, after: int) -> bool:
        before, behind = self._before(index).rstrip("*＊"), self._behind(after)
        is_of_else = NOT_A_PHONE.search(before) and not CALLED.search(before)
        return bool(LENGTH.match(behind) or AMOUNT.match(behind) or is_of_else)

    def _are_amounts(self, index: int, after: int) -> bool:
        parts = [one.digits for one in self.groups[index:after]]
        return is_amount(parts, self._before(index), self._behind(after))

    def _is_id(self, index: int, after: int) -> bool:
        digits, shape = self._digits(index, after), self._shape(index, after)
        if not _RESIDENT.match(digits) or (len(digits) == 17 and not _CHECK.match(self._behind(after))):
            return False
        return shape[:-1] in _OF_ID or len(set(self._gaps(index, after))) == 1

    def _is_mobile(self, index: int, after: int) -> bool:
        if not _MOBILE.fullmatch(self._digits(index, after)):
            return False
        shape, gaps = self._shape(index, after), self._gaps(index, after)
        mark = self._mark(index, after)
        inside = self.groups[index + 1 : after]
        if all(not one.wide and (set(one.gap) <= _PLAIN or one.gap.isspace()) for one in inside):
            return False
        if set(shape) == {1}:
            return True
        if shape == (3, 4, 4):
            # 139****8888、1234 is a masked number and another; what belongs together has one sign, or none that ends.
            masked = any(gap.count("*") > 2 for gap in gaps)
            if (not mark and masked) or (len(set(gaps)) > 1 and any(_ENDING & set(gap) for gap in gaps)):
                return False
            signs = set("".join(gaps))
            if signs & (_SUMS - _LISTING | {"*", "＊"}) and not any(one.digits.startswith("0") for one in inside):
                return not (self._is_amount(index, after) or self._round(index + 1, after) == 2)
            return not (signs & _LISTING and self._are_amounts(index, after))
        if shape == _THOUSANDS and set(mark) <= {",", "，"} and mark:
            return not self._is_amount(index, after) and self._round(index, after) < 2
        if shape in _OF_TWO_PARTS and mark and set(mark) <= _LISTING:
            return not self._are_amounts(index, after)
        return shape in _OF_MOBILE and bool(mark) and not set(mark) & _SUMS

    def _is_landline(self, index: int, after: int) -> bool:
        first = self.groups[index].digits
        if first[0] != "0" or len(first) not in (3, 4) or len(first) == len(self._digits(index, after)):
            return False
        rest = self._shape(index + 1, after)
        gaps = self._gaps(index, after)
        if sum(rest) not in (7, 8) or set(gaps[0]) & (_LISTING | _ENDING) or gaps[0].count("*") > 2:
            return False
        return len(rest) == 1 or (rest in _OF_LOCAL and len(set(gaps[1:])) == 1)

    def _is_called(self, index: int, after: int) -> bool:
        """Whatever stands behind the word for phone."""
        shape, mark = self._shape(index, after), self._mark(index, after)
        if not mark or max(shape) > 4 or not CALLED.search(self._before(index)) or mark.count("*") > 2:
            return False
        return not set(mark) & set("、,，;；") or shape in {(3, 4), (4, 4)}

    def _is_local(self, index: int, after: int) -> bool:
        shape, mark = self._shape(index, after), self._mark(index, after)
        if not mark or self.groups[index].digits[0] not in "2345678" or self._is_amount(index, after):
            return False
        if set(mark) & (_SUMS | _ENDING) or mark.count("*") > 2:
            return False
        if set(shape) == {1}:
            digits = self._digits(index, after)
            return any(one >= two for one, two in itertools.pairwise(digits))
        if shape not in _OF_LOCAL or self._round(index, after) > 1 or self.groups[after - 1].digits.endswith("00"):
            return False
        if len(shape) == 2:
            return set(mark) <= _OF_TWO
        counted = [int(one.digits) for one in self.groups[index:after]]
        if _OF_HOUSE.match(self._behind(after)) or all(two - one == 1 for one, two in itertools.pairwise(counted)):
            return False
        if mark.isspace() or mark in ".．":
            # 32.15.128 may be a number, 58.20.33.41 is the address of a machine.
            return shape in {(2, 2, 3), (3, 2, 2)}
        return True
