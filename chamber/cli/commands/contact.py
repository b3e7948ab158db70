"""`chamber contact`: people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chamber.cli.base import Session, argument, group, json_option, option, pass_session, yes_option
from chamber.cli.later import later
from chamber.cli.output import data, emit, say, show_fields
from chamber.cli.records import Noun, add_verbs, find_id
from chamber.cli.related import show_related
from chamber.entity import entity_of
from chamber.i18n import N_, _, listed

if TYPE_CHECKING:
    from chamber.members import service
    from chamber.workspace import Workspace
else:
    service = later("chamber.members.service")


@group(N_("People"))
def contact() -> None:
    pass


def _document(ws: Workspace, person_id: int) -> dict[str, Any]:
    found = service.person_detail(ws, person_id)
    return entity_of("person").to_json(found.person) | {
        "posts": [entity_of("post").to_json(post) for post in found.posts],
        "attendance": [entity_of("attendance").to_json(guest) for guest in found.guests],
        "leads": [entity_of("lead").to_json(lead, ("code", "project", "stage")) for lead in found.leads],
    }


def _more(ws: Workspace, person_id: int) -> None:
    found = service.person_detail(ws, person_id)
    show_related("post", found.posts, ("title", "term", "since", "until"))
    show_related("attendance", found.guests, ("event", "role", "presence"))
    show_related("lead", found.leads, ("code", "project", "stage"))


add_verbs(contact, Noun("person", "person", document=_document, more=_more))


@contact.command("data", help=N_("Everything kept about a person and to whom it went, for the person on request"))
@argument("which", metavar="CODE|NAME")
@option(
    "-o", "--output", "path", metavar="PATH", type=click.Path(path_type=Path), help=N_("Write it to a .docx or .json")
)
@json_option
@pass_session
def data_of(session: Session, which: str, path: Path | None, as_json: bool) -> None:
    from chamber.privacy import subject

    ws = session.ws
    person_id = find_id(ws, "person", which)
    if path is not None:
        written = str(subject.write_held(ws, person_id, path))
        if as_json:
            emit({"path": written})
        else:
            data(written)
        return
    if as_json:
        emit(subject.held(ws, person_id))
        return
    for title, found in subject.lines(ws, person_id):
        data(f"{title} ({len(found)})")
        for texts in found:
            show_fields(texts)
            data("")


@contact.command("erase", help=N_("Erase what is kept of a person, in the journal and in sent lists too; for good"))
@argument("which", metavar="CODE|NAME")
@yes_option
@json_option
@pass_session
def erase(session: Session, which: str, yes: bool, as_json: bool) -> None:
    from chamber.cli.commands.consent import show_disclosures
    from chamber.privacy import erasure
    from chamber.records import title_of

    ws = session.ws
    person_id = find_id(ws, "person", which)
    with ws.read() as reader:
        name = title_of(reader, "person", person_id)
    question = _("Erase {name} for good? Nothing brings it back.").format(name=name)
    session.confirm(f"{question} {_(erasure.NOT_REACHED)}", yes)
    found = erasure.erase(ws, person_id)
    if as_json:
        emit(found.to_json())
        return
    say(found.told())
    if found.received:
        say(_(erasure.RECEIVED))
        show_disclosures(found.received)
    if found.masked:
        say(_("Masked in the texts and the log of these leads: {codes}").format(codes=listed(found.masked)))
    if found.mentions:
        say(_("These still name the person; look at them: {codes}").format(codes=listed(found.mentions)))
    if found.backups:
        say(_(erasure.BACKUPS))
        for path in found.backups:
            say(f"  {path}")
