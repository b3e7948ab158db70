"""Long work: how far it is, and being stopped."""

from __future__ import annotations

from collections.abc import Callable

from chamber.errors import ChamberError

Progress = Callable[[str, int, int], None]
"""Called with a msgid of the stage, what is done and of how many (0 when that is not known); may raise `Cancelled`."""


class Cancelled(ChamberError):
    """The person stopped it; nothing was written."""


def unheard(_stage: str, _done: int, _of: int) -> None:
    """Progress nobody looks at."""
