"""The chamber's own record: asked at the first start, changed whenever one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chamber.i18n import _
from chamber.outcome import Outcome
from chamber.setup.service import save_chamber
from chamber.workspace import Workspace
from tui import forms
from tui.base import background
from tui.dialogs.form import FormDialog
from tui.forms import Form

if TYPE_CHECKING:
    from tui.app import ChamberApp


def setup_form(ws: Workspace) -> Form:
    """The form of the chamber's record, empty before the first start."""
    with ws.read() as reader:
        known = reader.row("chamber", 1) is not None
    if known:
        return forms.change_record(ws, "chamber", 1, save=save_chamber)
    return forms.new_record("chamber", title=_("Welcome. Which chamber is this?"), save=save_chamber)


def open_setup(app: ChamberApp, *, first: bool) -> None:
    """Show the form; at the first start say what can be done next."""

    def done(outcome: Outcome | None) -> None:
        if first and outcome is None:
            app.notify(_("The menu (F10) has this form whenever you like."))

    background(app, lambda: setup_form(app.ws), lambda form: app.push_screen(FormDialog(form), done), group="form")
