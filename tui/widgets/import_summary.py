"""Above the sheet of an import: the file, how its rows will end, what was left aside, and what to look at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.text import Text
from textual.widgets import Static

from chamber.i18n import N_, _, listed, ngettext_
from chamber.importing.plan import ENDING_LABELS, Ending, Mode, Plan
from tui.widgets.row_outcome import style_of
from tui.widgets.sheet_grid import MARKS, MAYBE

MODES = {
    Mode.ADD: N_("Only add new records"),
    Mode.UPDATE: N_("Overwrite what is there"),
    Mode.FILL: N_("Fill only what is blank so far"),
}


MOST_NAMED = 12


class ImportSummary(Static):
    """Three lines, one more when sheets were left aside or the counts need two."""

    DEFAULT_CSS = """
    ImportSummary { height: auto; max-height: 6; background: $surface; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def show(self, plan: Plan, only: str = "", event: str = "") -> None:
        """Show a plan; `only` says which of its rows the sheet shows, when not all, `event` whose guests they are."""
        text = Text(no_wrap=False)
        sheets = [one for one in plan.source.sheets if one not in (plan.source.name, Path(plan.source.name).stem)]
        text.append("  ".join((plan.source.name, *filter(None, [listed(sheets)]), "")), "bold")
        text.append(_(MODES[plan.mode]), "dim")
        if only:
            text.append("  " + _("Shown: {rows}").format(rows=only), "reverse")
        if event:
            text.append("\n" + _("Guests of: {event}").format(event=event), "bold")
        for line in _packed(self._counts(plan), self.app.size.width - 2):
            text.append("\n")
            for count, style in line:
                text.append(count, style)
        if plan.left_aside:
            text.append("\n" + _("Left aside: {sheets} (Ctrl+O reads one)").format(sheets=_few(plan.left_aside)))
        if advice := _advice(plan):
            text.append(f"\n{advice}", style_of(self, Ending.DUPLICATE))
        self.update(text)

    def _counts(self, plan: Plan) -> list[tuple[str, str]]:
        """How many rows end how, under the marks they have in the sheet, each with its style."""
        found = [
            (f"{MARKS[ending]} {count:,} {_(ENDING_LABELS[ending])}", style_of(self, ending))
            for ending, count in plan.counts.items()
            if count or ending is Ending.CREATED
        ]
        maybe = sum(judged.asks for judged in plan.rows)
        if maybe:
            said = ngettext_("{count} may be a duplicate", "{count} may be duplicates", maybe).format(
                count=f"{maybe:,}"
            )
            found.append((f"{MAYBE} {said}", style_of(self, Ending.DUPLICATE)))
        notes = len(plan.values.problems) + sum(len(judged.reasons) for judged in plan.rows)
        found.append((ngettext_("{count} note", "{count} notes", notes).format(count=f"{notes:,}"), ""))
        if lines := len(plan.lines):
            said = ngettext_("{count} line is no record", "{count} lines are no records", lines).format(
                count=f"{lines:,}"
            )
            found.append((said, "dim"))
        return found


def _packed(words: Sequence[tuple[str, str]], width: int) -> Iterator[list[tuple[str, str]]]:
    """The words on as few lines as they need, never broken inside, three blanks between them."""
    line: list[tuple[str, str]] = []
    used = 0
    for word, style in words:
        if line and used + 3 + cell_len(word) > width:
            yield line
            line, used = [], 0
        if line:
            line.append(("   ", ""))
            used += 3
        line.append((word, style))
        used += cell_len(word)
    if line:
        yield line


def _few(words: Sequence[str]) -> str:
    """Words in a row; of very many the first ones."""
    return listed(words[:MOST_NAMED]) + (f" ... ({len(words):,})" if len(words) > MOST_NAMED else "")


def _advice(plan: Plan) -> str:
    """The one thing a person should look at first."""
    if plan.again is not None:
        return _("This very file was imported before (action {action}). There is nothing to do.").format(
            action=plan.again
        )
    if plan.missing and plan.records:
        labels = listed(plan.target.fields[path].label for path in plan.missing)
        return _("No column gives {fields}: put the cursor on it and press F7.").format(fields=labels)
    if plan.guessed:
        letters = _few([column.letter for column in plan.guessed])
        return _("Guessed from their values, please check: columns {letters}").format(letters=letters)
    if plan.unmapped:
        titles = _few([column.key for column in plan.unmapped])
        return _("Kept as written, without a field: {columns}").format(columns=titles)
    return ""
