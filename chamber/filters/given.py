"""Filters as a command or a form gives them: a field and its value, `home_division=150430`."""

from __future__ import annotations

from collections.abc import Sequence

from chamber.errors import Invalid
from chamber.filters.meaning import Asked, holds, reason
from chamber.filters.names import key_of
from chamber.i18n import _
from chamber.records import context
from chamber.workspace import Reader, Workspace
from db.queries.lists import Condition


def where(ws: Workspace, reader: Reader, view: str, pairs: Sequence[str]) -> tuple[Condition, ...]:
    """`FIELD=VALUE` filters as conditions: a division covers what lies in it, text is contained, the rest is equal.

    Raises `Invalid` with the field that is wrong.
    """
    return tuple(_condition(ws, reader, view, *_split(pair)) for pair in pairs)


def _split(pair: str) -> tuple[str, str]:
    name, sign, value = pair.partition("=")
    if not sign:
        raise Invalid({pair: _("Write it as FIELD=VALUE.")})
    return name.strip(), value.strip()


def _condition(ws: Workspace, reader: Reader, view: str, key: str, text: str) -> Condition:
    """One filter on a field, its value written as in a form; an empty value asks for what is not filled in."""
    try:
        return holds(Asked.of(view, key_of(view, key), context(ws, reader)), text)
    except Invalid as error:
        raise Invalid({key: reason(error)}) from None
