"""Which candidates really match a typed text, how well, and where: exact before prefix before inside, members first."""

from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from operator import contains
from typing import NamedTuple

from chamber.search import packed
from chamber.search.query import Word
from chamber.search.sounds import abbreviated, heard
from chamber.search.tokens import code_parts, phone_digits
from chamber.text import pinyin
from chamber.text.folding import fold, fold_with_positions

Span = tuple[int, int]
"""Start and end (exclusive) in the title as shown."""


class Quality(IntEnum):
    EXACT = 0
    PREFIX = 1
    INSIDE = 2


EXACT, PREFIX, INSIDE = Quality.EXACT, Quality.PREFIX, Quality.INSIDE


class Match(NamedTuple):
    """`found`: the matched parts of the folded title. `matched`: what else matched: another name, a phone, a code."""

    quality: Quality
    found: tuple[Span, ...]
    matched: str


_Judged = tuple[Quality, Span | None, str]
"""One word: how well, where in the folded title, or else in what."""


_fold = lru_cache(maxsize=8192)(fold)


def judge(words: Sequence[Word], title: str, code: str, text: str) -> Match | None:
    """How a record matches all words, None if it does not. `text` is what `packed` made of it."""
    folded = _fold(title)
    if len(words) == 1:
        judged = _judge_word(words[0], folded, code, text)
        return Match(judged[0], (judged[1],) if judged[1] else (), judged[2]) if judged else None
    each: list[_Judged] = []
    for word in words:
        judged = _judge_word(word, folded, code, text)
        if judged is None:
            return None
        each.append(judged)
    return Match(
        max(Quality.PREFIX, each[0][0]),
        tuple(span for _, span, _ in each if span),
        next((matched for _, _, matched in each if matched), ""),
    )


def spans(title: str, found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans of the folded title as spans of the title, in order, joined where they touch."""
    merged = found if len(found) < 2 else _merged(found)
    if not merged or title.isalnum():
        return merged
    positions = fold_with_positions(title)[1]
    return tuple((positions[start], positions[end - 1] + 1) for start, end in merged)


def _merged(found: Sequence[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _judge_word(word: Word, title: str, code: str, text: str) -> _Judged | None:
    best: _Judged | None = None
    person = packed.is_person(text)
    span = _in_name(word, title, person)
    if span:
        best = _quality(span, len(title)), span, ""
        if best[0] is not INSIDE:
            return best
    for name in packed.names(text):
        folded = _fold(name)
        span = _in_name(word, folded, person)
        if span:
            quality = _quality(span, len(folded))
            if best is None or quality < best[0]:
                best = quality, None, name
    if word.is_latin and (best is None or word.has_digit):
        other = _in_numbers(word, code, text)
        if other and (best is None or other[0] < best[0]):
            return other
    return best


def _quality(span: Span, size: int) -> Quality:
    if span[0]:
        return INSIDE
    return EXACT if span[1] == size else PREFIX


def _in_name(word: Word, folded: str, person: bool) -> Span | None:
    start = folded.find(word.folded)
    if start >= 0:
        return start, start + len(word.folded)
    if not word.has_letter:
        return None
    if not word.is_latin:
        return _mixed(word.letters, folded, _options(folded, person))
    size = len(folded)
    if word.initials:
        letters = abbreviated(folded, person)
        if letters is None:
            return _in_several(word.letters, _options(folded, person))
        at = letters.find(word.initials)
        if at >= 0:
            at %= size + 1
            return at, at + len(word.initials)
        if not word.heard and not word.loosely:
            return None
    spoken = heard(folded, person)
    if spoken is None:
        return _in_several(word.letters, _options(folded, person))
    return _in_heard(word, size, spoken) or (
        _in_several(word.letters, _options(folded, person)) if word.loosely else None
    )


@lru_cache(maxsize=4096)
def _options(folded: str, person: bool) -> tuple[tuple[str, ...], ...]:
    """All readings of each character. The first of a long list are looked at again with every letter typed."""
    readings, several = pinyin.spell(folded, person)
    return tuple(several.get(at, (reading,)) for at, reading in enumerate(readings))


def _in_heard(word: Word, size: int, spoken: str) -> Span | None:
    """As pinyin, which begins with a syllable and may end within one."""
    for sounds, completions in word.heard:
        if completions and not sounds and completions.isdisjoint(spoken):
            continue
        at, length = spoken.find(sounds), len(sounds)
        while at >= 0:
            if not completions or spoken[at + length : at + length + 1] in completions:
                at %= size + 1
                return at, at + length + bool(completions)
            at = spoken.find(sounds, at + 1)
    return None


def _in_several(letters: str, options: Sequence[Sequence[str]]) -> Span | None:
    """As initials, else as pinyin, with any of each character's readings."""
    initials = [{reading[0] for reading in readings} for readings in options]
    size = len(letters)
    for start in range(len(options) - size + 1):
        if letters[0] in initials[start] and all(map(contains, initials[start : start + size], letters)):
            return start, start + size
    for start in range(len(options)):
        end = _spelled_from(letters, options, start)
        if end:
            return start, end
    return None


def _spelled_from(letters: str, options: Sequence[Sequence[str]], start: int) -> int:
    """Where the pinyin of `letters` ends that starts at a character; 0 if it does not fit there."""
    if start == len(options):
        return 0
    for reading in options[start]:
        if reading.startswith(letters):
            return start + 1
        if letters.startswith(reading):
            end = _spelled_from(letters[len(reading) :], options, start + 1)
            if end:
                return end
    return 0


def _mixed(word: str, folded: str, options: Sequence[Sequence[str]]) -> Span | None:
    """Characters, initials and pinyin in one word, one after the other: `赤峰sh`, `赤峰shanghui`."""
    for start in range(len(folded)):
        end = _mixed_from(word, folded, options, start)
        if end:
            return start, end
    return None


def _mixed_from(word: str, folded: str, options: Sequence[Sequence[str]], start: int) -> int:
    if not word:
        return start
    if start == len(folded):
        return 0
    steps = [folded[start]] if word[0] == folded[start] else []
    if word[0].isascii():
        steps += [reading for reading in options[start] if word.startswith(reading)]
        steps += [reading[0] for reading in options[start] if word[0] == reading[0]]
        if any(reading.startswith(word) for reading in options[start]):
            return start + 1
    for step in dict.fromkeys(steps):
        end = _mixed_from(word[len(step) :], folded, options, start + 1)
        if end:
            return end
    return 0


def _in_numbers(word: Word, code: str, text: str) -> _Judged | None:
    """Phones by any part, credit codes by beginning or end, other codes part by part."""
    typed = word.folded
    found: list[_Judged] = []
    _names, phones, uscc, codes, _person = packed.sections(text)
    for each in (code, *codes.split(packed.ITEM)) if codes else (code,):
        if (len(each) >= len(typed) or not each.isascii()) and (folded := fold(each)).startswith(typed):
            if folded == typed:
                return EXACT, None, each
            if word.has_digit:
                found.append((INSIDE, None, each))
        elif word.has_digit and word.parts[-1] in each.lower() and _begins_parts(word.parts, code_parts(each)):
            found.append((INSIDE, None, each))
    if uscc and len(typed) >= 4:
        uscc = fold(uscc)
        if uscc.endswith(typed) or (len(typed) >= 8 and uscc.startswith(typed)):
            found.append((EXACT if uscc == typed else PREFIX, None, uscc.upper()))
    if phones and len(typed) >= 3 and typed.isdecimal():
        digits = typed.removeprefix("86") if len(typed) > 11 else typed
        for phone in phones.split(packed.ITEM):
            number = phone_digits(phone)
            if digits in number and (len(digits) > 3 or number.startswith(digits)):
                quality = EXACT if number == digits else PREFIX if number.endswith(digits) else INSIDE
                found.append((quality, None, phone))
    return min(found, key=_quality_of) if found else None


def _quality_of(judged: _Judged) -> Quality:
    return judged[0]


def _begins_parts(typed: Sequence[str], parts: Sequence[str]) -> bool:
    """Every typed part is the beginning of a part of the code, in order; letters alone are no code."""
    if not any(part.isdigit() for part in typed):
        return False
    rest = iter(parts)
    return all(any(part.startswith(each) for part in rest) for each in typed)
