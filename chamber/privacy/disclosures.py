"""To whom a person's data went: the lists made for offices, and plain tables written to files."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from chamber.contacts.record import Person
from chamber.entity import entity_names, entity_of
from chamber.i18n import _
from chamber.privacy.masking import CATEGORY_OF
from chamber.privacy.record import ERASED
from chamber.records import get, title_of
from chamber.text.hidden_names import Names, may_be_named
from chamber.workspace import Reader
from db.queries import privacy as store


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One time data went to somebody: `to` an office or a file, `what` the list or table, `categories` what was
    readable in it (姓名, 电话, 职务; empty when all was masked). `at` is a stamp, '' for a list that was never sent."""

    to: str
    what: str
    at: str
    status: str
    categories: tuple[str, ...]
    received_by: str = ""
    office_id: int = 0
    erased: bool = False

    @property
    def what_in_words(self) -> str:
        """The number of the list, or what the table was of, in the active language."""
        return _(entity_of(self.what).plural) if self.what in entity_names() else self.what

    def to_json(self) -> dict[str, Any]:
        return {
            "to": self.to,
            "what": self.what,
            "at": self.at,
            "status": self.status,
            "categories": list(self.categories),
            "received_by": self.received_by,
            "erased": self.erased,
        }


def numbers_of(person: Person) -> tuple[str, ...]:
    return tuple(phone.number for phone in (*person.mobiles, *person.landlines))


def leads_about(reader: Reader, person: Person) -> list[int]:
    """Leads whose contact the person is or was."""
    once = store.rows_held_once(reader, "lead", "contact_id", person.id)
    return sorted({*store.leads_of(reader, person.id, numbers_of(person)), *once})


def disclosures(reader: Reader, person_id: int, *, at_a_glance: bool = False) -> tuple[Disclosure, ...]:
    """To whom the person's data went, oldest first; drafts and voided lists that never left are left out.

    `at_a_glance` looks only at lists with the leads whose contact they are now: quick however large the books are.
    """
    person: Person = get(reader, "person", person_id)
    leads = store.leads_of(reader, person_id) if at_a_glance else leads_about(reader, person)
    offices: dict[int, str] = {}
    found: dict[tuple[int, str], Disclosure] = {}
    for row in store.sent_about(reader, leads):
        if not row["sent_at"]:
            continue
        office_id = row["office_id"]
        offices.setdefault(office_id, title_of(reader, "office", office_id))
        cells = json.loads(row["private"]) if row["private"] else {}
        named = is_named_in(person, row)
        if not is_about(person, row["lead_id"], cells, leads):
            if not named:
                continue
            cells = {}
        earlier = found.get((office_id, row["number"]))
        categories = {*(earlier.categories if earlier else ()), *_readable(cells), *(("姓名",) if named else ())}
        found[office_id, row["number"]] = Disclosure(
            to=offices[office_id],
            what=row["number"],
            at=row["sent_at"],
            status=row["status"],
            categories=tuple(one for one in CATEGORY_OF.values() if one in categories),
            received_by=" ".join(filter(None, (row["received_by"], row["received_on"]))),
            office_id=office_id,
            erased=ERASED in cells.values(),
        )
    return (*found.values(), *(() if at_a_glance else _tables(reader, person, leads)))


def is_about(person: Person, lead_id: int, cells: dict[str, str], leads: Collection[int]) -> bool:
    """Whether the personal cells of a delivered row are this person's: name and phone are compared as they stand."""
    name, phones = cells.get("contact", ""), cells.get("contact_phones", "")
    if ERASED in (name, phones):
        return lead_id in leads
    if phones and any(number in phones for number in numbers_of(person)):
        return True
    return name == person.name or (bool(name) and name == f"{person.name[:1]}**")


def is_named_in(person: Person, row: dict[str, Any]) -> bool:
    """Whether the name stands in a text of a delivered row as it is."""
    cells = json.loads(row["cells"]) if person.name != ERASED and may_be_named(person.name, row["cells"]) else {}
    names = Names(person.name, cells.get("investor", ""))
    return any(names.hide(text) != text for text in cells.values())


def _readable(cells: dict[str, str]) -> set[str]:
    return {CATEGORY_OF[key] for key, text in cells.items() if key in CATEGORY_OF and text and "*" not in text}


def _tables(reader: Reader, person: Person, leads: Sequence[int]) -> list[Disclosure]:
    guests = store.attendance_of(reader, person.id, person.name, numbers_of(person))
    found = []
    for kind, ids in (("person", [person.id]), ("lead", leads), ("attendance", guests)):
        for row in store.exports_with(reader, kind, ids):
            readable = ("姓名", "电话") if row["with_contacts"] else ("姓名",) if kind != "lead" else ()
            found.append(Disclosure(row["file_name"] or "", kind, row["at"], row["by"], readable))
    return found
