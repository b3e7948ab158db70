"""The head and foot of a sheet, and its bytes as xlsx, csv or json."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from chamber import clock
from chamber.deliveries import spoken, wording
from chamber.deliveries.delta import SheetRow
from chamber.deliveries.drafting import Draft, withheld_from
from chamber.deliveries.layout import Layout, SheetColumn, official
from chamber.deliveries.marks import CHANGED, NEW, STALLED, WITHDRAWN
from chamber.deliveries.record import SENT, Delivery
from chamber.deliveries.row_keys import row_key
from chamber.deliveries.sheaf import Sheaf
from chamber.deliveries.wording import describe
from chamber.i18n import N_
from chamber.leads.record import LEAD_KINDS
from chamber.offices.record import Office
from chamber.progress import Progress, unheard
from chamber.records import get_many
from chamber.workspace import Reader, Workspace
from db.queries import deliveries as store

if TYPE_CHECKING:
    from chamber.exporting.files import NewFile


def make_layout(
    ws: Workspace, reader: Reader, planned: Draft, number: str, lang: str, *, on: str = "", overview: bool = True
) -> Layout:
    """The head and foot of the sheet; `on` is the day it says, else today. `overview`: with a sheet of figures."""
    house = reader.row("chamber", 1) or {}
    unit = house.get("name") or ""
    total = len(planned.rows) - planned.count(WITHDRAWN)
    marks = {mark: planned.count(mark) for mark in (NEW, CHANGED, WITHDRAWN, STALLED)}
    named = {kind if lang == "zh" else LEAD_KINDS.get(kind, kind): count for kind, count in planned.kinds.items()}
    template, form = planned.template, planned.template.form
    day = on or ws.today.isoformat()
    reporter, phone = house.get("reporter") or ws.user, house.get("phone") or ""
    year, month, date = day.split("-")
    filled = {
        "unit": unit,
        "office": planned.office.name,
        "issue": str(_issue(ws, reader, planned, int(year))),
        "date": f"{year}年{int(month)}月{int(date)}日" if lang == "zh" else day,
        "year": year,
        "month": str(int(month)),
        "day": str(int(date)),
        "mode": planned.mode if lang == "zh" else wording.MODES_EN.get(planned.mode, planned.mode),
        "delivery": number,
        "reporter": reporter,
        "phone": phone,
    }
    answered = any(column.feedback for column in planned.columns)
    staged = "stage" not in withheld_from(planned.office)
    words = spoken.words_of(planned.columns, staged=staged) if lang == "en" else {}
    return Layout(
        form=form,
        title=template.text("title", lang, filled) or wording.heading(unit, form, lang),
        reporting_unit=unit,
        reporter=reporter,
        phone=phone,
        reported_on=day,
        summary=wording.counts(total, marks, named, lang),
        columns=spoken.roomy(planned.columns, words),
        notes=wording.notes(number, planned.mode, planned.masked, lang, answered=answered),
        lang=lang,
        overview=overview,
        line=template.text("line", lang, filled),
        signature=tuple(filter(None, template.text("signature", lang, filled).splitlines())),
        footer=template.text("footer", lang, filled),
        staged=staged,
        folded=True,
        words=words,
    )


def _issue(ws: Workspace, reader: Reader, planned: Draft, year: int) -> int:
    """Which list of the year this is for the office (期次). A correction has the number of the list it corrects."""
    sent: list[Delivery] = get_many(reader, "delivery", store.deliveries_of(reader, planned.office.id, SENT))
    if planned.mode == "更正":
        sent = [one for one in sent if one.id <= (planned.baseline or 0)]
    lists = sum(one.mode != "更正" and clock.local(one.made_at, ws.zone).year == year for one in sent)
    return lists if planned.mode == "更正" else lists + 1


def render(layout: Layout, rows: Sheaf, number: str, file_format: str, encoding: str, out: IO[bytes]) -> None:
    """Write the file of a delivery to `out`."""
    if file_format == "csv":
        from chamber.exporting.csv_files import ledger_csv

        ledger_csv(layout, rows, number, encoding, out)
    elif file_format == "json":
        _write_json(layout, rows, number, out)
    else:
        from chamber.exporting.ledger import ledger_xlsx

        ledger_xlsx(layout, rows, number, out)


def _titles(columns: Sequence[SheetColumn], lang: str) -> dict[str, str]:
    return {column.key: wording.title_of(column, lang) for column in columns}


def _write_json(layout: Layout, rows: Sequence[SheetRow], number: str, out: IO[bytes]) -> None:
    """Row by row: as one document they would be held three times over."""
    # An office that has no template reads what it always did.
    usual = [one for one in layout.columns if one not in official(layout.form)] == []
    head = {
        "delivery": number,
        "title": layout.title,
        "reporting_unit": layout.reporting_unit,
        "reported_on": layout.reported_on,
        "summary": layout.summary,
        "unit": "万元",
        "notes": list(layout.notes),
        **({"signature": list(layout.signature)} if layout.signature else {}),
        **({} if usual else {"columns": _titles(layout.columns, layout.lang)}),
    }
    out.write(f'{_indented(head)[:-2]},\n  "rows": ['.encode())
    before = "\n    "
    for position, row in enumerate(rows, 1):
        told = {
            "key": row_key(number, position),
            "mark": row.mark,
            **row.cells,
            "changes": describe(row, layout.columns),
        }
        out.write((before + _indented(told).replace("\n", "\n    ")).encode())
        before = ",\n    "
    out.write(b"\n  ]\n}" if len(rows) else b"]\n}")


def _indented(told: Mapping[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2)


def fill(
    file: NewFile,
    layout: Layout,
    rows: Sheaf,
    number: str,
    chosen: str,
    encoding: str,
    password: str | None = None,
    progress: Progress = unheard,
) -> None:
    """Write the bytes of a delivery, encrypted when there is a password."""
    rows = rows.heard(progress, N_("Writing"))
    if not password:
        render(layout, rows, number, chosen, encoding, file.out)
        return
    from chamber.exporting.encryption import encrypted

    open_ = io.BytesIO()
    render(layout, rows, number, chosen, encoding, open_)
    file.out.write(encrypted(open_.getvalue(), password))


def target_of(path: Path | None, number: str, mode: str, office: Office, file_format: str) -> Path:
    """Where the file of a delivery goes: `path`, its own name in that folder, or in the one we are in."""
    name = f"{office.name}_{number}_{mode}.{file_format}".replace("/", "_")
    if path is None:
        return Path.cwd() / name
    return path / name if path.is_dir() else path
