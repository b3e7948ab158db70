"""What is written about a person in the texts of their leads: the name and the numbers are masked there when they are
erased, just as a list masks them. Nobody could do it later: then the name is known no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chamber.contacts.record import Person
from chamber.entity import entity_of
from chamber.privacy.disclosures import numbers_of
from chamber.privacy.masking import is_free_text
from chamber.text.hidden_names import Names
from chamber.text.own_numbers import without_own
from chamber.text.pinyin import sort_key
from chamber.workspace import Writer
from db.queries import privacy as store

Row = Mapping[str, Any]

BESIDE = {"activity": ("text", "difficulties"), "stage_change": ("note",), "fund": ("evidence",)}
"""What belongs to a lead and says something in words: table → columns."""
_OTHERWISE = ("contact", "contact_id", "contact_phones", "contact_position", "introducer", "introducer_id", "sort_key")
"""Columns of a lead that say who somebody is: these are emptied, not masked."""


@dataclass(frozen=True)
class OwnTexts:
    """The texts in which a person may be told; `firms` are the investors of their leads, whose names may hold theirs."""

    person: Person
    firms: tuple[str, ...] = ()

    def hide(self, text: str) -> str:
        """The text without the person: name and numbers masked."""
        numbers = numbers_of(self.person)
        return self._names.hide(without_own(text, numbers, self._addresses)) if text else text

    @cached_property
    def _names(self) -> Names:
        return Names(self.person.name, "\n".join(self.firms))

    @cached_property
    def _addresses(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.person.email, self.person.wechat, self.person.id_number)))

    def speak(self, sides: Iterable[Row]) -> bool:
        """Whether columns of a row before or after a change tell the person."""
        return any(isinstance(value, str) and self.hide(value) != value for side in sides for value in side.values())

    def hidden(self, values: Row) -> dict[str, Any]:
        """Those of some columns in which the person is told, with them masked."""
        return {
            name: hidden
            for name, value in values.items()
            if isinstance(value, str) and (hidden := self.hide(value)) != value
        }

    def in_leads(self, writer: Writer, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Lead → columns to change."""
        told = [
            column
            for field in entity_of("lead").fields
            if is_free_text(field.kind)
            for column in field.columns
            if column not in _OTHERWISE
        ]
        changes = {}
        for row in writer.rows("lead", ids, (*told, "extra")):
            hidden = self.hidden({name: value for name, value in row.items() if name != "id"})
            if "project" in hidden:
                hidden["sort_key"] = sort_key(hidden["project"])
            if hidden:
                changes[row["id"]] = hidden
        return changes

    def beside(self, writer: Writer, leads: Collection[int]) -> dict[str, list[int]]:
        """Table → rows that belong to these leads, and the log of the person; gone ones too."""
        found = {
            table: [
                *writer.referring(table, "lead_id", list(leads)),
                *store.removed_of(writer, table, {"lead_id": set(leads)}),
            ]
            for table in BESIDE
        }
        found["activity"] += writer.referring("activity", "person_id", [self.person.id])
        found["activity"] += store.removed_of(writer, "activity", {"person_id": {self.person.id}})
        return {table: sorted(set(ids)) for table, ids in found.items()}

    def mask_beside(self, writer: Writer, rows: Mapping[str, Sequence[int]]) -> set[int]:
        """Mask the person in these rows; the leads of those in which they were told."""
        leads: set[int] = set()
        for table, ids in rows.items():
            found = [
                (row["id"], row["lead_id"], self.hidden({name: row[name] for name in BESIDE[table]}))
                for row in writer.rows(table, ids, ("lead_id", *BESIDE[table]))
            ]
            changed = writer.update(table, [(row_id, hidden) for row_id, _lead, hidden in found if hidden])
            leads.update(lead for row_id, lead, _hidden in found if lead and row_id in changed)
        return leads
