"""Which columns a person sees in a list, in what order and how wide: written as `name:30,phones,home_division`.

Everybody has their own for each list; a saved view may bring its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chamber import lists, settings
from chamber.errors import Invalid
from chamber.filters.names import key_of
from chamber.i18n import N_, _
from chamber.lists import ListColumn
from chamber.outcome import Outcome
from chamber.workspace import Workspace

NARROWEST, WIDEST = 4, 80
"""Cells of a column."""


def read(view: str, text: str, gone: list[str] | None = None) -> tuple[ListColumn, ...]:
    """The columns a text names, by any name of their fields. Raises `Invalid`; with `gone`, columns that are not there
    are left out and added to it."""
    found: dict[str, ListColumn] = {}
    for part in filter(None, (one.strip() for one in text.replace("，", ",").replace("：", ":").split(","))):
        name, _colon, cells = part.partition(":")
        try:
            one = _shown(view, name.strip())
        except Invalid:
            if gone is None:
                raise
            gone.append(name.strip())
            continue
        found[one.key] = replace(one, cells=_cells(name, cells.strip()))
    return tuple(found.values())


def _shown(view: str, name: str) -> ListColumn:
    key = key_of(view, name)
    found = next((one for one in lists.all_columns(view) if one.key == key), None)
    if found is None:
        raise Invalid({name: _("A list can't show this field.")})
    return found


def _cells(name: str, text: str) -> int:
    if not text:
        return 0
    if not text.isdecimal() or not NARROWEST <= int(text) <= WIDEST:
        said = _("A width is a number from {least} to {most}: {text}")
        raise Invalid({name: said.format(least=NARROWEST, most=WIDEST, text=text)})
    return int(text)


def written(columns: Sequence[ListColumn]) -> str:
    """The columns as `read` reads them."""
    return ",".join(f"{one.key}:{one.cells}" if one.cells else one.key for one in columns)


def kept(ws: Workspace, view: str) -> tuple[ListColumn, ...]:
    """The columns the person who works keeps for a list; none when they keep the list's own."""
    return read(view, settings.own(ws, f"columns.{view}") or "", [])


def keep(ws: Workspace, view: str, columns: Sequence[ListColumn]) -> Outcome:
    """Keep the columns of a list for the person who works; none brings the list's own back."""
    return settings.put_own(ws, f"columns.{view}", written(columns), N_("choose the columns of a list"))
