"""What each list is made of: the table its records are in, what stands beside it, which orders an index hands out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.tables import columns_of

BESIDE = re.compile(r"\b([a-z])\.")
"""Where SQL speaks of a table by its alias."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A table that can hand out the order of its columns: how its rows (`source`) tell the record (`id`), and how the
    record's own row is joined to them (`back`). `tie` puts the rows of one value in order, the record's id unless given;
    `indexed`: columns whose order an index hands out, the tie's after it; `always`: every record has a row."""

    source: str
    id: str
    back: str
    tie: str = ""
    indexed: frozenset[str] = frozenset()
    always: bool = False

    @property
    def ties(self) -> tuple[str, ...]:
        return (self.tie, self.id) if self.tie else (self.id,)


@dataclass(frozen=True, slots=True)
class View:
    """A table (`t`) and what its list shows of others: `joins` by alias, `joined` columns as SQL.

    `inner` joins narrow the list to records that have such a row. `related` maps tables whose rows belong to the record
    to how they (`x`) are tied to it (`t`): a condition on `table.column` is met when any of those rows meets it.
    `beside` are the joined tables, by alias, in whose order the list can be read.
    """

    table: str
    joins: Mapping[str, str] = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)
    related: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, Beside] = field(default_factory=dict)
    inner: frozenset[str] = frozenset()

    def sql_of(self, column: str) -> str:
        if column in self.joined:
            return self.joined[column]
        if column not in columns_of(self.table):
            raise KeyError(column)
        return f't."{column}"'

    def ordered_by(self, column: str) -> str:
        """What puts the rows in the order of a column."""
        return ORDERED_BY.get((self.table, column)) or self.sql_of(column)

    def source(self, *spoken: str, own: str = "") -> str:
        """The FROM clause for SQL that speaks of some of the tables; the others aren't read. `own` stands for `t`."""
        named = {alias for sql in spoken for alias in BESIDE.findall(sql)} | self.inner
        return " ".join([own or f'"{self.table}" t', *(join for alias, join in self.joins.items() if alias in named)])


LOOKED_AT = 2_000
"""Rows looked at for a page before a database is asked for all that meet the conditions."""

INDEXED: Mapping[str, frozenset[str]] = {
    "enterprise": frozenset({"sort_key", "code", "industry", "created_at", "home_division", "phones"}),
    "person": frozenset({"sort_key", "code"}),
    "lead": frozenset(
        {"created_at", "sort_key", "code", "kind", "stage", "investor", "amount_low", "target_division", "next_due"}
    ),
    "event": frozenset({"starts_at", "code"}),
}
"""Table → columns whose order an index hands out."""

ORDERED_BY: Mapping[tuple[str, str], str] = {("enterprise", "phones"): 'substr(t."phones", 13, 16)'}
"""Table and column → what its rows are put in order by where that is not the whole value: phones by the first number, which
stands behind `[{"number":"`; so the index is a third as large."""

WITHIN: Mapping[tuple[str, str], str] = {("enterprise", "home_division"): "sort_key"}
"""Table and column → what its index has the rows of one value in the order of."""

_MEMBERSHIP = {
    f"membership.{name}": f"m.{name}" for name in ("number", "status", "kind", "joined_on", "representative", "id")
}
_OF_ENTERPRISE = {
    "membership": "x.enterprise_id = t.id",
    "post": "x.enterprise_id = t.id AND x.until IS NULL",
}
_BY_MEMBERSHIP = {
    "m": Beside(
        '"membership" m',
        "m.enterprise_id",
        'JOIN "enterprise" t ON t.id = m.enterprise_id',
        indexed=frozenset({"m.number"}),
    )
}

VIEWS: Mapping[str, View] = {
    "enterprise": View(
        "enterprise",
        {"m": 'LEFT JOIN "membership" m ON m.enterprise_id = t.id'},
        _MEMBERSHIP,
        _OF_ENTERPRISE,
        _BY_MEMBERSHIP,
    ),
    "member": View(
        "enterprise",
        {"m": 'JOIN "membership" m ON m.enterprise_id = t.id'},
        _MEMBERSHIP,
        _OF_ENTERPRISE,
        _BY_MEMBERSHIP,
        frozenset("m"),
    ),
    "person": View(
        "person",
        {"e": 'LEFT JOIN "enterprise" e ON e.id = t.enterprise_id'},
        {
            "enterprise.name": "e.name",
            "enterprise.sort_key": "e.sort_key",
            "enterprise.home_division": "e.home_division",
        },
        {"enterprise": "x.id = t.enterprise_id", "post": "x.person_id = t.id AND x.until IS NULL"},
        {
            "e": Beside(
                '"enterprise" e',
                "t.id",
                'JOIN "person" t ON t.enterprise_id = e.id',
                tie="e.id",
                indexed=frozenset({"e.sort_key"}),
            )
        },
    ),
    "event": View("event"),
    "attendance": View(
        "attendance",
        {"v": 'LEFT JOIN "event" v ON v.id = t.event_id'},
        {"event.code": "v.code", "event.name": "v.name", "event.sort_key": "v.sort_key"},
    ),
    "policy": View("policy"),
    "lead": View(
        "lead",
        {
            "v": 'LEFT JOIN "event" v ON v.id = t.event_id',
            "c": 'LEFT JOIN "lead_clock" c ON c.lead_id = t.id',
        },
        {
            "event.code": "v.code",
            "event.name": "v.name",
            "event.sort_key": "v.sort_key",
            "clock.due": "c.due_on",
            "clock.due_estimated": "CASE WHEN c.due_on = c.duty_on THEN c.estimated ELSE 0 END",
        },
        {
            "enterprise": "x.id = t.investor_id",
            "post": "x.enterprise_id = t.investor_id AND x.until IS NULL",
        },
        {
            "c": Beside(
                '"lead_clock" c',
                "c.lead_id",
                'JOIN "lead" t ON t.id = c.lead_id',
                indexed=frozenset({"c.due_on"}),
                always=True,
            ),
            "v": Beside(
                '"event" v',
                "t.id",
                'JOIN "lead" t ON t.event_id = v.id',
                tie="v.id",
                indexed=frozenset({"v.code", "v.sort_key"}),
            ),
        },
    ),
    "activity": View("activity"),
    "fund": View("fund"),
    "post": View(
        "post",
        {
            "p": 'LEFT JOIN "person" p ON p.id = t.person_id',
            "e": 'LEFT JOIN "enterprise" e ON e.id = t.enterprise_id',
        },
        {
            "person.name": "p.name",
            "person.sort_key": "p.sort_key",
            "enterprise.name": "e.name",
            "enterprise.sort_key": "e.sort_key",
        },
    ),
    "membership": View(
        "membership",
        {"e": 'LEFT JOIN "enterprise" e ON e.id = t.enterprise_id'},
        {"enterprise.name": "e.name"},
    ),
    "office": View("office"),
    "delivery": View(
        "delivery",
        {"o": 'LEFT JOIN "office" o ON o.id = t.office_id'},
        {"office.name": "o.name", "office.code": "o.code"},
    ),
    "consent": View(
        "consent",
        {
            "p": 'LEFT JOIN "person" p ON p.id = t.person_id',
            "o": 'LEFT JOIN "office" o ON o.id = t.office_id',
        },
        {"person.name": "p.name", "person.sort_key": "p.sort_key", "office.name": "o.name"},
    ),
    "stage_change": View("stage_change"),
}


def spoken_of(alias: str, *spoken: str) -> Sequence[str]:
    """The columns of a table that SQL speaks of, in order, each once."""
    pattern = re.compile(rf'\b{alias}\."?(\w+)')
    return sorted({name for sql in spoken for name in pattern.findall(sql)})
