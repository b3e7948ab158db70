"""The head and foot of a sheet, and its bytes as xlsx, csv or json."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import IO, Any

from chamber.deliveries import wording
from chamber.deliveries.delta import CHANGED, NEW, STALLED, WITHDRAWN, SheetRow, describe
from chamber.deliveries.drafting import Draft
from chamber.deliveries.keeping import personal_cells
from chamber.deliveries.layout import Layout
from chamber.deliveries.returned import row_key
from chamber.leads.record import LEAD_KINDS
from chamber.workspace import Reader, Workspace


def make_layout(ws: Workspace, reader: Reader, planned: Draft, number: str, lang: str, form: str) -> Layout:
    """The head and foot of the sheet."""
    house = reader.row("chamber", 1) or {}
    unit = house.get("name") or ""
    total = sum(row.mark != WITHDRAWN for row in planned.rows)
    marks = {mark: planned.count(mark) for mark in (NEW, CHANGED, WITHDRAWN, STALLED)}
    kinds = Counter(row.cells.get("kind", "") for row in planned.rows if row.mark != WITHDRAWN)
    named = {kind if lang == "zh" else LEAD_KINDS.get(kind, kind): count for kind, count in kinds.items() if kind}
    return Layout(
        form=form,
        title=wording.heading(unit, form, lang),
        reporting_unit=unit,
        reporter=house.get("reporter") or ws.user,
        phone=house.get("phone") or "",
        reported_on=ws.today.isoformat(),
        summary=wording.counts(total, marks, named, lang),
        columns=planned.columns,
        notes=wording.notes(number, planned.mode, planned.masked, lang),
        lang=lang,
        overview=True,
    )


def render(
    layout: Layout, rows: Sequence[SheetRow], number: str, file_format: str, encoding: str, out: IO[bytes]
) -> None:
    """Write the file of a delivery to `out`."""
    if file_format == "csv":
        from chamber.exporting.csv_files import ledger_csv

        ledger_csv(layout, rows, number, encoding, out)
    elif file_format == "json":
        out.write(json.dumps(_as_json(layout, rows, number), ensure_ascii=False, indent=2).encode())
    else:
        from chamber.exporting.ledger import ledger_xlsx

        ledger_xlsx(layout, rows, number, out)


def _as_json(layout: Layout, rows: Sequence[SheetRow], number: str) -> dict[str, Any]:
    return {
        "delivery": number,
        "title": layout.title,
        "reporting_unit": layout.reporting_unit,
        "reported_on": layout.reported_on,
        "summary": layout.summary,
        "unit": "万元",
        "notes": list(layout.notes),
        "rows": [
            {
                "key": row_key(number, position),
                "mark": row.mark,
                **_in_order(row),
                "changes": describe(row, layout.columns),
            }
            for position, row in enumerate(rows, 1)
        ],
    }


def _in_order(row: SheetRow) -> dict[str, str]:
    """The cells in the order in which they are kept, so that the file of a list made again is the same."""
    personal = personal_cells(row)
    return {key: text for key, text in row.cells.items() if key not in personal} | personal
