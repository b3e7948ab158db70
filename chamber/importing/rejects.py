"""The rejected rows as a file: their cells as they were, their sheet row, and why."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from chamber.errors import Usage
from chamber.exporting.files import new_file
from chamber.i18n import N_, _
from chamber.importing.plan import Ending, Plan
from chamber.importing.reading import Cell

_GUARDED = tuple("=+-@\t\r＝＋－＠")


@contextmanager
def rejects_file(path: Path) -> Iterator[Callable[[Plan], int]]:
    """A file for the rejected rows, xlsx or csv by its name; what is given writes those of a plan and says how many.

    It is begun before anything is imported: where it can't be written nothing is, instead of rows getting lost. Raises
    Usage for another kind of file, BadFile.
    """
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise Usage(N_("Rejected rows are written as .xlsx or .csv; {name} is neither."), name=path.name)
    with new_file(path) as file:

        def write(plan: Plan) -> int:
            rows = list(_rows(plan))
            file.out.write(_xlsx(rows) if kind == ".xlsx" else _csv(rows))
            file.place()
            return len(rows) - 1

        yield write


def rejected_csv(plan: Plan) -> bytes:
    """The rejected rows as the bytes of a csv."""
    return _csv(list(_rows(plan)))


def _rows(plan: Plan) -> Iterator[list[Cell]]:
    """The titles, then each rejected row. The two columns in front are ours; the rest can be imported again."""
    columns = [column for column in plan.columns if not column.letter.startswith("§")]
    yield [_("Reason"), _("Sheet row"), *(column.title or column.letter for column in columns)]
    for row, judged in enumerate(plan.rows):
        if judged.ending is Ending.REJECTED:
            reasons = "; ".join(reason.render(_) for reason in judged.reasons)
            record = plan.records[row]
            yield [reasons, judged.number, *record.cells, *record.extra]


def _csv(rows: list[list[Cell]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_guarded("" if cell is None else str(cell)) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _guarded(text: str) -> str:
    """A TAB before what a spreadsheet would compute or shorten; our reader takes it off again."""
    return f"\t{text}" if text.startswith(_GUARDED) or (text.isdigit() and len(text) > 15) else text


def _xlsx(rows: list[list[Cell]]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    sheet = book.add_worksheet(_("Rejected"))
    dated = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, dated)
            elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) < 1e15:
                sheet.write_number(number, place, cell)
            elif cell is not None:
                sheet.write_string(number, place, str(cell))
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 0, 40)
    book.close()
    return out.getvalue()
