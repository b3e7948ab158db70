"""The form that makes one record of two: which one stays, and for each field whose value."""

from __future__ import annotations

from typing import Any

from chamber.duplicates.merging import Choice as Difference
from chamber.duplicates.merging import Take, choices, merge
from chamber.duplicates.record import Pair
from chamber.entity import entity_of
from chamber.fields import Choice, Field
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.workspace import Workspace
from tui.forms import Form
from tui.widgets.columns import shortened

_STAYS = "stays"
_NAME = 18
"""Cells of a name in the title."""
_MOST = 60
"""Cells of a value in a choice."""


def merge_form(ws: Workspace, pair: Pair) -> Form:
    """Ask what stays. Raises `NotFound` when one of the two is gone."""
    found = choices(ws, pair.entity, pair.left, pair.right)
    ids = {pair.left_code or str(pair.left): pair.left, pair.right_code or str(pair.right): pair.right}
    stays = Choice({code: code for code in ids})
    offered = {one.field.name: _options(one) for one in found}
    fields = (
        Field(_STAYS, stays, N_("Stays"), required=True),
        *(
            Field(
                one.field.name, Choice({text: text for text in offered[one.field.name]}), one.field.label, required=True
            )
            for one in found
        ),
    )
    start = {_STAYS: next(iter(ids))} | {
        one.field.name: next(text for text, side in offered[one.field.name].items() if side is one.usual)
        for one in found
    }

    def save(ws: Workspace, values: dict[str, Any]) -> Outcome:
        whole = start | values
        keep = ids[whole[_STAYS]]
        drop = pair.right if keep == pair.left else pair.left
        sides = {name: options[whole[name]] for name, options in offered.items()}
        if keep != pair.left:
            sides = {name: _OTHER[side] for name, side in sides.items()}
        return merge(ws, pair.entity, keep, drop, {name: str(side) for name, side in sides.items()})

    what = _(entity_of(pair.entity).label)
    title = _("One {what} of two: {left} and {right}").format(
        what=what, left=shortened(pair.left_title, _NAME), right=shortened(pair.right_title, _NAME)
    )
    return Form(title, fields, save, _("Merged:"), start)


_OTHER = {Take.KEEP: Take.DROP, Take.DROP: Take.KEEP, Take.BOTH: Take.BOTH}


def _options(one: Difference) -> dict[str, Take]:
    """The text of each choice → whose value it is; two that look alike are told apart by a number."""
    shown = {
        Take.KEEP: one.keep,
        Take.DROP: one.drop,
        Take.BOTH: _("both: {left} + {right}").format(left=one.keep, right=one.drop),
    }
    found: dict[str, Take] = {}
    for side in one.options:
        text = " ".join(shown[side].split())[:_MOST] or _("(nothing)")
        found[text if text not in found else f"{text} (2)"] = side
    return found
