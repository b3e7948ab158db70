"""Erasing a person: the books stay whole, the person is gone from them, and undo brings nothing back."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chamber import backups, kept_texts
from chamber.contacts.record import Person
from chamber.entity import entity_of
from chamber.fields import Linked
from chamber.i18n import N_, _
from chamber.leads.record import Lead
from chamber.outcome import Outcome
from chamber.privacy.disclosures import Disclosure, disclosures, is_about, leads_about, numbers_of
from chamber.privacy.own_texts import OwnTexts
from chamber.privacy.record import ERASED
from chamber.records import edit_in, get, get_many
from chamber.text.pinyin import sort_key
from chamber.text.values import PartialDate
from chamber.workspace import Workspace, Writer
from db import journal
from db.queries import privacy as store

Row = dict[str, Any]
_KEPT = {"code", "created_at"}
"""What stays of an erased person: the code others refer to, and when it was given."""

NOT_REACHED = N_("Backups and files that left the house are not reached; you are told which.")
TOLD = N_(
    "Erased. Leads: {leads}, places on guest lists: {guests}, cells of lists: {cells}, journal entries: {entries}"
)
# Each fits a line of 80 cells in a dialog.
RECEIVED = N_("Received the data; offices are told (撤回), tell who has a file:")
BACKUPS = N_("Backups that hold it still: make a new one, then delete these:")


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased: `leads`, `guests`, `cells` of lists and `entries` of the journal, counted. `received` have the
    data still and are to be told; `masked` are leads in whose texts or log the person was named and is masked now (张**);
    `mentions` are records that still name them, for somebody to look at. `backups` are files of this machine that were
    made before and hold it all."""

    outcome: Outcome
    leads: int
    guests: int
    cells: int
    entries: int
    received: tuple[Disclosure, ...]
    mentions: tuple[str, ...]
    masked: tuple[str, ...] = ()
    backups: tuple[str, ...] = ()

    def told(self) -> str:
        """What was erased, in a sentence."""
        return _(TOLD).format(leads=self.leads, guests=self.guests, cells=self.cells, entries=self.entries)

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.outcome.code,
            "leads": self.leads,
            "guests": self.guests,
            "cells": self.cells,
            "journal_entries": self.entries,
            "received": [one.to_json() for one in self.received],
            "masked": list(self.masked),
            "mentions": list(self.mentions),
            "backups": list(self.backups),
            "action": self.outcome.action,
        }


def erase(ws: Workspace, person_id: int) -> Erased:
    """Erase what is kept of a person, also in the journal and in the cells of lists that were delivered; never undone.

    Consents in force are withdrawn, so that the next lists tell who has the data (撤回). Raises `NotFound`.
    """
    with ws.read() as reader:
        person: Person = get(reader, "person", person_id)
    with ws.write("erase", N_("erase the data of contact {code}"), code=person.code) as writer:
        writer.overwrite_freed()
        found = _Erasing(ws, writer, person).run()
    ws.store.empty_log()
    return replace(found, backups=tuple(str(path) for path in backups.kept(ws.store.url)))


class _Erasing:
    """One erasure inside its action."""

    def __init__(self, ws: Workspace, writer: Writer, person: Person) -> None:
        self.ws, self.writer, self.person = ws, writer, person
        self.numbers = numbers_of(person)

    def run(self) -> Erased:
        writer, person = self.writer, self.person
        received = tuple(one for one in disclosures(writer, person.id) if one.categories)
        leads, guests = leads_about(writer, person), self._guests()
        consents = [row["id"] for row in store.consents(writer, [person.id], None)]
        introduced = {
            *store.introduced_by(writer, person.id),
            *store.rows_held_once(writer, "lead", "introducer_id", person.id),
        }
        every = sorted({*leads, *introduced})
        there: list[Lead] = get_many(writer, "lead", every)
        self.texts = OwnTexts(person, tuple(lead.investor.text for lead in there if lead.investor.text != person.name))
        mentions = self._mentions()
        self._withdraw()
        own, masked = self._leads(there)
        beside = self.texts.beside(writer, every)
        masked |= self.texts.mask_beside(writer, beside)
        cells, rows = self._delivered(every, set(leads))
        self._guest_rows(guests)
        writer.update("person", [(person.id, self._blank())])
        entries = writer.erase("person", [person.id]) + writer.erase("attendance", guests)
        entries += writer.erase("delivery_row", rows) + writer.erase("lead", every, self._is_theirs)
        entries += sum(writer.erase(table, ids, self.texts.speak) for table, ids in beside.items())
        touched = (("person", [person.id]), ("attendance", guests), ("lead", every), ("consent", consents))
        journal.erase_words(writer.db, (*touched, *beside.items()), person.name, self._unnamed)
        changed = {"person": (person.id,), "lead": tuple(own), "attendance": tuple(guests), "consent": tuple(consents)}
        outcome = Outcome(writer.action_id, changed, person.code)
        codes = tuple(lead.code for lead in there if lead.id in masked)
        return Erased(outcome, len(own), len(guests), cells, entries, received, mentions, codes)

    def _unnamed(self, text: str) -> str:
        return ERASED if text == self.person.name else self.texts.hide(text)

    def _guests(self) -> list[int]:
        now = store.attendance_of(self.writer, self.person.id, self.person.name, self.numbers)
        return sorted({*now, *store.rows_held_once(self.writer, "attendance", "person_id", self.person.id)})

    def _withdraw(self) -> None:
        for row in store.consents(self.writer, [self.person.id], None, in_force=True):
            edit_in(self.ws, self.writer, "consent", row["id"], {"withdrawn_on": PartialDate.of(self.ws.today)})

    def _blank(self) -> Row:
        """The person as nobody: the row stays, so that what refers to it still does."""
        columns = entity_of("person").columns
        return dict.fromkeys([one for one in (*columns, "extra") if one not in _KEPT]) | {
            "name": ERASED,
            "sort_key": sort_key(ERASED),
            "do_not_contact": True,
        }

    def _leads(self, leads: Sequence[Lead]) -> tuple[list[int], set[int]]:
        """Take the person out of their leads; the link stays, so that the offices can be told. Which leads were changed,
        and in the texts of which they were told."""
        changes: dict[int, Row] = {}
        masked: set[int] = set()
        told = self.texts.in_leads(self.writer, [lead.id for lead in leads])
        nobody = Linked(ERASED, self.person.id)
        for lead in leads:
            values: dict[str, Any] = {}
            if self._is_contact(lead):
                values |= {"contact": nobody, "contact_phones": (), "contact_position": ""}
                if lead.investor.text == self.person.name and not lead.investor.id:
                    values["investor"] = Linked(ERASED)
            if lead.introducer.id == self.person.id:
                values["introducer"] = nobody
            emptied = entity_of("lead").dump(values)
            if told.get(lead.id, {}).keys() - emptied.keys():
                masked.add(lead.id)
            if columns := told.get(lead.id, {}) | emptied:
                changes[lead.id] = columns
        return self.writer.update("lead", list(changes.items())), masked

    def _is_contact(self, lead: Lead) -> bool:
        same = lead.contact.text == self.person.name and any(one.number in self.numbers for one in lead.contact_phones)
        return lead.contact.id == self.person.id or same

    def _delivered(self, leads: Sequence[int], own: Collection[int]) -> tuple[int, list[int]]:
        """Blank the person's cells in every list that was made, and mask them in its texts; how many cells, and in which
        rows. `own`: those of the leads whose contact they are or were."""
        changes: list[tuple[int, Row]] = []
        count = 0
        for row in store.sent_about(self.writer, leads):
            private = json.loads(row["private"]) if row["private"] else {}
            columns, told = self._unnamed_cells(row)
            if is_about(self.person, row["lead_id"], private, own):
                # What was readable stays told apart from what was masked: it is on record what the office was given.
                emptied = {key: "***" if "*" in text else ERASED for key, text in private.items()}
                columns["private"] = json.dumps(emptied, ensure_ascii=False) if emptied else None
                told += len(private)
            elif not told:
                continue
            elif row["lead_id"] in own:
                # The texts told them, and the office has to hear that they may not any more.
                columns["private"] = json.dumps({"contact": ERASED} | private, ensure_ascii=False)
            count += told
            changes.append((row["id"], columns))
        self.writer.update("delivery_row", changes)
        return count, [row_id for row_id, _cells in changes]

    def _unnamed_cells(self, row: Row) -> tuple[Row, int]:
        """The cells of a delivered row, and what it says of changes, without the person; in how many cells they were."""
        cells = json.loads(row["cells"])
        unnamed = {key: self._unnamed(text) for key, text in cells.items()}
        columns: Row = {"cells": json.dumps(unnamed, ensure_ascii=False)} if unnamed != cells else {}
        told = sum(unnamed[key] != text for key, text in cells.items())
        if row["changes"]:
            said = {
                key: [self._unnamed(text) for text in one] if isinstance(one, list) else self._unnamed(one)
                for key, one in json.loads(row["changes"]).items()
            }
            columns["changes"] = json.dumps(said, ensure_ascii=False)
        return columns, told

    def _guest_rows(self, ids: Sequence[int]) -> None:
        blank = dict.fromkeys(("unit", "position", "phone", "stands_in_for", "notes", "extra", "enterprise_id"))
        blank |= {"name": ERASED, "sort_key": sort_key(ERASED)}
        self.writer.update("attendance", [(row_id, blank) for row_id in ids])

    def _is_theirs(self, sides: Sequence[Row]) -> bool:
        """Whether personal columns of a lead before or after a change speak of this person."""
        if any(self.person.id in (side.get("contact_id"), side.get("introducer_id")) for side in sides):
            return True
        words = (self.person.name, *self.numbers)
        told = any(word in str(value) for side in sides for value in side.values() for word in words)
        return told or self.texts.speak(sides)

    def _mentions(self) -> tuple[str, ...]:
        """The enterprise whose legal representative they are, or of which a sheet said something about them."""
        unit = self.person.enterprise.id if self.person.enterprise else None
        firms = get_many(self.writer, "enterprise", [unit] if unit else [])
        words = (self.person.name, *self.numbers)
        return tuple(
            firm.code
            for firm in firms
            if firm.legal_representative == self.person.name
            or any(
                word in text
                for text in kept_texts.texts_of(self.writer, "enterprise", firm.id).values()
                for word in words
            )
        )
