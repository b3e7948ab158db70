"""The one way a reader says no: `BadFile`, with what is wrong and what to do about it."""

from __future__ import annotations

from chamber.errors import BadFile
from chamber.i18n import N_, _

SAVE_AS_XLSX = N_("Open it in Excel or WPS and save it as .xlsx, then try again.")


class NotASheet(BadFile):
    """The content is something else."""


def not_a_sheet(name: str, what: str) -> NotASheet:
    """The content is something else: `what` names it with a msgid ('a PDF', 'a picture' …)."""
    return NotASheet(
        N_("{name} is not a spreadsheet but {what}."),
        hint=N_("Give an .xlsx, .xls, .ods, .csv or .tsv file. The suffix does not matter, the content does."),
        name=name,
        what=_(what),
    )


def empty(name: str) -> BadFile:
    return BadFile(N_("{name} is empty."), hint=N_("Check that the file was copied or saved completely."), name=name)


def damaged(name: str, why: str = "") -> BadFile:
    """Truncated or malformed content; `why` is the library's own word, for the log."""
    return BadFile(
        N_("{name} is damaged or was not copied completely."),
        hint=N_("Ask for the file again, or open it in Excel or WPS and save it as .xlsx."),
        name=name,
        why=why,
    )


class Protected(BadFile):
    """The file asks for a password."""


def protected(name: str) -> Protected:
    return Protected(
        N_("{name} is protected with a password."),
        hint=N_("Give the password, or save the file without one."),
        name=name,
    )


def wrong_password(name: str) -> BadFile:
    return BadFile(N_("The password does not open {name}."), hint=N_("Ask whoever sent the file."), name=name)


def needs_password_support(name: str) -> Protected:
    return Protected(
        N_("{name} is protected with a password, and opening such files needs the package msoffcrypto-tool."),
        hint=N_("Save the file without a password, or install the package."),
        name=name,
    )


def too_large(name: str, what: str, limit: int) -> BadFile:
    """Beyond a limit: `what` is counted, a msgid (bytes, cells, rows …)."""
    return BadFile(
        N_("{name} is too large: more than {limit} {what}."),
        hint=N_("Split it into smaller files, or delete what is not needed and save it again."),
        name=name,
        what=_(what),
        limit=f"{limit:,}",
    )


def bomb(name: str) -> BadFile:
    return BadFile(
        N_("{name} unpacks to far more than it should and is refused."),
        hint=N_("Such a file is made to harm. If it is not, save it again as .xlsx and try once more."),
        name=name,
    )


def entities(name: str) -> BadFile:
    return BadFile(
        N_("{name} declares XML entities, which no spreadsheet does, and is refused."), hint=SAVE_AS_XLSX, name=name
    )
