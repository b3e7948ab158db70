"""Actions and rows in the words of the active language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chamber.entity import entity_names, entity_of
from chamber.history.record import Action
from chamber.i18n import N_, _, language
from chamber.settings import SETTINGS

# Parameter → whose value it is: kept as data, it is told in the reader's language.
_VALUES = {"stage": ("lead", "stage"), "answer": ("attendance", "invitation")}
_PREFERENCE = N_("set {name} to {value}")
UNDO, REDO = N_("undo: {label}"), N_("redo: {label}")

# Tables that are no described record, as a person would call one row of them.
_OTHERS = {
    "calendar_day": N_("Day of the calendar"),
    "delivery_row": N_("Row of a delivery"),
    "document": N_("Document"),
    "export_log": N_("Record of an export"),
    "feedback_file": N_("List that came back"),
    "import_mapping": N_("Remembered columns"),
    "imported_file": N_("Imported file"),
    "not_duplicate": N_("Not a duplicate"),
    "saved_view": N_("Saved view"),
    "sheet_template": N_("Template of a sheet"),
    "setting": N_("Setting"),
    "stage": N_("Stage"),
    "stage_change": N_("Change of stage"),
    "stage_move": N_("Move between stages"),
}


def label(action: Action) -> str:
    """What an action was, such as 'add Enterprise 赤峰…' or 'undo: import …'."""
    return say(action.message, action.params)


def say(message: str, params: Mapping[str, Any]) -> str:
    """A message with its parameters; an entity in `what` by its label, a stage, an answer or a preference as the reader
    calls it, an action within an action in words too."""
    words = dict(params)
    for name, (entity, field) in _VALUES.items():
        if words.get(name):
            words[name] = entity_of(entity).field(field).kind.show(words[name], language())
    if message == _PREFERENCE and words.get("name") in SETTINGS:
        words["name"] = _(SETTINGS[str(words["name"])].label)
    what = words.get("what")
    if what in entity_names():
        words["what"] = _(entity_of(str(what)).plural if words.get("count", 1) != 1 else entity_of(str(what)).label)
    if message in (UNDO, REDO):
        words["label"] = say(words["message"], words["params"])
    return _(message).format(**words)


def kind_of_row(table: str) -> str:
    """What a row of a table is called."""
    if table in entity_names():
        return _(entity_of(table).label)
    return _(_OTHERS[table]) if table in _OTHERS else table
