"""Getting an event ready: whom to invite, what they answer, who sits where, papers, and the same event again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chamber import records
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.events import invitations, recurring, seating
from chamber.events.record import Attendance, Event
from chamber.fields import Choices, Field, Flag, Link, Number, Places, Text
from chamber.i18n import N_, _, language
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.files import ask_and_write
from tui.forms import Form
from tui.formwork import open_form


def open_invite(screen: ChamberScreen, event_id: int) -> None:
    """Ask whom to invite, show who fits, and put the chosen ones on the list."""
    from tui.dialogs.invite import Invite

    ws = workspace(screen)
    found: list[invitations.Candidate] = []

    def look(ws: Workspace, values: dict[str, Any]) -> Outcome:
        before = values.get("not_at")
        if before and not before.id:
            raise Invalid({"not_at": _("There is no such event.")})
        wanted = invitations.Wanted(
            tuple(values.get("homes", ())),
            tuple(values.get("titles", ())),
            tuple(values.get("industries", ())),
            before.id if before else None,
            bool(values.get("members")),
        )
        found[:] = invitations.candidates(ws, event_id, wanted)
        return Outcome(None, {}, str(len(found)))

    def make() -> Form:
        titles, trades = entity_of("post").field("title").kind, entity_of("enterprise").field("industry").kind
        fields = (
            Field("homes", Places(), N_("Hometown")),
            Field("titles", Choices(getattr(titles, "options", {})), N_("Post in the chamber")),
            Field("industries", Choices(getattr(trades, "options", {})), N_("Industry")),
            Field("not_at", Link("event"), N_("Not those invited to")),
            Field("members", Flag(), N_("Only people of members")),
        )
        title = _("Whom to invite to {event}: blank means any").format(event=_event(ws, event_id).name)
        return Form(title, fields, look, _("People who fit:"))

    def choose(_outcome: Outcome) -> None:
        if found:
            screen.app.push_screen(Invite(found), invite)

    def invite(people: list[invitations.Candidate] | None) -> None:
        if people:
            said = _("Invited: {count}").format(count=len(people))
            background(
                screen,
                lambda: invitations.invite(ws, event_id, people),
                lambda outcome: chamber_app(screen).tell_done(said, outcome),
                group="invite",
            )

    open_form(screen, make, choose)


def open_answer(screen: ChamberScreen, guest_id: int) -> None:
    """Choose what the guest answered."""
    ws, lang = workspace(screen), language()
    kind = entity_of("attendance").field("invitation").kind

    def ask(guest: Attendance) -> None:
        options = [(value, kind.show(value, lang)) for value in getattr(kind, "options", {})]

        def answered(chosen: str | None) -> None:
            if chosen:
                said = _("{guest}: {answer}").format(guest=guest.name, answer=kind.show(chosen, lang))
                work = lambda: invitations.answer(ws, [guest_id], chosen)  # noqa: E731
                background(screen, work, lambda outcome: chamber_app(screen).tell_done(said, outcome), group="answer")

        screen.app.push_screen(Choose(guest.name, options, guest.invitation), answered)

    background(screen, lambda: _guest(ws, guest_id), ask, group="guest")


def open_no_answer(screen: ChamberScreen, event_id: int) -> None:
    """Everybody who was invited and has said nothing: 无回复, after a yes."""
    ws = workspace(screen)

    def ask(ids: tuple[int, ...]) -> None:
        if not ids:
            screen.notify(_("Everybody invited has answered."))
            return
        question = _("Note for {count} invited guests that they have not answered?").format(count=len(ids))
        said = _("No answer: {count}").format(count=len(ids))

        def go(yes: bool | None) -> None:
            if yes:
                background(
                    screen,
                    lambda: invitations.answer(ws, ids, "无回复"),
                    lambda outcome: chamber_app(screen).tell_done(said, outcome),
                    group="answer",
                )

        screen.app.push_screen(Confirm(question, _("Note it"), hint=_("Ctrl+Z takes it back.")), go)

    background(screen, lambda: invitations.unanswered(ws, event_id), ask, group="answer")


def open_seat(screen: ChamberScreen, guest_id: int) -> None:
    """Ask for the table and the seat of one guest."""
    ws, described = workspace(screen), entity_of("attendance")

    def make() -> Form:
        guest = _guest(ws, guest_id)

        def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
            table, place = values.get("table", guest.table), values.get("seat", guest.seat)
            return seating.seat(ws, guest_id, table, place)

        fields = (described.field("table"), described.field("seat"))
        title = _("Where {name} sits").format(name=" ".join(filter(None, (guest.name, guest.unit))))
        said = _("Seated: {name}").format(name=guest.name)
        return Form(title, fields, save, said, {"table": guest.table, "seat": guest.seat}, new=False)

    open_form(screen, make)


def open_seat_all(screen: ChamberScreen, event_id: int) -> None:
    """Ask how many sit at a table, and seat everybody who has no table."""

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        done = seating.seat_all(ws, event_id, values["per_table"])
        return Outcome(done.action, done.changed, str(len(done.changed["attendance"])))

    field = Field("per_table", Number(), N_("Seats at a table"), required=True)
    hint = _("Seat everybody who has no table")
    open_form(screen, lambda: Form(hint, (field,), save, _("Seated:"), {"per_table": "10"}))


def open_papers(screen: ChamberScreen, event_id: int) -> None:
    """Choose a paper of the event and write it to a file."""
    ws = workspace(screen)
    options = [
        ("list", _("Guest list to sign")),
        ("badges", _("Name badges")),
        ("sheet", _("News fact sheet")),
        ("result", _("Result sheet")),
        ("ics", _("Calendar file for the guests")),
    ]

    def ask(event: Event) -> None:
        def chosen(which: str | None) -> None:
            if which:
                name, make = _paper(which, dict(options)[which], event)
                ask_and_write(screen, name, make)

        screen.app.push_screen(Choose(event.name, options), chosen)

    background(screen, lambda: _event(ws, event_id), ask, group="papers")


def _paper(which: str, label: str, event: Event) -> tuple[str, Callable[[Workspace], bytes]]:
    """The file's name and what makes it."""

    def make(ws: Workspace) -> bytes:
        if which == "ics":
            from chamber.ics import event_ics

            return event_ics(ws, event.id)
        if which == "sheet":
            from chamber.events.fact_sheet import fact_sheet_docx

            return fact_sheet_docx(ws, event.id)
        if which == "result":
            from chamber.reports.fair import fair
            from chamber.reports.workbook import report_xlsx

            return report_xlsx(fair(ws, event.id))
        from chamber.events.papers import badges_xlsx, guest_list_xlsx

        return badges_xlsx(ws, event.id) if which == "badges" else guest_list_xlsx(ws, event.id)

    suffix = {"ics": ".ics", "sheet": ".docx"}.get(which, ".xlsx")
    return f"{event.code} {label}{suffix}", make


def open_plan_again(screen: ChamberScreen, event_id: int, then: Callable[[Outcome], None]) -> None:
    """Ask for the new time and name, and plan the event again."""
    ws, described = workspace(screen), entity_of("event")

    def make() -> Form:
        event = _event(ws, event_id)
        fields = (
            described.field("starts_at"),
            Field("name", Text(), N_("Name")),
            Field("guests", Flag(), N_("With its guest list, not invited yet")),
        )

        def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
            name, guests = values.get("name", ""), bool(values.get("guests"))
            return recurring.copy_forward(ws, event_id, values["starts_at"], name=name, with_guests=guests)

        title = _("Plan again: {event}").format(event=event.name)
        return Form(title, fields, save, _("Filed: {what}").format(what=_(described.label)), {"name": event.name})

    open_form(screen, make, then)


def _event(ws: Workspace, event_id: int) -> Event:
    with ws.read() as reader:
        event: Event = records.get(reader, "event", event_id)
    return event


def _guest(ws: Workspace, guest_id: int) -> Attendance:
    with ws.read() as reader:
        guest: Attendance = records.get(reader, "attendance", guest_id)
    return guest
