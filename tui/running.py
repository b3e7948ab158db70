"""The program run in a terminal, from its first line to its exit code."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from tui.altkeys import know_alt_digits
from tui.app import ChamberApp
from tui.tidying import Tidier

if TYPE_CHECKING:
    from chamber.progress import Progress
    from chamber.workspace import Workspace

SWITCH = 0.001
"""Seconds work in the background may keep the interpreter while a key waits."""


def _open(database: str | None, user: str | None, progress: Progress) -> Workspace:
    """Open the chamber; what the store needs is loaded here, in the background."""
    from chamber.workspace import Workspace

    return Workspace.open(database, user=user, progress=progress)


def run(*, database: str | None = None, language: str | None = None, user: str | None = None) -> int:
    """Run the program in this terminal; gives the exit code. The chamber is opened once the screen is drawn."""
    from tui.probe import draws_borders_wide

    know_alt_digits()
    wide = draws_borders_wide()
    sys.setswitchinterval(SWITCH)
    app = ChamberApp(partial(_open, database, user), lang=language, ascii_borders=wide or None, database=database)
    app.leisure.tidier = Tidier()
    code = app.run()
    if app._exception is not None:
        raise getattr(app._exception, "error", app._exception)
    return app.return_code or code or 0
