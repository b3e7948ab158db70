"""What a record is found by beside its title and code, as one string: how the index stores it."""

from collections.abc import Sequence

from chamber.text.folding import BESIDE

_SECTION, ITEM = "\x1f", BESIDE
"""`ITEM` stands between several names, phones or codes."""


def pack(names: Sequence[str], phones: Sequence[str], uscc: str, codes: Sequence[str], person: bool) -> str:
    return _SECTION.join((ITEM.join(names), ITEM.join(phones), uscc, ITEM.join(codes), "p" if person else ""))


def sections(text: str) -> list[str]:
    """Names, phones, credit code, codes, whether the names are people's: what there are several of with `ITEM` between."""
    return text.split(_SECTION)


def and_others(first: str, others: str) -> str:
    """A title with the other names, a code with the other codes."""
    return f"{first}{ITEM}{others}" if first and others else first or others


def is_person(text: str) -> bool:
    return text.endswith("p")


def names(text: str) -> list[str]:
    if text.startswith(_SECTION):
        return []
    return text[: text.index(_SECTION)].split(ITEM)
