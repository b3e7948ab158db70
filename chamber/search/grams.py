"""The tokens of one name: its characters, initials and syllables, alone and in pairs (initials: in pairs and threes).

Tokens are letters, digits and characters outside ASCII, because FTS5 splits at everything else. A kind of token is
known by how it starts: a character outside ASCII is the name as written (Latin letters widened: `ａ`) or as it sounds
(`sounds`), `i` initials, `q` the legal form. `«` and `»` stand for the start and the end of a name.

The legal form at the end is one token and not taken apart: `有限责任公司` is in most names, finds nothing and would be
a third of the index. Only the grams that lead into it from the name are kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from operator import add

from chamber.search.sounds import SEVERAL, initials_of, sound, sounds_of, wide
from chamber.text import pinyin

START, END = "«", "»"

LEGAL_FORMS = ("有限责任公司", "股份有限公司", "有限公司")
FORM_TOKENS = tuple(f"q{place}" for place in range(len(LEGAL_FORMS)))
_FORM_SYLLABLES = tuple(tuple(pinyin.spell(form)[0]) for form in LEGAL_FORMS)
_FORM_INITIALS = tuple("".join(syllable[0] for syllable in syllables) for syllables in _FORM_SYLLABLES)
_LEADS_INTO = tuple(
    (form[0], letters[:2], sound(syllables[0]))
    for form, letters, syllables in zip(LEGAL_FORMS, _FORM_INITIALS, _FORM_SYLLABLES, strict=True)
)
"""What a name's grams may run on into: one character, two initials, one syllable of the form."""


def legal_form(folded: str) -> int:
    """The place in `LEGAL_FORMS` of the form a folded name ends with, -1 for none. A form alone is a name."""
    if folded.endswith("公司"):
        for place, form in enumerate(LEGAL_FORMS):
            if folded.endswith(form) and len(folded) > len(form):
                return place
    return -1


def name_tokens(folded: str, person: bool) -> str:
    """All tokens of a folded name, separated by spaces; some may repeat."""
    form = legal_form(folded)
    if form >= 0:
        folded = folded[: -len(LEGAL_FORMS[form])]
        after, after_initials, after_sound = _LEADS_INTO[form]
    else:
        after = after_initials = after_sound = END
    core = wide(folded)
    found = [START + core[0], *core, *map(add, core, core[1:] + after)]
    if form >= 0:
        found.append(FORM_TOKENS[form])
    spoken = sounds_of(folded)
    if person or SEVERAL in spoken:
        readings, several = pinyin.spell(folded, person)
        if several:
            options = [several.get(at, (reading,)) for at, reading in enumerate(readings)]
            found += _initials_of_several(options, after_initials)
            found += _sounds_of_several(options, after_sound)
            return " ".join(found)
        spoken = "".join(map(sound, readings))
        letters = "".join([reading[0] for reading in readings])
    else:
        letters = initials_of(folded)
    found += (START + spoken[0], *spoken, *map(add, spoken, spoken[1:] + after_sound))
    letters = f"{START}{letters}{after_initials}"
    pairs = list(map(add, letters, letters[1:]))
    threes = map(add, pairs, letters[2:])
    if after_initials != END:
        del pairs[-1]
    return f"{' '.join(found)} i{' i'.join(pairs)} i{' i'.join(threes)}"


def _initials_of_several(options: Sequence[tuple[str, ...]], after: str) -> Iterator[str]:
    letters = [START, *[_firsts(readings) for readings in options], *after]
    for at in range(len(options) + 1):
        for width in (2, 3):
            for gram in product(*letters[at : at + width]):
                yield "i" + "".join(gram)


def _sounds_of_several(options: Sequence[tuple[str, ...]], after: str) -> Iterator[str]:
    spoken = [tuple(map(sound, readings)) for readings in options]
    for first in spoken[0]:
        yield START + first
    for one, others in zip(spoken, (*spoken[1:], (after,)), strict=True):
        yield from one
        for pair in product(one, others):
            yield "".join(pair)


def _firsts(readings: Iterable[str]) -> str:
    return "".join(dict.fromkeys(reading[0] for reading in readings))


def written_grams(word: str) -> list[str]:
    """The grams a written word asks for: itself if it is one character, else its pairs."""
    word = wide(word)
    return [word] if len(word) == 1 else [word[at : at + 2] for at in range(len(word) - 1)]


def initial_grams(letters: str) -> list[str]:
    """The grams typed initials ask for (marks included): pairs for two, else threes."""
    if len(letters) <= 2:
        return ["i" + letters]
    return ["i" + letters[at : at + 3] for at in range(len(letters) - 2)]


def syllable_pair(one: str, other: str) -> str:
    return sound(one) + sound(other)


def _held(forms: Sequence[Sequence[str]]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Of each form its token, its ends and its beginnings, the latter longer than one unit."""
    return [
        (
            token,
            tuple("".join(form[at:]) for at in range(len(form))),
            tuple("".join(form)[:size] for size in range(len(form[0]) + 1, len("".join(form)) + 1)),
        )
        for token, form in zip(FORM_TOKENS, forms, strict=True)
    ]


_HELD = {"written": _held(LEGAL_FORMS), "initials": _held(_FORM_INITIALS), "pinyin": _held(_FORM_SYLLABLES)}

WITHIN_FORMS = frozenset(
    gram
    for form, letters, syllables in zip(LEGAL_FORMS, _FORM_INITIALS, _FORM_SYLLABLES, strict=True)
    for gram in (
        *written_grams(form),
        *form,
        *initial_grams(letters + END),
        *["i" + letters[at : at + 2] for at in range(len(letters) - 1)],
        *map(syllable_pair, syllables, (*syllables[1:], END)),
        *map(sound, syllables),
        form[-1] + END,
    )
)
"""Grams a name may have by its legal form alone, where they are not indexed: nothing can be asked of them."""


def forms_holding(typed: str, of: str) -> tuple[str, ...]:
    """The tokens of the legal forms a typed text lies within or runs into, `of` being `written`, `initials`, `pinyin`.

    Into: it ends as the form begins, with at least two characters, initials or (the second unfinished) syllables.
    """
    return tuple(
        token
        for token, ends, beginnings in _HELD[of]
        if typed.endswith(beginnings) or any(end.startswith(typed) for end in ends)
    )
