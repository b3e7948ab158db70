"""Which reading a character with several takes in which word, and the readings of surnames (`pinyin_words.txt`)."""

from functools import cache

from chamber.text.shipped import shipped


class Words:
    """`in_words`: character → (word, index of the character in it, reading), longest words first: they decide.

    `surnames`: one character → its readings, the surname's first. `compounds`: two characters → a reading of each.
    """

    def __init__(self) -> None:
        listed: dict[str, list[tuple[str, int, str]]] = {}
        self.surnames: dict[str, tuple[str, ...]] = {}
        self.compounds: dict[str, tuple[str, ...]] = {}
        text = shipped("pinyin_words.txt")
        for line in text.splitlines():
            first, second, *rest = line.split()
            if first == "surname":
                (self.surnames if len(second) == 1 else self.compounds)[second] = tuple(rest)
            elif first != "#":
                listed.setdefault(first, []).extend((word, word.index(first), second) for word in rest)
        self.in_words = {
            character: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for character, entries in listed.items()
        }


@cache
def words() -> Words:
    return Words()
