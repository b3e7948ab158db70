"""`chamber event`: gatherings, and the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from chamber.cli import listing
from chamber.cli.base import Command, Option, Session, argument, group, json_option, option, pass_session, yes_option
from chamber.cli.commands import event_work
from chamber.cli.fields import given_texts, options_of, read_values, set_option
from chamber.cli.later import later
from chamber.cli.output import data, done, emit, say, show_table, tell_undo, warn
from chamber.cli.records import Noun, add_verbs, find_id
from chamber.cli.related import show_related
from chamber.entity import entity_of
from chamber.events.record import ROLES
from chamber.i18n import N_, _, language

if TYPE_CHECKING:
    from chamber.events import desk, service
    from chamber.workspace import Workspace
else:
    desk = later("chamber.events.desk")
    service = later("chamber.events.service")


@group(N_("Events, and signing guests in"))
def event() -> None:
    pass


def _document(ws: Workspace, event_id: int) -> dict[str, Any]:
    found = service.detail(ws, event_id)
    turnout = found.turnout
    document: dict[str, Any] = entity_of("event").to_json(found.event)
    return document | {
        "attendance": {
            "listed": turnout.listed,
            "invited": turnout.invited,
            "accepted": turnout.accepted,
            "came": turnout.came,
            "walk_ins": turnout.walk_ins,
            "absent": turnout.absent,
            "excused": turnout.excused,
        },
        "policies": [entity_of("policy").to_json(policy, ("code", "title")) for policy in found.policies],
        "leads": [entity_of("lead").to_json(lead, ("code", "project", "stage")) for lead in found.leads],
    }


def _more(ws: Workspace, event_id: int) -> None:
    found = service.detail(ws, event_id)
    turnout, lang = found.turnout, language()
    data("")
    words = _(
        "{listed} on the list, {invited} invited, {came} came ({walk_ins} at the door), {absent} stayed away, {excused} excused"
    )
    data(
        words.format(
            listed=turnout.listed,
            invited=turnout.invited,
            came=turnout.came,
            walk_ins=turnout.walk_ins,
            absent=turnout.absent,
            excused=turnout.excused,
        )
    )
    if len(turnout.by_role) > 1:
        rows = [
            ((ROLES.get(role, role) if lang == "en" else role) or "-", str(listed), str(came))
            for role, (listed, came) in turnout.by_role.items()
        ]
        show_table([_("Role"), _("On the list"), _("Came")], rows, ["left", "right", "right"])
    show_related("policy", found.policies, ("code", "title", "kind"))
    show_related("lead", found.leads, ("code", "kind", "project", "amount", "stage"))


add_verbs(event, Noun("event", "event", document=_document, more=_more))


@event.command("checkin", help=N_("Sign a guest in by name, initials or the tail of a phone"))
@argument("which", metavar="CODE")
@argument("text")
@option("--on-file", is_flag=True, help=N_("When nobody on the list fits: a contact of yours, as a walk-in"))
@json_option
@pass_session
def checkin(session: Session, which: str, text: str, on_file: bool, as_json: bool) -> None:
    sign_in = desk.check_in_any if on_file else service.check_in
    found = sign_in(session.ws, find_id(session.ws, "event", which), text)
    guest = found.guest
    if as_json:
        emit({"name": guest.name, "unit": guest.unit, "again": found.again, "action": found.outcome.action})
        return
    warn(found.outcome.problems)
    if not found.again:
        say(_("Signed in: {name}").format(name=" ".join(filter(None, (guest.name, guest.unit, guest.position)))))
        tell_undo(found.outcome.action)


@event.command("uninvite", help=N_("Take a guest off the list of an event"))
@argument("which", metavar="CODE")
@argument("text")
@yes_option
@json_option
@pass_session
def uninvite(session: Session, which: str, text: str, yes: bool, as_json: bool) -> None:
    guest = service.one_guest(session.ws, find_id(session.ws, "event", which), text)
    shown = " ".join(filter(None, (guest.name, guest.unit)))
    session.confirm(_("Remove {names}?").format(names=shown), yes)
    done(service.remove_guest(session.ws, guest.id), _("Removed: {names}").format(names=shown), as_json)


@event.command("guests", help=N_("Who is on the list of an event"))
@argument("which", metavar="CODE")
@json_option
@pass_session
def guests(session: Session, which: str, as_json: bool) -> None:
    event_id = find_id(session.ws, "event", which)
    with session.ws.read() as reader:
        code = reader.row("event", event_id)
    wanted = listing.Wanted(where=(f"event={code['code'] if code else which}",))
    listing.show(session.ws, "attendance", wanted, as_json)


def _guest() -> Command:
    def run(
        which: str, name: str, walk_in: bool, twice: bool, assigned: tuple[str, ...], as_json: bool, **given: Any
    ) -> None:
        session = click.get_current_context().find_object(Session)
        if session is None:
            return
        event_id = find_id(session.ws, "event", which)
        with session.ws.read() as reader:
            texts = given_texts("attendance", given, assigned) | {"name": name}
            values = read_values(session.ws, reader, "attendance", texts, quiet=as_json)
        outcome = service.add_guest(session.ws, event_id, values, walk_in=walk_in, twice=twice)
        done(outcome, _("On the list: {name}").format(name=name), as_json)

    parameters: list[click.Parameter] = [
        click.Argument(["which"], metavar="CODE"),
        click.Argument(["name"]),
        Option(["--walk-in"], is_flag=True, help=N_("Came without being on the list")),
        Option(["--twice"], is_flag=True, help=N_("Somebody else with the same name or phone")),
        *options_of("attendance", leave_out=("name",)),
        set_option(),
        Option(["--json", "as_json"], is_flag=True, help=N_("One JSON document on stdout")),
    ]
    return Command("guest", params=parameters, callback=run, help=N_("Put a guest on the list of an event"))


event.add_command(_guest())
event_work.add_to(event)
