"""Work in a thread of its own: how far it says it is, and whether it is asked to stop."""

from __future__ import annotations

import threading

from chamber.i18n import N_


class Job:
    """`tell` is the progress its work calls; `stage` what was told last: a msgid, what is done, of how many."""

    def __init__(self) -> None:
        self.stage: tuple[str, int, int] = (N_("Working"), 0, 0)
        self.told = False
        self.stopped = threading.Event()

    def tell(self, stage: str, done: int, of: int) -> None:
        """Called in the thread of the work; stops it when that was asked for."""
        self.stage, self.told = (stage, done, of), True
        if self.stopped.is_set():
            from chamber.progress import Cancelled

            raise Cancelled(N_("Stopped. Nothing was changed."))
