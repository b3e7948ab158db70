"""When the program looks for garbage: a look at all objects holds the interpreter longer than a key may wait.

What is loaded stays to the end and is left out. Young objects are looked at some thousand at a time. All that came since
is looked at only while nobody types and nothing runs.
"""

from __future__ import annotations

import gc
import time

SELDOM = (5_000, 2, 1_000_000)
"""New objects before a look at the youngest; looks at the youngest before one at the middle; of those before one at all."""
OFTEN = 10.0
"""Seconds between two looks whether it is time."""
QUIET = 5.0
"""Seconds without a key after which nobody types."""
GONE, MANY = 60.0, 30_000
"""Seconds without a key after which nobody is there; until then no more objects than that are looked at."""
WORTH = 8
"""Looks at young objects below which there is nothing to find."""


class Tidier:
    """Decides for a process; there is one, where the program is run by a person."""

    def __init__(self) -> None:
        self._touched = time.monotonic()
        gc.set_threshold(*SELDOM)

    def leave_out_what_is_loaded(self) -> None:
        """What is there now is never looked at again."""
        gc.collect(1)
        gc.freeze()

    def touched(self) -> None:
        """A key was pressed, or the mouse was used."""
        self._touched = time.monotonic()

    def tidy(self, *, busy: bool) -> bool:
        """Look at everything if nobody types, nothing runs and enough has happened; gives whether it was time."""
        _youngest, young, older = gc.get_count()
        rested = time.monotonic() - self._touched
        if busy or rested < QUIET or young + older * SELDOM[1] < WORTH:
            return False
        if rested < GONE and len(gc.get_objects(2)) > MANY:
            return False
        gc.collect()
        return True
