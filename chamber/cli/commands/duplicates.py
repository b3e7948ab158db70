"""`chamber duplicates` and `chamber merge`: what may be the same, saying that it is not, and making one of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from chamber.cli.base import Session, WholeNumber, argument, command, json_option, option, pass_session
from chamber.cli.later import later
from chamber.cli.output import done, emit, say, show_table
from chamber.cli.records import find_id
from chamber.errors import Usage
from chamber.finding import kind_named
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber.duplicates import merging, service
    from chamber.leads import joining
else:
    service = later("chamber.duplicates.service")
    merging = later("chamber.duplicates.merging")
    joining = later("chamber.leads.joining")

_KINDS = {"members": "enterprise", "contacts": "person"}


@command(N_("Members or contacts that may be one and the same, the surest first"))
@argument("what", type=click.Choice(tuple(_KINDS)))
@option("--different", nargs=2, metavar="A B", help=N_("Remember that these two are not the same"))
@option("--certain", is_flag=True, help=N_("Only those that leave no doubt"))
@option("--limit", type=WholeNumber(1), default=None, help=N_("At most so many"))
@json_option
@pass_session
def duplicates(
    session: Session, what: str, different: tuple[str, str] | None, certain: bool, limit: int | None, as_json: bool
) -> None:
    entity = _KINDS[what]
    if different:
        left, right = (find_id(session.ws, entity, text) for text in different)
        done(service.call_different(session.ws, entity, left, right), _("They are not proposed again."), as_json)
        return
    found = service.pairs(session.ws, entity)
    shown = [one for one in found if not certain or one.verdict.tier == "certain"][:limit]
    if as_json:
        emit([one.to_json() for one in shown])
        return
    if not shown:
        say(_("No duplicates found."))
        return
    rows = [
        (str(one.score), one.left_code, one.left_title, one.right_code, one.right_title, one.reasons) for one in shown
    ]
    show_table([_("Score"), _("Code"), _("This one"), _("Code"), _("That one"), _("Why")], rows, ["right"])
    if len(shown) < len(found):
        say(_("{count} of {all} pairs are shown.").format(count=len(shown), all=len(found)))
    noun = "member" if entity == "enterprise" else "contact"
    say(_("To make one of two: chamber merge {kind} KEEP DROP").format(kind=noun))


@command(N_("Make one record of two: KEEP stays and takes over what hangs on DROP"))
@argument("kind", metavar="member|contact|lead")
@argument("keep")
@argument("drop")
@option("--take", multiple=True, metavar="FIELD=keep|drop|both", help=N_("Whose value a field has afterwards"))
@option("--note", default="", help=N_("Why (leads)"))
@option("--dry-run", is_flag=True, help=N_("Only show the fields in which they differ and what would be taken"))
@json_option
@pass_session
def merge(
    session: Session, kind: str, keep: str, drop: str, take: tuple[str, ...], note: str, dry_run: bool, as_json: bool
) -> None:
    entity = kind_named(kind)
    if entity not in (*service.KINDS, "lead"):
        raise Usage(N_("Only members, contacts and leads can be merged."))
    keep_id, drop_id = find_id(session.ws, entity, keep), find_id(session.ws, entity, drop)
    if dry_run:
        _show_choices(session, entity, keep_id, drop_id, as_json)
        return
    if entity == "lead":
        if take:
            raise Usage(N_("--take is for members and contacts."))
        outcome = joining.merge(session.ws, keep_id, drop_id, note=note)
    else:
        outcome = merging.merge(session.ws, entity, keep_id, drop_id, dict(_assigned(one) for one in take))
    done(outcome, _("Merged: {drop} is now part of {keep}").format(drop=drop, keep=keep), as_json)


def _assigned(text: str) -> tuple[str, str]:
    name, mark, said = text.replace("＝", "=").partition("=")
    if not mark:
        raise Usage(N_("Write it as FIELD=keep, FIELD=drop or FIELD=both: {text}"), text=text)
    return name.strip(), said.strip().lower()


def _show_choices(session: Session, entity: str, keep_id: int, drop_id: int, as_json: bool) -> None:
    found = merging.choices(session.ws, entity, keep_id, drop_id)
    if as_json:
        emit([{"field": one.field.name, "keep": one.keep, "drop": one.drop, "take": str(one.usual)} for one in found])
        return
    rows = [(one.field.name, _(one.field.label), one.keep, one.drop, str(one.usual)) for one in found]
    show_table([_("Field name"), "", _("This one"), _("That one"), _("Taken")], rows)
    say(_("Nothing was changed."))
