"""What is looked at before the command line is parsed: its language, whether errors are wanted as JSON, the streams."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

from chamber.errors import NotAllowed, Usage
from chamber.i18n import N_

OpenTerminal = Callable[[str | None, str | None, str | None], int]
"""Opens the terminal interface on (database, language, user) and returns the exit code."""
INTERRUPTED = 130
"""The exit code when Ctrl+C ended it."""


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


def check_readable(arguments: Sequence[str]) -> None:
    """Bytes that are no text in the system's encoding can't be filed. Raises `Usage`."""
    for place, argument in enumerate(arguments, 1):
        if any("\ud800" <= character <= "\udfff" for character in argument):
            raise Usage(N_("Argument {number} is not readable text."), number=place)


def use_utf8(as_json: bool) -> None:
    """Machines read UTF-8 whatever the console speaks; what a console can't show becomes a question mark. A stream that
    is closed (`>&-`, or started without a console) takes what is said and keeps nothing."""
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            to_machine = as_json or not stream.isatty()
            reconfigure(encoding="utf-8") if to_machine else reconfigure(errors="replace")


def is_interactive() -> bool:
    """Whether a person can be asked and shown something."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def must_draw() -> None:
    """Raises `NotAllowed` on a terminal that has no cursor to move (TERM=dumb): screens would come out as gibberish."""
    if os.environ.get("TERM") == "dumb":
        raise NotAllowed(
            N_("This terminal can't show the screens of the program (TERM=dumb)."),
            hint=N_("Open it in another terminal. The commands work here as well: chamber --help"),
        )


def reader_left() -> int:
    """The exit code when the reader (head, less) has had enough; nothing is wrong."""
    leave_stdout()
    return 0


def leave_stdout() -> None:
    """What is still to be written to stdout goes nowhere, so that leaving does not fail over it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
