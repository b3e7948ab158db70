"""What a form asks, how its texts become values, and what saving it does. No widget in here."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from chamber import records
from chamber.entity import entity_of
from chamber.errors import Invalid
from chamber.fields import Choices, Field, Flag, Linked
from chamber.i18n import _
from chamber.outcome import Outcome
from chamber.progress import Progress
from chamber.text.values import Problem
from chamber.workspace import Workspace

Values = dict[str, Any]
Warnings = list[tuple[str, Problem]]


@dataclass(frozen=True, slots=True)
class Form:
    """`title` in the user's language; `start` the texts it opens with; `save` gets only values that were filled in or
    changed. `said` tells what was done. `held`: the very records behind links filled in beforehand, kept while their text
    is."""

    title: str
    fields: tuple[Field, ...]
    save: Callable[[Workspace, Values], Outcome]
    said: str
    start: Mapping[str, str] = field(default_factory=dict)
    new: bool = True
    notice: Callable[[Workspace, Values], Warnings] | None = None
    """What is worth saying about the values as a whole before they are saved."""
    watch: tuple[str, ...] = ()
    """The fields by which `notice` is asked already while one fills them in."""
    held: Mapping[str, Any] = field(default_factory=dict)
    brief: Callable[[Mapping[str, str]], frozenset[str]] | None = None
    """The fields shown until all are asked for, by the texts so far; those filled in or refused show anyway."""
    brief_by: str = ""
    """The field whose text `brief` goes by."""
    at_length: Callable[[Workspace, Values, Progress], Outcome] | None = None
    """Saves in the place of `save` when that may take long: it says how far it is and may be stopped."""
    final: bool = False
    """What is saved is never undone, so nobody is told to."""

    def saved(self, ws: Workspace, values: Values, progress: Progress) -> Outcome:
        """What saving does."""
        return self.at_length(ws, values, progress) if self.at_length else self.save(ws, values)


def new_record(
    entity: str,
    *,
    values: Mapping[str, Any] | None = None,
    save: Callable[[Workspace, Values], Outcome] | None = None,
    title: str = "",
    without: tuple[str, ...] = (),
) -> Form:
    """A form for a new record. `values` fill it in beforehand; those of fields that are not asked are kept as they are."""
    described = entity_of(entity)
    known = dict(values or {})
    asked = tuple(one for one in described.editable if one.name not in without)
    names = {one.name for one in asked}
    start = {one.name: shown(one, one.default) for one in asked if not one.kind.is_empty(one.default)}
    start |= {name: shown(described.field(name), value) for name, value in known.items() if name in names}
    held = {name: value for name, value in known.items() if isinstance(value, Linked) and value.id and name in names}

    def store(ws: Workspace, filled: Values) -> Outcome:
        whole = {name: value for name, value in known.items() if name not in names} | filled
        return save(ws, whole) if save else records.add(ws, entity, whole)

    rule = records.rule(entity, "notice")

    def notice(ws: Workspace, filled: Values) -> Warnings:
        with ws.read() as reader:
            return [(described.title, problem) for problem in rule(ws, reader, known | filled)]

    label = _(described.label)
    return Form(
        title or _("New: {what}").format(what=label),
        asked,
        store,
        _("Filed: {what}").format(what=label),
        start,
        notice=notice if rule else None,
        watch=records.rule(entity, "TELLING") or (),
        held=held,
    )


def change_record(
    ws: Workspace,
    entity: str,
    record_id: int,
    *,
    save: Callable[[Workspace, Values], Outcome] | None = None,
    without: tuple[str, ...] = (),
) -> Form:
    """A form with a record as it is. Raises `NotFound`. Reads the store, so not on the event loop."""
    described = entity_of(entity)
    with ws.read() as reader:
        record = records.get(reader, entity, record_id)
    asked = tuple(one for one in described.editable if one.name not in without)
    start = {one.name: shown(one, getattr(record, one.name)) for one in asked}
    title = _("Change: {title}").format(title=start.get(described.title) or _(described.label))

    def store(ws: Workspace, filled: Values) -> Outcome:
        return save(ws, filled) if save else records.edit(ws, entity, record_id, filled)

    def notice(ws: Workspace, filled: Values) -> Warnings:
        with ws.read() as reader:
            found = records.notices_of_renaming(ws, reader, entity, record_id, filled)
        return [(described.title, problem) for problem in found]

    told = notice if records.rule(entity, "renamed") else None
    done = _("Changed: {what}").format(what=_(described.label))
    return Form(title, asked, store, done, start, new=False, notice=told)


def told(said: str, code: str) -> str:
    """What was done, and to what: right behind a colon, else two cells apart."""
    gap = "" if said.endswith("：") else " " if said.endswith(":") else "  "
    return f"{said}{gap}{code}" if code else said


def shown(one: Field, value: Any) -> str:
    """A value as the form shows it: as it is written, always in the words that are stored."""
    if one.kind.is_empty(value) and not isinstance(one.kind, Flag):
        return ""
    return one.kind.show(value, "zh")


def read(ws: Workspace, form: Form, texts: Mapping[str, str]) -> tuple[Values, Warnings]:
    """The texts of a form's fields as values, with what was noticed. Raises `Invalid` with all that can't be read."""
    by_name = {one.name: one for one in form.fields}
    values: Values = {name: value for name, value in form.held.items() if name not in texts}
    warnings: Warnings = []
    refused: dict[str, str] = {}
    with ws.read() as reader:
        where = records.context(ws, reader)
        for name, text in texts.items():
            one = by_name[name]
            parsed = one.kind.parse(text, where)
            if parsed.value is None and text.strip() and parsed.problems:
                refused[name] = parsed.problems[0].render(_)
                continue
            values[name] = one.kind.empty() if parsed.value is None else parsed.value
            warnings.extend((name, problem) for problem in parsed.problems)
    for name, one in by_name.items():
        if one.required and name not in refused and (form.new or name in texts) and one.kind.is_empty(values.get(name)):
            refused[name] = _("{label} is required.").format(label=_(one.label))
    if refused:
        raise Invalid(refused)
    return values, warnings


def noticed(ws: Workspace, form: Form, texts: Mapping[str, str]) -> Warnings:
    """What `notice` says by as much of a form as can be read already."""
    if form.notice is None:
        return []
    values: Values = {}
    for one in form.fields:
        if one.name in texts:
            with suppress(Invalid):
                values |= read(ws, dataclasses.replace(form, fields=(one,), new=False), {one.name: texts[one.name]})[0]
    return form.notice(ws, values) if values else []


def joined(one: Field, chosen: list[str]) -> str:
    """Several choices as the one text their field reads."""
    return "、".join(chosen) if isinstance(one.kind, Choices) else "".join(chosen[:1])
