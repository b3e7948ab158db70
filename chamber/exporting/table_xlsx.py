"""A plain table as xlsx: a bold header that stays, a filter, every cell text; print-ready in landscape."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import IO

from chamber.exporting.streaming import inlines, styles, with_rows

_PART = "xl/worksheets/sheet1.xml"


def write_xlsx(
    name: str,
    titles: Sequence[tuple[str, int]],
    rows: int,
    parts: Callable[[Callable[[Sequence[str]], list[str]]], Iterable[list[list[str]]]],
    out: IO[bytes],
) -> None:
    """Write a sheet of that many `rows` under `titles` (with their widths).

    `parts` gives some rows at a time, column by column, its texts finished by the function it is given.
    """
    import xlsxwriter
    from xlsxwriter.utility import xl_col_to_name

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "vcenter"})
    for index, (title, width) in enumerate(titles):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, title, head)
    # Right below: the writer keeps something of every row down to the last that it writes itself.
    sample = 1
    sheet.write_blank(sample, 0, None, book.add_format({"num_format": "@", "valign": "vcenter"}))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(rows, 1), len(titles) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    skeleton = made.getvalue()
    (style,) = styles(skeleton, _PART, sample + 1)
    letters = [xl_col_to_name(index) for index in range(len(titles))]

    def cells(texts: Sequence[str]) -> list[str]:
        return [f'" s="{style}" t="inlineStr">{text}</c>' if text else "" for text in inlines(texts)]

    with_rows(skeleton, _PART, 1, _rows(parts(cells), letters), f"A1:{letters[-1]}{rows + 1}", sample + 1, out)


def _rows(parts: Iterable[list[list[str]]], letters: Sequence[str]) -> Iterator[str]:
    """Each row as sheet XML; a cell without text is left out."""
    place = count(2)
    for part in parts:
        filled = [(f'<c r="{letter}', cells) for letter, cells in zip(letters, part, strict=True) if any(cells)]
        opened, columns = [one for one, _cells in filled], [cells for _one, cells in filled]
        # Row by row: a thousand wide rows as one text are many MiB, held three times over until they are packed.
        for row in zip(*columns, strict=True):
            at = next(place)
            cells = "".join([f"{start}{at}{cell}" for start, cell in zip(opened, row, strict=True) if cell])
            yield f'<row r="{at}">{cells}</row>'
