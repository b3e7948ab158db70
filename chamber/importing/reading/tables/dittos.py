"""Ditto marks: 〃 and 同上 stand for the cell above, 同左 for one to the left."""

from __future__ import annotations

from collections.abc import Sequence

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.model import Remark, RemarkKind
from chamber.importing.reading.workbook import Cell, Row


def without_ditto(
    cells: Row, above: Row, asked: Sequence[str], remarks: tuple[Remark, ...]
) -> tuple[Row, tuple[Remark, ...]]:
    """The cells with what their ditto marks repeat, from the record `above`; `asked` is what each column asks for."""
    values: list[Cell] = list(cells)
    for place, value in enumerate(cells):
        if value in words.DITTO:
            values[place], kind = above[place] if place < len(above) else None, RemarkKind.DITTO
        elif value in words.LEFT:
            values[place], kind = _to_the_left(values, place, asked), RemarkKind.LEFT
        else:
            continue
        remarks += (Remark(kind if values[place] is not None else RemarkKind.NOTHING_ABOVE, place),)
    return tuple(values), remarks


def _to_the_left(values: list[Cell], place: int, asked: Sequence[str]) -> Cell:
    """The nearest cell to the left whose title asks for the same: the name left of a phone is no phone."""
    if place >= len(asked):
        return None
    alike = (left for left in range(place - 1, -1, -1) if asked[left] == asked[place])
    return next((values[left] for left in alike if values[left] is not None), None)
