"""Which rows of a list are marked for something that is done to many."""

from __future__ import annotations

from collections.abc import Sequence


class Marks:
    """Ids that were marked; they stay marked while the list is filtered or ordered anew."""

    def __init__(self) -> None:
        self._ids: set[int] = set()

    def __contains__(self, record_id: int) -> bool:
        return record_id in self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def turn(self, record_id: int) -> None:
        """Mark it, or take its mark away."""
        self._ids ^= {record_id}

    def turn_all(self, ids: Sequence[int]) -> None:
        """Mark all of these, or none of them when they are all marked."""
        wanted = set(ids)
        if wanted <= self._ids:
            self._ids -= wanted
        else:
            self._ids |= wanted

    def clear(self) -> None:
        self._ids.clear()

    def ids(self) -> tuple[int, ...]:
        return tuple(sorted(self._ids))
