"""Marks of plain characters: box characters, blocks and triangles are two cells wide on some Chinese consoles."""

from __future__ import annotations

from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.widgets._toggle_button import ToggleButton


class PlainBars(ScrollBarRender):
    """A scroll bar of coloured blanks."""

    VERTICAL_BARS = [" "] * 8
    HORIZONTAL_BARS = [" "] * 8


_BOX = (ToggleButton.BUTTON_LEFT, ToggleButton.BUTTON_INNER, ToggleButton.BUTTON_RIGHT)


def use_plain_marks(wanted: bool) -> None:
    """Switch the marks Textual's own widgets draw; borders and arrows follow from the style sheets."""
    ScrollBar.renderer = PlainBars if wanted else ScrollBarRender
    marks = ("[", "x", "]") if wanted else _BOX
    ToggleButton.BUTTON_LEFT, ToggleButton.BUTTON_INNER, ToggleButton.BUTTON_RIGHT = marks
