"""What a record is: a frozen dataclass with an id, described fields, and the words it goes by."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, ClassVar, TypeVar

from chamber.fields.base import Field


@dataclass(frozen=True, kw_only=True)
class Record:
    """The base of every record: `id` is our own key, 0 before it is stored."""

    entity: ClassVar[Entity]
    id: int = 0


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entity:
    """The words and places of one kind of record.

    `name` is the entity's word in code and journal and the name of its table; `noun` the command line's word;
    `label`/`plural` msgids; `title` the field that names a record; `code` the field (or '') that is its given code.
    """

    name: str
    noun: str
    label: str
    plural: str
    title: str = "name"
    code: str = "code"
    record: type[Record] = Record

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every described field in order."""
        return tuple(
            Field(name=item.name, **item.metadata["field"])
            for item in dataclasses.fields(self.record)
            if "field" in item.metadata
        )

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.fields}

    def field(self, name: str) -> Field:
        return self.by_name[name]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Every column of the table that a described field takes, in order."""
        return tuple(column for field in self.fields for column in field.columns)

    @cached_property
    def editable(self) -> tuple[Field, ...]:
        """The fields a person fills in."""
        return tuple(field for field in self.fields if not field.given)

    @cached_property
    def told(self) -> tuple[Field, ...]:
        """The fields that mean something to a person: all but the key that lists are sorted by."""
        return tuple(field for field in self.fields if field.name != "sort_key")

    def load(self, row: Mapping[str, Any]) -> Any:
        """The record of a stored row (all columns plus `id`)."""
        values = dict(self._nothing)
        for name, columns, load in self._loaders:
            stored = [row.get(column) for column in columns]
            if stored.count(None) < len(stored):
                values[name] = load(stored)
        return self.record(id=row["id"], **values)

    @cached_property
    def _nothing(self) -> Mapping[str, Any]:
        """What a field is of which nothing is stored, as is true of most fields of most records."""
        return {name: load([None] * len(columns)) for name, columns, load in self._loaders}

    @cached_property
    def _loaders(self) -> Sequence[tuple[str, tuple[str, ...], Callable[[Sequence[Any]], Any]]]:
        """Each field with its columns and what makes its value of theirs; a long list loads half a million values."""
        return [(field.name, field.columns, field.kind.load) for field in self.fields]

    def dump(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Field values as column → stored value, only for the fields given."""
        stored: dict[str, Any] = {}
        dumpers = self._dumpers
        for name, value in values.items():
            columns, dump = dumpers[name]
            if len(columns) == 1:
                stored[columns[0]] = dump(value)[0]
            else:
                stored.update(zip(columns, dump(value), strict=True))
        return stored

    def dump_columns(self, columns: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
        """`dump` for many records at once, given as field → values; None stays nothing."""
        stored: dict[str, Sequence[Any]] = {}
        for name, values in columns.items():
            names, dump = self._dumpers[name]
            if self.by_name[name].kind.stores_as_is:
                stored[names[0]] = [None if value == "" else value for value in values] if "" in values else values
            elif len(names) == 1:
                stored[names[0]] = [None if value is None else dump(value)[0] for value in values]
            else:
                stored.update(zip(names, self.by_name[name].kind.dump_all(values), strict=False))
        return stored

    @cached_property
    def _dumpers(self) -> Mapping[str, tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]]:
        """Field name → its columns and what makes their values; an import dumps a million values."""
        return {field.name: (field.columns, field.kind.dump) for field in self.fields}

    def to_json(self, record: Record, names: Iterable[str] | None = None) -> dict[str, Any]:
        """The record as JSON with the field names of DOMAIN.md; empty optional fields are left out."""
        wanted = set(names) if names is not None else None
        result: dict[str, Any] = {}
        for field in self.told:
            if wanted is not None and field.name not in wanted:
                continue
            value = getattr(record, field.name)
            if field.kind.is_empty(value) and not field.required and wanted is None:
                continue
            result[field.name] = field.kind.to_json(value)
        return result


def entity(**words: Any) -> Any:
    """Class decorator: make the frozen dataclass a record with its `Entity`."""

    def describe(cls: type[R]) -> type[R]:
        cls.entity = Entity(record=cls, **words)
        return cls

    return describe


# Where each entity is described; a module is imported when it is first asked for.
_HOMES = {
    "chamber": "chamber.setup.record:ChamberRecord",
    "enterprise": "chamber.members.record:Enterprise",
    "membership": "chamber.members.record:Membership",
    "post": "chamber.members.record:Post",
    "person": "chamber.contacts.record:Person",
    "consent": "chamber.privacy.record:Consent",
    "event": "chamber.events.record:Event",
    "attendance": "chamber.events.record:Attendance",
    "policy": "chamber.policies.record:Policy",
    "lead": "chamber.leads.record:Lead",
    "fund": "chamber.leads.record:Fund",
    "activity": "chamber.leads.record:Activity",
    "office": "chamber.offices.record:Office",
    "delivery": "chamber.deliveries.record:Delivery",
}


# What is worked out from records and stands beside them in lists: no record, nothing a person files.
_WORKED_OUT = {"clock": "chamber.leads.deadline:Deadline"}


@lru_cache
def entity_of(name: str) -> Entity:
    """The entity by its name in code (`enterprise`)."""
    module, _, cls = (_HOMES.get(name) or _WORKED_OUT[name]).partition(":")
    described: Entity = getattr(importlib.import_module(module), cls).entity
    return described


def entity_names() -> tuple[str, ...]:
    return tuple(_HOMES)
