"""`chamber backup`, `restore`, `check`: keeping the books safe."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from chamber import clock, disk
from chamber.cli.base import Session, argument, command, json_option, option, pass_session, yes_option
from chamber.cli.later import later
from chamber.cli.output import data, emit, say, show_table
from chamber.cli.telling import on_one_line
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber import backups, checking, restoring
else:
    backups = later("chamber.backups")
    checking = later("chamber.checking")
    restoring = later("chamber.restoring")


@command(N_("Write a backup: to a file, into a folder, or among your own"))
@argument("path", required=False, type=click.Path(readable=False))
@option("--list", "listing", is_flag=True, help=N_("Which backups are kept, the newest first; writes none"))
@json_option
@pass_session
def backup(session: Session, path: str | None, listing: bool, as_json: bool) -> None:
    if listing:
        _show_kept(session.database, as_json)
        return
    target = Path(path) if path else None
    if path and target and path.endswith(("/", os.sep)) and not target.is_dir():
        # A stick that is not plugged in: the backup would stay on the disk it is to save from.
        raise disk.not_written(target, FileNotFoundError(errno.ENOENT, ""))
    ws = session.ws
    with on_one_line() as told:
        made = backups.backup(ws, target, told)
    if as_json:
        emit(made.to_json())
        return
    data(made.path)
    say(
        _("Backup written and verified: {size} MB, {actions} actions.").format(
            size=made.megabytes, actions=f"{made.actions:,}"
        )
    )


def _show_kept(database: str | None, as_json: bool) -> None:
    """Without opening the database: it may be the one that is damaged."""
    kept = restoring.shelf(database)
    if as_json:
        emit([one.to_json() for one in kept])
        return
    if not kept:
        say(_("No backup of it is kept yet."))
        return
    rows = [(clock.to_the_minute(one.made), _(one.why), f"{one.megabytes} MB", one.path) for one in kept]
    show_table([_("When"), _("Reason"), _("Size"), _("File")], rows, ["left", "left", "right"])


@command(N_("Bring a backup back; what is there now is backed up first"))
@argument("path", type=click.Path(path_type=Path, readable=False))
@yes_option
@json_option
@pass_session
def restore(session: Session, path: Path, yes: bool, as_json: bool) -> None:
    backups.must_be_there(session.database, path)
    if not yes and session.interactive:
        _tell_what_is_in(session.database, path)
    session.confirm(_("Put {path} in the place of the present database?").format(path=path), yes)
    with on_one_line() as told:
        done = backups.restore(session.database, path, user=session.user, progress=told)
    if as_json:
        emit(done.to_json())
        return
    say(_("Restored: {path}").format(path=path))
    if done.before:
        say(_("What was there before is in {path}").format(path=done.before))


def _tell_what_is_in(database: str | None, path: Path) -> None:
    """What would come, before a person agrees to it."""
    with on_one_line() as told:
        found = restoring.look(database, path, told)
    made, newest = clock.to_the_minute(found.made), clock.to_the_minute(found.backup.newest)
    say(found.held.chamber)
    say(_("Made {made}, the last change in it {newest}").format(made=made, newest=newest))
    for table, label in restoring.COUNTED.items():
        if table in found.held.counts:
            say(f"{_(label)}: {found.held.counts[table]:,}")


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
