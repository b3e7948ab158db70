"""The tokens of many names at once. What the tokens are is told in `grams`.

The names are one long text, and each two neighbours in it stand for tokens that are kept ready; names are made of few.
A record is a line of it, `«` and `»` stand around each name, and two marks for the legal form it ends with: what the
name's grams run on into, and the form's token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product, repeat
from operator import add

from chamber.search.grams import END, FORM_TOKENS, LEGAL_FORMS, START, leads_into
from chamber.search.sounds import SEVERAL, initials_of, sound, sounds_of, wide
from chamber.text import pinyin
from chamber.text.folding import BESIDE, fold_all

LINE, _HELD = "\n", "\x00"
_LEADS, _FORMS = "\x01\x02\x03", "\x04\x05\x06"

MOST_PAIRS = 16_384
"""Pairs of neighbours whose tokens are kept ready. Most of a long list are met again."""


def names_tokens(records: Sequence[str], person: bool) -> list[str]:
    """The tokens of each record's names, separated by spaces; some may repeat. A record gives its names as written, with
    `BESIDE` between them; `person`: they are people's."""
    lines = fold_all(records, apart=True)
    if any(BESIDE in record for record in records):
        lines = [BESIDE.join(filter(None, line.split(BESIDE))) if BESIDE in line else line for line in lines]
    if all(lines):
        return _tokens(lines, person)
    found = iter(_tokens([line for line in lines if line], person))
    return [next(found) if line else "" for line in lines]


def _tokens(lines: Sequence[str], person: bool) -> list[str]:
    if not lines:
        return []
    text = _marked(lines)
    pairs = list(map(add, text, text[1:]))
    tokens = list(map(_PAIRS.__getitem__, pairs))
    letters = list(map(_LETTERS.__getitem__, pairs))
    options = _in_doubt(text, "".join(letters), person)
    if options:
        _resolve(text, options, tokens, letters)
    threes = _threes("".join(letters) + LINE).split(LINE)
    # A mark stands before the first name, too.
    return list(map(" ".join, zip(" ".join(tokens).split(LINE)[1:], threes[1:], strict=False)))


def _marked(lines: Iterable[str]) -> str:
    text = f"{END}{LINE}{START}".join(lines).replace(BESIDE, END + BESIDE + START)
    text = f"{LINE}{START}{text}{END}{LINE}"
    for form, lead, mark in zip(LEGAL_FORMS, _LEADS, _FORMS, strict=True):
        if form + END in text:
            # A form alone is a name.
            text = text.replace(START + form + END, START + form + _HELD)
            text = text.replace(form + END, lead + mark).replace(_HELD, END)
    return text


class _Pairs(dict[str, str]):
    """Two neighbours → the tokens of the first and of the pair: as written and, unless one of them can be read in more
    than one way, as they sound and as initials."""

    def __missing__(self, pair: str) -> str:
        if len(self) >= MOST_PAIRS:
            self.clear()
        self[pair] = found = _of_pair(*pair)
        return found


def _of_pair(one: str, other: str) -> str:
    if one in _FORMS:
        return FORM_TOKENS[_FORMS.index(one)]
    if one in (END, BESIDE, LINE) or one in _LEADS:
        return one if one == LINE else ""
    if other in _LEADS:
        other = LEGAL_FORMS[_LEADS.index(other)][0]
    spoken, letters = sounds_of(one + other), initials_of(one + other)
    tokens = [wide(one), wide(one) + wide(other)]
    if spoken[0] != SEVERAL:
        tokens.append(spoken[0])
        if spoken[1] != SEVERAL:
            tokens.append(spoken)
            # The threes say these anyway, where they reach beyond the name.
            if one != START and other != END:
                tokens.append("i" + letters)
    return " ".join([token for token in tokens if token != START])


class _Letters(dict[str, str]):
    """Two neighbours → the initial of the first; marks stand for themselves."""

    def __missing__(self, pair: str) -> str:
        if len(self) >= MOST_PAIRS:
            self.clear()
        one = pair[0]
        self[pair] = found = one if one < " " else initials_of(one)
        return found


_PAIRS, _LETTERS = _Pairs(), _Letters()


def _threes(letters: str) -> str:
    """The tokens of each three letters that follow each other, and a `LINE` where there is one. Where they would reach
    into another name, they are blank or say what a pair says."""
    columns = _columns()
    try:
        given = letters.encode("latin-1")
    except UnicodeEncodeError:
        # A letter of its own has what can't be read; such characters are few.
        head, one, other, last = map(letters.translate, columns)
        return "".join(chain.from_iterable(zip(repeat(" "), head, one, other[1:] + " ", last[2:] + "  ", strict=False)))
    tables = _latin()
    found = bytearray(b" ") * (5 * len(given))
    found[1::5], found[2::5] = map(given.translate, tables[:2])
    found[3::5], found[4::5] = given.translate(tables[2])[1:] + b" ", given.translate(tables[3])[2:] + b"  "
    return found.decode("latin-1")


class _Head(dict[int, str]):
    """What stands before three letters, by the first."""

    def __missing__(self, code: int) -> str:
        return "i"


@cache
def _columns() -> tuple[Mapping[int, str], ...]:
    """What stands before three letters, and what each of them shows there, by the letter.

    Before `«` is always a mark. So three that begin with the mark show the pair of `«` and a letter, three that end with
    `«` nothing.
    """
    initials = [letters for _, letters, _ in leads_into()]
    leads = {ord(lead): letters[0] for lead, letters in zip(_LEADS, initials, strict=True)}
    forms = {ord(mark): letters[1] for mark, letters in zip(_FORMS, initials, strict=True)}
    ends = str.maketrans(dict.fromkeys(END + _LEADS + _FORMS, " "))
    marks = str.maketrans(dict.fromkeys(BESIDE + LINE, " "))
    return (
        _Head(ends | marks | {ord(LINE): LINE}),
        ends | dict.fromkeys(marks, "i"),
        marks | leads | dict.fromkeys(forms, " "),
        marks | leads | forms | {ord(START): " "},
    )


@cache
def _latin() -> tuple[bytes, ...]:
    """The same as tables of bytes."""
    every = bytes(range(256)).decode("latin-1")
    return tuple(every.translate(column).encode("latin-1") for column in _columns())


Options = dict[int, tuple[str, ...]]
"""Place in the text → how the character there can be read, where that is in doubt."""


def _in_doubt(text: str, letters: str, person: bool) -> Options:
    found: Options = {}
    at = letters.find(SEVERAL)
    while at >= 0:
        found[at] = pinyin.readings_in_context(text, at)
        at = letters.find(SEVERAL, at + 1)
    for name in _surnames().finditer(text) if person else ():
        found.update(enumerate(pinyin.surname_readings(name[1]), start=name.start(1)))
    return found


@cache
def _surnames() -> re.Pattern[str]:
    return re.compile(f"{START}((?:{'|'.join(pinyin.odd_surnames())})[^{END}{_LEADS}]*)")


def _resolve(text: str, options: Options, tokens: list[str], letters: list[str]) -> None:
    """Add the tokens of every way to read what is in doubt, and put the first letter of it into `letters`."""
    firsts = {at: "".join(dict.fromkeys(reading[0] for reading in readings)) for at, readings in options.items()}

    def spoken(at: int) -> tuple[str, ...]:
        return tuple(map(sound, options[at])) if at in options else (_SPOKEN[text[at]],)

    def initials(at: int) -> str:
        return firsts.get(at) or _shown(letters[at])

    for at, first in firsts.items():
        letters[at] = first[0]
    for at, first in firsts.items():
        if options.keys().isdisjoint((at - 2, at - 1, at + 1, at + 2)):
            found = _in_every_way(options[at])
            for gap, there in zip(_GAPS, _around(text, at, letters), strict=True):
                found = found.replace(gap, there)
            tokens[at] += found
            continue
        befores, heres, afters = spoken(at - 1), spoken(at), spoken(at + 1)
        ways = [*heres, *map("".join, chain(product(befores, heres), product(heres, afters)))]
        before, after = initials(at - 1), initials(at + 1)
        ways += map("i".__add__, map("".join, chain(product(before, first), product(first, after))))
        if len(first) > 1:
            ways += _threes_of(text, at, initials)
        tokens[at] = " ".join((tokens[at], *ways))


_GAPS = "\x10\x11\x12\x13\x14\x15"
"""What stands for the sounds before and after a character, and for the two initials before it and the two after it."""


@cache
def _in_every_way(readings: tuple[str, ...]) -> str:
    """The tokens of a character in doubt that has no other near it, with gaps for what is around it."""
    before, after, first, second, third, fourth = tuple(_GAPS)
    heard = [f" {here} {before}{here} {here}{after}" for here in map(sound, readings)]
    letters = dict.fromkeys(reading[0] for reading in readings)
    heard += [f" i{second}{here} i{here}{third}" for here in letters]
    if len(letters) > 1:
        heard += [f" i{first}{second}{here} i{second}{here}{third} i{here}{third}{fourth}" for here in letters]
    return "".join(heard)


def _around(text: str, at: int, letters: Sequence[str]) -> tuple[str, ...]:
    """What goes into the gaps; nothing beyond the marks around the name."""
    before, after = text[at - 1], text[at + 1]
    first = "" if before == START else letters[at - 2]
    fourth = "" if after == END else _shown(letters[at + 2])
    return _SPOKEN[before], _SPOKEN[after], first, letters[at - 1], _shown(letters[at + 1]), fourth


def _threes_of(text: str, at: int, initials: Callable[[int], str]) -> Iterator[str]:
    """The threes a character is in, in every way to read them."""
    for start in (at - 2, at - 1, at) if text[at - 1] != START else (at - 1, at):
        if start + 2 <= at + 1 or text[at + 1] != END:
            yield from [f"i{a}{b}{c}" for a, b, c in product(*map(initials, range(start, start + 3)))]


class _Spoken(dict[str, str]):
    """A character that can be read in one way → its sound; marks as what they stand for."""

    def __missing__(self, character: str) -> str:
        place = _LEADS.find(character)
        self[character] = found = leads_into()[place][2] if place >= 0 else sounds_of(character)
        return found


_SPOKEN = _Spoken()


def _shown(letter: str) -> str:
    """A letter of the text; of a mark what it stands for."""
    return _columns()[3].get(ord(letter), letter) if letter < " " else letter
