"""The form in which two ways of writing the same name are equal."""

import re
import unicodedata
from collections.abc import Sequence

BESIDE, _LINE, _DROPPED = "\x1e", "\n", "\x1d"
"""`BESIDE` may stand between several names that are given as one text."""

_OTHER = re.compile(rf"[^\w{_LINE}{BESIDE}]+|_+")


def fold(text: str) -> str:
    """NFKC, lower case, letters and digits only: `内蒙古 蒙牛（集团）ABC` → `内蒙古蒙牛集团abc`."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def fold_all(texts: Sequence[str], apart: bool = False) -> list[str]:
    """`fold` of each text, of very many in little time. `apart`: what `BESIDE` is between is folded apart."""
    if not texts:
        return []
    text = _LINE.join(texts)
    if text.count(_LINE) >= len(texts):
        text = _LINE.join([each.replace(_LINE, _DROPPED) for each in texts])
    if not apart:
        text = text.replace(BESIDE, _DROPPED)
    # Full-width brackets stand in many names; what else is to be put into another form does not.
    text = text.replace("（", _DROPPED).replace("）", _DROPPED)
    if not text.isascii() and not unicodedata.is_normalized("NFKC", text):
        text = _LINE.join([unicodedata.normalize("NFKC", line) for line in text.split(_LINE)])
    return _OTHER.sub("", text.lower()).split(_LINE)


def fold_with_positions(text: str) -> tuple[str, list[int]]:
    """`fold(text)` and, for each of its characters, the index in `text` it came from."""
    folded = fold(text)
    kept = [index for index, character in enumerate(text) if character.isalnum()]
    if len(kept) == len(folded):
        # Each letter is one letter still, as nearly always.
        return folded, kept
    characters: list[str] = []
    positions: list[int] = []
    for index, character in enumerate(text):
        for part in fold(character):
            characters.append(part)
            positions.append(index)
    return "".join(characters), positions
