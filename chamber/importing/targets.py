"""What can be imported, and which fields a column of each may stand for.

A field is named by its path: a field of the record itself by its own name (`name`), one of an associated record by the
word of that record and its name (`membership.number`, `post.title`, `person.mobiles`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from chamber.entity import entity_of
from chamber.errors import NotFound
from chamber.fields import Choice, Code, Date, Email, Field, Phones, Place, Tags, Text, UsccCode
from chamber.i18n import N_, _

SPLIT = "+"
"""Joins the paths of a column that holds two things: `contact+contact_phones` (联系人及电话)."""


@dataclass(frozen=True, slots=True)
class TargetField:
    """One field a column may be mapped to; `entity` is where it lives ('' path prefix for the main record)."""

    path: str
    entity: str
    field: Field
    required: bool

    @property
    def label(self) -> str:
        """The label in the active language, with the associated record in front."""
        own = _(self.field.label)
        return own if "." not in self.path else f"{_(entity_of(self.entity).label)} · {own}"

    @property
    def repeatable(self) -> bool:
        """Whether several columns may together make this field (省 市 县; 电话 更多电话)."""
        kind = self.field.kind
        return isinstance(kind, (Phones, Place, Tags)) or bool(kind.multiline)


@dataclass(frozen=True)
class Target:
    """One kind of import: the main entity, those that come along in the same row, and how its rows are named.

    `party` is the path of the field that names the other side (the unit of a guest, the investor of a lead).
    """

    name: str
    entity: str
    along: tuple[str, ...]
    title: str
    phones: tuple[str, ...]
    party: str = ""
    number: str = ""
    leave_out: frozenset[str] = frozenset()

    @cached_property
    def fields(self) -> dict[str, TargetField]:
        """Path → field, the main record's first."""
        return _fields(self)

    def field(self, path: str) -> TargetField:
        """The field of a path. Raises NotFound with near paths."""
        found = self.fields.get(path)
        if found is None:
            import difflib

            near = tuple(difflib.get_close_matches(path, self.fields, n=3, cutoff=0.5))
            raise NotFound(
                N_("There is no field {path} to import {target} into."), path=path, target=self.name, near=near
            )
        return found

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Paths without which a row can't be filed (those with a default aside)."""
        return tuple(path for path, one in self.fields.items() if one.required)


def _fields(target: Target) -> dict[str, TargetField]:
    found: dict[str, TargetField] = {}
    for entity in (target.entity, *target.along):
        prefix = "" if entity == target.entity else f"{entity}."
        for field in entity_of(entity).fields:
            path = prefix + field.name
            if path in target.leave_out or (field.given and path != target.number):
                continue
            required = field.required and not prefix and field.kind.is_empty(field.default)
            found[path] = TargetField(path, entity, field, required)
    return found


TARGETS = {
    target.name: target
    for target in (
        Target(
            "members",
            "enterprise",
            ("membership", "post", "person"),
            title="name",
            phones=("phones", "person.mobiles", "person.landlines"),
            number="membership.number",
            leave_out=frozenset(
                (
                    "membership.enterprise",
                    "post.person",
                    "post.enterprise",
                    "person.enterprise",
                    "person.unit",
                    "person.code",
                )
            ),
        ),
        Target(
            "contacts",
            "person",
            (),
            title="name",
            phones=("mobiles", "landlines"),
            party="enterprise",
            leave_out=frozenset(("unit",)),
        ),
        Target("leads", "lead", (), title="project", phones=("contact_phones",), party="investor", number="code"),
        Target("attendance", "attendance", (), title="name", phones=("phone",), party="unit"),
    )
}


def target_of(name: str) -> Target:
    """The target by its name. Raises NotFound."""
    found = TARGETS.get(name)
    if found is None:
        raise NotFound(N_("There is nothing called {name} to import."), name=name, near=tuple(TARGETS))
    return found


def strict(field: Field) -> bool:
    """Whether the values of a field can be told from others by looking at them."""
    return isinstance(field.kind, (Choice, Date, Email, Phones, Place, UsccCode)) or (
        not isinstance(field.kind, (Text, Code, Tags)) and not field.kind.multiline
    )
