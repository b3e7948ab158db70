"""The use cases every record shares: find, show, add, edit, remove. What is special lies in the rooms' rules."""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from chamber.entity import Entity, Record, entity_of
from chamber.errors import Conflict, Invalid, NotAllowed, NotFound
from chamber.fields import Context, Link, Linked
from chamber.i18n import N_, _, listed
from chamber.outcome import Outcome
from chamber.text.values import Problem
from chamber.workspace import Reader, Workspace, Writer
from db.queries import lookup

R = TypeVar("R", bound=Record)
Values = Mapping[str, Any]


class Rules(Protocol):
    """What a room says about its record. A rules module has these functions; those it lacks do nothing.

    `check(ws, reader, old, values) -> {field: message}`: refusals; `old` is None for a new record, `values` the whole
    record as it would be. `complete(ws, writer, rows)`: codes, sort keys and defaults of new rows (values by field);
    `complete_columns(ws, writer, count, columns)`: the same of many rows as field → values, instead of it.
    `after_add(ws, writer, ids, rows)`, `after_edit(ws, writer, old, values)`: what else belongs to the action.
    `notice(ws, reader, values)`: problems worth saying about a new record that is taken all the same;
    `renamed(ws, reader, record_id, values)`: about one that is given another title.
    """


_NEAR = 0.5
"""How alike two names must be (0 to 1) for one to be offered for the other."""

# Entity → module with its rules.
_RULES = {
    "chamber": "chamber.setup.rules",
    "enterprise": "chamber.members.rules",
    "membership": "chamber.members.membership",
    "person": "chamber.contacts.rules",
    "event": "chamber.events.rules",
    "attendance": "chamber.events.guests",
    "policy": "chamber.policies.rules",
    "lead": "chamber.leads.rules",
    "fund": "chamber.leads.funds",
    "activity": "chamber.leads.log",
    "office": "chamber.offices.rules",
    "consent": "chamber.privacy.consent",
}


def rule(entity: str, name: str) -> Any:
    """A function of the entity's rules, or None."""
    home = _RULES.get(entity)
    return getattr(importlib.import_module(home), name, None) if home else None


def context(ws: Workspace, reader: Reader | None = None) -> Context:
    """What parsing values for this chamber needs to know; with a `reader`, links are resolved."""

    def resolve(entity: str, text: str) -> tuple[int, str]:
        if reader is None:
            raise NotFound(N_("Nothing found for {text}."), text=text)
        found = find(reader, entity, text)
        return found, title_of(reader, entity, found)

    return Context(today=ws.today, zone=ws.zone, within=ws.home_division or None, resolve=resolve if reader else None)


def parse_values(
    ws: Workspace, reader: Reader, entity: str, texts: Mapping[str, object]
) -> tuple[dict[str, Any], list[tuple[str, Problem]]]:
    """Field texts (a form's, a command's) as values, with warnings as (field, problem).

    Raises `Invalid` for unknown fields and for what can't be read.
    """
    described = entity_of(entity)
    values: dict[str, Any] = {}
    warnings: list[tuple[str, Problem]] = []
    refused: dict[str, str] = {}
    where = context(ws, reader)
    for name, text in texts.items():
        field = described.by_name.get(name)
        if field is None:
            raise Invalid({name: _("There is no such field.")})
        parsed = field.kind.parse(text, where)
        blank = text is None or not str(text).strip()
        if parsed.value in (None, "") and not blank and parsed.problems and parsed.problems[0].code != "placeholder":
            refused[name] = parsed.problems[0].render(_)
            continue
        values[name] = field.kind.empty() if parsed.value is None else parsed.value
        warnings.extend((name, problem) for problem in parsed.problems)
    if refused:
        raise Invalid(refused, entity=entity)
    return values, warnings


def find(reader: Reader, entity: str, text: str) -> int:
    """The id of the record named by its code or any unambiguous part of its name.

    Raises `NotFound` (with near names) and `Conflict` (the name fits several).
    """
    described = entity_of(entity)
    wanted = text.strip()
    exact = lookup.by_code(reader, entity, wanted)
    if len(exact) == 1:
        return exact[0]
    hits = lookup.by_title(reader, entity, described.title, wanted)
    if len(hits) == 1:
        return hits[0][0]
    if hits:
        same = [record_id for record_id, title in hits if title == wanted]
        if len(same) == 1:
            return same[0]
        raise Conflict(
            N_("{text} fits several: {names}"),
            text=wanted,
            names=_apart(reader, described, hits[:8]),
            hint=N_("Give more of the name, or the code."),
        )
    titles = lookup.titles(reader, entity, described.title, wanted)
    near = near_names(wanted, titles)
    raise NotFound(N_("No {what} found for {text}."), what=_(described.label), text=wanted, near=near)


def _apart(reader: Reader, described: Entity, hits: Sequence[tuple[int, str]]) -> str:
    """Titles in a row, with the codes that tell them apart."""
    if not described.code:
        return listed(title for _id, title in hits)
    coded = lookup.titles_of(reader, described.name, described.code, [record_id for record_id, _title in hits])
    return listed(f"{title} ({coded.get(record_id, '')})" for record_id, title in hits)


def near_names(wanted: str, titles: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """The titles a text may have been meant as: alike as a whole, or holding most of its characters in order."""
    scored = []
    for title in dict.fromkeys(titles):
        matcher = difflib.SequenceMatcher(None, wanted, title, autojunk=False)
        held = sum(block.size for block in matcher.get_matching_blocks()) / max(len(wanted), 1)
        score = max(matcher.ratio(), held * 0.8)
        if score >= _NEAR:
            scored.append((-score, len(title), title))
    return tuple(title for _score, _length, title in sorted(scored)[:most])


def title_of(reader: Reader, entity: str, record_id: int) -> str:
    return lookup.titles_of(reader, entity, entity_of(entity).title, [record_id]).get(record_id, "")


def code_of(reader: Reader, entity: str, record_id: int) -> str:
    """The code people know it by; '' for a record that has none."""
    row, code = reader.row(entity, record_id), entity_of(entity).code
    return str(row[code] or "") if row and code else ""


def get(reader: Reader, entity: str, record_id: int) -> Any:
    """The record, links with their titles. Raises `NotFound`."""
    found = get_many(reader, entity, [record_id])
    if not found:
        raise NotFound(N_("This {what} is no longer there."), what=_(entity_of(entity).label))
    return found[0]


def get_many(reader: Reader, entity: str, ids: Sequence[int]) -> list[Any]:
    """Records in the order of `ids`, links with their titles."""
    described = entity_of(entity)
    return with_titles(reader, described, [described.load(row) for row in reader.rows(entity, ids)])


def with_titles(reader: Reader, described: Entity, records: Sequence[R]) -> list[R]:
    """Fill in the titles of linked records, one query per link."""
    import dataclasses

    changes: list[dict[str, Any]] = [{} for _ in records]
    for field in described.fields:
        if not isinstance(field.kind, Link):
            continue
        ids = sorted({value.id for record in records if (value := getattr(record, field.name)) and value.id})
        if not ids:
            continue
        target = field.kind.entity
        titles = lookup.titles_of(reader, target, entity_of(target).title, ids)
        for record, change in zip(records, changes, strict=True):
            value = getattr(record, field.name)
            if value and value.id:
                change[field.name] = Linked(titles.get(value.id, ""), value.id)
    return [
        dataclasses.replace(record, **change) if change else record
        for record, change in zip(records, changes, strict=True)
    ]


def add(ws: Workspace, entity: str, values: Values) -> Outcome:
    """File a new record. Raises `Invalid`."""
    described = entity_of(entity)
    with ws.write("add", N_("add {what} {title}"), what=entity, title=_title(described, values)) as writer:
        notice = rule(entity, "notice")
        noticed = notice(ws, writer, dict(values)) if notice else ()
        record_id = add_in(ws, writer, entity, [values])[0]
        code = code_of(writer, entity, record_id)
        return Outcome(writer.action_id, {entity: (record_id,)}, code, noticed)


def add_in(
    ws: Workspace,
    writer: Writer,
    entity: str,
    rows: Sequence[Values],
    *,
    checked: bool = False,
    extras: Sequence[str | None] = (),
) -> list[int]:
    """File new records inside an action that is open; returns their ids.

    `checked`: the caller has checked the rules. `extras` is what each row says beyond its fields, as JSON.
    """
    described = entity_of(entity)
    complete, whole, after = (rule(entity, name) for name in ("complete", "complete_columns", "after_add"))
    empty = (None, "", ()) if checked else ()
    defaults = {field.name: field.default for field in described.fields if field.default not in empty}
    full: list[dict[str, Any]] = [{**defaults, **values} for values in rows]
    if "created_at" in described.by_name:
        for row in full:
            row["created_at"] = row.get("created_at") or writer.head.at
    if complete:
        complete(ws, writer, full)
    if whole:
        by_field = {name: [row.get(name) for row in full] for name in set().union(*full)}
        whole(ws, writer, len(full), by_field)
        for name, given in by_field.items():
            for row, value in zip(full, given, strict=True):
                if value is not None:
                    row[name] = value
    if not checked:
        for row in full:
            found = refused(ws, writer, entity, None, row)
            if found:
                raise Invalid(found, entity=entity)
    stored = [described.dump(row) for row in full]
    for columns, extra in zip(stored, extras, strict=False):
        if extra:
            columns["extra"] = extra
    ids = writer.insert(entity, stored)
    if after:
        after(ws, writer, ids, full)
    return ids


def edit(ws: Workspace, entity: str, record_id: int, values: Values) -> Outcome:
    """Change fields of a record. Raises `Invalid`, `NotFound`. Nothing changed: an outcome without an action."""
    with ws.write("edit", N_("edit {what} {title}"), what=entity, title=_shown(ws, entity, record_id)) as writer:
        noticed = notices_of_renaming(ws, writer, entity, record_id, values)
        changed = edit_in(ws, writer, entity, record_id, values)
        code = code_of(writer, entity, record_id)
        return Outcome(writer.action_id if changed else None, {entity: (record_id,)}, code, noticed)


def notices_of_renaming(
    ws: Workspace, reader: Reader, entity: str, record_id: int, values: Values
) -> tuple[Problem, ...]:
    """What is worth saying when a record gets another title; nothing when it keeps its own."""
    told, title = rule(entity, "renamed"), entity_of(entity).title
    if told is None or title not in values or values[title] == title_of(reader, entity, record_id):
        return ()
    return tuple(told(ws, reader, record_id, values))


def edit_in(ws: Workspace, writer: Writer, entity: str, record_id: int, values: Values) -> bool:
    """Change fields inside an open action; tells whether anything really changed. Raises `NotFound`, `Invalid`."""
    get(writer, entity, record_id)
    return bool(edit_all_in(ws, writer, entity, [record_id], lambda _record: values))


def edit_all_in(
    ws: Workspace, writer: Writer, entity: str, ids: Sequence[int], change: Callable[[Any], Values]
) -> list[int]:
    """Change fields of many records inside an open action; `change` gives the values of each. Gives the ids of those
    that really changed. Raises `Invalid` for the first that is refused."""
    described = entity_of(entity)
    derive, after = (rule(entity, name) for name in ("derive", "after_edit"))
    changes: list[tuple[int, dict[str, Any]]] = []
    edited: list[tuple[Any, dict[str, Any]]] = []
    for old in get_many(writer, entity, ids):
        new = {
            name: value
            for name, value in change(old).items()
            if not described.field(name).kind.same(getattr(old, name), value)
        }
        if not new:
            continue
        whole = {field.name: getattr(old, field.name) for field in described.fields} | new
        found = refused(ws, writer, entity, old, whole)
        if found and len(ids) > 1:
            raise Invalid(found, N_("{title} can't be changed."), entity=entity, title=_title(described, whole))
        if found:
            raise Invalid(found, entity=entity)
        if derive:
            new |= derive(ws, old, whole)
        changes.append((old.id, described.dump(new)))
        edited.append((old, whole))
    changed = writer.update(entity, changes)
    for old, whole in edited if after else ():
        after(ws, writer, old, whole)
    return changed


def remove(ws: Workspace, entity: str, ids: Iterable[int]) -> Outcome:
    """Remove records with what they own. Raises `NotAllowed` when others depend on them."""
    wanted = list(ids)
    label = N_("remove {what} {title}") if len(wanted) == 1 else N_("remove {count} records")
    with ws.write(
        "remove", label, what=entity, title=_shown(ws, entity, wanted[0]) if wanted else "", count=len(wanted)
    ) as writer:
        dependants = writer.dependants(entity, wanted)
        guard = rule(entity, "may_remove")
        if guard:
            guard(ws, writer, wanted)
        if dependants:
            names = listed(f"{_(entity_of(table).plural)} {count}" for table, count in dependants.items())
            raise NotAllowed(N_("Others depend on it: {names}"), names=names, hint=N_("Remove or change those first."))
        gone = writer.delete(entity, wanted)
        if not gone:
            raise NotFound(N_("This {what} is no longer there."), what=_(entity_of(entity).label))
        return Outcome(writer.action_id, {entity: tuple(gone)})


def refused(ws: Workspace, reader: Reader, entity: str, old: Record | None, values: Values) -> dict[str, str]:
    """Field → why the whole record as it would be is refused; {} when it may be filed. `old` is None for a new one."""
    check = rule(entity, "check")
    return _missing(entity_of(entity), values) | (check(ws, reader, old, values) if check else {})


def _missing(described: Entity, values: Values) -> dict[str, str]:
    return {
        field.name: _("{label} is required.").format(label=_(field.label))
        for field in described.fields
        if field.required and field.kind.is_empty(values.get(field.name))
    }


def _title(described: Entity, values: Values) -> str:
    field = described.field(described.title)
    return field.kind.show(values.get(described.title) or field.kind.empty())


def _shown(ws: Workspace, entity: str, record_id: int) -> str:
    with ws.read() as reader:
        return title_of(reader, entity, record_id)


__all__ = [
    "Rules",
    "add",
    "add_in",
    "code_of",
    "context",
    "edit",
    "edit_all_in",
    "edit_in",
    "find",
    "get",
    "get_many",
    "notices_of_renaming",
    "parse_values",
    "refused",
    "remove",
    "rule",
    "title_of",
    "with_titles",
]
