"""What will happen to one row of an import: how it ends and why, its notes, its values by field, what is only kept."""

from __future__ import annotations

import re
from itertools import islice

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.dom import DOMNode
from textual.widgets import Static

from chamber.i18n import _, language
from chamber.importing.beside import Beside
from chamber.importing.links import linked
from chamber.importing.plan import DIFFERENT, ENDING_LABELS, LATER, SAME, Ending, Plan
from chamber.kept_texts import RAW

MOST_KEPT = 200
"""Texts without a field that are shown of one row."""
COLOURS = {
    Ending.CREATED: "text-success",
    Ending.UPDATED: "text-accent",
    Ending.DUPLICATE: "text-warning",
    Ending.REJECTED: "text-error",
}
"""How a row ends → the theme's colour for it; what does not change is dim."""


def style_of(node: DOMNode, ending: Ending) -> str:
    """The style of an ending in the theme of the moment."""
    colour = node.app.theme_variables.get(COLOURS.get(ending, ""), "")
    return colour if re.fullmatch(r"#[0-9A-Fa-f]{6}|[a-z_]+", colour) else "dim"


class RowOutcome(VerticalScroll, can_focus=False):
    """The pane beside the sheet."""

    DEFAULT_CSS = """
    RowOutcome { padding: 0 1; background: $surface; }
    RowOutcome Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self, plan: Plan, row: int | None) -> None:
        """Show a row of a plan; nothing for None."""
        nothing = _("No row fits.") if plan.rows else _("The sheet holds no records. Its lines can be read with F9.")
        text = self._text(plan, row, Beside()) if row is not None else Text(nothing, "dim")
        self.query_one(Static).update(text)
        self.scroll_home(animate=False)

    def add(self, plan: Plan, row: int, beside: Beside) -> None:
        """Say of the row that is shown what is on file beside it."""
        self.query_one(Static).update(self._text(plan, row, beside))

    def _text(self, plan: Plan, row: int, beside: Beside) -> Text:
        judged = plan.rows[row]
        colour = style_of(self, judged.ending)
        text = Text()
        text.append(
            _("Row {row}: {outcome}").format(row=plan.row_name(row), outcome=_(ENDING_LABELS[judged.ending])),
            f"bold {colour}".strip(),
        )
        text.append("\n")
        for reason in judged.reasons:
            text.append(f"{reason.render(_)}\n", colour)
        for line in beside.near.values():
            text.append(f"  {line}\n")
        if beside.record:
            text.append(_("On file: {record}").format(record=beside.record) + "\n")
        decision = plan.edits.decisions.get(row)
        if decision is not None:
            words = {SAME: _("Decided: the same"), DIFFERENT: _("Decided: different"), LATER: _("Decided: look later")}
            text.append(words[decision.word] + "\n", "bold")
        for problem in plan.problems.get(row, ()):
            said = problem.words
            if problem.letter:
                said = _("{label}: {text}").format(label=plan.cell_at(row, problem.letter), text=said)
            text.append(f"{said}\n", style_of(self, Ending.DUPLICATE))
        text.append("\n")
        self._values(text, plan, row, beside)
        return text

    def _values(self, text: Text, plan: Plan, row: int, beside: Beside) -> None:
        for path in plan.values.of(row):
            field = plan.target.fields[path]
            value = linked(plan.links, plan.target, plan.values, row, path)
            shown = field.field.kind.show(value, language()) if value is not None else str(plan.values.get(path, row))
            becomes = _becomes(plan, row, path, beside) if value is not None else _("kept as written")
            text.append(f"{field.label}  ", "dim")
            text.append(" / ".join(shown.splitlines()), "bold" if _changes(plan, row, path) else "")
            text.append(f"  ({becomes})\n" if becomes else "\n", "dim")
        extra = plan.extra_of(row)
        raw = extra.pop(RAW, {})
        for title, kept in islice(extra.items(), MOST_KEPT):
            text.append(f"{title}  ", "dim italic")
            text.append(f"{kept}  ({_('kept as written')})\n", "italic")
        if len(extra) > MOST_KEPT:
            more = len(extra) - MOST_KEPT
            text.append(_("and {count} more").format(count=more) + "\n", "dim")
        for path, kept in raw.items():
            label = plan.target.fields[path].label if path in plan.target.fields else path
            text.append(f"{label}  ", "dim italic")
            text.append(f"{kept}  ({_('not understood, kept as written')})\n", "italic")


def _changes(plan: Plan, row: int, path: str) -> bool:
    """Whether a value changes what is there, or comes with something new: a contact, a post."""
    changes = plan.rows[row].changes
    return path in changes or path.partition(".")[0] in changes


def _becomes(plan: Plan, row: int, path: str, beside: Beside) -> str:
    """What becomes of a value where there is something on file already; '' where there is nothing to say."""
    old = " / ".join(beside.so_far.get(path, "").splitlines())
    if not _changes(plan, row, path):
        return _("not taken, stays: {old}").format(old=old) if old else ""
    if path not in plan.rows[row].changes:
        return _("new")
    return _("changes, so far: {old}").format(old=old) if old else _("changes")
