"""`chamber member`: enterprises and their membership."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chamber.cli.base import Option, Session, argument, group, json_option, option, pass_session, yes_option
from chamber.cli.fields import read_day, read_values
from chamber.cli.files import add_file_verbs
from chamber.cli.later import later
from chamber.cli.output import done
from chamber.cli.records import Noun, add_verbs, find_id, show_record
from chamber.cli.related import show_related
from chamber.entity import entity_of
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber import records
    from chamber.members import service
    from chamber.outcome import Outcome
    from chamber.workspace import Workspace
else:
    service = later("chamber.members.service")
    records = later("chamber.records")


@group(N_("Members and other enterprises"))
def member() -> None:
    pass


def _add(ws: Workspace, enterprise: dict[str, Any], membership: dict[str, Any], given: Mapping[str, Any]) -> Outcome:
    if given["no_membership"]:
        return records.add(ws, "enterprise", enterprise)
    return service.admit(ws, enterprise, membership)


def _edit(ws: Workspace, enterprise_id: int, enterprise: dict[str, Any], membership: dict[str, Any]) -> Outcome:
    return service.edit_member(ws, enterprise_id, enterprise, membership)


def _document(ws: Workspace, enterprise_id: int) -> dict[str, Any]:
    found = service.detail(ws, enterprise_id)
    document: dict[str, Any] = entity_of("enterprise").to_json(found.enterprise)
    if found.membership:
        membership = entity_of("membership").to_json(found.membership)
        membership.pop("enterprise", None)
        document |= {"number": found.membership.number, "status": found.membership.status, "membership": membership}
    return document | {
        "posts": [entity_of("post").to_json(post) for post in found.posts],
        "contacts": [
            entity_of("person").to_json(person, ("code", "name", "position", "mobiles")) for person in found.contacts
        ],
        "attendance": [
            entity_of("attendance").to_json(guest, ("event", "name", "role", "presence")) for guest in found.guests
        ],
        "leads": [entity_of("lead").to_json(lead, ("code", "project", "stage")) for lead in found.leads],
    }


def _more(ws: Workspace, enterprise_id: int) -> None:
    found = service.detail(ws, enterprise_id)
    if found.membership:
        show_record(found.membership, ("enterprise",))
    show_related("post", found.posts, ("title", "person", "term", "since"))
    show_related("person", found.contacts, ("code", "name", "position", "mobiles"))
    show_related("attendance", found.guests, ("event", "name", "role", "presence"))
    show_related("lead", found.leads, ("code", "project", "amount", "stage"))
    show_related("activity", found.log, ("at", "how", "text"))


_NO_MEMBERSHIP = Option(["--no-membership"], is_flag=True, help=N_("An enterprise that is not a member"))

add_verbs(
    member,
    Noun(
        "enterprise",
        "member",
        also="membership",
        add=_add,
        add_options=(_NO_MEMBERSHIP,),
        edit=_edit,
        document=_document,
        more=_more,
    ),
)


@member.command("admit", help=N_("Make an enterprise on file a member"))
@argument("which", metavar="CODE|NAME")
@option("--on", metavar="DATE", help=N_("On which day (today)"))
@json_option
@pass_session
def admit(session: Session, which: str, on: str | None, as_json: bool) -> None:
    enterprise_id = find_id(session.ws, "enterprise", which)
    outcome = service.enrol(session.ws, enterprise_id, {"joined_on": read_day(session.ws, on)} if on else None)
    done(outcome, _("Admitted: {code}").format(code=outcome.code), as_json)


@member.command("renew", help=N_("In good standing again"))
@argument("which", metavar="CODE|NAME")
@json_option
@pass_session
def renew(session: Session, which: str, as_json: bool) -> None:
    outcome = service.renew(session.ws, find_id(session.ws, "enterprise", which))
    done(outcome, _("Renewed: {code}").format(code=outcome.code), as_json)


@member.command("leave", help=N_("A member leaves; the number stays theirs"))
@argument("which", metavar="CODE|NAME")
@option("--on", metavar="DATE", help=N_("On which day (today)"))
@option("--expelled", is_flag=True, help=N_("By decision of the chamber"))
@yes_option
@json_option
@pass_session
def leave(session: Session, which: str, on: str | None, expelled: bool, yes: bool, as_json: bool) -> None:
    enterprise_id = find_id(session.ws, "enterprise", which)
    day = read_day(session.ws, on) if on else None
    session.confirm(_("{name} leaves the chamber?").format(name=which), yes)
    outcome = service.leave(session.ws, enterprise_id, on=day, expelled=expelled)
    done(outcome, _("Left: {code}").format(code=outcome.code), as_json)


@member.command("post", help=N_("Record an office held in the chamber, such as 副会长"))
@argument("which", metavar="CODE|NAME")
@argument("title")
@option("--term", metavar="TEXT", default="", help=N_("Which term, such as 第二届"))
@option("--person", metavar="CODE|NAME", default="", help=N_("Who holds it"))
@option("--since", metavar="DATE", default="", help=N_("Since when"))
@json_option
@pass_session
def post(session: Session, which: str, title: str, term: str, person: str, since: str, as_json: bool) -> None:
    ws = session.ws
    texts = {"title": title, "term": term, "enterprise": which, "person": person, "since": since}
    with ws.read() as reader:
        values = read_values(ws, reader, "post", {name: text for name, text in texts.items() if text}, as_json)
    done(records.add(ws, "post", values), _("{name} is now {value}").format(name=which, value=values["title"]), as_json)


add_file_verbs(member, "enterprise", N_("Keep where a contract or another file lies"))
