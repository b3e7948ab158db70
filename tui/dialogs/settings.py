"""Preferences: each with its choices or as a line, saved at once when the dialog is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chamber import settings
from chamber.fields import Choice, Field, Text
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui.base import background
from tui.dialogs.form import FormDialog
from tui.forms import Form, Values

if TYPE_CHECKING:
    from tui.app import ChamberApp

_LANGUAGES = {"zh": "中文", "en": "English"}
_BORDERS = {"auto": N_("as the terminal draws them"), "unicode": N_("box characters"), "ascii": N_("plain characters")}


def settings_form(ws: Workspace, themes: list[str]) -> Form:
    """A form of all preferences."""
    now = settings.everything(ws)
    named: dict[str, Any] = {"language": _LANGUAGES, "theme": {name: name for name in themes}, "borders": _BORDERS}
    fields = []
    for name, one in settings.SETTINGS.items():
        kind = _Named(named[name]) if name in named else Text()
        fields.append(Field(name, kind, one.label))
    start = {name: str(value) for name, value in now.items() if value != ""}

    def save(ws: Workspace, values: Values) -> Outcome:
        return settings.put_all(ws, values)

    return Form(_("Settings"), tuple(fields), save, _("Settings saved."), start, new=False)


class _Named(Choice):
    """A choice whose labels are messages in both languages."""

    def show(self, value: Any, lang: str = "zh") -> str:
        return _(self.options.get(value, value))


def open_settings(app: ChamberApp) -> None:
    """Show the preferences and take them up at once."""
    themes = sorted(app.available_themes)

    def done(outcome: Outcome | None) -> None:
        if outcome is not None:
            background(app, lambda: settings.everything(app.ws), app.take_up, group="settings")

    background(
        app, lambda: settings_form(app.ws, themes), lambda form: app.push_screen(FormDialog(form), done), group="form"
    )
