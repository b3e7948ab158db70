"""CSV that Excel and WPS open well: BOM or GB18030, and a reversible guard against computing (DESIGN.md section 7)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TYPE_CHECKING

from chamber.errors import Invalid
from chamber.i18n import _

if TYPE_CHECKING:
    from chamber.deliveries.delta import SheetRow
    from chamber.deliveries.layout import Layout

ENCODINGS = ("utf-8-sig", "gb18030", "utf-8")
# What a spreadsheet would compute: these signs, their full-width twins, TAB and CR at the start.
_COMPUTED = re.compile(r"[=+\-@＝＋－＠\t\r]")
# How a cell begins that has to be looked at more closely: most don't.
_DOUBTFUL = re.compile(r"[=+\-@＝＋－＠\t\r]|\s*\d")
# The same among texts of one line each.
_DOUBTFUL_LINE = re.compile(r"(?m)^(?:[=+\-@＝＋－＠\t\r]|[^\S\n]*\d)")
_LONG_NUMBER = re.compile(r"\d{16,}")
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")
_PART = 1_000
"""Rows that are made into bytes at a time."""


def guard(text: str) -> str:
    """One leading TAB for a cell that a spreadsheet would compute or shorten; our importer takes it off again."""
    if not _DOUBTFUL.match(text) or _PLAIN_NUMBER.fullmatch(text):
        return text
    return f"\t{text}" if _COMPUTED.match(text) or _LONG_NUMBER.fullmatch(text.strip()) else text


def guarded(texts: Sequence[str]) -> list[str]:
    """`guard` for many texts: most columns have none to be guarded, which one look tells."""
    lines = "\n".join(texts)
    doubtful = lines.count("\n") >= len(texts) or _DOUBTFUL_LINE.search(lines)
    return list(map(guard, texts)) if doubtful else list(texts)


def unguard(text: str) -> str:
    """The text before `guard`."""
    return text[1:] if text.startswith("\t") and guard(text[1:]) == text else text


def write_csv(
    out: IO[bytes], titles: Sequence[str], parts: Iterable[Iterable[Iterable[str]]], encoding: str = "utf-8-sig"
) -> None:
    """Write a table as CSV; each of `parts` is some rows. Raises `Invalid` for an unknown encoding."""
    if encoding not in ENCODINGS:
        raise Invalid({"encoding": _("There is no encoding {name}.").format(name=encoding)})
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_MINIMAL)
    for rows in chain([[titles]], parts):
        writer.writerows(rows)
        out.write(lines.getvalue().encode(encoding))
        lines.seek(0)
        lines.truncate()
        # The mark of the encoding stands once, at the start of the file.
        encoding = encoding.removesuffix("-sig")


def ledger_csv(layout: Layout, rows: Sequence[SheetRow], number: str, encoding: str, out: IO[bytes]) -> None:
    """Write an office's list as CSV: one header row, the key last."""
    from chamber.deliveries import wording
    from chamber.deliveries.row_keys import row_key
    from chamber.exporting.ledger import KEY_TITLE, made_up

    keys = [column.key for column in layout.columns]
    titles = [guard(wording.title_of(column, layout.lang)) for column in layout.columns]

    def parts() -> Iterator[Iterable[Sequence[str]]]:
        """Some rows at a time, made column by column."""
        coming = enumerate(rows, 1)
        while some := list(islice(coming, _PART)):
            texts = [{**row.cells, **made_up(row, position, layout)} for position, row in some]
            columns = [guarded([one.get(key, "") for one in texts]) for key in keys]
            yield zip(*columns, [row_key(number, position) for position, _row in some], strict=True)

    write_csv(out, [*titles, KEY_TITLE], parts(), encoding)
