"""`chamber lead due`, `clock`, `remind`: what leads ask for and when."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamber.cli.base import Group, Session, WholeNumber, argument, command, json_option, option, pass_session
from chamber.cli.later import later
from chamber.cli.output import emit, say, show_table
from chamber.cli.records import find_id
from chamber.i18n import N_, _, language
from chamber.leads.record import STAGES

if TYPE_CHECKING:
    from chamber.leads import clocks
else:
    clocks = later("chamber.leads.clocks")


def add_to(lead: Group) -> None:
    """Give the noun `lead` its clocks."""
    for one in (due, clock, remind):
        lead.add_command(one)


@command(N_("What is late or due soon: next steps and duties by the working calendar"), "due")
@option("--days", type=WholeNumber(0, 3660), default=7, help=N_("How many days ahead"))
@option("--owner", metavar="NAME", default="", help=N_("Only those of one person"))
@option("--all", "every", is_flag=True, help=N_("Every duty, not only the next of each lead"))
@json_option
@pass_session
def due(session: Session, days: int, owner: str, every: bool, as_json: bool) -> None:
    found = clocks.due(session.ws, days=days, owner=owner, every_duty=every)
    _show(found, as_json, _("Nothing is due within {days} days.").format(days=days))


@command(N_("Everything one lead asks for, and when"), "clock")
@argument("which", metavar="CODE")
@json_option
@pass_session
def clock(session: Session, which: str, as_json: bool) -> None:
    found = clocks.of_lead(session.ws, find_id(session.ws, "lead", which))
    _show(found, as_json, _("This lead asks for nothing."))


@command(N_("Reminders for a calendar program (.ics)"), "remind")
@argument("which", metavar="[CODE]", required=False)
@option("--days", type=WholeNumber(0, 3660), default=14, help=N_("How many days ahead"))
@option("--owner", metavar="NAME", default="", help=N_("Only those of one person"))
@option("-o", "path", metavar="PATH", type=click.Path(path_type=Path), required=True, help=N_("The .ics file"))
@json_option
@pass_session
def remind(session: Session, which: str | None, days: int, owner: str, path: Path, as_json: bool) -> None:
    from chamber.exporting.files import must_end_in, write_file
    from chamber.ics import tasks_ics

    must_end_in(path, ".ics")
    ws = session.ws
    tasks = (
        clocks.of_lead(ws, find_id(ws, "lead", which)) if which else clocks.each(clocks.due(ws, days=days, owner=owner))
    )
    write_file(path, tasks_ics(ws, tasks))
    if as_json:
        emit({"path": str(path), "reminders": len(tasks)})
    else:
        say(_("{count} reminders are in {path}").format(count=len(tasks), path=path))


def _show(found: Sequence[clocks.Task], as_json: bool, none: str) -> None:
    if as_json:
        emit([task.to_json() for task in found])
        return
    if not found:
        say(none)
        return
    lang = language()
    rows = [
        (
            task.on.isoformat() + (f" ({_('estimated')})" if task.estimated else ""),
            task.late,
            task.code,
            task.project,
            " + ".join(filter(None, (task.words, task.beside))),
            task.owner,
            STAGES.get(task.stage, task.stage) if lang == "en" else task.stage,
        )
        for task in found
    ]
    show_table([_("Due"), _("Late"), _("Lead number"), _("Project"), _("To do"), _("Owner"), _("Stage")], rows)
