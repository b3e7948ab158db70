"""Data on stdout, words on stderr: JSON, tables that line up with Chinese in them, plain lines."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from chamber.i18n import _

if TYPE_CHECKING:
    from chamber.outcome import Outcome
    from chamber.text.values import Problem

_ASIDE = "chamber.warnings"
"""Where click's context keeps the warnings of a command for its JSON document."""
_MEASURED = 1_000
"""Rows looked at to find how wide a column must be."""


def data(text: str) -> None:
    """One line of data on stdout."""
    sys.stdout.write(text + "\n")


def say(text: str) -> None:
    """One line of words on stderr."""
    sys.stderr.write(text + "\n")


def emit(document: Any) -> None:
    """One JSON document on stdout. What an iterator in an object gives is written as it comes, however much it is."""
    import json

    def told(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, indent=2)

    if not isinstance(document, dict) or not any(isinstance(value, Iterator) for value in document.values()):
        sys.stdout.write(told(document) + "\n")
        return
    for place, (key, value) in enumerate(document.items()):
        sys.stdout.write((",\n  " if place else "{\n  ") + f"{told(key)}: ")
        if not isinstance(value, Iterator):
            sys.stdout.write(told(value).replace("\n", "\n  "))
            continue
        first = True
        for one in value:
            sys.stdout.write(("[\n    " if first else ",\n    ") + json.dumps(one, ensure_ascii=False))
            first = False
        sys.stdout.write("[]" if first else "\n  ]")
    sys.stdout.write("\n}\n")


def emit_all(objects: Iterable[Any]) -> None:
    """One JSON array on stdout, an object at a time, however many there are."""
    import json

    first = True
    for one in objects:
        sys.stdout.write(("[\n" if first else ",\n") + json.dumps(one, ensure_ascii=False))
        first = False
    sys.stdout.write("[]\n" if first else "\n]\n")


def note(text: str, where: str = "") -> None:
    """A line on stderr of something to look at; `where` is a cell, a row or a field."""
    say(_placed(_placed(text, where), _("Note")))


def set_aside(problem: Problem, where: str) -> None:
    """Keep a warning for the JSON document that `done` writes of this command."""
    _aside().append(_placed(problem.render(_), where))


def _aside() -> list[str]:
    # A plain search prints without click.
    from click import get_current_context

    kept: list[str] = get_current_context().meta.setdefault(_ASIDE, [])
    return kept


def _placed(text: str, where: str) -> str:
    return _("{label}: {text}").format(label=where, text=text) if where else text


def warn(problems: Iterable[Problem], where: str = "") -> None:
    """Warnings, one a line."""
    for problem in problems:
        note(problem.render(_), where)


def done(outcome: Outcome, text: str, as_json: bool, *, final: bool = False) -> None:
    """Say what was done and, unless it is `final`, how to take it back; with JSON the action, code and warnings."""
    if as_json:
        warnings = [*_aside(), *(problem.render(_) for problem in outcome.problems)]
        emit({"code": outcome.code, "action": outcome.action, "warnings": warnings})
        return
    warn(outcome.problems)
    if outcome.action is None:
        say(_("Nothing changed."))
        return
    say(text)
    if not final:
        tell_undo(outcome.action)


def tell_undo(action: int | None) -> None:
    """How to take an action back."""
    say(_("To take it back: chamber undo {action}").format(action=action))


def show_table(titles: Sequence[str], rows: Iterable[Sequence[str]], aligns: Sequence[str] = ()) -> None:
    """A table on stdout: framed on a terminal, plain columns in a pipe."""
    if sys.stdout.isatty():
        _framed(titles, rows, aligns)
        return
    for line in plain_table(titles, rows, aligns):
        sys.stdout.write(line + "\n")


def _framed(titles: Sequence[str], rows: Iterable[Sequence[str]], aligns: Sequence[str]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for place, title in enumerate(titles):
        right = place < len(aligns) and aligns[place] == "right"
        table.add_column(Text(title), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def plain_table(titles: Sequence[str], rows: Iterable[Sequence[str]], aligns: Sequence[str] = ()) -> Iterator[str]:
    """Lines with columns two spaces apart; the first thousand rows say how wide each is."""
    remaining = iter(rows)
    first = list(islice(remaining, _MEASURED))
    widths = [max(map(cells, column)) for column in zip(titles, *first, strict=True)]
    for row in chain([titles], first, remaining):
        padded = (
            pad(cell, width, right=place < len(aligns) and aligns[place] == "right")
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(padded).rstrip()


def show_fields(pairs: Sequence[tuple[str, str]]) -> None:
    """Label and value, a line each; further lines of a value are indented below the first."""
    width = max((cells(label) for label, _value in pairs), default=0)
    for label, value in pairs:
        first, *rest = value.split("\n")
        data(f"{pad(label, width)}  {first}".rstrip())
        for line in rest:
            data(f"{' ' * width}  {line}")


def cells(text: str) -> int:
    """How many cells of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    blank = " " * max(width - cells(text), 0)
    return blank + text if right else text + blank
