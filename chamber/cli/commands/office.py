"""`chamber office`: liaison offices and others that receive lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chamber.cli.base import Group, Session, argument, group, json_option, option, pass_session
from chamber.cli.later import later
from chamber.cli.output import data, done, emit, show_table
from chamber.cli.records import Noun, add_verbs, find_id
from chamber.cli.related import show_related
from chamber.entity import entity_of
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber.offices import officers, service
    from chamber.workspace import Workspace
else:
    officers = later("chamber.offices.officers")
    service = later("chamber.offices.service")

_DELIVERY = ("number", "mode", "rows", "new", "changed", "withdrawn", "stalled", "status", "made_at")


@group(N_("Liaison offices and others that receive lists"))
def office() -> None:
    pass


def _document(ws: Workspace, office_id: int) -> dict[str, Any]:
    found = service.detail(ws, office_id)
    document: dict[str, Any] = entity_of("office").to_json(found.office)
    return document | {
        "leads": found.leads,
        "deliveries": [entity_of("delivery").to_json(one, _DELIVERY) for one in found.deliveries],
        "consents": [entity_of("consent").to_json(one) for one in found.consents],
    }


def _more(ws: Workspace, office_id: int) -> None:
    found = service.detail(ws, office_id)
    data("")
    data(_("Leads it may have now: {count}").format(count=found.leads))
    show_related("delivery", found.deliveries, _DELIVERY)
    show_related("consent", found.consents, ("person", "categories", "obtained_on", "withdrawn_on"))


add_verbs(office, Noun("office", "office", document=_document, more=_more))


@office.group("officer", cls=Group, help=N_("Liaison officers who run the program themselves"))
def officer() -> None:
    pass


@officer.command(
    "add", help=N_("Register a user name as an officer: with it the program shows this office's leads only")
)
@argument("which", metavar="OFFICE")
@argument("user")
@option("--name", metavar="NAME", default="", help=N_("What people call them"))
@json_option
@pass_session
def add_officer(session: Session, which: str, user: str, name: str, as_json: bool) -> None:
    outcome = officers.register(session.ws, find_id(session.ws, "office", which), user, name)
    done(
        outcome,
        _("{user} is an officer now; they start the program with: chamber --user {user}").format(user=user),
        as_json,
    )


@officer.command("list", help=N_("List the officers of all offices, or of one"))
@argument("which", metavar="[OFFICE]", required=False)
@json_option
@pass_session
def list_officers(session: Session, which: str | None, as_json: bool) -> None:
    office_id = find_id(session.ws, "office", which) if which else None
    found = [one for one in officers.everybody(session.ws) if office_id in (None, one.office_id)]
    if as_json:
        emit([{"user": one.user, "name": one.name, "office": one.office} for one in found])
        return
    show_table([_("User name"), _("Name"), _("Office")], [(one.user, one.name, one.office) for one in found])


@officer.command("remove", help=N_("The user name is no officer any more"))
@argument("which", metavar="OFFICE")
@argument("user")
@json_option
@pass_session
def remove_officer(session: Session, which: str, user: str, as_json: bool) -> None:
    outcome = officers.dismiss(session.ws, find_id(session.ws, "office", which), user)
    done(outcome, _("{user} is no officer any more.").format(user=user), as_json)
