"""The sections of a table while it is walked down: which ones a record stands under."""

from __future__ import annotations

from chamber.importing.reading.tables import words


class Sections:
    """The section texts a record stands under; a section of a kind already open replaces it and closes what is inside."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []
        self._fresh = False
        self.names: tuple[str, ...] = ()

    def enter(self, style: str, text: str) -> None:
        styles = [one for one, _ in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        elif self._open and not self._fresh and style not in ("inner", "outer"):
            # Another way of writing it, after records: it replaces what was open rather than going deeper.
            self._open.pop()
        elif style == "outer":
            self._open.clear()
        self._open.append((style, words.section_name(text)))
        self._fresh = True
        self.names = tuple(name for _, name in self._open)

    def record(self) -> None:
        self._fresh = False
