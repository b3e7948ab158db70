"""The codes the program gives: short, never reused, in the order of filing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from chamber.workspace import Reader, Workspace, Writer

# Entity → prefix and digits of a plain running code.
_PLAIN = {"enterprise": ("Q", 5), "person": ("P", 5), "office": ("O", 2), "policy": ("Z", 3)}


def running(writer: Writer, entity: str, count: int) -> list[str]:
    """The next codes of an entity numbered straight through, such as Q00001."""
    prefix, digits = _PLAIN[entity]
    return [f"{prefix}{number:0{digits}d}" for number in writer.next_numbers(f"code:{entity}", count)]


def completed(given: Sequence[str | None] | None, count: int, give: Callable[[int], list[str]]) -> list[str]:
    """The codes of `count` records: those given, and what `give` makes for so many others, in their order."""
    if not given:
        return give(count)
    missing = sum(not code for code in given)
    new = iter(give(missing) if missing else ())
    return [code or next(new) for code in given]


def member_numbers(writer: Writer, count: int) -> list[str]:
    """The next membership numbers, such as M00001, above any that a roll brought along."""
    return [f"M{number:05d}" for number in writer.next_numbers("code:membership", count)]


def keep_above(writer: Writer, numbers: Sequence[str]) -> None:
    """Membership numbers of our own shape that came in from outside must not be given again."""
    ours = [int(found[1]) for number in numbers if (found := re.fullmatch(r"M(\d{1,9})", number))]
    if ours:
        writer.at_least("code:membership", max(ours))


def event_codes(writer: Writer, years: Sequence[str]) -> list[str]:
    """E2021-01 and on, numbered within the year of the event."""
    return [f"E{year}-{writer.next_number(f'code:event:{year}'):02d}" for year in years]


def keep_leads_above(ws: Workspace, writer: Writer, codes: Sequence[str]) -> None:
    """Lead numbers of our own shape that came in from outside must not be given again."""
    prefix = lead_prefix(ws)
    for code in codes:
        if found := re.fullmatch(rf"{re.escape(prefix)}-(\d{{4}})-(\d{{1,9}})", code):
            writer.at_least(f"code:lead:{found[1]}", int(found[2]))


def lead_codes(ws: Workspace, writer: Writer, year: str, count: int) -> list[str]:
    """CF-2021-0003: initials of the chamber's home city, the year of filing, a running number."""
    prefix = lead_prefix(ws)
    return [f"{prefix}-{year}-{number:04d}" for number in writer.next_numbers(f"code:lead:{year}", count)]


def delivery_number(writer: Writer, office_code: str, year: str) -> str:
    """D2021-O01-003: year, office, running number."""
    return _delivery_number(office_code, year, writer.next_number(_of_deliveries(office_code, year)))


def next_delivery_number(reader: Reader, office_code: str, year: str) -> str:
    """The one that is given next, unless somebody else is quicker."""
    return _delivery_number(office_code, year, reader.last_number(_of_deliveries(office_code, year)) + 1)


def _of_deliveries(office_code: str, year: str) -> str:
    return f"code:delivery:{office_code}:{year}"


def _delivery_number(office_code: str, year: str, number: int) -> str:
    return f"D{year}-{office_code}-{number:03d}"


def lead_prefix(ws: Workspace) -> str:
    from chamber.divisions import divisions
    from chamber.text.pinyin import initials

    home = ws.home_division
    name = divisions().short(home) if home else ""
    letters = initials(name) if name else ()
    return letters[0].upper() if letters else "L"
