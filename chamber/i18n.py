"""The two languages of the interface, from one catalogue.

Messages are English in the source. `_()` translates now; `N_()` only marks a text for the catalogue, for places that
are evaluated before the language is known (class bodies, field descriptions). Choices carry their Chinese value and
an English label themselves.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterable
from functools import lru_cache

LANGUAGES = ("zh", "en")
# A plain text: pathlib would be a tenth of what `chamber --help` takes.
FOLDER = os.path.join(os.path.dirname(__file__), "locale")
_current = "zh"


def N_(message: str) -> str:
    """Mark a message for the catalogue without translating it."""
    return message


@lru_cache
def _translations(lang: str) -> gettext.NullTranslations:
    return gettext.translation("chamber", FOLDER, languages=[lang], fallback=True)


def _(message: str) -> str:
    """Translate `message` into the active language."""
    return _translations(_current).gettext(message) if message and _current != "en" else message


def both(message: str) -> tuple[str, ...]:
    """A message in every language: what a person may call something whatever language the program speaks."""
    return message, _translations("zh").gettext(message)


def ngettext_(singular: str, plural: str, n: int) -> str:
    """Translate a counted message; Chinese has one form."""
    if _current == "en":
        return singular if n == 1 else plural
    return _translations(_current).gettext(plural)


def listed(words: Iterable[str]) -> str:
    """Words in a row: parted by 、 in Chinese, by commas in English."""
    return (", " if _current == "en" else "、").join(words)


def parted(phrases: Iterable[str]) -> str:
    """Phrases in a row that may have commas of their own."""
    return ("; " if _current == "en" else "；").join(phrases)


def sentences(*said: str) -> str:
    """Whole sentences after each other: a blank between them in English, none behind a full-width stop."""
    return (" " if _current == "en" else "").join(filter(None, said))


def meant(said: str, near: Iterable[str]) -> str:
    """What was not found, and what was perhaps meant, when anything is near."""
    names = listed(near)
    return sentences(said, _("Did you mean: {names}?").format(names=names)) if names else said


def use_language(lang: str) -> None:
    """Make `lang` ('zh' or 'en') the active language of the process."""
    global _current
    _current = lang if lang in LANGUAGES else "zh"


def language() -> str:
    """The active language, 'zh' or 'en'."""
    return _current


def choose_language(option: str | None, saved: str | None) -> str:
    """Language from the option, `CHAMBER_LANG`, the saved setting, then the system's locale."""
    for wanted in (option, os.environ.get("CHAMBER_LANG"), saved):
        if wanted and wanted[:2].lower() in LANGUAGES:
            return wanted[:2].lower()
    import locale

    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    found = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "en" if found.lower().startswith(("en", "c.", "posix")) or found == "C" else "zh"
