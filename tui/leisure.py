"""What is done while nobody waits for it: loading what the next keys will want, the backup of the day, tidying up in
memory and in the search index."""

from __future__ import annotations

import importlib
import pkgutil
from threading import Event
from typing import TYPE_CHECKING

from chamber.i18n import N_
from tui.base import ChamberScreen, background
from tui.tidying import OFTEN, Tidier

if TYPE_CHECKING:
    from tui.app import ChamberApp

WARM_UP_AFTER = 1.0
"""Seconds after the first screen."""
BACKUP_AFTER, BACKUP_REST = 5.0, 0.005
"""Seconds until the backup of the day begins, and between its parts of some megabytes."""
GATHER_AFTER = 30.0
"""Seconds until the search index is tidied, if it is worth it: after an import."""
LATER = frozenset({"import_preview", "feedback_review", "duplicates", "sheet_template"})
"""What reads spreadsheets takes some megabytes, it is loaded with the first file; and what is seldom opened and begins
with reading for a while."""


class Leisure:
    """Begins when the first screen is shown, ends with the program."""

    def __init__(self, app: ChamberApp) -> None:
        self.tidier: Tidier | None = None
        """Whoever runs the program for a person gives one."""
        self._app = app
        self._leaving = Event()

    def begin(self, *, backup: bool) -> None:
        app = self._app
        if backup:
            app.set_timer(BACKUP_AFTER, lambda: background(app, self._back_up, lambda _made: None, group="backup"))
            app.set_timer(GATHER_AFTER, self._gather)
        app.set_timer(WARM_UP_AFTER, lambda: background(app, warm_up, lambda _loaded: self._loaded(), group="warm-up"))

    def end(self) -> None:
        self._leaving.set()

    def _loaded(self) -> None:
        if self.tidier is not None:
            self.tidier.leave_out_what_is_loaded()
            self._app.set_interval(OFTEN, self._tidy)

    def _tidy(self) -> None:
        screens = (screen for stack in self._app._screen_stacks.values() for screen in stack)
        much = any(isinstance(screen, ChamberScreen) and screen.HOLDS_MUCH for screen in screens)
        if self.tidier is not None:
            self.tidier.tidy(busy=much or any(not worker.is_finished for worker in self._app.workers))

    def _back_up(self) -> None:
        from chamber import backups

        backups.daily(self._app.ws, self._go_on)

    def _gather(self) -> None:
        """Nobody hears of it when that can't be done now: it is done another time."""

        def gather() -> None:
            from chamber import indexing

            indexing.gather(self._app.ws, self._go_on)

        background(self._app, gather, lambda _done: None, group="gather", failed=lambda _error: None)

    def _go_on(self) -> None:
        """Leave the disk to others for a moment, and give up when the program ends: leaving waits for no backup."""
        from chamber.progress import Cancelled

        if self._leaving.wait(BACKUP_REST):
            raise Cancelled(N_("Stopped. Nothing was changed."))


def warm_up() -> None:
    """Load the screens and the dialogs: loading one takes longer than a key press may."""
    import tui.dialogs
    import tui.screens

    for package in (tui.screens, tui.dialogs):
        for module in pkgutil.iter_modules(package.__path__):
            if module.name not in LATER:
                importlib.import_module(f"{package.__name__}.{module.name}")
