"""Undo and redo of the last action, in words, one after the other however fast the keys come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chamber.errors import ChamberError
from chamber.history.service import redo, undo
from chamber.i18n import _
from chamber.progress import Progress
from chamber.workspace import Workspace
from tui.dialogs.working import run_watched, tell_failed
from tui.messages import Changed

if TYPE_CHECKING:
    from tui.app import ChamberApp


class Steps:
    """What is still to be taken back or done again."""

    def __init__(self, app: ChamberApp) -> None:
        self._app = app
        self._waiting: list[bool] = []

    def step(self, *, again: bool) -> None:
        """Take the user's last action back, or do again what was taken back."""
        self._waiting.append(again)
        if len(self._waiting) == 1:
            self._go()

    def _go(self) -> None:
        ws, again = self._app.ws, self._waiting[0]
        title = _("Redo") if again else _("Undo")
        run_watched(self._app, title, lambda told: step_back(ws, told, again=again), self._stepped, self._stopped)

    def _stepped(self, done: tuple[str, Changed]) -> None:
        said, changed = done
        self._app.notify(said)
        self._app.changed(changed)
        del self._waiting[0]
        if self._waiting:
            self._go()

    def _stopped(self, error: ChamberError) -> None:
        self._waiting.clear()
        tell_failed(self._app, error)


def step_back(ws: Workspace, progress: Progress, *, again: bool) -> tuple[str, Changed]:
    """Take the user's last action back, or do again what was taken back; what to say and what changed."""
    done = redo(ws, progress=progress) if again else undo(ws, progress=progress)
    said = (_("Done again: {what}") if again else _("Taken back: {what}")).format(what=done.label)
    kept = [f"{what}: {reason}" for what, reason in done.kept[:3]]
    if done.kept:
        kept.insert(0, _("{count} changed since and kept").format(count=f"{len(done.kept):,}"))
    return "\n".join((said, *kept, *([done.note] if done.note else []))), done.changed
