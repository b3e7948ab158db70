"""What is done about a delivery, from wherever one is shown: receipt, voiding, the file again, its cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from chamber import records
from chamber.deliveries import service, wording
from chamber.deliveries.delta import in_form
from chamber.deliveries.layout import FEEDBACK, FULL, TITLES_EN, Layout
from chamber.deliveries.record import Delivery
from chamber.deliveries.withheld import rows_shown
from chamber.deliveries.wording import describe
from chamber.errors import Invalid
from chamber.fields import Date, Field, Text
from chamber.i18n import N_, _, language
from chamber.outcome import Outcome
from chamber.text.values import PartialDate
from chamber.workspace import Workspace
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.ask_text import AskText
from tui.forms import Form
from tui.formwork import open_form
from tui.screens.cells import CellsScreen, Entry, Sheet


def receipt_form(ws: Workspace, delivery_id: int) -> Form:
    found = delivery_of(ws, delivery_id)
    fields = (Field("by", Text(), N_("Received by"), required=True), Field("on", Date(), N_("On"), required=True))

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        on: PartialDate = values["on"]
        return service.acknowledge(ws, delivery_id, values["by"], on)

    title = _("Receipt for {number}").format(number=found.number)
    start = {"by": "" if ws.officer is None else ws.officer.shown, "on": ws.today.isoformat()}
    return Form(title, fields, save, _("Receipt noted."), start)


def open_receipt(screen: ChamberScreen, delivery_id: int) -> None:
    ws = workspace(screen)
    open_form(screen, lambda: receipt_form(ws, delivery_id))


def ask_send(screen: ChamberScreen, draft: Callable[[], Delivery]) -> None:
    """Ask before a draft counts as sent, which is never undone. `draft` reads the store and may raise `NotFound`."""
    from tui.dialogs.confirm import Confirm

    ws = workspace(screen)

    def said(outcome: Outcome) -> None:
        chamber_app(screen).tell_done(_("Marked as sent: {number}").format(number=outcome.code), outcome, final=True)

    def ask(found: Delivery) -> None:
        def go(yes: bool | None) -> None:
            if yes:
                background(screen, lambda: service.send(ws, found.id), said, group="send")

        question = _("Mark {number} as sent?").format(number=found.number)
        hint = _("The office's next list counts from it. This can't be undone; a list can only be voided.")
        screen.app.push_screen(Confirm(question, _("Mark sent"), hint=hint), go)

    background(screen, draft, ask, group="send")


def ask_void(screen: ChamberScreen, delivery_id: int) -> None:
    """Ask why; without a reason the question stays."""
    ws = workspace(screen)

    def said(outcome: Outcome) -> None:
        chamber_app(screen).tell_done(_("Void: {number}").format(number=outcome.code), outcome, final=True)

    def given(reason: str | None) -> None:
        if reason is not None:
            background(screen, lambda: service.void(ws, delivery_id, reason), said, group="void")

    hint = _("It is no baseline any more; what was sent stays on record. This can't be undone.")
    screen.app.push_screen(AskText(_("Why is the delivery void?"), "", hint, missing=_("A reason is required.")), given)


def ask_recreate(screen: ChamberScreen, delivery_id: int) -> None:
    """Ask for a folder and write the file of the delivery there again; say how it is like the one that was sent."""
    from chamber.deliveries.recreating import Recreated, recreate
    from tui.listform import lists_folder

    ws = workspace(screen)

    def write(folder: Path) -> Recreated:
        folder.mkdir(parents=True, exist_ok=True)
        return recreate(ws, delivery_id, folder)

    def said(made: Recreated) -> None:
        screen.notify(f"{made.path}\n{made.words}", markup=False, timeout=15)

    def given(text: str | None) -> None:
        if text and text.strip():
            folder = Path(text.strip()).expanduser()
            background(screen, lambda: write(folder), said, group="recreate")

    screen.app.push_screen(AskText(_("Folder"), str(lists_folder())), given)


def open_cells(screen: ChamberScreen, delivery_id: int) -> None:
    ws = workspace(screen)
    background(
        screen,
        lambda: sent_cells(ws, delivery_id),
        lambda sheet: screen.app.push_screen(CellsScreen(sheet)),
        group="cells",
    )


def sent_cells(ws: Workspace, delivery_id: int) -> Sheet:
    """A delivery cell by cell as it was sent."""
    found = delivery_of(ws, delivery_id)
    with ws.read() as reader:
        rows = rows_shown(ws, reader, delivery_id)
    layout = Layout.load(found.layout)
    lang = language()
    entries = tuple(Entry(row.lead_id, row.mark, dict(row.cells), describe(row, layout.columns, lang)) for row in rows)
    columns = tuple((one.key, wording.title_of(one, lang)) for one in layout.columns)
    return Sheet(f"{found.number}  {layout.title}", columns, entries)


def ask_known(screen: ChamberScreen, office_id: int) -> None:
    """Ask for a day and show what the office knew at its end."""
    ws = workspace(screen)

    def given(text: str | None) -> None:
        if text and text.strip():
            background(
                screen,
                lambda: known_cells(ws, office_id, text),
                lambda sheet: screen.app.push_screen(CellsScreen(sheet)),
                group="cells",
            )

    screen.app.push_screen(AskText(_("What did the office know on this day?"), ws.today.isoformat()), given)


def known_cells(ws: Workspace, office_id: int, text: str) -> Sheet:
    """What an office knew at the end of a day. Raises `Invalid` for what is no date."""
    with ws.read() as reader:
        day = Date().parse(text, records.context(ws, reader)).value
        office = records.get(reader, "office", office_id)
    if day is None:
        raise Invalid({"on": _("{text} is no date.").format(text=text)})
    on = day.last_day()
    found = service.known_on(ws, office_id, on)
    titles = TITLES_EN if language() == "en" else {}
    columns = tuple((one.key, titles.get(one.key, one.title)) for one in (*FULL, *FEEDBACK))
    entries = tuple(Entry(0, "", dict(in_form(cells, FULL))) for cells in found)
    return Sheet(_("What {office} knew on {day}").format(office=office.name, day=on.isoformat()), columns, entries)


def delivery_of(ws: Workspace, delivery_id: int) -> Delivery:
    with ws.read() as reader:
        found: Delivery = records.get(reader, "delivery", delivery_id)
    return found
