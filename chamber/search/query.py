"""What a typed text asks the index for: steps from the best matches to the loosest, each a formula of tokens.

A step's formula holds for every record the step is about, and for few others; `ranking` sorts those out. Rare meanings
come before common ones, so that a full page of one never hides another.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from string import ascii_lowercase, digits

from chamber.search import grams
from chamber.search.segments import Segments, beginnings, segment
from chamber.search.tokens import code_parts
from chamber.text.folding import fold

Group = tuple[str, ...]
"""Any of these tokens."""
Choice = tuple[Group, ...]
"""All of these groups."""
Formula = tuple[tuple[Choice, ...], ...]
"""Of every word any choice."""

LONGEST_TEXT = 100
MOST_WORDS = 8
SHORT = 6
"""Letters of a text that can be a whole short name, worth a step of its own before the longer names it begins."""

USCC_ALPHABET = frozenset("0123456789abcdefghjklmnpqrtuwxy")
_RUN = re.compile(r"[a-z]+[0-9a-z]*|[0-9]+[0-9a-z]*|[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word: `folded` for names, `letters` for pinyin (`ü` is `v`, `lve` is `lue`), `parts` for codes.

    `whole` and `unfinished`: the ways to read it as pinyin. `initials` and `spelled`: how to find it in a name spelled
    with a space around every syllable (` chi feng `).
    """

    folded: str
    letters: str
    parts: tuple[str, ...]
    is_latin: bool
    has_letter: bool
    has_digit: bool
    whole: tuple[Segments, ...]
    unfinished: tuple[Segments, ...]
    initials: re.Pattern[str] | None
    spelled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """`steps` from best to loosest; `loosest` holds for all that any of them holds for."""

    words: tuple[Word, ...] = ()
    steps: tuple[Formula, ...] = ()
    loosest: Formula = ()


def query_plan(text: str) -> Plan:
    """Words and steps of a typed text; no words and no steps when there is nothing in it to look for."""
    words = words_of(text)
    if not words:
        return Plan()
    meant = [_steps_of(word) for word in words]
    loosest = tuple(filter(None, map(_loosest, meant)))
    if len(words) == 1:
        return Plan(words, tuple(dict.fromkeys((step,) for step in meant[0] if step)), loosest)
    leading = tuple(dict.fromkeys(choice for step in meant[0] for choice in step if _is_anchored(choice)))
    first = tuple(filter(None, (leading, *map(_loosest, meant[1:])))) if leading else ()
    return Plan(words, tuple(step for step in (first, loosest) if step), loosest)


def _loosest(steps: Sequence[tuple[Choice, ...]]) -> tuple[Choice, ...]:
    """Every choice that does not ask for the start of a name; if all do, they are what there is."""
    choices = dict.fromkeys(choice for step in steps for choice in step)
    return tuple(choice for choice in choices if not _is_anchored(choice)) or tuple(choices)


def words_of(text: str) -> tuple[Word, ...]:
    normal = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).lower().replace("ü", "v")
    return tuple(word for word in map(_word, normal.split()) if word.folded)[:MOST_WORDS]


def _word(typed: str) -> Word:
    folded = fold(typed)
    letters = folded.replace("lve", "lue").replace("nve", "nue")
    is_latin = folded.isascii()
    has_letter = any(character in ascii_lowercase for character in folded)
    whole, unfinished = _ways(letters) if is_latin and has_letter else ((), ())
    return Word(
        folded,
        letters,
        tuple(code_parts(typed)),
        is_latin=is_latin,
        has_letter=has_letter,
        has_digit=any(character in digits for character in folded),
        whole=whole,
        unfinished=unfinished,
        initials=_compiled(" " + "[^ ]* ".join(letters)) if has_letter and not set("iuv") & set(letters) else None,
        spelled=(*[f" {' '.join(way.units)} " for way in whole], *[f" {' '.join(way.units)}" for way in unfinished]),
    )


def _ways(letters: str) -> tuple[tuple[Segments, ...], tuple[Segments, ...]]:
    """Ways to read letters as whole syllables, and such that end within one.

    One letter left over is only waited on when nothing else fits; then letters of Latin names are tried.
    """
    whole = tuple(segment(letters))
    unfinished = tuple(way for way in segment(letters, open_end=True) if not whole or len(way.units[-1]) > 1)
    return (whole, unfinished) if whole or unfinished else (tuple(segment(letters, alone=True)), ())


_compiled = lru_cache(maxsize=256)(re.compile)


def _steps_of(word: Word) -> list[tuple[Choice, ...]]:
    if not word.is_latin:
        return _han_steps(word.folded)
    if word.has_digit:
        return _number_steps(word)
    return _letter_steps(word)


def _han_steps(folded: str) -> list[tuple[Choice, ...]]:
    steps = [_written(folded, start=True, end=True)] if len(folded) <= SHORT else []
    steps += [_written(folded, start=True), _written(folded)]
    runs = _RUN.findall(folded)
    if len(runs) > 1:
        steps.append(_mixed(runs))
    return steps


def _mixed(runs: Sequence[str]) -> tuple[Choice, ...]:
    """Characters and letters in one word (`赤峰sh`): each run as it may be meant, all of them."""
    choices: list[Choice] = [()]
    for run in runs:
        ways = _ways(run) if run.isascii() else ()
        meant = (
            *(_initials(run) if ways else ()),
            *(choice for each in ways for choice in _pinyin(each)),
            *_written(run),
        )
        if meant:
            choices = [(*choice, *more) for choice in choices for more in meant]
    return tuple(choice for choice in choices if choice)


def _letter_steps(word: Word) -> list[tuple[Choice, ...]]:
    letters = word.letters
    if len(letters) == 1:
        return [(*_initials(letters, start=True), *_written(letters, start=True)), _written(letters)]
    whole, can_be_initials = word.whole, word.initials is not None
    steps: list[tuple[Choice, ...]] = []
    exact = list(_written(letters, start=True, end=True)) if len(letters) <= SHORT else []
    if can_be_initials:
        exact += _initials(letters, start=True, end=True)
    steps.append((*exact, *_pinyin(whole, start=True, end=True)))
    steps.append((*(_initials(letters, start=True) if can_be_initials else ()), *_written(word.folded)))
    if can_be_initials:
        steps.append(_initials(letters))
    steps += [_pinyin(whole, start=True), _pinyin(whole), _uscc_tail(letters)]
    if word.parts == (word.folded,):
        steps.append(((("k" + word.folded,),),))
    return [*steps, _pinyin(word.unfinished, start=True), _pinyin(word.unfinished)]


def _number_steps(word: Word) -> list[tuple[Choice, ...]]:
    folded = word.folded
    number = folded.removeprefix("86") if len(folded) > 11 else folded
    steps: list[tuple[Choice, ...]] = [
        (
            (("k" + "".join(word.parts),),),
            *_phone(number, tail=True),
            *(_uscc_tail(folded) if len(folded) < 18 else ()),
            *(_uscc_start(folded) if len(folded) >= 10 else ()),
        ),
        _written(folded, start=True),
        _written(folded),
        _code(word.parts),
        _uscc_start(folded),
        _phone(number),
    ]
    if not folded.isdigit():
        steps += [_initials(folded), _pinyin(word.whole), _pinyin(word.unfinished)]
    return steps


def _written(word: str, start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    asked = grams.written_grams(word)
    whole = grams.wide(word)
    if start:
        asked.insert(0, grams.START + whole[0])
    if end:
        asked.append(whole[-1] + grams.END)
    return _all_of(asked, lambda: grams.forms_with(word, "written"))


def _initials(letters: str, start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    marked = (grams.START if start else "") + letters + (grams.END if end else "")
    if len(marked) == 1:
        return ()
    long_enough = len(letters) > 2
    return _all_of(grams.initial_grams(marked), lambda: grams.forms_with(letters, "initials") if long_enough else ())


def _pinyin(ways: Iterable[Segments], start: bool = False, end: bool = False) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for way in ways:
        *units, last = way.units
        lasts = beginnings().get(last, (last,)) if way.open_end else (last,)
        groups: list[Group] = [(grams.syllable_pair(one, other),) for one, other in pairwise(units)]
        groups.append(tuple(grams.syllable_pair(units[-1], each) if units else "s" + each for each in lasts))
        if start and way.from_start:
            groups.insert(
                0, (f"s{grams.START}{units[0]}",) if units else tuple(f"s{grams.START}{each}" for each in lasts)
            )
        if end and not way.open_end:
            groups.append((grams.syllable_pair(last, grams.END),))
        typed = "".join(way.units)
        found += _groups(groups, lambda typed=typed: grams.forms_with(typed, "pinyin"))  # type: ignore[misc]
    return tuple(found)


def _phone(number: str, tail: bool = False) -> tuple[Choice, ...]:
    if not number.isdigit() or len(number) < 3:
        return ()
    if len(number) == 3:
        return () if tail else ((("y" + number,),),)
    asked = [("t" + number[at : at + 4],) for at in range(len(number) - 3)]
    return ((("z" + number[-4:],), *asked[:-1]),) if tail else (tuple(asked),)


def _uscc_tail(folded: str) -> tuple[Choice, ...]:
    if not 4 <= len(folded) <= 18 or not USCC_ALPHABET.issuperset(folded):
        return ()
    return ((("v" + folded[-4:],),),)


def _uscc_start(folded: str) -> tuple[Choice, ...]:
    if not 8 <= len(folded) <= 18 or not USCC_ALPHABET.issuperset(folded):
        return ()
    asked: list[Group] = [("w" + folded[: 10 if len(folded) >= 10 else 8],)]
    if len(folded) == 18:
        asked.append(("v" + folded[-4:],))
    return (tuple(asked),)


def _code(parts: tuple[str, ...]) -> tuple[Choice, ...]:
    return (tuple(("c" + part,) for part in parts),) if parts else ()


def _all_of(asked: Iterable[str], forms: Callable[[], Group]) -> tuple[Choice, ...]:
    return _groups([(gram,) for gram in asked], forms)


def _groups(groups: list[Group], forms: Callable[[], Group]) -> tuple[Choice, ...]:
    """What can be asked of the index: nothing that a legal form alone may hold, unless there is nothing else."""
    certain = tuple(group for group in groups if grams.WITHIN_FORMS.isdisjoint(group))
    if certain:
        return (certain,)
    within = forms()
    return (tuple(groups), (within,)) if within else (tuple(groups),)


def _is_anchored(choice: Choice) -> bool:
    return any(grams.START in token for group in choice for token in group)
