"""From a header band to columns: titles of several levels joined, blocks side by side told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.area import Area
from chamber.importing.reading.tables.header import Band
from chamber.importing.reading.tables.model import Column
from chamber.importing.reading.workbook import Cell, letter
from chamber.text.persons import SURNAMES

_MOST_BLOCKS = 12
_LOOKED_AT = 50
_WIDEST = 64
_PERSON = re.compile(rf"[{''.join(sorted(SURNAMES))}][\s\u3000]*[\u3400-\u9fff某×]{{1,2}}")


@dataclass(frozen=True, slots=True)
class Block:
    """Columns `left` up to `right` (exclusive) of a header with their titles; `group` is a title over the whole block."""

    left: int
    right: int
    titles: tuple[str, ...]
    group: str = ""


def blocks_of(area: Area, band: Band) -> list[Block]:
    """The blocks a header consists of, as a rule one."""
    levels = [_level(area, band, row) for row in band.rows]
    width = max(len(level) for level in levels)
    for level in levels:
        level.extend([""] * (width - len(level)))
    lowest = [
        next(
            (
                level[column]
                for level in reversed(levels)
                if level[column] and not words.is_unit_alone(level[column]) and not words.is_bare_unit(level[column])
            ),
            "",
        )
        for column in range(width)
    ]
    joined = [_joined([level[column] for level in levels]) for column in range(width)]
    left = next((column for column, title in enumerate(lowest) if title), 0)
    starts = _repeats(lowest, left) or _apart(area, band, lowest, left)
    if len(starts) > 1:
        # A list of another kind after a gap as wide as those between the others.
        beyond = starts[-1] + starts[1] - starts[0]
        if beyond < width and lowest[beyond] and not lowest[beyond - 1]:
            starts.append(beyond)
    # Columns before the first title belong to the first block: they may hold something.
    starts[0] = 0
    found: list[Block] = []
    for start, end in zip(starts, [*starts[1:], width], strict=True):
        titles, group = joined[start:end], ""
        if len(starts) > 1 and band.bottom > band.top:
            tops = {title.partition("/")[0] for title in titles if title}
            if len(tops) == 1 and all("/" in title for title in titles if title):
                group = tops.pop()
                titles = lowest[start:end]
        found.append(Block(start, end, tuple(titles), group))
    return found


def blocks_alike(area: Area, rows: list[int], width: int) -> list[Block]:
    """The blocks of a list without a header: as a rule one, several where people and numbers come again side by side in
    the same order (张某 138… | 李某 139…)."""
    columns = range(width if width <= _WIDEST else 0)
    kinds = [_kind([area.at(row, column) for row in rows[:_LOOKED_AT]]) for column in columns]
    used = [column for column, kind in enumerate(kinds) if kind]
    order = [kinds[column] for column in used]
    for period in range(2, len(order) // 2 + 1):
        if len(order) % period == 0 and order == order[:period] * (len(order) // period):
            if {"person", "figures"} <= set(order[:period]) and len(order) // period <= _MOST_BLOCKS:
                starts = [0, *used[period::period]]
                return [
                    Block(left, right, ("",) * (right - left))
                    for left, right in zip(starts, [*starts[1:], width], strict=True)
                ]
            break
    return [Block(0, width, ("",) * width)]


def _kind(values: Sequence[Cell]) -> str:
    """'person' or 'figures' where most values of a column are, else 'words'; '' for a blank column."""
    told = [value for value in values if value is not None]
    people = sum(isinstance(value, str) and _PERSON.fullmatch(value) is not None for value in told)
    figures = sum(words.kind_of(value) in ("number", "code") for value in told)
    most = 0.6 * len(told)
    return "" if not told else "person" if people >= most else "figures" if figures >= most else "words"


def columns_of(area: Area, block: Block) -> tuple[Column, ...]:
    """The columns of a block, equal titles numbered in order."""
    seen: Counter[str] = Counter()
    found: list[Column] = []
    for place, title in enumerate(block.titles):
        index = block.left + place
        seen[title] += 1
        hidden = index in area.sheet.hidden_columns
        found.append(Column(letter(index), index, title, words.unit_of(title), hidden, seen[title] if title else 1))
    return tuple(found)


def _level(area: Area, band: Band, row: int) -> list[str]:
    """The titles of one row of the band, merged ones and groups over blanks spread over their columns."""
    cells = dict(area.filled(row))
    width = 0
    for below in band.rows:
        ends = [area.span_from(below, column).right for column, _ in area.filled(below)]
        width = max(width, max(ends, default=-1) + 1)
    titles = [""] * width
    for column in range(width):
        span = area.covering(row, column, band.top)
        if span is not None:
            titles[column] = words.cleaned(area.at(span.top, span.left))
        elif column in cells:
            titles[column] = words.cleaned(cells[column])
    if row < band.bottom and not any(span.right > span.left for span in area.starting_in(row)):
        _spread(area, band, row, titles)
    return titles


def _spread(area: Area, band: Band, row: int, titles: list[str]) -> None:
    """A group title written without merging stands over the blanks to its right that are named below."""
    named = {column for column, _ in area.filled(band.bottom)}
    for column in range(1, len(titles)):
        group = titles[column - 1]
        other = any(area.at(above, column) is not None for above in range(band.top, row))
        if not titles[column] and group and column in named and column - 1 in named and not other:
            titles[column] = group


def _joined(levels: list[str]) -> str:
    found: list[str] = []
    for title in dict.fromkeys(title for title in levels if title):
        # A row of units alone ('（万元）', '万元') goes with the titles above it.
        if found and words.is_unit_alone(title):
            found[-1] += title
        elif found and words.is_bare_unit(title):
            found[-1] += f"（{title}）"
        else:
            found.append(title)
    return "/".join(found)


def _repeats(titles: list[str], left: int) -> list[int]:
    """Where blocks of the same titles start, when the first title and most after it come again; else nothing."""
    first = titles[left] if left < len(titles) else ""
    starts = [column for column, title in enumerate(titles) if title and title == first]
    if not 2 <= len(starts) <= _MOST_BLOCKS:
        return []
    segments = [
        [title for title in titles[start:end] if title]
        for start, end in zip(starts, [*starts[1:], len(titles)], strict=True)
    ]
    pattern = segments[0]
    for segment in segments[1:]:
        common = sum(one == other for one, other in zip(pattern, segment, strict=False))
        if len(pattern) < 2 or common < 2 or common < 0.6 * min(len(pattern), len(segment)):
            return []
    return starts


def _apart(area: Area, band: Band, titles: list[str], left: int) -> list[int]:
    """Where unlike blocks start: a blank column between, and rows that fill the one without the other."""
    runs: list[tuple[int, int]] = []
    start = left
    for column in range(left, len(titles) + 1):
        if column == len(titles) or not titles[column]:
            if column > start:
                runs.append((start, column))
            start = column + 1
    sample = area.nonblank(band.bottom + 1, 400)
    if not 2 <= len(runs) <= _MOST_BLOCKS or any(end - start < 2 for start, end in runs):
        return [left]
    gaps = set(range(left, len(titles))) - {column for start, end in runs for column in range(start, end)}
    if any(area.at(row, column) is not None for row in sample for column in gaps):
        return [left]
    top = band.bottom + 1
    filled = [
        [
            row
            for row in sample
            if any(area.at(row, column) is not None or area.covering(row, column, top) for column in range(*run))
        ]
        for run in runs
    ]
    numbered = all(titles[start] in words.NUMBERING_TITLES for start, _ in runs)
    shortest, longest = min(filled, key=len), max(filled, key=len)
    # A list of its own ends earlier; columns that are not filled for everybody are blank here and there.
    if numbered or (len(shortest) < 0.7 * len(longest) and shortest == longest[: len(shortest)]):
        return [start for start, _ in runs]
    return [left]
