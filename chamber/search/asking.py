"""Formulas of tokens for one typed word, meant as written, as initials, as pinyin, as a phone or as a code."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from string import digits

from chamber.search import grams
from chamber.search.segments import Reading, Segments, beginnings
from chamber.search.sounds import sound, wide
from chamber.search.tokens import beginning_asked

Group = tuple[str, ...]
"""Any of these tokens."""
Choice = tuple[Group, ...]
"""All of these groups."""
Formula = tuple[tuple[Choice, ...], ...]
"""Of every word any choice."""

USCC_ALPHABET = frozenset("0123456789abcdefghjklmnpqrtuwxy")


def written(word: str, start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    asked = grams.written_grams(word)
    whole = wide(word)
    if start:
        asked.insert(0, grams.START + whole[0])
    if end:
        asked.append(whole[-1] + grams.END)
    return (_beside_forms(asked, grams.forms_holding(word, "written")),)


def initials(letters: str, start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    marked = (grams.START if start else "") + letters + (grams.END if end else "")
    if len(marked) == 1:
        return ()
    forms = grams.forms_holding(letters, "initials") if len(letters) > 2 else ()
    return (_beside_forms(grams.initial_grams(marked), forms),)


def pinyin(reading: Reading, typed: str, start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    """One choice for each way to read it; for what can be read in very many ways, the first of them."""
    forms = grams.forms_holding(typed, "pinyin")
    return tuple(_beside_forms(_syllable_groups(way, start, end), forms) for way in reading.ways)


def pinyin_in_parts(reading: Reading, typed: str, start: bool = False) -> Formula:
    """All ways to read it, as one formula: of every stretch any way. What a legal form may hold is asked for loosely."""
    forms = grams.forms_holding(typed, "pinyin")
    formula: list[tuple[Choice, ...]] = []
    for place, stretch in enumerate(reading.stretches):
        choices = tuple(tuple(_syllable_groups(way, start and not place, False)) for way in stretch)
        if forms and not all(map(_is_certain, (group for choice in choices for group in choice))):
            choices = (*choices, (forms,))
        formula.append(tuple(dict.fromkeys(choices)))
    return tuple(formula)


def _syllable_groups(way: Segments, start: bool, end: bool) -> list[Group]:
    *units, last = way.units
    lasts = beginnings().get(last, (last,)) if way.open_end else (last,)
    groups: list[Group] = [(grams.syllable_pair(one, other),) for one, other in pairwise(units)]
    if units:
        groups.append(tuple(grams.syllable_pair(units[-1], each) for each in lasts))
        if start:
            groups.insert(0, (grams.START + sound(units[0]),))
    else:
        groups.append(tuple(grams.START + sound(each) if start else sound(each) for each in lasts))
    if end and not way.open_end:
        groups.append((grams.syllable_pair(last, grams.END),))
    return groups


def _beside_forms(asked: Iterable[str | Group], forms: Group) -> Choice:
    """All that is asked; what a legal form may hold where it is not taken apart may also be that form."""
    groups = [(each,) if isinstance(each, str) else each for each in asked]
    if not forms:
        return tuple(groups)
    certain = [group for group in groups if _is_certain(group)]
    within = [group for group in groups if not _is_certain(group)]
    return (*certain, (*within[0], *forms)) if within else tuple(certain)


def _is_certain(group: Group) -> bool:
    return grams.WITHIN_FORMS.isdisjoint(group)


def phone(number: str, tail: bool = False) -> tuple[Choice, ...]:
    if not number.isdecimal() or len(number) < 3:
        return ()
    if len(number) == 3:
        return () if tail else ((("y" + number,),),)
    if tail:
        return ((("z" + number[-4:],), *_every_second(number, len(number) % 2)[:-1]),)
    if len(number) == 4:
        before = tuple(f"t{digit}{number[:3]}" for digit in digits)
        behind = tuple(f"t{number[1:]}{digit}" for digit in digits)
        return (("t" + number,),), (before, behind), (("y" + number[:3],), behind)
    return tuple(_every_second(number, first) for first in (0, 1))


def _every_second(number: str, first: int) -> Choice:
    """Only every second run of four digits is indexed, counted from the end of a phone."""
    return tuple(("t" + number[at : at + 4],) for at in range(first, len(number) - 3, 2))


def uscc_tail(folded: str) -> tuple[Choice, ...]:
    if not 4 <= len(folded) < 18 or not USCC_ALPHABET.issuperset(folded):
        return ()
    return ((("v" + folded[-4:],),),)


def uscc_start(folded: str, least: int = 8) -> tuple[Choice, ...]:
    if not least <= len(folded) <= 18 or not USCC_ALPHABET.issuperset(folded):
        return ()
    asked: list[Group] = [("w" + folded[: 10 if len(folded) >= 10 else 8],)]
    if len(folded) == 18:
        asked.append(("v" + folded[-4:],))
    return (tuple(asked),)


def code(parts: Sequence[str]) -> tuple[Choice, ...]:
    """A code part by part, each from its beginning."""
    asked = tuple(("c" + beginning_asked(part),) for part in parts if part[0].isdecimal())
    return (asked,) if asked else ()


def whole_code(parts: Sequence[str]) -> tuple[Choice, ...]:
    return ((("k" + "".join(parts),),),) if parts else ()


def is_anchored(choice: Choice) -> bool:
    """Whether it asks for the start of a name."""
    return any(grams.START in token for group in choice for token in group)
