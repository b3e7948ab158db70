"""What an undo leaves as it is, in words: which record, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from chamber import clock
from chamber.entity import entity_names, entity_of
from chamber.history.labels import kind_of_row
from chamber.i18n import _
from chamber.workspace import Reader, Workspace
from db.queries import lookup
from db.undo import Since
from db.undo_plan import CHANGED, ERASED, GONE, NEEDED, TAKEN, TARGET_GONE, Kept

Key = tuple[str, int]
_LONGEST_TITLE = 40
_MOST_FIELDS = 6


def in_words(
    ws: Workspace, reader: Reader, kept: Iterable[Kept], since: Mapping[Key, Since]
) -> tuple[tuple[str, str], ...]:
    """(record, reason) for each row that is kept."""
    rows = list(kept)
    names = _names(reader, rows)
    return tuple((_name(one, names), _reason(ws, one, names, since.get((one.table, one.row_id)))) for one in rows)


def _names(reader: Reader, rows: list[Kept]) -> dict[Key, str]:
    """What each row and each row it is about is called; titles are read table by table."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for one in rows:
        for table, row_id in ((one.table, one.row_id), *((one.other,) if one.other else ())):
            wanted[table].add(row_id)
    names: dict[Key, str] = {}
    for table, ids in wanted.items():
        titles = _titles(reader, table, sorted(ids))
        names.update({(table, row_id): f"{kind_of_row(table)} {titles.get(row_id, '')}".strip() for row_id in ids})
    return names


def _titles(reader: Reader, table: str, ids: list[int]) -> dict[int, str]:
    if table not in entity_names():
        return {}
    column = entity_of(table).field(entity_of(table).title).columns[0]
    return {
        row_id: str(title)[:_LONGEST_TITLE] for row_id, title in lookup.titles_of(reader, table, column, ids).items()
    }


def _name(one: Kept, names: Mapping[Key, str]) -> str:
    if one.row is not None and one.table in entity_names():
        title = one.row.get(entity_of(one.table).title)
        if title:
            return f"{kind_of_row(one.table)} {str(title)[:_LONGEST_TITLE]}"
    return names[one.table, one.row_id]


def _reason(ws: Workspace, one: Kept, names: Mapping[Key, str], since: Since | None) -> str:
    fields = _fields(one)
    words = {
        "fields": fields,
        "user": since.user if since else "",
        "when": clock.to_the_minute(since.at, ws.zone) if since else "",
        "other": names.get(one.other, "") if one.other else "",
    }
    reasons = {
        CHANGED: _("changed since by {user} at {when}: {fields}") if since else _("changed since: {fields}"),
        GONE: _("removed since by {user} at {when}") if since else _("not there any more"),
        NEEDED: _("still used by {other}"),
        TARGET_GONE: _("what it refers to is not there any more: {fields}"),
        TAKEN: _("{fields} is in use by {other}"),
        ERASED: _("personal values were erased and don't come back"),
    }
    return reasons[one.reason].format(**words)


def _fields(one: Kept) -> str:
    """The labels of the fields that stay."""
    if one.table not in entity_names():
        return ", ".join(one.columns[:_MOST_FIELDS])
    labels = [_(field.label) for field in entity_of(one.table).told if not set(field.columns).isdisjoint(one.columns)]
    return ", ".join(labels[:_MOST_FIELDS]) + (", ..." if len(labels) > _MOST_FIELDS else "")
