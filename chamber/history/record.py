"""What the journal tells, as values: actions, changes of a record, and what an undo did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Action:
    """One named action. `message` is a msgid with `{names}` of `params`; `service.label` says it in words.

    `at` is a UTC stamp; `undoes` the action this one takes back; `undone` whether it is taken back now; `entries` how
    many rows it wrote.
    """

    id: int
    at: str
    user: str
    host: str
    kind: str
    message: str
    params: Mapping[str, Any]
    entries: int
    undoes: int | None
    undone: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field's value before and after, in words of the active language ('' for none)."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one action did to one record: `what` is 'added', 'changed' or 'removed'.

    `entity` is the record itself or something it owns (a membership, a log entry); `erased` tells that personal values
    of this change were erased for good.
    """

    action: int
    at: str
    user: str
    label: str
    what: str
    entity: str
    record_id: int
    fields: tuple[FieldChange, ...]
    erased: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "action": self.action,
            "at": self.at,
            "user": self.user,
            "label": self.label,
            "what": self.what,
            "entity": self.entity,
            "fields": [{"field": one.field, "label": one.label, "old": one.old, "new": one.new} for one in self.fields],
            "erased": self.erased,
        }


@dataclass(frozen=True, slots=True)
class UndoOutcome:
    """What an undo or redo did. `action` is its own id, `of` the action it took back, `label` what that was, in words.

    `deleted`, `restored`, `altered`: entity → ids. `kept`: (record, reason) of what stays as it is, in words. `note`: what
    else there is to know or to do.
    """

    action: int
    of: int
    label: str
    deleted: Mapping[str, tuple[int, ...]]
    restored: Mapping[str, tuple[int, ...]]
    altered: Mapping[str, tuple[int, ...]]
    kept: tuple[tuple[str, str], ...]
    note: str = ""

    @property
    def changed(self) -> dict[str, tuple[int, ...]]:
        """Entity → every id that is not what it was, for what shows them."""
        tables = {*self.deleted, *self.restored, *self.altered}
        parts = (self.deleted, self.restored, self.altered)
        return {table: tuple(row_id for part in parts for row_id in part.get(table, ())) for table in tables}

    @property
    def reversed(self) -> dict[str, int]:
        """Entity → number of rows taken back."""
        return {table: len(ids) for table, ids in self.changed.items()}

    def to_json(self) -> dict[str, Any]:
        return {
            "action": self.action,
            "of": self.of,
            "label": self.label,
            "reversed": self.reversed,
            "deleted": {table: len(ids) for table, ids in self.deleted.items()},
            "restored": {table: len(ids) for table, ids in self.restored.items()},
            "changed": {table: len(ids) for table, ids in self.altered.items()},
            "kept": [{"what": what, "reason": reason} for what, reason in self.kept],
            **({"note": self.note} if self.note else {}),
        }
