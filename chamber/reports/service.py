"""Every report by name, and writing one to a file."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from chamber.errors import Usage
from chamber.exporting.files import write_file
from chamber.i18n import N_
from chamber.privacy.masking import without_numbers_in
from chamber.reports.sheet import Report
from chamber.workspace import Workspace
from db.queries import lists
from db.queries.lists import Condition, Order

NAMES = ("fair", "funnel", "members", "rates", "offices")


def make(ws: Workspace, name: str, *, events: Sequence[int] = (), as_of: date | None = None) -> Report:
    """A report as of a day (today). `fair` needs one event or several. Raises `Usage`, `NotFound`."""
    if name == "fair":
        from chamber.reports.fair import fair, fairs

        if not events:
            raise Usage(N_("Say which event, with --event CODE."))
        return fair(ws, events[0], as_of=as_of) if len(events) == 1 else fairs(ws, events, as_of=as_of)
    if name == "funnel":
        from chamber.reports.funnel import funnel

        return funnel(ws, as_of=as_of)
    if name == "members":
        from chamber.reports.members import members

        return members(ws, as_of=as_of)
    if name == "rates":
        from chamber.reports.rates import rates

        return rates(ws, as_of=as_of)
    from chamber.reports.offices import offices

    return offices(ws, as_of=as_of)


def events_with_results(ws: Workspace, limit: int = 50) -> tuple[tuple[int, str], ...]:
    """(id, name) of the newest events that have begun, for choosing one to report on."""
    from chamber import clock

    begun = [Condition("starts_at", "<=", clock.stamp())]
    with ws.read() as reader:
        ids = lists.ids(reader, "event", begun, [Order("starts_at", True)], limit)
        return tuple((row["id"], row["name"]) for row in reader.rows("event", ids))


def save(report: Report, path: Path) -> None:
    """Write a report as xlsx, or as JSON when the file is named so. Raises `Usage`, `BadFile`."""
    suffix = path.suffix.lower()
    report = _for_others(report)
    if suffix == ".json":
        write_file(path, (json.dumps(report.document, ensure_ascii=False, indent=2) + "\n").encode())
    elif suffix == ".xlsx":
        from chamber.reports.workbook import report_xlsx

        write_file(path, report_xlsx(report))
    else:
        raise Usage(N_("A report is written as .xlsx or .json, not {suffix}."), suffix=suffix or path.name)


def _for_others(report: Report) -> Report:
    """The report without phone and ID numbers in its texts: a file goes further than a screen."""
    return dataclasses.replace(
        report,
        title=without_numbers_in(report.title),
        facts=without_numbers_in(report.facts),
        tables=tuple(dataclasses.replace(one, rows=without_numbers_in(one.rows)) for one in report.tables),
        notes=without_numbers_in(report.notes),
        document=without_numbers_in(report.document),
    )
