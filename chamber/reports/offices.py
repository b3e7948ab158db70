"""What is due to whom: each office's next deadline, its last delivery, and whether that one is late."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from chamber import clock
from chamber.calendars import calendar_of
from chamber.deliveries.service import draft
from chamber.i18n import _, language
from chamber.offices.record import RHYTHMS, Office
from chamber.offices.schedule import next_deadline
from chamber.records import get_many
from chamber.reports.sheet import Cell, Report, Table, until
from chamber.workspace import Workspace
from db.queries import lists
from db.queries import reports as store
from db.queries.lists import Order


def offices(ws: Workspace, *, as_of: date | None = None) -> Report:
    """Every office with what it is owed. The deadline is the first one after its last delivery (or its filing)."""
    zone = ZoneInfo(ws.zone)
    now = datetime.combine(as_of, time(23, 59)) if as_of else clock.now().astimezone(zone).replace(tzinfo=None)
    with ws.read() as reader:
        found: list[Office] = get_many(reader, "office", lists.ids(reader, "office", (), [Order("code")]))
        sent, calendar = store.last_sent(reader), calendar_of(reader)
    rows: list[tuple[Cell, ...]] = []
    document = []
    for office in found:
        number, stamp = sent.get(office.id, ("", ""))
        since = clock.local(stamp or office.created_at, ws.zone).replace(tzinfo=None)
        due, estimated = next_deadline(office.rhythm, office.deadline, since, calendar)
        waiting = draft(ws, office.id)
        late = due < now
        counts = {mark: waiting.count(mark) for mark in ("新增", "变更", "撤回", "无进展")}
        document.append(
            {
                "office": office.code,
                "name": office.name,
                "rhythm": office.rhythm,
                "deadline": office.deadline,
                "due": due.isoformat(timespec="minutes"),
                "estimated": estimated,
                "late": late,
                "last_delivery": number,
                "sent_at": stamp,
                "new": counts["新增"],
                "changed": counts["变更"],
                "withdrawn": counts["撤回"],
                "stalled": counts["无进展"],
            }
        )
        mark = f" ({_('estimated')})" if estimated else ""
        rows.append(
            (
                office.name,
                RHYTHMS.get(office.rhythm, office.rhythm) if language() == "en" else office.rhythm,
                f"{due:%Y-%m-%d %H:%M}{mark}",
                _("late") if late else "",
                number or "-",
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
    title = _("What offices are owed, {until}").format(until=until(now.date()))
    table = Table(_("Offices"), columns, tuple(rows))
    return Report("offices", title, now.date(), (), (table,), (), document)
