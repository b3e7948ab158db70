"""Importing from a screen: choose a file, read it with progress, look at the plan, write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from chamber import records
from chamber.errors import ChamberError
from chamber.i18n import N_, _
from chamber.progress import Progress
from tui.base import ChamberScreen, workspace
from tui.dialogs.ask_text import AskText
from tui.dialogs.import_file import ImportFile
from tui.dialogs.working import Working, tell_failed

if TYPE_CHECKING:
    from chamber.importing.plan import Mode, Plan

TITLES = {
    "members": N_("Import members"),
    "contacts": N_("Import contacts"),
    "leads": N_("Import leads"),
    "attendance": N_("Import guests"),
}


def start_import(screen: ChamberScreen, target: str, event_id: int = 0) -> None:
    """Ask for a file, read it, and show what would happen. `event_id`: whose guests they are."""

    def chosen(source: Path | str | None) -> None:
        if source is not None:
            read_plan(screen, target, source, event_id)

    screen.app.push_screen(ImportFile(_(TITLES[target]), texts=True), chosen)


def read_plan(
    screen: ChamberScreen,
    target: str,
    source: Path | str,
    event_id: int = 0,
    sheets: tuple[str, ...] = (),
    mode: Mode | None = None,
    password: str | None = None,
) -> None:
    """Read a file, or a text that was pasted, in the background and show its plan; without a `mode` it adds only. A locked
    file asks for its password.

    What reads spreadsheets is loaded there too, since it takes longer than a key press may.
    """
    ws = workspace(screen)

    def work(progress: Progress) -> Plan:
        import tui.screens.import_preview  # noqa: F401
        from chamber.importing.plan import Mode
        from chamber.importing.preparing import Options, prepare

        event = ""
        if event_id:
            with ws.read() as reader:
                event = records.get(reader, "event", event_id).code
        options = Options(mode=mode or Mode.ADD, event=event, sheets=sheets, password=password)
        if isinstance(source, Path):
            return prepare(ws, target, source, options, progress=progress)
        return prepare(ws, target, source.encode(), options, progress=progress, name=_("pasted text"))

    def show(plan: Plan | None) -> None:
        from tui.screens.import_preview import ImportPreview

        if plan is not None:
            screen.app.push_screen(ImportPreview(plan, again, event_id, named=bool(sheets)))

    def again(below: ChamberScreen, names: tuple[str, ...], mode: Mode) -> None:
        read_plan(below, target, source, event_id, names, mode, password)

    def refused(error: ChamberError) -> None:
        ask_or_tell(
            screen, error, password, lambda word: read_plan(screen, target, source, event_id, sheets, mode, word)
        )

    screen.app.push_screen(Working(_(TITLES[target]), work, refused), show)


def ask_or_tell(
    screen: ChamberScreen, error: ChamberError, password: str | None, again: Callable[[str], object]
) -> None:
    """Say why a file wasn't read; a locked one that no `password` was tried on asks for it and is read `again`."""
    from chamber.importing.reading.refusals import Protected

    if password or not isinstance(error, Protected):
        tell_failed(screen, error)
        return

    def given(word: str | None) -> None:
        if word:
            again(word)

    screen.app.push_screen(AskText(_("The password the file opens with"), "", secret=True), given)
