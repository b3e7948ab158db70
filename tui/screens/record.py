"""All there is about one record: facts, then a section at a time; Enter opens what a line names."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chamber.documents import OWNERS
from chamber.errors import ChamberError
from chamber.i18n import _
from tui.base import ChamberScreen, background, chamber_app, on_top, workspace
from tui.cards import Card, Section
from tui.consents import open_consent, open_erasure, open_person_data, open_withdrawal
from tui.dialogs.lines import line_text
from tui.files import open_attach, open_detach
from tui.formwork import edit_record, remove_record
from tui.leadcommands import LEAD_WORK, LeadCommands
from tui.messages import Changed
from tui.reading import full_card
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.detail import facts_table, heading


class RecordScreen(LeadCommands, ChamberScreen):
    """Left and Right go from section to section, F2 edits, Esc goes back."""

    CSS_PATH = "record.tcss"
    OFFERS = (
        *ChamberScreen.OFFERS,
        "edit",
        "remove",
        *LEAD_WORK,
        "attach",
        "detach",
        "consent",
        "withdraw_consent",
        "person_data",
        "erase",
    )
    BINDINGS: ClassVar = [
        Binding("left", "section(-1)", show=False),
        Binding("right", "section(1)", show=False),
    ]

    def __init__(self, entity: str, record_id: int) -> None:
        super().__init__()
        self.entity, self.record_id = entity, record_id
        self.card: Card | None = None
        self._at = 0

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield Static(classes="heading", markup=False)
        yield Static(classes="sections", markup=False)
        with VerticalScroll(classes="facts"):
            yield Static(markup=False)
        yield OptionList(markup=False, compact=True)
        yield KeyBar()

    def on_mount(self) -> None:
        self.reload()

    def reload(self) -> None:
        ws = workspace(self)
        background(
            self, lambda: full_card(ws, self.entity, self.record_id), self._show, group="card", failed=self._gone
        )

    def records_changed(self, changed: Changed) -> None:
        """Anything may hang on this record."""
        super().records_changed(changed)

    def _gone(self, error: ChamberError) -> None:
        """It was removed, perhaps by an undo: there is nothing to look at any more."""
        chamber_app(self).tell_error(error)
        if on_top(self):
            self.app.pop_screen()
        else:
            self._stale = True

    def _show(self, found: Card) -> None:
        self.card = found
        accent = self.app.theme_variables.get("accent", "")
        self.query_one(".heading", Static).update(heading(found, accent))
        self.query_one(".facts Static", Static).update(facts_table(found))
        self._at = min(self._at, len(found.sections))
        self._show_section()
        self.refresh_bindings()

    @property
    def section(self) -> Section | None:
        return self.card.sections[self._at - 1] if self.card and self._at else None

    def _show_section(self) -> None:
        found = self.card
        if found is None:
            return
        line = Text(no_wrap=True)
        for number, title in enumerate([_("Overview"), *(f"{one.title} {len(one.lines)}" for one in found.sections)]):
            style = Style(
                reverse=number == self._at, bold=number == self._at, meta={"@click": f"screen.show_section({number})"}
            )
            line.append(f" {title} ", style)
        self.query_one(".sections", Static).update(line)
        box, facts = self.query_one(OptionList), self.query_one(".facts")
        section = self.section
        box.display, facts.display = section is not None, section is None
        if section is None:
            facts.focus()
            return
        box.clear_options()
        box.add_options([Option(line_text(one)) for one in section.lines])
        box.highlighted = 0
        box.focus()

    def action_section(self, step: int) -> None:
        if self.card is not None:
            self.action_show_section((self._at + step) % (len(self.card.sections) + 1))

    def action_show_section(self, number: int) -> None:
        self._at = number
        self._show_section()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        line = self.section.lines[event.option_index] if self.section else None
        if line is not None and line.entity and line.id:
            chamber_app(self).open_record(line.entity, line.id)

    # Commands

    @property
    def lead_id(self) -> int:
        return self.record_id if self.entity == "lead" and self.card is not None else 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("attach", "detach"):
            return self.entity in OWNERS and self.card is not None
        if action in ("consent", "withdraw_consent", "person_data", "erase"):
            return self.entity == "person" and self.card is not None
        if action in ("edit", "remove"):
            return self.card is not None and self.entity != "delivery"
        return super().check_action(action, parameters)

    def action_edit(self) -> None:
        edit_record(self, self.entity, self.record_id)

    def action_remove(self) -> None:
        remove_record(self, self.entity, self.record_id)

    def action_attach(self) -> None:
        open_attach(self, self.entity, self.record_id)

    def action_detach(self) -> None:
        open_detach(self, self.entity, self.record_id)

    def action_consent(self) -> None:
        open_consent(self, self.record_id)

    def action_withdraw_consent(self) -> None:
        open_withdrawal(self, self.record_id)

    def action_person_data(self) -> None:
        open_person_data(self, self.record_id)

    def action_erase(self) -> None:
        open_erasure(self, self.record_id)
