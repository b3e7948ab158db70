"""Members by home city and banner: who is in good standing, who joined this year."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from chamber.divisions import divisions
from chamber.i18n import _
from chamber.members.record import LEFT
from chamber.reports.sheet import Cell, Report, Table, until
from chamber.workspace import Workspace
from db.queries import reports as store


def members(ws: Workspace, *, as_of: date | None = None) -> Report:
    """Memberships by home city, the chamber's own first; those who left are counted apart."""
    day = as_of or ws.today
    with ws.read() as reader:
        found = store.members_by_home(reader)
    tallies: defaultdict[str, dict[str, int]] = defaultdict(lambda: {"members": 0, "joined": 0, "owing": 0, "left": 0})
    for home, status, year, count in found:
        if year > str(day.year):
            continue
        one = tallies[home[:6]]
        if status in LEFT:
            one["left"] += count
            continue
        one["members"] += count
        one["owing"] += count if status == "欠费" else 0
        one["joined"] += count if year == str(day.year) else 0
    gazetteer, own = divisions(), ws.home_division
    order = sorted(
        tallies, key=lambda code: (code == "", not (own and code.startswith(own[:4])), -tallies[code]["members"], code)
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (gazetteer.name(code) if code else _("unknown"), *tallies[code].values()) for code in order
    )
    columns = (_("Hometown"), _("Members"), _("Joined this year"), _("Owing dues"), _("Left"))
    whole = sum(one["members"] for one in tallies.values())
    return Report(
        "members",
        _("Members by home, {until}").format(until=until(day)),
        day,
        ((_("Members"), str(whole)),),
        (Table(_("By home"), columns, rows, chart=1),),
        (),
        {
            "as_of": day.isoformat(),
            "members": whole,
            "by_home": [{"home": gazetteer.to_json(code) if code else None, **tallies[code]} for code in order],
        },
    )
