"""Events: the list, the programme and the turnout, and the guests, who are signed in with one key."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from chamber.events import service
from chamber.filtering import MOST, Filter, read
from chamber.i18n import N_, _
from chamber.lists import Condition
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui import eventwork, forms
from tui.base import background, chamber_app, workspace
from tui.files import open_attach, open_detach
from tui.forms import Form
from tui.formwork import edit_record, open_form, remove_record
from tui.importing import start_import
from tui.leadcapture import lead_form
from tui.messages import RecordHighlighted
from tui.screens.browse import BrowseScreen
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.detail import Detail
from tui.widgets.list_pane import ListPane
from tui.widgets.record_list import RecordList

EVENT_WORK = ("invite", "no_answer", "seat_all", "papers", "plan_again", "attach", "detach")
GUEST_WORK = ("answer", "seat")


class EventsScreen(BrowseScreen):
    """Two lists: commands go to the one that has the focus."""

    CSS_PATH: ClassVar = ["browse.tcss", "events.tcss"]
    OFFERS = (
        *BrowseScreen.OFFERS,
        "check_in",
        "add_guest",
        "lead_from_guest",
        "import_file",
        "desk",
        *EVENT_WORK,
        *GUEST_WORK,
    )
    SHOWS = ("event", "attendance", "policy", "lead", "document")
    VIEW = "event"
    KEYS = ("name", "starts_at", "status", "headcount", "code")
    TITLE_OF_LIST = N_("Events")

    def compose(self) -> ComposeResult:
        yield NavBar()
        with Container(classes="events"):
            yield ListPane(RecordList(self.VIEW, self.KEYS, empty=self.EMPTY, id="events"), self.TITLE_OF_LIST)
            with Container(classes="event"):
                yield Detail()
                guests = RecordList(
                    "attendance",
                    ("name", "unit", "presence", "invitation", "table", "phone"),
                    empty=N_("No guests yet. F7 adds one."),
                    id="guests",
                )
                yield ListPane(guests, N_("Guests"), matcher=self._fitting, marking=False, id="guest-pane")
        yield KeyBar()

    def _fitting(self, ws: Workspace, text: str) -> Filter:
        """Guests as the door finds them: names, initials, units, phone tails."""
        event_id = self.list.record_id

        def find(words: str) -> list[int]:
            return [guest.id for guest in service.find_guests(ws, event_id, words, MOST)]

        return read(ws, "attendance", text, find)

    @property
    def guests(self) -> RecordList:
        return self.query_one("#guests", RecordList)

    @property
    def guest_pane(self) -> ListPane:
        return self.query_one("#guest-pane", ListPane)

    @property
    def on_guests(self) -> bool:
        return self.guests.has_focus

    def on_record_highlighted(self, event: RecordHighlighted) -> None:
        super().on_record_highlighted(event)
        if event.sender is self.list:
            self.guest_pane.load((Condition("event_id", "=", event.record_id),))
        self.refresh_bindings()

    def reload(self) -> None:
        super().reload()
        self.guest_pane.reload()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("check_in", "lead_from_guest", *GUEST_WORK):
            return bool(self.on_guests and self.guests.record_id)
        if action in ("edit", "remove") and self.on_guests:
            return bool(self.guests.record_id)
        if action in ("add_guest", "import_file", "desk", *EVENT_WORK):
            return bool(self.list.record_id)
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        if self.on_guests:
            edit_record(self, "attendance", self.guests.record_id)
        else:
            super().action_edit()

    def action_remove(self) -> None:
        if self.on_guests:
            remove_record(self, "attendance", self.guests.record_id)
        else:
            super().action_remove()

    def action_new(self) -> None:
        if self.on_guests:
            self.action_add_guest()
        else:
            super().action_new()

    # Guests

    def action_check_in(self) -> None:
        """The guest is here. A second time changes nothing and says so."""
        ws, guest_id = workspace(self), self.guests.record_id
        background(self, lambda: service.check_in_guest(ws, guest_id), self._checked_in, group="check-in")

    def _checked_in(self, done: service.CheckIn) -> None:
        if done.again:
            self.notify("\n".join(problem.render(_) for problem in done.outcome.problems))
        else:
            chamber_app(self).tell_done(_("{name} is here.").format(name=done.guest.name), done.outcome)

    def action_desk(self) -> None:
        from tui.screens.sign_in import SignInScreen

        self.app.push_screen(SignInScreen(self.list.record_id))

    def action_add_guest(self) -> None:
        event_id = self.list.record_id

        def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
            return service.add_guest(ws, event_id, values)

        open_form(self, lambda: forms.new_record("attendance", save=save, title=_("New guest")), self._guest_filed)

    def _guest_filed(self, outcome: Outcome) -> None:
        made = outcome.changed.get("attendance")
        self.guests.focus()
        self.guest_pane.load((Condition("event_id", "=", self.list.record_id),), select=made[0] if made else 0)

    def action_import_file(self) -> None:
        start_import(self, "attendance", self.list.record_id)

    def action_lead_from_guest(self) -> None:
        ws, guest_id = workspace(self), self.guests.record_id

        def make() -> Form:
            values = service.lead_values(ws, guest_id)
            return lead_form(values, lambda ws, filled: service.capture_lead(ws, guest_id, filled))

        open_form(self, make)

    # Before the day and after it

    def action_invite(self) -> None:
        eventwork.open_invite(self, self.list.record_id)

    def action_answer(self) -> None:
        eventwork.open_answer(self, self.guests.record_id)

    def action_no_answer(self) -> None:
        eventwork.open_no_answer(self, self.list.record_id)

    def action_seat(self) -> None:
        eventwork.open_seat(self, self.guests.record_id)

    def action_seat_all(self) -> None:
        eventwork.open_seat_all(self, self.list.record_id)

    def action_papers(self) -> None:
        eventwork.open_papers(self, self.list.record_id)

    def action_plan_again(self) -> None:
        eventwork.open_plan_again(self, self.list.record_id, self.filed)

    def action_attach(self) -> None:
        open_attach(self, "event", self.list.record_id)

    def action_detach(self) -> None:
        open_detach(self, "event", self.list.record_id)
