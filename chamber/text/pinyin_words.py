"""Which reading a character with several takes in which word, and the readings of surnames (`pinyin_words.txt`)."""

from functools import cache

from chamber.text.shipped import shipped

Reading = tuple[int, str, int, str]


class Words:
    """`deciding`: the character and the one before it, as a pair, → the words it is read by there, each as (rank, word,
    index of the character in it, reading); the lowest rank, a longest word, decides. `deciding_first` has the words the
    character begins, by it and the one after it.

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
        self.deciding: dict[str, list[Reading]] = {}
        self.deciding_first: dict[str, list[Reading]] = {}
        for entries in listed.values():
            for rank, (word, at, reading) in enumerate(sorted(entries, key=lambda entry: -len(entry[0]))):
                known, pair = (self.deciding, word[at - 1 : at + 1]) if at else (self.deciding_first, word[:2])
                known.setdefault(pair, []).append((rank, word, at, reading))


@cache
def words() -> Words:
    return Words()
