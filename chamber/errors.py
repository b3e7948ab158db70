"""One tree of errors a person can act on.

Each carries a message (English msgid with named parameters), an optional hint, and the exit code of the command
line. Front ends translate once, by `str(error)` under the active language. Anything that is not a `ChamberError` is
a bug and is left to the outermost handler.
"""

from __future__ import annotations

from collections.abc import Mapping

from chamber.i18n import N_, _, meant, parted, sentences


class ChamberError(Exception):
    """A refusal with a message (msgid), parameters for it, and a hint (msgid) on what to do."""

    exit_code = 1

    def __init__(self, message: str, /, *, hint: str = "", **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        return _(self.message).format(**self.params) if self.params else _(self.message)

    @property
    def hint_text(self) -> str:
        """The hint in the active language, or ''."""
        if not self.hint:
            return ""
        return _(self.hint).format(**self.params) if self.params else _(self.hint)

    def to_json(self) -> dict[str, object]:
        return {"error": type(self).__name__, "message": str(self), "hint": self.hint_text}


ASKED: Mapping[str, str] = {
    "note": N_("Note or reason"),
    "on": N_("On"),
    "owner": N_("Owner"),
    "per_table": N_("Seats at a table"),
    "month": N_("Month"),
    "password": N_("Password"),
    "as": N_("File format"),
    "reason": N_("Reason"),
    "what": N_("What"),
    "office": N_("Office"),
    "user": N_("User name"),
    "output": N_("File"),
    "path": N_("File"),
}
"""What is asked for besides the fields of records → msgid of its label."""


class Invalid(ChamberError):
    """Values a rule refuses: `fields` maps a field name to its message (already in the active language).

    `entity` is the record the fields are of, or '' where they are not fields of a record.
    """

    def __init__(
        self,
        fields: Mapping[str, str],
        message: str = N_("Some values are not right."),
        *,
        entity: str = "",
        hint: str = "",
        **params: object,
    ) -> None:
        super().__init__(message, hint=hint, **params)
        self.fields = dict(fields)
        self.entity = entity

    @property
    def lines(self) -> list[str]:
        """What is wrong, a line a field, by the field's label in the active language."""
        # Records import the errors, so they are met only when there is something to tell.
        from chamber.entity import entity_of

        described = entity_of(self.entity).by_name if self.entity else {}
        asked = {name: _(label) for name, label in ASKED.items()}
        labels = {
            name: _(described[name].label) if name in described else asked.get(name, name) for name in self.fields
        }
        return [
            _("{label}: {text}").format(label=labels[name], text=text) if name else text
            for name, text in self.fields.items()
        ]

    def __str__(self) -> str:
        return sentences(super().__str__(), parted(self.lines))

    def to_json(self) -> dict[str, object]:
        return {**super().to_json(), "fields": self.fields}


class NotAllowed(ChamberError):
    """A rule forbids it: an illegal stage move, a delivery that was sent, a record others depend on."""


class BadFile(ChamberError):
    """A file that cannot be read as what it should be."""


class ImportProblem(ChamberError):
    """A problem at one cell of an imported sheet; `row` is 1-based, `column` a letter or ''."""

    def __init__(self, message: str, /, *, row: int = 0, column: str = "", hint: str = "", **params: object) -> None:
        super().__init__(message, hint=hint, row=row, column=column, **params)
        self.row = row
        self.column = column


class Usage(ChamberError):
    """The command was not understood."""

    exit_code = 2


class NotFound(ChamberError):
    """Nothing by that name; `near` holds close names to suggest."""

    exit_code = 3

    def __init__(self, message: str, /, *, near: tuple[str, ...] = (), hint: str = "", **params: object) -> None:
        super().__init__(message, hint=hint, **params)
        self.near = near

    def __str__(self) -> str:
        return meant(super().__str__(), self.near)

    def to_json(self) -> dict[str, object]:
        return {**super().to_json(), "near": list(self.near)}


class Conflict(ChamberError):
    """Somebody else changed it, the name fits several, or the same thing exists already."""

    exit_code = 4


class Unavailable(ChamberError):
    """The database cannot be used: damaged, newer, locked, read-only, out of space, unreachable.

    `replaceable`: it is past reading, and a backup may take its place.
    """

    exit_code = 5

    def __init__(self, message: str, /, *, hint: str = "", replaceable: bool = False, **params: object) -> None:
        super().__init__(message, hint=hint, **params)
        self.replaceable = replaceable
