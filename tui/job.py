"""Work in a thread of its own: how far it says it is, and whether it is asked to stop."""

from __future__ import annotations

import threading

from chamber.i18n import N_

REST = 0.2
"""Seconds that work waits at most for what is drawn meanwhile."""


class Job:
    """`tell` is the progress its work calls; `stage` what was told last: a msgid, what is done, of how many."""

    def __init__(self) -> None:
        self.stage: tuple[str, int, int] = (N_("Working"), 0, 0)
        self.told = False
        self.stopped = threading.Event()
        self._goes_on = threading.Event()
        self._goes_on.set()

    def rest(self) -> None:
        """Something is going to be drawn: two that share the interpreter would both take twice as long."""
        self._goes_on.clear()

    def go_on(self) -> None:
        self._goes_on.set()

    def tell(self, stage: str, done: int, of: int) -> None:
        """Called in the thread of the work, which rests there when it is to; stops it when that was asked for."""
        self.stage, self.told = (stage, done, of), True
        if not self._goes_on.wait(REST):
            self.go_on()
        if self.stopped.is_set():
            from chamber.progress import Cancelled

            raise Cancelled(N_("Stopped. Nothing was changed."))
