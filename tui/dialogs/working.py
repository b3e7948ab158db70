"""Long work with its progress; Esc stops it and nothing is left half done."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import ProgressBar, Static

from chamber.errors import ChamberError
from chamber.i18n import N_, _
from chamber.progress import Cancelled, Pace, Progress
from tui.base import Dialog, background, chamber_app
from tui.widgets.bars import KeyBar

TICK = 0.1
"""Seconds between two looks at how far it is."""


class Working(Dialog[Any]):
    """Runs `work(progress)` in the background and gives its result, None when it was stopped or refused."""

    OFFERS = ("cancel",)
    DEFAULT_CSS = """
    Working > .dialog { max-width: 60; padding: 1 2; }
    Working ProgressBar { width: 100%; margin-top: 1; }
    Working Bar { width: 1fr; }
    """

    def __init__(self, title: str, work: Callable[[Progress], Any]) -> None:
        """`title` in the user's language."""
        super().__init__()
        self._title = title
        self._work = work
        self._stopped = threading.Event()
        self._stage: tuple[str, int, int] = (N_("Working"), 0, 0)
        self._pace = Pace()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = self._title
            yield Static(_("Working"), markup=False, id="stage")
            yield ProgressBar(show_eta=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_interval(TICK, self._look)
        background(self, lambda: self._work(self._tell), self._ended, group="work", failed=self._failed)

    def _tell(self, stage: str, done: int, of: int) -> None:
        """Called by the work in its own thread; stops it when that was asked for."""
        self._stage = (stage, done, of)
        if self._stopped.is_set():
            raise Cancelled(N_("Stopped. Nothing was changed."))

    def _look(self) -> None:
        stage, done, of = self._stage
        words = self._pace.words(stage, done, of, time.monotonic())
        self.query_one("#stage", Static).update(_("Stopping") if self._stopped.is_set() else words)
        self.query_one(ProgressBar).update(total=of or None, progress=done)

    def _ended(self, result: Any) -> None:
        # Not awaited: the worker that calls this goes with the dialog.
        self.dismiss(result)

    def _failed(self, error: ChamberError) -> None:
        app = chamber_app(self)
        self.dismiss(None)
        if isinstance(error, Cancelled):
            app.notify(str(error), markup=False)
        else:
            app.tell_error(error)

    def action_back(self) -> None:
        self._stopped.set()
