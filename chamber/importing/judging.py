"""How every row ends: rejected with a reason, a repeat of an earlier row, one of our records, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chamber.fields import Link, LinkedText
from chamber.i18n import N_, _, listed
from chamber.importing import existing
from chamber.importing.existing import Known, other_contact
from chamber.importing.keys import RowKeys, at_odds, keys_of
from chamber.importing.kin import Kin, kin_of
from chamber.importing.links import Links, find_links, person_of
from chamber.importing.origins import name_events
from chamber.importing.perhaps import tell_of_kin
from chamber.importing.plan import DIFFERENT, SAME, Ending, Mode, Plan, PlanRow
from chamber.importing.reading.tables import words
from chamber.importing.reading.tables.model import RemarkKind
from chamber.importing.ties import tied
from chamber.kept_texts import RAW
from chamber.text.folding import fold
from chamber.text.values import Problem
from chamber.workspace import Reader
from db.queries import matching

Tick = Callable[[int], None]
_STEP = 1_000
_BUT_FOR_FORM = N_("Possible duplicate: row {row} has the same name but for its form")
_CARRIED = (RemarkKind.MERGED, RemarkKind.DITTO, RemarkKind.GROUPED)


def judge(reader: Reader, plan: Plan, tick: Tick | None = None) -> Plan:
    """Decide every row of the plan against the database as `reader` sees it."""
    basis = matching.newest_action(reader)
    if plan.again is not None:
        again = Problem("again", N_("This file was imported already"), {"action": str(plan.again)})
        rows = [
            PlanRow(sheet, record.row, Ending.UNCHANGED, (again,))
            for sheet, record in zip(plan.sheets, plan.records, strict=True)
        ]
        return plan.with_(rows=rows, links=Links(), basis=basis)
    name_events(reader, plan)
    links = find_links(reader, plan.target, plan.values)
    plan = plan.with_(links=links, rows=[], basis=basis)
    known = existing.find(reader, plan)
    plan.rows.extend(endings(plan, known, tied(plan, known), tick))  # type: ignore[attr-defined]
    tell_of_kin(reader, plan)
    shared = _shared_contacts(reader, plan)
    existing.compare(reader, plan)
    _tell_of_contacts(plan, shared)
    return plan


_KNOWN = {
    (True, True): N_("Its contact {name} is on file already and represents it; no second record is made"),
    (True, False): N_("Its contact {name} is on file already; no second record is made"),
    (False, True): N_("Its contact {name} is filed with row {row} and represents it; no second record is made"),
    (False, False): N_("Its contact {name} is filed with row {row}; no second record is made"),
}


def _shared_contacts(reader: Reader, plan: Plan) -> dict[int, int | None]:
    """Members whose contact belongs to another enterprise, with the earlier row that names him, None for one on file: nobody
    is filed twice, so he represents the membership, where the sheet names nobody else for that."""
    names = plan.values.columns.get("person.name") if plan.target.name == "members" else None
    seen: dict[tuple[str, str], int] = {}
    on_file: dict[int, int] = {}
    shared: dict[int, int | None] = {}
    for row, name in enumerate(names or ()):
        judged = plan.rows[row]
        if not name or judged.ending is not Ending.CREATED:
            continue
        keys = [(name, phone.digits) for phone in plan.values.get("person.mobiles", row) or ()]
        earlier = next((seen[key] for key in keys if key in seen), None)
        if (person := person_of(plan.links, plan.target, plan.values, row, "person.name")) is not None:
            on_file[row] = person
        elif earlier is not None and (judged.match is None or judged.match != plan.rows[earlier].match):
            shared[row] = earlier
        for key in keys:
            seen.setdefault(key, row)
    at_home = {one["id"]: one["enterprise_id"] for one in reader.rows("person", sorted(set(on_file.values())))}
    shared |= {row: None for row, person in on_file.items() if at_home.get(person) != plan.rows[row].match}
    for row in shared:
        column = plan.values.column("membership.representative")
        column[row] = column[row] or (names or ())[row]
    return shared


def _tell_of_contacts(plan: Plan, shared: Mapping[int, int | None]) -> None:
    for row, earlier in shared.items():
        judged = plan.rows[row]
        if not (judged.ending is Ending.CREATED or judged.changes):
            continue
        name = plan.values.get("person.name", row)
        represents = plan.values.get("membership.representative", row) == name
        params = {"name": name, "row": "" if earlier is None else plan.row_name(earlier)}
        judged.reasons = (*judged.reasons, Problem("contact_known", _KNOWN[earlier is None, represents], params))
        _keep_of_person(plan, row, earlier)


def _keep_of_person(plan: Plan, row: int, earlier: int | None) -> None:
    """What a row says besides of a contact who is filed elsewhere stays with it as written."""
    for path, value in plan.values.of(row).items():
        told = path in ("person.name", "person.mobiles") or not path.startswith("person.")
        if told or (earlier is not None and _same(plan, path, value, plan.values.get(path, earlier))):
            continue
        plan.values.raw.setdefault(row, {}).setdefault(path, plan.target.fields[path].field.kind.show(value, "zh"))


def endings(plan: Plan, known: Known, closely: Container[int], tick: Tick | None = None) -> Iterator[PlanRow]:
    """How each row ends, before matched rows are compared. Those not in `closely` have no name or number in common with any other."""
    kin = kin_of(plan.target, plan.values)
    judging = _Judging(plan, known, kin, {}, {})
    blank = _blank(plan)
    for row, (sheet, record) in enumerate(zip(plan.sheets, plan.records, strict=True)):
        if tick and row % _STEP == 0:
            tick(row)
        if row in blank or record.remarks or row in closely or row in kin.meant or row in plan.edits.skipped:
            yield judging.row(row)
        else:
            yield PlanRow(sheet, record.row)


def _blank(plan: Plan) -> Container[int]:
    """The rows that lack a required field."""
    found: set[int] = set()
    for path in plan.target.required:
        column = plan.values.columns.get(path)
        if column is None:
            return range(len(plan.records))
        if None in column:
            found.update(row for row, value in enumerate(column) if value is None)
    return found


@dataclass(slots=True)
class _Judging:
    """The state of going through the rows in order: which keys and names earlier rows took.

    Only their hashes are kept, a tenth of the memory; a hit is looked at again.
    """

    plan: Plan
    known: Known
    kin: Kin
    taken: dict[int, int]
    names: dict[int, int]

    def row(self, row: int) -> PlanRow:
        plan = self.plan
        judged = PlanRow(plan.sheets[row], plan.records[row].row)
        refusal = self._refusal(row)
        if refusal:
            judged.ending, judged.reasons = Ending.REJECTED, refusal
            return judged
        keys = keys_of(plan.target, plan.values, row)
        decision = plan.edits.decisions.get(row)
        if decision is None or decision.word != DIFFERENT:
            twin = self._twin(row, keys) if decision is None or decision.row is None else self._called(decision.row)
            if twin is not None:
                return self._repeats(judged, row, twin)
        taken = self._number_taken(row, keys)
        if taken is not None:
            judged.ending, judged.reasons = Ending.REJECTED, (taken,)
            return judged
        if decision is not None and decision.word == SAME:
            judged.match = decision.id or None
        else:
            self._match(judged, row, keys, decision is not None and decision.word == DIFFERENT)
        if judged.ending is not Ending.REJECTED:
            for key in (*keys.in_file, *self.kin.keys.get(row, ())):
                self.taken.setdefault(hash(key), row)
            self.names.setdefault(hash(keys.name), row)
            if row in self.kin.meant:
                self.names.setdefault(hash(self.kin.meant[row]), row)
        return judged

    def _broken_off(self, row: int) -> bool:
        """Whether a short line without a number of its own follows another short line: a cell with a line break, pasted."""
        record, above = self.plan.records[row], self.plan.records[row - 1] if row else None
        if not record.remarks or above is None or above.row != record.row - 1:
            return False
        number = next((place for place, column in enumerate(self.plan.columns) if column.ordinal), None)
        return (
            number is not None
            and all(any(remark.kind is RemarkKind.SHORT for remark in one.remarks) for one in (record, above))
            and not words.is_running_number(record.cells[number])
        )

    def _refusal(self, row: int) -> tuple[Problem, ...]:
        """Why a row can't be filed at all."""
        plan = self.plan
        record = plan.records[row]
        if row in plan.edits.skipped:
            return (Problem("skipped", N_("Left out by hand")),)
        if any(remark.kind is RemarkKind.LONG for remark in record.remarks):
            return (
                Problem(
                    "long",
                    N_("The line has more cells than the header: {text}"),
                    {"text": " | ".join(map(str, filter(None, record.extra)))},
                ),
            )
        if self._broken_off(row):
            text = words.text_of(record.cells)
            return (
                Problem("broken", N_("The rest of the line above, which was broken in a cell: {text}"), {"text": text}),
            )
        missing = [path for path in plan.target.required if plan.values.get(path, row) is None]
        raw = plan.values.raw.get(row, {})
        return tuple(
            Problem(
                "unread",
                N_("{field} can't be read: {text}"),
                {"field": plan.target.field(path).label, "text": raw[path]},
            )
            if path in raw
            else Problem("required", N_("{field} is missing"), {"field": plan.target.field(path).label})
            for path in missing
        )

    def _twin(self, row: int, keys: RowKeys) -> int | None:
        plan = self.plan
        if self._goes_on(row) and keys.name == self._name(row - 1):
            earlier = self._called(row - 1)
            if earlier is not None and not self._at_odds(row, earlier):
                return earlier
        for key in keys.in_file:
            earlier = self.taken.get(hash(key))
            if earlier is None or key not in keys_of(plan.target, plan.values, earlier).in_file:
                continue
            if key[0] == plan.target.number and self._name(earlier) != keys.name:
                continue
            if not self._at_odds(row, earlier):
                return earlier
        for key in self.kin.keys.get(row, ()):
            earlier = self.taken.get(hash(key))
            if earlier is not None and key in self.kin.keys.get(earlier, ()) and not self._at_odds(row, earlier):
                return earlier
        return None

    def _at_odds(self, row: int, earlier: int) -> bool:
        return at_odds(self.plan.values.get("uscc", row), self.plan.values.get("uscc", earlier))

    def _goes_on(self, row: int) -> bool:
        """Whether the name of a row is the very cell of the row above it, merged, or a ditto mark for it."""
        marks = {remark.column for remark in self.plan.records[row].remarks if remark.kind in _CARRIED}
        return bool(marks and row) and any(
            place in marks for place, column in enumerate(self.plan.columns) if self.plan.target.title in column.paths
        )

    def _called(self, earlier: int) -> int | None:
        """The row that a person called the same, or the one it repeats itself; None when it is not filed."""
        judged = self.plan.rows[earlier]
        return {Ending.REJECTED: None, Ending.DUPLICATE: judged.twin}.get(judged.ending, earlier)

    def _name(self, row: int) -> str:
        return keys_of(self.plan.target, self.plan.values, row).name

    def _number_taken(self, row: int, keys: RowKeys) -> Problem | None:
        """A number of ours that an earlier row of another name carries: a slip of the pen in one of them."""
        for key in keys.numbers:
            earlier = self.taken.get(hash(key)) if key[0] == self.plan.target.number else None
            if earlier is not None and key in keys_of(self.plan.target, self.plan.values, earlier).numbers:
                params = {"number": key[1], "row": self.plan.row_name(earlier)}
                return Problem("taken", N_("Row {row} has the number {number} too, under another name"), params)
        return None

    def _repeats(self, judged: PlanRow, row: int, twin: int) -> PlanRow:
        """The row says once more what an earlier one said; where it says something else that is listed."""
        plan = self.plan
        earlier = plan.row_name(twin)
        judged.ending, judged.twin = Ending.DUPLICATE, twin
        reasons = [Problem("twin", N_("The same as row {row}"), {"row": earlier})]
        on_file = plan.rows[twin].match is not None
        contact = "" if on_file and plan.mode is Mode.ADD else other_contact(plan, row, twin)
        if contact:
            message = N_("Its contact {name} is filed with row {row}")
            reasons.append(Problem("contact", message, {"name": contact, "row": earlier}))
        other = [
            plan.target.field(path).label
            for path, value in plan.values.of(row).items()
            if not (contact and path.startswith("person."))
            and not _same(plan, path, value, plan.values.get(path, twin))
        ]
        said, before = plan.extra_of(row), plan.extra_of(twin)
        other += [title for title, text in said.items() if title != RAW and before.get(title) != text]
        if other:
            reasons.append(
                Problem(
                    "differs",
                    N_("It differs from row {row} in {fields}; row {row} was taken"),
                    {"row": earlier, "fields": listed(other)},
                )
            )
        judged.reasons = tuple(reasons)
        return judged

    def _match(self, judged: PlanRow, row: int, keys: RowKeys, different: bool) -> None:
        plan = self.plan
        found = self.known.of(plan, row, keys)
        if found.conflict:
            judged.ending = Ending.REJECTED
            judged.reasons = (found.conflict,)
            return
        if found.id is not None and not (different and not found.certain):
            judged.match = found.id
            return
        near = found.near
        reasons: list[Problem] = []
        if near and not different:
            reasons.append(
                Problem(
                    "possible_duplicate",
                    N_("Possible duplicate: there is a {what} of this name ({codes})"),
                    {
                        "what": _(plan_label(plan)),
                        "codes": listed(self.known.codes.get(one, str(one)) for one in near),
                    },
                )
            )
        twin, message = self._namesake(row, keys)
        if twin is not None:
            judged.namesake = twin
            if not different:
                reasons.append(Problem("possible_duplicate", message, {"row": plan.row_name(twin)}))
        judged.near, judged.reasons = near, tuple(reasons)

    def _namesake(self, row: int, keys: RowKeys) -> tuple[int | None, str]:
        """An earlier row of the same name, or of one that may mean the same company, and what is said of it."""
        twin = self.names.get(hash(keys.name))
        if twin is not None and self._name(twin) == keys.name and not self._at_odds(row, twin):
            title = self.plan.target.title
            if fold(self.plan.values.get(title, row)) == fold(self.plan.values.get(title, twin)):
                return twin, N_("Possible duplicate: row {row} has the same name")
            return twin, _BUT_FOR_FORM
        meant = self.kin.meant.get(row, "")
        twin = self.names.get(hash(meant)) if meant else None
        if twin is not None and self.kin.meant.get(twin) == meant and not self._at_odds(row, twin):
            return twin, _BUT_FOR_FORM
        return None, ""


def _same(plan: Plan, path: str, one: Any, other: Any) -> bool:
    """Whether two rows say the same; names of other records are still texts here."""
    kind = plan.target.fields[path].field.kind
    if isinstance(kind, (Link, LinkedText)):
        return fold(one or "") == fold(other or "")
    return kind.same(one, other)


def plan_label(plan: Plan) -> str:
    from chamber.entity import entity_of

    return entity_of(plan.target.entity).label


def unlinked(plan: Plan) -> Sequence[tuple[int, str, str]]:
    """(row, path, text) of fields that must name a record of ours and don't."""
    missing = []
    for path, column in plan.values.columns.items():
        kind = plan.target.fields[path].field.kind
        if isinstance(kind, Link) and kind.entity == "event":
            missing += [(row, path, text) for row, text in enumerate(column) if text and text not in plan.links.events]
    return missing
