"""Formulas of tokens for one typed word, meant as written, as initials, as pinyin, as a phone or as a code."""

from collections.abc import Sequence

from chamber.search import grams
from chamber.search.segments import Reading, Segments, beginnings
from chamber.search.sounds import sound, wide
from chamber.search.tokens import beginning_asked
from chamber.text.pinyin import readings_anywhere

Group = tuple[str, ...]
"""Any of these tokens."""
Choice = tuple[Group, ...]
"""All of these groups."""
Formula = tuple[tuple[Choice, ...], ...]
"""Of every word any choice."""

LONGEST_FORM = max(map(len, grams.LEGAL_FORMS))
USCC_ALPHABET = frozenset("0123456789abcdefghjklmnpqrtuwxy")


def written(word: str, start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    return _choices([(character,) for character in wide(word)], grams.as_written(), start, end)


def initials(letters: str, start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    return _choices([(letter,) for letter in letters], grams.as_initials(), start, end)


def pinyin(reading: Reading, start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    """The choices of each way to read it; for what can be read in very many ways, of the first of them."""
    found: list[Choice] = []
    for way in reading.ways:
        found += _choices(_units(way), grams.as_spoken(), start, end)
    return tuple(found)


def _choices(units: list[Group], scale: grams.Scale, start: bool, end: bool) -> tuple[Choice, ...]:
    """A name holds the units, `start` and `end`: there; its legal form does; or the name ends with some of them and its
    form begins with the rest, of which only what the name's grams run on into is indexed."""
    first: list[Group] = [(grams.START,)] if start else []
    asked = scale.asked([*first, *units, *([(grams.END,)] if end else [])])
    found = [asked] if asked else []
    if len(units) < scale.least:
        return tuple(found)
    if not start and not scale.within.isdisjoint(units[0]):
        holding = tuple(form.token for form in scale.forms if form.holds(units, end))
        if holding:
            found.append((holding,))
    for size in range(scale.lead + 1, min(len(units), LONGEST_FORM + 1)):
        if scale.firsts.isdisjoint(units[-size]):
            continue
        holding = tuple(form.token for form in scale.forms if form.begins(units[-size:], end))
        if holding:
            found.append((*scale.asked([*first, *units[: scale.lead - size]]), holding))
    return tuple(found)


def pinyin_in_parts(reading: Reading, typed: str, start: bool = False) -> Formula:
    """All ways to read it, as one formula: of every stretch any way. What a legal form may hold is asked for loosely."""
    forms = grams.forms_holding(typed)
    formula: list[tuple[Choice, ...]] = []
    for place, stretch in enumerate(reading.stretches):
        choices = tuple(_way_asked(way, start and not place) for way in stretch)
        if forms and not all(map(_is_certain, (group for choice in choices for group in choice))):
            choices = (*choices, (forms,))
        formula.append(tuple(dict.fromkeys(choices)))
    return tuple(formula)


def _way_asked(way: Segments, start: bool) -> Choice:
    return grams.as_spoken().asked([(grams.START,), *_units(way)] if start else _units(way))


def _units(way: Segments) -> list[Group]:
    *units, last = way.units
    lasts = beginnings().get(last, (last,)) if way.open_end else (last,)
    return [*((sound(each),) for each in units), tuple(map(sound, lasts))]


def _is_certain(group: Group) -> bool:
    return grams.within_forms().isdisjoint(group)


def joined(character: str, letter: str) -> Group:
    """What asks for a character and right after it what is typed by a letter or digit: itself, or any syllable that
    begins with it."""
    found = [wide(character) + wide(letter)]
    if letter in beginnings():
        sounds = [sound(each) for each in beginnings()[letter]]
        found += [sound(each) + other for each in readings_anywhere(character) for other in sounds]
    if character in grams.as_written().within:
        found += grams.FORM_TOKENS
    return tuple(dict.fromkeys(found))


def phone(number: str, tail: bool = False) -> tuple[Choice, ...]:
    if not number.isdecimal() or len(number) < 3:
        return ()
    if len(number) == 3:
        return () if tail else ((("y" + number,),),)
    asked = [("t" + number[at : at + 4],) for at in range(len(number) - 3)]
    return (tuple(dict.fromkeys((("z" + number[-4:],), *asked[:-1]) if tail else asked)),)


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
    asked = tuple(("c" + beginning_asked(part),) for part in parts)
    return (asked,) if asked else ()


def whole_code(parts: Sequence[str]) -> tuple[Choice, ...]:
    return ((("k" + "".join(parts),),),) if parts else ()


def is_anchored(choice: Choice) -> bool:
    """Whether it asks for the start of a name."""
    return any(grams.START in token for group in choice for token in group)
