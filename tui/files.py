"""Asking where a file goes, and writing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chamber.i18n import _
from tui.base import ChamberScreen, background
from tui.dialogs.ask_text import AskText


def ask_folder(screen: ChamberScreen, title: str, write: Callable[[Path], Path]) -> None:
    """Ask for a folder (made when it is not there) or a file, write to it off the event loop, and say where it is."""
    from tui.screens.offices import lists_folder

    def go(named: str | None) -> None:
        if not named or not named.strip():
            return
        target = Path(named.strip()).expanduser()

        def work() -> Path:
            if not target.suffix:
                target.mkdir(parents=True, exist_ok=True)
            return write(target)

        background(screen, work, lambda path: screen.notify(_("Written: {path}").format(path=path)), group="write-file")

    screen.app.push_screen(AskText(title, str(lists_folder())), go)
