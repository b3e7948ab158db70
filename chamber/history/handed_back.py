"""A list an officer took with their own hands, and takes back: it is voided, as everything that left the house is."""

from __future__ import annotations

from chamber.deliveries.record import VOID
from chamber.errors import NotAllowed
from chamber.history.labels import UNDO, label
from chamber.history.record import Action, UndoOutcome
from chamber.i18n import N_, _
from chamber.workspace import Workspace
from db import journal

TAKE = "take"
"""The kind of action in which an officer makes, sends and receives a list."""
HANDED_BACK = "领取后撤销"
"""Why such a list is void, as the record says it."""


def hand_back(ws: Workspace, target: Action) -> UndoOutcome:
    """Void the list that was taken in an action. What is new for the office is new again; the file itself is told of.

    Raises `NotAllowed` when it was answered or voided since.
    """
    told = dict(target.params)
    with ws.write("undo", UNDO, undoes=target.id, of=target.id, message=target.message, params=told) as writer:
        taken = [
            entry.row_id
            for entry in journal.entries_of(writer.db, target.id)
            if entry.table == "delivery" and entry.after.get("received_by")
        ]
        row = writer.row("delivery", taken[-1]) or {}
        if row["status"] != "已签收":
            raise NotAllowed(
                N_("The list {number} was answered or voided since it was taken."),
                number=row["number"],
                hint=N_("The chamber can void it: chamber delivery void."),
            )
        writer.update("delivery", [(row["id"], {"status": VOID, "void_reason": HANDED_BACK})])
        said = _("List {number} is void; what was new in it is new again. Delete its file: {file}")
        note = said.format(number=row["number"], file=row["file_name"])
        changed = {"delivery": (row["id"],), "lead": ()}
        return UndoOutcome(writer.action_id, target.id, label(target), {}, {}, changed, (), note)
