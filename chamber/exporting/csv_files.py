"""CSV that Excel and WPS open well: BOM or GB18030, and a reversible guard against computing (DESIGN.md section 7)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from chamber.errors import Invalid
from chamber.i18n import _

if TYPE_CHECKING:
    from chamber.deliveries.delta import SheetRow
    from chamber.deliveries.layout import Layout

ENCODINGS = ("utf-8-sig", "gb18030", "utf-8")
# What a spreadsheet would compute: these signs, their full-width twins, TAB and CR at the start.
_COMPUTED = re.compile(r"[=+\-@＝＋－＠\t\r]")
_LONG_NUMBER = re.compile(r"\d{16,}")
_PLAIN_NUMBER = re.compile(r"-?\d{1,15}(\.\d+)?")


def guard(text: str) -> str:
    """One leading TAB for a cell that a spreadsheet would compute or shorten; our importer takes it off again."""
    if not text or _PLAIN_NUMBER.fullmatch(text):
        return text
    return f"\t{text}" if _COMPUTED.match(text) or _LONG_NUMBER.fullmatch(text.strip()) else text


def unguard(text: str) -> str:
    """The text before `guard`."""
    return text[1:] if text.startswith("\t") and guard(text[1:]) == text else text


def table_csv(
    titles: Sequence[str], rows: Iterable[Sequence[str]], encoding: str = "utf-8-sig", *, raw: bool = False
) -> bytes:
    """A table as CSV bytes. `raw` leaves cells unguarded, for machines. Raises `Invalid` for an unknown encoding."""
    if encoding not in ENCODINGS:
        raise Invalid({"encoding": _("There is no encoding {name}.").format(name=encoding)})
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_MINIMAL)
    writer.writerow(titles)
    for row in rows:
        writer.writerow(row if raw else [guard(cell) for cell in row])
    return buffer.getvalue().encode(encoding)


def ledger_csv(layout: Layout, rows: Sequence[SheetRow], number: str, encoding: str) -> bytes:
    """An office's list as CSV: one header row, the key last."""
    from chamber.deliveries import wording
    from chamber.deliveries.delta import describe
    from chamber.deliveries.returned import row_key
    from chamber.exporting.ledger import KEY_TITLE

    def cells(position: int, row: SheetRow) -> list[str]:
        special = {
            "number": str(position),
            "mark": wording.mark_of(row.mark, layout.lang),
            "changes": describe(row, layout.columns, layout.lang),
        }
        shown = [special.get(column.key, row.cells.get(column.key, "")) for column in layout.columns]
        return [*shown, row_key(number, position)]

    titles = [wording.title_of(column, layout.lang) for column in layout.columns]
    return table_csv([*titles, KEY_TITLE], (cells(position, row) for position, row in enumerate(rows, 1)), encoding)
