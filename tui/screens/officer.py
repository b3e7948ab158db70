"""The whole program of a liaison officer: the office's leads, what is new first, as its list would have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from chamber.deliveries import wording
from chamber.deliveries.wording import describe
from chamber.entity import entity_of
from chamber.fields import Choice, Choices
from chamber.i18n import _, language
from chamber.offices import desk
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui import deliverywork
from tui.base import ChamberScreen, background, workspace
from tui.dialogs.ask_text import AskText
from tui.forms import Form
from tui.formwork import open_form
from tui.listform import own_list_form
from tui.screens.cells import CellsScreen, Entry, Sheet

_STORED = "stored status"
"""The cell of a list's line that has its status as it is stored, whatever the language."""


class OfficerScreen(CellsScreen):
    """F2 or Enter answers on a lead, F4 takes the list, F9 shows the lists that came."""

    OFFERS = (*ChamberScreen.OFFERS, "answer_lead", "take_list", "received_lists", "filter_leads")
    SHOWS: ClassVar = ("lead", "delivery", "activity")
    _all = Sheet("", ())
    _words = ""

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()

    def reload(self) -> None:
        ws = workspace(self)
        background(self, lambda: own_leads(ws), self._read, group="leads")

    def _read(self, sheet: Sheet) -> None:
        self._all = sheet
        self.show(_narrowed(sheet, self._words))

    def action_filter_leads(self) -> None:
        def given(words: str | None) -> None:
            if words is not None:
                self._words = words.strip()
                self.show(_narrowed(self._all, self._words))

        self.app.push_screen(AskText(_("Only leads with these words; blank: all"), self._words), given)

    def action_back(self) -> None:
        """The filter is dropped first: what it hides must not be taken for gone."""
        if self._words:
            self._words = ""
            self.show(self._all)
        else:
            super().action_back()

    def on_line_list_chosen(self, _event: Any) -> None:
        self.action_answer_lead()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "back" and self._words:
            return True
        if action == "answer_lead":
            return self.entry is not None and self.entry.mark != "撤回"
        return super().check_action(action, parameters)

    def action_answer_lead(self) -> None:
        ws, one = workspace(self), self.entry
        if one is not None and self.check_action("answer_lead", ()):
            open_form(self, lambda: answer_form(ws, one))

    def action_take_list(self) -> None:
        ws = workspace(self)
        open_form(self, lambda: own_list_form(ws))

    def action_received_lists(self) -> None:
        self.app.push_screen(ReceivedLists())


class ReceivedLists(CellsScreen):
    """The lists that left the house for this office: Enter shows the cells, F4 acknowledges."""

    OFFERS = (*CellsScreen.OFFERS, "receipt", "recreate")
    SHOWS: ClassVar = ("delivery",)

    def on_mount(self) -> None:
        super().on_mount()
        self.reload()

    def reload(self) -> None:
        ws = workspace(self)
        background(self, lambda: _lists(ws), self.show, group="lists")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "receipt":
            return self.entry is not None and self.entry.cells[_STORED] == "已发送"
        if action in ("recreate", "open"):
            return self.entry is not None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        if self.entry is not None:
            deliverywork.open_cells(self, self.entry.lead_id)

    def action_receipt(self) -> None:
        if self.entry is not None:
            deliverywork.open_receipt(self, self.entry.lead_id)

    def action_recreate(self) -> None:
        if self.entry is not None:
            deliverywork.ask_recreate(self, self.entry.lead_id)


def _narrowed(sheet: Sheet, words: str) -> Sheet:
    """The rows that hold every word in one of their cells, whatever the capitals."""
    if not words:
        return sheet
    wanted = words.casefold().split()
    texts = ("\n".join((*one.cells.values(), *one.said.values())).casefold() for one in sheet.entries)
    kept = [one for one, text in zip(sheet.entries, texts, strict=True) if all(word in text for word in wanted)]
    return replace(sheet, title=f"{sheet.title}  [{words}]", entries=tuple(kept))


def own_leads(ws: Workspace) -> Sheet:
    """The leads of the officer's office with its marks. Off the event loop."""
    officer = ws.officer
    if officer is None:
        return Sheet("", ())
    found = desk.office_leads(ws, officer.office_id)
    lang = language()
    columns = tuple((one.key, wording.title_of(one, lang)) for one in found.columns)
    entries = tuple(
        Entry(row.lead_id, row.mark, dict(row.cells), describe(row, found.columns, lang), _said(row.cells, lang))
        for row in found.rows
    )
    return Sheet(f"{officer.office}  {officer.shown}", columns, entries)


def _said(cells: Mapping[str, str], lang: str) -> dict[str, str]:
    """What was chosen for a lead, in the officer's language; texts stay as they were written."""
    kinds = {one.name: one.kind for one in entity_of("lead").fields}
    chosen = {key: kinds[key] for key, text in cells.items() if text and isinstance(kinds.get(key), Choice)}
    return {key: kind.show(cells[key], lang) for key, kind in chosen.items() if not isinstance(kind, Choices)}


def _lists(ws: Workspace) -> Sheet:
    officer = ws.officer
    described = entity_of("delivery")
    names = ("status", "number", "mode", "rows", "sent_at", "received_on", "received_by")
    found = desk.received_lists(ws, officer.office_id) if officer is not None else ()
    # The list shows the cells `code project investor amount stage` in its lines.
    keys = ("code", "project", "investor", "amount", "stage")
    columns = tuple((name, _(described.field(name).label)) for name in names)
    entries = []
    for one in found:
        shown = {name: described.field(name).kind.show(getattr(one, name), language()) for name in names}
        line = dict(
            zip(keys, (shown["status"], one.number, shown["mode"], shown["rows"], shown["sent_at"][:10]), strict=True)
        )
        entries.append(Entry(one.id, "", shown | line | {_STORED: one.status}))
    return Sheet(_("Lists received"), columns, tuple(entries))


def answer_form(ws: Workspace, one: Entry) -> Form:
    """The feedback columns of the sheet as a form."""
    described = entity_of("lead")
    fields = tuple(described.field(name) for name in desk.ANSWERED if name in one.cells)
    start = {field.name: one.cells[field.name] for field in fields if one.cells[field.name]}
    office_id = ws.officer.office_id if ws.officer is not None else 0

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        texts = {
            name: described.field(name).kind.show(value, "zh") if value else desk.CLEAR
            for name, value in values.items()
        }
        return desk.answer(ws, office_id, one.lead_id, texts)

    title = _("Answer: {title}").format(title=one.cells.get("project", ""))
    return Form(title, fields, save, _("Answer written."), start, new=False)
