"""How wide the columns of a list are, and text cut and padded to cells (a Han character takes two)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.text import Text

GAP = 1


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column would like: `width` in cells, never less than `least`, and whether it takes what is left over.
    `whole`: in so many cells none of its values is cut; it falls below that when no other column can give way."""

    width: int
    least: int
    grows: bool = False
    whole: int = 0


def fit(wishes: Sequence[Wish], room: int) -> list[int]:
    """Widths that fill `room` cells with gaps of one; 0 for columns at the end there is no room for.

    The widest give way first, none below its least, and last of all those whose values would be cut; growing columns
    share what is left over.
    """
    widths = [wish.width for wish in wishes]
    count = len(widths)
    while count > 1 and sum(wish.least for wish in wishes[:count]) + GAP * (count - 1) > room:
        count -= 1
        widths[count] = 0
    spare = room - sum(widths[:count]) - GAP * (count - 1)
    while spare < 0:
        yielding = [index for index in range(count) if widths[index] > max(wishes[index].least, wishes[index].whole)]
        yielding = yielding or [index for index in range(count) if widths[index] > wishes[index].least]
        if not yielding:
            widths[0] = max(1, widths[0] + spare)
            break
        widths[max(yielding, key=lambda index: widths[index])] -= 1
        spare += 1
    growing = [index for index in range(count) if wishes[index].grows] or ([0] if count else [])
    for turn, index in enumerate(growing):
        share = max(0, spare) // (len(growing) - turn)
        widths[index] += share
        spare -= share
    return widths


def cut(text: str, width: int, align: Literal["left", "right"] | str = "left") -> str:
    """`text` in exactly `width` cells; what was cut off is marked with `~`."""
    size = cell_len(text)
    if size > width:
        return set_cell_size(text, width - 1) + "~" if width > 1 else set_cell_size(text, width)
    return " " * (width - size) + text if align == "right" else text + " " * (width - size)


def shortened(text: str, width: int) -> str:
    """`text` in at most `width` cells; what was cut off is marked with `~`."""
    return text if cell_len(text) <= width else cut(text, width)


def fitted(text: Text, width: int) -> Text:
    """A line as it is shown: what has no room ends in `~`. `width` 0 is not known yet."""
    if not width or text.cell_len <= width:
        return text
    shown = text.copy()
    shown.truncate(width - 1)
    return shown.append("~")


def wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` cells."""
    return chop_cells(text, max(10, width)) or [""]
