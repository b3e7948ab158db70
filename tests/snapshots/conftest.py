"""The small chamber of the walks, for pictures."""

from __future__ import annotations

from tests.tui.conftest import filled_template, filled_url, lang

__all__ = ["filled_template", "filled_url", "lang"]
