"""Typed pinyin, without spaces, taken apart into syllables: every way it can be meant (`xian`: 先 or 西安)."""

from dataclasses import dataclass
from functools import cache

from chamber.text.pinyin import all_readings

MOST_WAYS = 8
"""Beyond these only the longest stretch with fewer ways is taken; the rest is for the check of the candidates."""

LONGEST = 6


@dataclass(frozen=True, slots=True)
class Segments:
    """One way to read typed letters: `units` in order. `open_end`: the last one may be the beginning of a syllable."""

    units: tuple[str, ...]
    open_end: bool = False
    from_start: bool = True


@cache
def beginnings() -> dict[str, tuple[str, ...]]:
    """Every true beginning of a syllable → the syllables it can become (itself too, if it is one)."""
    found: dict[str, list[str]] = {}
    for reading in sorted(all_readings()):
        for length in range(1, len(reading)):
            found.setdefault(reading[:length], []).append(reading)
    return {
        part: tuple(sorted({*readings, part} if part in all_readings() else readings))
        for part, readings in found.items()
    }


def segment(typed: str, open_end: bool = False, alone: bool = False) -> list[Segments]:
    """All ways to read letters and digits as syllables, digits standing alone; with `open_end` the last is unfinished.

    With `alone` letters that fit no syllable stand for themselves, as Latin letters in a name do (`abbjituan`), as few
    as possible and never all of them.
    """
    edges = _edges(typed, open_end, alone)
    total = _ways(edges, len(typed))
    if alone and all(end == start + 1 for start, ends in enumerate(edges) for end in ends):
        return []
    if total[0] <= MOST_WAYS:
        return [Segments(units, open_end) for units in _walk(edges, typed, 0, len(typed))]
    start, end = _clearest(edges, total, len(typed))
    return [
        Segments(units, open_end and end == len(typed), from_start=start == 0)
        for units in _walk(edges, typed, start, end)
    ]


def _edges(typed: str, open_end: bool, alone: bool) -> list[list[int]]:
    """For each position, where a unit that starts there can end."""
    readings, unfinished, size = all_readings(), beginnings(), len(typed)
    edges: list[list[int]] = [[] for _ in range(size)]
    for start in range(size):
        for end in range(start + 1, min(start + LONGEST, size) + 1):
            unit = typed[start:end]
            last = open_end and end == size
            is_digit = end == start + 1 and unit.isdigit()
            if unit in unfinished if last else unit in readings or is_digit:
                edges[start].append(end)
        if alone and start + 1 not in edges[start]:
            edges[start].insert(0, start + 1)
    if alone:
        _drop_needless_letters(edges, typed)
    return edges


def _drop_needless_letters(edges: list[list[int]], typed: str) -> None:
    """Keep only the ways with the fewest letters that stand alone."""
    size = len(typed)
    cost = [0.0] * (size + 1)

    def price(start: int, end: int) -> float:
        unit = typed[start:end]
        return (0.0 if unit in all_readings() or unit.isdigit() else 1.0) + cost[end]

    for start in range(size - 1, -1, -1):
        cost[start] = min(price(start, end) for end in edges[start])
        edges[start] = [end for end in edges[start] if price(start, end) == cost[start]]


def _ways(edges: list[list[int]], end: int) -> list[int]:
    """For each position, in how many ways `end` is reached from it."""
    ways = [0] * (len(edges) + 1)
    ways[end] = 1
    for start in range(end - 1, -1, -1):
        ways[start] = sum(ways[stop] for stop in edges[start] if stop <= end)
    return ways


def _walk(edges: list[list[int]], typed: str, start: int, end: int) -> list[tuple[str, ...]]:
    ways = _ways(edges, end)

    def walk(position: int) -> list[tuple[str, ...]]:
        if position == end:
            return [()]
        return [
            (typed[position:stop], *rest)
            for stop in edges[position]
            if stop <= end and ways[stop]
            for rest in walk(stop)
        ]

    return walk(start)


def _clearest(edges: list[list[int]], total: list[int], size: int) -> tuple[int, int]:
    """The longest stretch between two places every way passes, that has at most `MOST_WAYS` ways of its own."""
    reached = [0] * (size + 1)
    reached[0] = 1
    for start in range(size):
        for end in edges[start]:
            reached[end] += reached[start]
    cuts = [at for at in range(size + 1) if reached[at] * total[at] == total[0]]
    best = (0, 0)
    for first, start in enumerate(cuts):
        for end in cuts[first + 1 :]:
            if _ways(edges, end)[start] > MOST_WAYS:
                break
            best = max(best, (start, end), key=lambda stretch: stretch[1] - stretch[0])
    return best
