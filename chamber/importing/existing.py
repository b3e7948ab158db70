"""The records of ours that rows of a sheet may be about, and what rows would change in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from chamber import kept_texts
from chamber.clock import local
from chamber.entity import Entity, Record, entity_of
from chamber.fields import Link, LinkedText
from chamber.i18n import N_, _, listed
from chamber.importing.keys import Key, RowKeys, at_odds, called, in_forms, undertaking
from chamber.importing.links import person_of, phones_in, spellings
from chamber.importing.plan import Ending, Mode, Plan, PlanRow
from chamber.text.folding import fold
from chamber.text.values import Problem
from chamber.workspace import Reader
from db.database import chunks
from db.queries import matching
from db.queries.leads import filed_in


@dataclass(frozen=True, slots=True)
class Found:
    """The record a row is about. `certain`: by a number of its own; `near`: others that only share its name."""

    id: int | None = None
    certain: bool = False
    near: tuple[int, ...] = ()
    conflict: Problem | None = None


@dataclass(slots=True)
class Known:
    """What is there already, by the keys and names of the rows. `codes` are the records' codes, for messages."""

    numbers: dict[Key, int] = field(default_factory=dict)
    phones: dict[Key, int] = field(default_factory=dict)
    names: dict[str, list[int]] = field(default_factory=dict)
    usccs: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)

    def of(self, plan: Plan, row: int, keys: RowKeys) -> Found:
        """The record a row is about, by its own keys; or those that share its name."""
        if not self.codes:
            return _NOTHING
        uscc = plan.values.get("uscc", row)
        matched = {found: key for key in keys.numbers if (found := self.numbers.get(key)) is not None}
        if len(matched) > 1:
            return Found(conflict=_conflict(listed(key[1] for key in matched.values())))
        if matched:
            record_id = next(iter(matched))
            if at_odds(uscc, self.usccs.get(record_id)):
                return Found(conflict=_conflict(f"{uscc} / {self.usccs[record_id]}"))
            called_so = self.names.get(keys.name, ())
            if matched[record_id][0] == plan.target.number and called_so and record_id not in called_so:
                params = {
                    "number": matched[record_id][1],
                    "codes": listed(self.codes.get(one, "") for one in called_so),
                }
                message = N_("The number {number} is another record's than the name, which is that of {codes}")
                return Found(conflict=Problem("conflict", message, params))
            return Found(record_id, certain=True)
        near = tuple(one for one in self.names.get(keys.name, ()) if not at_odds(uscc, self.usccs.get(one)))
        # Of two on file that differ in their form alone it is the one that is written so.
        written = f"={plan.values.get(plan.target.title, row)}"
        for key in (*((kind, written, digits) for kind, _name, digits in keys.phones), *keys.phones):
            found = self.phones.get(key)
            if found is not None and not at_odds(uscc, self.usccs.get(found)):
                return Found(found, near=near)
        return Found(near=near)


_NOTHING = Found()


def _conflict(text: str) -> Problem:
    return Problem("conflict", N_("Its numbers belong to different records: {text}"), {"text": text})


def find(reader: Reader, plan: Plan) -> Known:
    """Look for every key and name of the rows among our records, some queries for all."""
    known = Known()
    _FINDERS[plan.target.name](reader, plan, known)
    return known


def _texts(plan: Plan, path: str) -> list[str]:
    return [value for value in plan.values.columns.get(path, ()) if value]


def _members(reader: Reader, plan: Plan, known: Known) -> None:
    if matching.is_empty(reader, "enterprise"):
        return
    wanted = ("id", "code", "name", "uscc", "phones")
    rows = [
        row
        for found in matching.by_values(reader, "enterprise", "uscc", _texts(plan, "uscc"), wanted).values()
        for row in found
    ]
    numbers = matching.by_values(reader, "membership", "number", _texts(plan, "membership.number"), ("enterprise_id",))
    known.numbers.update({("membership.number", number): found[0][0] for number, found in numbers.items()})
    names = {form for name in _texts(plan, "name") for spelling in spellings(name) for form in in_forms(spelling)}
    rows += [row for found in matching.by_values(reader, "enterprise", "name", names, wanted).values() for row in found]
    loaded = {row[0] for row in rows}
    rows += [
        (row["id"], row["code"], row["name"], row["uscc"], row["phones"])
        for row in reader.rows("enterprise", sorted(set(known.numbers.values()) - loaded))
    ]
    people = _phones_along(reader, sorted({row[0] for row in rows}))
    for record_id, code, name, uscc, phones in dict.fromkeys(rows):
        key = called(name)
        known.codes[record_id] = code or ""
        known.names.setdefault(key, []).append(record_id)
        if uscc:
            known.usccs[record_id] = uscc
            known.numbers[("uscc", uscc)] = record_id
            known.numbers[("uscc?", uscc, key)] = record_id
        for digits in phones_in(phones, *people.get(record_id, ())):
            known.phones.setdefault(("phone", key, digits), record_id)
            known.phones.setdefault(("phone", f"={name}", digits), record_id)


def _phones_along(reader: Reader, enterprises: Sequence[int]) -> dict[int, list[str | None]]:
    """Enterprise → the stored phones of its people and of who represents it."""
    found: defaultdict[int, list[str | None]] = defaultdict(list)
    for enterprise, rows in matching.children(
        reader, "person", "enterprise_id", enterprises, ("mobiles", "landlines")
    ).items():
        found[enterprise] = [text for row in rows for text in row]
    members = matching.children(reader, "membership", "enterprise_id", enterprises, ("representative_id",))
    wanted = {row[0] for rows in members.values() for row in rows if row[0]}
    people = {row["id"]: (row["mobiles"], row["landlines"]) for row in reader.rows("person", sorted(wanted))}
    for enterprise, rows in members.items():
        found[enterprise] += [text for row in rows for text in people.get(row[0], ())]
    return found


def _contacts(reader: Reader, plan: Plan, known: Known) -> None:
    if matching.is_empty(reader, "person"):
        return
    for number, found in matching.by_values(reader, "person", "id_number", _texts(plan, "id_number")).items():
        known.numbers[("id_number", number)] = found[0][0]
        known.codes[found[0][0]] = ""
    for name, found in matching.by_values(
        reader, "person", "name", _texts(plan, "name"), ("id", "code", "mobiles", "landlines")
    ).items():
        for record_id, code, mobiles, landlines in found:
            _known(known, record_id, code, called(name), phones_in(mobiles, landlines))


def _leads(reader: Reader, plan: Plan, known: Known) -> None:
    if matching.is_empty(reader, "lead"):
        return
    for code, found in matching.by_values(reader, "lead", "code", _texts(plan, "code")).items():
        known.numbers[("code", code)] = found[0][0]
        known.codes[found[0][0]] = code
    wanted = ("id", "code", "investor", "contact_phones", "first_reported_at")
    same = matching.by_values(reader, "lead", "project", _texts(plan, "project"), wanted)
    filed = filed_in(reader, [row[0] for rows in same.values() for row in rows])
    for project, rows in same.items():
        for record_id, code, investor, phones, reported in rows:
            _known(known, record_id, code, undertaking(project, investor or ""), phones_in(phones))
            if record_id in filed:
                # Who reported an undertaking first, and when, matters to whoever sends it again.
                by, at = filed[record_id][:2]
                known.codes[record_id] = f"{code}, {by} {local(reported or at).date().isoformat()}"


def _guests(reader: Reader, plan: Plan, known: Known) -> None:
    if plan.event is None:
        return
    for record_id, name, phone in matching.by_values_of_event(reader, plan.event, ("id", "name", "phone")):
        _known(known, record_id, name, called(name), phones_in(phone))


def _known(known: Known, record_id: int, code: str, name: str, phones: Sequence[str]) -> None:
    known.codes[record_id] = code or ""
    known.names.setdefault(name, []).append(record_id)
    for digits in phones:
        known.phones.setdefault(("phone", name, digits), record_id)


_FINDERS = {"members": _members, "contacts": _contacts, "leads": _leads, "attendance": _guests}


def compare(reader: Reader, plan: Plan) -> None:
    """Say for every matched row what it would change in its record, and so how it ends."""
    matched = [row for row, judged in enumerate(plan.rows) if _record_of(plan, judged) is not None]
    for part in chunks(matched, 500):
        ids = sorted({_record_of(plan, plan.rows[row]) or 0 for row in part})
        described = entity_of(plan.target.entity)
        stored = {one["id"]: one for one in reader.rows(described.name, ids)}
        records = {record_id: described.load(one) for record_id, one in stored.items()}
        along = along_of(reader, plan, ids)
        for row in part:
            judged = plan.rows[row]
            record = records.get(_record_of(plan, judged) or 0)
            if judged.twin is not None:
                if record is not None:
                    _compare_repeat(plan, row, judged, along.get(record.id, {}))
                continue
            if record is None:
                judged.ending, judged.reasons = (
                    Ending.REJECTED,
                    (Problem("gone", N_("The record it was matched with is no longer there")),),
                )
                continue
            _compare_row(plan, row, judged, record, along.get(record.id, {}))
            if plan.mode is not Mode.ADD and (new := plan.extra_of(row)):
                old = stored[record.id].get("extra")
                if kept_texts.flat(kept_texts.renewed(old, new, over=plan.mode is Mode.UPDATE)) != kept_texts.flat(old):
                    judged.ending, judged.changes = Ending.UPDATED, (*judged.changes, KEPT)


KEPT = "as_written"
"""Among what changes: the texts that no field could take."""


def _record_of(plan: Plan, judged: PlanRow) -> int | None:
    """The record of ours that a row is about; of one that repeats an earlier row, that one's, where contacts may come of it."""
    if judged.ending is Ending.REJECTED:
        return None
    if judged.twin is None:
        return judged.match
    return plan.rows[judged.twin].match if plan.target.name == "members" and plan.mode is not Mode.ADD else None


def other_contact(plan: Plan, row: int, twin: int) -> str:
    """The contact person of a repeated member who is another one than in the row it repeats; '' when there is none."""
    name: str = plan.values.get("person.name", row) or ""
    return name if name and fold(name) != fold(plan.values.get("person.name", twin) or "") else ""


def along_of(reader: Reader, plan: Plan, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """For members: the newest membership, the posts' titles and the people of each enterprise."""
    if plan.target.name != "members":
        return {}
    found: dict[int, dict[str, Any]] = {one: {} for one in ids}
    for enterprise, memberships in _records_along(reader, "membership", ids):
        found[enterprise]["membership"] = memberships[-1]
    for enterprise, rows in matching.children(reader, "post", "enterprise_id", ids, ("title",)).items():
        found[enterprise]["post"] = {row[0] for row in rows}
    if plan.values.columns.get("person.name"):
        for enterprise, people in _records_along(reader, "person", ids):
            found[enterprise]["person"] = people
        _with_representatives(reader, found)
    return found


def _with_representatives(reader: Reader, along: dict[int, dict[str, Any]]) -> None:
    """Who represents a membership is a person of its enterprise, also one who belongs to another."""
    wanted = {
        enterprise: one["membership"].representative.id
        for enterprise, one in along.items()
        if "membership" in one and one["membership"].representative and one["membership"].representative.id
    }
    described = entity_of("person")
    people = {row["id"]: described.load(row) for row in reader.rows("person", sorted(set(wanted.values())))}
    for enterprise, person in wanted.items():
        here = along[enterprise].setdefault("person", [])
        if person in people and all(one.id != person for one in here):
            here.append(people[person])


def _records_along(reader: Reader, entity: str, ids: Sequence[int]) -> Iterator[tuple[int, list[Record]]]:
    """The records of an entity by the enterprise they belong to."""
    described = entity_of(entity)
    columns = ("id", *described.columns)
    for enterprise, rows in matching.children(reader, entity, "enterprise_id", ids, columns).items():
        yield enterprise, [described.load(dict(zip(columns, row, strict=True))) for row in rows]


def _compare_row(plan: Plan, row: int, judged: PlanRow, record: Record, along: dict[str, Any]) -> None:
    given = plan.values.of(row)
    own = {path: value for path, value in given.items() if "." not in path}
    differing = [path for path, value in own.items() if not says_same(plan, record, path, value)]
    blank = [path for path in differing if plan.target.fields[path].field.kind.is_empty(getattr(record, path))]
    member = along.get("membership")
    further: list[str] = []
    if plan.target.name == "members":
        of_membership = {path: value for path, value in given.items() if path.startswith("membership.")}
        if member is None:
            further.append("membership")
        else:
            changed = [
                path
                for path, value in of_membership.items()
                if not says_same(plan, member, path.partition(".")[2], value, path)
            ]
            empty = [
                path
                for path in changed
                if plan.target.fields[path].field.kind.is_empty(getattr(member, path.partition(".")[2]))
            ]
            differing, blank = differing + changed, blank + empty
        if (title := given.get("post.title")) and title not in along.get("post", ()):
            further.append("post")
        new, of_contact, empty = _contact(plan, row, judged, along)
        differing, blank, further = differing + of_contact, blank + empty, further + new
    _conclude(plan, judged, differing, blank, further)


def _compare_repeat(plan: Plan, row: int, judged: PlanRow, along: dict[str, Any]) -> None:
    """A row that repeats one about a record of ours changes nothing but what it says of another contact person."""
    twin = judged.twin or 0
    if not other_contact(plan, row, twin):
        return
    new, differing, blank = _contact(plan, row, judged, along)
    changes = (*new, *(differing if plan.mode is Mode.UPDATE else blank))
    if changes:
        judged.ending, judged.match, judged.changes = Ending.UPDATED, plan.rows[twin].match, changes


def _contact(plan: Plan, row: int, judged: PlanRow, along: dict[str, Any]) -> tuple[list[str], list[str], list[str]]:
    """What a row says of its contact person: ['person'] for one who is not on file yet, else the paths in which it differs
    and which of them are blank so far. Of several of one name it is the one with the phone; without that nobody is told."""
    given = {path: value for path, value in plan.values.of(row).items() if path.startswith("person.")}
    name = given.pop("person.name", None)
    if not name:
        return [], [], []
    alike = [one for one in along.get("person", ()) if fold(one.name) == fold(name)]
    if not alike:
        known = person_of(plan.links, plan.target, plan.values, row, "person.name") is not None
        return ([] if known else ["person"]), [], []
    numbers = {phone.digits for path in ("person.mobiles", "person.landlines") for phone in given.get(path, ())}
    same = [one for one in alike if numbers & {phone.digits for phone in (*one.mobiles, *one.landlines)}] or alike
    if len(same) > 1:
        return [], [], []
    judged.contact = same[0].id
    home = plan.rows[judged.twin].match if judged.twin is not None else judged.match
    if same[0].enterprise and same[0].enterprise.id != home:
        # What he is here says nothing of what he is where he belongs.
        given.pop("person.position", None)
    names = {path: path.partition(".")[2] for path in given}
    differing = [path for path, value in given.items() if not says_same(plan, same[0], names[path], value, path)]
    blank = [path for path in differing if plan.target.fields[path].field.kind.is_empty(getattr(same[0], names[path]))]
    return [], differing, blank


def _conclude(plan: Plan, judged: PlanRow, differing: list[str], blank: list[str], further: list[str]) -> None:
    if plan.mode is Mode.ADD:
        # An enterprise we knew as an investor or a guest becomes a member; nothing else of it is touched.
        judged.changes = tuple(one for one in further if one == "membership")
        differing = differing + [one for one in further if one != "membership"]
    else:
        judged.changes = (*(differing if plan.mode is Mode.UPDATE else blank), *further)
        differing = [path for path in differing if path not in judged.changes]
    if judged.changes:
        judged.ending = Ending.UPDATED
    elif differing:
        judged.ending = Ending.DUPLICATE if plan.mode is Mode.ADD else Ending.UNCHANGED
        labels = "、".join(
            plan.target.fields[path].label if path in plan.target.fields else _(entity_of(path).label)
            for path in differing
        )
        judged.reasons = (
            *judged.reasons,
            Problem(
                "there", N_("It is there already and differs in {fields}; nothing was changed"), {"fields": labels}
            ),
        )
    else:
        judged.ending = Ending.UNCHANGED


def says_same(plan: Plan, record: Record, name: str, value: Any, path: str = "") -> bool:
    """Whether the record says already what the sheet gives; names of other records are compared as names."""
    described: Entity = type(record).entity
    kind = described.field(name).kind
    old = getattr(record, name)
    if isinstance(kind, LinkedText):
        return fold(old.text) == fold(value)
    if isinstance(kind, Link):
        found = plan.links.enterprises.get(fold(value)) if kind.entity == "enterprise" else plan.links.events.get(value)
        if found is None:
            return fold(getattr(record, "unit", "") or "") == fold(value)
        return bool(old and old.id == found)
    return kind.same(old, value)
