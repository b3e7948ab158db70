"""What is new, changed, withdrawn or stalled for an office since its last delivery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chamber.deliveries.layout import PERSONAL_KEYS, SheetColumn
from chamber.deliveries.marks import CHANGED, NEW, STALLED, WITHDRAWN
from chamber.entity import entity_of
from chamber.privacy.masking import is_free_text
from chamber.privacy.record import ERASED
from chamber.text.hidden_names import NOBODY, Names
from chamber.text.hidden_numbers import without_numbers

CONSENT_WITHDRAWN = "联系人撤回同意，请删除此前提供的联系方式"
NAME_WITHDRAWN = "联系人撤回同意，请删除此前清单文字中的姓名"
"""For an office whose lists had no column for the contact: only the texts told who it is."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a delivery: cells by key, what it is marked with, and what changed (key → old, new)."""

    lead_id: int
    cells: Mapping[str, str]
    mark: str = ""
    changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    note: str = ""


def compare(
    known: Mapping[str, str], now: Mapping[str, str], columns: Sequence[SheetColumn], names: Names = NOBODY
) -> dict[str, tuple[str, str]]:
    """Key → (old, new) of the chamber's columns that differ and were sent before. A number that an earlier version let
    through is not said again, and that it is hidden now is no change; so it is with the `names` that are hidden now."""
    keys = [column.key for column in columns if not column.feedback and column.key in now and column.key in known]
    differing = {key: (hidden_today(key, known[key], names), now[key]) for key in keys if known[key] != now[key]}
    return {key: pair for key, pair in differing.items() if pair[0] != pair[1]}


def hidden_today(key: str, text: str, names: Names) -> str:
    """A text as it was sent, with what is hidden today hidden: numbers, and the `names` of the lead's contact."""
    described = entity_of("lead").by_name.get(key)
    if described is None or key in ("contact", "contact_phones") or not is_free_text(described.kind):
        return text
    return names.hide(text if key in PERSONAL_KEYS else without_numbers(text))


def names_given(cells: Mapping[str, str]) -> Names:
    """The names that the contact's cell itself told."""
    given = cells.get("contact", "")
    return NOBODY if "*" in given or given == ERASED else Names(given, cells.get("investor", ""))


def in_form(known: Mapping[str, str], columns: Sequence[SheetColumn]) -> Mapping[str, str]:
    """What an office knows, told in the columns of another form: the weekly one says the stage before the progress."""
    apart = any(column.key == "stage" for column in columns)
    if "progress" not in known or apart == ("stage" in known):
        return known
    if apart:
        stage, _mark, progress = known["progress"].partition("；")
        return {**known, "stage": stage, "progress": progress}
    return {**known, "progress": "；".join(filter(None, (known["stage"], known["progress"])))}


def newest(before: Mapping[str, str], cells: Mapping[str, str]) -> dict[str, str]:
    """What an office knows of a lead after another sheet: its cells, and those of sheets before that it left out."""
    if "stage" in cells and "stage" not in before and "progress" in before:
        stage, _mark, progress = before["progress"].partition("；")
        before = {**before, "stage": stage, "progress": progress}
    kept = dict(before)
    if "progress" in cells and "stage" not in cells:
        # The sheet says the stage before the progress: one of an older sheet must not come in front of it again.
        kept.pop("stage", None)
    return kept | dict(cells)


def delta_row(
    lead_id: int,
    before: Mapping[str, str] | None,
    cells: Mapping[str, str],
    columns: Sequence[SheetColumn],
    stalled: str | None,
    *,
    revoked: str,
    full: bool,
    names: Names = NOBODY,
) -> SheetRow | None:
    """The row of a lead the office may have; None when a delta leaves it out, because nothing changed.

    `before` and `cells` are what the office knows of it and what it would read now; `stalled` is the remark for one
    without progress; `revoked` is what is to be told when its contact withdrew a consent the office relied on, else ''; `names` are hidden in it.
    """
    if before is None:
        return SheetRow(lead_id, cells, NEW)
    changes = compare(in_form(before, columns), cells, columns, names)
    if revoked:
        shown = {key: pair for key, pair in changes.items() if key not in PERSONAL_KEYS}
        return SheetRow(lead_id, cells, WITHDRAWN, shown, revoked)
    if changes:
        return SheetRow(lead_id, cells, CHANGED, changes)
    if stalled is not None:
        return SheetRow(lead_id, cells, STALLED, {}, stalled)
    return SheetRow(lead_id, cells) if full else None


def withdrawn_row(
    lead_id: int, before: Mapping[str, str], columns: Sequence[SheetColumn], names: Names = NOBODY
) -> SheetRow:
    """The row of a lead that the office knows and may not have any more."""
    known = in_form(before, columns)
    cells = {key: "" if key in PERSONAL_KEYS else hidden_today(key, text, names) for key, text in known.items()}
    return SheetRow(lead_id, cells, WITHDRAWN)
