"""The tokens of one name: its characters, initials and syllables, alone and in pairs (initials: in pairs and threes).

Tokens are letters, digits and characters outside ASCII, because FTS5 splits at everything else. A kind of token is
known by how it starts: a character outside ASCII is the name as written (Latin letters widened: `ａ`) or as it sounds
(`sounds`), `i` initials, `q` the legal form. `«` and `»` stand for the start and the end of a name.

The legal form at the end is one token and not taken apart: `有限责任公司` is in most names, finds nothing and would be
a third of the index. Only the grams that lead into it from the name are kept.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise, product
from operator import add
from typing import NamedTuple

from chamber.search.sounds import sound
from chamber.text import pinyin

START, END = "«", "»"

LEGAL_FORMS = ("有限责任公司", "股份有限公司", "有限公司")
FORM_TOKENS = tuple(f"q{place}" for place in range(len(LEGAL_FORMS)))


@cache
def _form_syllables() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(pinyin.spell(form)[0]) for form in LEGAL_FORMS)


def _form_initials() -> Iterator[str]:
    return ("".join(syllable[0] for syllable in syllables) for syllables in _form_syllables())


@cache
def leads_into() -> tuple[tuple[str, str, str], ...]:
    """What a name's grams may run on into: one character, two initials, one syllable of the form."""
    return tuple(
        (form[0], letters[:2], sound(syllables[0]))
        for form, letters, syllables in zip(LEGAL_FORMS, _form_initials(), _form_syllables(), strict=True)
    )


Group = tuple[str, ...]
"""Any of these tokens, or of these units of a name."""


class Form(NamedTuple):
    """A legal form as its token and its units: characters, initials or sounds."""

    token: str
    units: tuple[str, ...]

    def holds(self, asked: Sequence[Group], at_end: bool) -> bool:
        """Whether the units asked for lie within it, `at_end`: as its last."""
        last = len(self.units) - len(asked)
        return last >= 0 and any(
            all(unit in any_of for unit, any_of in zip(self.units[at:], asked, strict=False))
            for at in range(last if at_end else 0, last + 1)
        )

    def begins(self, asked: Sequence[Group], is_all: bool) -> bool:
        """Whether it begins with the units asked for, `is_all`: and has no more."""
        return (len(asked) == len(self.units) if is_all else len(asked) <= len(self.units)) and all(
            unit in any_of for unit, any_of in zip(self.units, asked, strict=False)
        )


class Scale(NamedTuple):
    """How names are taken apart on one scale, as written, initials or sounds. `lead`: how many units of the legal form
    a name's grams run on into. `least`: so many units at least are looked for in forms. `firsts` and `within`: the units
    forms begin with, and all they have."""

    asked: Callable[[Sequence[Group]], tuple[Group, ...]]
    forms: tuple[Form, ...]
    lead: int
    least: int
    firsts: frozenset[str]
    within: frozenset[str]


def _in_pairs(units: Sequence[Group]) -> tuple[Group, ...]:
    """What units ask for (marks included): itself if it is one, else its pairs."""
    if len(units) == 1:
        return (units[0],)
    return tuple(
        (one[0] + other[0],) if len(one) == len(other) == 1 else tuple(map("".join, product(one, other)))
        for one, other in pairwise(units)
    )


def _in_threes(letters: Sequence[Group]) -> tuple[Group, ...]:
    """What initials ask for (marks included): nothing if it is one, a pair for two, else threes."""
    text = "".join(letter for (letter,) in letters)
    if len(text) <= 2:
        return (("i" + text,),) if len(text) == 2 else ()
    return tuple(("i" + text[at : at + 3],) for at in range(len(text) - 2))


def _scale(
    asked: Callable[[Sequence[Group]], tuple[Group, ...]], forms: Iterable[Iterable[str]], lead: int, least: int = 1
) -> Scale:
    taken = tuple(Form(token, tuple(each)) for token, each in zip(FORM_TOKENS, forms, strict=True))
    within = frozenset(unit for form in taken for unit in form.units)
    return Scale(asked, taken, lead, least, frozenset(form.units[0] for form in taken), within)


@cache
def as_written() -> Scale:
    return _scale(_in_pairs, LEGAL_FORMS, lead=1)


@cache
def as_initials() -> Scale:
    return _scale(_in_threes, _form_initials(), lead=2, least=3)


@cache
def as_spoken() -> Scale:
    return _scale(_in_pairs, (map(sound, syllables) for syllables in _form_syllables()), lead=1)


@cache
def within_forms() -> frozenset[str]:
    """Sounds a name may have by its legal form alone, where they are not indexed: nothing can be asked of them."""
    return frozenset(
        gram for form in as_spoken().forms for gram in (*form.units, *map(add, form.units, (*form.units[1:], END)))
    )


def forms_holding(typed: str) -> tuple[str, ...]:
    """The tokens of the legal forms that typed pinyin lies within or runs into: it ends as the form begins."""
    return tuple(
        token
        for token, syllables in zip(FORM_TOKENS, _form_syllables(), strict=True)
        for spelled in ("".join(syllables),)
        if any(spelled[len("".join(syllables[:at])) :].startswith(typed) for at in range(len(syllables)))
        or any(typed.endswith(spelled[:size]) for size in range(len(syllables[0]) + 1, len(spelled) + 1))
    )
