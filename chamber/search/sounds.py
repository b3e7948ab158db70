"""Names as they sound: one character for each syllable, one letter for each initial.

A syllable is written as a character of the private use area, so that a pair of them is a short token unlike any other
kind. What has no reading (Latin letters, digits) stands for itself, widened.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from math import prod

from chamber.text.pinyin import all_readings, readings_in_context, spell, usual_readings

SEVERAL = "*"
"""What stands for a character that can be read in more than one way."""

MOST_WAYS = 16
"""More ways to read a name than these are not told apart."""

_FIRST = 0xE000
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
_NARROW = re.compile("[!-~]")


def wide(folded: str) -> str:
    """Latin letters and digits as their full-width twins, so that no written gram looks like another kind of token."""
    return folded.translate(_WIDE) if _NARROW.search(folded) else folded


@cache
def sound(unit: str) -> str:
    """The character of a syllable; of anything else itself, wide."""
    return _sounds().get(unit) or wide(unit)


@cache
def _sounds() -> dict[str, str]:
    return {reading: chr(_FIRST + place) for place, reading in enumerate(sorted(all_readings()))}


class _Sounds(dict[int, str]):
    """For `str.translate`: a folded character → its sound."""

    def __missing__(self, code: int) -> str:
        readings = usual_readings(chr(code))
        self[code] = SEVERAL if len(readings) > 1 else sound(readings[0])
        return self[code]


class _Initials(dict[int, str]):
    """For `str.translate`: a folded character → the first letter of its reading."""

    def __missing__(self, code: int) -> str:
        readings = usual_readings(chr(code))
        self[code] = SEVERAL if len(readings) > 1 else readings[0][0]
        return self[code]


_SOUNDS = _Sounds()
_INITIALS = _Initials()


def sounds_of(folded: str) -> str:
    """A character a character, `SEVERAL` for those that can be read in more than one way."""
    return folded.translate(_SOUNDS)


def initials_of(folded: str) -> str:
    return folded.translate(_INITIALS)


@lru_cache(maxsize=8192)
def heard(folded: str, person: bool) -> str | None:
    """A name as sounds, one line for every way to read it; None if there are too many.

    All lines are as long as the name. The names at the head of a long list are asked about with every letter typed.
    """
    if person:
        return _of_person(folded)[0]
    spoken = sounds_of(folded)
    if SEVERAL not in spoken:
        return spoken
    readings = _in_context(folded, spoken)
    return _lines(spoken, readings and {at: [sound(each) for each in several] for at, several in readings.items()})


@lru_cache(maxsize=8192)
def abbreviated(folded: str, person: bool) -> str | None:
    """A name as initials, one line for every way to read it; None if there are too many. See `heard`."""
    if person:
        return _of_person(folded)[1]
    letters = initials_of(folded)
    if SEVERAL not in letters:
        return letters
    readings = _in_context(folded, letters)
    return _lines(letters, readings and {at: _firsts(several) for at, several in readings.items()})


def _firsts(readings: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([reading[0] for reading in readings]))


def _in_context(folded: str, marked: str) -> dict[int, tuple[str, ...]] | None:
    """Of each character that is marked as one of several readings those it may have there; None if there are too many."""
    found: dict[int, tuple[str, ...]] = {}
    ways, at = 1, marked.find(SEVERAL)
    while at >= 0:
        found[at] = readings_in_context(folded, at)
        ways *= len(found[at])
        if ways > MOST_WAYS:
            return None
        at = marked.find(SEVERAL, at + 1)
    return found


def _lines(marked: str, choices: Mapping[int, Sequence[str]] | None) -> str | None:
    """The line once for every choice at its marked places."""
    if choices is None:
        return None
    lines, done = [""], 0
    for at, several in choices.items():
        before, done = marked[done:at], at + 1
        lines = [line + before + each for line in lines for each in several]
    rest = marked[done:] + "\n"
    return (rest.join(lines) + rest)[:-1]


@lru_cache(maxsize=8192)
def _of_person(name: str) -> tuple[str, str] | tuple[None, None]:
    readings, several = spell(name, person=True)
    options = [several.get(at, (reading,)) for at, reading in enumerate(readings)]
    if prod(map(len, options)) > MOST_WAYS:
        return None, None
    ways = list(product(*options))
    letters = dict.fromkeys("".join([reading[0] for reading in way]) for way in ways)
    return "\n".join("".join(map(sound, way)) for way in ways), "\n".join(letters)
