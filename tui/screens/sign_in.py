"""The sign-in desk: type a piece of a guest's name or phone, Enter, signed in. The hands never leave the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from chamber.errors import ChamberError
from chamber.events import service
from chamber.events.desk import Desk, agree, come_from_file, desk, on_file, stand_in
from chamber.events.doors import Guest
from chamber.fields import PersonName, Phones
from chamber.fields.base import Field
from chamber.history.record import UndoOutcome
from chamber.history.service import undo
from chamber.i18n import N_, _, language
from chamber.outcome import Outcome
from chamber.privacy.service import Recorded, some_of
from chamber.records import context
from chamber.text.quantities import show_quantity
from chamber.workspace import Workspace
from tui import forms
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.consents import choose_office
from tui.dialogs.choose import Choose
from tui.forms import Form
from tui.formwork import open_form
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.columns import cut

_EVERY = 4.0
"""Seconds after which the desk looks what another machine did."""
_LAST = 5
"""How many of the last guests are shown."""
_PHONE = 7
"""Digits from which what was typed is a phone number, not the tail of one."""

_NAME, _UNIT, _WIDEST_UNIT, _TAIL = 13, 12, 44, 6
"""Cells of a name, of a unit at least and at most, and of the tail of a phone with the blanks beside it."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done at this desk: the action to take back, what was said, the guests signed in by it."""

    action: int
    said: str
    guests: tuple[int, ...] = ()


class SignInScreen(ChamberScreen):
    """Up and down mark a guest while the text field keeps the focus. What others sign in is seen within seconds."""

    CSS_PATH: ClassVar = "sign_in.tcss"
    OFFERS = (
        *ChamberScreen.OFFERS,
        "sign_in",
        "walk_in",
        "stand_in",
        "take_back",
        "agreed",
        "all_agreed",
        "choose_office",
    )
    BINDINGS: ClassVar = [("up", "mark(-1)"), ("down", "mark(1)")]
    SHOWS = ("attendance", "event")

    def __init__(self, event_id: int) -> None:
        super().__init__()
        self.event_id = event_id
        self._desk: Desk | None = None
        self._shown: Sequence[Guest] = ()
        self._on_file: tuple[str, Sequence[Guest]] = ("", ())
        self._marked = False
        self._done: list[_Done] = []
        self._office: tuple[int, str] | None = None

    def compose(self) -> ComposeResult:
        yield NavBar()
        with Vertical(classes="desk"):
            yield Static(id="counts", markup=False)
            yield Input(placeholder=_("Initials, a few characters, or the tail of a phone"), id="who")
            yield OptionList(id="fitting", markup=False, compact=True)
            yield Static(id="said", markup=False)
            yield Static(id="last", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()
        self.set_interval(_EVERY, self.reload)
        self.reload()

    def reload(self) -> None:
        ws, event_id = workspace(self), self.event_id
        background(self, lambda: desk(ws, event_id), self._show, group="desk")

    def _show(self, found: Desk) -> None:
        self._desk = found
        turnout = found.turnout
        words = [
            _("{came} of {listed} are here").format(came=turnout.came, listed=turnout.listed),
            _("{walk_ins} at the door").format(walk_ins=turnout.walk_ins),
        ]
        if found.event.planned:
            number = show_quantity(replace(found.event.planned, text=""), language())
            words.insert(1, _("planned {planned}").format(planned=number))
        counts = Text(found.event.name, no_wrap=True, overflow="crop").append("\n" + "   ".join(words), "bold")
        self.query_one("#counts", Static).update(counts)
        self._find()

    def on_resize(self) -> None:
        self._show_fitting()

    def on_input_changed(self, _event: Input.Changed) -> None:
        self._marked = False
        if self.text:
            self._say("")
        self._find()

    def _find(self) -> None:
        """Show who fits: the list is in memory, so this needs no database; who else is on file is asked beside it."""
        self._show_fitting()
        ws, text, found = workspace(self), self.text, self._desk
        if text and found:
            background(
                self,
                lambda: on_file(ws, found.guests, text),
                lambda people: self._found_on_file(text, people),
                group="on-file",
            )

    def _found_on_file(self, text: str, people: Sequence[Guest]) -> None:
        if text == self.text:
            self._on_file = text, people
            self._show_fitting()
            if not self._shown:
                self._say(_("Nobody fits. F7 adds a walk-in."))

    def _show_fitting(self) -> None:
        box = self.query_one(OptionList)
        kept = self._guest
        asked, people = self._on_file
        fitting = self._desk.fitting(self.text) if self._desk and self.text else []
        self._shown = (*fitting, *people) if asked == self.text else fitting
        box.clear_options()
        room = box.size.width - box.scrollbar_size_vertical
        box.add_options([Option(_line(guest, room)) for guest in self._shown])
        if self._shown:
            ids = [(guest.id, guest.person) for guest in self._shown]
            again = (kept.id, kept.person) if self._marked and kept else None
            box.highlighted = ids.index(again) if again in ids else 0
        self.refresh_bindings()

    @property
    def text(self) -> str:
        return self.query_one(Input).value.strip()

    @property
    def _signed_here(self) -> list[int]:
        return [guest for done in self._done for guest in done.guests]

    @property
    def _guest(self) -> Guest | None:
        at = self.query_one(OptionList).highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "sign_in":
            return bool(self._shown)
        if action == "stand_in":
            return bool(self._guest and self._guest.id)
        if action == "take_back":
            return bool(self._done)
        if action == "agreed":
            return bool(self._shown or self._signed_here)
        return super().check_action(action, parameters)

    def action_mark(self, step: int) -> None:
        box = self.query_one(OptionList)
        if self._shown:
            box.highlighted = ((box.highlighted or 0) + step) % len(self._shown)
            self._marked = True

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        self.action_sign_in()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._marked = True
        self.query_one(OptionList).highlighted = event.option_index
        self.action_sign_in()

    def action_sign_in(self) -> None:
        """The marked guest; when several fit equally well, one must be marked first."""
        guest = self._guest
        if guest is None:
            return
        equal = [one for one in self._shown if one.rank == guest.rank and not one.came]
        if len(equal) > 1 and not self._marked:
            self._marked = True
            self._say(_("Several fit: mark the guest with the arrows, then Enter."))
            return
        ws, event_id = workspace(self), self.event_id

        def work() -> service.CheckIn:
            if guest.id:
                return service.check_in_guest(ws, guest.id)
            return come_from_file(ws, event_id, guest.person)

        background(self, work, self._signed, group=f"sign-{guest.id}-{guest.person}")

    def _signed(self, done: service.CheckIn) -> None:
        if done.again:
            self._say("\n".join(problem.render(_) for problem in done.outcome.problems))
            self.query_one(Input).value = ""
            return
        name = " ".join(filter(None, (done.guest.name, done.guest.unit)))
        said = _("{name} is here.").format(name=name)
        chamber_app(self).tell_done(said, done.outcome)
        self._note(done.outcome, said, (done.guest.id,))

    def _note(self, outcome: Outcome, said: str, guests: Sequence[int] = ()) -> None:
        """Keep what was done for the list of the last and for taking it back; the field is free for the next guest."""
        if outcome.action:
            self._done.append(_Done(outcome.action, said, tuple(guests)))
        self.query_one(Input).value = ""
        self._show_last()
        self.reload()

    def _show_last(self) -> None:
        self.query_one("#last", Static).update("\n".join(done.said for done in reversed(self._done[-_LAST:])))

    def action_walk_in(self) -> None:
        ws, event_id, text = workspace(self), self.event_id, self.text
        named: list[str] = []

        def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
            named.append(str(values.get("name", "")))
            return service.add_guest(ws, event_id, values, walk_in=True)

        open_form(
            self,
            lambda: forms.new_record("attendance", values=_typed(ws, text), save=save, title=_("Walk-in")),
            lambda outcome: self._came(outcome, named),
        )

    def action_stand_in(self) -> None:
        guest = self._guest
        if guest is None:
            return

        named: list[str] = []

        def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
            named.append(f"{values.get('name', '')} ({guest.name})")
            return stand_in(ws, guest.id, str(values.get("name", ""))).outcome

        field = Field(name="name", kind=PersonName(), label=N_("Who stands in"), required=True)
        form = Form(f"{_('Stand-in')}: {guest.name}", (field,), save, _("Stand-in"))
        open_form(self, lambda: form, lambda outcome: self._came(outcome, named))

    def _came(self, outcome: Outcome, named: Sequence[str]) -> None:
        self._note(outcome, _("{name} is here.").format(name=named[-1]), outcome.changed.get("attendance", ()))

    def action_agreed(self) -> None:
        """The marked guest, else the one signed in last, agrees that the office may have name and phone."""
        guest = self._guest
        if guest and not self._marked and sum(one.rank == guest.rank for one in self._shown) > 1:
            self._marked = True
            self._say(_("Several fit: mark the guest with the arrows, then F4."))
            return
        if guest and not guest.id:
            self._say(_("{name} is not on the list: sign in first, then F4.").format(name=guest.name))
            return
        self._agree([guest.id] if guest else self._signed_here[-1:])

    def action_all_agreed(self) -> None:
        here = [guest.id for guest in self._desk.guests if guest.came] if self._desk else []
        signed = self._signed_here
        if not here and not signed:
            self._say(_("Nobody has come yet."))
            return
        options = [("here", _("All who have come ({count})").format(count=len(here)))]
        if signed:
            options.insert(0, ("signed", _("Those signed in at this desk ({count})").format(count=len(signed))))

        def go(chosen: str | None) -> None:
            if chosen:
                self._agree(signed if chosen == "signed" else here)

        self.app.push_screen(Choose(_("Who agreed, in writing or by a tick?"), options), go)

    def action_choose_office(self) -> None:
        choose_office(self, self._office_chosen)

    def _office_chosen(self, office: tuple[int, str]) -> None:
        self._office = office
        self._say(_("Guests agree for: {office}").format(office=office[1]))

    def _agree(self, guests: Sequence[int]) -> None:
        if self._office is None:

            def go_on(office: tuple[int, str]) -> None:
                self._office_chosen(office)
                self._agree(guests)

            choose_office(self, go_on)
            return
        ws, (office_id, _name), chosen = workspace(self), self._office, list(guests)
        background(self, lambda: agree(ws, chosen, office_id), self._agreed, group="agree")

    def _agreed(self, done: Recorded) -> None:
        office = self._office[1] if self._office else ""
        if not done.given:
            self._say("\n".join(problem.render(_) for problem in done.outcome.problems))
            return
        said = _("Agreed for {office}: {names}").format(office=office, names=some_of(done.given))
        chamber_app(self).tell_done(said, done.outcome)
        self._note(done.outcome, said)

    def action_take_back(self) -> None:
        ws, action = workspace(self), self._done[-1].action
        background(self, lambda: undo(ws, action), self._taken_back, group="take-back", failed=self._not_taken_back)

    def _taken_back(self, outcome: UndoOutcome) -> None:
        said = _("Taken back: {what}").format(what=self._done.pop().said)
        chamber_app(self).hush()
        chamber_app(self).changed(outcome.changed)
        self._show_last()
        self._say(said)
        self.reload()

    def _not_taken_back(self, error: ChamberError) -> None:
        """It was taken back elsewhere, or changed since: the one before is next."""
        self._done.pop()
        self._show_last()
        chamber_app(self).tell_error(error)

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(text)


def _typed(ws: Workspace, text: str) -> dict[str, Any]:
    """What was typed to find somebody, for the form of a walk-in; initials and tails of phones tell nothing."""
    if text.isdecimal():
        found = Phones().parse(text, context(ws)).value if len(text) >= _PHONE else ()
        return {"phone": found} if found else {}
    return {"name": text} if not text.isascii() or " " in text else {}


def _line(guest: Guest, room: int) -> Text:
    """Name, unit and position, the tail of the phone, and whether they are here or only on file, lined up in `room` cells:
    what is long gives way, not what tells one guest from another."""
    name = f"{guest.name} ({guest.stands_in_for})" if guest.stands_in_for else guest.name
    said = _("here") if guest.came else "" if guest.id else _("on file, not on the list")
    unit = f"{guest.unit} {guest.position}".strip()
    named = max(_NAME, cell_len(name))
    behind = _TAIL + max(cell_len(_("here")), cell_len(_("on file, not on the list")))
    line = Text(no_wrap=True, overflow="crop")
    line.append("+ " if guest.came else "  ", "bold")
    line.append(f"{cut(name, named)} ", "bold")
    line.append(cut(unit, max(_UNIT, min(_WIDEST_UNIT, room - 3 - named - behind))))
    return line.append(f" {cut(guest.tail, _TAIL - 2)} {said}", "dim")
