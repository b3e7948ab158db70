"""A record's form on any screen: filled in anew, changed, and the question before a record is removed."""

from __future__ import annotations

from collections.abc import Callable

from chamber import records
from chamber.entity import entity_of
from chamber.i18n import _
from chamber.outcome import Outcome
from tui import forms
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.confirm import Confirm
from tui.forms import Form


def open_form(screen: ChamberScreen, make: Callable[[], Form], then: Callable[[Outcome], None] | None = None) -> None:
    """Make a form in the background and show it."""
    from tui.dialogs.form import FormDialog

    def done(outcome: Outcome | None) -> None:
        if outcome is not None and then is not None:
            then(outcome)

    background(screen, make, lambda form: screen.app.push_screen(FormDialog(form), done), group="form")


def edit_record(screen: ChamberScreen, entity: str, record_id: int) -> None:
    """Change a record in a form."""
    ws = workspace(screen)
    if entity == "enterprise":
        from tui.memberwork import change_member_form

        open_form(screen, lambda: change_member_form(ws, record_id))
        return
    without = ("stage",) if entity == "lead" else ()
    open_form(screen, lambda: forms.change_record(ws, entity, record_id, without=without))


def remove_record(screen: ChamberScreen, entity: str, record_id: int, then: Callable[[], None] | None = None) -> None:
    """Ask, then remove a record with what it owns."""
    ws, described = workspace(screen), entity_of(entity)

    def title() -> str:
        with ws.read() as reader:
            return records.title_of(reader, entity, record_id)

    def ask(name: str) -> None:
        question = _("Remove {what} {title}?").format(what=_(described.label), title=name)

        def go(yes: bool | None) -> None:
            if yes:
                background(
                    screen,
                    lambda: records.remove(ws, entity, [record_id]),
                    lambda done: gone(name, done),
                    group="remove",
                )

        screen.app.push_screen(Confirm(question, _("Remove"), hint=_("Ctrl+Z brings it back.")), go)

    def gone(name: str, outcome: Outcome) -> None:
        what = f"{_(described.label)} {name}"
        chamber_app(screen).tell_done(_("Removed: {what}").format(what=what), outcome)
        if then is not None:
            then()

    background(screen, title, ask, group="remove")
