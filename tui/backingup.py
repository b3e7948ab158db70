"""A backup whenever one wants it, to the folder of the others or to a stick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chamber import backups, paths
from chamber.backups import Backup
from chamber.i18n import _
from chamber.progress import Progress
from tui.dialogs.ask_text import AskText
from tui.dialogs.working import run_watched, tell_failed

if TYPE_CHECKING:
    from tui.app import ChamberApp


def ask_backup(app: ChamberApp) -> None:
    """Ask for a folder (made when it is not there), write a verified copy there and say where it is."""
    ws = app.ws

    def said(made: Backup) -> None:
        words = _("Backup written and verified: {size} MB, {actions} actions.")
        app.notify(f"{words.format(size=made.megabytes, actions=f'{made.actions:,}')}\n{made.path}", timeout=15)

    def given(text: str | None) -> None:
        if text is None or not text.strip():
            return
        folder = Path(text.strip()).expanduser()

        def write(progress: Progress) -> Backup:
            return backups.backup_into(ws, folder, progress)

        run_watched(app, _("Backup"), write, said, lambda error: tell_failed(app, error))

    hint = _(
        "It holds everything, personal data too: keep one off this machine. Restore a backup (F10) brings it back."
    )
    app.push_screen(AskText(_("Folder for the backup"), str(paths.backup_folder()), hint), given)
