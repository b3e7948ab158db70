"""Bringing a backup back: one of those kept or a file, what is in it, and everything shown anew afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chamber import backups, clock, restoring
from chamber.backups import Restored
from chamber.errors import ChamberError, Unavailable
from chamber.i18n import _
from chamber.progress import Progress
from chamber.restoring import Held, Kept, Look
from tui.base import background
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.import_file import ImportFile
from tui.dialogs.refusal import Refusal
from tui.dialogs.working import Working, run_watched, tell_failed
from tui.widgets.columns import cut

if TYPE_CHECKING:
    from tui.app import ChamberApp

_ELSEWHERE = "elsewhere"
_BACKUPS = frozenset((".db", ".zip"))
_LABEL, _COUNT = 14, 12
"""Cells of what is counted, and of how many there are."""


def refuse(app: ChamberApp, error: ChamberError) -> None:
    """Say why the chamber can't be opened. What can't be read any more a backup may take the place of; else the program
    ends."""

    def answered(restore: bool | None) -> None:
        if restore:
            ask_restore(app, app.database, left=lambda: refuse(app, error))
        else:
            app.exit(error.exit_code)

    replaceable = isinstance(error, Unavailable) and error.replaceable
    app.push_screen(Refusal(error, replaceable=replaceable), answered)


def ask_restore(app: ChamberApp, database: str | None, left: Callable[[], object] = lambda: None) -> None:
    """Let one of the backups kept, or a file, be chosen; `left` is called when nothing came of it."""

    def failed(error: ChamberError) -> None:
        tell_failed(app, error)
        left()

    def choose(kept: tuple[Kept, ...]) -> None:
        if not kept:
            ask_path(_("No backup of it is kept yet."))
            return
        options = [(_ELSEWHERE, _("Another file")), *((one.path, _in_a_line(one)) for one in kept)]
        app.push_screen(Choose(_("Which backup?"), options, kept[0].path), chosen)

    def chosen(key: str | None) -> None:
        if key is None:
            left()
        elif key == _ELSEWHERE:
            ask_path()
        else:
            look(Path(key))

    def ask_path(first: str = "") -> None:
        hint = "\n".join(filter(None, (first, _("Type or paste the path of a backup, or drop the file here."))))
        app.push_screen(ImportFile(_("Which backup?"), hint=hint, kinds=_BACKUPS), named)

    def named(path: Path | str | None) -> None:
        if isinstance(path, Path):
            look(path)
        else:
            left()

    def look(path: Path) -> None:
        def work(progress: Progress) -> tuple[Look, Held | None]:
            found = restoring.look(database, path, progress)
            return found, restoring.present(app.ws) if app._workspace is not None else None

        run_watched(app, _("Restore a backup"), work, lambda found: _confirm(app, database, *found, left), failed)

    background(app, lambda: restoring.shelf(database), choose, group="restore", failed=failed)


def _confirm(app: ChamberApp, database: str | None, found: Look, now: Held | None, left: Callable[[], object]) -> None:
    """Say what would come and what would go; it is brought back only after a yes."""
    user = app.ws.user if now is not None else None

    def answered(yes: bool | None) -> None:
        if not yes:
            left()
            return
        title = _("Restore a backup")
        app.push_screen(Working(title, work, refused), lambda done: _restored(app, done) if done else None)

    def work(progress: Progress) -> Restored:
        return backups.restore(database, Path(found.backup.path), user=user, progress=progress)

    def refused(error: ChamberError) -> None:
        tell_failed(app, error)
        left()

    app.push_screen(
        Confirm(_("Put this backup in the place of what is here now?"), _("Restore"), hint=_told(found, now)), answered
    )


def _restored(app: ChamberApp, done: Restored) -> None:
    lines = [_("Restored: {path}").format(path=done.backup.path)]
    if done.before:
        lines.append(_("What was there before is in {path}").format(path=done.before))
    app.notify("\n".join(lines), timeout=20)
    app.begin()


def _told(found: Look, now: Held | None) -> str:
    """What is in the backup, beside what is here."""
    backup, held = found.backup, found.held
    lines = [
        Path(backup.path).name,
        _("Made {made}, the last change in it {newest}").format(
            made=clock.to_the_minute(found.made), newest=clock.to_the_minute(backup.newest)
        ),
        "",
        cut("", _LABEL) + cut(_("backup"), _COUNT, "right") + (cut(_("now"), _COUNT, "right") if now else ""),
    ]
    for table, label in restoring.COUNTED.items():
        if table in held.counts:
            here = f"{now.counts[table]:,}" if now else ""
            lines.append(
                cut(_(label), _LABEL) + cut(f"{held.counts[table]:,}", _COUNT, "right") + cut(here, _COUNT, "right")
            )
    lines.append("")
    if now and now.chamber != held.chamber:
        lines.append(_("It is a backup of another chamber: {name}").format(name=held.chamber or "-"))
    if found.of_server:
        lines.append(_("Everybody who works on this server gets it; tell them before."))
    lines.append(_("What is here now is backed up first: bringing that back takes this back."))
    return "\n".join(lines)


def _in_a_line(one: Kept) -> str:
    return f"{clock.to_the_minute(one.made)}  {cut(_(one.why), 16)}{cut(one.megabytes, 9, 'right')} MB"
