"""The history of one record, field by field, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chamber.entity import Entity, entity_names, entity_of
from chamber.fields import Field, Link, Linked
from chamber.history.labels import say
from chamber.history.record import Change, FieldChange
from chamber.i18n import _, language
from chamber.workspace import Reader, Workspace
from db import journal
from db.journal import Entry
from db.pen import CREATED, DELETED, UPDATED
from db.queries import lookup
from db.tables import references_from

Row = Mapping[str, Any]
_WORD = {CREATED: "added", UPDATED: "changed", DELETED: "removed"}
_HIDDEN = frozenset({"sort_key", "created_at", "layout"})


def history(ws: Workspace, entity: str, record_id: int, limit: int = 200) -> tuple[Change, ...]:
    """What was done to a record and to what it owns, newest first: when, who, what, old and new of each field.

    A record that is gone has its history too.
    """
    with ws.read() as reader:
        found: list[tuple[Entry, Row, Row]] = []
        for table, ids in _rows_of(reader, entity, record_id).items():
            found += _states(reader, table, ids, limit)
        found.sort(key=lambda one: -one[0].id)
        found = found[:limit]
        actions = _actions_of(reader, {entry.action_id for entry, _, _ in found})
        titles = _Titles(reader, found)
        return tuple(_change(entry, before, after, actions[entry.action_id], titles) for entry, before, after in found)


def _rows_of(reader: Reader, entity: str, record_id: int) -> dict[str, list[int]]:
    """The record and the described records it owns now."""
    rows = {entity: [record_id]}
    for table in entity_names():
        for reference, target in references_from(table):
            if target == entity and reference.owned and table != entity:
                rows.setdefault(table, []).extend(reader.referring(table, reference.column, [record_id]))
    return {table: ids for table, ids in rows.items() if ids}


def _states(reader: Reader, table: str, ids: list[int], limit: int) -> Iterator[tuple[Entry, Row, Row]]:
    """Each entry with the whole row before and after it, worked out backwards from the row as it is now."""
    now: dict[int, Row] = {row["id"]: row for row in reader.rows(table, ids)}
    for entry in journal.entries_about(reader.db, table, ids, limit):
        after = now.get(entry.row_id, {})
        before = {**after, **entry.before} if entry.op == UPDATED else entry.before
        yield entry, before, entry.after if entry.op == CREATED else after
        now[entry.row_id] = before


def _actions_of(reader: Reader, ids: set[int]) -> dict[int, dict[str, Any]]:
    return {row["id"]: row for row in journal.actions(reader.db, max(len(ids), 1), ids=sorted(ids))}


def _change(entry: Entry, before: Row, after: Row, action: Row, titles: _Titles) -> Change:
    described = entity_of(entry.table)
    fields = tuple(
        FieldChange(field.name, _(field.label), old, new)
        for field in _changed_fields(described, entry)
        if (old := titles.show(field, before)) != (new := titles.show(field, after))
    )
    return Change(
        action=entry.action_id,
        at=action["at"],
        user=action["user"],
        label=say(action["label"], action["params"]),
        what=_WORD[entry.op],
        entity=entry.table,
        record_id=entry.row_id,
        fields=fields,
        erased=entry.erased,
    )


def _changed_fields(described: Entity, entry: Entry) -> Iterator[Field]:
    columns = entry.before.keys() | entry.after.keys()
    for field in described.fields:
        if field.name not in _HIDDEN and not columns.isdisjoint(field.columns):
            yield field


class _Titles:
    """Shows field values; the records that links point at are read once for all."""

    def __init__(self, reader: Reader, found: Iterable[tuple[Entry, Row, Row]]) -> None:
        wanted: defaultdict[str, set[int]] = defaultdict(set)
        for entry, before, after in found:
            for field in _changed_fields(entity_of(entry.table), entry):
                if isinstance(field.kind, Link):
                    wanted[field.kind.entity] |= {
                        row[field.columns[0]] for row in (before, after) if row.get(field.columns[0])
                    }
        self._titles = {
            entity: lookup.titles_of(reader, entity, entity_of(entity).title, sorted(ids))
            for entity, ids in wanted.items()
        }

    def show(self, field: Field, row: Row) -> str:
        if not any(row.get(column) is not None for column in field.columns):
            return ""
        value = field.load(row)
        if isinstance(field.kind, Link) and value is not None:
            value = Linked(self._titles[field.kind.entity].get(value.id) or _("(removed)"), value.id)
        return field.kind.show(value, language())
