"""`chamber lead answer`, and what `lead list` and `lead show` are for a liaison officer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from chamber.cli.base import Command, Group, Option, Session
from chamber.cli.fields import options_of, parameter
from chamber.cli.output import done
from chamber.entity import entity_of
from chamber.errors import Usage
from chamber.i18n import N_, _

_FIELDS = ("office_status", "office_handler", "office_unit", "office_progress", "office_date")


def add_to(lead: Group) -> None:
    """Give the noun `lead` its verb for offices, and its officers their view."""
    lead.add_command(_answer())
    _for_officers(lead.commands["list"], _list)
    _for_officers(lead.commands["show"], _show)


def _for_officers(command: click.Command, theirs: Callable[..., None]) -> None:
    """Give a command another way of working for liaison officers."""
    own = command.callback

    def callback(**given: Any) -> None:
        session = click.get_current_context().find_object(Session)
        officer = session.ws.officer if session is not None else None
        if officer is not None:
            theirs(session, officer, **given)
        elif own is not None:
            own(**given)

    command.callback = callback


def _list(session: Session, officer: Any, as_json: bool, **given: Any) -> None:
    from chamber.cli.officers import list_leads

    list_leads(session, officer, given, as_json)


def _show(session: Session, officer: Any, which: str, as_json: bool) -> None:
    from chamber.cli.officers import show_lead

    show_lead(session, officer, which, as_json)


def _answer() -> Command:
    def run(which: str, office: str | None, as_json: bool, **given: Any) -> None:
        from chamber import records
        from chamber.cli.officers import find_office
        from chamber.offices import desk

        session = click.get_current_context().find_object(Session)
        if session is None:
            return
        ws = session.ws
        if ws.officer is None and not office:
            raise Usage(N_("Say which office answers: --office NAME"))
        office_id = find_office(session, office) if office else ws.officer.office_id if ws.officer else 0
        with ws.read() as reader:
            lead_id = desk.lead_of_office(ws, reader, records.get(reader, "office", office_id), which)
        texts = {name: str(given[parameter(name)]) for name in _FIELDS if given.get(parameter(name)) is not None}
        outcome = desk.answer(ws, office_id, lead_id, texts)
        done(outcome, _("Answer written on {code}.").format(code=outcome.code), as_json)

    others = tuple(field.name for field in entity_of("lead").fields if field.name not in _FIELDS)
    parameters: list[click.Parameter] = [
        click.Argument(["which"], metavar="CODE"),
        Option(["--office"], metavar="NAME", help=N_("Which office answers; a liaison officer's own unless named")),
        *options_of("lead", leave_out=others),
        Option(["--json", "as_json"], is_flag=True, help=N_("One JSON document on stdout")),
    ]
    help = N_("Write down what an office answers on a lead, as in the columns of its list")
    return Command("answer", params=parameters, callback=run, help=help)
