"""Long work: how far it is, and being stopped."""

from __future__ import annotations

from collections.abc import Callable

from chamber.errors import ChamberError
from chamber.i18n import _

Progress = Callable[[str, int, int], None]
"""Called with a msgid of the stage, what is done and of how many (0 when that is not known); may raise `Cancelled`."""


class Cancelled(ChamberError):
    """The person stopped it; nothing was written."""


def unheard(_stage: str, _done: int, _of: int) -> None:
    """Progress nobody looks at."""


class Last:
    """Progress that can be told again, while what goes on has nothing new to say."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._told = ("", 0, 0)

    def __call__(self, stage: str, done: int, of: int) -> None:
        self._told = (stage, done, of)
        self._progress(stage, done, of)

    def heard(self, done: int, of: int) -> None:
        """The same stage has come so far."""
        self(self._told[0], done, of)

    def again(self) -> None:
        self._progress(*self._told)


class Pace:
    """Says how far long work is, how fast it goes and how long it will still take."""

    def __init__(self) -> None:
        self._stage = ""
        self._since = 0.0
        self._from = 0

    def words(self, stage: str, done: int, of: int, now: float) -> str:
        """The stage (a msgid) and its progress in the active language; `now` in seconds of any clock."""
        return "  ".join(filter(None, (_(stage), self.figures(stage, done, of, now))))

    def figures(self, stage: str, done: int, of: int, now: float) -> str:
        """The progress alone, '' when it is not known."""
        if stage != self._stage or done < self._from:
            self._stage, self._since, self._from = stage, now, done
        if not of:
            return ""
        parts = [f"{done:,} / {of:,}"]
        passed, made = now - self._since, done - self._from
        if passed >= _SETTLED and made:
            left = (of - done) * passed / made
            parts.append(_("{rate} a second").format(rate=f"{made / passed:,.0f}"))
            parts.append(
                _("{minutes} min left").format(minutes=f"{left / 60:.0f}")
                if left >= 90
                else _("{seconds} s left").format(seconds=f"{left:.0f}")
            )
        return "  ".join(parts)


_SETTLED = 0.5
"""Seconds after which a rate says something."""
