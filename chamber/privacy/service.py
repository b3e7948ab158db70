"""Consents: recording them for one person or many, withdrawing them, and who received what in the meantime."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chamber.errors import Invalid, NotFound
from chamber.fields import Linked
from chamber.i18n import N_, _, listed
from chamber.outcome import Outcome
from chamber.privacy.disclosures import Disclosure, disclosures
from chamber.privacy.record import ERASED, LEADS, Consent
from chamber.records import add_in, edit_in, get_many, title_of
from chamber.text.values import PartialDate, Problem
from chamber.workspace import Reader, Workspace, Writer
from db.queries import privacy as store

DEFAULT_CATEGORIES = ("姓名", "电话")


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording consents did: `given` names those filed now, `before` those whose consent was there already."""

    outcome: Outcome
    given: tuple[str, ...]
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A withdrawal, with who had received the person's data through it: they are to be told."""

    outcome: Outcome
    person: str
    received: tuple[Disclosure, ...]


def record(ws: Workspace, people: Sequence[int], office_id: int, values: Mapping[str, Any] | None = None) -> Recorded:
    """Record that people agreed that an office may have their data; who agreed to that before is left as it is.

    `values` are fields of the consent; without them it is a separate consent of today for name and phone, for leads.
    One action. Raises `Invalid`.
    """
    with ws.read() as reader:
        office = title_of(reader, "office", office_id)
    with ws.write("consent", N_("consents for {office}"), office=office) as writer:
        return record_in(ws, writer, people, office_id, values)


def record_in(
    ws: Workspace, writer: Writer, people: Sequence[int], office_id: int, values: Mapping[str, Any] | None = None
) -> Recorded:
    """The same inside an open action."""
    given = {
        "purpose": LEADS,
        "categories": DEFAULT_CATEGORIES,
        "separate": True,
        "obtained_on": PartialDate.of(ws.today),
        **dict(values or {}),
    }
    office = Linked(title_of(writer, "office", office_id), office_id)
    held = _in_force(writer, people, office_id, given)
    rows_of = writer.rows("person", list(dict.fromkeys(people)), ("name",))
    # Who was erased is nobody any more, and can't agree.
    names = {row["id"]: row["name"] for row in rows_of if row["name"] != ERASED}
    new = [person for person in names if person not in held]
    rows = [{**given, "person": Linked(names[person], person), "office": office} for person in new]
    ids = add_in(ws, writer, "consent", rows)
    changed = {"consent": tuple(ids), "person": tuple(new), "office": (office_id,)}
    before = tuple(names[one] for one in names if one in held)
    said = (Problem("before", N_("Agreed before: {names}"), {"names": some_of(before)}),) if before else ()
    outcome = Outcome(writer.action_id if ids else None, changed if ids else {}, office.text, said)
    return Recorded(outcome, tuple(names[one] for one in new), before)


def _in_force(reader: Reader, people: Sequence[int], office_id: int, given: Mapping[str, Any]) -> set[int]:
    """Those among people who agreed to all of this already."""
    agreed: dict[int, set[str]] = {}
    for row in store.consents(reader, list(people), office_id, in_force=True):
        if row["purpose"] == given["purpose"] and bool(row["separate"]) == given["separate"]:
            agreed.setdefault(row["person_id"], set()).update(json.loads(row["categories"] or "[]"))
    return {person for person, categories in agreed.items() if categories >= set(given["categories"])}


def consents_of(ws: Workspace, person_id: int) -> tuple[Consent, ...]:
    """A person's consents, oldest first, withdrawn ones too."""
    with ws.read() as reader:
        return tuple(get_many(reader, "consent", [row["id"] for row in store.consents(reader, [person_id], None)]))


def withdraw(ws: Workspace, person_id: int, office_id: int | None = None, on: PartialDate | None = None) -> Withdrawn:
    """A person withdraws what they agreed to, for one office or for all; the next list to it says so (撤回).

    Raises `NotFound` when there is nothing to withdraw, `Invalid` for a day that can't be.
    """
    with ws.read() as reader:
        person = title_of(reader, "person", person_id)
        rows = store.consents(reader, [person_id], office_id, in_force=True)
    if not rows:
        raise NotFound(N_("{person} has no consent in force there."), person=person)
    return withdraw_these(ws, [row["id"] for row in rows], on)


def withdraw_these(ws: Workspace, consent_ids: Sequence[int], on: PartialDate | None = None) -> Withdrawn:
    """Withdraw these consents of one person. Raises `Invalid`."""
    with ws.read() as reader:
        found: list[Consent] = get_many(reader, "consent", consent_ids)
    people = {one.person.id: one.person.text for one in found if one.person and one.person.id}
    if len(people) != 1:
        raise Invalid({"consent": _("Choose consents of one person.")})
    ((person_id, person),) = people.items()
    offices = {one.office.id for one in found if one.office and one.office.id}
    with ws.write("consent", N_("{person} withdraws a consent"), person=person) as writer:
        for one in found:
            edit_in(ws, writer, "consent", one.id, {"withdrawn_on": on or PartialDate.of(ws.today)})
        told = tuple(one for one in disclosures(writer, person_id) if one.office_id in offices and one.categories)
        changed = {"consent": tuple(consent_ids), "person": (person_id,), "office": tuple(sorted(offices))}
        return Withdrawn(Outcome(writer.action_id, changed, person), person, told)


def some_of(people: Iterable[str]) -> str:
    """Names for a message: the first few and how many more."""
    names = list(people)
    return listed(names[:8]) + (f" +{len(names) - 8}" if len(names) > 8 else "")
