"""Alt with a digit goes to a screen, also from the middle of a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS


@dataclass(frozen=True, slots=True)
class _Key:
    """As Textual's own keys are."""

    value: str


def know_alt_digits() -> None:
    """Take Escape and a digit, which terminals send for Alt with it, for just that. Textual takes it for what a Mac's
    keyboard writes there (`£` for 3), and that would stand in the field one is filling in."""
    known = cast("dict[str, Any]", ANSI_SEQUENCES_KEYS)
    for digit in range(1, 10):
        known[f"\x1b{digit}"] = (_Key(f"alt+{digit}"),)
