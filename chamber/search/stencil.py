"""Tokens that are cut out of many texts of one shape at the same places, a place of all texts at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chamber.search.tokens import Piece


class Stencil:
    """The tokens of texts of `length` characters, all of them ASCII."""

    def __init__(self, length: int, pieces: Iterable[Piece]) -> None:
        self.length = length
        self._places: list[tuple[int, int]] = []
        line = bytearray()
        for head, places in pieces:
            line += (b" " if line else b"") + head.encode()
            self._places += zip(range(len(line), len(line) + len(places)), places, strict=True)
            line += b"?" * len(places)
        self._line = bytes(line + b"\n")

    def cut(self, texts: Sequence[str]) -> list[str]:
        """The tokens of each text, separated by spaces."""
        given = "".join(texts).encode("ascii")
        width, found = len(self._line), bytearray(self._line * len(texts))
        for to, at in self._places:
            found[to::width] = given[at :: self.length]
        return found.decode("ascii").split("\n")[:-1]
