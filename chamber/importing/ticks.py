"""Columns that are the answers to one question, a tick in the one that holds: 会长单位 | 副会长单位 | 理事单位."""

from __future__ import annotations

from collections.abc import Sequence

from chamber.fields import Choice
from chamber.importing.reading import Cell
from chamber.importing.reading.tables.words import levels_of
from chamber.importing.seen import Seen
from chamber.importing.targets import Target
from chamber.importing.titles import taken_apart
from chamber.text.cells import as_text

_TICKS = frozenset(
    [
        "√",
        "✓",
        "✔",
        "☑",
        "✅",
        "☒",
        "■",
        "●",
        "★",
        "○",
        "〇",
        "v",
        "V",
        "y",
        "Y",
        "1",
        "是",
        "有",
        "对",
        "勾",
        "yes",
        "Yes",
        "YES",
    ]
)
_NOT = frozenset(["×", "✗", "✘", "□", "☐", "x", "X", "n", "N", "0", "否", "无", "不是", "no", "No", "NO"])


def ticked_columns(target: Target, seen: Sequence[Seen]) -> dict[int, str]:
    """Place → path of columns that stand beside each other, are titled with the options of one field, and hold only ticks."""
    found: dict[int, str] = {}
    fields = {path: one.field.kind for path, one in target.fields.items() if isinstance(one.field.kind, Choice)}
    start = 0
    while start < len(seen):
        end = start
        while end < len(seen) and _is_ticked(seen[end]):
            end += 1
        run = seen[start:end]
        offers = []
        for path, kind in fields.items() if len(run) > 1 and any(not column.looks.empty for column in run) else ():
            options = {column.place: option for column in run if (option := option_of(kind, column.title.text))}
            offers.append((len(set(options.values())), path, list(options)))
        for many, path, places in sorted(offers, key=lambda offer: -offer[0]):
            if many > 1 and not any(place in found for place in places):
                found.update(dict.fromkeys(places, path))
        start = end + 1
    return found


def option_of(kind: Choice, title: str) -> str:
    """The option that a column's innermost title names; '' for none."""
    return kind.match(taken_apart(levels_of(title)).word) or ""


def ticks_to(cell: Cell, option: str, kind: Choice) -> Cell:
    """A tick as the option it stands under; a cross that the field has no word for as nothing."""
    text = as_text(cell).strip()
    if text in _TICKS:
        return option
    return None if text in _NOT and kind.match(text) is None else cell


def _is_ticked(column: Seen) -> bool:
    return bool(column.title.word) and all(text.strip() in _TICKS | _NOT for text in column.looks.texts)
