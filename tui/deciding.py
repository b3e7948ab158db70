"""Asking what a row of an import is that may be a duplicate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from chamber.i18n import _
from chamber.importing.beside import Beside
from chamber.importing.plan import DIFFERENT, SAME, Decision, Plan
from tui.dialogs.choose import Choose


def ask_same(
    screen: Screen[Any], plan: Plan, row: int, found: Beside, said: Callable[[Decision | None], object]
) -> None:
    """Ask, and hand on what was `said` when it is new. What holds so far is marked, so that Enter alone changes nothing."""
    answers = _answers(plan, row, found)
    decided = plan.edits.decisions.get(row)
    repeats = decided is None and plan.rows[row].twin is not None
    current = 0 if repeats else next(at for at, (_text, one) in enumerate(answers) if one == decided)

    def chosen(key: str | None) -> None:
        if key and int(key) != current:
            said(answers[int(key)][1])

    options = [(str(number), text) for number, (text, _decision) in enumerate(answers)]
    screen.app.push_screen(Choose(_("Is it the same?"), options, str(current)), chosen)


def _answers(plan: Plan, row: int, found: Beside) -> list[tuple[str, Decision | None]]:
    """What may be said of a possible duplicate: the records and the earlier row it may be, different, later."""
    judged = plan.rows[row]
    answers: list[tuple[str, Decision | None]] = [
        (_("The same as {code}").format(code=line), Decision(SAME, record_id)) for record_id, line in found.near.items()
    ]
    earlier = judged.twin if judged.twin is not None else judged.namesake
    if earlier is not None:
        answers.append((_("The same as row {row}").format(row=plan.row_name(earlier)), Decision(SAME, row=earlier)))
    decided = plan.edits.decisions.get(row)
    if decided is not None and decided.word == SAME and all(one != decided for _said, one in answers):
        same = _("The same as {code}").format(code=found.record) if found.record else _("The same, as decided")
        answers.insert(0, (same, decided))
    answers.append((_("Different: file it"), Decision(DIFFERENT)))
    if decided is not None or judged.twin is None:
        answers.append((_("Look later: file it for now") if judged.asks else _("Take the word back"), None))
    return answers
