"""What must be known before the command line is parsed: its language, and whether errors are wanted as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

OpenTerminal = Callable[[str | None, str | None, str | None], int]
"""Opens the terminal interface on (database, language, user) and returns the exit code."""


class Start(NamedTuple):
    """`language` as given by --lang, or None; `as_json` whether --json is anywhere among the arguments."""

    language: str | None
    as_json: bool

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Start:
        language = None
        for place, argument in enumerate(arguments):
            if argument == "--lang" and place + 1 < len(arguments):
                language = arguments[place + 1]
            elif argument.startswith("--lang="):
                language = argument.removeprefix("--lang=")
        return cls(language, "--json" in arguments)
