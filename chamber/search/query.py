"""What a typed text asks the index for: steps from the best matches to the loosest, each a formula of tokens.

A step's formula holds for every record the step is about, and for few others; `ranking` sorts those out. Rare meanings
come before common ones, so that a full page of one never hides another.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from string import ascii_lowercase, digits
from types import MappingProxyType
from typing import NamedTuple

from chamber.search import asking
from chamber.search.asking import Choice, Formula, is_anchored
from chamber.search.segments import MOST_WAYS, Reading, beginnings, read
from chamber.search.sounds import sound
from chamber.search.tokens import code_parts
from chamber.text.folding import fold

LONGEST_TEXT = 100
MOST_WORDS = 8
SHORT = 6
"""Characters up to which so many names may share them that names beginning with them need a step of their own."""
SHORT_INITIALS = 4
SHORT_PINYIN = 12
"""The same in initials and in letters of pinyin."""

SHORT_RUN = 2
"""Letters or digits after a character that are asked for together with it."""

FEW_WAYS = 2
"""To read a word as pinyin: so many are asked for side by side, more of them stretch by stretch."""

_COUNTRY_CODE = re.compile(r"(?<!\d)\+86[\s-]*(?=\d)")
_NOTHING: frozenset[str] = frozenset()
_RUN = re.compile(r"[a-z]+[0-9a-z]*|[0-9]+[0-9a-z]*|[^0-9a-z]+")


class Word(NamedTuple):
    """One typed word: `folded` for names, `letters` for pinyin (`ü` is `v`, `lve` is `lue`), `parts` for codes.

    `whole` and `unfinished`: how to read it as pinyin. How to find it in a name that is heard (`sounds`): `initials`, if
    it can be some; `heard`, its sounds and what the one after them may be, if that is unfinished. `loosely`: it can be
    read in more ways than those.
    """

    folded: str
    letters: str
    parts: tuple[str, ...]
    is_latin: bool
    has_letter: bool
    has_digit: bool
    whole: Reading
    unfinished: Reading
    initials: str
    heard: tuple[tuple[str, frozenset[str]], ...]
    loosely: bool


class Plan(NamedTuple):
    """`steps` from best to loosest. `exact`: for names that are all of it, which the steps might come upon too late.
    `everything`: one formula for all of them, where there is one. `holding`: step → what must stand in a code for it to
    mean the record. `code`: what codes may begin with."""

    words: tuple[Word, ...] = ()
    steps: tuple[Formula, ...] = ()
    exact: Formula = ()
    everything: Formula = ()
    holding: Mapping[Formula, str] = MappingProxyType({})
    code: str = ""

    def beyond(self, step: Formula) -> Formula:
        """The step, from this one on, that first allows matches inside a name."""
        rest = self.steps[self.steps.index(step) :]
        return next((each for each in rest if not is_anchored_step(each)), step)


def is_anchored_step(step: Formula) -> bool:
    """Whether a step asks for the start of a name."""
    return any(map(is_anchored, step[0]))


def query_plan(text: str) -> Plan:
    """Words and steps of a typed text; no words and no steps when there is nothing in it to look for."""
    words = words_of(text)
    if not words:
        return Plan()
    if len(words) == 1:
        exact = _exact_of(words[0])
        steps = tuple(dict.fromkeys(filter(all, filter(None, _steps_of(words[0])))))
        everything, holding = _everything(words[0], steps), _holding(words[0])
        return Plan(words, steps, (exact,) if exact else (), everything, holding, _code(words[0]))
    meant = [tuple(dict.fromkeys(chain.from_iterable(_choices_of(word)))) for word in words]
    inside = [tuple(choice for choice in choices if not is_anchored(choice)) or choices for choices in meant]
    leading = tuple(choice for choice in meant[0] if is_anchored(choice))
    first = tuple(filter(None, (leading, *inside[1:]))) if leading else ()
    loosest = tuple(filter(None, inside))
    return Plan(words, tuple(step for step in (first, loosest) if step), (), loosest)


def _holding(word: Word) -> dict[Formula, str]:
    """Of codes only the beginnings are indexed: many records share that of a longer one."""
    numbers = [part for part in word.parts if part.isdecimal()]
    return {(asking.code(word.parts),): max(numbers, key=len)} if numbers else {}


def _code(word: Word) -> str:
    """The word as codes begin; numbers are rather phones."""
    return word.folded if word.is_latin and word.has_letter and word.has_digit else ""


def _everything(word: Word, steps: Sequence[Formula]) -> Formula:
    """What is not anchored holds for the anchored too, but for a single letter."""
    if len(word.folded) == 1 or any(len(step) > 1 for step in steps):
        return ()
    choices = tuple(dict.fromkeys(choice for step in steps for choice in step[0] if not is_anchored(choice)))
    return (choices,) if choices else ()


def words_of(text: str) -> tuple[Word, ...]:
    normal = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).lower().replace("ü", "v")
    return tuple(word for word in map(_word, _COUNTRY_CODE.sub("", normal).split()) if word.folded)[:MOST_WORDS]


def _word(typed: str) -> Word:
    folded = fold(typed)
    letters = folded.replace("lve", "lue").replace("nve", "nue")
    is_latin = folded.isascii()
    has_letter = any(character in ascii_lowercase for character in folded)
    whole, unfinished = _readings(letters) if is_latin and has_letter else (Reading(), Reading())
    return Word(
        folded,
        letters,
        tuple(code_parts(typed)),
        is_latin=is_latin,
        has_letter=has_letter,
        has_digit=any(character in digits for character in folded),
        whole=whole,
        unfinished=unfinished,
        initials=letters if has_letter and not set("iuv") & set(letters) else "",
        heard=(
            *[("".join(map(sound, way.units)), _NOTHING) for way in whole.ways],
            *[("".join(map(sound, way.units[:-1])), _completions(way.units[-1])) for way in unfinished.ways],
        ),
        loosely=max(whole.total, unfinished.total) > MOST_WAYS,
    )


@lru_cache(maxsize=512)
def _completions(unit: str) -> frozenset[str]:
    return frozenset(map(sound, beginnings().get(unit, (unit,))))


def _readings(letters: str) -> tuple[Reading, Reading]:
    """Letters as whole syllables, and as such that end within one; else as syllables among letters of a Latin name."""
    whole, unfinished = read(letters), read(letters, open_end=True)
    if whole.total and all(len(way.units[-1]) == 1 for way in unfinished.ways):
        return whole, Reading()
    return (whole, unfinished) if whole.total or unfinished.total else (read(letters, alone=True), Reading())


def _steps_of(word: Word) -> list[Formula]:
    """Steps of a word that is all there is: as `_choices_of`, and pinyin of many ways stretch by stretch."""
    steps: list[Formula] = [(choices,) for choices in _choices_of(word)]
    for reading in (word.whole, word.unfinished):
        if reading.total > FEW_WAYS:
            if len(word.letters) <= SHORT_PINYIN:
                steps.append(asking.pinyin_in_parts(reading, word.letters, start=True))
            steps.append(asking.pinyin_in_parts(reading, word.letters))
    return steps


def _choices_of(word: Word) -> list[tuple[Choice, ...]]:
    if not word.is_latin:
        return _han(word.folded)
    return _number(word) if word.has_digit else _letters(word)


def _exact_of(word: Word) -> tuple[Choice, ...]:
    """What asks for names that are nothing but the word, where many names may begin with it."""
    if not word.is_latin:
        return asking.written(word.folded, start=True, end=True) if len(word.folded) <= SHORT else ()
    letters = word.letters
    if word.has_digit or len(letters) == 1:
        return ()
    exact: tuple[Choice, ...] = ()
    if len(letters) <= SHORT_INITIALS:
        exact = asking.written(letters, start=True, end=True)
        if word.initials:
            exact = (*exact, *asking.initials(letters, start=True, end=True))
    whole = word.whole if word.whole.total <= FEW_WAYS else Reading()
    return (*exact, *(asking.pinyin(whole, start=True, end=True) if len(letters) <= SHORT_PINYIN else ()))


def _han(folded: str) -> list[tuple[Choice, ...]]:
    steps = [asking.written(folded)]
    if len(folded) <= SHORT:
        steps = [asking.written(folded, start=True), *steps]
    runs = _RUN.findall(folded)
    if len(runs) > 1:
        steps.append(_mixed(runs))
    return steps


def _mixed(runs: Sequence[str]) -> tuple[Choice, ...]:
    """Characters and letters in one word (`赤峰sh`): each run as it may be meant, all of them."""
    choices: list[Choice] = [()]
    for before, run in pairwise(["", *runs]):
        meant = asking.written(run)
        if run.isascii():
            spelled = chain.from_iterable(asking.pinyin(reading) for reading in _readings(run))
            meant = (*meant, *asking.initials(run), *spelled)
        # A few letters are in many names, though seldom right after the character.
        is_linked = run.isascii() and len(run) <= SHORT_RUN and before and not before.isascii()
        link = (asking.joined(before[-1], run[0]),) if is_linked else ()
        choices = [(*choice, *more, *link) for choice in choices for more in meant]
    return tuple(choice for choice in choices if choice)


def _letters(word: Word) -> list[tuple[Choice, ...]]:
    letters, can_be_initials = word.letters, bool(word.initials)
    if len(letters) == 1:
        return [
            (*asking.initials(letters, start=True), *asking.written(letters, start=True)),
            (*asking.pinyin(word.whole), *asking.written(letters)),
        ]
    whole = word.whole if word.whole.total <= FEW_WAYS else Reading()
    is_short = len(letters) <= SHORT_INITIALS
    return [
        (*(asking.initials(letters, start=True) if can_be_initials and is_short else ()), *asking.written(word.folded)),
        asking.initials(letters) if can_be_initials else (),
        asking.pinyin(whole, start=True) if len(letters) <= SHORT_PINYIN else (),
        asking.pinyin(whole),
        asking.uscc_tail(letters),
        asking.whole_code(word.parts),
        *_unfinished(word),
    ]


def _unfinished(word: Word) -> list[tuple[Choice, ...]]:
    """Pinyin that is still being typed."""
    reading = word.unfinished
    if reading.total > FEW_WAYS:
        return []
    inside = asking.pinyin(reading)
    return [asking.pinyin(reading, start=True), inside] if len(word.letters) <= SHORT_PINYIN else [inside]


def _number(word: Word) -> list[tuple[Choice, ...]]:
    folded = word.folded
    number = folded.removeprefix("86") if len(folded) > 11 else folded
    steps = [
        (
            *asking.whole_code(word.parts),
            *asking.phone(number, tail=True),
            *asking.uscc_tail(folded),
            *asking.uscc_start(folded, least=10),
        ),
        asking.written(folded, start=True),
        asking.written(folded),
        asking.code(word.parts),
        asking.uscc_start(folded),
        asking.phone(number),
    ]
    if word.has_letter:
        steps += [
            asking.initials(folded),
            *(asking.pinyin(each) for each in (word.whole, word.unfinished)),
        ]
    return steps
