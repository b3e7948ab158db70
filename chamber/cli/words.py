"""The command line in the active language: click's own words too."""

from __future__ import annotations

import gettext
import os

from chamber import i18n
from chamber.i18n import N_

CLICKS_WORDS = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Choose from:\n\t{choices}"),
    N_("Try '{command} {option}' for help."),
    N_("Show this message and exit."),
    N_("{value!r} is not one of {choices}."),
    N_("Option {name!r} requires {nargs} arguments."),
    N_("(Did you mean one of: {possibilities}?)"),
)
"""What click says itself; its source marks these, ours only lists them for the catalogue, which has both forms of what
click counts."""


def speak(language: str) -> None:
    """Make a language the process's, for our words and for click's (which come from gettext's own text domain)."""
    i18n.use_language(language)
    gettext.bindtextdomain("chamber", i18n.FOLDER)
    gettext.textdomain("chamber")
    os.environ["LANGUAGE"] = language
