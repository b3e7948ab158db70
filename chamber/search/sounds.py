"""Names as they sound: one character for each syllable, one letter for each initial.

A syllable is written as a character of the private use area, so that a pair of them is a short token unlike any other
kind. What has no reading (Latin letters, digits) stands for itself, widened.
"""

import re
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
def hear(folded: str, person: bool) -> tuple[str, str] | None:
    """A name as sounds and as initials, one line for every way to read it; None if there are too many.

    All lines are as long as the name. The names at the head of a long list are asked about with every letter typed.
    """
    if person:
        return _hear_person(folded)
    spoken, letters = sounds_of(folded), initials_of(folded)
    at = spoken.find(SEVERAL)
    if at < 0:
        return spoken, letters
    ways, firsts, done = [""], [""], 0
    while at >= 0:
        readings = readings_in_context(folded, at)
        if len(ways) * len(readings) > MOST_WAYS:
            return None
        before, here = spoken[done:at], [sound(reading) for reading in readings]
        ways = [way + before + each for way in ways for each in here]
        before, here = letters[done:at], list(dict.fromkeys([reading[0] for reading in readings]))
        firsts = [first + before + each for first in firsts for each in here]
        done = at + 1
        at = spoken.find(SEVERAL, done)
    rest = spoken[done:] + "\n", letters[done:] + "\n"
    return (rest[0].join(ways) + rest[0])[:-1], (rest[1].join(firsts) + rest[1])[:-1]


def _hear_person(name: str) -> tuple[str, str] | None:
    readings, several = spell(name, person=True)
    options = [several.get(at, (reading,)) for at, reading in enumerate(readings)]
    if prod(map(len, options)) > MOST_WAYS:
        return None
    ways = list(product(*options))
    letters = dict.fromkeys("".join([reading[0] for reading in way]) for way in ways)
    return "\n".join("".join(map(sound, way)) for way in ways), "\n".join(letters)
