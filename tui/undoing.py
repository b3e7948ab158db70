"""Undo and redo of the last action, in words."""

from __future__ import annotations

from chamber.history.service import redo, undo
from chamber.i18n import _
from chamber.workspace import Workspace
from tui.messages import Changed


def step_back(ws: Workspace, *, again: bool) -> tuple[str, Changed]:
    """Take the user's last action back, or do again what was taken back; what to say and what changed."""
    done = redo(ws) if again else undo(ws)
    said = (_("Done again: {what}") if again else _("Taken back: {what}")).format(what=done.label)
    kept = [f"{what}: {reason}" for what, reason in done.kept[:3]]
    if done.kept:
        kept.insert(0, _("{count} changed since and kept").format(count=len(done.kept)))
    return "\n".join((said, *kept)), done.changed
