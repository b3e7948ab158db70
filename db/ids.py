"""Ids of many rows in little memory: those that follow each other are kept as where they start and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from db.statements import chunks


class Ids:
    """A set of ids that only grows. New rows get ids that follow each other, so a hundred thousand of them are one run."""

    def __init__(self, ids: Iterable[int] = ()) -> None:
        self._runs: list[range] = []
        self._single: set[int] = set()
        if isinstance(ids, Ids):
            self._runs += ids._runs
            self._single |= ids._single
        else:
            self.update(ids)

    def update(self, ids: Iterable[int]) -> None:
        """Add ids; a sequence of them that follow each other is kept as one run."""
        if isinstance(ids, Sequence) and ids and _follow(ids):
            self._add(range(ids[0], ids[-1] + 1))
        else:
            self._single.update(ids)

    def _add(self, run: range) -> None:
        if any(known.start <= run.start and run.stop <= known.stop for known in self._runs):
            return
        if self._runs and self._runs[-1].stop == run.start:
            run = range(self._runs.pop().start, run.stop)
        if len(run) == 1 or len(self._runs) >= MOST_RUNS:
            self._single.update(run)
        else:
            self._runs.append(run)

    def in_order(self) -> Sequence[int]:
        """Every id once, in ascending order."""
        if len(self._runs) == 1 and not self._single:
            return self._runs[0]
        return sorted(self._single.union(*self._runs))

    def parts(self, size: int) -> Iterator[Sequence[int]]:
        """The ids in ascending order, so many at a time."""
        return chunks(self.in_order(), size)

    def __iter__(self) -> Iterator[int]:
        return iter(self.in_order())

    def __bool__(self) -> bool:
        return bool(self._runs or self._single)


MOST_RUNS = 64
"""Runs beyond which looking through them would cost more than it saves."""


def _follow(ids: Sequence[int]) -> bool:
    return ids[-1] - ids[0] == len(ids) - 1 and (
        isinstance(ids, range) or all(one == expected for expected, one in enumerate(ids, start=ids[0]))
    )
