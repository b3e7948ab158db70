"""What holds for an enterprise: its code and sort key, where it is registered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chamber import codes
from chamber.text.pinyin import sort_key, sort_keys
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace, Writer

Row = dict[str, Any]
Columns = dict[str, Sequence[Any]]

TELLING = ("name", "phones", "legal_representative", "address", "uscc")
"""The fields by which a new one may turn out to be on file."""


def check(ws: Workspace, reader: Reader, old: Any, values: Row) -> dict[str, str]:
    """An enterprise needs no more than a name; a USCC that another one carries is refused."""
    from chamber.i18n import _
    from db.queries import lookup

    if values.get("uscc") and (old is None or old.uscc != values["uscc"]):
        others = [
            found for found in lookup.by_code(reader, "enterprise", values["uscc"]) if old is None or found != old.id
        ]
        if others:
            name = lookup.titles_of(reader, "enterprise", "name", others)[others[0]]
            return {"uscc": _("{name} has this code already.").format(name=name)}
    return {}


def notice(ws: Workspace, reader: Reader, values: Row) -> tuple[Problem, ...]:
    """Who it may be already."""
    from chamber.duplicates.near import notices

    return notices(reader, "enterprise", values)


def complete_columns(ws: Workspace, writer: Writer, count: int, columns: Columns) -> None:
    columns["code"] = codes.completed(
        columns.get("code"), count, lambda missing: codes.running(writer, "enterprise", missing)
    )
    columns["sort_key"] = sort_keys(columns["name"])
    nothing = [None] * count
    divisions, addresses, usccs = (columns.get(name, nothing) for name in ("business_division", "address", "uscc"))
    columns["business_division"] = [
        registered_in(address or "", uscc or "") if not division and (address or uscc) else division
        for division, address, uscc in zip(divisions, addresses, usccs, strict=True)
    ]


def registered_in(address: str, uscc: str) -> str:
    """Code of the division an address and a USCC tell: an explicit district wins; never a home city."""
    from chamber.divisions import divisions, resolve_address

    found = resolve_address(divisions(), address, uscc or None)
    return found.value.code if found.value else ""


def derive(ws: Workspace, old: Any, whole: Row) -> Row:
    """What follows from changed fields."""
    changes: Row = {}
    if whole["name"] != old.name:
        changes["sort_key"] = sort_key(whole["name"])
    return changes
