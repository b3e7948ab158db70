"""Marks of plain characters: box characters, blocks and triangles are two cells wide on some Chinese consoles."""

from __future__ import annotations

from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets import Checkbox, SelectionList


class PlainBars(ScrollBarRender):
    """A scroll bar of coloured blanks."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8
    BLANK_GLYPH = " "


def use_plain_marks(wanted: bool) -> None:
    """Switch the marks Textual's own widgets draw; borders follow from the style sheets."""
    ScrollBar.renderer = PlainBars if wanted else ScrollBarRender
    for widget in (Checkbox, SelectionList):
        widget.BUTTON_LEFT, widget.BUTTON_INNER, widget.BUTTON_RIGHT = ("[", "x", "]") if wanted else ("▐", "X", "▌")  # type: ignore[union-attr]
