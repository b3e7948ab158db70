"""What is painted before the chamber is open: the places one will be able to go to, and after a while why it takes long
and how far it is."""

from __future__ import annotations

import time

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from chamber.i18n import _
from tui.base import chamber_app
from tui.widgets.bars import KeyBar, NavBar

WAITS = 1.5
"""Seconds after which one wants to know what is going on."""
TICK = 0.2
"""Seconds between two looks at how far it is."""


class OpeningScreen(Screen[None]):
    DEFAULT_CSS = """
    OpeningScreen { align: center middle; }
    OpeningScreen > Static { width: 90%; max-width: 80; height: auto; padding: 1 2; color: $foreground-muted; }
    OpeningScreen > #stage { padding: 1 2 0 2; }
    OpeningScreen > ProgressBar { width: 90%; max-width: 80; padding: 0 2; }
    OpeningScreen ProgressBar Bar { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield Static(markup=False, id="waiting")
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_timer(WAITS, self._say)

    def _say(self) -> None:
        said = _(
            "Opening. After a newer version of the program was installed, the data is backed up and brought up to date first: "
            "with a million records that can take some minutes. Please leave it running."
        )
        self.query_one("#waiting", Static).update(said)
        self.set_interval(TICK, self._look)

    async def _look(self) -> None:
        """How far it is, once there is something to tell: as a rule it is open before."""
        from textual.widgets import ProgressBar

        from chamber.progress import Pace

        job = chamber_app(self).opening
        if not job.told:
            return
        if not self.query(ProgressBar):
            self._pace = Pace()
            await self.mount(
                Static(markup=False, id="stage"), ProgressBar(show_eta=False), after=self.query_one("#waiting")
            )
        stage, done, of = job.stage
        self.query_one("#stage", Static).update(self._pace.words(stage, done, of, time.monotonic()))
        self.query_one(ProgressBar).update(total=of or None, progress=done)
