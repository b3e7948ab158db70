"""The garbage collector while a large sheet is in memory: it would walk every cell again and again to find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (100_000, 50, 1_000)
"""New objects before a look at the youngest; looks at the youngest before one at the middle, and of those at all."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Within the block the collector looks at young objects only: a tenth of an import's time. Where it never looks at
    old ones (the terminal, where each look would hold up the keys), it goes on as it does."""
    before = gc.get_threshold()
    if before[2] >= _SELDOM[2]:
        yield
        return
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
