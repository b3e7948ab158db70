"""`chamber search`: anything, by whatever is known of it."""

from __future__ import annotations

import click

from chamber.cli.base import Session, argument, command, json_option, option, pass_session
from chamber.cli.output import emit, say, show_table
from chamber.finding import NOUNS
from chamber.finding import search as find
from chamber.i18n import N_, _


@command(N_("Find anything: names, pinyin, initials, phone and code fragments"))
@argument("text")
@option("--kind", metavar="KIND", default="", help=N_("Only member, contact, event, lead, office or policy"))
@option("--limit", type=click.IntRange(1, 1000), default=20, help=N_("At most so many"))
@json_option
@pass_session
def search(session: Session, text: str, kind: str, limit: int, as_json: bool) -> None:
    hits = find(session.ws, text, kind=kind, limit=limit)
    if as_json:
        emit([hit.to_json() for hit in hits])
        return
    if not hits:
        say(_("Nothing found for {text}.").format(text=text))
        return
    rows = [(_(NOUNS[hit.kind][1]), hit.code, hit.title, hit.detail, hit.matched) for hit in hits]
    show_table([_("Kind"), _("Code"), _("Name"), _("About"), _("Found by")], rows)
