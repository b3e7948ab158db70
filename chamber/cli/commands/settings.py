"""`chamber settings`: preferences."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from chamber.cli.base import Session, argument, group, json_option, pass_session
from chamber.cli.later import later
from chamber.cli.output import data, done, emit, show_table
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber import settings as preferences
else:
    preferences = later("chamber.settings")


@group(N_("Preferences"))
def settings() -> None:
    pass


@settings.command("get", help=N_("Show one preference or all"))
@argument("name", required=False)
@json_option
@pass_session
def get(session: Session, name: str | None, as_json: bool) -> None:
    if name is not None:
        value = preferences.get(session.ws, name)
        emit({name: value}) if as_json else data(_text(value))
        return
    values = preferences.everything(session.ws)
    if as_json:
        emit(values)
        return
    rows = [(key, _text(value), _(preferences.SETTINGS[key].label)) for key, value in values.items()]
    show_table([_("Name"), _("Value"), _("Meaning")], rows)


@settings.command("set", help=N_("Set a preference"))
@argument("name")
@argument("value")
@json_option
@pass_session
def put(session: Session, name: str, value: str, as_json: bool) -> None:
    outcome = preferences.put(session.ws, name, value)
    done(outcome, _("{name} is now {value}").format(name=name, value=value), as_json)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
