"""What an import would do, before anything is written: the sheet as it was read beside how each row will end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from chamber.i18n import N_, _, ngettext_
from chamber.importing import editing
from chamber.importing.applying import apply, missing_fields
from chamber.importing.plan import DIFFERENT, ENDING_LABELS, LATER, SAME, Decision, Ending, Mode, Plan
from chamber.outcome import Outcome
from chamber.progress import Progress
from chamber.text.cells import as_written
from tui.base import ChamberScreen, background, chamber_app, workspace
from tui.dialogs.ask_text import AskText
from tui.dialogs.choose import Choose
from tui.dialogs.confirm import Confirm
from tui.dialogs.working import Working
from tui.importing import read_plan
from tui.widgets.bars import KeyBar, NavBar
from tui.widgets.row_outcome import RowOutcome, style_of
from tui.widgets.sheet_grid import MARKS, SheetGrid

NARROW = 100
MODES = {
    Mode.ADD: N_("Only add new records"),
    Mode.UPDATE: N_("Overwrite what is there"),
    Mode.FILL: N_("Fill only what is blank so far"),
}
NOTES = "notes"


class ImportPreview(ChamberScreen):
    """The plan of one file. Every change gives a new plan; Ctrl+S writes it, Esc leaves with nothing changed."""

    CSS_PATH: ClassVar = "import_preview.tcss"
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
    )

    def __init__(self, plan: Plan, path: Path, event_id: int = 0) -> None:
        super().__init__()
        self.plan = plan
        self.path = path
        self.event_id = event_id
        self._filter = ""

    def compose(self) -> ComposeResult:
        yield NavBar()
        yield Static(id="summary", markup=False)
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

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < NARROW, "-narrow")

    def reload(self) -> None:
        """Match the rows again with what is there now."""
        self._change(lambda: editing.change_mode(workspace(self), self.plan, self.plan.mode))

    # What is shown

    def take(self, plan: Plan) -> None:
        """Show another plan of the same file."""
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
        if self._filter == NOTES:
            return bool(self.plan.problems.get(row) or judged.reasons)
        return judged.ending.value == self._filter

    def _summarize(self) -> None:
        plan, source = self.plan, self.plan.source
        line = Text(no_wrap=False)
        line.append(f"{source.name}  {'、'.join(source.sheets)}  ", "bold")
        line.append(_(MODES[plan.mode]) + "\n", "dim")
        for ending, count in plan.counts.items():
            style = style_of(self, ending) if count else "dim"
            line.append(f"{MARKS[ending]} {count:,} {_(ENDING_LABELS[ending])}   ", style)
        notes = len(plan.values.problems) + sum(len(judged.reasons) for judged in plan.rows)
        line.append(ngettext_("{count} note", "{count} notes", notes).format(count=notes))
        line.append(f"\n{self._advice()}", style_of(self, Ending.DUPLICATE))
        self.query_one("#summary", Static).update(line)

    def _advice(self) -> str:
        """The one thing a person should look at first."""
        plan = self.plan
        if plan.again is not None:
            return _("This very file was imported before (action {action}). There is nothing to do.").format(
                action=plan.again
            )
        if plan.missing and plan.records:
            labels = "、".join(plan.target.fields[path].label for path in plan.missing)
            return _("No column gives {fields}: put the cursor on it and press F7.").format(fields=labels)
        if plan.guessed:
            letters = "、".join(column.letter for column in plan.guessed)
            return _("Guessed from their values, please check: columns {letters}").format(letters=letters)
        if plan.unmapped:
            titles = "、".join(column.title or column.letter for column in plan.unmapped)
            return _("Kept as written, without a field: {columns}").format(columns=titles)
        return ""

    def on_sheet_grid_moved(self, event: SheetGrid.Moved) -> None:
        self.query_one(RowOutcome).show(self.plan, self.grid.row)
        self.refresh_bindings()

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
            return bool(self.plan.left_aside)
        return super().check_action(action, parameters)

    def _question(self, row: int) -> bool:
        judged = self.plan.rows[row]
        return bool(judged.near) or judged.twin is not None or row in self.plan.edits.decisions

    def action_edit_cell(self) -> None:
        row, place = self.grid.row, self.grid.column
        if row is None:
            return
        column = self.plan.columns[place]
        title = f"{column.letter}{self.plan.rows[row].number} {column.title}"
        ws, plan = workspace(self), self.plan

        def edited(text: str | None) -> None:
            if text is not None:
                self._change(lambda: editing.edit_cell(ws, plan, row, place, text))

        self.app.push_screen(AskText(title, as_written(self.grid.cell(row, place))), edited)

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
        if row is None:
            return
        judged = plan.rows[row]
        codes = next((reason.params["codes"].split("、") for reason in judged.reasons if "codes" in reason.params), [])
        options = [
            (f"{SAME}:{record_id}", _("The same as {code}").format(code=code))
            for record_id, code in zip(judged.near, codes, strict=False)
        ]
        options += [(DIFFERENT, _("Different: file it")), (LATER, _("Look later"))]

        def chosen(key: str | None) -> None:
            if key:
                word, _sign, record_id = key.partition(":")
                decision = Decision(word, int(record_id or 0)) if word != LATER else None
                self._change(lambda: editing.decide(ws, plan, row, decision))

        self.app.push_screen(Choose(_("Is it the same?"), options), chosen)

    def action_show_rows(self) -> None:
        counts = self.plan.counts
        options = [("all", _("All rows")), (NOTES, _("Rows with notes"))]
        options += [
            (ending.value, f"{_(ENDING_LABELS[ending])} {counts[ending]:,}") for ending in Ending if counts[ending]
        ]

        def chosen(key: str | None) -> None:
            if key:
                self._filter = "" if key == "all" else key
                self.grid.show(self.plan, self._fitting())

        self.app.push_screen(Choose(_("Show"), options, self._filter or "all"), chosen)

    def action_next_note(self) -> None:
        """The next row with a note, from the top again after the last."""
        here = self.grid.row if self.grid.row is not None else -1
        noted = [row for row in self.grid.shown if self.plan.problems.get(row) or self.plan.rows[row].reasons]
        later = [row for row in noted if row > here] or noted
        if later:
            self.grid.go_to(later[0])

    def action_import_mode(self) -> None:
        ws, plan = workspace(self), self.plan

        def chosen(key: str | None) -> None:
            if key:
                self._change(lambda: editing.change_mode(ws, plan, Mode(key)))

        self.app.push_screen(
            Choose(_("Mode"), [(mode.value, _(text)) for mode, text in MODES.items()], plan.mode.value), chosen
        )

    def action_import_sheet(self) -> None:
        sheets = [*self.plan.source.sheets, *self.plan.left_aside]

        def chosen(name: str | None) -> None:
            if name and (name,) != self.plan.source.sheets:
                below = self.app.screen_stack[-2]
                self.app.pop_screen()
                if isinstance(below, ChamberScreen):
                    read_plan(below, self.plan.target.name, self.path, self.event_id, (name,), self.plan.mode)

        self.app.push_screen(Choose(_("Sheet"), [(name, name) for name in sheets], self.plan.source.sheets[0]), chosen)

    # Writing it

    def action_write_import(self) -> None:
        ws, plan = workspace(self), self.plan
        if plan.missing:
            chamber_app(self).tell_error(missing_fields(plan))
            return
        question = _("Write {created} new and {updated} changed records?").format(
            created=plan.counts[Ending.CREATED], updated=plan.counts[Ending.UPDATED]
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
        counts = {ending.value: count for ending, count in plan.counts.items()}
        said = _(
            "{created} created, {updated} updated, {unchanged} unchanged, {duplicate} duplicates, {rejected} rejected."
        )
        app.tell_done(said.format(**counts), outcome)
