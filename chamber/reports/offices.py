"""What is due to whom: each office's next deadline, its last delivery, and whether that one is late."""

from __future__ import annotations

from datetime import date

from chamber.i18n import _, language
from chamber.offices.deadlines import owed, waiting
from chamber.offices.record import RHYTHMS
from chamber.reports.sheet import Cell, Report, Table, until
from chamber.workspace import Workspace


def offices(ws: Workspace, *, as_of: date | None = None) -> Report:
    """Every office with what it is owed. The deadline is the first one after its last delivery (or its filing) that this
    was not made for."""
    rows: list[tuple[Cell, ...]] = []
    document = []
    for one in owed(ws, as_of=as_of):
        office = one.office
        counts = waiting(ws, office.id)
        document.append(
            {
                "office": office.code,
                "name": office.name,
                "rhythm": office.rhythm,
                "deadline": office.deadline,
                "due": one.due.isoformat(timespec="minutes"),
                "estimated": one.estimated,
                "late": one.late,
                "last_delivery": one.last,
                "sent_at": one.sent_at,
                "new": counts["新增"],
                "changed": counts["变更"],
                "withdrawn": counts["撤回"],
                "stalled": counts["无进展"],
            }
        )
        mark = f" ({_('estimated')})" if one.estimated else ""
        rows.append(
            (
                office.name,
                RHYTHMS.get(office.rhythm, office.rhythm) if language() == "en" else office.rhythm,
                f"{one.due:%Y-%m-%d %H:%M}{mark}",
                _("late") if one.late else "",
                one.last or "-",
                *counts.values(),
            )
        )
    columns = (
        _("Office"),
        _("Rhythm"),
        _("Due"),
        _("Late"),
        _("Last delivery"),
        _("New"),
        _("Changed"),
        _("Withdrawn"),
        _("No progress"),
    )
    day = as_of or ws.today
    title = _("What offices are owed, {until}").format(until=until(day))
    table = Table(_("Offices"), columns, tuple(rows))
    return Report("offices", title, day, (), (table,), (), document)
