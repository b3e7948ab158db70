"""What the next keys will want is loaded while nobody waits for it: loading a screen takes longer than a key press may."""

from __future__ import annotations

import importlib
import pkgutil

LATER = frozenset({"import_preview", "feedback_review"})
"""What reads spreadsheets takes some megabytes; it is loaded with the first file."""


def warm_up() -> None:
    """Load the screens and the dialogs."""
    import tui.dialogs
    import tui.screens

    for package in (tui.screens, tui.dialogs):
        for module in pkgutil.iter_modules(package.__path__):
            if module.name not in LATER:
                importlib.import_module(f"{package.__name__}.{module.name}")
