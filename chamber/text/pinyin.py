"""Pinyin of names: what to search by, what to sort by. Pure; the table is read on first use (1 ms).

Readings carry no tone; `ü` is `v` (吕 `lv`), `üe` is `ue` (略 `lue`), as people type them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from string import ascii_lowercase

from chamber.text.folding import fold, fold_all
from chamber.text.pinyin_words import words
from chamber.text.shipped import shipped

TABLE_VERSION = 1
"""Raised when a reading changes: stored sort keys and search tokens were made with the older one."""

MOST_READINGS = 8
"""Of one name: combinations of heteronyms beyond these are not offered."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_FIRST_RANK = 16  # ranks below belong to the ten digits


class _Table:
    """The shipped table as one string; a character is looked for when it is first met."""

    def __init__(self) -> None:
        text = shipped("pinyin_table.txt")
        self.text = text[text.index("\n") + 1 :]
        self.readings: list[str] = []
        self.starts: list[int] = []
        self.middles: list[int] = []
        position = 0
        for line in self.text.splitlines(keepends=True):
            reading = line[: line.index("\t")]
            self.readings.append(reading)
            self.starts.append(position)
            self.middles.append(position + line.rindex("\t"))
            position += len(line)

    @cache  # noqa: B019 (there is one table)
    def places(self, character: str) -> tuple[tuple[str, int], ...]:
        """(reading, rank) of a character, the usual one first; empty for what has no reading."""
        found: list[tuple[str, int]] = []
        position = -1 if character.isascii() else self.text.find(character)
        while position >= 0:
            line = bisect_right(self.starts, position) - 1
            place = (self.readings[line], position + _FIRST_RANK)
            if position < self.middles[line]:
                found.insert(0, place)
            else:
                found.append(place)
            position = self.text.find(character, position + 1)
        return tuple(found)


@cache
def _table() -> _Table:
    return _Table()


class _Spellings(dict[int, str]):
    """For `str.translate`: a folded character → its reading and a space; `*` before one with several readings."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        places = _table().places(character)
        mark = "*" if len(places) > 1 else ""
        self[code] = f"{mark}{places[0][0] if places else character} "
        return self[code]


class _Ranks(dict[int, str]):
    """For `str.translate`: a folded character → the rank of its usual reading, three characters of base 36."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        places = _table().places(character)
        if places:
            key = _base36(places[0][1], 3)
        elif character.isascii():
            key = sort_floor(character)
        else:
            key = "zzz" + _base36(code, 4)
        self[code] = key
        return key


_SPELLINGS = _Spellings()
_RANKS = _Ranks()


def spell(folded: str, person: bool = False) -> tuple[list[str], dict[int, tuple[str, ...]]]:
    """The readings of a folded name, one a character, and by index all readings where there are several.

    A word the name contains decides (重庆, 银行, 会计); else all stay. Of a person's surname every reading stays,
    the surname's first.
    """
    spelled = folded.translate(_SPELLINGS)
    readings = spelled.split()
    several: dict[int, tuple[str, ...]] = {}
    for index, reading in enumerate(readings) if "*" in spelled else ():
        if reading[0] == "*":
            choices = readings_in_context(folded, index)
            readings[index] = choices[0]
            if len(choices) > 1:
                several[index] = choices
    if person and folded:
        _read_surname(folded, readings, several)
    return readings, several


@cache
def usual_readings(character: str) -> tuple[str, ...]:
    """All readings of a folded character whatever stands beside it; what has none stands for itself."""
    return tuple(reading for reading, _ in _table().places(character)) or (character,)


@cache
def readings_anywhere(character: str) -> tuple[str, ...]:
    """All readings of a folded character wherever it may stand, in a surname too."""
    known = words()
    surnames = [known.surnames.get(character, ())]
    for name, readings in known.compounds.items():
        surnames += [(reading,) for at, reading in zip(name, readings, strict=True) if at == character]
    return tuple(dict.fromkeys(reading for found in (usual_readings(character), *surnames) for reading in found))


@lru_cache(maxsize=8192)
def readings_in_context(folded: str, index: int) -> tuple[str, ...]:
    """The readings a character of a folded name may have there: one if a word it is in decides."""
    known = words()
    before = known.deciding.get(folded[index - 1 : index + 1], ())
    after = known.deciding_first.get(folded[index : index + 2], ())
    if before or after:
        deciding = [
            (rank, reading)
            for rank, word, offset, reading in (*before, *after)
            if offset <= index and folded.startswith(word, index - offset)
        ]
        if deciding:
            return (min(deciding)[1],)
    return usual_readings(folded[index])


def surname_readings(folded: str) -> tuple[tuple[str, ...], ...]:
    """The readings of the first character, or the first two, of a person's folded name, the surname's first; empty where
    they are read as characters usually are."""
    known, places = words(), _table().places
    compound = known.compounds.get(folded[:2]) if len(folded) > 2 else None
    choices = [(reading,) for reading in compound] if compound else [known.surnames.get(folded[:1], ())]
    return tuple(
        tuple(dict.fromkeys((*choice, *(reading for reading, _ in places(character)))))
        for choice, character in zip(choices, folded, strict=False)
        if choice
    )


def odd_surnames() -> tuple[str, ...]:
    """The surnames, of one character and of two, that are not read as their characters usually are."""
    return (*words().compounds, *words().surnames)


def _read_surname(folded: str, readings: list[str], several: dict[int, tuple[str, ...]]) -> None:
    for index, choices in enumerate(surname_readings(folded)):
        readings[index] = choices[0]
        several.pop(index, None)
        if len(choices) > 1:
            several[index] = choices


def syllables(name: str, person: bool = False) -> tuple[tuple[str, ...], ...]:
    """All readings of each character, the likeliest first; Latin letters and digits stand for themselves."""
    readings, several = spell(fold(name), person)
    return tuple(several.get(index, (reading,)) for index, reading in enumerate(readings))


def initials(name: str, person: bool = False) -> tuple[str, ...]:
    """`赤峰商会` → `("cfsh",)`; several with heteronyms, the likeliest first: `曾祥` of a person → `("zx", "cx")`."""
    choices = [tuple(dict.fromkeys(reading[0] for reading in readings)) for readings in syllables(name, person)]
    return tuple("".join(choice) for _, choice in zip(range(MOST_READINGS), product(*choices), strict=False))


def spelling(name: str, person: bool = False) -> str:
    """`赤峰商会` → `chifengshanghui`, by the likeliest readings."""
    return "".join(spell(fold(name), person)[0])


def sort_key(name: str, person: bool = False) -> str:
    """A key whose plain byte order is pinyin order, character by character: reading, tone, character.

    Lower-case letters and digits only, so every collation of every database orders it alike. Three characters stand
    for one of the name, which keeps one surname together (all 张 before all 章).
    """
    folded = fold(name)
    key = folded.translate(_RANKS)
    if not person and "*" not in folded.translate(_SPELLINGS):
        return key
    readings, _ = spell(folded, person)
    parts = [_RANKS[ord(character)] for character in folded]
    for index, character in enumerate(folded):
        places = _table().places(character) if _is_heteronym(character) else ()
        for reading, rank in places[1:]:
            if reading == readings[index]:
                parts[index] = _base36(rank, 3)
    return "".join(parts)


def sort_keys(names: Sequence[str]) -> list[str]:
    """`sort_key` of each name, of very many in little time."""
    folded = fold_all(names)
    text = "\n".join(folded)
    keys = list(map(_KEYS.__getitem__, text))
    for character in filter(_is_heteronym, set(text)):
        ranks = {reading: _base36(rank, 3) for reading, rank in _table().places(character)}
        at = text.find(character)
        while at >= 0:
            keys[at] = ranks[readings_in_context(text, at)[0]]
            at = text.find(character, at + 1)
    return "".join(keys).split("\n")[: len(folded)]


def person_sort_keys(names: Sequence[str]) -> list[str]:
    """`sort_key` of each person's name, of very many in little time: 单某 is among the shan, 查某 among the zha."""
    odd = frozenset(surname[0] for surname in odd_surnames())
    keys = sort_keys(names)
    for at, name in enumerate(names):
        if not odd.isdisjoint(fold(name[:1])):
            keys[at] = sort_key(name, person=True)
    return keys


class _Keys(dict[str, str]):
    """A folded character → its part of a sort key by its usual reading; the end of a line stands for itself."""

    def __missing__(self, character: str) -> str:
        self[character] = key = character if character == "\n" else _RANKS[ord(character)]
        return key


_KEYS = _Keys()


def _is_heteronym(character: str) -> bool:
    return _SPELLINGS[ord(character)][0] == "*"


@cache
def sort_floor(letter: str) -> str:
    """The least `sort_key` of a name that starts with a letter or digit: where a list jumps to when it is typed."""
    letter = letter.lower()
    if letter.isdigit():
        return _base36(int(letter), 3)
    table = _table()
    line = bisect_left(table.readings, letter)
    # No reading starts with i, u or v: these letters take the ranks of the next reading's own letters, and push it on.
    sharing = sum(bisect_left(table.readings, other) == line for other in ascii_lowercase if other < letter)
    return _base36(table.starts[line] + _FIRST_RANK + sharing, 3)


def reading_floor(letters: str) -> tuple[str, str] | None:
    """The least sort keys of the readings that start with these letters, and of what comes after them; None: no reading does."""
    table = _table()
    first, after = bisect_left(table.readings, letters), bisect_left(table.readings, letters + "{")
    if first == after:
        return None
    ends = table.starts[after] if after < len(table.starts) else len(table.text)
    return _base36(table.starts[first] + _FIRST_RANK, 3), _base36(ends + _FIRST_RANK, 3)


def _base36(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, 36)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))


@cache
def all_readings() -> frozenset[str]:
    """Every reading of the table, for taking typed pinyin apart."""
    return frozenset(_table().readings)
