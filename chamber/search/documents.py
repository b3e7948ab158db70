"""All the tokens that entries of the index are found by: of their names (`names`), phones, credit codes and other codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from string import ascii_lowercase, digits

from chamber.search import packed, tokens
from chamber.search.names import names_tokens
from chamber.search.stencil import Stencil
from chamber.search.tokens import Piece
from chamber.text.folding import fold
from db.search_entry import Row

Cut = Callable[[str], Iterable[Piece]]

_ANY = str.maketrans(dict.fromkeys(ascii_lowercase + digits, "0"))
_LETTERS_APART = str.maketrans(dict.fromkeys(ascii_lowercase, "a") | dict.fromkeys(digits, "0"))

_WORTH_CUTTING = 4
"""Texts of one shape from which on they are cut together."""


def documents(rows: Sequence[Row]) -> list[str]:
    """All tokens of each entry, separated by spaces; some may repeat. The more at once, the cheaper."""
    found: list[str] = []
    for person, group in groupby(rows, lambda row: packed.is_person(row[4])):
        _, codes, titles, _, texts = zip(*group, strict=True)
        others, phones, usccs, further, _ = zip(*map(packed.sections, texts), strict=True)
        columns = (
            names_tokens(list(map(packed.and_others, titles, others)), person),
            _cut(phones, tokens.phone_digits, _ANY, tokens.of_phone),
            _cut(usccs, fold, _ANY, tokens.of_uscc),
            _cut(list(map(packed.and_others, codes, further)), tokens.folded_code, _LETTERS_APART, tokens.of_code),
        )
        found += map(" ".join, zip(*columns, strict=True))
    return found


def _cut(column: Sequence[str], folded: Callable[[str], str], shapes: Mapping[int, str], cut: Cut) -> list[str]:
    """The tokens of what each record has in a column. What is of one shape, as most of a list is, is cut at once."""
    item = packed.ITEM
    known = [item.join(map(folded, text.split(item))) if item in text else text and folded(text) for text in column]
    found = [""] * len(known)
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(known):
        if text:
            alike[text.translate(shapes) if text.isascii() else ""].append(at)
    for shape, places in alike.items():
        texts = [known[at] for at in places]
        if shape and len(texts) >= _WORTH_CUTTING:
            tokens_of_each = _stencil(shape, cut).cut(texts)
        else:
            tokens_of_each = [_each(text, cut) for text in texts]
        for at, made in zip(places, tokens_of_each, strict=True):
            found[at] = made
    return found


@lru_cache
def _stencil(shape: str, cut: Cut) -> Stencil:
    pieces: list[Piece] = []
    start = 0
    for item in shape.split(packed.ITEM):
        pieces += [(head, [start + at for at in places]) for head, places in cut(item)]
        start += len(item) + 1
    return Stencil(len(shape), pieces)


def _each(text: str, cut: Cut) -> str:
    """The tokens of one text, cut by itself."""
    return " ".join(
        head + "".join([item[at] for at in places]) for item in text.split(packed.ITEM) for head, places in cut(item)
    )
