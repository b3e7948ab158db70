"""`chamber search`: anything, by whatever is known of it. What is asked plainly is answered by `chamber.cli.quick`."""

from __future__ import annotations

from chamber.cli.base import Session, WholeNumber, argument, command, json_option, option, pass_session
from chamber.cli.hits import show_hits
from chamber.finding import search as find
from chamber.i18n import N_


@command(N_("Find anything: names, pinyin, initials, phone and code fragments"))
@argument("text")
@option("--kind", metavar="KIND", default="", help=N_("Only member, contact, event, lead, office or policy"))
@option("--limit", type=WholeNumber(1, 1000), default=20, help=N_("At most so many"))
@json_option
@pass_session
def search(session: Session, text: str, kind: str, limit: int, as_json: bool) -> None:
    show_hits(find(session.ws, text, kind=kind, limit=limit), text, as_json)
