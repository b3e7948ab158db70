"""Two records made one: field by field, with everything that hangs on them, as one action that undo parts again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chamber import kept_texts
from chamber.duplicates.bars import refuse_two
from chamber.duplicates.children import end_what_was_withdrawn, one_place_an_event, stay_different
from chamber.entity import Entity, entity_of
from chamber.errors import Invalid
from chamber.fields import Field, Linked, Phones, Tags, Text
from chamber.i18n import N_, _, language, listed
from chamber.outcome import Outcome
from chamber.records import edit_in, get
from chamber.text.values import Problem
from chamber.workspace import Workspace, Writer


class Take(StrEnum):
    """Whose value a field has afterwards; `BOTH` puts lists and notes together."""

    KEEP = "keep"
    DROP = "drop"
    BOTH = "both"


OWN = frozenset({"code", "sort_key", "created_at"})
"""What stays each record's own and is not chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One field in which two records differ: what each shows, what may be taken, and what is taken unless said."""

    field: Field
    keep: str
    drop: str
    options: tuple[Take, ...]
    usual: Take


def choices(ws: Workspace, entity: str, keep_id: int, drop_id: int) -> list[Choice]:
    """The fields in which two records differ, in the order of the record. Raises `NotFound`."""
    with ws.read() as reader:
        keep, drop = get(reader, entity, keep_id), get(reader, entity, drop_id)
    return differences(entity_of(entity), keep, drop)


def differences(described: Entity, keep: Any, drop: Any) -> list[Choice]:
    """The fields in which two records differ, in the order of the record."""
    found = []
    for field in described.fields:
        ours, theirs = getattr(keep, field.name), getattr(drop, field.name)
        if field.name in OWN or field.kind.same(ours, theirs):
            continue
        joins = _joins(field) and not field.kind.is_empty(ours) and not field.kind.is_empty(theirs)
        if field.kind.is_empty(theirs):
            usual = Take.KEEP
        elif field.kind.is_empty(ours) or _says_less(field, ours, theirs) or theirs is True:
            # A yes counts over a blank: who must not be called must not be called afterwards either.
            usual = Take.DROP
        else:
            usual = Take.BOTH if joins else Take.KEEP
        options = (Take.KEEP, Take.DROP, *((Take.BOTH,) if joins else ()))
        lang = language()
        found.append(Choice(field, field.kind.show(ours, lang), field.kind.show(theirs, lang), options, usual))
    return found


def _joins(field: Field) -> bool:
    """Whether two values can stand together: phones, tags, former names, notes."""
    return isinstance(field.kind, Phones | Tags) or (isinstance(field.kind, Text) and field.kind.multiline)


def _says_less(field: Field, ours: Any, theirs: Any) -> bool:
    """Whether ours only names what theirs points at: a unit as written beside the enterprise on file."""
    return isinstance(ours, Linked) and not ours.id and bool(theirs.id)


def merge(ws: Workspace, entity: str, keep_id: int, drop_id: int, take: Mapping[str, str] | None = None) -> Outcome:
    """Make one record of two. `keep` stays; it takes over what hangs on `drop`, and of each field what `take` says
    (field → 'keep', 'drop' or 'both'; else the usual choice of `choices`). One action.

    Raises `Invalid` for a field or a choice there is none of, `NotFound`, `NotAllowed` for two different valid numbers.
    """
    if keep_id == drop_id:
        raise Invalid({"": _("Those are one and the same record.")})
    described = entity_of(entity)
    with ws.read() as reader:
        keep, drop = get(reader, entity, keep_id), get(reader, entity, drop_id)
    refuse_two(entity, keep, drop)
    values = _values(described, keep, drop, dict(take or {}))
    title = described.title
    with ws.write(
        "merge", N_("merge {drop} into {keep}"), drop=getattr(drop, title), keep=getattr(keep, title)
    ) as writer:
        problems = _join_memberships(writer, keep_id, drop_id) if entity == "enterprise" else ()
        if entity == "person":
            one_place_an_event(writer, keep_id, drop_id)
            end_what_was_withdrawn(writer, keep_id, drop_id)
        stay_different(writer, entity, keep_id, drop_id)
        writer.repoint(entity, drop_id, keep_id)
        _drop_echoes(writer, entity, keep_id)
        _join_kept(writer, entity, keep_id, drop_id)
        writer.delete(entity, [drop_id])
        if values:
            edit_in(ws, writer, entity, keep_id, values)
        return Outcome(writer.action_id, {entity: (keep_id, drop_id)}, keep.code or "", problems)


def _values(described: Entity, keep: Any, drop: Any, take: dict[str, str]) -> dict[str, Any]:
    """What changes in `keep`."""
    differing = {one.field.name: one for one in differences(described, keep, drop)}
    values: dict[str, Any] = {}
    for name, said in take.items():
        if name not in described.by_name:
            raise Invalid({name: _("There is no such field.")})
        one = differing.get(name)
        options = one.options if one else tuple(Take)
        if said not in options:
            names = listed(str(option) for option in options)
            raise Invalid(
                {name: _("{text} is not one of {options}").format(text=said, options=names)}, entity=described.name
            )
    for name, one in differing.items():
        taken = Take(take.get(name, one.usual))
        ours, theirs = getattr(keep, name), getattr(drop, name)
        if taken is Take.DROP:
            values[name] = theirs
        elif taken is Take.BOTH:
            values[name] = _both(one.field, ours, theirs)
    return values


def _both(field: Field, ours: Any, theirs: Any) -> Any:
    if isinstance(field.kind, Phones):
        known = {phone.digits for phone in ours}
        return (*ours, *(phone for phone in theirs if phone.digits not in known))
    if isinstance(field.kind, Tags):
        return tuple(dict.fromkeys((*ours, *theirs)))
    return ours if theirs in ours else f"{ours}\n{theirs}"


def _join_kept(writer: Writer, entity: str, keep_id: int, drop_id: int) -> None:
    """What the sheets said of either stays."""
    stored = {row["id"]: row.get("extra") for row in writer.rows(entity, [keep_id, drop_id])}
    if stored[drop_id]:
        writer.update(entity, [(keep_id, {"extra": kept_texts.together(stored[keep_id], stored[drop_id])})])


def _join_memberships(writer: Writer, keep_id: int, drop_id: int) -> tuple[Problem, ...]:
    """An enterprise has one membership: the kept one's stays and takes over what it lacks; the other number retires."""
    ours = writer.rows("membership", writer.referring("membership", "enterprise_id", [keep_id]))
    theirs = writer.rows("membership", writer.referring("membership", "enterprise_id", [drop_id]))
    if not ours or not theirs:
        return ()
    stays, goes = ours[0], theirs[0]
    gaps = {name: value for name, value in goes.items() if value not in (None, "") and stays[name] in (None, "")}
    if goes["joined_on"] and stays["joined_on"] and goes["joined_on"] < stays["joined_on"]:
        gaps["joined_on"] = goes["joined_on"]
    writer.update("membership", [(stays["id"], gaps)])
    writer.delete("membership", [row["id"] for row in theirs])
    said = N_("The number {number} is not used again; {kept} stays.")
    return (Problem("info", said, {"number": goes["number"] or "", "kept": stays["number"] or ""}),)


def _drop_echoes(writer: Writer, entity: str, keep_id: int) -> None:
    """Posts and consents that say the same of the one record twice: the first stays."""
    column = f"{entity}_id"
    for table, same in _ECHOES:
        seen: set[tuple[Any, ...]] = set()
        again = []
        rows = writer.rows(table, writer.referring(table, column, [keep_id])) if column in _COLUMNS[table] else []
        for row in rows:
            said = tuple(row[name] for name in same)
            if said in seen:
                again.append(row["id"])
            seen.add(said)
        writer.delete(table, again)


_ECHOES = (
    ("post", ("term", "title", "person_id", "enterprise_id", "since", "until")),
    ("consent", ("person_id", "office_id", "purpose", "categories", "separate", "how", "obtained_on", "withdrawn_on")),
)
_COLUMNS = {"post": ("person_id", "enterprise_id"), "consent": ("person_id",)}


__all__ = ["Choice", "Take", "choices", "differences", "merge"]
