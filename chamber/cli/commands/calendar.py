"""`chamber calendar`: the working calendar that deadlines go by."""

from __future__ import annotations

from pathlib import Path

import click

from chamber import calendar_file, calendars
from chamber.cli.base import Session, WholeNumber, argument, group, json_option, option, pass_session
from chamber.cli.fields import read_full_day
from chamber.cli.output import data, done, emit, say, show_table
from chamber.i18n import N_, _


@group(N_("The working calendar: holidays, make-up days, years loaded from a file"))
def calendar() -> None:
    pass


@calendar.command("load", help=N_("Load a year from a csv of date,works (1 or 0)"))
@argument("file", type=click.Path(path_type=Path))
@json_option
@pass_session
def load(session: Session, file: Path, as_json: bool) -> None:
    outcome = calendar_file.load(session.ws, file)
    done(outcome, _("The calendar of {years} counts from now on.").format(years=outcome.code), as_json)


@calendar.command("list", help=N_("Which years were loaded"))
@json_option
@pass_session
def listing(session: Session, as_json: bool) -> None:
    found = calendars.loaded(session.ws)
    if as_json:
        emit([{"year": one.year, "source": one.source, "days": one.days} for one in found])
    elif found:
        rows = [(str(one.year), one.source, str(one.days)) for one in found]
        show_table([_("Year"), _("File"), _("Days")], rows, ["right", "left", "right"])
    else:
        say(_("No year was loaded; the calendar that ships with the program counts."))


@calendar.command("day", help=N_("Whether people work on a day, and which day comes some working days later"))
@argument("day")
@option("--plus", type=WholeNumber(0, 3660), default=0, help=N_("Working days after it; the day itself not counted"))
@json_option
@pass_session
def day(session: Session, day: str, plus: int, as_json: bool) -> None:
    start = read_full_day(session.ws, day)
    known = calendars.calendar(session.ws)
    works = known.is_workday(start)
    later = known.add_workdays(start, plus)
    if as_json:
        emit(
            {
                "day": start.isoformat(),
                "works": works,
                "estimated": later.estimated,
                "plus": plus,
                "due": later.on.isoformat(),
            }
        )
        return
    mark = f" ({_('estimated')})" if later.estimated else ""
    data(f"{start}  {_('working day') if works else _('day off')}{mark}")
    if plus:
        data(f"+{plus}  {later.on}{mark}")
