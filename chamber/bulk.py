"""One change of many records: one action, whole or not at all, with its progress; undone like any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
    groups = [(owner, _same(group)) for owner, group in values.items() if group]
    return _change(ws, entity, ids, groups, N_("edit {count} {what}"), progress)


def tag_many(
    ws: Workspace,
    entity: str,
    ids: Sequence[int],
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    progress: Progress = unheard,
) -> Outcome:
    """Give many records tags and take some away. Raises `Invalid`, `Cancelled`."""
    _must_have_tags(entity)

    def change(record: Any) -> dict[str, Any]:
        kept = [tag for tag in record.tags if tag not in remove]
        return {"tags": tuple(dict.fromkeys([*kept, *add]))}

    return _change(ws, entity, ids, [(entity, change)], N_("tag {count} {what}"), progress)


def _must_have_tags(entity: str) -> None:
    if "tags" not in entity_of(entity).by_name:
        raise Invalid({"tags": _("There is no such field.")})


Change = Callable[[Any], Mapping[str, Any]]


def _same(values: Mapping[str, Any]) -> Change:
    return lambda _record: values


def _change(
    ws: Workspace,
    entity: str,
    ids: Sequence[int],
    groups: Sequence[tuple[str, Change]],
    label: str,
    progress: Progress,
) -> Outcome:
    changed: dict[str, list[int]] = {}
    # The label is written first, so it counts what was asked for.
    with ws.write("edit", label, progress=progress, what=entity, count=len(ids)) as writer:
        for start in range(0, len(ids), PART):
            progress(CHANGING, start, len(ids))
            part = ids[start : start + PART]
            for owner, change in groups:
                rows = _rows_of(writer, entity, owner, part)
                changed.setdefault(owner, []).extend(edit_all_in(ws, writer, owner, rows, change))
        touched = {owner: tuple(found) for owner, found in changed.items() if found}
        return Outcome(writer.action_id if touched else None, touched)


def _rows_of(writer: Writer, entity: str, owner: str, ids: Sequence[int]) -> Sequence[int]:
    """The records themselves, or what hangs on them."""
    return ids if owner == entity else writer.referring(owner, _BESIDE[entity][1], ids)


def count_of(outcome: Outcome) -> int:
    """How many records an outcome changed."""
    return max(map(len, outcome.changed.values()), default=0)


__all__ = ["count_of", "edit_many", "fields_for_many", "read_many", "tag_many"]
