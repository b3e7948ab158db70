"""One change of many records: one action, whole or not at all, with its progress; undone like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.fields import Field, UsccCode
from chamber.i18n import N_, _
from chamber.outcome import Outcome
from chamber.progress import Progress, unheard
from chamber.records import edit_all_in, parse_values
from chamber.workspace import Reader, Workspace, Writer

PART = 1_000
"""Records between two looks at whether to stop."""

CHANGING = N_("Changing")

# Entity → what hangs on each of its records, once, and may be changed with it; and the column that says so.
_BESIDE = {"enterprise": ("membership", "enterprise_id")}


def fields_for_many(entity: str) -> tuple[tuple[str, Field], ...]:
    """(entity, field) that can be given to many at once: not what names one, nor a stage, which has its history."""
    found = [(entity, field) for field in entity_of(entity).editable]
    beside, _column = _BESIDE.get(entity, ("", ""))
    found += [(beside, field) for field in entity_of(beside).editable] if beside else []
    return tuple(one for one in found if not _is_of_one(*one))


def _is_of_one(entity: str, field: Field) -> bool:
    described = entity_of(entity)
    names_one = field.name in (described.title, described.code, "number") or isinstance(field.kind, UsccCode)
    return names_one or (entity, field.name) == ("lead", "stage")


def read_many(ws: Workspace, reader: Reader, entity: str, texts: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Texts by field name as values by entity. Raises `Invalid` for what can't be given to many."""
    by_name = {field.name: owner for owner, field in reversed(fields_for_many(entity))}
    groups: dict[str, dict[str, str]] = {}
    for name, text in texts.items():
        owner = by_name.get(name)
        if owner is None:
            known = name in entity_of(entity).by_name
            raise Invalid({name: _("This can't be given to many at once.") if known else _("There is no such field.")})
        groups.setdefault(owner, {})[name] = text
    return {owner: parse_values(ws, reader, owner, group)[0] for owner, group in groups.items()}


def edit_many(
    ws: Workspace,
    entity: str,
    ids: Sequence[int],
    values: Mapping[str, Mapping[str, Any]],
    progress: Progress = unheard,
) -> Outcome:
    """Give many records the same values; `values` by entity, as `read_many` gives them. Raises `Invalid`, `Cancelled`.

    Only those that really change are in the outcome.
    """
    groups = [(owner, group) for owner, group in values.items() if group]

    def change(writer: Writer, part: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
        for owner, group in groups:
            yield owner, edit_all_in(ws, writer, owner, _rows_of(writer, entity, owner, part), _same(group))

    return _change(ws, entity, ids, change, N_("edit {count} {what}"), progress)


def tag_many(
    ws: Workspace,
    entity: str,
    ids: Sequence[int],
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    progress: Progress = unheard,
) -> Outcome:
    """Give many records tags and take some away. Raises `Invalid`, `Cancelled`."""
    field = entity_of(entity).by_name.get("tags")
    if field is None:
        raise Invalid({"tags": _("There is no such field.")})
    kind = field.kind

    def change(writer: Writer, part: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
        """No rule looks at tags, so nothing else of a record is read."""
        entries = []
        for row in writer.rows(entity, part, ("tags",)):
            old = kind.load([row["tags"]])
            new = tuple(dict.fromkeys([*(tag for tag in old if tag not in remove), *add]))
            if new != old:
                entries.append((row["id"], {"tags": row["tags"]}, {"tags": kind.dump(new)[0]}))
        moved = [row_id for row_id, _before, _after in entries]
        writer.replace(entity, entries)
        yield entity, moved

    return _change(ws, entity, ids, change, N_("tag {count} {what}"), progress)


def _same(values: Mapping[str, Any]) -> Callable[[Any], Mapping[str, Any]]:
    return lambda _record: values


Change = Callable[[Writer, Sequence[int]], Iterable[tuple[str, list[int]]]]
"""Changes some of the records; gives entity → ids of the rows that really changed."""


def _change(
    ws: Workspace,
    entity: str,
    ids: Sequence[int],
    change: Change,
    label: str,
    progress: Progress,
) -> Outcome:
    changed: dict[str, list[int]] = {}
    # The label is written first, so it counts what was asked for.
    with ws.write("edit", label, progress=progress, what=entity, count=len(ids)) as writer:
        for start in range(0, len(ids), PART):
            progress(CHANGING, start, len(ids))
            for owner, moved in change(writer, ids[start : start + PART]):
                changed.setdefault(owner, []).extend(moved)
        touched = {owner: tuple(found) for owner, found in changed.items() if found}
        return Outcome(writer.action_id if touched else None, touched)


def _rows_of(writer: Writer, entity: str, owner: str, ids: Sequence[int]) -> Sequence[int]:
    """The records themselves, or what hangs on them."""
    return ids if owner == entity else writer.referring(owner, _BESIDE[entity][1], ids)


def count_of(outcome: Outcome) -> int:
    """How many records an outcome changed."""
    return max(map(len, outcome.changed.values()), default=0)


__all__ = ["count_of", "edit_many", "fields_for_many", "read_many", "tag_many"]
