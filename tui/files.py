"""Writing a paper to a file one is asked for, and keeping where files of a record lie, from wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chamber import documents
from chamber.i18n import _
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm


def ask_folder(screen: ChamberScreen, title: str, write: Callable[[Path], Path]) -> None:
    """Ask for a folder (made when it is not there) or a file, write to it off the event loop, and say where it is."""
    from tui.listform import lists_folder

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


def ask_and_write(screen: ChamberScreen, name: str, make: Callable[[Workspace], bytes]) -> None:
    """Ask where a paper goes, `name` in the usual folder proposed, and write it. What is there is replaced only after a yes."""
    from chamber.exporting.files import write_file
    from tui.listform import lists_folder

    ws = workspace(screen)

    def write(path: Path) -> None:
        def work() -> Path:
            write_file(path, make(ws))
            return path

        background(screen, work, lambda done: screen.notify(_("Written: {path}").format(path=done)), group="paper")

    def chosen(text: str | None) -> None:
        if not text or not text.strip():
            return
        path = Path(text.strip()).expanduser()
        if path.is_dir():
            path = free(path / name)
        if not path.exists():
            write(path)
            return
        question = _("{path} is there already. Replace it?").format(path=path)
        screen.app.push_screen(Confirm(question, _("Replace")), lambda yes: write(path) if yes else None)

    screen.app.push_screen(AskText(_("Where to write it"), str(free(lists_folder() / name))), chosen)


def free(path: Path) -> Path:
    """The path, with a number when it is taken."""
    number, found = 2, path
    while found.exists():
        found = path.with_stem(f"{path.stem} ({number})")
        number += 1
    return found


def open_attach(screen: ChamberScreen, entity: str, record_id: int) -> None:
    """Ask for a file or an address and keep where it lies."""
    ws = workspace(screen)

    def attach(place: str | None) -> None:
        if place and place.strip():
            background(screen, lambda: documents.attach(ws, entity, record_id, _clean(place)), told, group="attach")

    def told(outcome: Outcome) -> None:
        chamber_app(screen).tell_done(_("The file is kept with the record."), outcome)

    hint = _("The path of a file, typed, pasted or dropped here, or an address. The file stays where it is.")
    screen.app.push_screen(AskText(_("Attach a file"), "", hint), attach)


def open_detach(screen: ChamberScreen, entity: str, record_id: int) -> None:
    """Choose a file of the record and take it off."""
    ws = workspace(screen)

    def ask(found: tuple[documents.Document, ...]) -> None:
        if not found:
            screen.notify(_("No files are kept with it."))
            return
        options = [(str(one.id), f"{one.title}  {one.location}") for one in found]
        screen.app.push_screen(Choose(_("Which file is taken off? It stays where it lies."), options), take_off)

    def take_off(chosen: str | None) -> None:
        if chosen:
            background(screen, lambda: documents.detach(ws, int(chosen)), told, group="attach")

    def told(outcome: Outcome) -> None:
        chamber_app(screen).tell_done(_("Taken off."), Outcome(outcome.action, {entity: (record_id,)}))

    background(screen, lambda: documents.documents_of(ws, entity, record_id), ask, group="files")


def _clean(place: str) -> str:
    """A path as terminals paste it, an address as it is."""
    from chamber.importing.dropped import path_of

    return place if "://" in place else str(path_of(place) or place)
