"""`chamber setup`: the chamber's own record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from chamber.cli.base import Command, Option, Session
from chamber.cli.fields import given_texts, options_of, read_values, set_option
from chamber.cli.later import later
from chamber.cli.output import done, emit, say
from chamber.cli.records import show_record
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber import records
    from chamber.setup import service
    from chamber.workspace import Workspace
else:
    records = later("chamber.records")
    service = later("chamber.setup.service")


def _run(assigned: tuple[str, ...], as_json: bool, **given: Any) -> None:
    session = click.get_current_context().find_object(Session)
    if session is None:
        return
    ws = session.ws
    texts = given_texts("chamber", given, assigned)
    if not texts and session.interactive and not as_json:
        texts = _asked(ws)
    if texts:
        with ws.read() as reader:
            values = read_values(ws, reader, "chamber", texts, quiet=as_json)
        outcome = service.save_chamber(ws, values)
        if not as_json:
            done(outcome, _("The chamber's record is kept."), False)
            return
    record = service.chamber_record(ws)
    if as_json:
        emit(entity_of("chamber").to_json(record) if record else {})
    elif record:
        show_record(record)
    else:
        say(_("Not set up yet. Say: chamber setup --name NAME --home-division CITY"))


def _asked(ws: Workspace) -> dict[str, str]:
    """Ask for each field, what is there now being the default; a refused answer is asked for again."""
    record = service.chamber_record(ws)
    texts: dict[str, str] = {}
    for field in entity_of("chamber").editable:
        now = field.kind.show(getattr(record, field.name)) if record else field.kind.show(field.default)
        words = f"{_(field.label)} ({_(field.help)})" if field.help else _(field.label)
        while True:
            texts[field.name] = click.prompt(words, default=now, show_default=bool(now), err=True)
            try:
                with ws.read() as reader:
                    records.parse_values(ws, reader, "chamber", {field.name: texts[field.name]})
            except Invalid as error:
                say(error.fields[field.name])
                continue
            if texts[field.name] or not field.required:
                break
    return texts


setup = Command(
    "setup",
    params=[
        *options_of("chamber"),
        set_option(),
        Option(["--json", "as_json"], is_flag=True, help=N_("One JSON document on stdout")),
    ],
    callback=_run,
    help=N_("The chamber's own record: name, home city, who reports"),
)
