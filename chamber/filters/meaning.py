"""What a condition on a field means: that depends on the field's kind alone, so a new field is filtered like the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chamber import clock, lists
from chamber.errors import Invalid
from chamber.fields import (
    Amount,
    Choice,
    Choices,
    Context,
    Count,
    Date,
    DateTime,
    Flag,
    Link,
    Number,
    Place,
    Places,
    Tags,
)
from chamber.filters.spans import Span, is_away, span
from chamber.i18n import N_, _, listed
from chamber.lists import ListColumn, covering_prefix
from chamber.search.words import Op, Term
from db.queries.lists import Condition
from db.queries.lists import Op as Sign

_NOTHING = frozenset({"空", "空白", "none", "empty"})
_ANYTHING = "*"
_SIGNS: dict[Op, Sign] = {Op.MORE: ">", Op.LESS: "<", Op.AT_LEAST: ">=", Op.AT_MOST: "<="}
_MEASURED = Amount | Count | Number
_DATED = Date | DateTime


@dataclass(frozen=True, slots=True)
class Asked:
    """A column that is asked about, and what reading values for this chamber needs to know."""

    column: ListColumn
    where: Context
    title: str = ""
    """For a link, the joined column with the title of what it points at."""

    @classmethod
    def of(cls, view: str, key: str, where: Context) -> Asked:
        column = lists.column(view, key)
        return cls(column, where, lists.title_column(view, column.field))

    @property
    def name(self) -> str:
        """The stored column that is compared."""
        prefix = self.column.key.rpartition(".")[0]
        kind, field = self.column.field.kind, self.column.field
        return (f"{prefix}." if prefix else "") + kind.columns(field.name)[0]


def condition(asked: Asked, term: Term) -> Condition:
    """The condition of a term on a field. Raises `Invalid` in words with the field's label."""
    try:
        found = _condition(asked, term)
    except Invalid as error:
        raise Invalid({asked.column.label: reason(error)}, N_("The filter can't be understood.")) from None
    return Condition("", "not", found) if term.negated else found


def reason(error: Invalid) -> str:
    """What was wrong with a value."""
    return "; ".join(error.fields.values())


def _condition(asked: Asked, term: Term) -> Condition:
    if term.op is Op.BETWEEN:
        low, high = term.values
        ends = [_compared(asked, op, text) for op, text in ((Op.AT_LEAST, low), (Op.AT_MOST, high)) if text.strip()]
        return Condition("", "all", tuple(ends))
    if term.op in _SIGNS:
        return _either([_compared(asked, term.op, text) for text in term.values])
    return _either([holds(asked, text, exactly=term.op is Op.EQUAL) for text in term.values])


def _either(conditions: list[Condition]) -> Condition:
    return conditions[0] if len(conditions) == 1 else Condition("", "any", tuple(conditions))


def holds(asked: Asked, text: str, *, exactly: bool = False) -> Condition:
    """The field is, holds or lies within a value; `*` is anything, 空 nothing."""
    name, kind = asked.name, asked.column.field.kind
    if not text or text.casefold() in _NOTHING:
        return Condition(name, "empty")
    if text == _ANYTHING:
        return Condition(name, "filled")
    if isinstance(kind, _DATED):
        low, after = _span(asked, text)
        if is_away(text):
            low = min(low, _span(asked, "today")[0])
        return _within(name, low, after)
    if isinstance(kind, Choice):
        return _chosen(kind, name, text)
    if isinstance(kind, Link) and asked.title:
        linked = kind.parse(text, asked.where).value
        return Condition(name, "=", linked.id) if linked else Condition(asked.title, "contains", text)
    for kinds, make in _READERS:
        if isinstance(kind, kinds):
            return make(name, _read(asked, text))
    return Condition(name, "=" if exactly else "contains", text)


def _chosen(kind: Choice, name: str, text: str) -> Condition:
    """A choice by its value, its label, another way it is written, or a part of it: 洽谈 for 对接洽谈."""
    value = kind.match(text)
    part = text.casefold()
    fitting = (
        [value] if value else [one for one, label in kind.options.items() if part in one or part in label.casefold()]
    )
    if not fitting:
        options = listed(kind.options)
        raise Invalid({"": _("{text} is not one of {options}").format(text=text, options=options)})
    if isinstance(kind, Choices):
        return _either([Condition(name, "has", one) for one in fitting])
    return Condition(name, "=", fitting[0]) if len(fitting) == 1 else Condition(name, "in", tuple(fitting))


def _read(asked: Asked, text: str) -> Any:
    """The value a text means. Raises `Invalid`."""
    kind = asked.column.field.kind
    parsed = kind.parse(text, asked.where)
    if parsed.value is None or (kind.is_empty(parsed.value) and not isinstance(kind, Flag)):
        nothing = _("Nothing found for {text}.").format(text=text)
        raise Invalid({"": parsed.problems[0].render(_) if parsed.problems else nothing})
    return parsed.value


_READERS: tuple[tuple[tuple[type, ...], Callable[[str, Any], Condition]], ...] = (
    ((Tags, Places), lambda name, value: Condition(name, "has", value[0])),
    ((Place,), lambda name, value: Condition(name, "prefix", covering_prefix(value))),
    ((Link,), lambda name, value: Condition(name, "=", value.id)),
    ((Amount,), lambda name, value: Condition(name, "=", value.sort_key)),
    ((Count,), lambda name, value: Condition(name, "=", value.value)),
    ((Number, Flag), lambda name, value: Condition(name, "=", value)),
)


def _compared(asked: Asked, op: Op, text: str) -> Condition:
    """More or less than a value, for what has an order."""
    kind, name = asked.column.field.kind, asked.name
    if isinstance(kind, _MEASURED):
        value = _read(asked, text)
        return Condition(
            name, _SIGNS[op], value.sort_key if isinstance(kind, Amount) else getattr(value, "value", value)
        )
    if isinstance(kind, _DATED):
        low, after = _span(asked, text)
        edges: dict[Op, tuple[Sign, str]] = {
            Op.MORE: (">=", after),
            Op.LESS: ("<", low),
            Op.AT_LEAST: (">=", low),
            Op.AT_MOST: ("<", after),
        }
        return Condition(name, *edges[op])
    raise Invalid({"": _("Only numbers, amounts and dates can be more or less than something.")})


def _within(name: str, low: str, after: str) -> Condition:
    return Condition("", "all", (Condition(name, ">=", low), Condition(name, "<", after)))


def _span(asked: Asked, text: str) -> Span:
    """A time as its field stores it: dates as they are, times as UTC stamps of the chamber's days."""
    low, after = span(text, asked.where.today)
    if not isinstance(asked.column.field.kind, DateTime):
        return low, after
    first, last = (clock.stamp(clock.start_of_day(_day(edge), asked.where.zone)) for edge in (low, after))
    return first, last


def _day(text: str) -> date:
    return date.fromisoformat((text + "-01-01")[:10])
