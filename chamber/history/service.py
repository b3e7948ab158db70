"""The journal as a person reads it, and taking actions back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any

from chamber.collecting import collecting_seldom
from chamber.entity import entity_names, entity_of
from chamber.errors import Conflict, NotAllowed, NotFound
from chamber.history.changes import history
from chamber.history.final import FINAL, PASSED_OVER
from chamber.history.handed_back import TAKE, hand_back
from chamber.history.kept import in_words
from chamber.history.labels import REDO, UNDO, label, say
from chamber.history.record import Action, Change, FieldChange, UndoOutcome
from chamber.i18n import N_
from chamber.offices.officers import not_for_officers
from chamber.progress import Progress, unheard
from chamber.workspace import Reader, Workspace
from db import journal
from db.undo import changed_since, reverse

READING, TAKING_BACK, DOING_AGAIN = N_("Reading the journal"), N_("Taking back"), N_("Doing again")
_LOOK_BACK = 200
"""Actions read at once while looking for the one to take back."""


class NothingUndone(Conflict):
    """Everything the action did was changed since; `kept` says what and why."""

    def __init__(self, message: str, /, *, kept: tuple[tuple[str, str], ...], hint: str = "", **params: object) -> None:
        super().__init__(message, hint=hint, **params)
        self.kept = kept


def actions(ws: Workspace, limit: int = 50, before: int | None = None) -> tuple[Action, ...]:
    """The newest actions, newest first; `before` is the id to go on from."""
    with ws.read() as reader:
        return _actions(reader, journal.actions(reader.db, limit, before))


def action_of(ws: Workspace, action_id: int) -> Action:
    """One action. Raises `NotFound`."""
    with ws.read() as reader:
        return _one(reader, action_id)


def undo(ws: Workspace, action_id: int | None = None, progress: Progress = unheard) -> UndoOutcome:
    """Take an action back; without an id the user's own last one that is still in effect.

    What was changed since is kept and listed. Raises `NotFound` (nothing to undo), `NotAllowed` (a kind that is never
    undone), `Conflict` (taken back already; nothing of it could be), `Cancelled`.
    """
    with ws.read() as reader:
        target = _one(reader, action_id) if action_id is not None else _last(ws, reader, again=False)
        root = _root(reader, target)
    if target.undone:
        raise Conflict(
            N_("Action {number} is taken back already."), number=target.id, hint=N_("Use redo to do it again.")
        )
    if target.kind in FINAL:
        raise NotAllowed(N_("{label}: this can't be undone."), label=label(target), hint=FINAL[target.kind])
    if target.kind == TAKE:
        _must_be_theirs(ws, target)
        return hand_back(ws, target)
    return _reverse(ws, target, root, "redo" if target.kind == "undo" else "undo", progress)


def redo(ws: Workspace, action_id: int | None = None, progress: Progress = unheard) -> UndoOutcome:
    """Do again what was taken back last, or the action of this id. Raises `NotFound`, `Conflict`, `Cancelled`."""
    with ws.read() as reader:
        if action_id is None:
            target = _last(ws, reader, again=True)
        else:
            named = _one(reader, action_id)
            target = named if named.kind == "undo" else _taken_back_by(reader, named)
        root = _root(reader, target)
    if target.undone:
        raise Conflict(N_("Action {number} is done again already."), number=root.id)
    return _reverse(ws, target, root, "redo", progress)


@collecting_seldom()
def _reverse(ws: Workspace, target: Action, root: Action, kind: str, progress: Progress) -> UndoOutcome:
    _must_be_theirs(ws, root)
    words = {"of": root.id, "message": root.message, "params": dict(root.params)}
    again = kind == "redo"
    with ws.write(kind, REDO if again else UNDO, undoes=target.id, progress=progress, **words) as writer:
        heard = (partial(progress, stage) for stage in (READING, DOING_AGAIN if again else TAKING_BACK))
        done = reverse(writer, target.id, _groups(), *heard)
        kept = in_words(ws, writer, done.kept, changed_since(writer, target.id, done.kept))
        if not done.total:
            raise _nothing(root, kept)
        return UndoOutcome(writer.action_id, root.id, label(root), done.deleted, done.restored, done.changed, kept)


def _must_be_theirs(ws: Workspace, action: Action) -> None:
    if ws.officer is not None and action.user != ws.user:
        raise not_for_officers(ws.officer)


def _nothing(root: Action, kept: tuple[tuple[str, str], ...]) -> NothingUndone:
    if not kept:
        return NothingUndone(N_("{label}: nothing of it is left to take back."), label=label(root), kept=())
    what, reason = kept[0]
    return NothingUndone(
        N_("{label}: nothing could be taken back. {what}: {reason}"),
        label=label(root),
        what=what,
        reason=reason,
        kept=kept,
    )


@lru_cache
def _groups() -> dict[str, dict[str, str]]:
    """Entity → column → its field: the columns of an amount or a link move together."""
    return {
        name: {column: field.name for field in entity_of(name).fields for column in field.columns}
        for name in entity_names()
    }


def _last(ws: Workspace, reader: Reader, *, again: bool) -> Action:
    """The user's newest action in effect: an ordinary one, or with `again` one that took something back."""
    before: int | None = None
    newest: Action | None = None
    while rows := journal.actions(reader.db, _LOOK_BACK, before):
        for action in _actions(reader, rows):
            newest = newest or action
            fits = action.kind == "undo" if again else action.undoes is None and action.kind not in PASSED_OVER
            if fits and action.user == ws.user and not action.undone:
                return action
        before = rows[-1]["id"]
    if again:
        raise NotFound(N_("There is nothing to do again."))
    if newest is not None and newest.user != ws.user:
        raise NotFound(
            N_("{user} has nothing to undo."),
            user=ws.user,
            hint=N_(
                "To take back what somebody else did, give the number of the action; `chamber history` lists them."
            ),
        )
    raise NotFound(N_("There is nothing to undo."))


def _one(reader: Reader, action_id: int) -> Action:
    found = _actions(reader, journal.actions(reader.db, 1, ids=[action_id]))
    if not found:
        raise NotFound(N_("There is no action {number}."), number=action_id, hint=N_("`chamber history` lists them."))
    return found[0]


def _taken_back_by(reader: Reader, action: Action) -> Action:
    """The undo that keeps an action from being in effect."""
    rows = journal.actions(reader.db, 1, ids=[action.id])
    if not action.undone or rows[0]["undone_by"] is None:
        raise Conflict(N_("Action {number} is not taken back."), number=action.id)
    return _one(reader, rows[0]["undone_by"])


def _root(reader: Reader, action: Action) -> Action:
    """The ordinary action at the start of a chain of undos and redos."""
    while action.undoes is not None:
        action = _one(reader, action.undoes)
    return action


def _actions(reader: Reader, rows: Iterable[dict[str, Any]]) -> tuple[Action, ...]:
    listed = list(rows)
    undoers = _undoers(reader, listed)
    return tuple(
        Action(
            id=row["id"], at=row["at"], user=row["user"], host=row["host"], kind=row["kind"], message=row["label"],
            params=row["params"], entries=row["entries"], undoes=row["undoes"], undone=_is_undone(row["undone_by"], undoers),
        )
        for row in listed
    )  # fmt: skip


def _undoers(reader: Reader, rows: list[dict[str, Any]]) -> dict[int, int | None]:
    """Id → `undone_by` of every action that took back, directly or not, one of these."""
    known: dict[int, int | None] = {}
    wanted = {row["undone_by"] for row in rows if row["undone_by"] is not None}
    while wanted:
        found = journal.actions(reader.db, len(wanted), ids=sorted(wanted))
        known.update({row["id"]: row["undone_by"] for row in found})
        wanted = {row["undone_by"] for row in found if row["undone_by"] is not None} - known.keys()
    return known


def _is_undone(by: int | None, undoers: dict[int, int | None]) -> bool:
    """An action is undone while what took it back is not itself undone."""
    undone = False
    while by is not None:
        undone = not undone
        by = undoers.get(by)
    return undone


__all__ = [
    "Action",
    "Change",
    "FieldChange",
    "NothingUndone",
    "UndoOutcome",
    "action_of",
    "actions",
    "history",
    "label",
    "redo",
    "say",
    "undo",
]
