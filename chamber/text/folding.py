"""The form in which two ways of writing the same name are equal."""

import unicodedata

FULL_WIDTH_SPACE = "\u3000"


def fold(text: str) -> str:
    """NFKC, lower case, letters and digits only: `内蒙古 蒙牛（集团）ABC` → `内蒙古蒙牛集团abc`."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


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
