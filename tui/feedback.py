"""Feedback from a screen: choose the file that came back, read it, and look before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chamber.errors import ChamberError
from chamber.i18n import _
from tui.base import ChamberScreen, background, workspace
from tui.dialogs.import_file import ImportFile
from tui.importing import ask_or_tell

if TYPE_CHECKING:
    from chamber.deliveries.plan import FeedbackPlan


def start_feedback(screen: ChamberScreen) -> None:
    """Ask for the sheet an office sent back and show its review."""

    def chosen(path: Path | str | None) -> None:
        if isinstance(path, Path):
            read_feedback(screen, path)

    screen.app.push_screen(ImportFile(_("The list that came back")), chosen)


def read_feedback(screen: ChamberScreen, path: Path, password: str | None = None) -> None:
    """Read a returned sheet in the background and show its review; a locked one asks for its password.

    What reads spreadsheets is loaded there too, since it takes longer than a key press may.
    """
    ws = workspace(screen)

    def work() -> FeedbackPlan:
        import tui.screens.feedback_review  # noqa: F401
        from chamber.deliveries.feedback import plan_feedback

        return plan_feedback(ws, path, password=password)

    def show(plan: FeedbackPlan) -> None:
        from tui.screens.feedback_review import FeedbackReview

        screen.app.push_screen(FeedbackReview(plan, password))

    def refused(error: ChamberError) -> None:
        ask_or_tell(screen, error, password, lambda word: read_feedback(screen, path, word))

    background(screen, work, show, group="feedback", failed=refused)
