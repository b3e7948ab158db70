"""Long work with its progress; Esc stops it and nothing is left half done."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.widgets import ProgressBar, Static

from chamber.errors import ChamberError
from chamber.i18n import _
from chamber.progress import Cancelled, Pace, Progress
from tui.base import Dialog, background, chamber_app, on_top
from tui.job import Job
from tui.widgets.bars import KeyBar
from tui.widgets.columns import cut

T = TypeVar("T")
TICK = 0.1
"""Seconds between two looks at how far it is."""
LATE = 0.4
"""Seconds after which one wants to see what is going on."""
_TITLE = 52
"""Cells of a title that fit into the frame."""


class Watching(Dialog[Any]):
    """How far a job is. Whoever runs it takes the dialog away."""

    OFFERS = ("cancel",)
    BINDINGS: ClassVar = [Binding("ctrl+q", "say_how_to_leave", show=False)]
    DEFAULT_CSS = """
    Watching > .dialog { max-width: 60; padding: 1 2; }
    Watching #figures { height: 1; color: $foreground-muted; }
    Watching ProgressBar { width: 100%; margin-top: 1; }
    Watching Bar { width: 1fr; }
    """

    def __init__(self, title: str, job: Job) -> None:
        """`title` in the user's language."""
        super().__init__()
        self._title = title
        self._job = job
        self._pace = Pace()
        self._said = ""
        self._over = False
        self._result: Any = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog") as box:
            box.border_title = cut(self._title, _TITLE).rstrip()
            yield Static(_("Working"), markup=False, id="stage")
            yield Static(markup=False, id="figures")
            yield ProgressBar(show_eta=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.set_interval(TICK, self._look)
        self.call_after_refresh(self._job.go_on)

    def _look(self) -> None:
        stage, done, of = self._job.stage
        said = _("Stopping") if self._job.stopped.is_set() else _(stage)
        if said != self._said:
            self._said = said
            self.query_one("#stage", Static).update(said)
        # One line of one width: arranging the whole dialog anew ten times a second would cost more than the work's words.
        self.query_one("#figures", Static).update(self._pace.figures(stage, done, of, time.monotonic()), layout=False)
        self.query_one(ProgressBar).update(total=of or None, progress=done)

    def leave(self, result: Any = None) -> None:
        """The job is over; a dialog that was opened over this one meanwhile goes first."""
        self._over, self._result = True, result
        self._leave_now()

    def _leave_now(self) -> None:
        if on_top(self):
            # Not awaited: a worker that calls this may go with the dialog.
            self.dismiss(self._result)

    def on_screen_resume(self) -> None:
        if self._over:
            self.call_later(self._leave_now)

    def action_back(self) -> None:
        self._job.stopped.set()

    def action_say_how_to_leave(self) -> None:
        self.app.notify(_("This is not done yet: Esc stops it and nothing is changed, then Ctrl+Q leaves."))


class Working(Watching):
    """Runs `work(progress)` in the background and gives its result, None when it was stopped or refused; `refused` hears
    why, without one the user does."""

    def __init__(
        self, title: str, work: Callable[[Progress], Any], refused: Callable[[ChamberError], object] | None = None
    ) -> None:
        super().__init__(title, Job())
        self._work = work
        self._refused = refused

    def on_mount(self) -> None:
        # The dialog is drawn first: beside the work it would take twice as long, and no key is answered meanwhile.
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        background(self, lambda: self._work(self._job.tell), self.leave, group="work", failed=self._failed)

    def _failed(self, error: ChamberError) -> None:
        self.leave()
        if self._refused is not None:
            self._refused(error)
        else:
            tell_failed(self, error)


def run_watched(
    node: DOMNode,
    title: str,
    work: Callable[[Progress], T],
    done: Callable[[T], object],
    failed: Callable[[ChamberError], object],
) -> None:
    """Run `work(progress)` in the background, as a rule at once; what takes longer shows how far it is and can be
    stopped. `failed` hears of `Cancelled` too."""
    app, job = chamber_app(node), Job()
    dialog = Watching(title, job)

    def show() -> None:
        job.rest()
        app.push_screen(dialog)

    late = app.set_timer(LATE, show)

    def over() -> None:
        late.stop()
        if dialog.is_attached:
            dialog.leave()

    def ended(result: T) -> None:
        over()
        done(result)

    def ended_badly(error: ChamberError) -> None:
        over()
        failed(error)

    background(app, lambda: work(job.tell), ended, group="watched", failed=ended_badly)


def tell_failed(node: DOMNode, error: ChamberError) -> None:
    """Say why work came to nothing; that a person stopped it is no error."""
    if isinstance(error, Cancelled):
        node.app.notify(str(error), markup=False)
    else:
        chamber_app(node).tell_error(error)
