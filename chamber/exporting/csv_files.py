"""CSV that Excel and WPS open well: BOM or GB18030, and a reversible guard against computing (DESIGN.md section 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, TYPE_CHECKING

from chamber.errors import Invalid
from chamber.i18n import _

if TYPE_CHECKING:
    from chamber.deliveries.layout import Layout
    from chamber.deliveries.sheaf import Sheaf

ENCODINGS = ("utf-8-sig", "gb18030", "utf-8")
# What a spreadsheet would compute: these signs, their full-width twins, TAB and CR at the start.
_COMPUTED = re.compile(r"[=+\-@＝＋－＠\t\r]")
# What it would make a number, a day, a time or a yes of, and so something else: 1E5, 00123, 3/4, 2020-04, 10:00.
_TURNED = r"\d+(?:\.\d+)?[eE][+-]?\d+|0\d+|\d{1,4}[-/]\d{1,2}|\d{1,2}:\d{2}(?::\d{2})?|(?i:true|false)"
# How a cell begins that has to be looked at more closely: most don't.
_DOUBTFUL = re.compile(r"[=+\-@＝＋－＠\t\rtTfF]|\s*\d")
# Among texts of one line each, those that are guarded: no number as people write it is.
_GUARDED_LINE = re.compile(
    r"(?m)^(?:[=+@＝＋－＠\t\r]|-(?!\d{1,15}(?:\.\d+)?$)|[^\S\n]*\d{16,}[^\S\n]*$"
    rf"|(?:{_TURNED})$)"
)
_ALTERED = re.compile(rf"\s*\d{{16,}}\s*|{_TURNED}")
_PLAIN_NUMBER = re.compile(r"(?!0\d+$)-?\d{1,15}(\.\d+)?")


def guard(text: str) -> str:
    """One leading TAB for a cell that a spreadsheet would compute or shorten; our importer takes it off again."""
    if not _DOUBTFUL.match(text) or _PLAIN_NUMBER.fullmatch(text):
        return text
    return f"\t{text}" if _COMPUTED.match(text) or _ALTERED.fullmatch(text) else text


def guarded(texts: Sequence[str]) -> list[str]:
    """`guard` for many texts: most columns have none to be guarded, which one look tells."""
    lines = "\n".join(texts)
    doubtful = lines.count("\n") >= len(texts) or _GUARDED_LINE.search(lines)
    return list(map(guard, texts)) if doubtful else list(texts)


def unguard(text: str) -> str:
    """The text before `guard`."""
    return text[1:] if text.startswith("\t") and guard(text[1:]) == text else text


def write_csv(
    out: IO[bytes], titles: Sequence[str], parts: Iterable[Sequence[Sequence[str]]], encoding: str = "utf-8-sig"
) -> None:
    """Write a table as CSV; each of `parts` is some rows, column by column. Raises `Invalid` for an unknown encoding."""
    if encoding not in ENCODINGS:
        raise Invalid({"encoding": _("There is no encoding {name}.").format(name=encoding)})
    for columns in chain([[[title] for title in titles]], parts):
        rows = zip(*map(_quoted, columns), strict=True)
        out.write("".join([f"{','.join(row)}\r\n" for row in rows]).encode(encoding))
        # The mark of the encoding stands once, at the start of the file.
        encoding = encoding.removesuffix("-sig")


def _quoted(texts: Sequence[str]) -> Sequence[str]:
    """The texts as they stand in a CSV. The csv module looks at each character; most columns have nothing to be quoted,
    which one look tells."""
    lines = "\n".join(texts)
    if not ('"' in lines or "," in lines or "\r" in lines or lines.count("\n") >= len(texts)):
        return texts
    return [f'"{text.replace(_QUOTE, _TWO_QUOTES)}"' if _QUOTABLE.search(text) else text for text in texts]


_QUOTE, _TWO_QUOTES = '"', '""'
_QUOTABLE = re.compile(r'[",\r\n]')


def ledger_csv(layout: Layout, rows: Sheaf, number: str, encoding: str, out: IO[bytes]) -> None:
    """Write an office's list as CSV: one header row, the key last."""
    from chamber.deliveries import wording
    from chamber.deliveries.row_keys import row_key
    from chamber.exporting.ledger import KEY_TITLE, sheet_columns

    titles = [guard(wording.title_of(column, layout.lang)) for column in layout.columns]

    def parts() -> Iterator[Sequence[Sequence[str]]]:
        """Some rows at a time, column by column."""
        for positions, columns in sheet_columns(rows, layout):
            yield [*map(guarded, columns), [row_key(number, at) for at in positions]]

    write_csv(out, [*titles, KEY_TITLE], parts(), encoding)
