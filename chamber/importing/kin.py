"""Rows of one sheet whose companies are called the same but for the order of the words: 赤峰宏达商贸有限公司 and
宏达商贸(赤峰)有限公司, 宏达商贸公司. Taking every name apart would cost too much: only rows that share a phone or an
address with another are looked at."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chamber.divisions import parse_company
from chamber.importing.cells import Values
from chamber.importing.keys import Key, called, usable
from chamber.importing.targets import Target
from chamber.text.names import CompanyName


@dataclass(frozen=True, slots=True)
class Kin:
    """Rows with their companies' names taken apart. `meant` is equal where only a person can tell (one is a group), each of
    `keys`, a phone or an address under a name, where the two are one."""

    meant: Mapping[int, str] = field(default_factory=dict)
    keys: Mapping[int, tuple[Key, ...]] = field(default_factory=dict)


def kin_of(target: Target, values: Values) -> Kin:
    """The rows of members that share a phone or an address with a row of another name that means the same company."""
    titles = values.columns.get(target.title)
    if target.name != "members" or titles is None:
        return Kin()
    shared: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for column, held in _held(target, values):
        counts = Counter(text for _row, text in held)
        for row, text in held:
            if counts[text] > 1 and titles[row]:
                shared[row].append((column, text))
    parsed = {row: parse_company(titles[row]) for row in shared}
    spelled: defaultdict[str, set[str]] = defaultdict(set)
    for row, name in parsed.items():
        spelled[name.key].add(called(titles[row]))
    kept = {row: name for row, name in parsed.items() if len(spelled[name.key]) > 1}
    return Kin(
        {row: name.key for row, name in kept.items()},
        {row: tuple((column, _strictly(name), text) for column, text in shared[row]) for row, name in kept.items()},
    )


def _strictly(name: CompanyName) -> str:
    """Equal for two names that no guard of `chamber.text.names` keeps apart."""
    return f"={name.key}|{name.group}|{'合作社' in name.legal_form}"


def _held(target: Target, values: Values) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """'phone' and 'address', each with (row, what it has)."""
    raw = [
        (row, phone)
        for path in target.phones
        for row, phones in enumerate(values.columns.get(path) or ())
        for phone in phones or ()
    ]
    numbers = Counter(phone.number for _row, phone in raw)
    yield "phone", [(row, digits) for row, phone in raw if numbers[phone.number] > 1 and (digits := usable(phone))]
    addresses = values.columns.get("address") or ()
    often = Counter(filter(None, addresses))
    yield "address", [(row, called(text)) for row, text in enumerate(addresses) if text and often[text] > 1]
