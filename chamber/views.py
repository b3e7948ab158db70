"""Saved views: a list's filter, order and columns under a name, for everybody who works with the chamber."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any

from chamber import lists
from chamber.columns import read as read_columns
from chamber.columns import written
from chamber.errors import ChamberError, Conflict, Invalid, NotAllowed, NotFound
from chamber.filtering import Filter, read
from chamber.filters.names import key_of
from chamber.finding import NOUNS, noun
from chamber.i18n import N_, _, listed
from chamber.lists import ListColumn, Order
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from db.queries import views as store


@dataclass(frozen=True, slots=True)
class SavedView:
    """`view` is the list, `words` its filter as typed, `sort` a column's key or '', `columns` as `chamber.columns` writes
    them, '' for those everybody has of their own."""

    id: int
    name: str
    view: str
    words: str
    sort: str
    descending: bool
    columns: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "list": noun(self.view),
            "filter": self.words,
            "sort": self.sort,
            "descending": self.descending,
            "columns": self.columns,
        }


@dataclass(frozen=True, slots=True)
class Opened:
    """What a view shows: in what order and columns, None and none for the list's own. `gone`: names of columns that are
    not there any more."""

    filter: Filter
    order: tuple[Order, ...] | None
    columns: tuple[ListColumn, ...]
    gone: tuple[str, ...]


def saved(ws: Workspace, view: str = "") -> tuple[SavedView, ...]:
    """The saved views of a list, or of every list."""
    with ws.read() as reader:
        rows = store.saved(reader, view)
    return tuple(
        SavedView(
            row["id"],
            row["name"],
            row["view"],
            row["words"],
            row["sort"] or "",
            bool(row["descending"]),
            row["columns"] or "",
        )
        for row in rows
    )


def keep(
    ws: Workspace, name: str, view: str, words: str, sort: str = "", descending: bool = False, columns: str = ""
) -> Outcome:
    """Save a view; one of the same name and list is replaced. Raises `Invalid`, `WordsError`."""
    title = name.strip()
    if not title:
        raise Invalid({"name": _("A view needs a name.")})
    if view not in NOUNS:
        raise Invalid({"list": _("There is no such list.")})
    read(ws, view, words)
    values = {
        "words": words.strip(),
        "sort": key_of(view, sort) if sort else None,
        "descending": descending,
        "columns": written(read_columns(view, columns)) or None,
    }
    known = next((one for one in saved(ws, view) if one.name == title), None)
    with ws.write("view", N_("save the view {name}"), name=title) as writer:
        if known is None:
            writer.insert("saved_view", [{"name": title, "view": view, **values}])
            return Outcome(writer.action_id, {"saved_view": ()}, title)
        changed = writer.update("saved_view", [(known.id, values)])
        return Outcome(writer.action_id if changed else None, {"saved_view": ()}, title)


def remove(ws: Workspace, one: SavedView) -> Outcome:
    with ws.write("view", N_("remove the view {name}"), name=one.name) as writer:
        gone = writer.delete("saved_view", [one.id])
        return Outcome(writer.action_id if gone else None, {"saved_view": ()}, one.name)


def named(ws: Workspace, name: str, view: str = "") -> SavedView:
    """The view of this name. Raises `NotFound` with near names, `Conflict` when several lists have one."""
    known = saved(ws, view)
    found = [one for one in known if one.name == name.strip()]
    if len(found) == 1:
        return found[0]
    if found:
        names = listed(noun(one.view) for one in found)
        raise Conflict(N_("{text} fits several: {names}"), text=name, names=names, hint=N_("Say which with --list."))
    near = tuple(difflib.get_close_matches(name, [one.name for one in known], 3, 0.3))
    raise NotFound(N_("There is no saved view {text}."), text=name, near=near)


def opened(ws: Workspace, one: SavedView) -> Opened:
    """What a view shows. Raises `NotAllowed` when its filter asks for a field that is gone; a column that is gone, also
    the one it is sorted by, is left out."""
    gone: list[str] = []
    columns = read_columns(one.view, one.columns, gone)
    order = _order(one, gone)
    try:
        return Opened(read(ws, one.view, one.words), order, columns, tuple(dict.fromkeys(gone)))
    except ChamberError as error:
        reason = "; ".join(error.fields.values()) if isinstance(error, Invalid) else str(error)
        raise NotAllowed(
            N_("The view {name} can't be shown any more: {reason}"),
            name=one.name,
            reason=reason,
            hint=N_("Save it anew under its name with another filter, or remove it."),
        ) from error


def _order(one: SavedView, gone: list[str]) -> tuple[Order, ...] | None:
    """The order a view asks for; a column that is gone is added to `gone`, and the list keeps its own order."""
    if not one.sort:
        return None
    try:
        return lists.sort_order(one.view, key_of(one.view, one.sort), one.descending)
    except Invalid:
        gone.append(one.sort)
        return None
