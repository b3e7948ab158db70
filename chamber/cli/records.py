"""The five verbs every noun has: add, list, show, edit, remove. A noun with more to it hands in its own parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from chamber.cli import listing, many
from chamber.cli.base import Command, Group, Option, Session
from chamber.cli.fields import given_texts, options_of, read_values, set_option
from chamber.cli.later import later
from chamber.cli.output import data, done, emit, show_fields
from chamber.entity import entity_of
from chamber.errors import Usage
from chamber.fields import Field
from chamber.i18n import N_, _, language, listed

if TYPE_CHECKING:
    from chamber import kept_texts, records
    from chamber.outcome import Outcome
    from chamber.workspace import Workspace
else:
    kept_texts = later("chamber.kept_texts")
    records = later("chamber.records")

Values = dict[str, Any]
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Noun:
    """How a noun differs from the plain one.

    `also` names a second entity whose fields are options of add and edit (a member's membership). `add`/`edit` do it
    with the values of both (`add` also gets the options in `add_options`); `document` gives a record's JSON, `more`
    shows what hangs on it (stdout).
    """

    entity: str
    view: str
    also: str = ""
    add: Callable[[Workspace, Values, Values, Mapping[str, Any]], Outcome] | None = None
    add_options: tuple[click.Parameter, ...] = ()
    edit: Callable[[Workspace, int, Values, Values], Outcome] | None = None
    document: Callable[[Workspace, int], dict[str, Any]] | None = None
    more: Callable[[Workspace, int], None] | None = None


def add_verbs(group: Group, noun: Noun) -> None:
    """Give a noun its five verbs."""
    for verb in (_add, _list, _show, _edit, _remove):
        group.add_command(verb(noun))


def _flag(*names: str, help: str) -> Option:
    return Option(list(names), is_flag=True, help=help)


def _json() -> Option:
    return _flag("--json", "as_json", help=N_("One JSON document on stdout"))


def _command(name: str, help: str, parameters: Sequence[click.Parameter], run: Callable[..., None]) -> Command:
    def callback(**given: Any) -> None:
        session = click.get_current_context().find_object(Session)
        if session is not None:
            run(session, **given)

    return Command(name, params=[*parameters, _json()], callback=callback, help=help)


def _field_options(noun: Noun) -> list[click.Parameter]:
    own = options_of(noun.entity)
    return [*own, *(options_of(noun.also) if noun.also else []), set_option()]


def _read(
    session: Session, noun: Noun, given: Texts, assigned: Sequence[str], title: str | None, quiet: bool
) -> tuple[Values, Values]:
    """The values of the entity and of the second one."""
    described = entity_of(noun.entity)
    texts = given_texts(noun.entity, given, assigned)
    other_texts = given_texts(noun.also, given) if noun.also else {}
    if noun.also:
        second = entity_of(noun.also).by_name
        for name in [name for name in texts if name not in described.by_name and name in second]:
            other_texts[name] = texts.pop(name)
    if title is not None:
        texts[described.title] = title
    with session.ws.read() as reader:
        values = read_values(session.ws, reader, noun.entity, texts, quiet)
        others = read_values(session.ws, reader, noun.also, other_texts, quiet) if noun.also else {}
    return values, others


def _add(noun: Noun) -> Command:
    def run(session: Session, title: str | None, assigned: Sequence[str], as_json: bool, **given: Any) -> None:
        values, others = _read(session, noun, given, assigned, title, as_json)
        outcome = (
            noun.add(session.ws, values, others, given) if noun.add else records.add(session.ws, noun.entity, values)
        )
        said = _("Filed: {what} {code}").format(what=_(entity_of(noun.entity).label), code=outcome.code)
        done(outcome, said, as_json)

    title = click.Argument(["title"], required=False, metavar="[NAME]")
    return _command("add", N_("File a new one"), [title, *noun.add_options, *_field_options(noun)], run)


def _list(noun: Noun) -> Command:
    def run(session: Session, as_json: bool, **given: Any) -> None:
        listing.show(session.ws, noun.view, listing.Wanted(**given), as_json)

    return _command(
        "list",
        N_("List them; a filter in words shortens the list: home:敖汉旗 due:<7d"),
        listing.options(noun.view),
        run,
    )


def _record_argument() -> click.Argument:
    return click.Argument(["which"], metavar="CODE|NAME")


def find_id(ws: Workspace, entity: str, text: str) -> int:
    """The record a code or a part of its name means. Raises `NotFound`, `Conflict`."""
    with ws.read() as reader:
        return records.find(reader, entity, text)


def _show(noun: Noun) -> Command:
    def run(session: Session, which: str, as_json: bool) -> None:
        record_id = find_id(session.ws, noun.entity, which)
        if as_json:
            emit(document(session.ws, noun, record_id))
            return
        with session.ws.read() as reader:
            show_record(records.get(reader, noun.entity, record_id))
            kept = kept_texts.texts_of(reader, noun.entity, record_id)
        if noun.more:
            noun.more(session.ws, record_id)
        if kept:
            data(f"\n{_(kept_texts.TITLE)}")
            show_fields([(kept_texts.label_of(noun.entity, key), text) for key, text in kept.items()])

    return _command("show", N_("Show one with all that belongs to it"), [_record_argument()], run)


def document(ws: Workspace, noun: Noun, record_id: int) -> dict[str, Any]:
    """A record as JSON, with what an imported sheet said of it that no field could take under `as_written`."""
    with ws.read() as reader:
        kept = kept_texts.texts_of(reader, noun.entity, record_id)
        found = {} if noun.document else entity_of(noun.entity).to_json(records.get(reader, noun.entity, record_id))
    if noun.document:
        found = noun.document(ws, record_id)
    return found | ({"as_written": kept} if kept else {})


def show_record(record: Any, leave_out: Sequence[str] = ()) -> None:
    """Every field that is filled in, a line each."""
    lang = language()
    fields: list[Field] = [field for field in record.entity.told if field.name not in leave_out]
    show_fields(
        [
            (_(field.label), field.kind.show(value, lang))
            for field in fields
            if not field.kind.is_empty(value := getattr(record, field.name)) and value is not False
        ]
    )


def _edit(noun: Noun) -> Command:
    def run(
        session: Session,
        which: str | None,
        filter: Sequence[str],
        where: Sequence[str],
        dry_run: bool,
        yes: bool,
        assigned: Sequence[str],
        as_json: bool,
        tag: Sequence[str] = (),
        untag: Sequence[str] = (),
        **given: Any,
    ) -> None:
        if which is None or filter or where:
            texts = given_texts(noun.entity, given, assigned)
            texts |= given_texts(noun.also, given) if noun.also else {}
            wanted = many.Many(which, filter, where, texts, tag, untag, dry_run, yes)
            many.edit(session, noun.entity, noun.view, wanted, as_json)
            return
        record_id = find_id(session.ws, noun.entity, which)
        if tag or untag:
            raise Usage(N_("--tag and --untag are for the records of a filter; here, give --tags."))
        values, others = _read(session, noun, given, assigned, None, as_json)
        outcome = (
            noun.edit(session.ws, record_id, values, others)
            if noun.edit
            else records.edit(session.ws, noun.entity, record_id, values)
        )
        done(outcome, _("Changed: {code}").format(code=outcome.code), as_json)

    which = click.Argument(["which"], required=False, metavar="[CODE|NAME]")
    help = N_("Change fields of one, or of all that a filter finds")
    return _command("edit", help, [which, *many.options(noun.entity), *_field_options(noun)], run)


def _remove(noun: Noun) -> Command:
    def run(session: Session, which: Sequence[str], yes: bool, as_json: bool) -> None:
        ids = list(dict.fromkeys(find_id(session.ws, noun.entity, text) for text in which))
        with session.ws.read() as reader:
            titles = listed(records.title_of(reader, noun.entity, one) for one in ids[:5])
        session.confirm(_("Remove {names}?").format(names=titles), yes)
        outcome = records.remove(session.ws, noun.entity, ids)
        done(outcome, _("Removed: {names}").format(names=titles), as_json)

    which = click.Argument(["which"], nargs=-1, required=True, metavar="CODE|NAME")
    yes = _flag("--yes", "-y", help=N_("Don't ask, go ahead"))
    return _command("remove", N_("Remove them with what they own"), [which, yes], run)


__all__ = ["Noun", "add_verbs", "document", "find_id", "show_record"]
