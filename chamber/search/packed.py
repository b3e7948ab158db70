"""What a record is found by beside its title and code, as one string: how the index stores it."""

from collections.abc import Sequence

_SECTION, _ITEM = "\x1f", "\x1e"


def pack(names: Sequence[str], phones: Sequence[str], uscc: str, codes: Sequence[str], person: bool) -> str:
    return _SECTION.join((_ITEM.join(names), _ITEM.join(phones), uscc, _ITEM.join(codes), "p" if person else ""))


def unpack(text: str) -> tuple[list[str], list[str], str, list[str], bool]:
    """All that was packed, in the order of `pack`."""
    names, phones, uscc, codes, person = text.split(_SECTION)
    return (
        names.split(_ITEM) if names else [],
        phones.split(_ITEM) if phones else [],
        uscc,
        codes.split(_ITEM) if codes else [],
        person == "p",
    )


def is_person(text: str) -> bool:
    return text.endswith("p")


def names(text: str) -> list[str]:
    if text.startswith(_SECTION):
        return []
    return text[: text.index(_SECTION)].split(_ITEM)
