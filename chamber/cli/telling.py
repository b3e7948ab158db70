"""How far long work is, on one line of a terminal; Ctrl+C stops the work and nothing is changed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chamber.cli.later import later

if TYPE_CHECKING:
    from chamber import progress
    from chamber.progress import Progress
else:
    progress = later("chamber.progress")

PAUSE = 0.2
"""Seconds between two lines."""


@contextmanager
def on_one_line() -> Iterator[Progress]:
    """Progress for the block; nothing is written where nobody looks."""
    pace: progress.Pace | None = None
    next_at, shown = time.monotonic() + PAUSE, False

    def tell(stage: str, done: int, of: int) -> None:
        nonlocal pace, next_at, shown
        pace = pace or progress.Pace()
        now = time.monotonic()
        words = pace.words(stage, done, of, now)
        if sys.stderr.isatty() and now >= next_at:
            next_at, shown = now + PAUSE, True
            sys.stderr.write("\r\x1b[K" + words)
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
