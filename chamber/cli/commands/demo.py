"""`chamber demo`: the terminal interface on invented data; without a terminal a summary and an office's list."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chamber.cli.base import Session, command, json_option, option, pass_session
from chamber.cli.later import later
from chamber.cli.output import emit, say
from chamber.i18n import N_, _, language
from chamber.paths import demo_database

if TYPE_CHECKING:
    from chamber.deliveries import service as deliveries
    from chamber.setup import demo as demos
    from chamber.workspace import Workspace
else:
    deliveries = later("chamber.deliveries.service")
    demos = later("chamber.setup.demo")

OUTPUT = Path("demo-output") / "驻呼联络处_招商线索台账.xlsx"


@command(N_("Look around in a chamber with invented data"))
@option("--fresh", is_flag=True, help=N_("Make the demo anew, dropping what was changed in it"))
@json_option
@pass_session
def demo(session: Session, fresh: bool, as_json: bool) -> int | None:
    os.environ.setdefault("CHAMBER_NOW", demos.NOW)
    # Only a database named with --db may take the place of the demo's own: CHAMBER_DB is the chamber's.
    if fresh or not (session.database or demo_database().exists()):
        say(_("Making the demo; this takes a few seconds."))
    ws = demos.open_demo(session.database, fresh=fresh, user=session.user)
    if session.interactive and not as_json:
        where = str(session.database or demo_database())
        ws.close()
        return session.open_terminal(where, session.language, session.user)
    try:
        found = demos.summary(ws)
        made = deliveries.make_delivery(ws, found.office_id, full=True, path=OUTPUT)
        emit(_document(found, made)) if as_json else _print(ws, found, made)
    finally:
        ws.close()
    return None


def _document(found: demos.Summary, made: deliveries.DeliveryDone) -> dict[str, Any]:
    return {
        "chamber": found.name,
        "enterprises": found.enterprises,
        "contacts": found.contacts,
        "guests": found.guests,
        "came": found.came,
        "leads": found.leads,
        "by_home": {place.name: place.count for city in found.places for place in (city.children or (city,))},
        "by_stage": {stage.name: count for stage, count in found.funnel},
        "due": [one.to_json() for one in found.due],
        "delivery": made.to_json(),
    }


def _print(ws: Workspace, found: demos.Summary, made: deliveries.DeliveryDone) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    lang = language()

    def table(title: str, *columns: str, right: int = 1) -> Table:
        drawn = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold", pad_edge=False)
        for place, column in enumerate(columns):
            drawn.add_column(column, justify="right" if place == right else "left", overflow="fold")
        return drawn

    console.print(Text(f"{found.name} · {_('invented data')}", style="bold"))
    words = _("{enterprises} enterprises, {contacts} contacts, {guests} guests of whom {came} came, {leads} leads")
    console.print(
        words.format(
            enterprises=found.enterprises,
            contacts=found.contacts,
            guests=found.guests,
            came=found.came,
            leads=found.leads,
        )
    )
    places = table(_("Members by home"), _("Hometown"), _("Enterprises"))
    for city in found.places:
        for place in city.children or (city,):
            places.add_row(place.name or _("home city not known"), str(place.count))
    console.print(places)
    stages = table(_("Leads by stage"), _("Stage"), _("Leads"), "")
    for stage, count in found.funnel:
        stages.add_row(stage.shown(lang), str(count), "#" * count)
    console.print(stages)
    due = table(
        _("Due by {day}").format(day=found.due[-1].on.isoformat() if found.due else ws.today),
        _("Due"),
        _("Late"),
        _("Lead number"),
        _("Project"),
        _("To do"),
        right=-1,
    )
    for one in found.due:
        due.add_row(one.on.isoformat(), one.late, one.code, one.project, one.words)
    console.print(due)
    say(
        _("{rows} leads for the liaison office, {masked} personal cells masked: {path}").format(
            rows=made.rows, masked=made.masked, path=made.path
        )
    )
