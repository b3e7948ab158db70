"""Liaison officers who run the program themselves: who they are, and the little they may write.

Every command asks who is working: nothing of records is loaded for that.

This keeps people from mistakes. Who can open the database file with another program sees everything in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chamber.errors import Conflict, Invalid, NotAllowed, NotFound
from chamber.i18n import N_, _
from db.queries import offices as store

if TYPE_CHECKING:
    from chamber.offices.record import Office
    from chamber.outcome import Outcome
    from chamber.workspace import Reader, Workspace

ACTIONS = ("take", "receive", "feedback", "undo", "redo")
"""The kinds of action an officer may write: taking their list, acknowledging it, answering, taking an answer back."""


@dataclass(frozen=True, slots=True)
class Officer:
    """`user` is who they are to the program, `name` to people."""

    user: str
    name: str
    office_id: int
    office: str

    @property
    def shown(self) -> str:
        return self.name or self.user

    def may(self, kind: str) -> None:
        """Raises `NotAllowed` for an action that is the chamber's own work."""
        if kind not in ACTIONS:
            raise not_for_officers(self)


def not_for_officers(officer: Officer) -> NotAllowed:
    return NotAllowed(
        N_("{user} works for {office}: this is for the chamber's own people."),
        user=officer.shown,
        office=officer.office,
        hint=N_("A liaison officer sees the office's leads, takes the list, answers, and acknowledges deliveries."),
    )


def of_other_office(officer: Officer) -> NotAllowed:
    return NotAllowed(
        N_("{user} works for {office} and sees only that office's leads and lists."),
        user=officer.shown,
        office=officer.office,
    )


def officer_of(reader: Reader, user: str) -> Officer | None:
    """The officer of this user name, None when it is nobody's."""
    return next((one for one in _registered(reader) if one.user == user), None)


def everybody(ws: Workspace) -> tuple[Officer, ...]:
    """The officers of all offices."""
    with ws.read() as reader:
        return tuple(_registered(reader))


def _registered(reader: Reader) -> Iterator[Officer]:
    for office_id, office, text in store.officers(reader):
        for row in json.loads(text):
            yield Officer(row.get("user", ""), row.get("name", ""), office_id, office)


def register(ws: Workspace, office_id: int, user: str, name: str = "") -> Outcome:
    """Register a user name as an officer of an office. Raises `Invalid`, `Conflict`."""
    from chamber.records import edit, get

    user = user.strip()
    if not user:
        raise Invalid({"user": _("A user name is required.")})
    with ws.read() as reader:
        office: Office = get(reader, "office", office_id)
        known = officer_of(reader, user)
    if known is not None and known.office_id != office_id:
        raise Conflict(N_("{user} is an officer of {office} already."), user=user, office=known.office)
    kept = [row for row in office.officers if row.get("user") != user]
    row = {"user": user} | ({"name": name.strip()} if name.strip() else {})
    return edit(ws, "office", office_id, {"officers": (*kept, row)})


def dismiss(ws: Workspace, office_id: int, user: str) -> Outcome:
    """A user name is no officer any more; what they wrote stays. Raises `NotFound`."""
    from chamber.records import edit, get

    with ws.read() as reader:
        office: Office = get(reader, "office", office_id)
    kept = tuple(row for row in office.officers if row.get("user") != user)
    if len(kept) == len(office.officers):
        raise NotFound(N_("{user} is no officer of {office}."), user=user, office=office.name)
    return edit(ws, "office", office_id, {"officers": kept})
