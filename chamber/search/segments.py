"""Typed pinyin, without spaces, taken apart into syllables: every way it can be meant (`xian`: 先 or 西安)."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from chamber.text.pinyin import all_readings

MOST_WAYS = 8
"""More ways than these, of the whole or of a stretch, are not told apart."""

LONGEST = 6
"""Letters of a syllable."""

Edges = list[list[int]]
"""For each position, where a unit that starts there can end."""


class Segments(NamedTuple):
    """One way to read typed letters: `units` in order. `open_end`: the last one may be the beginning of a syllable."""

    units: tuple[str, ...]
    open_end: bool = False


class Reading(NamedTuple):
    """How letters can be read: `total` ways, of which `ways` are the first.

    `stretches` say the same in parts: every way is one way through each stretch. Neighbouring stretches share the
    syllable between them, so that its neighbours on both sides are known.
    """

    total: int = 0
    ways: tuple[Segments, ...] = ()
    stretches: tuple[tuple[Segments, ...], ...] = ()


@cache
def syllables() -> frozenset[str]:
    """What typed letters are read as: every reading but `o`, which no name has and which would halve every `ao`."""
    return all_readings() - {"o"}


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


def read(typed: str, open_end: bool = False, alone: bool = False) -> Reading:
    """All ways to read letters and digits as syllables, digits standing alone; with `open_end` the last is unfinished.

    With `alone` letters that fit no syllable stand for themselves, as Latin letters in a name do (`abbjituan`), as few
    as possible and never all of them.
    """
    edges = _edges(typed)
    if open_end:
        _leave_open(edges, typed)
    if alone:
        _let_letters_stand(edges, typed)
        if all(end == start + 1 for start, ends in enumerate(edges) for end in ends):
            return Reading()
    ways = _ways(edges, len(typed))
    if not ways[0]:
        return Reading()
    whole = tuple(Segments(units, open_end) for units in _walk(edges, ways, typed, 0, len(typed)))
    stretches = tuple(_stretches(edges, ways, typed, open_end)) if ways[0] > 1 else (whole,)
    return Reading(ways[0], whole, stretches)


def _edges(typed: str) -> Edges:
    readings, size = syllables(), len(typed)
    return [
        [start + 1]
        if typed[start].isdigit()
        else [end for end in range(start + 1, min(start + LONGEST, size) + 1) if typed[start:end] in readings]
        for start in range(size)
    ]


def _leave_open(edges: Edges, typed: str) -> None:
    """Let the last unit be unfinished; a single letter only if nothing else fits."""
    size, unfinished = len(typed), beginnings()
    for start in range(max(0, size - LONGEST), size):
        edges[start] = [end for end in edges[start] if end < size]
        if typed[start:] in unfinished and start < size - 1:
            edges[start].append(size)
    if not _ways(edges, size)[0] and typed[-1] in unfinished:
        edges[-1] = [size]


def _let_letters_stand(edges: Edges, typed: str) -> None:
    """Let every letter be a unit, and keep only the ways with the fewest such letters."""
    size = len(typed)
    cost = [0] * (size + 1)
    for start in range(size - 1, -1, -1):
        prices = {end: cost[end] for end in edges[start]}
        prices.setdefault(start + 1, 1 + cost[start + 1])
        cost[start] = min(prices.values())
        edges[start] = [end for end, price in prices.items() if price == cost[start]]


def _ways(edges: Edges, end: int) -> list[int]:
    """For each position, in how many ways `end` is reached from it."""
    ways = [0] * (len(edges) + 1)
    ways[end] = 1
    for start in range(end - 1, -1, -1):
        for stop in edges[start]:
            ways[start] += ways[stop]
    return ways


def _walk(edges: Edges, ways: list[int], typed: str, start: int, end: int) -> list[tuple[str, ...]]:
    """The first `MOST_WAYS` ways from a position to the end `ways` were counted for."""
    if start == end:
        return [()]
    return [
        (typed[start:stop], *rest)
        for stop in edges[start]
        if ways[stop]
        for rest in _walk(edges, ways, typed, stop, end)
    ][:MOST_WAYS]


def _stretches(edges: Edges, ways: list[int], typed: str, open_end: bool) -> Iterator[tuple[Segments, ...]]:
    """Cut at syllables that are in every way. What has too many ways of its own is left out."""
    size = len(edges)
    reached = [1] + [0] * size
    for start, ends in enumerate(edges):
        for end in ends:
            reached[end] += reached[start]
    cuts = [at for at in range(size + 1) if reached[at] * ways[at] == ways[0]]
    certain = [(start, end) for start, end in pairwise(cuts) if [stop for stop in edges[start] if ways[stop]] == [end]]
    begin = 0
    for start, end in [*certain, (size, size)]:
        if end > start > 0 or begin < start == size:
            if _ways(edges, end)[begin] > MOST_WAYS:
                parts = list(pairwise([cut for cut in cuts if begin <= cut <= end]))
            else:
                parts = [(begin, end)]
            for first, last in parts:
                inner = _ways(edges, last)
                units = _walk(edges, inner, typed, first, last) if inner[first] <= MOST_WAYS else []
                if any(len(each) > 1 for each in units) or (units and (first, last) == (0, size)):
                    yield tuple(Segments(each, open_end and last == size) for each in units)
        begin = start
