"""Options made from the descriptions of fields: `--home-division`, and `--set FIELD=VALUE` for any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from chamber.cli.base import Option
from chamber.cli.later import later
from chamber.cli.output import set_aside, warn
from chamber.entity import entity_of
from chamber.errors import Invalid, Usage
from chamber.fields import Choice, Choices, Field
from chamber.i18n import N_, _, language
from chamber.text.values import PartialDate

if TYPE_CHECKING:
    from chamber import records
    from chamber.workspace import Reader, Workspace
else:
    records = later("chamber.records")

Texts = dict[str, str]


def options_of(entity: str, leave_out: Iterable[str] = ()) -> list[click.Parameter]:
    """An option for every field a person fills in."""
    skipped = set(leave_out)
    return [_option(field) for field in entity_of(entity).editable if field.name not in skipped]


def set_option() -> click.Parameter:
    return Option(
        ["--set", "assigned"], multiple=True, metavar="FIELD=VALUE", help=N_("Any field; an empty value clears it")
    )


def _option(field: Field) -> click.Parameter:
    flag = "--" + field.name.replace("_", "-")
    return Option([flag, parameter(field.name)], metavar=_metavar(field), words=_words(field))


def parameter(name: str) -> str:
    """The name a field's option has among a command's parameters; a prefix keeps it clear of the others."""
    return f"field_{name}"


def _metavar(field: Field) -> str:
    return "VALUE" if isinstance(field.kind, Choice) else "TEXT"


def _words(field: Field) -> Callable[[], str]:
    def words() -> str:
        text = _(field.label)
        if isinstance(field.kind, Choice):
            options = field.kind.options
            english = language() == "en"
            shown = [f"{value} {label}" if english else value for value, label in options.items()][:12]
            more = " ..." if len(options) > 12 else ""
            text += f": {' | '.join(shown)}{more}"
            if isinstance(field.kind, Choices):
                text += _(" (several with commas)")
        if field.help:
            text += f" ({_(field.help)})"
        return text

    return words


def given_texts(entity: str, given: Mapping[str, Any], assigned: Sequence[str] = ()) -> Texts:
    """The field texts among a command's parameters, those of `--set` last. Raises `Usage` for a malformed one."""
    names = [field.name for field in entity_of(entity).editable]
    texts = {name: given[parameter(name)] for name in names if given.get(parameter(name)) is not None}
    return texts | assignments(assigned)


def assignments(pairs: Sequence[str]) -> Texts:
    """`FIELD=VALUE` pairs; hyphens in a field's name are as good as underscores."""
    texts: Texts = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise Usage(N_("Write it as FIELD=VALUE: {text}"), text=pair)
        texts[name.strip().replace("-", "_")] = value
    return texts


def read_values(
    ws: Workspace, reader: Reader, entity: str, texts: Mapping[str, object], quiet: bool = False
) -> dict[str, Any]:
    """Texts as values; what is doubtful about them is said on stderr, or if `quiet` in the JSON document of the command.
    Raises `Invalid`."""
    values, warnings = records.parse_values(ws, reader, entity, texts)
    for name, problem in warnings:
        label = _(entity_of(entity).field(name).label)
        if quiet:
            set_aside(problem, label)
        else:
            warn([problem], label)
    return values


def read_day(ws: Workspace, text: str) -> PartialDate:
    """A day as people write it: 2021-04-10, 4月10日, 今天. Raises `Invalid`."""
    from chamber.text.dates import parse_date

    if text.strip().lower() in ("今天", "today"):
        return PartialDate.of(ws.today)
    parsed = parse_date(text)
    if parsed.value is None:
        reason = parsed.problems[0].render(_) if parsed.problems else _("Not a date: {text}").format(text=text)
        raise Invalid({"on": reason})
    return parsed.value


def read_full_day(ws: Workspace, text: str) -> date:
    """The same, to the day. Raises `Invalid`."""
    day = read_day(ws, text)
    if day.precision != "day":
        raise Invalid({"on": _("Give the day, too: {text}").format(text=text)})
    return day.first_day()
