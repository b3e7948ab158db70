"""Names as they sound: one character for each syllable, one letter for each initial.

A syllable is written as a character of the private use area, so that a pair of them is a short token unlike any other
kind. What has no reading (Latin letters, digits) stands for itself, widened.
"""

from functools import cache

from chamber.text.pinyin import all_readings, usual_readings

SEVERAL = "*"
"""What stands for a character that can be read in more than one way."""

_FIRST = 0xE000
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def wide(folded: str) -> str:
    """Latin letters and digits as their full-width twins, so that no written gram looks like another kind of token."""
    return folded.translate(_WIDE) if len(folded.encode()) < 3 * len(folded) else folded


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
