"""`chamber backup`, `restore`, `check`: keeping the books safe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamber.cli.base import Session, argument, command, json_option, option, pass_session, yes_option
from chamber.cli.later import later
from chamber.cli.output import data, emit, say
from chamber.cli.telling import on_one_line
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber import backups, checking
else:
    backups = later("chamber.backups")
    checking = later("chamber.checking")


@command(N_("Write a backup: to a file, into a folder, or among your own"))
@argument("path", required=False, type=click.Path(path_type=Path))
@json_option
@pass_session
def backup(session: Session, path: Path | None, as_json: bool) -> None:
    ws = session.ws
    with on_one_line() as told:
        made = backups.backup(ws, path, told)
    if as_json:
        emit(made.to_json())
        return
    data(made.path)
    say(
        _("Backup written and verified: {size} MB, {actions} actions.").format(
            size=made.megabytes, actions=f"{made.actions:,}"
        )
    )


@command(N_("Bring a backup back; what is there now is backed up first"))
@argument("path", type=click.Path(path_type=Path))
@yes_option
@json_option
@pass_session
def restore(session: Session, path: Path, yes: bool, as_json: bool) -> None:
    session.confirm(_("Put {path} in the place of the present database?").format(path=path), yes)
    with on_one_line() as told:
        done = backups.restore(session.database, path, user=session.user, progress=told)
    if as_json:
        emit(done.to_json())
        return
    say(_("Restored: {path}").format(path=path))
    if done.before:
        say(_("What was there before is in {path}").format(path=done.before))


@command(N_("Look whether the database is whole: file, references, journal, search index, documents"))
@option("--repair", is_flag=True, help=N_("Make the search index anew from the records first"))
@json_option
@pass_session
def check(session: Session, repair: bool, as_json: bool) -> int:
    ws = session.ws
    with on_one_line() as told:
        if repair:
            checking.rebuild_search(ws, told)
        found = checking.check(ws, told)
    if as_json:
        emit(found.to_json())
        return 0 if found.is_whole else 1
    for trouble in found.troubles:
        say(str(trouble))
    if found.is_whole:
        say(
            _("All is well: {records} records, {actions} actions.").format(records=found.records, actions=found.actions)
        )
        return 0
    say(
        _("{count} troubles. `chamber check --repair` mends the search index; for the rest, restore a backup.").format(
            count=len(found.troubles)
        )
    )
    return 1
