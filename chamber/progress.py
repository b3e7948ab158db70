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
        self._last = 0
        self._moved = 0.0
        """When it came to be as far as it is: the rate is that of what was done till then, and stands still with it."""

    def words(self, stage: str, done: int, of: int, now: float) -> str:
        """The stage (a msgid) and its progress in the active language; `now` in seconds of any clock."""
        return "  ".join(filter(None, (_(stage), self.figures(stage, done, of, now))))

    def figures(self, stage: str, done: int, of: int, now: float) -> str:
        """The progress alone, '' when it is not known."""
        if stage != self._stage or done < self._from:
            self._stage, self._since, self._from, self._moved = stage, now, done, now
        elif done != self._last:
            self._moved = now
        self._last = done
        if not of:
            return self._lasting(now)
        parts = [f"{done:,} / {of:,}"]
        passed, made = self._moved - self._since, done - self._from
        if passed >= _SETTLED and made:
            left = max(0, (of - done) * passed / made - (now - self._moved))
            parts.append(_("{rate} a second").format(rate=f"{made / passed:,.0f}"))
            if left >= _LEAST:
                parts.append(
                    _("{minutes} min left").format(minutes=f"{left / 60:.0f}")
                    if left >= 90
                    else _("{seconds} s left").format(seconds=f"{left:.0f}")
                )
        return "  ".join(parts)

    def _lasting(self, now: float) -> str:
        """For how long a stage goes on of which nobody knows how long it takes."""
        passed = now - self._since
        return _("for {seconds} s").format(seconds=f"{passed:.0f}") if passed >= _LONG else ""


_LONG = 2.0
"""Seconds after which one wants to know that something still goes on."""
_LEAST = 0.5
"""Seconds less than which are not worth saying, and may be the wrong thing to say."""
_SETTLED = 0.5
"""Seconds after which a rate says something."""
