"""Recording and withdrawing consents, and what a list hides for want of them, from wherever a contact is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from chamber import clock, lists
from chamber.entity import entity_of
from chamber.errors import NotFound
from chamber.i18n import N_, _, language
from chamber.outcome import Outcome
from chamber.privacy import service
from chamber.privacy.record import Consent
from chamber.records import get, title_of
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.cards import Line, masked_line
from tui.dialogs.choose import Choose
from tui.dialogs.lines import show_lines
from tui.forms import Form, shown
from tui.formwork import open_form

_ASKED = ("office", "categories", "purpose", "separate", "how", "obtained_on", "evidence")


def open_consent(screen: ChamberScreen, *people: int) -> None:
    """Ask for which office and what the contact, or each of several, agreed to."""
    ws = workspace(screen)
    open_form(screen, lambda: consent_form(ws, people))


def consent_form(ws: Workspace, people: Sequence[int]) -> Form:
    """The same consent of one contact or of many. Raises `NotFound`."""
    described = entity_of("consent")
    with ws.read() as reader:
        name = title_of(reader, "person", people[0])
    fields = tuple(described.field(one) for one in _ASKED)
    start = {one.name: shown(one, one.default) for one in fields if not one.kind.is_empty(one.default)}
    start["obtained_on"] = ws.today.isoformat()
    many = len(people) > 1

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        office = values.pop("office")
        done = service.record(ws, people, office.id or 0, values)
        # Of many, only those who had not agreed to it before are filed.
        return replace(done.outcome, code=f"{len(done.given):,}") if many else done.outcome

    if many:
        title = _("{name} and {count} more agree that an office may have these")
        return Form(title.format(name=name, count=f"{len(people) - 1:,}"), fields, save, _("Consents recorded:"), start)
    title = _("{name} agrees that an office may have these").format(name=name)
    return Form(title, fields, save, _("Consent recorded: {name}").format(name=name), start)


def open_withdrawal(screen: ChamberScreen, person_id: int) -> None:
    """Ask which consent is withdrawn (of several), then show who has the data."""
    ws = workspace(screen)

    def read() -> list[Consent]:
        found = [one for one in service.consents_of(ws, person_id) if not one.withdrawn_on]
        if not found:
            with ws.read() as reader:
                person = get(reader, "person", person_id).name
            raise NotFound(N_("{person} has no consent in force."), person=person)
        return found

    def ask(found: list[Consent]) -> None:
        described, lang = entity_of("consent"), language()
        options = [
            (str(one.id), _words(one, described.field("categories").kind.show(one.categories, lang))) for one in found
        ]
        if len(found) > 1:
            options.insert(0, ("", _("All of them")))
        screen.app.push_screen(Choose(_("Which consent is withdrawn?"), options), go)

    def go(chosen: str | None) -> None:
        if chosen is None:
            return
        work = (
            (lambda: service.withdraw_these(ws, [int(chosen)])) if chosen else (lambda: service.withdraw(ws, person_id))
        )
        background(screen, work, tell, group="withdraw")

    def tell(done: service.Withdrawn) -> None:
        chamber_app(screen).tell_done(_("Withdrawn: {name}").format(name=done.person), done.outcome)
        if done.received:
            title = _("These have the data and are told with the next list (撤回)")
            show_lines(screen, title, [_received(one) for one in done.received])

    background(screen, read, ask, group="withdraw")


def _words(one: Consent, categories: str) -> str:
    day = one.obtained_on.text if one.obtained_on else ""
    return "  ".join(filter(None, (one.office.text if one.office else "", categories, day)))


def _received(one: Any) -> Line:
    return Line(
        "  ".join(filter(None, (one.to, one.what_in_words, one.received_by))),
        mark=clock.local(one.at).strftime("%Y-%m-%d"),
    )


def open_person_data(screen: ChamberScreen, person_id: int) -> None:
    """Ask where to, and write down what is kept about a contact."""
    from chamber.privacy.subject import write_held
    from tui.files import ask_folder

    ws = workspace(screen)
    ask_folder(screen, _("Folder for the person's data"), lambda target: write_held(ws, person_id, target))


def open_erasure(screen: ChamberScreen, person_id: int) -> None:
    """Ask, erase, then show who has the data still."""
    from chamber.privacy import erasure
    from tui.dialogs.confirm import Confirm

    ws = workspace(screen)

    def name() -> str:
        with ws.read() as reader:
            return title_of(reader, "person", person_id)

    def ask(found: str) -> None:
        question = _("Erase {name} for good? Nothing brings it back.").format(name=found)
        screen.app.push_screen(Confirm(question, _("Erase"), hint=_(erasure.NOT_REACHED)), go)

    def go(yes: bool | None) -> None:
        if yes:
            background(screen, lambda: erasure.erase(ws, person_id), tell, group="erase")

    def tell(done: erasure.Erased) -> None:
        chamber_app(screen).tell_done(done.told(), done.outcome, final=True)
        lines: list[Line] = []
        if done.received:
            lines += [Line(_(erasure.RECEIVED)), *(_received(one) for one in done.received)]
        lines += [Line(_("still names the person"), mark=code) for code in done.mentions]
        lines += [Line(_("masked in its texts and its log"), mark=code) for code in done.masked]
        if done.backups:
            lines += [Line(_(erasure.BACKUPS)), *(Line(path) for path in done.backups)]
        if lines:
            show_lines(screen, _("Still to do: tell these, look at these"), lines)

    background(screen, name, ask, group="erase")


def open_masked(screen: ChamberScreen, office_id: int) -> None:
    """What the next list for an office hides, person by person; Enter opens the contact to record a consent."""
    from chamber.deliveries.drafting import plan_draft
    from chamber.deliveries.masked import masked_in_draft

    ws = workspace(screen)

    def read() -> tuple[str, list[Line]]:
        with ws.read() as reader:
            planned = plan_draft(ws, reader, office_id, False, "weekly")
            hidden = masked_in_draft(reader, planned)
        title = _("Masked in the next list for {office}: {count}")
        return title.format(office=planned.office.name, count=planned.masked), [masked_line(one) for one in hidden]

    def show(found: tuple[str, list[Line]]) -> None:
        title, lines = found
        if not lines:
            screen.notify(_("Nothing is masked in the next list."))
            return
        show_lines(screen, title, lines)

    background(screen, read, show, group="masked")


def choose_office(screen: ChamberScreen, then: Callable[[tuple[int, str]], object]) -> None:
    """Ask which office is meant, unless there is but one."""
    ws = workspace(screen)

    def read() -> list[tuple[int, str]]:
        with ws.read() as reader:
            found = lists.rows_of(reader, "office", lists.window(ws, "office").ids, [lists.column("office", "name")])
        if not found:
            raise NotFound(N_("There is no office yet."), hint=N_("File it on the screen Offices with Ctrl+N."))
        return [(row.id, row.cells[0]) for row in found]

    def ask(offices: list[tuple[int, str]]) -> None:
        names = dict(offices)
        if len(offices) == 1:
            then(offices[0])
            return

        def go(chosen: str | None) -> None:
            if chosen:
                then((int(chosen), names[int(chosen)]))

        options = [(str(office_id), name) for office_id, name in offices]
        screen.app.push_screen(Choose(_("For which office?"), options), go)

    background(screen, read, ask, group="offices")
