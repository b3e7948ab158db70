"""What an import would do, before anything is written: the sheet as it was read beside how each row will end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from chamber.i18n import _, language, ngettext_
from chamber.importing import editing, saved
from chamber.importing.applying import apply, missing_fields
from chamber.importing.beside import Beside, beside
from chamber.importing.plan import ENDING_LABELS, Ending, Mode, Plan
from chamber.importing.rejects import rejected_csv
from chamber.outcome import Outcome
from chamber.progress import Progress
from chamber.records import title_of
from chamber.text.cells import as_written
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.cards import Line
from tui.deciding import ask_same
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.choose_sheets import ChooseSheets
from tui.dialogs.confirm import Confirm
from tui.dialogs.lines import show_lines
from tui.dialogs.working import Working
from tui.files import ask_and_write
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.import_summary import MODES, ImportSummary
from tui.widgets.row_outcome import RowOutcome
from tui.widgets.sheet_grid import SheetGrid

ReadAgain = Callable[[ChamberScreen, tuple[str, ...], Mode], None]

NARROW = 100
NOTES, ASKS, LINES = "notes", "asks", "lines"
MOST_LINES = 2_000
STEPS = 20
"""Changes that can be taken back."""


class ImportPreview(ChamberScreen):
    """The plan of one file. Every change gives a new plan; Ctrl+S writes it, Esc leaves with nothing changed."""

    CSS_PATH: ClassVar = "import_preview.tcss"
    HOLDS_MUCH = True
    OFFERS = (
        *ChamberScreen.OFFERS,
        "write_import",
        "edit_cell",
        "map_column",
        "skip_row",
        "decide",
        "show_rows",
        "next_note",
        "import_mode",
        "import_sheet",
        "undo_change",
        "redo_change",
        "save_import",
        "read_on",
        "read_back",
    )
    PANE = "RowOutcome"

    def __init__(self, plan: Plan, read_again: ReadAgain, event_id: int = 0, *, named: bool = False) -> None:
        """`read_again`: from the same file, the lists of these names in this mode, to be shown above a screen; `named`: its
        lists were chosen by name."""
        super().__init__()
        self.plan = plan
        self._read_again = read_again
        self._proposed = [column.field for column in plan.columns]
        self.event_id = event_id
        self._named = named
        self._event = ""
        self._filter = ""
        self._before: list[Plan] = []
        self._after: list[Plan] = []

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield ImportSummary()
        with Container(classes="preview"):
            yield SheetGrid(self.plan)
            yield RowOutcome()
        yield KeyBar()

    @property
    def grid(self) -> SheetGrid:
        return self.query_one(SheetGrid)

    def on_mount(self) -> None:
        self._summarize()
        self.grid.focus()
        if self.event_id:
            background(self, self._event_title, self._of_event, group="event")

    def _event_title(self) -> str:
        with workspace(self).read() as reader:
            return title_of(reader, "event", self.event_id)

    def _of_event(self, name: str) -> None:
        self._event = name
        self._summarize()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW, "-narrow")
        self._summarize()

    def reload(self) -> None:
        """Match the rows again with what is there now."""
        ws, plan = workspace(self), self.plan
        background(self, lambda: editing.change_mode(ws, plan, plan.mode), self._look_at, group="plan")

    # What is shown

    def take(self, plan: Plan) -> None:
        """Show another plan of the same file; the way back to the one before is kept."""
        self._before = [*self._before, self.plan][-STEPS:]
        self._after = []
        self._look_at(plan)

    def _look_at(self, plan: Plan) -> None:
        self.plan = plan
        self.grid.show(plan, self._fitting())
        self._summarize()
        self.refresh_bindings()

    def _fitting(self) -> Sequence[int]:
        if not self._filter:
            return range(len(self.plan.rows))
        return [row for row in range(len(self.plan.rows)) if self._fits(row)]

    def _fits(self, row: int) -> bool:
        judged = self.plan.rows[row]
        if self._filter == ASKS:
            return judged.asks
        if self._filter == NOTES:
            return bool(self.plan.problems.get(row) or judged.reasons)
        return judged.ending.value == self._filter

    def _summarize(self) -> None:
        only = dict(self._kinds()).get(self._filter, "") if self._filter else ""
        self.query_one(ImportSummary).show(self.plan, only, self._event)

    def on_sheet_grid_moved(self, event: SheetGrid.Moved) -> None:
        ws, plan, row = workspace(self), self.plan, self.grid.row
        pane = self.query_one(RowOutcome)
        pane.show(plan, row)
        self.refresh_bindings()
        if row is not None and (plan.rows[row].match is not None or plan.rows[row].near):
            background(self, lambda: beside(ws, plan, row), lambda found: self._tell(plan, row, found), group="beside")

    def _tell(self, plan: Plan, row: int, found: Beside) -> None:
        if plan is self.plan and row == self.grid.row:
            self.query_one(RowOutcome).add(plan, row, found)

    def on_sheet_grid_chosen(self, event: SheetGrid.Chosen) -> None:
        self.action_edit_cell()

    # Changing the plan

    def _change(self, make: Callable[[], Plan]) -> None:
        background(self, make, self.take, group="plan")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "decide":
            return self.grid.row is not None and bool(self._question(self.grid.row))
        if action in ("edit_cell", "skip_row"):
            return self.grid.row is not None and self.plan.again is None
        if action == "map_column":
            return self.plan.again is None
        if action == "write_import":
            return self.plan.again is None and not self.plan.missing and self.plan.writes > 0
        if action == "import_sheet":
            return len(self.plan.offered) > 1
        return super().check_action(action, parameters)

    def _question(self, row: int) -> bool:
        judged = self.plan.rows[row]
        return bool(judged.near or judged.asks) or judged.twin is not None or row in self.plan.edits.decisions

    def action_undo_change(self) -> None:
        self._step(self._before, self._after)

    def action_redo_change(self) -> None:
        self._step(self._after, self._before)

    def _step(self, source: list[Plan], other: list[Plan]) -> None:
        """Go to the plan before or after this one. What is filed is not undone from here: one would not see it."""
        if source:
            other.append(self.plan)
            self._look_at(source.pop())
        else:
            self.app.notify(_("Nothing was changed here. What is filed is undone on the other screens."))

    def action_edit_cell(self) -> None:
        row, place = self.grid.row, self.grid.column
        if row is None:
            return
        column = self.plan.columns[place]
        title = f"{self.plan.cell_at(row, column.letter)} {column.title}"
        ws, plan = workspace(self), self.plan

        def edited(text: str | None) -> None:
            if text is not None:
                self._change(lambda: editing.edit_cell(ws, plan, row, place, text))

        self.app.push_screen(AskText(title, as_written(self.grid.cell(row, place)), amend=True), edited)

    def action_map_column(self) -> None:
        ws, plan = workspace(self), self.plan
        column = plan.columns[self.grid.column]
        options = [("-", _("(no field, keep as written)"))]
        options += [(path, one.label + (" *" if one.required else "")) for path, one in plan.target.fields.items()]
        if "+" in column.field:
            options.insert(1, (column.field, " + ".join(plan.target.fields[path].label for path in column.paths)))

        def chosen(field: str | None) -> None:
            if field:
                self._change(lambda: editing.remap(ws, plan, column.letter, "" if field == "-" else field))

        title = f"{column.letter} {column.title}  {column.example}"
        self.app.push_screen(Choose(title, options, column.field or "-"), chosen)

    def action_skip_row(self) -> None:
        row, ws, plan = self.grid.row, workspace(self), self.plan
        if row is not None:
            self._change(lambda: editing.skip(ws, plan, row, row not in plan.edits.skipped))

    def action_decide(self) -> None:
        row, ws, plan = self.grid.row, workspace(self), self.plan
        if row is not None:
            background(self, lambda: beside(ws, plan, row), lambda found: self._ask(plan, row, found), group="decide")

    def _ask(self, plan: Plan, row: int, found: Beside) -> None:
        ws = workspace(self)
        ask_same(self, plan, row, found, lambda said: self._change(lambda: editing.decide(ws, plan, row, said)))

    def _kinds(self) -> list[tuple[str, str]]:
        """Which rows may be shown alone."""
        found = [(NOTES, _("Rows with notes"))]
        if self._filter == ASKS or any(judged.asks for judged in self.plan.rows):
            found.append((ASKS, _("Rows that may be duplicates")))
        return found + [
            (ending.value, f"{_(ENDING_LABELS[ending])} {count:,}")
            for ending, count in self.plan.counts.items()
            if count or self._filter == ending.value
        ]

    def action_show_rows(self) -> None:
        options = [("all", _("All rows")), *self._kinds()]
        if self.plan.lines:
            options.append((LINES, _("Lines of the sheet that are no records")))

        def chosen(key: str | None) -> None:
            if key == LINES:
                self._show_lines()
            elif key:
                self._filter = "" if key == "all" else key
                self.grid.show(self.plan, self._fitting())
                self._summarize()

        self.app.push_screen(Choose(_("Show"), options, self._filter or "all"), chosen)

    def _show_lines(self) -> None:
        """The titles, totals, signatures and empty numbers: what was left out, so that nothing is missed."""
        several = len({*self.plan.source.sheets, *(sheet for sheet, _line in self.plan.lines)}) > 1
        lines = [
            Line(
                _("Row {row}: {what}  {text}").format(
                    row=line.row, what=(line.why or line.fate).say(language()), text=line.text
                ),
                mark=sheet if several else "",
            )
            for sheet, line in self.plan.lines[:MOST_LINES]
        ]
        show_lines(self, _("Lines of the sheet that are no records"), lines)

    def action_next_note(self) -> None:
        """The next cell with a note, from the top again after the last."""
        self.grid.go_to_note()

    def action_import_mode(self) -> None:
        ws, plan = workspace(self), self.plan

        def chosen(key: str | None) -> None:
            if key:
                self._change(lambda: editing.change_mode(ws, plan, Mode(key)))

        self.app.push_screen(
            Choose(_("Mode"), [(mode.value, _(text)) for mode, text in MODES.items()], plan.mode.value), chosen
        )

    def action_import_sheet(self) -> None:
        now = tuple(name for name, read in self.plan.offered if read)

        def chosen(names: tuple[str, ...] | None) -> None:
            if names is not None and names != (now if self._named else ()):
                self._leaving(lambda: self._read_sheets(names))

        self.app.push_screen(ChooseSheets(self.plan.offered), chosen)

    def _read_sheets(self, names: tuple[str, ...]) -> None:
        below = self.app.screen_stack[-2]
        self.app.pop_screen()
        if isinstance(below, ChamberScreen):
            self._read_again(below, names, self.plan.mode)

    # Leaving it, keeping what was learnt of it

    def action_back(self) -> None:
        self._leaving(super().action_back)

    def _leaving(self, go: Callable[[], None]) -> None:
        """Leave the plan; what was corrected, decided or mapped by hand is given up only after a yes."""
        edits = self.plan.edits
        changed = len(edits.cells) + len(edits.skipped) + len(edits.decisions)
        changed += sum(one.field != old for one, old in zip(self.plan.columns, self._proposed, strict=True))
        if not changed:
            go()
            return
        question = ngettext_(
            "Leave? {count} change made here is lost.", "Leave? {count} changes made here are lost.", changed
        )
        self.app.push_screen(Confirm(question.format(count=changed), _("Leave")), lambda yes: go() if yes else None)

    def action_save_import(self) -> None:
        plan = self.plan
        stem = Path(plan.source.name).stem
        options = [("mapping", _("What the columns are (for --mapping)"))]
        if plan.counts[Ending.REJECTED]:
            options.append(("rejects", _("The rejected rows, with the reasons")))

        def chosen(key: str | None) -> None:
            if key == "mapping":
                text = saved.to_json(plan.columns, plan.target)
                ask_and_write(self, f"{stem}-{_('column mapping')}.json", lambda _ws: f"{text}\n".encode())
            elif key == "rejects":
                ask_and_write(self, f"{stem}-{_('rejected rows')}.csv", lambda _ws: rejected_csv(plan))

        self.app.push_screen(Choose(_("Save as a file"), options), chosen)

    # Writing it

    def action_write_import(self) -> None:
        ws, plan = workspace(self), self.plan
        if plan.missing:
            chamber_app(self).tell_error(missing_fields(plan))
            return
        question = _("Write {created} new and {updated} changed records?").format(
            created=f"{plan.counts[Ending.CREATED]:,}", updated=f"{plan.counts[Ending.UPDATED]:,}"
        )

        def work(progress: Progress) -> tuple[Plan, Outcome]:
            return apply(ws, plan, progress)

        def agreed(yes: bool | None) -> None:
            if yes:
                self.app.push_screen(Working(_("Writing"), work), self._written)

        self.app.push_screen(Confirm(question, _("Write"), hint=_("Ctrl+Z takes it back."), ready=True), agreed)

    def _written(self, result: tuple[Plan, Outcome] | None) -> None:
        if result is None:
            return
        plan, outcome = result
        app = chamber_app(self)
        app.pop_screen()
        counts = {ending.value: f"{count:,}" for ending, count in plan.counts.items()}
        said = _(
            "{created} created, {updated} updated, {unchanged} unchanged, {duplicate} duplicates, {rejected} rejected."
        )
        app.tell_done(said.format(**counts), outcome)
