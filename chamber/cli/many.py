"""`edit --where …`: one change of all the records a filter finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from chamber.cli import listing
from chamber.cli.base import Option, Session
from chamber.cli.later import later
from chamber.cli.output import done, emit, say
from chamber.cli.telling import on_one_line
from chamber.entity import entity_of
from chamber.errors import Usage
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber import bulk, lists
    from chamber.outcome import Outcome
else:
    bulk = later("chamber.bulk")
    lists = later("chamber.lists")


@dataclass(frozen=True, slots=True)
class Many:
    """Which records, and what of them: `texts` by field name."""

    which: str | None
    filter: Sequence[str]
    where: Sequence[str]
    texts: Mapping[str, str]
    tag: Sequence[str]
    untag: Sequence[str]
    dry_run: bool
    yes: bool


def options(entity: str) -> list[click.Parameter]:
    """The options of a change of many; tags are for records that have them."""
    tags = [
        Option(["--tag"], multiple=True, metavar="TAG", help=N_("Give them a tag")),
        Option(["--untag"], multiple=True, metavar="TAG", help=N_("Take a tag from them")),
    ]
    return [
        Option(["--filter"], multiple=True, metavar="FILTER", help=N_("All that a filter in words finds")),
        Option(["--where"], multiple=True, metavar="FIELD=VALUE", help=N_("All with this value; may be repeated")),
        *(tags if "tags" in entity_of(entity).by_name else ()),
        Option(["--dry-run"], is_flag=True, help=N_("Change nothing, only say how many it would be")),
        Option(["--yes", "-y"], is_flag=True, help=N_("Don't ask, go ahead")),
    ]


def edit(session: Session, entity: str, view: str, wanted: Many, as_json: bool) -> None:
    """Change all that is found, in one action. Raises `Usage`, `Invalid`."""
    if wanted.which is not None:
        raise Usage(N_("Name one record, or give --filter or --where: not both."))
    if not (wanted.filter or wanted.where):
        raise Usage(N_("Name the record to change, or give --filter or --where."))
    tagging = bool(wanted.tag or wanted.untag)
    if tagging == bool(wanted.texts):
        raise Usage(N_("Say what to change: fields, for example --set FIELD=VALUE, or else --tag and --untag."))
    ws = session.ws
    with ws.read() as reader:
        values = bulk.read_many(ws, reader, entity, wanted.texts) if wanted.texts else {}
    ids = list(lists.window(ws, view, listing.asked(ws, view, wanted.filter, wanted.where), most=lists.ALL).ids)
    if wanted.dry_run or not ids:
        nothing_changed(len(ids), as_json)
        return
    question = _("Change {count} {what}?").format(count=f"{len(ids):,}", what=_(entity_of(entity).plural))
    session.confirm(question, wanted.yes)
    with on_one_line() as told:
        if tagging:
            outcome = bulk.tag_many(ws, entity, ids, wanted.tag, wanted.untag, told)
        else:
            outcome = bulk.edit_many(ws, entity, ids, values, told)
    _done(outcome, len(ids), as_json)


def nothing_changed(found: int, as_json: bool) -> None:
    """Say how many were found, of which none was changed."""
    if as_json:
        emit({"found": found, "changed": 0, "action": None})
    else:
        say(_("{count} found; nothing was changed.").format(count=f"{found:,}"))


def _done(outcome: Outcome, found: int, as_json: bool) -> None:
    changed = bulk.count_of(outcome)
    if as_json:
        emit({"found": found, "changed": changed, "action": outcome.action})
        return
    done(outcome, _("{changed} of {found} changed.").format(changed=f"{changed:,}", found=f"{found:,}"), False)
