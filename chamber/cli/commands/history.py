"""`chamber history`, `undo`, `redo`: what was done, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chamber import clock
from chamber.cli.base import Session, WholeNumber, argument, command, json_option, option, pass_session
from chamber.cli.later import later
from chamber.cli.output import data, emit, say, show_table
from chamber.cli.telling import on_one_line
from chamber.finding import locate
from chamber.history.labels import kind_of_row, label
from chamber.i18n import N_, _

if TYPE_CHECKING:
    from chamber.history import service
    from chamber.history.record import Action, UndoOutcome
else:
    service = later("chamber.history.service")


@command(N_("What was done, or what was done to one record"))
@argument("which", required=False, metavar="[CODE|NAME]")
@option("--limit", type=WholeNumber(1, 100_000), default=50, help=N_("At most so many"))
@json_option
@pass_session
def history(session: Session, which: str | None, limit: int, as_json: bool) -> None:
    if which is not None:
        _of_record(session, which, limit, as_json)
        return
    found = service.actions(session.ws, limit)
    if as_json:
        emit([_document(action) for action in found])
        return
    zone = session.ws.zone
    rows = [
        (
            str(one.id),
            clock.to_the_minute(one.at, zone),
            one.user,
            label(one),
            str(one.entries),
            _("taken back") if one.undone else "",
        )
        for one in found
    ]
    show_table(
        [_("Action"), _("When"), _("Who"), _("What"), _("Rows"), ""], rows, ["right", "left", "left", "left", "right"]
    )


def _document(action: Action) -> dict[str, Any]:
    return {
        "action": action.id,
        "at": action.at,
        "user": action.user,
        "host": action.host,
        "kind": action.kind,
        "label": label(action),
        "rows": action.entries,
        "undoes": action.undoes,
        "undone": action.undone,
    }


def _of_record(session: Session, which: str, limit: int, as_json: bool) -> None:
    entity, record_id = locate(session.ws, which)
    found = service.history(session.ws, entity, record_id, limit)
    if as_json:
        emit([change.to_json() for change in found])
        return
    words = {"added": _("added"), "changed": _("changed"), "removed": _("removed")}
    for change in found:
        own = "" if change.entity == entity else f" · {kind_of_row(change.entity)}"
        data(
            f"{clock.to_the_minute(change.at, session.ws.zone)}  {change.user}  #{change.action}  {change.label}{own}: {words[change.what]}"
        )
        for field in change.fields:
            old = f"{field.old} -> " if field.old else ""
            data(f"    {field.label}: {old}{field.new or _('(empty)')}")


@command(N_("Take back the last thing you did, or the action of this number"))
@argument("action", type=WholeNumber(1), required=False)
@json_option
@pass_session
def undo(session: Session, action: int | None, as_json: bool) -> None:
    with on_one_line() as told:
        done = service.undo(session.ws, action, told)
    _tell(done, _("Taken back: {what}"), as_json)


@command(N_("Do again what was taken back"))
@argument("action", type=WholeNumber(1), required=False)
@json_option
@pass_session
def redo(session: Session, action: int | None, as_json: bool) -> None:
    with on_one_line() as told:
        done = service.redo(session.ws, action, told)
    _tell(done, _("Done again: {what}"), as_json)


def _tell(outcome: UndoOutcome, words: str, as_json: bool) -> None:
    if as_json:
        emit(outcome.to_json())
        return
    say(words.format(what=outcome.label))
    for table, count in sorted(outcome.reversed.items()):
        say("  " + _("{label}: {text}").format(label=kind_of_row(table), text=count))
    for what, reason in outcome.kept:
        say(_("Kept: {what}: {reason}").format(what=what, reason=reason))
    if outcome.note:
        say(outcome.note)
