"""The tokens of one name: its characters, initials and syllables, alone and in pairs (initials: pairs and threes).

Tokens are letters, digits and characters outside ASCII, because FTS5 splits at everything else. A kind of token is
known by how it starts: a character outside ASCII is the name as written (Latin letters widened: `ａ`), `i` initials,
`s` syllables, `q` the legal form. `«` and `»` stand for the start and the end of a name, `·` joins syllables.

The legal form at the end is one token and not taken apart: `有限责任公司` is in most names, finds nothing and would be
a third of the index. Only the grams that lead into it from the name are kept.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from operator import add

from chamber.text import pinyin

START, END, JOIN = "«", "»", "·"

LEGAL_FORMS = ("有限责任公司", "股份有限公司", "有限公司")
FORM_TOKENS = tuple(f"q{place}" for place in range(len(LEGAL_FORMS)))
_FORM_SYLLABLES = tuple(tuple(pinyin.spell(form)[0]) for form in LEGAL_FORMS)
_FORM_INITIALS = tuple("".join(syllable[0] for syllable in syllables) for syllables in _FORM_SYLLABLES)
_LEADS_INTO = tuple(
    (form[0], letters[:2], syllables[0])
    for form, letters, syllables in zip(LEGAL_FORMS, _FORM_INITIALS, _FORM_SYLLABLES, strict=True)
)
"""What a name's grams may run on into: one character, two initials, one syllable of the form."""

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def wide(folded: str) -> str:
    """Latin letters and digits as their full-width twins, so that no written gram looks like another kind of token."""
    return folded.translate(_WIDE) if _has_ascii(folded) else folded


def _has_ascii(folded: str) -> bool:
    return len(folded.encode()) < 3 * len(folded)


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
        after, after_initials, after_syllable = _LEADS_INTO[form]
    else:
        after = after_initials = after_syllable = END
    core = wide(folded)
    readings, several = pinyin.spell(folded, person)
    written = f"{START}{core[0]} {' '.join(core)} {' '.join(map(add, core, core[1:] + after))}"
    if form >= 0:
        written = f"{FORM_TOKENS[form]} {written}"
    if several:
        options = [several.get(at, (reading,)) for at, reading in enumerate(readings)]
        spoken = [*_initials_of_several(options, after_initials), *_syllables_of_several(options, after_syllable)]
        return f"{written} {' '.join(spoken)}"
    letters = START + "".join([reading[0] for reading in readings]) + after_initials
    pairs = list(map(add, letters, letters[1:]))
    threes = map(add, pairs, letters[2:])
    syllable_pairs = [
        f"{one}{JOIN}{other}" for one, other in zip(readings, [*readings[1:], after_syllable], strict=True)
    ]
    if after_initials != END:
        del pairs[-1]
    return (
        f"{written} i{' i'.join(pairs)} i{' i'.join(threes)} "
        f"s{START}{readings[0]} s{' s'.join(readings)} s{' s'.join(syllable_pairs)}"
    )


def _initials_of_several(options: Sequence[tuple[str, ...]], after: str) -> Iterator[str]:
    letters = [START, *[_firsts(readings) for readings in options], *after]
    for at in range(len(options) + 1):
        for width in (2, 3):
            for gram in product(*letters[at : at + width]):
                yield "i" + "".join(gram)


def _syllables_of_several(options: Sequence[tuple[str, ...]], after: str) -> Iterator[str]:
    for first in options[0]:
        yield f"s{START}{first}"
    for readings, followers in zip(options, (*options[1:], (after,)), strict=True):
        for reading in readings:
            yield "s" + reading
            for follower in followers:
                yield syllable_pair(reading, follower)


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
    return f"s{one}{JOIN}{other}"


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
        *initial_grams(letters),
        *["i" + letters[at : at + 2] for at in range(len(letters) - 1)],
        *map(syllable_pair, syllables, syllables[1:]),
        *["s" + syllable for syllable in syllables],
        form[-1] + END,
        "i" + letters[-2:] + END,
        syllable_pair(syllables[-1], END),
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
