"""Style sheets that are read once: Textual reads all of them again whenever one comes along, which takes longer than a key may."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

ENOUGH = 1_000
"""Sources whose rules are kept; a program has some hundred."""


class KeptStylesheet(Stylesheet):
    """Keeps the rules of each source for as long as the colours are the same."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(ENOUGH)

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """A source that can't be read leaves the rules as they were."""
        self.parse()
