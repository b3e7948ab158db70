"""Loading the working calendar of a year from a screen, with every lead's day worked out anew."""

from __future__ import annotations

from pathlib import Path

from chamber import calendar_file
from chamber.i18n import _
from chamber.outcome import Outcome
from tui.base import ChamberScreen, chamber_app, workspace
from tui.dialogs.import_file import ImportFile
from tui.dialogs.working import Working


def load_calendar(screen: ChamberScreen) -> None:
    """Ask for the csv, load it with progress, and say which years count from now on."""
    ws, title = workspace(screen), _("Load the working calendar")

    def chosen(source: Path | str | None) -> None:
        if isinstance(source, Path):
            path = source
            screen.app.push_screen(Working(title, lambda progress: calendar_file.load(ws, path, progress)), loaded)

    def loaded(outcome: Outcome | None) -> None:
        if outcome is not None:
            said = _("The calendar of {years} counts from now on.").format(years=outcome.code)
            chamber_app(screen).tell_done(said, outcome)

    screen.app.push_screen(ImportFile(title), chosen)
