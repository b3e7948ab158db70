"""`chamber consent`: who agreed that which office may have their data, and who took it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from chamber.cli import listing, many
from chamber.cli.base import Command, Option, Session, WholeNumber, argument, group, json_option, option, pass_session
from chamber.cli.fields import given_texts, options_of, read_day, read_values, set_option
from chamber.cli.later import later
from chamber.cli.output import data, done, emit, say, show_table
from chamber.cli.records import find_id, show_record
from chamber.entity import entity_of
from chamber.errors import NotFound, Usage
from chamber.i18n import N_, _, language, ngettext_

if TYPE_CHECKING:
    from chamber import lists, records
    from chamber.privacy import service
    from chamber.privacy.disclosures import Disclosure
else:
    lists = later("chamber.lists")
    records = later("chamber.records")
    service = later("chamber.privacy.service")


@group(N_("Who agreed that which office may have their name and phone"))
def consent() -> None:
    pass


def _add() -> Command:
    def run(
        which: tuple[str, ...],
        found_by: tuple[str, ...],
        where: tuple[str, ...],
        dry_run: bool,
        yes: bool,
        not_separate: bool,
        assigned: tuple[str, ...],
        as_json: bool,
        **given: Any,
    ) -> None:
        session = click.get_current_context().find_object(Session)
        if session is None:
            return
        ws = session.ws
        texts = given_texts("consent", given, assigned)
        office = texts.pop("office", "")
        if not office:
            raise Usage(N_("Say for which office: --office NAME"))
        office_id = find_id(ws, "office", office)
        if bool(which) == bool(found_by or where):
            raise Usage(N_("Name the people, or give --filter or --where: not both."))
        people = [find_id(ws, "person", one) for one in which]
        if not which:
            people = list(lists.window(ws, "person", listing.asked(ws, "person", found_by, where), most=lists.ALL).ids)
            if dry_run or not people:
                many.nothing_changed(len(people), as_json)
                return
            question = ngettext_(
                "Record the consent of {count} person for {office}?",
                "Record the consent of {count} people for {office}?",
                len(people),
            )
            session.confirm(question.format(count=f"{len(people):,}", office=office), yes)
        with ws.read() as reader:
            values = read_values(ws, reader, "consent", texts, quiet=as_json)
        if not_separate:
            values["separate"] = False
        tell_recorded(service.record(ws, people, office_id, values), as_json)

    parameters: list[click.Parameter] = [
        click.Argument(["which"], metavar="[PERSON]...", nargs=-1),
        Option(["--filter", "found_by"], multiple=True, metavar="FILTER", help=N_("All that a filter in words finds")),
        Option(["--where"], multiple=True, metavar="FIELD=VALUE", help=N_("All with this value; may be repeated")),
        Option(["--dry-run"], is_flag=True, help=N_("Change nothing, only say how many it would be")),
        Option(["--yes", "-y"], is_flag=True, help=N_("Don't ask, go ahead")),
        *options_of("consent", leave_out=("person", "withdrawn_on", "separate")),
        Option(["--not-separate"], is_flag=True, help=N_("Agreed only in general, not to this office: frees nothing")),
        set_option(),
        Option(["--json", "as_json"], is_flag=True, help=N_("One JSON document on stdout")),
    ]
    return Command("add", params=parameters, callback=run, help=N_("Record that people agreed, today unless told"))


consent.add_command(_add())


def tell_recorded(found: service.Recorded, as_json: bool) -> None:
    """Say who agreed now and who had before."""
    if as_json:
        ids = list(found.outcome.changed.get("consent", ()))
        emit({"given": list(found.given), "before": list(found.before), "ids": ids, "action": found.outcome.action})
        return
    said = _("Consents recorded ({count}): {names}")
    done(found.outcome, said.format(count=len(found.given), names=service.some_of(found.given)), False)


@consent.command("list", help=N_("List consents"))
@option("--person", metavar="NAME", help=N_("Only this person's"))
@option("--office", metavar="NAME", help=N_("Only those for this office"))
@option("--in-force", is_flag=True, help=N_("Only those not withdrawn"))
@json_option
@pass_session
def list_(session: Session, person: str | None, office: str | None, in_force: bool, as_json: bool) -> None:
    ws = session.ws
    conditions = [
        lists.Condition(column, "=", find_id(ws, entity, text))
        for column, entity, text in (("person_id", "person", person), ("office_id", "office", office))
        if text
    ]
    if in_force:
        conditions.append(lists.Condition("withdrawn_on", "empty"))
    window = lists.window(ws, "consent", conditions)
    if as_json:
        with ws.read() as reader:
            emit([_document(one) for one in records.get_many(reader, "consent", list(window.ids))])
        return
    columns = lists.default_columns("consent")
    rows = [(str(row.id), *row.cells) for row in lists.page(ws, window, 0, len(window))]
    show_table([_("No."), *(one.label for one in columns)], rows)


def _document(one: Any) -> dict[str, Any]:
    return {"id": one.id, **entity_of("consent").to_json(one)}


def _consent(session: Session, number: int) -> Any:
    with session.ws.read() as reader:
        found = records.get_many(reader, "consent", [number])
    if not found:
        raise NotFound(N_("There is no consent {number}."), number=number, hint=N_("`chamber consent list` has them."))
    return found[0]


@consent.command("show", help=N_("Show one by its number, and to whom the person's data went"))
@argument("number", type=WholeNumber())
@json_option
@pass_session
def show(session: Session, number: int, as_json: bool) -> None:
    from chamber.privacy.disclosures import disclosures

    found = _consent(session, number)
    with session.ws.read() as reader:
        told = [one for one in disclosures(reader, found.person.id) if one.office_id == found.office.id]
    if as_json:
        emit(_document(found) | {"received": [one.to_json() for one in told]})
        return
    show_record(found)
    show_disclosures(told)


def show_disclosures(told: Sequence[Disclosure]) -> None:
    """To whom data went, as a table; nothing when it went nowhere."""
    if not told:
        return
    from chamber import clock

    data("")
    data(_("Went to"))
    lang = language()
    kind = entity_of("consent").field("categories").kind
    rows = [
        (
            clock.to_the_minute(one.at),
            one.to,
            one.what_in_words,
            kind.show(one.categories, lang) or _("masked"),
            one.received_by,
        )
        for one in told
    ]
    show_table([_("When"), _("To"), _("List or table"), _("Readable"), _("Received by")], rows)


@consent.command("withdraw", help=N_("A person takes it back: the next list says so, and you see who has the data"))
@argument("which", metavar="PERSON|NUMBER")
@option("--office", metavar="NAME", help=N_("Only for this office; else for all"))
@option("--on", metavar="DATE", help=N_("The day; else today"))
@json_option
@pass_session
def withdraw(session: Session, which: str, office: str | None, on: str | None, as_json: bool) -> None:
    ws = session.ws
    day = read_day(ws, on) if on else None
    if which.isdigit() and not office:
        found = service.withdraw_these(ws, [_consent(session, int(which)).id], day)
    else:
        person_id = find_id(ws, "person", which)
        found = service.withdraw(ws, person_id, find_id(ws, "office", office) if office else None, day)
    if as_json:
        received = [one.to_json() for one in found.received]
        emit({"person": found.person, "received": received, "action": found.outcome.action})
        return
    done(found.outcome, _("Withdrawn: {name}").format(name=found.person), False)
    if found.received:
        say(_("These have the data and are told with the next list (撤回):"))
        show_disclosures(found.received)
