"""`chamber view`: filters, orders and columns kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chamber.cli import listing
from chamber.cli.base import Session, argument, group, json_option, option, pass_session
from chamber.cli.later import later
from chamber.cli.output import done, emit, say, show_table
from chamber.finding import NOUNS, kind_named
from chamber.i18n import N_, _, listed

if TYPE_CHECKING:
    from chamber import columns as written_columns
    from chamber import views
else:
    views = later("chamber.views")
    written_columns = later("chamber.columns")

_list_option = option("--list", "of", metavar="KIND", default="", help=N_("Of which list: member, lead, contact ..."))


@group(N_("Saved views: filters, orders and columns kept under a name"))
def view() -> None:
    pass


@view.command("add", help=N_("Save a filter, its order and columns under a name; one of that name is replaced"))
@argument("name")
@argument("filter", nargs=-1, metavar="[FILTER...]")
@option("--list", "of", metavar="KIND", required=True, help=N_("Of which list: member, lead, contact ..."))
@option("--sort", metavar="FIELD", default="", help=N_("Order by a field"))
@option("--descending", is_flag=True, help=N_("The largest or latest first"))
@option("--columns", metavar="FIELD,FIELD", default="", help=N_("Which columns, and in what order"))
@json_option
@pass_session
def add(
    session: Session,
    name: str,
    filter: tuple[str, ...],
    of: str,
    sort: str,
    descending: bool,
    columns: str,
    as_json: bool,
) -> None:
    outcome = views.keep(session.ws, name, kind_named(of), " ".join(filter), sort, descending, columns)
    done(outcome, _("Saved: {name}").format(name=outcome.code), as_json)


@view.command("list", help=N_("Which views there are"))
@_list_option
@json_option
@pass_session
def list_views(session: Session, of: str, as_json: bool) -> None:
    found = views.saved(session.ws, kind_named(of) if of else "")
    if as_json:
        emit([one.to_json() for one in found])
        return
    rows = [(one.name, _(NOUNS[one.view][1]), one.words, one.sort, one.columns) for one in found]
    show_table([_("Name"), _("Kind"), _("Filter"), _("Order"), _("Columns")], rows)


@view.command("show", help=N_("List what a view shows now"))
@argument("name")
@_list_option
@json_option
@pass_session
def show(session: Session, name: str, of: str, as_json: bool) -> None:
    one = views.named(session.ws, name, kind_named(of) if of else "")
    shown = views.opened(session.ws, one)
    if shown.gone:
        say(_("Columns that are not there any more: {names}").format(names=listed(shown.gone)))
    wanted = listing.Wanted(
        filter=(one.words,),
        sort=one.sort or None,
        descending=one.descending,
        columns=written_columns.written(shown.columns),
    )
    listing.show(session.ws, one.view, wanted, as_json)


@view.command("remove", help=N_("Remove a view; the records stay"))
@argument("name")
@_list_option
@json_option
@pass_session
def remove(session: Session, name: str, of: str, as_json: bool) -> None:
    one = views.named(session.ws, name, kind_named(of) if of else "")
    done(views.remove(session.ws, one), _("Removed: {names}").format(names=one.name), as_json)
