"""The two verbs of a noun whose records have files: attach and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chamber.cli.base import Group, Session, argument, json_option, option, pass_session
from chamber.cli.later import later
from chamber.cli.output import done, emit, show_table
from chamber.cli.records import find_id
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber import documents
else:
    documents = later("chamber.documents")


def add_file_verbs(group: Group, entity: str, help: str) -> None:
    """Give a noun its `attach` (`help` is a msgid) and `files`."""

    @group.command("attach", help=help)
    @argument("which", metavar="CODE")
    @argument("location", metavar="PATH|URL")
    @option("--title", metavar="TEXT", default="", help=N_("What it is"))
    @json_option
    @pass_session
    def attach(session: Session, which: str, location: str, title: str, as_json: bool) -> None:
        outcome = documents.attach(session.ws, entity, find_id(session.ws, entity, which), location, title=title)
        done(outcome, _("Attached: {path}").format(path=location), as_json)

    @group.command("files", help=N_("The files kept with it"))
    @argument("which", metavar="CODE")
    @json_option
    @pass_session
    def files(session: Session, which: str, as_json: bool) -> None:
        """One whose file is gone or changed is marked."""
        found = documents.documents_of(session.ws, entity, find_id(session.ws, entity, which))
        if as_json:
            emit([{"title": one.title, "location": one.location, "present": one.present} for one in found])
            return
        rows = [(one.title, one.location, "" if one.present else _("missing or changed")) for one in found]
        show_table([_("File title"), _("Where it lies"), ""], rows)
